"""Who is signed in, and for which tenant they act."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from app.access.permissions import Permission, Role
from app.accounts.models import ApiToken, Membership, User, UserSession
from app.lib import clock
from tenants.context import Acting
from tenants.db import db
from tenants.models import Tenant, TenantKind


@dataclass(frozen=True)
class Place:
    """One tenant in which a person works, with what they are there."""

    tenant_id: int
    tenant_name: str
    kind: TenantKind
    role_labels: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True)
class Identity:
    """The person who is signed in, and the tenant for which they act.

    `session_id` names the sign-in on a device, `token_id` the API token: one of them is given.
    """

    id: int
    full_name: str
    email: str
    session_id: int | None
    token_id: int | None
    token: str
    last_seen_at: datetime | None
    tenant: Tenant
    membership: Membership
    places: tuple[Place, ...]

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The token that the cookie carries."""
        return self.token

    @property
    def user_name(self) -> str:
        """The name as shown."""
        return self.full_name

    @property
    def tenant_name(self) -> str:
        """The tenant's name as shown."""
        return self.tenant.name

    @property
    def tenant_kind_label(self) -> str:
        """The tenant's level as shown."""
        return self.tenant.kind.label

    @property
    def role_labels(self) -> list[str]:
        """What the person is in this tenant."""
        return self.membership.role_labels

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in this tenant."""
        return self.membership.roles

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that the person may do in this tenant."""
        return self.membership.permissions

    @property
    def acting(self) -> Acting:
        """Whom the database sees."""
        return Acting(
            tenant_id=self.tenant.id,
            superior_ids=tuple(self.tenant.superior_ids),
            province_id=self.tenant.province_id,
            user_id=self.id,
        )


def hashed(token: str) -> str:
    """A token as the database keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()


def identify_session(token: str) -> Identity | None:
    """Who holds this sign-in. Asked on the platform.

    None where it has ended or expired, or the person no longer works in the tenant for which they
    acted: nobody goes on in another tenant unawares.
    """
    rows = db.session.execute(
        _with_memberships(
            select(UserSession, User, Membership, Tenant).join_from(
                UserSession, User, User.id == UserSession.user_id
            )
        )
        .where(
            UserSession.token_hash == hashed(token),
            UserSession.ended_at.is_(None),
            UserSession.expires_at > clock.now(),
        )
        .order_by(Tenant.sort_key, Tenant.id)
    ).all()
    if not rows:
        return None
    session: UserSession = rows[0][0]
    return _identity(
        rows,
        session.tenant_id,
        token,
        session_id=session.id,
        last_seen_at=session.last_seen_at,
    )


def identify_token(token: str) -> Identity | None:
    """Who holds this API token; None where it is revoked or expired. Asked on the platform."""
    rows = db.session.execute(
        _with_memberships(
            select(ApiToken, User, Membership, Tenant).join_from(
                ApiToken, User, User.id == ApiToken.user_id
            )
        )
        .where(
            ApiToken.token_hash == hashed(token),
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at > clock.now(),
        )
        .order_by(Tenant.sort_key, Tenant.id)
    ).all()
    if not rows:
        return None
    held: ApiToken = rows[0][0]
    mine = [row for row in rows if row[3].id == held.tenant_id]
    return _identity(mine, held.tenant_id, token, token_id=held.id, last_seen_at=held.last_used_at)


def _with_memberships(
    query: Select[Any, User, Membership, Tenant],
) -> Select[Any, User, Membership, Tenant]:
    return (
        query.join(Membership, Membership.user_id == User.id)
        .join(Tenant, Tenant.id == Membership.tenant_id)
        .where(User.deactivated_at.is_(None), Membership.deactivated_at.is_(None))
    )


def _identity(
    rows: Sequence[Row[Any, User, Membership, Tenant]],
    tenant_id: int,
    token: str,
    *,
    session_id: int | None = None,
    token_id: int | None = None,
    last_seen_at: datetime | None,
) -> Identity | None:
    current = next((row for row in rows if row[3].id == tenant_id), None)
    if current is None:
        return None
    user = current[1]
    return Identity(
        id=user.id,
        full_name=user.full_name,
        email=user.email,
        session_id=session_id,
        token_id=token_id,
        token=token,
        last_seen_at=last_seen_at,
        tenant=current[3],
        membership=current[2],
        places=tuple(
            Place(
                tenant.id,
                tenant.name,
                tenant.kind,
                tuple(membership.role_labels),
                tenant.id == current[3].id,
            )
            for _, _, membership, tenant in rows
        ),
    )


def user_by_email(email: str) -> User | None:
    """The account with this address. Asked on the platform."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def places_of(user_id: int) -> Sequence[Membership]:
    """Where a person works at present, in the order of the tenants' names."""
    return db.session.scalars(
        select(Membership)
        .join(Tenant, Tenant.id == Membership.tenant_id)
        .where(Membership.user_id == user_id, Membership.deactivated_at.is_(None))
        .order_by(Tenant.sort_key, Membership.id)
    ).all()


def latest_tenant_of(user_id: int) -> int | None:
    """The tenant in which a person last worked. Asked on the platform."""
    return db.session.scalar(
        select(UserSession.tenant_id)
        .where(UserSession.user_id == user_id)
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        .limit(1)
    )
