"""Who subscribes to their dates."""

from dataclasses import dataclass

from sqlalchemy import select

from app.access.permissions import Permission
from app.accounts.models import Membership, User
from app.calendar.models import CalendarFeed
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Subscriber:
    """The person behind an address, in the tenant for which it was given."""

    feed_id: int
    user_id: int
    full_name: str
    tenant: Tenant
    permissions: frozenset[Permission]
    only_mine: bool


def subscriber(token_hash: str) -> Subscriber | None:
    """Who holds this address; None where it ended. Asked on the platform."""
    row = db.session.execute(
        select(CalendarFeed, User, Membership, Tenant)
        .join(User, User.id == CalendarFeed.user_id)
        .join(
            Membership,
            (Membership.user_id == CalendarFeed.user_id)
            & (Membership.tenant_id == CalendarFeed.tenant_id),
        )
        .join(Tenant, Tenant.id == CalendarFeed.tenant_id)
        .where(
            CalendarFeed.token_hash == token_hash,
            CalendarFeed.revoked_at.is_(None),
            User.deactivated_at.is_(None),
            Membership.deactivated_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    feed, user, membership, tenant = row
    return Subscriber(
        feed.id, user.id, user.full_name, tenant, membership.permissions, feed.only_mine
    )


def own(user_id: int) -> CalendarFeed | None:
    """The address that a person uses in the acting tenant; None where there is none."""
    return db.session.scalar(
        select(CalendarFeed).where(
            CalendarFeed.tenant_id == context.acting().tenant_id,
            CalendarFeed.user_id == user_id,
            CalendarFeed.revoked_at.is_(None),
        )
    )
