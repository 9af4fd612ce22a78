"""What only this server opens: key files at rest, and a passphrase on its way to the worker.

Whoever reads the database alone finds neither the key nor the file that the passphrase opens;
whoever reads Redis alone finds no passphrase.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.lib.errors import Conflict

_NONCE = 12


def key_of(secret: str) -> bytes:
    """The key that seals key files, derived from the server's secret."""
    return _derived(secret, b"thidua signing keys 1", None)


def passing_key_of(secret: str, round_token: str) -> bytes:
    """The key that seals a passphrase for one round of signing, and for nothing else."""
    return _derived(secret, b"thidua passphrases under way 1", round_token.encode())


def _derived(secret: str, use: bytes, salt: bytes | None) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=salt, info=use).derive(secret.encode())


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
