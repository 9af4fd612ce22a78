"""In which district a unit is, or was before districts ceased: read from the register."""

from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from tenants.models import Succession, Tenant, TenantKind


def of(units: Select[*tuple[Any, ...]]) -> Subquery:
    """Pairs (unit_id, district_id) for the units whose ids are selected: a district is its own, a
    commune has the one above it, or its forerunners'.

    Where the forerunners of a commune lay in several districts, the one of most of them counts.
    Departments and wards of no district are left out.
    """
    above = aliased(Tenant, name="above")
    now = (
        select(
            Tenant.id.label("unit_id"),
            case((Tenant.kind == TenantKind.DISTRICT, Tenant.id), else_=above.id).label(
                "district_id"
            ),
        )
        .outerjoin(above, and_(above.id == Tenant.parent_id, above.kind == TenantKind.DISTRICT))
        .where(
            Tenant.id.in_(units),
            or_(Tenant.kind == TenantKind.DISTRICT, above.id.is_not(None)),
        )
        .cte("in_district")
    )
    before = (
        select(Succession.successor_id.label("unit_id"), above.id.label("district_id"))
        .ext(distinct_on(Succession.successor_id))
        .join(Tenant, Tenant.id == Succession.predecessor_id)
        .join(above, and_(above.id == Tenant.parent_id, above.kind == TenantKind.DISTRICT))
        .where(
            Succession.successor_id.in_(units),
            Succession.successor_id.not_in(select(now.c.unit_id)),
        )
        .group_by(Succession.successor_id, above.id)
        .order_by(Succession.successor_id, func.count().desc(), above.id)
        .subquery()
    )
    return union_all(select(now), select(before.c.unit_id, before.c.district_id)).subquery(
        "of_district"
    )
