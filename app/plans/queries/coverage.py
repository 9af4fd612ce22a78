"""What the subordinates made of each task of an issued plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Text, and_, case, cast, func, select
from sqlalchemy.orm import aliased

from app.lib.errors import NotFound
from app.plans import policies
from app.plans.models import Delivery, Plan, Task, printed_order
from app.plans.terms import Disposition
from tenants.db import db
from tenants.models import Tenant

Answer = aliased(Task, name="answer")
Target = aliased(Task, name="target")
SentPlan = aliased(Plan, name="sent_plan")
ANSWERS = (Disposition.KEPT, Disposition.ADAPTED, Disposition.MERGED, Disposition.DECLINED)


@dataclass(frozen=True)
class TaskCoverage:
    """One task, by its number, and how many recipients kept, adapted, merged, declined or owe it.

    A recipient counts once, into however many tasks of its own it split this one.
    """

    number: int
    task: Task
    kept: int
    adapted: int
    merged: int
    declined: int
    waiting: int

    @property
    def recipients(self) -> int:
        """All to whom the task was given."""
        return self.kept + self.adapted + self.merged + self.declined + self.waiting


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
    """What one recipient made of one task; no `parts` while its plan has not come up.

    `parts` are its rows: several where it split the task. `texts` are theirs, and for a part that
    was merged into another task the text of that one.
    """

    recipient_id: int
    recipient_name: str
    plan_id: int | None
    parts: Sequence[Task]
    texts: Sequence[str]

    @property
    def disposition(self) -> Disposition | None:
        """What was done with the task, over all its parts."""
        return policies.answer_of(self.parts)

    @property
    def task(self) -> Task | None:
        """The first of the parts."""
        return self.parts[0] if self.parts else None

    @property
    def text(self) -> str | None:
        """How the recipient worded the task: the parts one after the other."""
        return "; ".join(self.texts) or None

    @property
    def decline_reason(self) -> str | None:
        """Why the recipient does not carry it out, where it does not."""
        reasons = [part.decline_reason for part in self.parts if part.decline_reason]
        return "; ".join(reasons) or None


def is_sent() -> ColumnElement[bool]:
    """The recipient's plan that answers the delivery, once it has come up."""
    return and_(
        SentPlan.upstream_plan_id == Delivery.plan_id,
        SentPlan.tenant_id == Delivery.recipient_id,
        SentPlan.sent_at.is_not(None),
    )


def answers(plan_id: int) -> CTE:
    """What each recipient, in the plan that it sent up, made of each task: one row for both.

    Columns task_id, tenant_id, plan_id (the recipient's), parts (its rows that stand) and
    disposition, which is `policies.answer_of` in SQL.
    """
    standing = func.count().filter(Answer.stands)
    kept = func.count().filter(and_(Answer.stands, Answer.disposition == Disposition.KEPT))
    merged = and_(Answer.disposition == Disposition.MERGED, Answer.withdrawn_revision.is_(None))
    disposition = case(
        (and_(func.count() == 1, kept == 1), Disposition.KEPT.value),
        (standing > 0, Disposition.ADAPTED.value),
        (func.bool_or(merged), Disposition.MERGED.value),
        else_=Disposition.DECLINED.value,
    )
    return (
        select(
            Answer.upstream_task_id.label("task_id"),
            Answer.tenant_id,
            SentPlan.id.label("plan_id"),
            standing.label("parts"),
            cast(disposition, Text).label("disposition"),
        )
        .select_from(Delivery)
        .join(SentPlan, is_sent())
        .join(Answer, Answer.plan_id == SentPlan.id)
        .where(Delivery.plan_id == plan_id, Answer.upstream_task_id.is_not(None))
        .group_by(Answer.upstream_task_id, Answer.tenant_id, SentPlan.id)
        .cte("answers_sent")
    )


def given_tasks(plan_id: int) -> Sequence[Task]:
    """The tasks that a plan gives to its recipients: those that its issuer has not declined."""
    return db.session.scalars(
        select(Task)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Task.plan_id == plan_id, Task.stands)
        .order_by(*printed_order())
    ).all()


def coverage(plan_id: int) -> Coverage:
    """The coverage of a plan that the acting tenant has issued."""
    totals = _totals(plan_id)
    found = answers(plan_id)
    counts = [
        func.count(found.c.tenant_id).filter(found.c.disposition == one.value) for one in ANSWERS
    ]
    query: Select[*tuple[Any, ...]] = (
        select(Task, *counts)
        .join(Plan, Plan.id == Task.plan_id)
        .outerjoin(found, found.c.task_id == Task.id)
        .where(Task.plan_id == plan_id, Task.stands)
        .group_by(Task.id, Plan.id)
        .order_by(*printed_order())
    )
    rows = db.session.execute(query)
    tasks = [
        TaskCoverage(number, task, kept, adapted, merged, declined, waiting)
        for number, (task, kept, adapted, merged, declined) in enumerate(rows, start=1)
        for waiting in (totals[0] - kept - adapted - merged - declined,)
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
        .outerjoin(SentPlan, is_sent())
        .outerjoin(
            Answer,
            and_(
                Answer.plan_id == SentPlan.id,
                Answer.disposition == Disposition.ADDED,
                Answer.stands,
            ),
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
        select(Tenant.id, Tenant.name, SentPlan.id, Answer, Target.text)
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(SentPlan, is_sent())
        .outerjoin(Answer, and_(Answer.plan_id == SentPlan.id, Answer.upstream_task_id == task.id))
        .outerjoin(Target, Target.id == Answer.merged_into_id)
        .where(Delivery.plan_id == task.plan_id)
        .order_by(Tenant.sort_key, Tenant.id, Answer.quarter, Answer.position, Answer.id)
    )
    return task, [
        _answer(recipient, some)
        for recipient, some in groupby(rows, lambda row: (row[0], row[1], row[2]))
    ]


def _answer(recipient: tuple[int, str, int | None], rows: Iterable[Any]) -> TaskAnswer:
    parts = [(part, into) for _, _, _, part, into in rows if part is not None]
    texts = [into or part.text for part, into in parts]
    return TaskAnswer(*recipient, parts=[part for part, _ in parts], texts=texts)


def reasons(plan_id: int) -> dict[tuple[int, int], str]:
    """Why recipients do not carry out tasks of a plan, by task and recipient. One statement."""
    rows = db.session.execute(
        select(Answer.upstream_task_id, Answer.tenant_id, Answer.decline_reason)
        .select_from(Delivery)
        .join(SentPlan, is_sent())
        .join(Answer, Answer.plan_id == SentPlan.id)
        .where(Delivery.plan_id == plan_id, Answer.decline_reason.is_not(None))
        .order_by(Answer.id)
    )
    return {(task_id or 0, tenant_id): reason or "" for task_id, tenant_id, reason in rows}
