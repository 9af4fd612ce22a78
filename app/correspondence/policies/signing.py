"""Who may sign a paper: in which capacity, by whose leave, on which day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.correspondence.models import Delegation, OfficialPaper
from app.documents import signing
from app.documents.signing import Capacity, Organ
from app.documents.terms import PaperKind
from app.lib import dates
from app.lib.errors import Invalid
from app.lib.text import fold
from app.stationery.terms import letterheads
from tenants.models import TenantKind

FIELD = "signer_name"
_BODIES = {
    TenantKind.DEPARTMENT: Organ.DEPARTMENT,
    TenantKind.SCHOOL: Organ.SCHOOL,
    TenantKind.ENTERPRISE: Organ.ENTERPRISE,
}


def organ_of(kind: TenantKind, organ: str, authority: str = "") -> Organ:
    """What sort of organ signs as "UBND", "HĐTĐKT", "SNV" in a tenant of this kind.

    A decision whose `authority` is the chair of the committee is the chair's own.
    """
    if organ == letterheads.COUNCIL_ORGAN:
        return Organ.COUNCIL
    if organ == letterheads.COMMITTEE_ORGAN and kind.has_committee:
        return Organ.CHAIR if fold(authority).startswith("chu tich") else Organ.COMMITTEE
    return _BODIES.get(kind, Organ.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs a draft, and under which lines."""

    lines: tuple[str, ...]
    position: str
    name: str
    user_id: int | None = None

    @classmethod
    def of(cls, draft: OfficialPaper) -> "Signing":
        """As the draft says."""
        return cls(
            tuple((draft.signing_lines or "").splitlines()),
            (draft.signer_position or "").strip(),
            (draft.signer_name or "").strip(),
            draft.signer_id,
        )

    @property
    def capacity(self) -> Capacity:
        """By what right they sign."""
        return signing.capacity_of(self.lines, self.position)

    def is_by(self, delegation: Delegation) -> bool:
        """Whether this signature is given under the delegation: the person, or their deputy."""
        if delegation.capacity is not self.capacity:
            return False
        through = [fold(line)[3:].strip() for line in self.lines if fold(line).startswith("kt.")]
        if self.capacity is Capacity.BY_ORDER and through:
            return fold(delegation.position) in through
        if self.user_id is not None and delegation.user_id == self.user_id:
            return True
        return fold(delegation.name) == fold(self.name)


def check_signer(
    signing_: Signing, kind: PaperKind, delegations: Iterable[Delegation], on: date
) -> None:
    """Raise Invalid where this person may not sign such a paper on this day.

    `TL.` and `TUQ.` need a delegation that covers the kind and holds on the day; for `KT.` none
    need be noted, but one that is noted must hold (Decree 30/2020/NĐ-CP, article 13).
    """
    if not signing_.position or not signing_.name:
        raise Invalid("Hãy chọn người ký: chức vụ và họ tên.", FIELD)
    capacity = signing_.capacity
    signing.check_fits(capacity, kind)
    if not capacity.is_delegated:
        return
    given = [one for one in delegations if signing_.is_by(one)]
    if not given and capacity is Capacity.DEPUTY:
        return
    if not given:
        raise Invalid(
            f"Chưa ghi việc giao {signing_.name} {capacity.label.lower()}. "
            "Hãy ghi ở mục Giao ký thay, thừa lệnh hoặc chọn người ký khác.",
            FIELD,
        )
    if not any(one.holds_on(on) for one in given):
        raise Invalid(_out_of_time(signing_, given, on), FIELD)
    if not any(one.holds_on(on) and one.covers(kind) for one in given):
        raise Invalid(
            f"{signing_.name} không được giao ký {kind.label.lower()} (chỉ: {_kinds(given)}).",
            FIELD,
        )


def is_unnoted_deputy(signing_: Signing, delegations: Iterable[Delegation]) -> bool:
    """Whether a deputy signs for the head and no delegation says so: worth a warning."""
    return signing_.capacity is Capacity.DEPUTY and not any(map(signing_.is_by, delegations))


def is_unknown(
    signing_: Signing, leaders: Collection[str], delegations: Iterable[Delegation]
) -> bool:
    """Whether nobody of this name leads the unit or has leave to sign: a slip, or an outsider.

    A unit none of whose leaders has an account is not asked: there is nobody to compare with.
    """
    known = {fold(name) for name in (*leaders, *(one.name for one in delegations))}
    return bool(leaders) and fold(signing_.name) not in known


def _out_of_time(signing_: Signing, given: list[Delegation], on: date) -> str:
    latest = max(given, key=lambda one: (one.last_day or date.max, one.id))
    who = f"Việc giao {signing_.name} {signing_.capacity.label.lower()}"
    if latest.last_day is not None and latest.last_day < on:
        return (
            f"{who} đã hết hiệu lực từ sau ngày {dates.short(latest.last_day)}; "
            "hãy chọn người ký khác hoặc ghi việc giao mới."
        )
    return f"{who} chỉ có hiệu lực từ ngày {dates.short(latest.from_on)}; hãy chọn người ký khác."


def _kinds(given: list[Delegation]) -> str:
    kinds = dict.fromkeys(kind.label.lower() for one in given for kind in one.kinds)
    return ", ".join(kinds)
