"""Who can receive a paper: the units of the own province, one by one or many at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.lib.text import fold
from tenants.db import db
from tenants.models import Tenant, TenantKind

RECEIVING = (TenantKind.PROVINCE, TenantKind.DEPARTMENT, TenantKind.COMMUNE)


@dataclass(frozen=True)
class Unit:
    """A unit as Nơi nhận names it."""

    id: int
    name: str
    kind: TenantKind


@dataclass(frozen=True)
class Group:
    """Units that are chosen at once and printed in one line."""

    key: str
    name: str
    unit_ids: tuple[int, ...]


def printed_name(tenant: Tenant) -> str:
    """`UBND xã Điềm He`, `Sở Y tế`."""
    return f"UBND {tenant.name_in_text}" if tenant.kind.has_committee else tenant.name


def units(tenant: Tenant) -> list[Unit]:
    """The province, its departments and communes, and what is directly below the tenant.

    The tenant itself is left out.
    """
    province_id = tenant.id if tenant.kind is TenantKind.PROVINCE else tenant.province_id
    found = db.session.scalars(
        select(Tenant)
        .where(
            Tenant.valid_to.is_(None),
            Tenant.id != tenant.id,
            or_(
                Tenant.id == province_id,
                (Tenant.province_id == province_id) & Tenant.kind.in_(RECEIVING),
                Tenant.parent_id == tenant.id,
            ),
        )
        .order_by(Tenant.sort_key, Tenant.id)
    ).all()
    order = {TenantKind.PROVINCE: 0, TenantKind.DEPARTMENT: 1, TenantKind.COMMUNE: 2}
    ranked = sorted(found, key=lambda one: order.get(one.kind, 3))
    return [Unit(one.id, printed_name(one), one.kind) for one in ranked]


def groups(found: Sequence[Unit]) -> list[Group]:
    """All departments, all communes: where there are two at least."""
    named = (
        ("departments", "Các sở, ban, ngành", TenantKind.DEPARTMENT),
        ("communes", "UBND các xã, phường", TenantKind.COMMUNE),
    )
    made = [
        Group(key, name, tuple(one.id for one in found if one.kind is kind))
        for key, name, kind in named
    ]
    return [group for group in made if len(group.unit_ids) > 1]


def named(found: Sequence[Unit], text: str) -> Unit | None:
    """The one unit whose name was typed, with or without diacritics and "UBND"."""
    wanted = _bare(text)
    hits = [unit for unit in found if wanted and _bare(unit.name) == wanted]
    return hits[0] if len(hits) == 1 else None


def _bare(name: str) -> str:
    return fold(name).removeprefix("ubnd ").removeprefix("uy ban nhan dan ")


def at_work(tenant_ids: Collection[int]) -> dict[int, Tenant]:
    """The units of these that exist and work, by id."""
    if not tenant_ids:
        return {}
    return {
        one.id: one
        for one in db.session.scalars(
            select(Tenant).where(
                Tenant.id.in_(set(tenant_ids)),
                Tenant.valid_to.is_(None),
                Tenant.kind != TenantKind.PLATFORM,
            )
        )
    }
