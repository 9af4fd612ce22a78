"""Which tasks go along with others: merged into them, or carried out inside their event."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, ColumnElement, Select, case, literal, select
from sqlalchemy.orm import aliased

from app.plans.models import Plan, Task
from tenants import context
from tenants.db import db

Follower = aliased(Task, name="follower")
"""Kept: naming the columns of an alias anew costs more than the statement."""


@dataclass(frozen=True)
class Followers:
    """What goes along with tasks, by the id of the task on which each depends.

    `merged` have no life of their own; `combined` have ("lồng ghép").
    """

    merged: dict[int, list[int]] = field(default_factory=dict)
    combined: dict[int, list[int]] = field(default_factory=dict)

    @property
    def all(self) -> list[int]:
        """Every task that goes along with another."""
        return [one for found in (*self.merged.values(), *self.combined.values()) for one in found]


def followers(task_ids: Sequence[int]) -> Followers:
    """What goes along with these tasks of the acting tenant, however far. One statement."""
    found = Followers()
    for row in db.session.execute(_chain(task_ids)):
        kind = found.merged if row.is_merged else found.combined
        kind.setdefault(row.host_id, []).append(row.task_id)
    return found


def _chain(task_ids: Sequence[int]) -> Select[tuple[int, int, bool]]:
    """Rows of (task_id, host_id, is_merged): a task is reached once from each host."""
    mine = context.acting().tenant_id
    host = case((_is_merged(Task), Task.merged_into_id), else_=Task.combined_with_id)
    start = (
        select(Task.id.label("task_id"), literal(None, BigInteger).label("host_id"))
        .where(Task.id.in_(task_ids), Task.tenant_id == mine)
        .cte("following", recursive=True)
    )
    chain = start.union(
        select(Task.id, host).join(start, host == start.c.task_id).where(Task.tenant_id == mine)
    )
    return (
        select(chain.c.task_id, chain.c.host_id, _is_merged(Follower).label("is_merged"))
        .join(Follower, Follower.id == chain.c.task_id)
        .join(Plan, Plan.id == Follower.plan_id)
        .where(
            chain.c.host_id.is_not(None),
            Plan.issued_at.is_not(None),
            Follower.withdrawn_revision.is_(None),
            _is_merged(Follower) | Follower.stands,
        )
        .order_by(chain.c.task_id)
    )


def _is_merged(task: type[Task]) -> ColumnElement[bool]:
    return task.merged_into_id.is_not(None)
