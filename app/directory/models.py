"""Offices inside a tenant, groups of them, and the people who work in them."""

from sqlalchemy import ARRAY, BigInteger, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.directory.terms import OfficeKind
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class Office(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A bureau, village, school or body that a tenant's tasks name as lead or support.

    `aliases` are other wordings by which papers name it: short forms, old names.
    """

    __tablename__ = "offices"
    __table_args__ = (UniqueConstraint("tenant_id", "name"), UniqueConstraint("tenant_id", "id"))

    kind: Mapped[OfficeKind] = mapped_column(enum_column(OfficeKind, "office_kind"))
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    sort_key: Mapped[str]
    closed_at: Mapped[Instant | None]


class OfficeGroup(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A wording that names several offices at once: "các thôn", "các cơ quan, đơn vị liên quan".

    It means every open office of its `kinds` together with the offices chosen as its members;
    `aliases` are further wordings of the same.
    """

    __tablename__ = "office_groups"
    __table_args__ = (UniqueConstraint("tenant_id", "name"), unique_per_tenant())

    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    sort_key: Mapped[str]


class OfficeGroupMember(TenantOwned, db.Model):  # type: ignore[name-defined]
    """An office that was chosen into a group, whatever its kind."""

    __tablename__ = "office_group_members"
    __table_args__ = (
        UniqueConstraint("tenant_id", "group_id", "office_id"),
        own_key("group_id", "office_groups", ondelete="CASCADE"),
        own_key("office_id", "offices"),
    )

    group_id: Mapped[int] = mapped_column(BigInteger)
    office_id: Mapped[int] = mapped_column(BigInteger)


class OfficePerson(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A member of the tenant who works in an office; one person may sit in several."""

    __tablename__ = "office_people"
    __table_args__ = (
        UniqueConstraint("tenant_id", "office_id", "membership_id"),
        own_key("office_id", "offices"),
        own_key("membership_id", "memberships"),
        Index(None, "tenant_id", "membership_id"),
    )

    office_id: Mapped[int] = mapped_column(BigInteger)
    membership_id: Mapped[int] = mapped_column(BigInteger)
