"""The register of tenants, which everybody reads: who is below whom, who succeeded whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts import policies as account_policies
from app.accounts import queries as accounts
from app.lib.errors import NotFound
from app.lib.pages import LARGEST, SIZE, Page, offset
from app.lib.text import fold
from tenants.db import db
from tenants.models import Succession, Tenant, TenantKind


@dataclass(frozen=True)
class Subordinate:
    """A tenant directly below, and whether its people can work already."""

    tenant: Tenant
    people: int
    administrators: int
    can_invite: bool


@dataclass(frozen=True)
class Relative:
    """A predecessor or successor of a unit."""

    id: int
    name: str
    code: str
    is_closed: bool


@dataclass(frozen=True)
class Unit:
    """One unit of the register with those above, before and after it."""

    tenant: Tenant
    superior: Tenant | None
    province: Tenant | None
    predecessors: Sequence[Relative]
    successors: Sequence[Relative]


def subordinates(*, acting: Tenant) -> list[Subordinate]:
    """The units at work directly below `acting`: departments, then communes by name."""
    found = db.session.scalars(
        select(Tenant)
        .where(Tenant.parent_id == acting.id, Tenant.valid_to.is_(None))
        .order_by(Tenant.kind.desc(), Tenant.sort_key, Tenant.id)
    ).all()
    counts = accounts.head_counts([tenant.id for tenant in found])
    return [_subordinate(tenant, acting, *counts.get(tenant.id, (0, 0))) for tenant in found]


def _subordinate(tenant: Tenant, acting: Tenant, people: int, administrators: int) -> Subordinate:
    can_invite = account_policies.can_invite_administrator(
        tenant, acting=acting, administrators=administrators
    )
    return Subordinate(tenant, people, administrators, can_invite)


def lineage(tenant_ids: Collection[int], *, forwards: bool) -> dict[int, list[Relative]]:
    """The successors of each of these units, or their predecessors, by name."""
    other = aliased(Tenant)
    here, there = Succession.predecessor_id, Succession.successor_id
    if not forwards:
        here, there = there, here
    rows = db.session.execute(
        select(here, other.id, other.name, other.code, other.valid_to)
        .join(other, other.id == there)
        .where(here.in_(tenant_ids))
        .order_by(other.sort_key, other.id)
    )
    found: dict[int, list[Relative]] = {}
    for unit_id, number, name, code, valid_to in rows:
        found.setdefault(unit_id, []).append(Relative(number, name, code, valid_to is not None))
    return found


def unit(tenant_id: int) -> Unit:
    """One unit of the register. Raises NotFound for an unknown one, and for the platform itself."""
    tenant = db.session.get(Tenant, tenant_id)
    if tenant is None or tenant.kind is TenantKind.PLATFORM:
        raise NotFound("Không có đơn vị này trong danh mục.")
    near = {
        row.id: row
        for row in db.session.scalars(
            select(Tenant).where(Tenant.id.in_([tenant.parent_id, tenant.province_id]))
        )
    }
    return Unit(
        tenant,
        near.get(tenant.parent_id or 0),
        near.get(tenant.province_id or 0),
        lineage([tenant.id], forwards=False).get(tenant.id, []),
        lineage([tenant.id], forwards=True).get(tenant.id, []),
    )


def register(
    *,
    kind: TenantKind | None = None,
    text: str = "",
    province: Tenant | None = None,
    is_closed: bool | None = None,
    page: int = 1,
    size: int = SIZE,
) -> Page[Tenant]:
    """Units by name, found with or without diacritics, or by code.

    `province` narrows it to one province with what came before it; `is_closed` to units of the
    past or of the present.
    """
    query = select(Tenant).where(Tenant.kind != TenantKind.PLATFORM)
    if kind is not None:
        query = query.where(Tenant.kind == kind)
    if is_closed is not None:
        ended = Tenant.valid_to.is_not(None) if is_closed else Tenant.valid_to.is_(None)
        query = query.where(ended)
    if province is not None:
        query = query.where(Tenant.province_id.in_(_with_predecessors(province)))
    if text.strip():
        wanted = fold(text)
        query = query.where(
            or_(Tenant.folded.contains(wanted, autoescape=True), Tenant.code == text.strip())
        )
    return _page(query, page, min(max(size, 1), LARGEST))


def _with_predecessors(province: Tenant) -> CompoundSelect[int]:
    before = select(Succession.predecessor_id).where(Succession.successor_id == province.id)
    return before.union_all(select(Tenant.id).where(Tenant.id == province.id))


def _page(query: Select[Tenant], page: int, size: int) -> Page[Tenant]:
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    items = db.session.scalars(
        query.order_by(Tenant.sort_key, Tenant.code, Tenant.id)
        .limit(size)
        .offset(offset(page, size))
    ).all()
    return Page(items, max(page, 1), size, total)
