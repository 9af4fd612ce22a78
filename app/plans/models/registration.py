"""The superior's answer to a plan that came up, and what both sides ask and answer about plans."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.plans.terms import MessageKind, PlanVerdict
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key


class PlanReview(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The addressee's answer to one sending of a plan: accepted, or returned with remarks.

    A row of the superior, read by the subordinate. A sending is the revision that went up
    (`PlanRevision.sent_at`); a corrected plan goes up as a later revision and is answered anew, so
    that every round stays readable.
    """

    __tablename__ = "plan_reviews"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
    __table_args__ = (
        UniqueConstraint("tenant_id", "plan_id", "revision"),
        Index(None, "plan_id", "revision"),
        Index(None, "addressee_id"),
        CheckConstraint("verdict = 'accepted' OR remarks IS NOT NULL", name="remarks"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int]
    verdict: Mapped[PlanVerdict] = mapped_column(enum_column(PlanVerdict, "plan_verdict"))
    remarks: Mapped[str | None] = mapped_column(Text)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    reviewed_by: Mapped[int] = mapped_column(BigInteger)


class PlanMessage(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One message about a plan, or one task of it, between a subordinate and its superior.

    A row of its writer, read by the other side and by nobody else. `root_id` names the first
    message of the thread, which has none. `plan_id` is the superior's plan that was delivered, or
    the subordinate's own that went up; `task_id` a task of that plan.
    """

    __tablename__ = "plan_messages"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
    __table_args__ = (
        own_key("file_id", "files"),
        Index(None, "root_id"),
        Index(None, "plan_id"),
        Index(None, "addressee_id"),
        Index(None, "file_id", postgresql_where="file_id IS NOT NULL"),
        CheckConstraint("btrim(text) <> ''", name="text"),
        CheckConstraint("kind <> 'answer' OR root_id IS NOT NULL", name="answer_in_thread"),
        CheckConstraint("addressee_id <> tenant_id", name="to_another"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int | None] = mapped_column(BigInteger)
    root_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[MessageKind] = mapped_column(enum_column(MessageKind, "message_kind"))
    text: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    written_by: Mapped[int] = mapped_column(BigInteger)

    @property
    def thread_id(self) -> int:
        """The thread that it belongs to, named by its first message."""
        return self.id if self.root_id is None else self.root_id


class Clarification(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A general answer (thông báo chung): the superior's words, without who asked.

    Read by everybody to whom the plan was delivered.
    """

    __tablename__ = "plan_clarifications"
    __policies__ = (rls.OWNER, rls.delivered("plan_id"))
    __table_args__ = (
        own_key("plan_id", "plans"),
        Index(None, "plan_id"),
        CheckConstraint("btrim(question) <> '' AND btrim(answer) <> ''", name="words"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int | None] = mapped_column(BigInteger)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[Instant]
    issued_by: Mapped[int] = mapped_column(BigInteger)
