"""A successor takes over the open work of the units that it succeeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock, dates
from app.lib.errors import Conflict, NotFound
from app.mergers import policies
from app.mergers.models import Handover, HandoverLine
from app.mergers.queries import handovers, lineage, open_tasks
from app.mergers.queries.lineage import Closed
from app.mergers.queries.open_tasks import OpenTask
from app.mergers.terms import INTRODUCTION, Fate
from app.notifications import actions as notifications
from app.plans import actions as plans
from app.plans.actions import Inherited, PlanContent, TaskContent
from app.plans.policies import check_open
from app.plans.terms import Disposition, PlanKind, organ_name
from app.progress import actions as progress
from app.progress.actions import Entry, Upload
from tenants import archive, context
from tenants.db import db
from tenants.models import Tenant

NOTHING_TO_CLAIM = "Hãy chọn ít nhất một nhiệm vụ để nhận."
CAPTION = 300


@dataclass(frozen=True)
class System:
    """Who records what passes by itself: nobody's account."""

    id: int = 0
    full_name: str = "Hệ thống (bàn giao khi sắp xếp đơn vị)"


@dataclass(frozen=True)
class Taken:
    """How many tasks were taken over now, out of how many closed units."""

    tasks: int
    units: int


def take_over(*, by: Person | None = None) -> Taken:
    """Take over what passes to the acting unit: the open tasks of every closed unit whose only
    successor it is, and those that the province has given to it.

    The tasks stand at once in a list of the successor's own, under the superior's tasks from which
    they come, with their states and evidence; the closed unit's rows stay as they are. Done again,
    nothing is taken twice. Raises Conflict for a unit that has itself closed.
    """
    check_open(_me(), clock.today())
    with archive.opened():
        given = open_tasks.chosen_for(_me().id)
        units = {
            unit.id: unit
            for unit in lineage.direct()
            if policies.passes_by_itself(unit.successor_ids)
        }
        others = {task.predecessor_id for task in given} - units.keys()
        handovers.wait_for_others([*units, *others])
        waiting = _not_taken(open_tasks.open_tasks(list(units.values())))
        tasks = {task.task_id: task for task in (*_not_taken(given), *waiting)}
        named = units | {unit.id: unit for unit in lineage.closed(others)}
        return _carry(list(tasks.values()), named, by)


def claim(*, task_ids: Sequence[int], by: Person) -> Taken:
    """Take over tasks of a unit that was split and of which the acting one is a successor, where
    the province has not decided.

    Raises NotFound for a task that is none of these, Conflict where somebody has taken it or the
    province has decided in the meantime.
    """
    check_open(_me(), clock.today())
    if not task_ids:
        raise Conflict(NOTHING_TO_CLAIM)
    with archive.opened():
        units = {unit.id: unit for unit in lineage.direct()}
        handovers.wait_for_others(list(units))
        found = open_tasks.cases(list(units.values()), task_ids=task_ids)
        if {case.task.task_id for case in found} != set(task_ids):
            raise NotFound("Có nhiệm vụ không thuộc đơn vị tiền thân của bạn, hoặc đã hoàn thành.")
        if any(case.fate is not Fate.UNDECIDED for case in found):
            raise Conflict(
                "Có nhiệm vụ đã được đơn vị khác nhận hoặc tỉnh đã quyết định; hãy tải lại trang."
            )
        return _carry([case.task for case in found], units, by)


def _me() -> Tenant:
    return db.session.get_one(Tenant, context.acting().tenant_id)


def _not_taken(tasks: Sequence[OpenTask]) -> list[OpenTask]:
    taken = open_tasks.taken_by([task.task_id for task in tasks])
    return [task for task in tasks if task.task_id not in taken]


def _carry(tasks: Sequence[OpenTask], units: Mapping[int, Closed], by: Person | None) -> Taken:
    def origin(task: OpenTask) -> tuple[int, int]:
        return task.predecessor_id, task.year

    total = 0
    groups = [(key, list(group)) for key, group in groupby(sorted(tasks, key=origin), key=origin)]
    for (unit_id, _), group in groups:
        total += _carry_from(units[unit_id], group, by)
    return Taken(total, len({unit_id for (unit_id, _), _ in groups}))


def _carry_from(unit: Closed, tasks: Sequence[OpenTask], by: Person | None) -> int:
    """Go on with tasks of one unit and one year; how many."""
    me, before = _me(), handovers.handover(unit.id, tasks[0].year)
    inherited, leaders = _inherited(tasks)
    added = plans.take_over(
        content=_head(unit, me, tasks),
        tasks=inherited,
        above_id=me.parent_id,
        plan_id=None if before is None else before.plan_id,
        by=by,
    )
    pairs = [(task, added[place].id) for task, place in zip(tasks, leaders, strict=True)]
    handover = before or _enter(unit, me, tasks[0].year, added[0].plan_id)
    _enter_lines(handover, unit, pairs)
    _carry_states(unit, pairs)
    _carry_evidence(unit, pairs)
    audit.record("task.taken_over", handover, by=by, unit=unit.name, tasks=len(pairs))
    _tell(unit, handover, len(pairs), me)
    return len(pairs)


def _inherited(tasks: Sequence[OpenTask]) -> tuple[list[Inherited], list[int]]:
    """The tasks with those merged into them behind each, and the places of the former."""
    rows: list[Inherited] = []
    leaders: list[int] = []
    for task in tasks:
        place = len(rows)
        leaders.append(place)
        rows.append(Inherited(content=_content(task)))
        rows += [
            Inherited(content=_content(one), merged_into=place)
            for one in task.merged
            if one.root_task_id is not None
        ]
    return rows, leaders


def _content(task: OpenTask) -> TaskContent:
    """Under the superior's task above; merged ones are told so afterwards."""
    own = task.root_task_id is None or task.disposition is Disposition.ADDED
    disposition = Disposition.KEPT if task.disposition is Disposition.MERGED else task.disposition
    return TaskContent(
        **task.content,
        disposition=Disposition.ADDED if own else disposition,
        upstream_task_id=None if own else task.root_task_id,
        upstream_revision=None if own else task.root_revision,
    )


def _head(unit: Closed, me: Tenant, tasks: Sequence[OpenTask]) -> PlanContent:
    references = dict.fromkeys(task.plan_reference for task in tasks)
    return PlanContent(
        kind=PlanKind.OTHER_PLAN,
        year=tasks[0].year,
        period=tasks[0].period,
        title=f"Nhiệm vụ năm {tasks[0].year} tiếp nhận từ {unit.tenant.name_in_text} (cũ)",
        legal_bases=[
            {"text": f"Căn cứ {reference} của {organ_name(unit.tenant)} (cũ)"}
            for reference in references
        ],
        sections={
            "content": INTRODUCTION.format(
                unit=unit.tenant.name_in_text,
                on=dates.short(unit.closed_on),
                heir=me.name_in_text,
            )
        },
    )


def _enter(unit: Closed, me: Tenant, year: int, plan_id: int) -> Handover:
    handover = Handover(
        tenant_id=me.id,
        predecessor_id=unit.id,
        year=year,
        plan_id=plan_id,
        addressee_id=me.parent_id,
        sent_at=clock.now(),
    )
    db.session.add(handover)
    db.session.flush()
    return handover


Pairs = Sequence[tuple[OpenTask, int]]


def _enter_lines(handover: Handover, unit: Closed, pairs: Pairs) -> None:
    db.session.add_all(
        HandoverLine(
            tenant_id=handover.tenant_id,
            handover_id=handover.id,
            predecessor_id=unit.id,
            from_task_id=task.task_id,
            task_id=task_id,
            status=task.status,
            percent=task.percent,
            evidence_count=task.evidence_count,
            addressee_id=handover.addressee_id,
            sent_at=handover.sent_at,
        )
        for task, task_id in pairs
    )
    db.session.flush()


def _carry_states(unit: Closed, pairs: Pairs) -> None:
    """What had been begun goes on from where it stood; the superior sees it from now on."""
    begun = [(task, task_id) for task, task_id in pairs if task.on is not None]
    last = handovers.last_entries([task.task_id for task, _ in begun])
    entries = [
        Entry(
            task_id=task_id,
            version=0,
            status=task.status,
            percent=task.percent,
            on=task.on or clock.today(),
            note=_note(unit, last.get(task.task_id)),
            office_name=unit.name,
        )
        for task, task_id in begun
    ]
    if entries:
        progress.record_all(entries=entries, by=System())


def _note(unit: Closed, entry: Any) -> str:
    text = f"Tiếp nhận từ {unit.tenant.name_in_text} (cũ), theo ghi nhận đến ngày bàn giao"
    if entry is None:
        return f"{text}."
    said = f" Ghi chú cũ: {entry.note}" if entry.note else ""
    return f"{text}; người ghi: {entry.recorded_by_name}.{said}"[:4000]


def _carry_evidence(unit: Closed, pairs: Pairs) -> None:
    """The evidence goes with its task, as the successor's own copy."""
    found = handovers.evidence([task.task_id for task, _ in pairs])
    for task, task_id in pairs:
        kept = found.get(task.task_id, [])
        for start in range(0, len(kept), progress.MOST_FILES):
            part = kept[start : start + progress.MOST_FILES]
            uploads = [_upload(unit, row) for row in part]
            progress.add_evidence(task_id=task_id, uploads=uploads, by=System())


def _upload(unit: Closed, row: Any) -> Upload:
    mark = f" (minh chứng của {unit.tenant.name_in_text} cũ)"
    caption = f"{row.caption[: CAPTION - len(mark)]}{mark}"
    return Upload(name=row.name, content=row.content, caption=caption)


def _tell(unit: Closed, handover: Handover, count: int, me: Tenant) -> None:
    text = f"{me.name} tiếp nhận {count} nhiệm vụ chưa xong của {unit.tenant.name_in_text} (cũ)."
    told = {me.id} if me.parent_id is None else {me.id, me.parent_id}
    notifications.tell(
        addressee_ids=sorted(told),
        kind="merger.taken_over",
        text=text,
        path="/handover",
        key=f"merger.taken_over:{handover.id}:{clock.now().isoformat()}",
    )
