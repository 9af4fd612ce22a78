"""Who may sign for the head of the tenant, and for how long."""

from datetime import date

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from tenants.db import db
from tenants.models import TenantOwned, Versioned, enum_column, own_key


class Delegation(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """One person signs `KT.`, `TL.` or `TUQ.` the head, certain kinds of paper, from day to day.

    `kinds` empty means all that the capacity fits. `basis` is the paper that gives the power as it
    is quoted; `basis_paper_id` names it where it stands in the own register. `ended_on` is the last
    day of one that was ended before its time. `user_id` is empty for a signer without an account.
    """

    __tablename__ = "delegations"
    __table_args__ = (
        own_key("basis_paper_id", "outgoing_papers"),
        Index(None, "tenant_id", "from_on"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="days"),
        CheckConstraint("capacity IN ('deputy', 'by_order', 'by_authorization')", name="delegated"),
        CheckConstraint(
            "capacity <> 'by_authorization' OR (to_on IS NOT NULL AND kinds <> '{}')", name="limits"
        ),
        CheckConstraint("(ended_on IS NULL) = (ended_reason IS NULL)", name="ending"),
    )

    capacity: Mapped[Capacity] = mapped_column(enum_column(Capacity, "capacity_kind"))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    position: Mapped[str]
    kind_names: Mapped[list[str]] = mapped_column("kinds", ARRAY(String(40)), default=list)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    basis: Mapped[str] = mapped_column(Text)
    basis_paper_id: Mapped[int | None] = mapped_column(BigInteger)
    ended_on: Mapped[date | None]
    ended_reason: Mapped[str | None] = mapped_column(Text)
    given_by: Mapped[int] = mapped_column(BigInteger)
    given_by_name: Mapped[str]

    @property
    def kinds(self) -> tuple[PaperKind, ...]:
        """The kinds of paper it covers, in the order of the decree; empty for all."""
        return tuple(kind for kind in PaperKind if kind.value in self.kind_names)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None while it has no end."""
        ends = [day for day in (self.to_on, self.ended_on) if day is not None]
        return min(ends) if ends else None

    def holds_on(self, day: date) -> bool:
        """Whether a paper of this day may be signed by it."""
        return self.from_on <= day and (self.last_day is None or day <= self.last_day)

    def covers(self, kind: PaperKind) -> bool:
        """Whether it covers papers of this kind."""
        return not self.kind_names or kind.value in self.kind_names
