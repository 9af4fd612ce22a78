"""Pre-printed blanks: where each text of a certificate is printed on them."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.stationery.terms.awards import AwardForm
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


class Blank(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """A blank of one printing house: its size, and its fields in millimetres from the upper left.

    A field is {source, text, x, y, width, size, lines, align, bold, italic, capitals, ink}; `y` is
    the foot of its first line of letters, `size` in points. `offset_x`, `offset_y` make up for the
    drift of the tenant's printer. The background is a scan, shown on the screen only. An issued
    blank is what subordinates copy.
    """

    __tablename__ = "certificate_blanks"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        own_key("background_id", "files"),
        CheckConstraint("btrim(name) <> ''", name="name"),
        CheckConstraint("width BETWEEN 50 AND 1200 AND height BETWEEN 50 AND 1200", name="size"),
        CheckConstraint("abs(offset_x) <= 30 AND abs(offset_y) <= 30", name="offset"),
    )

    name: Mapped[str]
    form: Mapped[AwardForm] = mapped_column(enum_column(AwardForm, "award_form"))
    width: Mapped[Decimal] = mapped_column(Numeric(6, 1))
    height: Mapped[Decimal] = mapped_column(Numeric(6, 1))
    offset_x: Mapped[Decimal] = mapped_column(Numeric(4, 1), default=Decimal(0), server_default="0")
    offset_y: Mapped[Decimal] = mapped_column(Numeric(4, 1), default=Decimal(0), server_default="0")
    fields: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    background_id: Mapped[int | None] = mapped_column(BigInteger)
    issued_at: Mapped[Instant | None]
