"""Personal tokens for the API."""

import secrets
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import update

from app.accounts import queries
from app.accounts.models import ApiToken
from app.accounts.queries import Identity, hashed
from app.audit import actions as audit
from app.lib import clock
from app.lib.errors import Invalid, NotAllowed, NotFound
from tenants import jobs
from tenants.db import change_actor, db, on_platform
from tenants.models import Tenant

PREFIX = "td_"
LIFE = timedelta(days=365)
LONGEST_LABEL = 100


class Issued(NamedTuple):
    """A new token: its row, and its text, which is kept nowhere."""

    row: ApiToken
    token: str


def issue(*, label: str, by: Identity) -> Issued:
    """A new token that acts as `by` in the present tenant for a year; shown this once.

    Raises Invalid for an empty or over-long label, NotAllowed where a token asks for another: one
    that has leaked cannot outlive its revocation.
    """
    if by.session_id is None:
        raise NotAllowed("Mã truy cập chỉ tạo được khi đăng nhập bằng mật khẩu trên trang.")
    label = label.strip()
    if not 1 <= len(label) <= LONGEST_LABEL:
        raise Invalid(f"Hãy đặt tên cho mã truy cập, từ 1 đến {LONGEST_LABEL} ký tự.", "label")
    issued = _add(user_id=by.id, tenant_id=by.tenant.id, label=label)
    audit.record("account.token_issued", issued.row, by=by, label=label)
    return issued


def issue_for_email(*, email: str, tenant_code: str | None = None) -> str:
    """A new token of the account `email`, asked for at the command line.

    Raises NotFound where there is no such account or it does not work in the tenant named.
    """
    with on_platform():
        user = queries.user_by_email(email)
        if user is None or user.deactivated_at is not None:
            raise NotFound(f"Không có tài khoản {email} đang hoạt động.")
        places = [
            db.session.get_one(Tenant, place.tenant_id) for place in queries.places_of(user.id)
        ]
    wanted = [place for place in places if tenant_code in (None, place.code)]
    if not wanted:
        raise NotFound(f"Tài khoản {email} không làm việc ở đơn vị này.")
    change_actor(jobs.actor_for(wanted[0], user_id=user.id))
    issued = _add(user_id=user.id, tenant_id=wanted[0].id, label="Dòng lệnh")
    audit.record("account.token_issued", issued.row, by=user, label="Dòng lệnh")
    return issued.token


def _add(*, user_id: int, tenant_id: int, label: str) -> Issued:
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        user_id=user_id,
        tenant_id=tenant_id,
        label=label,
        token_hash=hashed(token),
        created_at=clock.now(),
        expires_at=clock.now() + LIFE,
    )
    db.session.add(row)
    db.session.flush()
    return Issued(row, token)


def revoke(*, token_id: int, by: Identity) -> None:
    """Take back one of one's own tokens. Raises NotFound for another's."""
    revoked = db.session.scalar(
        update(ApiToken)
        .where(ApiToken.id == token_id, ApiToken.user_id == by.id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=clock.now())
        .returning(ApiToken.id)
    )
    if revoked is None:
        raise NotFound("Không tìm thấy mã truy cập này trong các mã của bạn.")
    audit.record("account.token_revoked", by=by, token_id=token_id)
