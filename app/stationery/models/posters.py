"""Backdrops and slogans that a tenant hangs, and its library of slogans."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Numeric, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.stationery.terms.posters import Palette, PosterKind
from tenants.db import db
from tenants.models import TenantOwned, Versioned, enum_column, unique_per_tenant


class Poster(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """A backdrop or a slogan: true size in millimetres, drawn at `scale`; lines {role, text}."""

    __tablename__ = "posters"
    __table_args__ = (
        unique_per_tenant(),
        CheckConstraint("btrim(title) <> ''", name="title"),
        CheckConstraint(
            "width BETWEEN 100 AND 20000 AND height BETWEEN 100 AND 20000", name="size"
        ),
        CheckConstraint("scale IN (1, 2, 5, 10, 20)", name="scale"),
    )

    title: Mapped[str]
    kind: Mapped[PosterKind] = mapped_column(enum_column(PosterKind, "poster_kind"))
    width: Mapped[Decimal] = mapped_column(Numeric(7, 1))
    height: Mapped[Decimal] = mapped_column(Numeric(7, 1))
    scale: Mapped[int]
    palette: Mapped[Palette] = mapped_column(enum_column(Palette, "palette"))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class Slogan(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """One slogan of the tenant's library, with the occasion for which it is kept."""

    __tablename__ = "slogans"
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "text"),
        CheckConstraint("btrim(text) <> ''", name="text"),
    )

    text: Mapped[str] = mapped_column(Text)
    occasion: Mapped[str] = mapped_column(default="", server_default="")
