"""Values of a sheet drawn from the member's own tasks, each with its source."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.lib import dates
from app.lib.errors import NotFound
from app.plans.models import Plan, Task
from app.progress.models import Evidence, Progress
from app.progress.terms import TaskStatus
from app.reports.models import ReportLine, Submission
from app.scoring.formulas import Formula
from app.scoring.formulas.stepped import Stepped
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind
from tenants import context
from tenants.db import db

NO_TASK = "Kế hoạch đã ban hành của đơn vị chưa có nhiệm vụ triển khai nội dung này"
TASKS_SAY = "Tiến độ nhiệm vụ của đơn vị: "


@dataclass(frozen=True)
class OwnTask:
    """A task of the member that was derived from a task of the province, and how far it is."""

    task_id: int
    text: str
    status: TaskStatus
    percent: int
    on: date | None

    @property
    def is_done(self) -> bool:
        """Whether it is finished."""
        return self.status is TaskStatus.DONE


@dataclass(frozen=True)
class Drawn:
    """What the tasks say for a criterion; `inputs` is empty where they say nothing."""

    inputs: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class ReportedTask:
    """A task as a sent report states it."""

    task: OwnTask
    submission: Submission


@dataclass(frozen=True)
class TaskProof:
    """Evidence of a task that may be taken over into the sheet."""

    id: int
    file_id: int
    caption: str
    upstream_task_id: int | None


def own_tasks(upstream_ids: Sequence[int]) -> dict[int | None, list[OwnTask]]:
    """The acting tenant's tasks by the province's task from which they come. One statement."""
    found: dict[int | None, list[OwnTask]] = {one: [] for one in upstream_ids}
    if not upstream_ids:
        return found
    rows = db.session.execute(
        select(
            Task.id,
            Task.upstream_task_id,
            Task.text,
            Progress.status,
            Progress.percent,
            Progress.on,
        )
        .join(Plan, Plan.id == Task.plan_id)
        .outerjoin(Progress, Progress.task_id == Task.id)
        .where(
            Task.tenant_id == context.acting().tenant_id,
            Task.upstream_task_id.in_(upstream_ids),
            or_(Task.stands, Task.merged_into_id.is_not(None)),
            Plan.issued_at.is_not(None),
        )
        .order_by(Task.upstream_task_id, Task.quarter, Task.position, Task.id)
    )
    for task_id, upstream_id, text, status, percent, on in rows:
        status, percent = status or TaskStatus.NOT_STARTED, percent or 0
        found[upstream_id].append(OwnTask(task_id, text, status, percent, on))
    return found


@dataclass(frozen=True)
class Offer:
    """What the member's tasks, or a report that it sent, say for a criterion, and where.

    `origin`: "task" or "report"; `task_ids` or `report_id` lead to it. `inputs` is empty where it
    says nothing in figures.
    """

    origin: str
    inputs: Mapping[str, str]
    source: str
    task_ids: tuple[int, ...] = ()
    report_id: int | None = None


def offers(scale: Scale, *, criterion_ids: Collection[int] | None = None) -> dict[int, list[Offer]]:
    """What can be drawn for the criteria that name a task of the province, from tasks and from the
    newest report that was sent up. Two statements."""
    named = _named(scale, criterion_ids)
    upstream_ids = sorted(set(named.values()))
    tasks = own_tasks(upstream_ids)
    reported = own_lines(upstream_ids, year=scale.criteria_set.year)
    found: dict[int, list[Offer]] = {}
    for criterion_id, upstream_id in named.items():
        formula = scale.formula(criterion_id)
        there = []
        if tasks[upstream_id]:
            drawn, ids = _drawn(formula, tasks[upstream_id]), tasks[upstream_id]
            there.append(
                Offer("task", drawn.inputs, drawn.source, tuple(one.task_id for one in ids))
            )
        if upstream_id in reported:
            there.append(_reported(formula, reported[upstream_id]))
        found[criterion_id] = there
    return found


def own_lines(upstream_ids: Sequence[int], *, year: int) -> dict[int, list[ReportedTask]]:
    """The acting tenant's tasks as its newest report of the year states them, by the province's
    task. A report that came back counts until it is sent again. One statement."""
    found: dict[int, list[ReportedTask]] = {}
    if not upstream_ids:
        return found
    rows = db.session.execute(
        select(ReportLine, Submission)
        .join(Submission, Submission.id == ReportLine.submission_id)
        .where(
            ReportLine.tenant_id == context.acting().tenant_id,
            ReportLine.upstream_task_id.in_(upstream_ids),
            Submission.year == year,
        )
        .order_by(Submission.sent_at.desc(), ReportLine.quarter, ReportLine.position)
    )
    for line, submission in rows:
        if line.upstream_task_id is None:
            continue
        there = found.setdefault(line.upstream_task_id, [])
        if not there or there[0].submission.id == submission.id:
            task = OwnTask(line.task_id, line.text, line.status, line.percent, line.on)
            there.append(ReportedTask(task, submission))
    return found


def _reported(formula: Formula, lines: Sequence[ReportedTask]) -> Offer:
    submission = lines[0].submission
    drawn = _drawn(formula, [line.task for line in lines])
    paper = f"{submission.number}/{submission.symbol} ngày {dates.short(submission.issued_on)}"
    said = drawn.source.removeprefix(TASKS_SAY)
    return Offer(
        "report",
        drawn.inputs,
        f"Báo cáo số {paper} của đơn vị: {said}",
        report_id=submission.report_id,
    )


def _named(scale: Scale, criterion_ids: Collection[int] | None) -> dict[int, int]:
    return {
        criterion_id: row.criterion.upstream_task_id
        for criterion_id, row in scale.leaves.items()
        if row.criterion.upstream_task_id is not None
        and (criterion_ids is None or criterion_id in criterion_ids)
    }


def draw(scale: Scale) -> dict[int, Drawn]:
    """What the acting tenant's tasks say for each criterion that names a task of the province; what
    its newest report says where they say nothing."""
    return {criterion_id: _first(found) for criterion_id, found in offers(scale).items()}


def _first(found: Sequence[Offer]) -> Drawn:
    telling = [one for one in found if one.inputs] or found
    return Drawn(telling[0].inputs, telling[0].source) if telling else Drawn({}, NO_TASK)


def task_proofs(upstream_ids: Sequence[int]) -> list[TaskProof]:
    """The evidence of those tasks, newest first. One statement."""
    if not upstream_ids:
        return []
    rows = db.session.execute(
        select(Evidence.id, Evidence.file_id, Evidence.caption, Task.upstream_task_id)
        .join(Task, Task.id == Evidence.task_id)
        .where(
            Evidence.tenant_id == context.acting().tenant_id,
            Evidence.withdrawn_at.is_(None),
            Task.upstream_task_id.in_(upstream_ids),
        )
        .order_by(Evidence.id.desc())
    )
    return [TaskProof(*row) for row in rows]


def task_proof(evidence_id: int) -> TaskProof:
    """One piece of evidence at the acting tenant's tasks. Raises NotFound, once withdrawn too."""
    row = db.session.execute(
        select(Evidence.id, Evidence.file_id, Evidence.caption, Task.upstream_task_id)
        .join(Task, Task.id == Evidence.task_id)
        .where(
            Evidence.id == evidence_id,
            Evidence.tenant_id == context.acting().tenant_id,
            Evidence.withdrawn_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound("Không tìm thấy minh chứng này trong các nhiệm vụ của đơn vị.")
    return TaskProof(*row)


def _drawn(formula: Formula, tasks: Sequence[OwnTask]) -> Drawn:
    read = _READERS.get(formula.kind)
    inputs = {} if read is None else read(formula, tasks)
    return Drawn(inputs, _source(tasks))


def _source(tasks: Sequence[OwnTask]) -> str:
    done = sum(task.is_done for task in tasks)
    last = max((task.on for task in tasks if task.on is not None), default=None)
    until = "" if last is None else f", cập nhật đến {dates.short(last)}"
    if len(tasks) == 1:
        [task] = tasks
        return f"{TASKS_SAY}{task.status.label.lower()} ({task.percent}%){until}"
    return f"{TASKS_SAY}{done}/{len(tasks)} nhiệm vụ hoàn thành{until}"


def _fixed(formula: Formula, tasks: Sequence[OwnTask]) -> dict[str, str]:
    return {"met": "yes" if all(task.is_done for task in tasks) else "no"}


def _ratio(formula: Formula, tasks: Sequence[OwnTask]) -> dict[str, str]:
    """Done of assigned tasks; of a single task, its percentage."""
    if len(tasks) == 1:
        return {"done": str(tasks[0].percent), "assigned": "100"}
    return {"done": str(sum(task.is_done for task in tasks)), "assigned": str(len(tasks))}


def _count(formula: Formula, tasks: Sequence[OwnTask]) -> dict[str, str]:
    return {"count": str(sum(task.is_done for task in tasks))}


def _bands(formula: Formula, tasks: Sequence[OwnTask]) -> dict[str, str]:
    """The mean percentage, where the steps are of percentages; whole, rounded half up."""
    if not isinstance(formula, Stepped) or formula.unit != "%":
        return {}
    total, number = sum(task.percent for task in tasks), len(tasks)
    return {"value": str((2 * total + number) // (2 * number))}


_READERS: dict[FormulaKind, Callable[[Formula, Sequence[OwnTask]], dict[str, str]]] = {
    FormulaKind.FIXED: _fixed,
    FormulaKind.RATIO: _ratio,
    FormulaKind.COUNT: _count,
    FormulaKind.BANDS: _bands,
}
