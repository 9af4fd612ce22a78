"""Progress on tasks: the present state, the history with its internal notes, and the evidence."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.plans.terms import Part
from app.progress.terms import TaskStatus
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class Progress(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The present state of one task: read by the owner of the upstream task, without any note.

    `percent` is a whole number from 0 to 100; `on` the day to which the state refers, `sent_at`
    when it was recorded last (and, where there is a superior's task, told to its owner).
    """

    __tablename__ = "progress"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        own_key("task_id", "tasks"),
        Index(None, "upstream_task_id", "status"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("(status = 'done') = (percent = 100)", name="done_is_100"),
    )

    task_id: Mapped[int] = mapped_column(BigInteger)
    upstream_task_id: Mapped[int | None] = mapped_column(BigInteger)
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
    status: Mapped[TaskStatus] = mapped_column(enum_column(TaskStatus, "task_status"))
    percent: Mapped[int]
    on: Mapped[date]
    evidence_count: Mapped[int] = mapped_column(default=0, server_default="0")


class ProgressEntry(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One entry of the history, with the internal note. Its tenant's alone; never changed."""

    __tablename__ = "progress_entries"
    __policies__ = (rls.OWNER, rls.inherited(rls.OWNER))
    __table_args__ = (
        unique_per_tenant(),
        own_key("task_id", "tasks"),
        Index(None, "tenant_id", "task_id"),
    )

    task_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[TaskStatus] = mapped_column(enum_column(TaskStatus, "task_status"))
    percent: Mapped[int]
    on: Mapped[date]
    office_name: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(BigInteger)
    recorded_by_name: Mapped[str]


class OfficeReport(TenantOwned, db.Model):  # type: ignore[name-defined]
    """What one office says of its part in a task. Its tenant's alone; never changed.

    The latest row of an office is its last word. The lead's word is the task's state besides
    (`Progress`); what a supporting or requested office says leaves the state as it is.
    """

    __tablename__ = "office_reports"
    __table_args__ = (
        unique_per_tenant(),
        own_key("task_id", "tasks"),
        own_key("office_id", "offices"),
        Index(None, "tenant_id", "task_id"),
        Index(None, "tenant_id", "office_id"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("(status = 'done') = (percent = 100)", name="done_is_100"),
    )

    task_id: Mapped[int] = mapped_column(BigInteger)
    office_id: Mapped[int] = mapped_column(BigInteger)
    part: Mapped[Part] = mapped_column(enum_column(Part, "part"))
    status: Mapped[TaskStatus] = mapped_column(enum_column(TaskStatus, "task_status"))
    percent: Mapped[int]
    on: Mapped[date]
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(BigInteger)
    recorded_by_name: Mapped[str]


class Evidence(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A file that shows that a task was done. Its tenant's alone, unless a score sheet sends it.

    A withdrawn piece stays as a row, with its file, and counts no more.
    """

    __tablename__ = "evidence"
    __policies__ = (rls.OWNER, rls.inherited(rls.OWNER))
    __table_args__ = (
        unique_per_tenant(),
        own_key("task_id", "tasks"),
        own_key("file_id", "files"),
        Index(None, "tenant_id", "task_id"),
    )

    task_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int] = mapped_column(BigInteger)
    caption: Mapped[str]
    added_by: Mapped[int] = mapped_column(BigInteger)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[int | None] = mapped_column(BigInteger)
