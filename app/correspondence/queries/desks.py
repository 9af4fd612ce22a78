"""Who works at which desk of the acting tenant."""

from sqlalchemy import select

from app.access.permissions import Permission, Role, permissions_of
from app.accounts.models import Membership, User
from app.correspondence.policies.desks import Desks
from tenants import context
from tenants.db import db


def desks() -> Desks:
    """The people of the acting tenant who draft, check, approve and issue papers."""
    found: dict[Permission, set[int]] = {
        Permission.PAPER_WRITE: set(),
        Permission.PAPER_CHECK: set(),
        Permission.PAPER_APPROVE: set(),
        Permission.PAPER_ISSUE: set(),
    }
    for user_id, role_names in db.session.execute(
        select(Membership.user_id, Membership.role_names)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            Membership.deactivated_at.is_(None),
            User.deactivated_at.is_(None),
        )
        .order_by(Membership.id)
    ):
        given = permissions_of(frozenset(Role(name) for name in role_names))
        for permission, people in found.items():
            if permission in given:
                people.add(user_id)
    return Desks(*(frozenset(people) for people in found.values()))
