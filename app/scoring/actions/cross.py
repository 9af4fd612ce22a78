"""Members score each other by assignment, beside the appraiser."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import insert, update
from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import queries as clusters
from app.lib import clock, numbers
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring.actions import appraisals
from app.scoring.actions.appraisals.verdicts import GATED, Verdict
from app.scoring.models import CrossAssignment, CrossScore, CrossScoreLine, ScoreSheet
from app.scoring.policies import appraisals as appraisal_policies
from app.scoring.policies import cross as policies
from app.scoring.queries import appraisals as appraisal_queries
from app.scoring.queries import criteria, peers, sheets
from app.scoring.queries import cross as queries
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db

NOTHING_NEW = "Chưa có bảng điểm nào để phân công thêm: các thành viên chưa nộp, hoặc đã phân công."


def assign(
    *,
    set_id: int,
    cluster_id: int,
    pairs: Collection[tuple[int, int]],
    due_on: date | None = None,
    by: Person,
) -> list[CrossAssignment]:
    """Ask members to score others: pairs of (member whose sheet it is, scorer).

    What was asked already is left as it is. Raises NotAllowed for who neither appraises the sheet
    nor runs the cluster, Invalid at "scorer_id" for a scorer that may not, at "member_id" for a
    member whose sheet has not come, Conflict where nothing is new.
    """
    found = {sheet.tenant_id: sheet for sheet in _sheets(set_id, cluster_id)}
    members = clusters.group(cluster_id).roles
    there = {
        (duty.member_id, duty.scorer_id)
        for duty in queries.of_cluster(set_id=set_id, cluster_id=cluster_id)
    }
    made = []
    for member_id, scorer_id in dict.fromkeys(pairs):
        if member_id not in found:
            raise Invalid("Bảng điểm của thành viên này chưa nộp.", "member_id")
        sheet = found[member_id]
        policies.check_pair(sheet, scorer_id, members, context.acting().tenant_id)
        if (member_id, scorer_id) not in there:
            made.append(_assignment(sheet, scorer_id, due_on))
    if not made:
        raise Conflict(NOTHING_NEW)
    db.session.add_all(made)
    db.session.flush()
    for one in made:
        audit.record("cross.assigned", one, by=by, sheet_id=one.sheet_id, scorer=one.scorer_id)
    return made


def assign_in_turn(
    *, set_id: int, cluster_id: int, scorers: int, due_on: date | None = None, by: Person
) -> list[CrossAssignment]:
    """Have each sheet scored by the next `scorers` members in the order of the cluster.

    Nobody scores itself, nor a sheet that it appraises. Asked again later, it adds those that have
    come in since. Raises Invalid at "scorers", Conflict where nothing is new.
    """
    order = [member.tenant.id for member in _in_order(cluster_id)]
    policies.check_scorers(scorers, len(order) - 2)
    pairs = []
    for sheet in _sheets(set_id, cluster_id):
        place = order.index(sheet.tenant_id) if sheet.tenant_id in order else 0
        after = [order[(place + step) % len(order)] for step in range(1, len(order))]
        able = [one for one in after if one not in (sheet.tenant_id, sheet.appraiser_id)]
        pairs += [(sheet.tenant_id, scorer) for scorer in able[:scorers]]
    if not pairs:
        raise Conflict(NOTHING_NEW)
    return assign(set_id=set_id, cluster_id=cluster_id, pairs=pairs, due_on=due_on, by=by)


def _in_order(cluster_id: int) -> list[clusters.Member]:
    group = clusters.group(cluster_id)
    return sorted(group.members, key=lambda one: (one.tenant.sort_key, one.tenant.id))


def _sheets(set_id: int, cluster_id: int) -> Sequence[ScoreSheet]:
    return queries.sheets_of(set_id=set_id, cluster_id=cluster_id)


def _assignment(sheet: ScoreSheet, scorer_id: int, due_on: date | None) -> CrossAssignment:
    me = context.acting().tenant_id
    return CrossAssignment(
        tenant_id=me,
        criteria_set_id=sheet.criteria_set_id,
        cluster_id=sheet.cluster_id,
        sheet_id=sheet.id,
        member_id=sheet.tenant_id,
        scorer_id=scorer_id,
        appraiser_id=None if sheet.appraiser_id == me else sheet.appraiser_id,
        province_id=None if sheet.province_id == me else sheet.province_id,
        due_on=due_on,
        sent_at=clock.now(),
    )


def withdraw(*, assignment_id: int, by: Person) -> CrossAssignment:
    """Take an assignment back: its sheet is closed to the scorer again.

    Raises NotFound for another's assignment, Conflict once scores have come.
    """
    found = queries.assignment(assignment_id)
    duty = queries.duty(assignment_id)
    policies.check_owner(found, context.acting().tenant_id)
    scored = duty is not None and duty.scored_at is not None
    policies.check_withdraw(found, scored=scored)
    found.withdrawn_at = clock.now()
    audit.record("cross.withdrawn", found, by=by, sheet_id=found.sheet_id)
    return found


def begin(*, assignment_id: int, by: Person) -> CrossScore:
    """Begin to score another's sheet; begun already, it is given as it is.

    What the member was not assigned, and what is reckoned over the whole cluster, is not scored.
    Raises NotFound, NotAllowed for who was not asked, Conflict once withdrawn.
    """
    found = queries.assignment(assignment_id)
    tenant_id = context.acting().tenant_id
    policies.check_begin(found, tenant_id)
    there = queries.of_assignment(assignment_id)
    if there is not None:
        return there
    sheet = sheets.sheet(found.sheet_id)
    score = CrossScore(
        tenant_id=tenant_id,
        assignment_id=found.id,
        sheet_id=sheet.id,
        member_id=sheet.tenant_id,
        appraiser_id=sheet.appraiser_id,
        province_id=sheet.province_id,
    )
    db.session.add(score)
    db.session.flush()
    scale = criteria.scale(sheet.criteria_set_id)
    rows = [
        {
            "tenant_id": tenant_id,
            "cross_score_id": score.id,
            "criterion_id": one,
            "appraiser_id": sheet.appraiser_id,
            "province_id": sheet.province_id,
        }
        for one, line in sheets.lines(sheet.id).items()
        if not line.unassigned and one not in scale.relative
    ]
    db.session.execute(insert(CrossScoreLine), rows)
    audit.record("cross.begun", score, by=by, sheet_id=sheet.id)
    return score


def take_over(*, set_id: int, cluster_id: int, criterion_id: int, by: Person) -> int:
    """Write the medians of the cross scores of a criterion into the appraiser's drafts; how many.

    Each is rounded half up to three places, with a remark that says whence it comes. Raises
    Conflict where nobody has scored a sheet that is still being appraised.
    """
    waiting = [
        sheet.id
        for sheet in _sheets(set_id, cluster_id)
        if sheet.appraiser_id == context.acting().tenant_id
    ]
    sent = appraisal_queries.sent_of(waiting)
    given = queries.given([one for one in waiting if one not in sent])
    verdicts = {}
    for (sheet_id, one), points in given.items():
        if one == criterion_id:
            spread = queries.Spread.of(points)
            said = f"Trung vị chấm chéo của {spread.count} đơn vị."
            verdicts[sheet_id] = Verdict(points=numbers.quantize3(spread.median), comment=said)
    if not verdicts:
        raise Conflict("Chưa có điểm chấm chéo nào cho tiêu chí này ở các bảng đang thẩm định.")
    return appraisals.save_criterion(
        set_id=set_id, cluster_id=cluster_id, criterion_id=criterion_id, verdicts=verdicts, by=by
    )


def save(
    *,
    cross_score_id: int,
    version: int,
    verdicts: Mapping[int, Verdict],
    comment: str | None = None,
    by: Person,
) -> CrossScore:
    """Write points (None: not decided yet) and remarks for another's sheet.

    Raises Invalid at `lines.<criterion id>.points` outside the criterion's limits, Conflict once
    sent or withdrawn, Stale.
    """
    score, scale, lines = _open(cross_score_id)
    _check(scale, lines, verdicts, peers.kinds([score.sheet_id]).get(score.sheet_id, {}))
    appraisal_policies.check_length(comment, "comment")
    if score.version != version:
        raise Stale(changed=_differences(scale, lines, verdicts))
    for one, verdict in verdicts.items():
        points = verdict.points
        lines[one].points = None if points is None else numbers.quantize3(points)
        lines[one].comment = (verdict.comment or "").strip() or None
    score.comment = (comment or "").strip() or None
    score.total = _total(score, scale, lines)
    flag_modified(score, "total")
    audit.record("cross.saved", score, by=by, criteria=len(verdicts))
    return score


def send(*, cross_score_id: int, by: Person) -> CrossScore:
    """Give the points to the appraiser and to who runs the cluster; they do not change again.

    Sent already, they stay. Raises Invalid at each criterion without points, Conflict once
    withdrawn.
    """
    score = queries.own_for_change(cross_score_id)
    if score.sent_at is not None:
        return score
    score, scale, lines = _open(cross_score_id)
    policies.check_complete(scale, {one: lines[one].points for one in scale.leaves if one in lines})
    score.total, now = _total(score, scale, lines), clock.now()
    db.session.flush()
    db.session.execute(
        update(CrossScoreLine)
        .where(CrossScoreLine.cross_score_id == score.id)
        .values(sent_at=now)
        .execution_options(synchronize_session=False)
    )
    score.sent_at = now
    audit.record("cross.sent", score, by=by, total=str(score.total))
    return score


def _open(cross_score_id: int) -> tuple[CrossScore, Scale, dict[int, CrossScoreLine]]:
    score = queries.own_for_change(cross_score_id)
    duty = queries.duty(score.assignment_id)
    policies.check_edit(score, stands=duty is not None)
    sheet = sheets.sheet(score.sheet_id)
    return score, criteria.scale(sheet.criteria_set_id), queries.lines(score.id)


def _check(
    scale: Scale,
    lines: Mapping[int, CrossScoreLine],
    verdicts: Mapping[int, Verdict],
    kinds: Mapping[int, Collection[str]],
) -> None:
    wrong: dict[str, list[str]] = {}
    for one, verdict in verdicts.items():
        at = f"lines.{one}"
        if one not in lines:
            raise Invalid("Tiêu chí này không chấm chéo.", f"{at}.points")
        appraisal_policies.check_length(verdict.comment, f"{at}.comment")
        if verdict.points is None:
            continue
        try:
            scale.totals({one: verdict.points})
        except Invalid as error:
            wrong |= error.fields
        lacking = scale.missing_gates(one, kinds.get(one, ()))
        if verdict.points > 0 and lacking:
            wrong[f"{at}.points"] = [GATED.format(kinds=", ".join(lacking))]
    if wrong:
        raise Invalid(fields=wrong)


def _total(score: CrossScore, scale: Scale, lines: Mapping[int, CrossScoreLine]) -> Decimal:
    """Its own points, and the member's where nothing is scored."""
    own = sheets.lines(score.sheet_id)
    points = {
        one: line.points
        for one, line in own.items()
        if line.points is not None and not line.unassigned and one in scale.relative
    }
    points |= {one: line.points for one, line in lines.items() if line.points is not None}
    return scale.totals(points, [one for one, line in own.items() if line.unassigned]).total


def _differences(
    scale: Scale, lines: Mapping[int, CrossScoreLine], verdicts: Mapping[int, Verdict]
) -> dict[str, tuple[str, str]]:
    changed: dict[str, tuple[str, str]] = {}
    for one, verdict in verdicts.items():
        code, line = scale.leaves[one].criterion.code, lines[one]
        if verdict.points != line.points:
            changed[f"{code}. Điểm"] = (_shown(verdict.points), _shown(line.points))
        if (verdict.comment or None) != line.comment:
            changed[f"{code}. Nhận xét"] = (verdict.comment or "", line.comment or "")
    return changed


def _shown(points: Decimal | None) -> str:
    return "" if points is None else numbers.vi(points)
