"""Which plan years the acting tenant has closed."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from app.lib import dates
from app.lib.errors import Conflict
from app.plans.models import YearClosing
from tenants import context
from tenants.db import db


def closing(year: int) -> YearClosing | None:
    """The closing of a plan year that holds; None while the year is open."""
    return db.session.scalar(
        select(YearClosing).where(
            YearClosing.tenant_id == context.acting().tenant_id,
            YearClosing.year == year,
            YearClosing.reopened_at.is_(None),
        )
    )


def closings() -> Sequence[YearClosing]:
    """Every closing and reopening, the latest first."""
    return db.session.scalars(
        select(YearClosing)
        .where(YearClosing.tenant_id == context.acting().tenant_id)
        .order_by(YearClosing.closed_at.desc(), YearClosing.id.desc())
    ).all()


def is_closed(year: int) -> bool:
    """Whether the plan year is closed."""
    held = exists().where(
        YearClosing.tenant_id == context.acting().tenant_id,
        YearClosing.year == year,
        YearClosing.reopened_at.is_(None),
    )
    return bool(db.session.scalar(select(held)))


def check_open(year: int) -> None:
    """Raises Conflict where the tenant has closed the plan year: it is history, to be read."""
    held = closing(year)
    if held is not None:
        raise Conflict(
            f"Đơn vị đã khóa sổ năm {year} ngày {dates.stamp(held.closed_at)[:10]} nên chỉ xem "
            "lại. Nếu cần sửa, lãnh đạo mở lại năm này ở mục Năm kế hoạch."
        )
