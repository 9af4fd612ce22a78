"""The sealed ballot box: one count, encrypted, that never holds a single ballot.

Each vote opens the box, adds to the count and seals it anew under a fresh nonce; what lies in the
database has the same length after every vote and tells nothing without the server's key, which the
database does not hold. There is no row, no order and no time of a single ballot.
"""

import os
import struct
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.lib.errors import Conflict

NONCE = 12


def key_of(secret: str) -> bytes:
    """The key of the boxes, derived from the server's secret."""
    kdf = HKDF(hashes.SHA256(), 32, salt=None, info=b"thidua ballot box 1")
    return kdf.derive(secret.encode())


def seal(numbers: Sequence[int], *, key: bytes, ballot: str) -> bytes:
    """Seal a count; `ballot` names the ballot to which the box belongs."""
    nonce = os.urandom(NONCE)
    plain = struct.pack(f">{len(numbers)}I", *numbers)
    return nonce + AESGCM(key).encrypt(nonce, plain, ballot.encode())


def unseal(box: bytes, *, key: bytes, ballot: str) -> tuple[int, ...]:
    """Open a box. Raises Conflict for one sealed under another key, for another ballot, or changed
    by another hand."""
    try:
        plain = AESGCM(key).decrypt(box[:NONCE], box[NONCE:], ballot.encode())
    except InvalidTag as error:
        raise Conflict(
            "Không mở được hòm phiếu: khóa của máy chủ đã thay đổi hoặc hòm phiếu bị can thiệp. "
            "Hãy hủy cuộc bỏ phiếu này và bỏ phiếu lại."
        ) from error
    return struct.unpack(f">{len(plain) // 4}I", plain)
