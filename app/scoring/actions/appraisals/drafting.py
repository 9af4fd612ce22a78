"""The first review as a draft: begun with the member's own points, written cell by cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, func, insert, literal, select
from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.scoring.actions.appraisals import clashes
from app.scoring.actions.appraisals.verdicts import Bench, Verdict
from app.scoring.held import Held, first_review
from app.scoring.models import Appraisal, AppraisalLine, ScoreSheet, SheetLine
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import criteria, peers, sheets
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db


def start(*, sheet_id: int, by: Person) -> Appraisal:
    """Begin to appraise a submitted sheet, with the member's own points filled in.

    Begun already, it is given as it is. Raises NotFound for a sheet that was not sent to the
    acting tenant, NotAllowed for its own.
    """
    sheet = sheets.sheet(sheet_id)
    policies.check_appraise(sheet, context.acting().tenant_id)
    there = queries.of_sheet(sheet_id)
    if there is not None:
        return there
    return _begin([sheet], by)[0]


def start_all(*, set_id: int, cluster_id: int, by: Person) -> int:
    """Begin with every sheet of a cluster that came in and is not begun; how many there were."""
    waiting = queries.not_begun(set_id=set_id, cluster_id=cluster_id)
    return len(_begin(waiting, by))


def _begin(found: Sequence[ScoreSheet], by: Person) -> list[Appraisal]:
    tenant_id = context.acting().tenant_id
    made = [
        Appraisal(
            tenant_id=tenant_id,
            sheet_id=sheet.id,
            member_id=sheet.tenant_id,
            province_id=sheet.province_id,
            total=sheet.self_total,
        )
        for sheet in found
    ]
    if not made:
        return []
    db.session.add_all(made)
    db.session.flush()
    copied: list[Any] = [
        Appraisal.id,
        SheetLine.criterion_id,
        func.coalesce(SheetLine.points, 0),
        SheetLine.unassigned,
        SheetLine.tenant_id,
        SheetLine.province_id,
    ]
    db.session.execute(
        insert(AppraisalLine).from_select(
            [
                *("tenant_id", "appraisal_id", "criterion_id", "points", "unassigned"),
                *("member_id", "province_id"),
            ],
            select(literal(tenant_id, BigInteger), *copied)
            .join(SheetLine, SheetLine.sheet_id == Appraisal.sheet_id)
            .where(Appraisal.id.in_([one.id for one in made])),
        )
    )
    for one in made:
        audit.record("appraisal.started", one, by=by, sheet_id=one.sheet_id)
    return made


def save(
    *,
    appraisal_id: int,
    version: int,
    verdicts: Mapping[int, Verdict],
    comment: str | None = None,
    comment_was: str | None = None,
    by: Person,
) -> Appraisal:
    """Write points, values and remarks into a draft, and a remark on the whole.

    A verdict that names the version of its cell is held against that cell alone, any other against
    the whole appraisal; `comment_was` is the remark on the whole as it was opened. Raises Invalid
    at `lines.<criterion id>.points` outside the criterion's limits, Conflict once sent, Stale with
    what differs, who wrote it and when.
    """
    appraisal = queries.own_for_change(appraisal_id)
    policies.check_edit(appraisal)
    policies.check_length(comment, "comment")
    work = Draft.open(appraisal)
    weighed = {one: work.weigh(one, verdict) for one, verdict in verdicts.items()}
    work.bench.finish()
    is_stale = appraisal.version != version
    said, was = (comment or "").strip() or None, (comment_was or "").strip() or None
    clashing = clashes.among(work, verdicts, weighed, is_stale=is_stale)
    changed = clashes.described(work, clashing, weighed)
    keeps = is_stale and was == said
    if is_stale and said not in (appraisal.comment, was):
        changed["Nhận xét chung"] = (said or "", appraisal.comment or "")
    if changed or (is_stale and any(one.version is None for one in verdicts.values())):
        touched = [one for one, held in weighed.items() if held != work.held(one)]
        raise clashes.CellsChanged(changed=changed, touched=touched)
    work.write(weighed, by=by)
    if not keeps:
        appraisal.comment = said
    work.add_up()
    audit.record("appraisal.saved", appraisal, by=by, criteria=len(verdicts))
    return appraisal


class Draft:
    """One appraisal with all that its verdicts are weighed by."""

    def __init__(
        self,
        appraisal: Appraisal,
        bench: Bench,
        lines: Mapping[int, AppraisalLine],
        cluster_id: int,
    ) -> None:
        self.appraisal = appraisal
        self.bench = bench
        self.lines = lines
        self.cluster_id = cluster_id

    @classmethod
    def open(cls, appraisal: Appraisal) -> "Draft":
        """Read what is needed of one appraisal."""
        sheet = sheets.sheet(appraisal.sheet_id)
        bench = Bench(
            criteria.scale(sheet.criteria_set_id),
            sheets.lines(sheet.id),
            peers.kinds([sheet.id]).get(sheet.id, {}),
        )
        return cls(appraisal, bench, sheets.appraised_lines(appraisal.id), sheet.cluster_id)

    @property
    def scale(self) -> Scale:
        """The set by which it is scored."""
        return self.bench.scale

    def held(self, criterion_id: int) -> Held:
        """What stands in a cell."""
        return first_review(self.lines[criterion_id], self.bench.own[criterion_id])

    def weigh(self, criterion_id: int, verdict: Verdict) -> Held:
        """What stands in a cell after a verdict; where the verdict says what was there when it was
        opened, what stands now. Raises Invalid for a criterion of another set."""
        self.scale.formula(criterion_id)
        now = self.held(criterion_id)
        weighed = self.bench.weigh(criterion_id, verdict, now)
        is_relative = criterion_id in self.scale.relative
        if verdict.seal is not None and verdict.seal == weighed.seal(is_relative=is_relative):
            return now
        return weighed

    def write(self, weighed: Mapping[int, Held], *, by: Person, looked_at: bool = False) -> None:
        """Put what was weighed into the cells; a change counts. `looked_at` marks all of them."""
        now = clock.now()
        for one, held in weighed.items():
            line, before = self.lines[one], self.held(one)
            if held == before and not (looked_at and line.saved_by is None):
                continue
            if held != before:
                line.version += 1
            own = dict(self.bench.own[one].inputs)
            line.points, line.comment, line.unassigned = held.points, held.comment, held.unassigned
            line.inputs = None if dict(held.inputs) == own else dict(held.inputs)
            line.saved_by, line.saved_at = by.id, now

    def compared(self) -> Mapping[int, Decimal | None]:
        """The relative criteria reckoned anew, over the sheets of the cluster that may be read."""
        sheet_id = self.appraisal.sheet_id
        values = peers.values(
            set_id=self.scale.criteria_set.id,
            cluster_id=self.cluster_id,
            criterion_ids=self.scale.relative,
        )
        found = peers.compared(self.scale, values, {sheet_id: self.bench.kinds})
        return {one: points.get(sheet_id) for one, points in found.items()}

    def add_up(self, compared: Mapping[int, Decimal | None] | None = None) -> None:
        """The running total; a change of cells counts as a change of the appraisal.

        `compared`: the points of the relative criteria where they are known already.
        """
        db.session.flush()
        for one, points in (self.compared() if compared is None else compared).items():
            if points is not None:
                self.lines[one].points = points
        self.appraisal.total = self.scale.totals(
            {one: line.points for one, line in self.lines.items() if not line.unassigned},
            [one for one, line in self.lines.items() if line.unassigned],
        ).total
        flag_modified(self.appraisal, "total")
