"""Signing in and out, changing the tenant for which one acts."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import structlog
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import update

from app.accounts import queries
from app.accounts.models import ApiToken, User, UserSession
from app.accounts.queries import Identity, hashed
from app.accounts.terms import LONGEST_PASSWORD
from app.audit import actions as audit
from app.lib import clock
from app.lib.errors import Invalid, NotAllowed, NotFound
from tenants.db import change_actor, db, on_platform

WRONG = "Địa chỉ thư điện tử hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại."
SEEN_EVERY = timedelta(minutes=10)

log = structlog.get_logger()
hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS_HASH = hasher.hash("không của ai")


@dataclass(frozen=True)
class Device:
    """What asks for a session: how long it may last, and what is known of it."""

    life: timedelta
    user_agent: str | None = None
    address: str | None = None


def sign_in(*, email: str, password: str, device: Device) -> Identity:
    """Check the password and open a session on this device, in the tenant last worked in.

    The time taken does not tell whether the account exists. Raises Invalid where the pair is
    wrong or the account is closed, NotAllowed where the person works in no tenant any more.
    """
    with on_platform():
        user = queries.user_by_email(email)
        if not is_password_of(user, password) or user is None or user.deactivated_at is not None:
            log.warning("account.sign_in_failed", address=device.address)
            raise Invalid(WRONG, field="password")
        if hasher.check_needs_rehash(user.password_hash):
            user.password_hash = hasher.hash(password)
        places = [membership.tenant_id for membership in queries.places_of(user.id)]
        if not places:
            raise NotAllowed(
                "Tài khoản chưa được giao việc ở đơn vị nào. Hãy liên hệ người quản trị đơn vị."
            )
        latest = queries.latest_tenant_of(user.id)
        tenant_id = latest if latest in places else places[0]
        identity = begin(user=user, tenant_id=tenant_id, device=device)
    change_actor(identity.acting)
    audit.record("account.signed_in", by=identity)
    return identity


def begin(*, user: User, tenant_id: int, device: Device) -> Identity:
    """Open a session of `user` in a tenant, once they have proved who they are.

    Asked on the platform. Raises NotAllowed where they do not work there.
    """
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(
            user_id=user.id,
            tenant_id=tenant_id,
            token_hash=hashed(token),
            last_seen_at=clock.now(),
            expires_at=clock.now() + device.life,
            user_agent=(device.user_agent or "")[:300],
            address=device.address,
        )
    )
    db.session.flush()
    identity = queries.identify_session(token)
    if identity is None:
        raise NotAllowed("Không mở được phiên làm việc ở đơn vị này; hãy thử đăng nhập lại.")
    return identity


def is_password_of(user: User | None, password: str) -> bool:
    """Whether `password` opens the account; takes as long where there is none."""
    known = _NOBODYS_HASH if user is None else user.password_hash
    try:
        return hasher.verify(known, password[: LONGEST_PASSWORD + 1]) and user is not None
    except (VerificationError, InvalidHashError):
        return False


def end(*, session_id: int | None, by: Identity) -> None:
    """End one of one's own sessions: that device is signed out at its next step.

    Raises NotFound for a session that is not one's own, or has ended.
    """
    ended = db.session.scalar(
        update(UserSession)
        .where(
            UserSession.id == session_id,
            UserSession.user_id == by.id,
            UserSession.ended_at.is_(None),
        )
        .values(ended_at=clock.now())
        .returning(UserSession.id)
    )
    if ended is None:
        raise NotFound("Không tìm thấy phiên đăng nhập này trong các phiên của bạn.")
    audit.record("account.session_ended", by=by, session_id=session_id)


def end_others(*, by: Identity) -> int:
    """End all of one's sessions but this one; how many they were."""
    ended = db.session.scalars(
        update(UserSession)
        .where(
            UserSession.user_id == by.id,
            UserSession.ended_at.is_(None),
            UserSession.id.is_distinct_from(by.session_id),
        )
        .values(ended_at=clock.now())
        .returning(UserSession.id)
    ).all()
    if ended:
        audit.record("account.other_sessions_ended", by=by, count=len(ended))
    return len(ended)


def end_all_of(*, user_id: int, tenant_id: int | None = None) -> None:
    """End a person's sessions and tokens, or those in one tenant alone. Asked on the platform."""
    own_sessions = update(UserSession).where(
        UserSession.user_id == user_id, UserSession.ended_at.is_(None)
    )
    own_tokens = update(ApiToken).where(ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    if tenant_id is not None:
        own_sessions = own_sessions.where(UserSession.tenant_id == tenant_id)
        own_tokens = own_tokens.where(ApiToken.tenant_id == tenant_id)
    db.session.execute(own_sessions.values(ended_at=clock.now()))
    db.session.execute(own_tokens.values(revoked_at=clock.now()))


def switch(*, tenant_id: int, by: Identity) -> None:
    """Act for another of the tenants in which one works.

    Raises NotFound where one does not work there.
    """
    if tenant_id not in {place.tenant_id for place in by.places}:
        raise NotFound("Bạn không làm việc ở đơn vị này.")
    audit.record("account.switched", by=by, tenant_id=tenant_id)
    move(session_id=by.session_id, tenant_id=tenant_id)


def move(*, session_id: int | None, tenant_id: int) -> None:
    """Let a session go on in another tenant in which its person works."""
    db.session.execute(
        update(UserSession).where(UserSession.id == session_id).values(tenant_id=tenant_id)
    )


def note_seen(identity: Identity) -> None:
    """Note that the device or the token is in use, at most once in ten minutes."""
    if identity.token_id is not None:
        db.session.execute(
            update(ApiToken)
            .where(ApiToken.id == identity.token_id, ApiToken.user_id == identity.id)
            .values(last_used_at=clock.now())
        )
        return
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == identity.session_id, UserSession.user_id == identity.id)
        .values(last_seen_at=clock.now())
    )


def is_seen_long_ago(identity: Identity) -> bool:
    """Whether the last note of use is older than ten minutes, or there is none."""
    return identity.last_seen_at is None or clock.now() - identity.last_seen_at > SEEN_EVERY
