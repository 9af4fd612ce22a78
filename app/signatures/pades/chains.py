"""Whether a certificate leads up to somebody who is trusted, key by key: names prove nothing."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from app.signatures.pades import standing
from app.signatures.pades.asking import Asker
from app.signatures.pades.trust import Trust

_KNOWN = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
    ),
    retroactive_revinfo=True,
)


@dataclass(frozen=True)
class Chain:
    """`is_known`: somebody whom the authority answers for said that it is not revoked."""

    is_trusted: bool
    revoked_at: datetime | None = None
    is_known: bool = False


def of(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trust: Trust,
    at: datetime,
    asker: Asker | None = None,
) -> Chain:
    """The chain of a certificate, `others` beside it, as of a moment.

    With an `asker` the authorities are asked what was revoked, as of now.
    """
    context = trust.context(at, others=tuple(others))
    if asker is not None:
        context = trust.fetching(asker, others=tuple(others))
    validator = CertificateValidator(certificate, others, validation_context=context)
    try:
        path = asyncio.run(validator.async_validate_path())
    except RevokedError as error:
        return Chain(False, error.revocation_dt)
    except (PathError, ValidationError, ValueError):
        return Chain(False)
    found = standing.revoked_in(path, trust.crls, at)
    if found is not None:
        return Chain(False, found.since)
    crls = tuple(one.dump() for one in context.crls)
    ocsps = tuple(one.dump() for one in context.ocsps)
    return Chain(True, None, is_known(certificate, others, trust, at, crls=crls, ocsps=ocsps))


def is_known(
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    trust: Trust,
    at: datetime,
    *,
    crls: Sequence[bytes] = (),
    ocsps: Sequence[bytes] = (),
) -> bool:
    """Whether lists and answers at hand say that a certificate was not revoked at a moment."""
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in trust.roots],
        other_certs=[*(x509.Certificate.load(one) for one in trust.others), *others],
        crls=[*trust.crls, *crls],
        ocsps=[*ocsps],
        moment=at,
        allow_fetching=False,
        revinfo_policy=_KNOWN,
    )
    try:
        asyncio.run(
            CertificateValidator(certificate, validation_context=context).async_validate_path()
        )
    except (PathError, ValidationError, ValueError):
        return False
    return True
