"""Putting the late work of subordinates on their superior's list."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Date, Integer, Select, literal, select
from sqlalchemy.dialects.postgresql import insert

from app.reminders.models import Reminder
from app.reminders.queries import below, subjects
from app.reminders.terms import Step, SubjectKind
from tenants import context
from tenants.db import db

COLUMNS = ["tenant_id", "kind", "subject_id", "unit_id", "last_day", "height", "given_on"]


@dataclass(frozen=True)
class Listed:
    """How much came onto the list now, and of how many subordinates."""

    count: int
    units: int


def list_late(step: Step, today: date) -> Listed:
    """Enter what is late below by this step and was not entered before.

    Two statements a plan, whatever the number of subordinates.
    """
    latest = step.latest(today)
    earliest = step.latest(today - subjects.STALE - timedelta(days=1))
    entered: list[int] = []
    for plan in below.plans_followed(today):
        tasks = below.late_tasks(plan.id, latest).subquery()
        entered += _enter(
            SubjectKind.BELOW_TASK,
            select(tasks.c.task_id, tasks.c.unit_id, tasks.c.last_day).where(
                tasks.c.last_day > earliest
            ),
            step,
            today,
        )
        plans = below.late_plans(plan.id, latest).subquery()
        entered += _enter(
            SubjectKind.BELOW_PLAN,
            select(plans.c.plan_id, plans.c.unit_id, plans.c.due_on).where(
                plans.c.due_on > earliest
            ),
            step,
            today,
        )
    return Listed(len(entered), len(set(entered)))


def _enter(kind: SubjectKind, late: Select[*tuple[Any, ...]], step: Step, today: date) -> list[int]:
    found = late.subquery()
    rows = select(
        literal(context.acting().tenant_id, BigInteger),
        literal(kind, Reminder.kind.type),
        found.c[0],
        found.c[1],
        found.c[2],
        literal(step.height, Integer),
        literal(today, Date),
    ).where(~_was_listed(kind, found).exists())
    return list(
        db.session.scalars(
            insert(Reminder)
            .from_select(COLUMNS, rows)
            .on_conflict_do_nothing()
            .returning(Reminder.unit_id)
        )
    )


def _was_listed(kind: SubjectKind, found: Any) -> Select[int]:
    """That it came onto the list before, by this step or by another that stood in its place."""
    return select(Reminder.id).where(
        Reminder.tenant_id == context.acting().tenant_id,
        Reminder.kind == kind,
        Reminder.subject_id == found.c[0],
        Reminder.unit_id == found.c[1],
        Reminder.last_day == found.c[2],
    )
