"""Asking people to join a tenant, and their answer."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from app.access.permissions import Role
from app.accounts import policies, queries
from app.accounts.actions import sessions
from app.accounts.models import Invitation, Membership, User
from app.accounts.queries import Identity, hashed
from app.audit import actions as audit
from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound
from app.mail import actions as mail
from app.mail import queries as mails
from app.mail.terms import Letter
from tenants import jobs
from tenants.db import change_actor, db, on_platform
from tenants.models import Tenant

LIFE = timedelta(days=14)


@dataclass(frozen=True)
class Guest:
    """Whom an invitation is for."""

    email: str
    full_name: str
    position: str | None = None
    office_name: str | None = None


class Sent(NamedTuple):
    """An invitation: its row, and the token of its link, which is kept nowhere."""

    row: Invitation
    token: str


def invite(*, guest: Guest, roles: Collection[str], by: Identity) -> Sent:
    """Ask a person to join the acting tenant with some roles; the link works once, for 14 days.

    Raises Invalid for a role that the tenant does not give, Conflict where the person already
    works here or has an open invitation.
    """
    chosen = policies.check_roles(roles, kind=by.tenant.kind)
    _check_new(guest.email, by.tenant.id)
    sent = _add(guest, chosen, by.tenant.id, by)
    _write_to_guest(sent, by.tenant, by)
    audit.record("invitation.sent", sent.row, by=by, email=guest.email, roles=chosen)
    return sent


def invite_administrator(*, tenant_id: int, guest: Guest, by: Identity) -> Sent:
    """Ask a person to be the first administrator of a tenant directly below the acting one.

    Raises NotFound for an unknown tenant, NotAllowed for one that is not directly below, Conflict
    where it is closed or has an administrator.
    """
    tenant = db.session.get(Tenant, tenant_id)
    if tenant is None:
        raise NotFound("Không tìm thấy đơn vị này.")
    _, administrators = queries.head_counts([tenant.id]).get(tenant.id, (0, 0))
    policies.check_invite_administrator(tenant, acting=by.tenant, administrators=administrators)
    with on_platform():
        _check_new(guest.email, tenant.id)
        sent = _add(guest, [Role.TENANT_ADMIN.value], tenant.id, by)
        db.session.flush()
    _write_to_guest(sent, tenant, by)
    audit.record(
        "invitation.administrator_sent", tenant, by=by, email=guest.email, tenant=tenant.name
    )
    return sent


def _check_new(email: str, tenant_id: int) -> None:
    with on_platform():
        works_here = db.session.scalar(
            select(Membership.id)
            .join(User, User.id == Membership.user_id)
            .where(
                User.email == email,
                Membership.tenant_id == tenant_id,
                Membership.deactivated_at.is_(None),
            )
        )
    if works_here is not None:
        raise Conflict("Người có địa chỉ này đã là người dùng của đơn vị.", "email")
    for one in _open_for(email, tenant_id):
        one.withdrawn_at = clock.now()


def _open_for(email: str, tenant_id: int) -> list[Invitation]:
    """Earlier links to the same person: a new one takes their place."""
    return list(
        db.session.scalars(
            select(Invitation).where(
                Invitation.tenant_id == tenant_id,
                Invitation.email == email,
                Invitation.accepted_at.is_(None),
                Invitation.withdrawn_at.is_(None),
            )
        )
    )


def _add(guest: Guest, roles: list[str], tenant_id: int, by: Identity) -> Sent:
    token = secrets.token_urlsafe(32)
    row = Invitation(
        tenant_id=tenant_id,
        email=guest.email,
        full_name=guest.full_name,
        position=guest.position or None,
        office_name=guest.office_name or None,
        role_names=roles,
        token_hash=hashed(token),
        invited_by=by.id,
        expires_at=clock.now() + LIFE,
    )
    db.session.add(row)
    db.session.flush()
    return Sent(row, token)


def _write_to_guest(sent: Sent, tenant: Tenant, by: Identity) -> None:
    """Hand the link over by mail too, where mail goes out and carries links."""
    if not mails.sends_links():
        return
    until = dates.short(clock.local(sent.row.expires_at).date())
    text = (
        f"Kính gửi {sent.row.full_name},\n"
        f"{by.full_name} mời bạn làm việc ở {tenant.name} trên hệ thống Thi Đua.\n"
        f"Mở liên kết dưới đây để nhận lời mời và đặt mật khẩu. Liên kết dùng một lần, đến hết "
        f"ngày {until}.\n"
        "Nếu bạn không chờ thư này, xin bỏ qua."
    )
    mail.post(
        [
            Letter(
                None,
                sent.row.email,
                f"[Thi Đua] Lời mời làm việc ở {tenant.name}",
                text,
                f"/invitations/{sent.token}",
                f"invitation:{sent.row.id}",
            )
        ]
    )


def withdraw(*, invitation_id: int, by: Identity) -> None:
    """Take an invitation of the acting tenant back; its link stops working.

    Raises NotFound for another tenant's, Conflict where it is answered already.
    """
    invitation = queries.invitation(invitation_id)
    if invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        raise Conflict("Lời mời này đã được nhận hoặc đã thu hồi.")
    invitation.withdrawn_at = clock.now()
    audit.record("invitation.withdrawn", invitation, by=by, email=invitation.email)


def accept_as_new(
    *, token: str, full_name: str, password: str, device: sessions.Device
) -> Identity:
    """A person without an account accepts: the account is made, and they are signed in.

    Raises NotFound for a link that does not work, Conflict where the account exists, Invalid for
    a weak password.
    """
    invited = queries.invitation_by_token(token)
    if invited.has_account:
        raise Conflict("Địa chỉ này đã có tài khoản; hãy xác nhận bằng mật khẩu của tài khoản đó.")
    policies.check_password(password, email=invited.invitation.email, field="password")
    with on_platform():
        user = User(
            email=invited.invitation.email,
            full_name=full_name,
            password_hash=sessions.hasher.hash(password),
        )
        db.session.add(user)
        db.session.flush()
        _join(token, user)
        identity = sessions.begin(user=user, tenant_id=invited.tenant.id, device=device)
    change_actor(identity.acting)
    audit.record("invitation.accepted", by=identity, email=identity.email)
    return identity


def accept_with_password(*, token: str, password: str, device: sessions.Device) -> Identity:
    """A person with an account accepts by their password, and is signed in to the new tenant.

    Raises NotFound for a link that does not work, Invalid for a wrong password.
    """
    invited = queries.invitation_by_token(token)
    with on_platform():
        user = queries.user_by_email(invited.invitation.email)
        if not sessions.is_password_of(user, password) or user is None or user.deactivated_at:
            raise Invalid("Mật khẩu không đúng.", "password")
        _join(token, user)
        identity = sessions.begin(user=user, tenant_id=invited.tenant.id, device=device)
    change_actor(identity.acting)
    audit.record("invitation.accepted", by=identity, email=identity.email)
    return identity


def accept_signed_in(*, token: str, by: Identity) -> None:
    """The invitee, signed in already, accepts, and goes on in the new tenant.

    Raises NotFound for a link that does not work, NotAllowed where it is for somebody else.
    """
    invited = queries.invitation_by_token(token)
    if invited.invitation.email != by.email:
        raise NotAllowed(
            f"Lời mời này dành cho {invited.invitation.email}; bạn đang đăng nhập bằng {by.email}."
        )
    with on_platform():
        _join(token, db.session.get_one(User, by.id))
        sessions.move(session_id=by.session_id, tenant_id=invited.tenant.id)
    change_actor(jobs.actor_for(db.session.get_one(Tenant, invited.tenant.id), user_id=by.id))
    audit.record("invitation.accepted", by=by, email=by.email)


def _join(token: str, user: User) -> None:
    """Use the link up and give the membership. Asked on the platform."""
    invitation = db.session.scalar(
        select(Invitation)
        .where(Invitation.token_hash == hashed(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if invitation is None or not invitation.is_open(clock.now()):
        raise NotFound(queries.GONE)
    invitation.accepted_at = clock.now()
    membership = db.session.scalar(
        select(Membership).where(
            Membership.tenant_id == invitation.tenant_id, Membership.user_id == user.id
        )
    )
    if membership is None:
        membership = Membership(tenant_id=invitation.tenant_id, user_id=user.id)
        db.session.add(membership)
    membership.role_names = invitation.role_names
    membership.position = invitation.position
    membership.office_name = invitation.office_name
    membership.deactivated_at = None
    db.session.flush()
