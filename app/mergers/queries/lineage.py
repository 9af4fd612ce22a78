"""Who succeeds whom: read from the register of tenants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.lib import clock
from tenants import archive, context
from tenants.db import db
from tenants.models import Succession, Tenant, TenantKind


@dataclass(frozen=True)
class Closed:
    """A unit that has ceased, with those that the register names as its successors."""

    tenant: Tenant
    successors: tuple[Tenant, ...]

    @property
    def id(self) -> int:
        """The unit's id."""
        return self.tenant.id

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.tenant.name

    @property
    def closed_on(self) -> date:
        """Its last day. Raises LookupError for a unit that has not ceased."""
        if self.tenant.valid_to is None:
            raise LookupError(self.tenant.name)
        return self.tenant.valid_to

    @property
    def successor_ids(self) -> tuple[int, ...]:
        """The ids of its successors."""
        return tuple(one.id for one in self.successors)

    @property
    def is_shared(self) -> bool:
        """Whether it was split among several."""
        return len(self.successors) > 1


def closed(ids: Iterable[int]) -> list[Closed]:
    """These closed units by name, districts first, each with its successors. Two statements."""
    wanted = list(ids)
    units = db.session.scalars(
        select(Tenant)
        .where(Tenant.id.in_(wanted), Tenant.valid_to < clock.today())
        .order_by(Tenant.kind.desc(), Tenant.sort_key, Tenant.id)
    ).all()
    rows = db.session.execute(
        select(Succession.predecessor_id, Tenant)
        .join(Tenant, Tenant.id == Succession.successor_id)
        .where(Succession.predecessor_id.in_(wanted), Succession.on <= clock.today())
        .order_by(Tenant.sort_key, Tenant.id)
    )
    after: dict[int, list[Tenant]] = {}
    for predecessor_id, tenant in rows:
        after.setdefault(predecessor_id, []).append(tenant)
    return [Closed(unit, tuple(after.get(unit.id, ()))) for unit in units]


def own() -> list[Closed]:
    """The closed units that the acting one succeeds, directly or through others."""
    me = context.acting().tenant_id
    return [] if me is None else closed(archive.predecessors(me, clock.today()))


def with_communes(reached: Iterable[int]) -> list[int]:
    """These units, and the closed ones below them: what they had sent up is read with their
    superior's papers."""
    above = list(reached)
    below = select(Tenant.id).where(Tenant.parent_id.in_(above), Tenant.valid_to < clock.today())
    return list(dict.fromkeys((*above, *db.session.scalars(below))))


def direct() -> list[Closed]:
    """The closed units whose register names the acting one as a successor."""
    named = db.session.scalars(
        select(Succession.predecessor_id).where(
            Succession.successor_id == context.acting().tenant_id,
            Succession.on <= clock.today(),
        )
    )
    return closed(named)


def units_of_today() -> list[Tenant]:
    """The acting province and the communes and departments below it, as they are today."""
    me, today = context.acting().tenant_id, clock.today()
    return list(
        db.session.scalars(
            select(Tenant)
            .where(
                (Tenant.id == me) | (Tenant.parent_id == me),
                Tenant.kind.in_([TenantKind.PROVINCE, TenantKind.COMMUNE, TenantKind.DEPARTMENT]),
                (Tenant.valid_from.is_(None)) | (Tenant.valid_from <= today),
                (Tenant.valid_to.is_(None)) | (Tenant.valid_to >= today),
            )
            .order_by(Tenant.id != me, Tenant.kind, Tenant.sort_key, Tenant.id)
        )
    )


def ceased(ids: Iterable[int]) -> set[int]:
    """Which of these units have ceased."""
    found = db.session.scalars(
        select(Tenant.id).where(Tenant.id.in_(list(ids)), Tenant.valid_to < clock.today())
    )
    return set(found)
