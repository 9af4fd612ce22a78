"""Users, their memberships and roles, their sessions, tokens and invitations."""

from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.permissions import ROLE_LABELS, Permission, Role, permissions_of
from app.accounts import terms
from tenants import rls
from tenants.db import db
from tenants.models import Instant, Tenant, TenantOwned, Versioned

ACCOUNT = rls.Policy(
    "account",
    "ALL",
    f"id = {rls.USER} OR {rls.PLATFORM}",
    f"id = {rls.USER} OR {rls.PLATFORM}",
)
"""The person reads and writes their own account."""

COLLEAGUE = rls.Policy(
    "colleague",
    "SELECT",
    f"id IN (SELECT m.user_id FROM memberships m WHERE m.tenant_id = {rls.TENANT})",
)
"""The tenant reads the names of its people."""

OWN_MEMBERSHIP = rls.Policy("own_membership", "SELECT", f"user_id = {rls.USER}")
"""The person reads where they belong."""


class User(db.Model):  # type: ignore[name-defined]
    """One person with one account, whatever the number of tenants they work in."""

    __tablename__ = "users"
    __policies__ = (ACCOUNT, COLLEAGUE)
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[Instant] = mapped_column(server_default=func.now())
    password_changed_at: Mapped[Instant | None]
    deactivated_at: Mapped[Instant | None]


class Membership(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """What a person is in a tenant: the roles, the position, the office where they sit."""

    __tablename__ = "memberships"
    __policies__ = (rls.OWNER, OWN_MEMBERSHIP, rls.PLATFORM_ONLY)
    __table_args__ = (
        UniqueConstraint("tenant_id", "user_id"),
        UniqueConstraint("tenant_id", "id"),
        Index(None, "user_id"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role_names: Mapped[list[str]] = mapped_column("roles", ARRAY(String(40)))
    position: Mapped[str | None]
    office_name: Mapped[str | None]
    deactivated_at: Mapped[Instant | None]

    user: Mapped[User] = relationship(User, lazy="raise", viewonly=True)
    place: Mapped[Tenant] = relationship(
        Tenant, foreign_keys="Membership.tenant_id", lazy="raise", viewonly=True
    )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles as terms."""
        return frozenset(Role(name) for name in self.role_names)

    @property
    def role_labels(self) -> list[str]:
        """The roles as printed, in the order of the role map."""
        return [label for role, label in ROLE_LABELS.items() if role in self.roles]

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that this person may do in this tenant."""
        return permissions_of(self.roles)


class UserSession(db.Model):  # type: ignore[name-defined]
    """One sign-in on one device. Its token is kept as a hash; ending it signs that device out."""

    __tablename__ = "user_sessions"
    __policies__ = (rls.PERSONAL, rls.PLATFORM_ONLY)
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Instant] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[Instant] = mapped_column(server_default=func.now())
    expires_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]
    user_agent: Mapped[str | None]
    address: Mapped[str | None]

    user: Mapped[User] = relationship(User, lazy="raise", viewonly=True)

    @property
    def device(self) -> str:
        """The device as its owner would name it."""
        return terms.device(self.user_agent)


class ApiToken(db.Model):  # type: ignore[name-defined]
    """A personal token for the API: acts as its person in one tenant. Kept as a hash."""

    __tablename__ = "api_tokens"
    __policies__ = (rls.PERSONAL, rls.PLATFORM_ONLY)
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    label: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Instant] = mapped_column(server_default=func.now())
    last_used_at: Mapped[Instant | None]
    expires_at: Mapped[Instant]
    revoked_at: Mapped[Instant | None]

    user: Mapped[User] = relationship(User, lazy="raise", viewonly=True)
    place: Mapped[Tenant] = relationship(
        Tenant, foreign_keys="ApiToken.tenant_id", lazy="raise", viewonly=True
    )


class Invitation(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A tenant asks a person to join with certain roles; the link works once, until it expires."""

    __tablename__ = "invitations"
    __policies__ = (rls.OWNER, rls.PLATFORM_ONLY)

    email: Mapped[str]
    full_name: Mapped[str]
    position: Mapped[str | None]
    office_name: Mapped[str | None]
    role_names: Mapped[list[str]] = mapped_column("roles", ARRAY(String(40)))
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[Instant]
    accepted_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at the moment `at`."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
