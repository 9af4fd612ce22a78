"""Whom a verification trusts: roots, the authorities below them, lists of revoked certificates."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, pem, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers import FetcherBackend

from app.signatures.pades import certificates
from app.signatures.terms import AnchorKind


@dataclass(frozen=True)
class Trust:
    """Certificates and revocation lists in DER."""

    roots: tuple[bytes, ...] = ()
    others: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()

    def plus(self, other: "Trust") -> "Trust":
        """Both together."""
        return Trust(
            tuple(dict.fromkeys(self.roots + other.roots)),
            tuple(dict.fromkeys(self.others + other.others)),
            tuple(dict.fromkeys(self.crls + other.crls)),
        )

    def context(
        self,
        at: datetime,
        *,
        others: tuple[x509.Certificate, ...] = (),
        crls: tuple[bytes, ...] = (),
        ocsps: tuple[bytes, ...] = (),
    ) -> ValidationContext:
        """What the library validates against, as of a moment; nothing is fetched."""
        return ValidationContext(
            trust_roots=[x509.Certificate.load(root) for root in self.roots],
            other_certs=[*(x509.Certificate.load(one) for one in self.others), *others],
            crls=[*self.crls, *crls],
            ocsps=[*ocsps],
            moment=at,
            allow_fetching=False,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )

    def fetching(
        self, asker: FetcherBackend, *, others: tuple[x509.Certificate, ...] = ()
    ) -> ValidationContext:
        """As `context`, now, asking the authorities' servers for what was revoked."""
        return ValidationContext(
            trust_roots=[x509.Certificate.load(root) for root in self.roots],
            other_certs=[*(x509.Certificate.load(one) for one in self.others), *others],
            crls=[*self.crls],
            allow_fetching=True,
            fetcher_backend=asker,
            revocation_mode="soft-fail",
        )


@dataclass(frozen=True)
class Anchor:
    """One certificate or revocation list that was read out of a file."""

    kind: AnchorKind
    name: str
    until: datetime | None
    content: bytes
    sha256: str


def read(content: bytes) -> list[Anchor]:
    """The certificates and revocation lists of a PEM or DER file.

    Raises ValueError for what is neither, and for a certificate of somebody who is no authority.
    """
    blocks = [(None, content)]
    if pem.detect(content):
        blocks = [(kind, der) for kind, _, der in pem.unarmor(content, multiple=True)]
    return [_anchor(kind, der) for kind, der in blocks]


def of_anchors(anchors: list[tuple[AnchorKind, bytes]]) -> Trust:
    """The trust in these entries."""
    by_kind = {
        kind: tuple(content for each, content in anchors if each is kind) for kind in AnchorKind
    }
    return Trust(
        by_kind[AnchorKind.ROOT],
        by_kind[AnchorKind.INTERMEDIATE],
        by_kind[AnchorKind.REVOCATIONS],
    )


def _anchor(kind: str | None, der: bytes) -> Anchor:
    if kind is None or "CRL" not in kind:
        try:
            return _certificate(x509.Certificate.load(der, strict=True), der)
        except (ValueError, TypeError, KeyError):
            if kind is not None:
                raise
    revoked = crl.CertificateList.load(der, strict=True)
    body = revoked["tbs_cert_list"]
    name = body["issuer"].native.get("common_name") or body["issuer"].human_friendly
    until = body["next_update"].native
    return Anchor(AnchorKind.REVOCATIONS, str(name), until, der, hashlib.sha256(der).hexdigest())


def _certificate(certificate: x509.Certificate, der: bytes) -> Anchor:
    facts = certificates.facts(certificate)
    if not certificates.is_authority(certificate):
        raise ValueError("not an authority")
    is_root = certificates.is_self_signed(certificate)
    kind = AnchorKind.ROOT if is_root else AnchorKind.INTERMEDIATE
    return Anchor(kind, facts.subject, facts.not_after, der, facts.sha256)
