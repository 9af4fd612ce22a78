"""Keys that sign: a PKCS#12 file with its passphrase, or a key in a PKCS#11 token with its PIN.

Secrets are arguments only: no object of this module keeps one or shows one.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pkcs11
from asn1crypto import keys, x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pkcs11.exceptions import (
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
)
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import pkcs11 as tokens
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

_TOKENS = threading.Lock()
_WAIT = 15.0
"""Seconds."""
MOST_BYTES = 256 * 1024
"""A PKCS#12 file of one key and its chain is a few kilobytes."""


class CredentialError(Exception):
    """Why a key cannot be used, in Vietnamese; `field` names what to mend."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class KeyFile:
    """A PKCS#12 file."""

    content: bytes

    @contextmanager
    def opened(self, secret: str) -> Iterator[Signer]:
        """The key for signing; `secret` is its passphrase. Raises CredentialError."""
        key, certificate, others = _loaded(self.content, secret)
        store = SimpleCertificateStore()
        store.register_multiple(others)
        yield SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=store)


@dataclass(frozen=True)
class TokenKey:
    """A key with its certificate in a token, reached through the vendor's PKCS#11 module."""

    module: str
    token_label: str
    key_label: str

    @contextmanager
    def opened(self, secret: str) -> Iterator[Signer]:
        """The key for signing; `secret` is the PIN. Raises CredentialError.

        A token is open to one at a time: once somebody is in, it asks nobody else for a PIN.
        """
        if not _TOKENS.acquire(timeout=_WAIT):
            raise CredentialError("Thiết bị ký đang bận. Hãy thử lại sau ít giây.", "secret")
        try:
            with self._signer(secret) as signer:
                yield signer
        finally:
            _TOKENS.release()

    @contextmanager
    def _signer(self, secret: str) -> Iterator[Signer]:
        session = self._session(secret)
        try:
            signer = tokens.PKCS11Signer(
                session, cert_label=self.key_label, key_label=self.key_label, other_certs_to_pull=()
            )
            try:
                found = signer.signing_cert
            except (PKCS11Error, SigningError) as error:
                raise CredentialError(
                    f"Thiết bị không có chứng thư mang nhãn “{self.key_label}”.", "key_label"
                ) from error
            _check_use(found)
            yield signer
        finally:
            session.close()

    def _session(self, pin: str) -> pkcs11.Session:
        try:
            return tokens.open_pkcs11_session(
                self.module, token_criteria=TokenCriteria(label=self.token_label), user_pin=pin
            )
        except PinLocked as error:
            raise CredentialError(
                "Thiết bị đã khóa vì nhập sai mã PIN nhiều lần. Hãy liên hệ nơi cấp thiết bị.",
                "secret",
            ) from error
        except (PinIncorrect, PinInvalid, PinLenRange, ValueError) as error:
            raise CredentialError(
                "Mã PIN không đúng. Nhập sai nhiều lần thiết bị sẽ tự khóa.", "secret"
            ) from error
        except (PKCS11Error, RuntimeError, OSError) as error:
            raise CredentialError(
                f"Không tìm thấy thiết bị ký mang nhãn “{self.token_label}”. Hãy kiểm tra thiết bị "
                "đã cắm vào máy chủ và nhãn đã nhập.",
                "token_label",
            ) from error


Credential = KeyFile | TokenKey


def certificates_of(credential: Credential, secret: str) -> list[x509.Certificate]:
    """The certificate of a key, which the secret opens, then those that came beside it.

    Raises CredentialError.
    """
    with credential.opened(secret) as signer:
        if signer.signing_cert is None:
            raise CredentialError("Khóa không kèm chứng thư số.", "file")
        own = signer.signing_cert
        return [own, *(one for one in signer.cert_registry if one.sha256 != own.sha256)]


def _loaded(
    content: bytes, passphrase: str
) -> tuple[keys.PrivateKeyInfo, x509.Certificate, list[x509.Certificate]]:
    bundle = _bundle(content, passphrase)
    if bundle.key is None or bundle.cert is None:
        raise CredentialError(
            "Tệp không có đủ khóa bí mật và chứng thư số. Hãy xuất lại tệp .p12 kèm khóa.",
            "file",
        )
    plain = bundle.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = x509.Certificate.load(bundle.cert.certificate.public_bytes(Encoding.DER))
    _check_use(certificate)
    others = [
        x509.Certificate.load(other.certificate.public_bytes(Encoding.DER))
        for other in bundle.additional_certs
    ]
    return keys.PrivateKeyInfo.load(plain), certificate, others


def _bundle(content: bytes, passphrase: str) -> pkcs12.PKCS12KeyAndCertificates:
    if not passphrase:
        raise CredentialError("Hãy nhập mật khẩu của tệp khóa.", "secret")
    if not _is_pkcs12(content):
        raise CredentialError("Tệp không phải là khóa PKCS#12 (.p12 hoặc .pfx).", "file")
    try:
        return pkcs12.load_pkcs12(content, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CredentialError(
            "Mật khẩu không mở được tệp khóa. Hãy kiểm tra bộ gõ và phím Caps Lock rồi nhập lại.",
            "secret",
        ) from error


def _is_pkcs12(content: bytes) -> bool:
    """A PKCS#12 file is a DER sequence that begins with version 3."""
    return len(content) <= MOST_BYTES and content[:1] == b"\x30" and b"\x02\x01\x03" in content[:12]


def _check_use(certificate: x509.Certificate) -> None:
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        raise CredentialError(
            "Chứng thư số này không dùng để ký (chỉ dùng để mã hóa hoặc đăng nhập).", "file"
        )
