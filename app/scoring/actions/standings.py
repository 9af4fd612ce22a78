"""What has to be said before a result is announced: who did not score itself, who of equals comes
first."""

from collections.abc import Sequence

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Conflict, Invalid, NotFound
from app.scoring.models import Absence, CriteriaSet, TieDecision
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import standings as policies
from app.scoring.queries import ballots, criteria, statuses
from app.scoring.queries import standings as queries
from app.scoring.queries.standings import Row
from app.scoring.terms import TieRule
from tenants import context
from tenants.db import db


def list_absence(*, set_id: int, member_id: int, reason: str, by: Person) -> Absence:
    """Say that a member did not score itself: it is listed with the result, without a place.

    Said again, the reason is replaced. Raises Invalid, NotFound for a tenant that is no member,
    Conflict for one that has submitted a sheet or whose result is announced.
    """
    found = _open(set_id)
    policies.check_reason(reason, "lý do đơn vị không tự chấm điểm")
    status = _member(set_id, member_id)
    is_announced = queries.announced(set_id, status.cluster_id) is not None
    policies.check_absence(status.sheet_id is not None, is_announced)
    absence = _absence(set_id, member_id)
    if absence is None:
        absence = Absence(
            tenant_id=found.tenant_id,
            criteria_set_id=set_id,
            cluster_id=status.cluster_id,
            cluster_name=status.cluster_name,
            member_id=member_id,
            member_name=status.member_name,
        )
    absence.reason = reason.strip()
    db.session.add(absence)
    audit.record("absence.listed", absence, by=by, member=status.member_name, reason=reason)
    return absence


def withdraw_absence(*, set_id: int, member_id: int, by: Person) -> None:
    """Take a member off that list. Raises NotFound, Conflict once announced."""
    _open(set_id)
    absence = _absence(set_id, member_id)
    if absence is None:
        raise NotFound("Đơn vị này không có trong danh sách không tự chấm điểm.")
    policies.check_absence(False, absence.issued_at is not None)
    audit.record("absence.withdrawn", absence, by=by, member=absence.member_name)
    db.session.delete(absence)
    db.session.flush()


def decide_tie(
    *, set_id: int, cluster_id: int | None, sheet_ids: Sequence[int], reason: str, by: Person
) -> TieDecision:
    """Put the sheets of a group of equals in order, first place first, with the authority's reason.

    Raises Invalid where these are not exactly the equals that wait for a decision, Conflict where
    the order contradicts a cluster's result that is announced already, or a ballot has to decide
    and none has come out even.
    """
    found = _open(set_id)
    policies.check_reason(reason, "căn cứ, lý do của quyết định")
    board = queries.reckoned(found, cluster_id=cluster_id)
    if tuple(sorted(sheet_ids)) not in board.awaiting or len(set(sheet_ids)) != len(sheet_ids):
        raise Invalid(
            "Danh sách phải gồm đúng các đơn vị đang bằng nhau, mỗi đơn vị một thứ bậc.",
            "sheet_ids",
        )
    if found.tie_rule is TieRule.VOTE:
        polls = ballots.on_group(set_id, sheet_ids)
        policies.check_voted(any(one.is_undecided for one in polls))
    _check_with_announced(set_id, board.tied(sheet_ids), sheet_ids)
    decision = TieDecision(
        tenant_id=found.tenant_id,
        criteria_set_id=set_id,
        scope=board.scope,
        sheet_ids=list(sheet_ids),
        reason=reason.strip().rstrip("."),
        decided_by=by.id,
        decided_by_name=by.full_name,
    )
    db.session.add(decision)
    audit.record("tie.decided", decision, by=by, sheets=list(sheet_ids), reason=reason)
    return decision


def _open(set_id: int) -> CriteriaSet:
    """Lock the set, so that confirming and announcing take turns."""
    set_policies.check_arrange(context.acting())
    found = criteria.set_for_change(set_id)
    set_policies.check_issued(found)
    return found


def _member(set_id: int, member_id: int) -> statuses.Status:
    for status in statuses.of_set(set_id):
        if status.member_id == member_id:
            return status
    raise NotFound("Đơn vị này không thuộc cụm, khối nào được chấm theo bộ tiêu chí.")


def _absence(set_id: int, member_id: int) -> Absence | None:
    return db.session.scalar(
        select(Absence).where(Absence.criteria_set_id == set_id, Absence.member_id == member_id)
    )


def _check_with_announced(set_id: int, rows: Sequence[Row], sheet_ids: Sequence[int]) -> None:
    """An order of the province keeps to the orders of clusters that are known already."""
    known = queries.announced_ranks(set_id)
    by_sheet = {row.sheet_id: row for row in rows}
    last: dict[int, int] = {}
    for sheet_id in sheet_ids:
        row = by_sheet[sheet_id]
        rank = known.get(row.member_id, 0)
        if rank < last.get(row.cluster_id, 0):
            raise Conflict(f"Thứ tự này trái với kết quả đã công bố của “{row.cluster_name}”.")
        last[row.cluster_id] = rank
