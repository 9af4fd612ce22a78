"""What a certificate says: whose it is, who gave it, until when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509

_UNNAMED = "(không ghi tên)"


@dataclass(frozen=True)
class Certificate:
    """The facts of a certificate that people read. `serial` is hexadecimal."""

    subject: str
    organisation: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    sha256: str

    def is_in_time(self, at: datetime) -> bool:
        """Whether the certificate holds at a moment."""
        return self.not_before <= at <= self.not_after


def facts(certificate: x509.Certificate) -> Certificate:
    """The facts of a certificate."""
    return Certificate(
        subject=_name(certificate.subject),
        organisation=_part(certificate.subject, "organization_name"),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        sha256=certificate.sha256.hex(),
    )


def is_self_signed(certificate: x509.Certificate) -> bool:
    """Whether a certificate names itself as its issuer: a root."""
    return bool(certificate.subject == certificate.issuer)


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether others may be certified by it."""
    return bool(certificate.ca)


def load(content: bytes) -> list[x509.Certificate]:
    """The certificates of a DER or PEM file. Raises ValueError for what is neither."""
    if pem.detect(content):
        blocks = [der for kind, _, der in pem.unarmor(content, multiple=True) if "CERT" in kind]
    else:
        blocks = [content]
    found = [x509.Certificate.load(block, strict=True) for block in blocks]
    for certificate in found:
        facts(certificate)
    if not found:
        raise ValueError("no certificate")
    return found


def _name(name: x509.Name) -> str:
    return _part(name, "common_name") or _part(name, "organization_name") or _UNNAMED


def _part(name: x509.Name, part: str) -> str:
    given: Any = name.native.get(part, "")
    return ", ".join(map(str, given)) if isinstance(given, list) else str(given)
