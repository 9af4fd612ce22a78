"""Who may sign for the head of the acting tenant."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import any_, literal, select

from app.access.permissions import Role
from app.accounts.models import Membership, User
from app.correspondence.models import Delegation
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db


def all_() -> Sequence[Delegation]:
    """Every delegation of the acting tenant, the latest first."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.tenant_id == context.acting().tenant_id)
        .order_by(Delegation.from_on.desc(), Delegation.id.desc())
    ).all()


def holding(on: date) -> list[Delegation]:
    """Those by which a paper of this day may be signed."""
    return [one for one in all_() if one.holds_on(on)]


def own(delegation_id: int, *, lock: bool = False) -> Delegation:
    """One delegation of the acting tenant. Raises NotFound for anybody else's.

    With `lock`, nobody else changes it until the transaction ends.
    """
    query = select(Delegation).where(
        Delegation.tenant_id == context.acting().tenant_id, Delegation.id == delegation_id
    )
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("Không tìm thấy việc giao ký này trong đơn vị.")
    return found


def leaders() -> Sequence[str]:
    """The names of those who lead the acting tenant and have an account there."""
    return db.session.scalars(
        select(User.full_name)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            literal(Role.LEADER.value) == any_(Membership.role_names),
            Membership.deactivated_at.is_(None),
            User.deactivated_at.is_(None),
        )
        .order_by(User.full_name, User.id)
    ).all()


def people() -> list[tuple[int, str, str]]:
    """Who works in the acting tenant, by name: id, full name, position."""
    return [
        (number, name, position or "")
        for number, name, position in db.session.execute(
            select(User.id, User.full_name, Membership.position)
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.tenant_id == context.acting().tenant_id,
                Membership.deactivated_at.is_(None),
                User.deactivated_at.is_(None),
            )
            .order_by(User.full_name, User.id)
        )
    ]
