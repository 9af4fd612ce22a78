"""Groups of offices of the acting tenant."""

from collections.abc import Sequence

from sqlalchemy import select

from app.directory.models import OfficeGroup, OfficeGroupMember
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db


def groups() -> Sequence[OfficeGroup]:
    """The acting tenant's groups in the order of the alphabet."""
    return db.session.scalars(
        select(OfficeGroup)
        .where(OfficeGroup.tenant_id == context.acting().tenant_id)
        .order_by(OfficeGroup.sort_key, OfficeGroup.id)
    ).all()


def group(group_id: int, *, lock: bool = False) -> OfficeGroup:
    """One group of the acting tenant. Raises NotFound for anybody else's.

    With `lock`, nobody else changes it until the transaction ends.
    """
    query = select(OfficeGroup).where(
        OfficeGroup.id == group_id, OfficeGroup.tenant_id == context.acting().tenant_id
    )
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("Không tìm thấy nhóm cơ quan này trong đơn vị.")
    return found


def chosen_offices(group_id: int) -> frozenset[int]:
    """The offices chosen into a group, by id."""
    return frozenset(
        db.session.scalars(
            select(OfficeGroupMember.office_id).where(
                OfficeGroupMember.tenant_id == context.acting().tenant_id,
                OfficeGroupMember.group_id == group_id,
            )
        )
    )
