"""The days that the acting tenant remembers."""

from collections.abc import Sequence

from sqlalchemy import select

from app.calendar.models import Anniversary
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db


def listed() -> Sequence[Anniversary]:
    """The tenant's own days in the order of the year."""
    return db.session.scalars(
        select(Anniversary)
        .where(Anniversary.tenant_id == context.acting().tenant_id)
        .order_by(Anniversary.month, Anniversary.day, Anniversary.id)
    ).all()


def own(anniversary_id: int) -> Anniversary:
    """One of the tenant's days. Raises NotFound for another's."""
    row = db.session.scalar(
        select(Anniversary).where(
            Anniversary.id == anniversary_id,
            Anniversary.tenant_id == context.acting().tenant_id,
        )
    )
    if row is None:
        raise NotFound("Không tìm thấy ngày kỷ niệm này trong danh sách của đơn vị.")
    return row
