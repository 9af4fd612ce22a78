"""What the subordinates made of each task of an issued plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from app.lib.errors import NotFound
from app.plans.models import Delivery, Plan, Task
from app.plans.terms import Disposition
from tenants.db import db
from tenants.models import Tenant

Answer = aliased(Task, name="answer")
SentPlan = aliased(Plan, name="sent_plan")


@dataclass(frozen=True)
class TaskCoverage:
    """One task, by its number, and how many recipients kept, adapted, declined, or owe it."""

    number: int
    task: Task
    kept: int
    adapted: int
    declined: int
    waiting: int

    @property
    def recipients(self) -> int:
        """All to whom the task was given."""
        return self.kept + self.adapted + self.declined + self.waiting


@dataclass(frozen=True)
class Coverage:
    """Every task of a plan with its coverage, and what the recipients added of their own."""

    tasks: Sequence[TaskCoverage]
    recipients: int
    answered: int
    added: int
    added_by: int


@dataclass(frozen=True)
class TaskAnswer:
    """What one recipient made of one task; no `task` while its plan has not come up."""

    recipient_id: int
    recipient_name: str
    plan_id: int | None
    task: Task | None

    @property
    def disposition(self) -> Disposition | None:
        """What was done with the task."""
        return None if self.task is None else self.task.disposition

    @property
    def text(self) -> str | None:
        """How the recipient worded the task."""
        return None if self.task is None else self.task.text

    @property
    def decline_reason(self) -> str | None:
        """Why the recipient does not carry it out, where it does not."""
        return None if self.task is None else self.task.decline_reason


@dataclass(frozen=True)
class GridRow:
    """One recipient with what it made of each task, by the task's id."""

    recipient_id: int
    name: str
    plan_id: int | None
    answers: dict[int, Disposition]


def _is_sent() -> ColumnElement[bool]:
    """The recipient's plan that answers the delivery, once it has come up."""
    return and_(
        SentPlan.upstream_plan_id == Delivery.plan_id,
        SentPlan.tenant_id == Delivery.recipient_id,
        SentPlan.sent_at.is_not(None),
    )


def given_tasks(plan_id: int) -> Sequence[Task]:
    """The tasks that a plan gives to its recipients: those that its issuer has not declined."""
    return db.session.scalars(
        select(Task)
        .where(Task.plan_id == plan_id, Task.stands)
        .order_by(Task.quarter, Task.position, Task.id)
    ).all()


def coverage(plan_id: int) -> Coverage:
    """The coverage of a plan that the acting tenant has issued."""
    totals = _totals(plan_id)
    answers = {
        one: func.count(Answer.id).filter(Answer.disposition == one)
        for one in (Disposition.KEPT, Disposition.ADAPTED, Disposition.DECLINED)
    }
    query: Select[*tuple[Any, ...]] = (
        select(Task, *answers.values())
        .outerjoin(Answer, and_(Answer.upstream_task_id == Task.id, Answer.sent_at.is_not(None)))
        .where(Task.plan_id == plan_id, Task.stands)
        .group_by(Task.id)
        .order_by(Task.quarter, Task.position, Task.id)
    )
    rows = db.session.execute(query)
    tasks = [
        TaskCoverage(number, task, kept, adapted, declined, totals[0] - kept - adapted - declined)
        for number, (task, kept, adapted, declined) in enumerate(rows, start=1)
    ]
    return Coverage(tasks, *totals)


def _totals(plan_id: int) -> tuple[int, int, int, int]:
    """Recipients, plans that came up, tasks added in them, and in how many of them."""
    row = db.session.execute(
        select(
            func.count(func.distinct(Delivery.id)),
            func.count(func.distinct(SentPlan.id)),
            func.count(Answer.id),
            func.count(func.distinct(Answer.plan_id)),
        )
        .select_from(Delivery)
        .outerjoin(SentPlan, _is_sent())
        .outerjoin(
            Answer,
            and_(Answer.plan_id == SentPlan.id, Answer.disposition == Disposition.ADDED),
        )
        .where(Delivery.plan_id == plan_id)
    ).one()
    return row[0], row[1], row[2], row[3]


def task_answers(task_id: int) -> tuple[Task, list[TaskAnswer]]:
    """One task, and what each recipient made of it. Raises NotFound for another tenant's task."""
    task = db.session.get(Task, task_id)
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này, hoặc nhiệm vụ không thuộc đơn vị của bạn.")
    rows = db.session.execute(
        select(Tenant.id, Tenant.name, SentPlan.id, Answer)
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(SentPlan, _is_sent())
        .outerjoin(Answer, and_(Answer.plan_id == SentPlan.id, Answer.upstream_task_id == task.id))
        .where(Delivery.plan_id == task.plan_id)
        .order_by(Tenant.sort_key, Tenant.id)
    )
    return task, [TaskAnswer(*row) for row in rows]


def added_tasks(plan_id: int) -> list[tuple[Tenant, Task]]:
    """What the recipients added of their own to the plans that came up."""
    rows = db.session.execute(
        select(Tenant, Answer)
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .join(SentPlan, _is_sent())
        .join(Answer, and_(Answer.plan_id == SentPlan.id, Answer.disposition == Disposition.ADDED))
        .where(Delivery.plan_id == plan_id)
        .order_by(Tenant.sort_key, Tenant.id, Answer.quarter, Answer.position, Answer.id)
    )
    return [(tenant, task) for tenant, task in rows]


def grid(plan_id: int) -> list[GridRow]:
    """Every recipient of a plan with what it made of each task, by one statement."""
    answers = func.jsonb_object_agg(Answer.upstream_task_id, Answer.disposition)
    rows = db.session.execute(
        select(Tenant.id, Tenant.name, SentPlan.id, answers.filter(Answer.id.is_not(None)))
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(SentPlan, _is_sent())
        .outerjoin(
            Answer,
            and_(Answer.plan_id == SentPlan.id, Answer.upstream_task_id.is_not(None)),
        )
        .where(Delivery.plan_id == plan_id)
        .group_by(Tenant.id, Tenant.name, SentPlan.id)
        .order_by(Tenant.sort_key, Tenant.id)
    )
    return [
        GridRow(
            tenant_id,
            name,
            sent_plan_id,
            {int(task): Disposition(one) for task, one in (answered or {}).items()},
        )
        for tenant_id, name, sent_plan_id, answered in rows
    ]
