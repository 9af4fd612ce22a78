"""The register of tenants, who succeeded whom, and the base of every table that a tenant owns."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    DateTime,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.lib import clock
from tenants import rls
from tenants.db import Model, db

Instant = Annotated[datetime, mapped_column(DateTime(timezone=True))]
"""A point in time with its zone."""


class TenantKind(StrEnum):
    """Levels of the tree (districts closed on 30 June 2025), bodies in it, the platform itself."""

    PLATFORM = "platform"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    DEPARTMENT = "department"
    SCHOOL = "school"
    ENTERPRISE = "enterprise"

    @property
    def has_committee(self) -> bool:
        """Whether a people's committee heads it; others act and sign in their own name."""
        return self in (TenantKind.PROVINCE, TenantKind.DISTRICT, TenantKind.COMMUNE)

    @property
    def label(self) -> str:
        """The Vietnamese name of the level."""
        return {
            "platform": "Nền tảng",
            "province": "Cấp tỉnh",
            "district": "Cấp huyện",
            "commune": "Cấp xã",
            "department": "Sở, ban, ngành",
            "school": "Trường học",
            "enterprise": "Doanh nghiệp",
        }[self.value]


def enum_column(enum: type[StrEnum], name: str) -> Enum:
    """A column that holds the values of `enum` as text under a named check."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Tenant(db.Model):  # type: ignore[name-defined]
    """A province, district, commune, department, school or enterprise: one house of its own.

    `code` is the official code of the unit (5 digits for a commune, 3 for a district, 2 for a
    province); a closed unit keeps its row with `valid_to`. `agency_code` is its electronic code on
    envelopes, in the older order ("000.00.18.H26"; `app.lib.agency_codes`).
    """

    __tablename__ = "tenants"
    __policies__ = (rls.REGISTER, rls.PLATFORM_ONLY)
    __table_args__ = (
        UniqueConstraint("kind", "code", "valid_to", postgresql_nulls_not_distinct=True),
        Index(None, "parent_id"),
        UniqueConstraint("agency_code"),
        Index(None, "province_id", "kind"),
        CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name="validity"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[TenantKind] = mapped_column(enum_column(TenantKind, "tenant_kind"))
    code: Mapped[str]
    name: Mapped[str]
    unit_word: Mapped[str]
    sort_key: Mapped[str]
    folded: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    superior_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), default=list)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    agency_code: Mapped[str | None]

    @property
    def short_name(self) -> str:
        """The name without the word of its kind: "Điềm He" for "Xã Điềm He"."""
        return self.name.removeprefix(self.unit_word[:1].upper() + self.unit_word[1:]).strip()

    @property
    def is_closed(self) -> bool:
        """Whether the unit has ceased by today: its rows stay readable, nothing new is written."""
        return self.valid_to is not None and self.valid_to < clock.today()

    @property
    def name_in_text(self) -> str:
        """The name inside a sentence: "xã Điềm He"."""
        return self.name[:1].lower() + self.name[1:]


class Succession(db.Model):  # type: ignore[name-defined]
    """One unit passed, whole or in part, to another on a day (sáp nhập, chia tách)."""

    __tablename__ = "successions"
    __policies__ = (rls.REGISTER, rls.PLATFORM_ONLY)
    __table_args__ = (Index(None, "successor_id"),)

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    on: Mapped[date]


class TenantOwned:
    """A row that one tenant owns; nobody else ever writes it.

    `(tenant_id, id)` is unique, so that a link inside a tenant can be a composite key.
    """

    __policies__: ClassVar[tuple[rls.Policy, ...]] = (rls.OWNER,)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True, sort_order=-10)

    @declared_attr
    def tenant_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("tenants.id"), nullable=False, sort_order=-9)

    created_at: Mapped[Instant] = mapped_column(
        default=clock.now, server_default=func.now(), sort_order=90
    )

    @declared_attr
    def tenant(cls) -> Mapped[Tenant]:
        return relationship(Tenant, foreign_keys=[cls.tenant_id], lazy="raise", viewonly=True)  # type: ignore[list-item]


class Versioned:
    """A row that people edit: `version` counts its changes; of two editors the second is told."""

    version: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=91)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def unique_per_tenant() -> UniqueConstraint:
    """The key `(tenant_id, id)` to which `own_key` points."""
    return UniqueConstraint("tenant_id", "id")


def own_key(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A link inside a tenant: foreign keys bypass row security, a composite one never crosses."""
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )


def declared_policies() -> dict[str, tuple[rls.Policy, ...]]:
    """What every model declares, by table."""
    return {
        mapper.local_table.name: mapper.class_.__policies__  # type: ignore[attr-defined]
        for mapper in Model.registry.mappers
    }


class OutboxEntry(db.Model):  # type: ignore[name-defined]
    """Work to be done after a commit, written in the transaction that causes it.

    The worker marks it done in the very transaction that does it, so that it is done once however
    often it is delivered. `key` keeps the same work from being asked for twice.
    """

    __tablename__ = "outbox"
    __policies__ = (rls.OWNER, rls.PLATFORM_ONLY)
    __table_args__ = (
        Index(
            "ix_outbox_open",
            "due_at",
            postgresql_where=text("done_at IS NULL AND failed_at IS NULL"),
        ),
        UniqueConstraint("tenant_id", "key"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB)
    key: Mapped[str | None]
    created_at: Mapped[Instant] = mapped_column(server_default=func.now())
    due_at: Mapped[Instant] = mapped_column(server_default=func.now())
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    started_at: Mapped[Instant | None]
    done_at: Mapped[Instant | None]
    failed_at: Mapped[Instant | None]
    error: Mapped[str | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
