"""Invitations of the acting tenant, and the one that a link opens."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Invitation, User
from app.accounts.queries.identity import hashed, user_by_email
from app.lib import clock
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db, on_platform
from tenants.models import Tenant

GONE = (
    "Liên kết mời không còn dùng được: đã dùng, đã thu hồi hoặc đã quá hạn. "
    "Hãy đề nghị người mời gửi liên kết mới."
)


@dataclass(frozen=True)
class Invited:
    """What the page behind an invitation's link shows."""

    invitation: Invitation
    tenant: Tenant
    has_account: bool


def open_invitations() -> Sequence[Invitation]:
    """The acting tenant's invitations that nobody has answered yet, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.tenant_id == context.acting().tenant_id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.id.desc())
    ).all()


def invitation(invitation_id: int) -> Invitation:
    """One invitation of the acting tenant. Raises NotFound for anybody else's."""
    found = db.session.scalar(
        select(Invitation).where(
            Invitation.id == invitation_id,
            Invitation.tenant_id == context.acting().tenant_id,
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy lời mời này trong đơn vị.")
    return found


def invitation_by_token(token: str) -> Invited:
    """The invitation that a link opens, and whether the invitee already has an account.

    Raises NotFound where the link does not work, or no longer.
    """
    with on_platform():
        found = db.session.scalar(select(Invitation).where(Invitation.token_hash == hashed(token)))
        if found is None or not found.is_open(clock.now()):
            raise NotFound(GONE)
        account: User | None = user_by_email(found.email)
        tenant = db.session.get_one(Tenant, found.tenant_id)
    return Invited(found, tenant, account is not None)
