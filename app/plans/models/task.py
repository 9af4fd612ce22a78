"""One piece of work of a plan."""

from datetime import date

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    and_,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from app.lib import dates, deadlines
from app.lib.dates import Deadline
from app.lib.years import WorkYear
from app.plans.terms import DeadlinePrecision, Disposition
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)

SET_ASIDE = (Disposition.DECLINED, Disposition.MERGED)
"""What was done with a superior's task that leaves no work of its own."""


class Task(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """One piece of work of a plan.

    `upstream_task_id` remembers the superior's task it came from, `upstream_revision` on which
    revision of the superior's plan it is based, `disposition` what was done with it. A task that is
    declined (with its reason), merged into another (`merged_into_id`) or withdrawn by a later
    revision (`withdrawn_revision`) stays as a row and is not printed: see `stands`.

    `deadline_on` with `deadline_inclusive` false means "trước ngày"; a task without one is due at
    the quarter's end. `tentative` is "dự kiến". `series` is the same word on the instances of a
    task that comes again each quarter; `combined_with_id` is the task inside whose event this one
    is carried out ("lồng ghép"). `locked` names the fields that subordinates may not change.
    `previous_task_id` is the task of last year's plan from which this one was copied. `revision`
    is the plan's revision that gave the row its present content.
    """

    __tablename__ = "tasks"
    __policies__ = (
        rls.OWNER,
        rls.delivered("plan_id"),
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.delivered("plan_id"), rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans", ondelete="CASCADE"),
        own_key("merged_into_id", "tasks"),
        own_key("combined_with_id", "tasks", ondelete="SET NULL (combined_with_id)"),
        own_key("previous_task_id", "tasks"),
        Index(None, "plan_id", "quarter", "position"),
        Index(None, "upstream_task_id", "tenant_id"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("btrim(text) <> ''", name="text"),
        CheckConstraint(
            "(disposition IN ('kept', 'adapted', 'merged', 'declined'))"
            " = (upstream_task_id IS NOT NULL)",
            name="disposition_upstream",
        ),
        CheckConstraint(
            "(disposition = 'declined') = (decline_reason IS NOT NULL)", name="decline_reason"
        ),
        CheckConstraint(
            "(disposition = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into"
        ),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    quarter: Mapped[int]
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    lead_office: Mapped[str | None]
    support_offices: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    requested_offices: Mapped[list[str]] = mapped_column(
        ARRAY(Text), default=list, server_default="{}"
    )
    deadline_on: Mapped[date | None]
    deadline_inclusive: Mapped[bool] = mapped_column(default=True, server_default="true")
    deadline_precision: Mapped[DeadlinePrecision] = mapped_column(
        enum_column(DeadlinePrecision, "deadline_precision"),
        default=DeadlinePrecision.DAY,
        server_default=DeadlinePrecision.DAY.value,
    )
    tentative: Mapped[bool] = mapped_column(default=False, server_default="false")
    series: Mapped[str | None]
    previous_task_id: Mapped[int | None] = mapped_column(BigInteger)
    combined_with_id: Mapped[int | None] = mapped_column(BigInteger)
    mandatory: Mapped[bool] = mapped_column(default=False, server_default="false")
    locked: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    disposition: Mapped[Disposition] = mapped_column(
        enum_column(Disposition, "disposition"), default=Disposition.ADDED
    )
    decline_reason: Mapped[str | None] = mapped_column(Text)
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger)
    upstream_task_id: Mapped[int | None] = mapped_column(BigInteger)
    upstream_revision: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    withdrawn_revision: Mapped[int | None]
    issued_at: Mapped[Instant | None]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]

    @hybrid_property
    def stands(self) -> bool:
        """Whether it is work of the plan: not declined, not merged into another, not withdrawn."""
        return self.withdrawn_revision is None and self.disposition not in SET_ASIDE

    @stands.inplace.expression
    @classmethod
    def _stands(cls) -> ColumnElement[bool]:
        return and_(cls.withdrawn_revision.is_(None), cls.disposition.not_in(SET_ASIDE))

    @property
    def deadline(self) -> Deadline | None:
        """The date by which it is due, as worded; None where only the quarter is known."""
        if self.deadline_on is None:
            return None
        return Deadline(
            self.deadline_on, self.deadline_inclusive, self.deadline_precision, self.tentative
        )

    @property
    def due_label(self) -> str:
        """When it is due, as every list shows it: "trước ngày 25/01/2026", "hết quý I"."""
        return dates.due_label(self.deadline, self.quarter, self.tentative)

    @property
    def day_off_note(self) -> str | None:
        """A word of warning where its deadline names a day on which nobody works."""
        deadline = self.deadline
        return None if deadline is None else deadlines.note_on(deadline)

    def last_day(self, year: WorkYear) -> date:
        """The last day in time: the deadline's, or the end of its quarter of the plan's `year`.

        `progress.queries.states.last_day` says the same in SQL.
        """
        deadline = self.deadline
        return deadline.last_day if deadline else year.quarter_end(self.quarter)

    def is_due_outside_quarter(self, year: WorkYear) -> bool:
        """Whether its deadline lies in another quarter than the task itself."""
        deadline = self.deadline
        return deadline is not None and year.quarter_of(deadline.last_day) != self.quarter

    @property
    def offices(self) -> tuple[str, ...]:
        """Everybody who has a part in it, the lead first."""
        lead = (self.lead_office,) if self.lead_office else ()
        return (*lead, *self.support_offices)
