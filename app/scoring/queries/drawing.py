"""Values of a sheet drawn from the member's own tasks, each with its source."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.lib import dates
from app.lib.errors import NotFound
from app.plans.models import Plan, Task
from app.progress.models import Evidence, Progress
from app.progress.terms import TaskStatus
from app.scoring.formulas import Formula
from app.scoring.formulas.stepped import Stepped
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind
from tenants import context
from tenants.db import db


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


def draw(scale: Scale) -> dict[int, Drawn]:
    """What the acting tenant's tasks say for each criterion that names a task of the province."""
    named = {
        criterion_id: row.criterion.upstream_task_id
        for criterion_id, row in scale.leaves.items()
        if row.criterion.upstream_task_id is not None
    }
    tasks = own_tasks(sorted(set(named.values())))
    return {
        criterion_id: _drawn(scale.formula(criterion_id), tasks[upstream_id])
        for criterion_id, upstream_id in named.items()
    }


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
    if not tasks:
        return Drawn({}, "Kế hoạch đã ban hành của đơn vị chưa có nhiệm vụ triển khai nội dung này")
    read = _READERS.get(formula.kind)
    inputs = {} if read is None else read(formula, tasks)
    return Drawn(inputs, _source(tasks))


def _source(tasks: Sequence[OwnTask]) -> str:
    done = sum(task.is_done for task in tasks)
    last = max((task.on for task in tasks if task.on is not None), default=None)
    until = "" if last is None else f", cập nhật đến {dates.short(last)}"
    if len(tasks) == 1:
        [task] = tasks
        return f"Tiến độ nhiệm vụ của đơn vị: {task.status.label.lower()} ({task.percent}%){until}"
    return f"Tiến độ nhiệm vụ của đơn vị: {done}/{len(tasks)} nhiệm vụ hoàn thành{until}"


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
