"""Key files sealed by the server's secret, beside the passphrase that encrypts them already.

Whoever reads the database alone finds neither the key nor the file that the passphrase opens.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.lib.errors import Conflict

_NONCE = 12


def key_of(secret: str) -> bytes:
    """The key that seals, derived from the server's secret."""
    kdf = HKDF(hashes.SHA256(), 32, salt=None, info=b"thidua signing keys 1")
    return kdf.derive(secret.encode())


def seal(content: bytes, *, key: bytes, owner: str) -> bytes:
    """Seal a key file for its `owner`: moved to another's row, it does not open."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, owner.encode())


def unseal(sealed: bytes, *, key: bytes, owner: str) -> bytes:
    """The key file. Raises Conflict where it was sealed by another server or for another owner."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.encode())
    except InvalidTag as error:
        raise Conflict(
            "Không mở được khóa đã lưu: khóa của máy chủ đã thay đổi. Hãy tải lại tệp khóa của bạn."
        ) from error
