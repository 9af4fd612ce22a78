"""How the units two levels below stand with the province's tasks, through their districts.

While a district exists the province reads the sums that the district tells it; once the district
has ceased, the province has its archive and counts for itself: the closed communes' tasks as they
were on the last day, those taken over as they stand with their successors today.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, func, literal, select, union
from sqlalchemy.orm import aliased

from app.lib import clock
from app.lib.errors import NotFound
from app.mergers.models import HandoverLine, TaskTally
from app.mergers.queries import lineage
from app.plans.models import Delivery, Plan, Task
from app.progress.models import Progress
from app.progress.queries import cascade
from app.progress.terms import CascadeState, TaskStatus
from tenants import archive, context
from tenants.db import db
from tenants.models import Tenant, TenantKind

STATES = tuple(CascadeState)
District = aliased(Task, name="district")
Then = aliased(Progress, name="then")
Now = aliased(Progress, name="now")


@dataclass(frozen=True)
class OwnTally:
    """One task of a district that comes from above, with how its communes stand."""

    task_id: int
    upstream_task_id: int
    addressee_id: int
    counts: dict[str, int]


@dataclass
class Line:
    """A task of the province, counted over the units below its districts."""

    task_id: int
    number: int
    quarter: int
    text: str
    counts: Counter[CascadeState] = field(default_factory=Counter)
    late: int = 0
    taken_over: int = 0

    @property
    def total(self) -> int:
        """All units to which the districts passed the task on."""
        return sum(self.counts.values())

    def count(self, state: CascadeState) -> int:
        """How many are in this state."""
        return self.counts[state]


@dataclass(frozen=True)
class Through:
    """A plan of the province with its tasks counted over the units two levels below.

    `open_districts` have told their sums, the oldest of them on `told_on`; `closed_districts` are
    counted out of their archives; `silent` have told nothing.
    """

    plan: Plan
    lines: Sequence[Line]
    open_districts: Sequence[str]
    closed_districts: Sequence[str]
    silent: Sequence[str]
    told_on: Any

    @property
    def totals(self) -> Counter[CascadeState]:
        """The sums over all tasks."""
        return sum((line.counts for line in self.lines), Counter())

    @property
    def taken_over(self) -> int:
        """How many tasks go on with successors."""
        return sum(line.taken_over for line in self.lines)


def own_tallies() -> list[OwnTally]:
    """How the units below the acting district stand with each task that comes from above."""
    me = context.acting().tenant_id
    plans = db.session.execute(
        select(Plan.id, Plan.upstream_tenant_id).where(
            Plan.tenant_id == me,
            Plan.issued_at.is_not(None),
            Plan.upstream_tenant_id.is_not(None),
            Plan.year >= clock.today().year - 1,
        )
    ).all()
    found = []
    for plan_id, above_id in plans:
        rows = db.session.execute(
            select(Task.id, Task.upstream_task_id).where(
                Task.plan_id == plan_id, Task.upstream_task_id.is_not(None)
            )
        )
        above = {row.id: row.upstream_task_id for row in rows}
        for line in cascade.by_task(plan_id):
            upstream = above.get(line.task_id)
            if upstream is not None and line.tally.total:
                found.append(OwnTally(line.task_id, upstream, above_id or 0, _counts(line.tally)))
    return found


def _counts(tally: cascade.Tally) -> dict[str, int]:
    counts = {state.value: tally.count(state) for state in STATES}
    return {**counts, "recipients": tally.total, "late": tally.late}


def plans() -> list[Plan]:
    """The acting unit's plans that went down through districts, the latest first."""
    through_a_district = (
        select(Delivery.id)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .where(Delivery.plan_id == Plan.id, Tenant.kind == TenantKind.DISTRICT)
    )
    return list(
        db.session.scalars(
            select(Plan)
            .where(
                Plan.tenant_id == context.acting().tenant_id,
                Plan.issued_at.is_not(None),
                through_a_district.exists(),
            )
            .order_by(Plan.year.desc(), Plan.id.desc())
        )
    )


def by_task(plan_id: int) -> Through:
    """A plan of the acting province, its tasks counted over the units below its districts.

    Raises NotFound for another's plan and for a draft.
    """
    me = context.acting().tenant_id
    plan = db.session.scalar(
        select(Plan).where(Plan.id == plan_id, Plan.tenant_id == me, Plan.issued_at.is_not(None))
    )
    if plan is None:
        raise NotFound("Không tìm thấy kế hoạch đã ban hành này của đơn vị.")
    lines = _lines(plan_id)
    districts = db.session.scalars(
        select(Tenant)
        .join(Delivery, Delivery.recipient_id == Tenant.id)
        .where(Delivery.plan_id == plan_id, Tenant.kind == TenantKind.DISTRICT)
        .order_by(Tenant.sort_key, Tenant.id)
    ).all()
    gone = lineage.ceased(one.id for one in districts)
    told = _add_told(lines, exclude=gone)
    _add_archived(lines)
    return Through(
        plan,
        list(lines.values()),
        [one.name for one in districts if one.id in told],
        [one.name for one in districts if one.id in gone],
        [one.name for one in districts if one.id not in gone and one.id not in told],
        min(told.values(), default=None),
    )


def _lines(plan_id: int) -> dict[int, Line]:
    order = (Task.quarter, Task.position, Task.id)
    rows = db.session.execute(
        select(Task.id, Task.quarter, Task.text)
        .where(Task.plan_id == plan_id, Task.stands)
        .order_by(*order)
    )
    return {row.id: Line(row.id, place, row.quarter, row.text) for place, row in enumerate(rows, 1)}


def _add_told(lines: dict[int, Line], *, exclude: Iterable[int]) -> dict[int, Any]:
    """Add the sums that districts have told; the day of each district's oldest sum."""
    told: dict[int, Any] = {}
    rows = db.session.scalars(
        select(TaskTally).where(
            TaskTally.addressee_id == context.acting().tenant_id,
            TaskTally.upstream_task_id.in_(lines),
            TaskTally.tenant_id.not_in(list(exclude)),
        )
    )
    for tally in rows:
        line = lines[tally.upstream_task_id]
        for state in STATES:
            line.counts[state] += getattr(tally, state.value)
        line.late += tally.late
        told[tally.tenant_id] = min(told.get(tally.tenant_id, tally.on), tally.on)
    return told


def _add_archived(lines: dict[int, Line]) -> None:
    """Add what the archives of closed districts say, one unit and task after the other."""
    cells: dict[tuple[int, int, int], list[tuple[bool | None, TaskStatus | None]]] = {}
    taken: Counter[int] = Counter()
    with archive.opened() as closed:
        for row in db.session.execute(_archived(list(lines), closed)):
            cell = cells.setdefault((row.task_id, row.district_task_id, row.recipient_id), [])
            cell.append((row.stands, row.status))
            taken[row.task_id] += bool(row.is_taken)
    for (task_id, _, _), parts in cells.items():
        lines[task_id].counts[_state(parts)] += 1
    for task_id, count in taken.items():
        lines[task_id].taken_over = count


def _archived(task_ids: Sequence[int], closed: Sequence[int]) -> Any:
    """Every task of closed districts under these × every unit to which it was given × what that
    unit made of it: the state with the successor where one goes on with it."""
    leaf = _made_of(closed).subquery("leaf")
    return (
        select(
            District.upstream_task_id.label("task_id"),
            District.id.label("district_task_id"),
            Delivery.recipient_id,
            leaf.c.stands,
            func.coalesce(Now.status, Then.status).label("status"),
            HandoverLine.id.is_not(None).label("is_taken"),
        )
        .select_from(District)
        .join(Delivery, Delivery.plan_id == District.plan_id)
        .outerjoin(
            leaf,
            and_(leaf.c.upstream_task_id == District.id, leaf.c.tenant_id == Delivery.recipient_id),
        )
        .outerjoin(Then, and_(Then.task_id == leaf.c.id, Then.tenant_id == leaf.c.tenant_id))
        .outerjoin(HandoverLine, HandoverLine.from_task_id == leaf.c.id)
        .outerjoin(
            Now,
            and_(Now.task_id == HandoverLine.task_id, Now.tenant_id == HandoverLine.tenant_id),
        )
        .where(
            District.upstream_task_id.in_(task_ids),
            District.tenant_id.in_(list(closed)),
            District.stands,
        )
    )


def _made_of(closed: Sequence[int]) -> Any:
    """What units below made of the closed districts' tasks: as sent up, or as recorded."""
    stands = case((Task.stands, True), else_=False).label("stands")
    sent = select(Task.id, Task.tenant_id, Task.upstream_task_id, stands).where(
        Task.addressee_id.in_(list(closed)), Task.upstream_task_id.is_not(None)
    )
    recorded = select(
        Progress.task_id, Progress.tenant_id, Progress.upstream_task_id, literal(True)
    ).where(Progress.addressee_id.in_(list(closed)), Progress.upstream_task_id.is_not(None))
    return union(sent, recorded)


def _state(parts: Sequence[tuple[bool | None, TaskStatus | None]]) -> CascadeState:
    """What one unit says of one task: as `progress.queries.cascade` counts it."""
    made = [(stands, status) for stands, status in parts if stands is not None]
    standing = [status or TaskStatus.NOT_STARTED for stands, status in made if stands]
    if made and not standing:
        return CascadeState.DECLINED
    if not standing:
        return CascadeState.NOT_STARTED
    if all(one is TaskStatus.CANCELLED for one in standing):
        return CascadeState.CANCELLED
    if all(one in (TaskStatus.DONE, TaskStatus.CANCELLED) for one in standing):
        return CascadeState.DONE
    if TaskStatus.OBSTRUCTED in standing:
        return CascadeState.OBSTRUCTED
    begun = (TaskStatus.DONE, TaskStatus.IN_PROGRESS)
    return (
        CascadeState.IN_PROGRESS
        if any(one in begun for one in standing)
        else (CascadeState.NOT_STARTED)
    )
