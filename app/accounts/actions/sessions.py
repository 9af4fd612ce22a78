"""Signing in and out, changing the tenant for which one acts."""

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import update

from app.accounts import queries
from app.accounts.models import User, UserSession
from app.accounts.queries import Identity, hashed
from app.audit import actions as audit
from app.lib import clock
from app.lib.errors import Invalid, NotAllowed, NotFound
from tenants.db import change_actor, db, on_platform

WRONG = "Địa chỉ thư điện tử hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại."
SEEN_EVERY = timedelta(minutes=10)

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS_HASH = hasher.hash("không của ai")


def sign_in(
    *,
    email: str,
    password: str,
    life: timedelta,
    user_agent: str | None = None,
    address: str | None = None,
) -> Identity:
    """Check the password and open a session on this device.

    The time taken does not tell whether the account exists. Raises Invalid where the pair is
    wrong or the account is closed, NotAllowed where the person works in no tenant any more.
    """
    with on_platform():
        user = queries.user_by_email(email)
        if not _matches(user, password) or user is None or user.deactivated_at is not None:
            raise Invalid(WRONG, field="password")
        if hasher.check_needs_rehash(user.password_hash):
            user.password_hash = hasher.hash(password)
        identity = _open_session(user, life, user_agent, address)
    change_actor(identity.acting)
    audit.record("account.signed_in", by=identity)
    return identity


def _open_session(
    user: User, life: timedelta, user_agent: str | None, address: str | None
) -> Identity:
    memberships = queries.places_of(user.id)
    if not memberships:
        raise NotAllowed(
            "Tài khoản chưa được giao việc ở đơn vị nào. Hãy liên hệ người quản trị đơn vị."
        )
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(
            user_id=user.id,
            tenant_id=memberships[0].tenant_id,
            token_hash=hashed(token),
            expires_at=clock.now() + life,
            user_agent=(user_agent or "")[:300],
            address=address,
        )
    )
    db.session.flush()
    identity = queries.identify_session(token)
    if identity is None:
        raise NotAllowed("Không mở được phiên làm việc; hãy thử đăng nhập lại.")
    return identity


def _matches(user: User | None, password: str) -> bool:
    try:
        return hasher.verify(_NOBODYS_HASH if user is None else user.password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def end(*, session_id: int, by: Identity) -> None:
    """End one of one's own sessions: that device is signed out at its next step.

    Raises NotFound for a session that is not one's own.
    """
    ended = db.session.scalar(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.user_id == by.id)
        .values(ended_at=clock.now())
        .returning(UserSession.id)
    )
    if ended is None:
        raise NotFound("Không tìm thấy phiên đăng nhập này trong các phiên của bạn.")
    audit.record("account.session_ended", by=by, session_id=session_id)


def switch(*, tenant_id: int, by: Identity) -> None:
    """Act for another of the tenants in which one works.

    Raises NotFound where one does not work there.
    """
    if tenant_id not in {place.tenant_id for place in by.places}:
        raise NotFound("Bạn không làm việc ở đơn vị này.")
    audit.record("account.switched", by=by, tenant_id=tenant_id)
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == by.session_id, UserSession.user_id == by.id)
        .values(tenant_id=tenant_id)
    )


def note_seen(identity: Identity) -> None:
    """Note that the device is in use, at most once in ten minutes."""
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == identity.session_id, UserSession.user_id == identity.id)
        .values(last_seen_at=clock.now())
    )


def is_seen_long_ago(identity: Identity) -> bool:
    """Whether the last note of use is older than ten minutes."""
    return identity.last_seen_at is not None and clock.now() - identity.last_seen_at > SEEN_EVERY
