"""The people who run the platform: made at the command line, by whoever holds the server."""

from sqlalchemy import select

from app.access.permissions import Role
from app.accounts import policies, queries
from app.accounts.actions import sessions
from app.accounts.models import Membership, User
from app.audit import actions as audit
from app.lib.errors import Conflict, Invalid
from tenants import jobs
from tenants.db import change_actor, db, on_platform
from tenants.models import Tenant, TenantKind


def make(*, email: str, full_name: str, password: str) -> User:
    """Make an operator's account in the platform's own tenant.

    Raises Conflict where the address has an account, Invalid for a bad address or weak password.
    """
    email = email.strip().lower()
    if "@" not in email or not full_name.strip():
        raise Invalid("Cần địa chỉ thư điện tử và họ tên.", "email")
    policies.check_password(password, email=email, field="password")
    with on_platform():
        if queries.user_by_email(email) is not None:
            raise Conflict(f"Địa chỉ {email} đã có tài khoản.", "email")
        platform = db.session.scalars(
            select(Tenant).where(Tenant.kind == TenantKind.PLATFORM)
        ).one()
        user = User(
            email=email,
            full_name=full_name.strip(),
            password_hash=sessions.hasher.hash(password),
        )
        db.session.add(user)
        db.session.flush()
        db.session.add(
            Membership(tenant_id=platform.id, user_id=user.id, role_names=[Role.OPERATOR.value])
        )
    change_actor(jobs.actor_for(platform, user_id=user.id))
    audit.record("account.operator_made", by=None, email=email, full_name=user.full_name)
    return user
