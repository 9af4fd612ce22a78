"""Recording facts of discipline, and withdrawing them."""

from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid
from app.scoring.deciding.terms import DisciplineKind
from app.scoring.models import Discipline
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import disciplines as queries
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def record(
    *,
    member_id: int,
    kind: DisciplineKind,
    person: str,
    decided_on: date,
    number: str,
    note: str | None = None,
    by: Person,
) -> Discipline:
    """Record that somebody who answers for a member was disciplined, by which paper.

    It lowers the band of the member in the year of `decided_on`, where the criteria set has a rule
    for it. Raises Invalid at the fields, NotAllowed for who runs no clusters.
    """
    acting = context.acting()
    set_policies.check_arrange(acting)
    policies.check_words(
        {
            "person": ("chức vụ, họ tên người bị xử lý", person),
            "number": ("số, ký hiệu văn bản", number),
        }
    )
    policies.check_text("note", note, "ghi chú", required=False)
    if decided_on > clock.today():
        raise Invalid("Ngày quyết định không được sau hôm nay.", "decided_on")
    policies.check_year(decided_on.year, policies.years())
    member = db.session.get(Tenant, member_id)
    if member is None or acting.tenant_id not in member.superior_ids:
        raise Invalid("Hãy chọn một đơn vị trực thuộc.", "member_id")
    found = Discipline(
        tenant_id=acting.tenant_id,
        member_id=member_id,
        kind=kind,
        person=person.strip(),
        decided_on=decided_on,
        number=number.strip(),
        note=(note or "").strip() or None,
        recorded_by=by.id,
        recorded_by_name=by.full_name,
    )
    db.session.add(found)
    db.session.flush()
    audit.record("discipline.recorded", found, by=by, member=member.name, what=kind.label)
    return found


def withdraw(*, discipline_id: int, reason: str, by: Person) -> Discipline:
    """Say that a recorded fact does not count, and why; it stays readable.

    Raises NotFound, Conflict where it was withdrawn before, Invalid at "reason".
    """
    set_policies.check_arrange(context.acting())
    found = queries.discipline(discipline_id)
    policies.check_withdraw(found)
    policies.check_text("reason", reason, "lý do rút")
    found.withdrawn_at = clock.now()
    found.withdrawn_by_name = by.full_name
    found.withdrawn_reason = reason.strip()
    db.session.flush()
    audit.record("discipline.withdrawn", found, by=by, reason=reason.strip())
    return found
