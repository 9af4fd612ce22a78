"""What a successor took over from a closed unit, and who was chosen where several could."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.progress.terms import TaskStatus
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key, unique_per_tenant


class Handover(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The open tasks that a successor took over from one closed unit for one year.

    `plan_id` is the successor's own plan that carries them. A row of the successor, read by its
    province (`addressee_id`; none where the province itself took over).
    """

    __tablename__ = "handovers"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"), rls.lineage("predecessor_id"))
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "predecessor_id", "year"),
        own_key("plan_id", "plans"),
        Index(None, "addressee_id"),
    )

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    year: Mapped[int]
    plan_id: Mapped[int] = mapped_column(BigInteger)
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]


class HandoverLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One task of a closed unit (`from_task_id`) and the successor's task that goes on with it.

    `status` and `percent` are those on the closed unit's last day. A task is taken over once.
    """

    __tablename__ = "handover_lines"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"), rls.lineage("predecessor_id"))
    __table_args__ = (
        UniqueConstraint("from_task_id"),
        own_key("handover_id", "handovers"),
        own_key("task_id", "tasks"),
        Index(None, "tenant_id", "task_id"),
        Index(None, "addressee_id"),
    )

    handover_id: Mapped[int] = mapped_column(BigInteger)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    from_task_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[TaskStatus] = mapped_column(enum_column(TaskStatus, "task_status"))
    percent: Mapped[int]
    evidence_count: Mapped[int]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]


class HandoverChoice(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Who goes on with a task that several units could take, decided by a person of the province.

    Without `successor_id` the task ends with its unit, for a reason. Read by every unit below.
    `content` is the task as it stood on the last day (`queries.OpenTask`): the unit chosen need
    not be one that reads the archive.
    """

    __tablename__ = "handover_choices"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        UniqueConstraint("from_task_id"),
        CheckConstraint("successor_id IS NOT NULL OR btrim(reason) <> ''", name="reason"),
        Index(None, "successor_id"),
        Index(None, "predecessor_id"),
    )

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    from_task_id: Mapped[int] = mapped_column(BigInteger)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[int] = mapped_column(BigInteger)
    decided_by_name: Mapped[str]
    issued_at: Mapped[Instant]


class TaskTally(TenantOwned, db.Model):  # type: ignore[name-defined]
    """How the units below a district stand with one of its tasks, told to the province.

    The province does not read what communes report to their district; it reads this sum.
    `recipients` is to how many units the task was given; the counts add up to it. `on` is the day
    of the count.
    """

    __tablename__ = "task_tallies"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        own_key("task_id", "tasks"),
        Index(None, "addressee_id", "upstream_task_id"),
        CheckConstraint(
            "recipients = done + in_progress + obstructed + not_started + cancelled + declined",
            name="adds_up",
        ),
    )

    task_id: Mapped[int] = mapped_column(BigInteger)
    upstream_task_id: Mapped[int] = mapped_column(BigInteger)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    on: Mapped[date]
    recipients: Mapped[int]
    done: Mapped[int]
    in_progress: Mapped[int]
    obstructed: Mapped[int]
    not_started: Mapped[int]
    cancelled: Mapped[int]
    declined: Mapped[int]
    late: Mapped[int]
