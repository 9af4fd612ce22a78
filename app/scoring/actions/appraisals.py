"""The cluster's view of a sheet: appraised, sent to the member, settled after its word."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import BigInteger, insert, literal, select, update
from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock, numbers
from app.lib.errors import Stale
from app.scoring.models import Appraisal, AppraisalLine, SheetLine
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import criteria, sheets
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db

CHANGED = "Điểm khác với điểm tự chấm: cần ghi nhận xét để đơn vị biết lý do."
SETTLED_OTHERWISE = "Điểm chốt khác với điểm đã thẩm định: cần ghi lý do."


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Points for one criterion, and a remark."""

    points: Decimal
    comment: str | None = None


def start(*, sheet_id: int, by: Person) -> Appraisal:
    """Begin to appraise a submitted sheet, with the member's own points filled in.

    Begun already, it is given as it is. Raises NotFound for a sheet that was not sent to the
    acting tenant, NotAllowed for its own.
    """
    tenant_id = context.acting().tenant_id
    sheet = sheets.sheet(sheet_id)
    policies.check_appraise(sheet, tenant_id)
    there = queries.of_sheet(sheet_id)
    if there is not None:
        return there
    appraisal = Appraisal(
        tenant_id=tenant_id,
        sheet_id=sheet_id,
        member_id=sheet.tenant_id,
        province_id=sheet.province_id,
        total=sheet.self_total,
    )
    db.session.add(appraisal)
    db.session.flush()
    db.session.execute(
        insert(AppraisalLine).from_select(
            ["tenant_id", "appraisal_id", "criterion_id", "points", "member_id", "province_id"],
            select(
                literal(tenant_id, BigInteger),
                literal(appraisal.id, BigInteger),
                SheetLine.criterion_id,
                SheetLine.points,
                SheetLine.tenant_id,
                SheetLine.province_id,
            ).where(SheetLine.sheet_id == sheet_id),
        )
    )
    audit.record("appraisal.started", appraisal, by=by, sheet_id=sheet_id)
    return appraisal


def save(
    *,
    appraisal_id: int,
    version: int,
    verdicts: Mapping[int, Verdict],
    comment: str | None = None,
    by: Person,
) -> Appraisal:
    """Write points and remarks into a draft, and a remark on the whole.

    Raises Invalid at `lines.<criterion id>.points` outside the criterion's limits, Conflict once
    sent, Stale with what differs.
    """
    appraisal = queries.own_for_change(appraisal_id)
    policies.check_edit(appraisal)
    scale, lines = _scale_and_lines(appraisal)
    _check(scale, verdicts, comment)
    if appraisal.version != version:
        raise Stale(changed=_differences(scale, lines, verdicts))
    for one, verdict in verdicts.items():
        lines[one].points = numbers.quantize3(verdict.points)
        lines[one].comment = (verdict.comment or "").strip() or None
    appraisal.comment = (comment or "").strip() or None
    appraisal.total = scale.totals({one: line.points for one, line in lines.items()}).total
    flag_modified(appraisal, "total")
    audit.record("appraisal.saved", appraisal, by=by, criteria=len(verdicts))
    return appraisal


def send(*, appraisal_id: int, by: Person) -> Appraisal:
    """Give the result to the member, which may explain itself, and to the province.

    Sent already, it stays as it is. Raises Invalid at `lines.<criterion id>.comment` where points
    differ from the member's own and nothing says why.
    """
    appraisal = queries.own_for_change(appraisal_id)
    if appraisal.sent_at is not None:
        return appraisal
    scale, lines = _scale_and_lines(appraisal)
    points = {one: line.points for one, line in lines.items()}
    comments = {one: line.comment for one, line in lines.items()}
    policies.check_comments(points, comments, _self_points(appraisal), why=CHANGED)
    now = clock.now()
    appraisal.total = scale.totals(points).total
    db.session.flush()
    db.session.execute(
        update(AppraisalLine)
        .where(AppraisalLine.appraisal_id == appraisal.id)
        .values(sent_at=now)
        .execution_options(synchronize_session=False)
    )
    appraisal.sent_at = now
    audit.record("appraisal.sent", appraisal, by=by, total=str(appraisal.total))
    return appraisal


def settle(
    *, appraisal_id: int, version: int, verdicts: Mapping[int, Verdict], by: Person
) -> Appraisal:
    """Hold to the points, or change them after the member's word: from now on final in the cluster.

    Criteria that are not named keep the points that were sent. Raises Invalid at
    `lines.<criterion id>.comment` where points are neither those sent nor the member's own and
    nothing says why, Conflict before sending and once settled, Stale.
    """
    appraisal = queries.own_for_change(appraisal_id)
    policies.check_settle(appraisal)
    scale, lines = _scale_and_lines(appraisal)
    _check(scale, verdicts, None)
    if appraisal.version != version:
        raise Stale()
    sent = {one: line.points for one, line in lines.items()}
    points = {**sent, **{one: numbers.quantize3(v.points) for one, v in verdicts.items()}}
    comments = {one: verdict.comment for one, verdict in verdicts.items()}
    policies.check_comments(points, comments, sent, _self_points(appraisal), why=SETTLED_OTHERWISE)
    for one, line in lines.items():
        line.settled_points = points[one]
        line.settled_comment = (comments.get(one) or "").strip() or None
    db.session.flush()
    appraisal.settled_total = scale.totals(points).total
    appraisal.settled_by, appraisal.settled_at = by.id, clock.now()
    audit.record("appraisal.settled", appraisal, by=by, total=str(appraisal.settled_total))
    return appraisal


def _scale_and_lines(appraisal: Appraisal) -> tuple[Scale, dict[int, AppraisalLine]]:
    sheet = sheets.sheet(appraisal.sheet_id)
    return criteria.scale(sheet.criteria_set_id), sheets.appraised_lines(appraisal.id)


def _self_points(appraisal: Appraisal) -> dict[int, Decimal]:
    lines = sheets.lines(appraisal.sheet_id)
    return {one: line.points for one, line in lines.items() if line.points is not None}


def _check(scale: Scale, verdicts: Mapping[int, Verdict], comment: str | None) -> None:
    scale.totals({one: verdict.points for one, verdict in verdicts.items()})
    policies.check_length(comment, "comment")
    for one, verdict in verdicts.items():
        policies.check_length(verdict.comment, f"lines.{one}.comment")


def _differences(
    scale: Scale, lines: Mapping[int, AppraisalLine], verdicts: Mapping[int, Verdict]
) -> dict[str, tuple[str, str]]:
    changed: dict[str, tuple[str, str]] = {}
    for one, verdict in verdicts.items():
        code, line = scale.leaves[one].criterion.code, lines[one]
        if verdict.points != line.points:
            changed[f"{code}. Điểm"] = (numbers.vi(verdict.points), numbers.vi(line.points))
        if (verdict.comment or None) != line.comment:
            changed[f"{code}. Nhận xét"] = (verdict.comment or "", line.comment or "")
    return changed
