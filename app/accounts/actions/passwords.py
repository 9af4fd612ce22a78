"""Passwords: changed by their owner, or set anew from the command line."""

from app.accounts import policies, queries
from app.accounts.actions import sessions
from app.accounts.models import User
from app.accounts.queries import Identity
from app.audit import actions as audit
from app.lib import clock
from app.lib.errors import Invalid, NotFound
from tenants.db import db, on_platform


def change(*, old: str, new: str, by: Identity) -> int:
    """Take the new password of one who knows the old one; their other sessions end.

    Returns how many sessions ended. Raises Invalid at `old_password` or `new_password`.
    """
    user = db.session.get_one(User, by.id)
    if not sessions.is_password_of(user, old):
        raise Invalid("Mật khẩu hiện tại không đúng.", "old_password")
    if new == old:
        raise Invalid("Mật khẩu mới phải khác mật khẩu hiện tại.", "new_password")
    policies.check_password(new, email=user.email, field="new_password")
    _set(user, new)
    audit.record("account.password_changed", by=by)
    return sessions.end_others(by=by)


def reset(*, email: str, password: str) -> None:
    """Set the password of an account whose owner has forgotten it; all its sessions end.

    For the command line. Raises NotFound for an unknown account, Invalid for a weak password.
    """
    with on_platform():
        user = queries.user_by_email(email)
        if user is None:
            raise NotFound(f"Không có tài khoản {email}.")
        policies.check_password(password, email=user.email, field="password")
        _set(user, password)
        sessions.end_all_of(user_id=user.id)


def _set(user: User, password: str) -> None:
    user.password_hash = sessions.hasher.hash(password)
    user.password_changed_at = clock.now()
