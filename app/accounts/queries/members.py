"""Who belongs to the acting tenant."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, any_, func, literal, or_, select
from sqlalchemy.orm import contains_eager

from app.access.permissions import Role
from app.accounts.models import Membership, User
from app.lib.errors import NotFound
from app.lib.text import fold
from tenants import context
from tenants.db import db, on_platform


def members() -> Sequence[Membership]:
    """Everybody of the acting tenant with their accounts: those at work first, by given name."""
    found = db.session.scalars(
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .options(contains_eager(Membership.user))
        .where(Membership.tenant_id == context.acting().tenant_id)
        .order_by(Membership.id)
    ).all()
    return sorted(found, key=lambda one: (one.deactivated_at is not None, _by_given_name(one)))


def _by_given_name(membership: Membership) -> tuple[list[str], int]:
    """Vietnamese names are sorted from the last word back."""
    return fold(membership.user.full_name).split()[::-1], membership.id


def member(membership_id: int, *, lock: bool = False) -> Membership:
    """One member of the acting tenant. Raises NotFound for anybody else's."""
    query = (
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .options(contains_eager(Membership.user))
        .where(
            Membership.id == membership_id,
            Membership.tenant_id == context.acting().tenant_id,
        )
    )
    if lock:
        query = query.with_for_update(of=Membership)
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound("Không tìm thấy người dùng này trong đơn vị.")
    return found


def _has_role(role: Role) -> ColumnElement[bool]:
    return literal(role.value) == any_(Membership.role_names)


def active_administrators(*, lock: bool = False) -> Sequence[int]:
    """The memberships in the acting tenant that may look after its people.

    With `lock`, nobody else changes them until the transaction ends.
    """
    query = (
        select(Membership.id)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            Membership.deactivated_at.is_(None),
            or_(_has_role(Role.TENANT_ADMIN), _has_role(Role.OPERATOR)),
        )
        .order_by(Membership.id)
    )
    return db.session.scalars(query.with_for_update() if lock else query).all()


def head_counts(tenant_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many people, and how many administrators, work in each of these tenants.

    Counts alone cross the border between tenants, for the one who invites first administrators.
    """
    with on_platform():
        rows = db.session.execute(
            select(
                Membership.tenant_id,
                func.count(),
                func.count().filter(_has_role(Role.TENANT_ADMIN)),
            )
            .where(Membership.tenant_id.in_(tenant_ids), Membership.deactivated_at.is_(None))
            .group_by(Membership.tenant_id)
        ).all()
    return {tenant_id: (people, administrators) for tenant_id, people, administrators in rows}
