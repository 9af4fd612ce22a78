"""One cell, and one criterion for all members of a cluster."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid
from app.scoring.actions.appraisals import clashes
from app.scoring.actions.appraisals.drafting import Draft, start_all
from app.scoring.actions.appraisals.verdicts import Bench, Verdict
from app.scoring.models import Appraisal, AppraisalLine, SheetLine
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import criteria, peers
from app.scoring.scale import Scale
from tenants.db import db
from tenants.models import Tenant


def save_cell(
    *, appraisal_id: int, criterion_id: int, version: int, verdict: Verdict, by: Person
) -> AppraisalLine:
    """Write one cell of a draft, built on `version` of that cell.

    Raises Invalid at `lines.<criterion id>.…`, Conflict once sent, NotFound, Stale with what stands
    there, who wrote it and when.
    """
    appraisal = queries.own_for_change(appraisal_id)
    policies.check_edit(appraisal)
    work = Draft.open(appraisal)
    line = queries.line(appraisal_id, criterion_id)
    weighed = {criterion_id: work.weigh(criterion_id, verdict)}
    work.bench.finish()
    if line.version != version:
        changed = clashes.described(work, [criterion_id], weighed)
        raise clashes.CellsChanged(changed=changed, touched=[criterion_id])
    work.write(weighed, by=by, looked_at=True)
    work.add_up()
    audit.record("appraisal.saved", appraisal, by=by, criteria=1)
    return line


def save_criterion(
    *,
    set_id: int,
    cluster_id: int,
    criterion_id: int,
    verdicts: Mapping[int, Verdict],
    by: Person,
) -> int:
    """Write one criterion for several members, by sheet; appraisals not begun yet are begun.

    Whatever was named counts as looked at. Raises Invalid at `lines.<sheet id>.…`, Conflict for a
    sheet whose result was sent, NotFound for a sheet that the acting tenant does not appraise,
    Stale with what differs, by member. Gives how many sheets were named.
    """
    start_all(set_id=set_id, cluster_id=cluster_id, by=by)
    found = queries.own_of_cluster(set_id=set_id, cluster_id=cluster_id, sheet_ids=list(verdicts))
    for appraisal in found.values():
        policies.check_edit(appraisal)
    scale = criteria.scale(set_id)
    scale.formula(criterion_id)
    works = _drafts(scale, found.values(), cluster_id)
    changed: dict[str, tuple[str, str]] = {}
    wrong: dict[str, list[str]] = {}
    touched: list[int] = []
    for sheet_id, verdict in verdicts.items():
        work = works[sheet_id]
        weighed = {criterion_id: work.weigh(criterion_id, verdict)}
        wrong |= _by_sheet(work.bench.wrong, sheet_id)
        if weighed[criterion_id] != work.held(criterion_id):
            touched.append(sheet_id)
        clashing = clashes.among(work, {criterion_id: verdict}, weighed, is_stale=False)
        if clashing:
            changed |= _named(clashes.described(work, clashing, weighed), work.appraisal)
        work.write(weighed, by=by, looked_at=True)
    if wrong:
        raise Invalid(fields=wrong)
    if changed:
        raise clashes.CellsChanged(changed=changed, touched=touched)
    _add_up(scale, works, cluster_id)
    for appraisal in found.values():
        audit.record("appraisal.saved", appraisal, by=by, criteria=1)
    return len(found)


def _drafts(scale: Scale, found: Iterable[Appraisal], cluster_id: int) -> dict[int, Draft]:
    """The drafts by sheet, in a fixed number of statements."""
    appraisals = {one.id: one for one in found}
    sheet_ids = [one.sheet_id for one in appraisals.values()]
    lines: dict[int, dict[int, AppraisalLine]] = {one: {} for one in appraisals}
    for line in db.session.scalars(
        select(AppraisalLine).where(AppraisalLine.appraisal_id.in_(appraisals))
    ):
        lines[line.appraisal_id][line.criterion_id] = line
    own: dict[int, dict[int, SheetLine]] = {one: {} for one in sheet_ids}
    for each in db.session.scalars(select(SheetLine).where(SheetLine.sheet_id.in_(sheet_ids))):
        own[each.sheet_id][each.criterion_id] = each
    kinds = peers.kinds(sheet_ids)
    return {
        one.sheet_id: Draft(
            one,
            Bench(scale, own[one.sheet_id], kinds.get(one.sheet_id, {})),
            lines[one.id],
            cluster_id,
        )
        for one in appraisals.values()
    }


def _add_up(scale: Scale, works: Mapping[int, Draft], cluster_id: int) -> None:
    db.session.flush()
    values = peers.values(
        set_id=scale.criteria_set.id, cluster_id=cluster_id, criterion_ids=scale.relative
    )
    kinds = {sheet_id: work.bench.kinds for sheet_id, work in works.items()}
    found = peers.compared(scale, values, kinds)
    for sheet_id, work in works.items():
        work.add_up({one: given.get(sheet_id) for one, given in found.items()})


def _by_sheet(wrong: Mapping[str, list[str]], sheet_id: int) -> dict[str, list[str]]:
    return {
        f"lines.{sheet_id}.{name.split('.', 2)[-1] if name.count('.') > 1 else 'points'}": said
        for name, said in wrong.items()
    }


def _named(
    changed: Mapping[str, tuple[str, str]], appraisal: Appraisal
) -> dict[str, tuple[str, str]]:
    member = db.session.get(Tenant, appraisal.member_id)
    name = "" if member is None else member.name
    return {f"{name}: {label}": both for label, both in changed.items()}
