"""Offices of the acting tenant."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.directory.models import Office
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db


def offices(*, with_closed: bool = True) -> Sequence[Office]:
    """The acting tenant's offices in the order of the alphabet, closed ones last."""
    query = (
        select(Office)
        .where(Office.tenant_id == context.acting().tenant_id)
        .order_by(Office.closed_at.is_not(None), Office.sort_key, Office.id)
    )
    if not with_closed:
        query = query.where(Office.closed_at.is_(None))
    return db.session.scalars(query).all()


def office(office_id: int, *, lock: bool = False) -> Office:
    """One office of the acting tenant. Raises NotFound for anybody else's.

    With `lock`, nobody else changes it until the transaction ends.
    """
    query = select(Office).where(
        Office.id == office_id, Office.tenant_id == context.acting().tenant_id
    )
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("Không tìm thấy phòng, ban này trong đơn vị.")
    return found


def office_count() -> int:
    """How many offices the acting tenant has entered, closed ones included."""
    query = select(func.count()).where(Office.tenant_id == context.acting().tenant_id)
    return db.session.scalar(query) or 0


def office_names() -> Sequence[str]:
    """The names of the acting tenant's offices in use, to choose from while typing."""
    return db.session.scalars(
        select(Office.name)
        .where(Office.tenant_id == context.acting().tenant_id, Office.closed_at.is_(None))
        .order_by(Office.sort_key, Office.id)
    ).all()
