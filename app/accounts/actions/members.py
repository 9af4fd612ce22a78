"""The people of a tenant: what they are, and whether they still work there."""

from collections.abc import Collection

from app.access.permissions import ROLE_LABELS, Role
from app.accounts import policies, queries
from app.accounts.actions import sessions
from app.accounts.models import Membership
from app.accounts.queries import Identity
from app.audit import actions as audit
from app.lib import clock
from app.lib.errors import Conflict, Stale
from tenants.db import db, on_platform


def change(
    *,
    membership_id: int,
    roles: Collection[str],
    position: str | None,
    office_name: str | None,
    version: int,
    by: Identity,
) -> Membership:
    """Give a member of the acting tenant other roles, position or office.

    Raises NotFound for a stranger, Invalid for a role that the tenant does not give, Conflict
    where nobody would be left to look after the people, Stale where somebody saved first.
    """
    administrators = queries.active_administrators(lock=True)
    membership = queries.member(membership_id, lock=True)
    chosen = policies.check_roles(roles, kind=by.tenant.kind)
    changed = _changed(membership, chosen, position, office_name)
    if membership.version != version and changed:
        raise Stale(changed=changed)
    if not changed:
        return membership
    policies.check_administrator_remains(
        membership, roles=[Role(name) for name in chosen], administrators=administrators
    )
    before = membership.role_names
    membership.role_names = chosen
    membership.position = position or None
    membership.office_name = office_name or None
    db.session.flush()
    audit.record(
        "member.changed",
        membership,
        by=by,
        person=membership.user.full_name,
        roles_before=before,
        roles=chosen,
    )
    return membership


def _changed(
    membership: Membership, roles: list[str], position: str | None, office_name: str | None
) -> dict[str, tuple[str, str]]:
    pairs = {
        "Vai trò": (_labels(roles), _labels(membership.role_names)),
        "Chức vụ": (position or "", membership.position or ""),
        "Phòng, ban": (office_name or "", membership.office_name or ""),
    }
    return {label: pair for label, pair in pairs.items() if pair[0] != pair[1]}


def _labels(names: Collection[str]) -> str:
    return ", ".join(label for role, label in ROLE_LABELS.items() if role in names)


def deactivate(*, membership_id: int, by: Identity) -> Membership:
    """A member leaves the tenant: their sessions and tokens here end at once, their work stays.

    Raises NotFound for a stranger, Conflict for oneself, for one who has left already, and for
    the last administrator.
    """
    administrators = queries.active_administrators(lock=True)
    membership = queries.member(membership_id, lock=True)
    policies.check_deactivate(membership, by_id=by.id)
    policies.check_administrator_remains(membership, roles=(), administrators=administrators)
    membership.deactivated_at = clock.now()
    db.session.flush()
    audit.record("member.deactivated", membership, by=by, person=membership.user.full_name)
    with on_platform():
        sessions.end_all_of(user_id=membership.user_id, tenant_id=membership.tenant_id)
    return membership


def reactivate(*, membership_id: int, by: Identity) -> Membership:
    """A member who had left works in the tenant again, with the roles they had.

    Raises NotFound for a stranger, Conflict for one who has not left.
    """
    membership = queries.member(membership_id, lock=True)
    if membership.deactivated_at is None:
        raise Conflict("Người này đang hoạt động trong đơn vị.")
    membership.deactivated_at = None
    db.session.flush()
    audit.record("member.reactivated", membership, by=by, person=membership.user.full_name)
    return membership
