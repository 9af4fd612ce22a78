"""What an announcement froze: all inputs and results, and each member's own part of them; the
papers that go with it."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.terms import ResultPaperKind
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key


class FrozenResult(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Everything from which an announced result follows, as canonical JSON. Never changed.

    `content`: the criteria with their formulas, every member's values at every stage, the
    decisions, and the results; `digest`: the SHA-256 of its UTF-8 bytes. Only whoever announced
    reads it, for it holds the values of all members.
    """

    __tablename__ = "frozen_results"
    __policies__ = (rls.OWNER,)
    __table_args__ = (
        own_key("announcement_id", "announcements"),
        UniqueConstraint("announcement_id"),
    )

    announcement_id: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str]


class FrozenSheet(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The part of a frozen result that concerns one member, which reads it. Never changed.

    Its `digest` stands in the content of the whole.
    """

    __tablename__ = "frozen_sheets"
    __policies__ = (rls.OWNER, rls.sent_to("member_id"))
    __table_args__ = (
        own_key("announcement_id", "announcements"),
        UniqueConstraint("announcement_id", "sheet_id"),
        Index(None, "member_id"),
        Index(None, "sheet_id"),
    )

    announcement_id: Mapped[int] = mapped_column(BigInteger)
    sheet_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    content: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str]
    sent_at: Mapped[Instant]


class ResultPaper(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A paper made out of an announced result: its number, day, signer and recipients.

    Made anew with other words it is another row; `recipients` is one a line.
    """

    __tablename__ = "result_papers"
    __table_args__ = (
        own_key("announcement_id", "announcements"),
        Index(None, "announcement_id"),
    )

    announcement_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[ResultPaperKind] = mapped_column(enum_column(ResultPaperKind, "paper_kind"))
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    signer_position: Mapped[str]
    signer_name: Mapped[str | None]
    recipients: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int] = mapped_column(BigInteger)
