"""All units of a plan at a glance, and one task with one unit in full."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from app.lib.errors import NotFound
from app.plans import policies as plan_policies
from app.plans.models import Delivery, Plan, Task
from app.plans.terms import Disposition
from app.progress import policies
from app.progress.models import Progress
from app.progress.queries import cascade
from app.progress.queries.cascade import Cell, Tally
from app.progress.terms import CascadeState, CoverageState, Pace, TaskStatus
from tenants.db import db
from tenants.models import Tenant, TenantKind

SentPlan = aliased(Plan, name="sent_plan")
Target = aliased(Task, name="target")
WORST_FIRST = tuple(Pace)


@dataclass(frozen=True)
class Tile:
    """One unit with how it carries out the plan; `has_sent` its own plan up."""

    tenant_id: int
    name: str
    short_name: str
    kind: TenantKind
    has_sent: bool
    tally: Tally

    @property
    def done(self) -> int:
        """Tasks that are done."""
        return self.tally.count(CascadeState.DONE)

    @property
    def owed(self) -> int:
        """Tasks that are to be done."""
        return self.tally.owed

    @property
    def late(self) -> int:
        """Tasks that are overdue."""
        return self.tally.late

    @property
    def percent(self) -> int:
        """The share done, in whole percent, rounded down: 100 only when all is done."""
        return self.done * 100 // self.owed if self.owed else 0

    @property
    def pace(self) -> Pace:
        """How it comes on, in one word."""
        return policies.pace(owed=self.owed, done=self.done, late=self.late)

    @property
    def words(self) -> str:
        """The tile read aloud."""
        sent = "" if self.has_sent else ", chưa gửi kế hoạch"
        late = f", {self.late} quá hạn" if self.late else ""
        return f"{self.name}: {self.pace.label}, xong {self.done}/{self.owed} việc{late}{sent}"


@dataclass(frozen=True)
class Picture:
    """Every unit of a plan, communes first, in the order of the alphabet."""

    tiles: Sequence[Tile]

    @property
    def counts(self) -> dict[Pace, int]:
        """How many units come on at which pace."""
        found = Counter(tile.pace for tile in self.tiles)
        return {pace: found[pace] for pace in Pace}

    @property
    def unsent(self) -> int:
        """How many have not sent their own plan up."""
        return sum(not tile.has_sent for tile in self.tiles)

    @property
    def groups(self) -> list[tuple[TenantKind, list[Tile]]]:
        """The tiles by kind of unit."""
        kinds = dict.fromkeys(tile.kind for tile in self.tiles)
        return [(kind, [tile for tile in self.tiles if tile.kind is kind]) for kind in kinds]

    def worst_first(self) -> "Picture":
        """The same with the slowest units first within their kind."""
        return Picture(
            sorted(
                self.tiles,
                key=lambda tile: (tile.kind.value, WORST_FIRST.index(tile.pace), -tile.late),
            )
        )


def picture(plan_id: int) -> Picture:
    """All units of a plan that the acting tenant has issued: one statement."""
    table = cascade.cells(plan_id)
    rows = db.session.execute(
        select(
            Tenant,
            func.count(SentPlan.id).label("sent"),
            *cascade.counts_of(table),
        )
        .join_from(table, Tenant, Tenant.id == table.c.tenant_id)
        .outerjoin(SentPlan, _answers(plan_id))
        .group_by(Tenant.id)
        .order_by(Tenant.kind, Tenant.sort_key, Tenant.id)
    )
    return Picture([_tile(row) for row in rows])


def _answers(plan_id: int) -> Any:
    return and_(
        SentPlan.upstream_plan_id == plan_id,
        SentPlan.tenant_id == Tenant.id,
        SentPlan.sent_at.is_not(None),
    )


def _tile(row: Any) -> Tile:
    unit: Tenant = row.Tenant
    return Tile(unit.id, unit.name, unit.short_name, unit.kind, row.sent > 0, cascade.tally(row))


@dataclass(frozen=True)
class Part:
    """One task of a unit's own plan that answers the superior's, and how far it is.

    `into` is the text of the task into which it was merged.
    """

    task: Task
    into: str | None
    status: TaskStatus | None
    percent: int
    on: date | None
    evidence_count: int


@dataclass(frozen=True)
class Answered:
    """One superior's task with one unit: the cell of the roll-up, the unit's plan and its parts."""

    cell: Cell
    plan_id: int | None
    parts: Sequence[Part]

    @property
    def answer(self) -> Disposition | None:
        """What the unit's plan makes of the task."""
        return plan_policies.answer_of(part.task for part in self.parts)

    @property
    def state(self) -> CoverageState:
        """The same in one word, as in the matrix."""
        return policies.coverage_state(self.cell.state, self.answer, is_late=self.cell.is_late)


def answered(plan_id: int, task_id: int, tenant_id: int) -> Answered:
    """What one unit made of one task, with its progress. Raises NotFound for what was not given.

    Of progress the superior reads state, share, day and the number of files; no note.
    """
    cells = cascade.of_tenant(plan_id, tenant_id)
    cell = next((one for one in cells if one.task_id == task_id), None)
    if cell is None:
        raise NotFound("Nhiệm vụ này không có trong kế hoạch đã giao.")
    rows = db.session.execute(
        select(SentPlan.id, Task, Target.text, Progress)
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .join(SentPlan, _answers(plan_id))
        .outerjoin(Task, and_(Task.plan_id == SentPlan.id, Task.upstream_task_id == task_id))
        .outerjoin(Target, Target.id == Task.merged_into_id)
        .outerjoin(
            Progress, and_(Progress.task_id == Task.id, Progress.tenant_id == Task.tenant_id)
        )
        .where(Delivery.plan_id == plan_id, Delivery.recipient_id == tenant_id)
        .order_by(Task.quarter, Task.position, Task.id)
    ).all()
    return Answered(
        cell,
        rows[0][0] if rows else None,
        [_part(task, into, done) for _, task, into, done in rows if task is not None],
    )


def _part(task: Task, into: str | None, done: Progress | None) -> Part:
    if done is None:
        return Part(task, into, None, 0, None, 0)
    return Part(task, into, done.status, done.percent, done.on, done.evidence_count)
