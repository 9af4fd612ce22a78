"""Whose name a certificate bears, held against who signs and who issues a paper.

A signature may be whole and its certificate trusted, and yet be another agency's: the seal of a
department does not stand for the people's committee.
"""

import re
from dataclasses import dataclass, replace
from typing import Protocol

from app.lib.text import fold
from app.signatures.pades import reasons
from app.signatures.pades.verification import SignatureReport, VerificationReport
from app.signatures.terms import Part, Verdict
from app.stationery.terms import issuer_of
from app.stationery.terms.letterheads import COMMITTEE_ORGAN, COUNCIL, usual
from tenants.models import Tenant

_SHORT = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd"}
_PARTS = {part.field: part for part in Part}


class Paper(Protocol):
    """A paper of the outgoing register, as far as names go."""

    @property
    def symbol(self) -> str: ...

    @property
    def signer_name(self) -> str | None: ...


class Bearer(Protocol):
    """What bears a name: a certificate, or a key kept with the facts of its certificate."""

    @property
    def subject(self) -> str: ...

    @property
    def organisation(self) -> str: ...


@dataclass(frozen=True)
class Parties:
    """Who signs a paper and who issues it; `seals` names the organs whose seal may stand on it."""

    signer: str
    issuer: str
    seals: tuple[str, ...]


def parties(paper: Paper, tenant: Tenant) -> Parties:
    """Those of a paper of this tenant. A council without a seal uses its committee's."""
    issuer = issuer_of(tenant, paper.symbol)
    is_council = issuer.startswith(COUNCIL)
    seals = (issuer, usual(tenant, COMMITTEE_ORGAN).issuer) if is_council else (issuer,)
    return Parties(paper.signer_name or "", issuer, seals)


def names_person(bearer: Bearer, name: str) -> bool:
    """Whether a certificate is in a person's name, diacritics or not."""
    return fold(bearer.subject) == fold(name)


def names_organ(bearer: Bearer, organ: str) -> bool:
    """Whether a certificate is in an organ's name: "UBND xã Điềm He, tỉnh Lạng Sơn" is, too.

    A bare "Sở Nội vụ" is where the organisation says of which province.
    """
    said, wanted = _short(bearer.subject), _short(organ)
    if _begins(said, wanted):
        return True
    rest = wanted.removeprefix(said).strip()
    return _begins(wanted, said) and rest in _short(bearer.organisation)


def other_name(part: Part | None, bearer: Bearer, of: Parties) -> str:
    """What a certificate's name does not fit, in Vietnamese; "" where it does.

    `part` is None for a signature of which nobody knows whether it is the signer's or the seal.
    """
    if part is not Part.SEAL and (not of.signer or names_person(bearer, of.signer)):
        return ""
    if part is not Part.LEADER and any(names_organ(bearer, organ) for organ in of.seals):
        return ""
    who = {
        Part.LEADER: f"văn bản do {of.signer} ký",
        Part.SEAL: f"văn bản do {of.issuer} ban hành",
        None: f"văn bản do {of.issuer} ban hành, {of.signer} ký",
    }[part]
    return f"chứng thư số mang tên “{bearer.subject}”, {who}"


def held_against(report: VerificationReport, of: Parties) -> VerificationReport:
    """The report on a paper's file, where a valid signature in another name is a doubt."""
    signatures = tuple(_held(one, of) for one in report.signatures)
    strange = next((one for one in signatures if one.other_name), None)
    if strange is None:
        return report
    if report.verdict is Verdict.VALID:
        return VerificationReport(Verdict.DOUBTFUL, strange.other_name, signatures)
    return replace(report, signatures=signatures)


def _held(one: SignatureReport, of: Parties) -> SignatureReport:
    if one.certificate is None or one.verdict is Verdict.INVALID:
        return one
    told = other_name(_PARTS.get(one.field), one.certificate, of)
    if not told:
        return one
    other = reasons.OTHER_NAME.format(told)
    return replace(one, verdict=Verdict.DOUBTFUL, other_name=other, reasons=(*one.reasons, other))


def _short(name: str) -> str:
    """A name to compare: folded, without punctuation, bodies as they are abbreviated."""
    bare = " ".join(re.sub(r"[^\w]+", " ", fold(name)).split())
    for long, short in _SHORT.items():
        bare = bare.replace(long, short)
    return bare


def _begins(name: str, start: str) -> bool:
    return name == start or name.startswith(f"{start} ")
