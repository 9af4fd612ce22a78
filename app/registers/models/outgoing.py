"""The register of outgoing papers: one row a number, and the files of each paper."""

import re
from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.documents.terms import PaperKind, Urgency
from app.lib.text import fold
from app.registers.terms import FileRole, PaperState
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


class NumberSeries(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The last number given in one series of a year; its row is locked while a number is given.

    `series` is the symbol ("KH-UBND"); official letters of one organ share theirs ("CV-UBND"),
    incoming papers are numbered in "DEN". A number is given in the transaction that issues the
    paper, so that one rolled back leaves no gap.
    """

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("tenant_id", "year", "series"),)

    year: Mapped[int]
    series: Mapped[str]
    last: Mapped[int]


class OutgoingPaper(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """One number of the outgoing register, and the paper that carries it.

    `subject_kind` and `subject_id` name what was issued in another room ("plans", 7). `code` is
    the secret of the paper's QR code: who knows it may see what the register says of the paper.
    A reserved, cancelled or outside number has no paper. `signing_lines` are the lines above the
    signer's position (`TM. ỦY BAN NHÂN DÂN`), one a line; `recipients` is Nơi nhận as printed,
    one a line, `archive` who keeps the archived copy ("VT, VX"), `copies` how many were made.
    Files up to `earlier_files_to` belong to an earlier sending under the same number.
    """

    __tablename__ = "outgoing_papers"
    __policies__ = (
        rls.OWNER,
        rls.linked("outgoing_papers", "paper_recipients", "paper_id"),
        rls.subject("plans", "plans", "id"),
        rls.subject("reports", "submissions", "report_id"),
        rls.subject("announcements", "announcements", "id"),
        rls.subject("cluster_notices", "cluster_notices", "id"),
        rls.subject("cluster_plans", "cluster_plans", "id"),
        rls.subject("cluster_minutes", "cluster_minutes", "meeting_id"),
        rls.CODED,
        rls.PUBLISHED,
        rls.inherited(rls.OWNER),
    )
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "year", "series", "number"),
        UniqueConstraint("code"),
        own_key("replaced_by_id", "outgoing_papers"),
        Index(None, "tenant_id", "subject_kind", "subject_id"),
        Index(None, "tenant_id", "issued_on"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(
            "state NOT IN ('issued', 'revoked', 'replaced') OR "
            "(issued_on IS NOT NULL AND issued_at IS NOT NULL AND kind IS NOT NULL)",
            name="issued",
        ),
        CheckConstraint(
            "state NOT IN ('reserved', 'cancelled', 'revoked') OR reason IS NOT NULL", name="reason"
        ),
    )

    year: Mapped[int]
    series: Mapped[str]
    number: Mapped[int]
    symbol: Mapped[str]
    state: Mapped[PaperState] = mapped_column(enum_column(PaperState, "paper_state"))
    kind: Mapped[PaperKind | None] = mapped_column(enum_column(PaperKind, "kind"))
    abstract: Mapped[str] = mapped_column(Text, default="", server_default="")
    folded: Mapped[str] = mapped_column(Text, default="", server_default="")
    urgency: Mapped[Urgency | None] = mapped_column(enum_column(Urgency, "urgency"))
    issued_on: Mapped[date | None]
    issued_at: Mapped[Instant | None]
    signing_lines: Mapped[str | None]
    signer_position: Mapped[str | None]
    signer_name: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(Text)
    recipients: Mapped[str] = mapped_column(Text, default="", server_default="")
    archive: Mapped[str] = mapped_column(default="", server_default="")
    copies: Mapped[int | None]
    reserved_for: Mapped[str | None]
    reserved_until: Mapped[date | None]
    subject_kind: Mapped[str | None]
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    earlier_files_to: Mapped[int | None] = mapped_column(BigInteger)
    code: Mapped[str]
    public_at: Mapped[Instant | None]
    replaced_by_id: Mapped[int | None] = mapped_column(BigInteger)
    entered_by: Mapped[int | None] = mapped_column(BigInteger)
    entered_by_name: Mapped[str | None]

    @property
    def printed_number(self) -> str:
        """The number as the decree prints it: "01", "125"."""
        return f"{self.number:02d}"

    @property
    def full_number(self) -> str:
        """Number and symbol: "01/KH-UBND"."""
        return f"{self.printed_number}/{self.symbol}"

    @property
    def file_stem(self) -> str:
        """The name of its files without the ending, as every mailbox takes it: "01-qd-snv-2026"."""
        return re.sub(r"[^a-z0-9]+", "-", fold(f"{self.full_number} {self.year}")).strip("-")


class PaperFile(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One file of a paper. The newest signed one, else the newest drawn one, is the paper.

    Whoever reads the paper reads its files: a successor those of a closed unit too.
    """

    __tablename__ = "paper_files"
    __policies__ = (rls.OWNER, rls.under("paper_files", "paper_id", "outgoing_papers"))
    __table_args__ = (
        own_key("paper_id", "outgoing_papers"),
        own_key("file_id", "files"),
        UniqueConstraint("tenant_id", "paper_id", "file_id"),
        Index(None, "file_id"),
    )

    paper_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int] = mapped_column(BigInteger)
    role: Mapped[FileRole] = mapped_column(enum_column(FileRole, "file_role"))
