"""How a signer's certificate stands at a moment: trusted, out of time, revoked, unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509 as asn1
from cryptography import x509
from pyhanko.sign.ades.report import AdESSubIndic
from pyhanko.sign.validation import PdfSignatureStatus


@dataclass(frozen=True)
class Standing:
    """`problem` says why there is no trust; `revoked_at` since when who was named is revoked."""

    is_trusted: bool
    problem: AdESSubIndic | None = None
    revoked_at: datetime | None = None
    is_authority_revoked: bool = False


def of(status: PdfSignatureStatus, moment: datetime, crls: Sequence[bytes]) -> Standing:
    """The standing of a signature checked as of `moment`, by these revocation lists too.

    The library looks into a list only where the certificate names where lists are published; here
    a list that was stored is looked into always.
    """
    if status.revocation_details is not None:
        told = status.revocation_details
        return Standing(False, status.trust_problem_indic, told.revocation_date, told.ca_revoked)
    if status.validation_path is None:
        return Standing(False, status.trust_problem_indic)
    found = revoked_in(status.validation_path, crls, moment)
    if found is not None:
        return Standing(False, None, found.since, found.is_authority)
    return Standing(bool(status.trusted), status.trust_problem_indic)


@dataclass(frozen=True)
class Revoked:
    """Since when a certificate of a chain is revoked; the signer's, or one of its authorities'."""

    since: datetime
    is_authority: bool


def revoked_in(chain: Iterable[object], crls: Sequence[bytes], moment: datetime) -> Revoked | None:
    """What these lists name of a chain, root first, at a moment; None for nothing."""
    path = [one for one in chain if isinstance(one, asn1.Certificate)]
    for place in range(len(path) - 1, 0, -1):
        revoked_at = _revoked_at(path[place], path[place - 1], crls)
        if revoked_at is not None and revoked_at <= moment:
            return Revoked(revoked_at, place < len(path) - 1)
    return None


def _revoked_at(
    certificate: asn1.Certificate, issuer: asn1.Certificate, crls: Sequence[bytes]
) -> datetime | None:
    """Since when a list signed by its issuer names a certificate, or None."""
    authority = x509.load_der_x509_certificate(issuer.dump())
    for content in crls:
        revocations = x509.load_der_x509_crl(content)
        if revocations.issuer != authority.subject:
            continue
        if not revocations.is_signature_valid(authority.public_key()):  # type: ignore[arg-type]
            continue
        entry = revocations.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None:
            return entry.revocation_date_utc
    return None
