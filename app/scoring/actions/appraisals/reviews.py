"""The end of each review: sent to the member, and settled after its word."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Stale
from app.scoring.actions.appraisals.drafting import Draft
from app.scoring.actions.appraisals.verdicts import Verdict
from app.scoring.held import Held, second_review
from app.scoring.models import Appraisal, AppraisalLine
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import sheets
from tenants.db import db

CHANGED = "Khác với đơn vị tự chấm: cần ghi nhận xét để đơn vị biết lý do."
SETTLED_OTHERWISE = "Chốt khác với kết quả đã thẩm định: cần ghi lý do."


def send(*, appraisal_id: int, by: Person) -> Appraisal:
    """Give the result to the member, which may explain itself, and to the province.

    Sent already, it stays as it is. Raises Invalid at `lines.<criterion id>.comment` where the
    appraiser holds otherwise than the member and nothing says why.
    """
    appraisal = queries.own_for_change(appraisal_id)
    if appraisal.sent_at is not None:
        return appraisal
    work = Draft.open(appraisal)
    policies.check_said(work.lines, work.bench.own, work.scale.relative, CHANGED)
    work.add_up()
    now = clock.now()
    db.session.flush()
    db.session.execute(
        update(AppraisalLine)
        .where(AppraisalLine.appraisal_id == appraisal.id)
        .values(sent_at=now, sent_unassigned=AppraisalLine.unassigned)
        .execution_options(synchronize_session=False)
    )
    appraisal.sent_at = now
    audit.record("appraisal.sent", appraisal, by=by, total=str(appraisal.total))
    return appraisal


def settle(
    *, appraisal_id: int, version: int, verdicts: Mapping[int, Verdict], by: Person
) -> Appraisal:
    """Hold to the result, or change it after the member's word: from now on final in the cluster.

    Criteria that are not named keep what was sent. Raises Invalid at `lines.<criterion id>.comment`
    where it is neither what was sent nor the member's own and nothing says why, Conflict before
    sending, while the member's time to explain runs, and once settled, Stale.
    """
    appraisal = queries.own_for_change(appraisal_id)
    policies.check_settle(appraisal)
    work = Draft.open(appraisal)
    words = sheets.explanations(appraisal.sheet_id).values()
    policies.check_waited(
        appraisal,
        queries.terms(work.scale.criteria_set.id),
        explained=any(one.sent_at is not None for one in words),
    )
    weighed = {
        one: work.bench.weigh(one, verdict, second_review(work.lines[one], work.bench.own[one]))
        for one, verdict in verdicts.items()
        if work.scale.formula(one)
    }
    work.bench.finish()
    if appraisal.version != version:
        raise Stale()
    policies.check_settled(
        {one: held.comment for one, held in weighed.items() if _is_new(work, one, held)},
        SETTLED_OTHERWISE,
    )
    _hold(work, weighed)
    _compare(work)
    db.session.flush()
    appraisal.settled_total = _total(work)
    appraisal.settled_by, appraisal.settled_at = by.id, clock.now()
    audit.record("appraisal.settled", appraisal, by=by, total=str(appraisal.settled_total))
    return appraisal


def _is_new(work: Draft, criterion_id: int, held: Held) -> bool:
    """Whether it is neither what was sent nor what the member had said of itself."""
    line, own = work.lines[criterion_id], work.bench.own[criterion_id]
    sent = second_review(line, own)
    compares = criterion_id in work.scale.relative
    if (held.points, held.unassigned) == (sent.points, sent.unassigned) and dict(
        held.inputs
    ) == dict(sent.inputs):
        return False
    points = own.points or Decimal(0)
    is_own = held.unassigned == own.unassigned and (compares or held.points == points)
    return not (is_own and (not compares or dict(held.inputs) == dict(own.inputs)))


def _hold(work: Draft, weighed: Mapping[int, Held]) -> None:
    for one, line in work.lines.items():
        held = weighed.get(one)
        if held is None:
            line.settled_points = line.points
            continue
        sent = second_review(line, work.bench.own[one])
        line.settled_points, line.settled_comment = held.points, held.comment
        line.settled_inputs = None if dict(held.inputs) == dict(sent.inputs) else dict(held.inputs)
        line.unassigned = held.unassigned


def _compare(work: Draft) -> None:
    """The relative criteria over the cluster as it stands now; the council reckons them last."""
    db.session.flush()
    for one, points in work.compared().items():
        if points is not None:
            work.lines[one].settled_points = points


def _total(work: Draft) -> Decimal:
    points = {
        one: line.settled_points
        for one, line in work.lines.items()
        if line.settled_points is not None and not line.unassigned
    }
    left_out = [one for one, line in work.lines.items() if line.unassigned]
    return work.scale.totals(points, left_out).total
