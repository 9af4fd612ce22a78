"""Urgings that the acting tenant writes, and those that came to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from app.documents.terms import PaperKind
from app.lib.errors import NotFound
from app.lib.pages import LARGEST, SIZE, Page, offset
from app.plans.models import Plan
from app.registers import queries as registers
from app.reminders.models import Urging, UrgingDelivery, UrgingReceipt
from tenants import context
from tenants.db import db
from tenants.models import Tenant

MISSING = "Không tìm thấy văn bản đôn đốc này, hoặc văn bản không gửi đến đơn vị của bạn."


@dataclass(frozen=True)
class Line:
    """An urging in the issuer's list: how many it is for, and how many have opened it."""

    urging: Urging
    plan: Plan | None
    units: int
    seen: int


@dataclass(frozen=True)
class Recipient:
    """A subordinate that is urged, and when it opened the paper."""

    tenant_id: int
    name: str
    sent_at: datetime | None
    seen_at: datetime | None
    seen_by_name: str | None


@dataclass(frozen=True)
class Incoming:
    """An urging that came to the acting tenant."""

    urging: Urging
    issuer: Tenant
    sent_at: datetime
    seen_at: datetime | None


def own(urging_id: int, *, lock: bool = False) -> Urging:
    """An urging of the acting tenant, draft or issued. Raises NotFound."""
    query = select(Urging).where(
        Urging.id == urging_id, Urging.tenant_id == context.acting().tenant_id
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(MISSING)
    return found


def readable(urging_id: int) -> Urging:
    """An urging that may be read: one's own, or one that came. Raises NotFound."""
    found = db.session.get(Urging, urging_id)
    if found is None:
        raise NotFound(MISSING)
    return found


def issuer(urging: Urging) -> Tenant:
    """Who urges."""
    return db.session.get_one(Tenant, urging.tenant_id)


def plan_of(urging: Urging) -> Plan | None:
    """The plan about which it urges, where it may be read."""
    return None if urging.plan_id is None else db.session.get(Plan, urging.plan_id)


def recipients(urging_id: int) -> list[Recipient]:
    """Whom an own urging is for, by name, and who has opened it."""
    rows = db.session.execute(
        select(
            Tenant.id,
            Tenant.name,
            UrgingDelivery.sent_at,
            UrgingReceipt.sent_at,
            UrgingReceipt.seen_by_name,
        )
        .select_from(UrgingDelivery)
        .join(Tenant, Tenant.id == UrgingDelivery.recipient_id)
        .outerjoin(
            UrgingReceipt,
            and_(
                UrgingReceipt.urging_id == UrgingDelivery.urging_id,
                UrgingReceipt.tenant_id == UrgingDelivery.recipient_id,
            ),
        )
        .where(
            UrgingDelivery.urging_id == urging_id,
            UrgingDelivery.tenant_id == context.acting().tenant_id,
        )
        .order_by(Tenant.sort_key, Tenant.id)
    )
    return [Recipient(*row) for row in rows]


def listed(
    *,
    plan_id: int | None = None,
    unit_id: int | None = None,
    page: int = 1,
    size: int = SIZE,
) -> Page[Line]:
    """The acting tenant's urgings, drafts first, then the newest; of one plan or to one unit."""
    size = min(max(size, 1), LARGEST)
    query = _listed(plan_id, unit_id)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    units = (
        select(func.count())
        .where(UrgingDelivery.urging_id == Urging.id)
        .correlate(Urging)
        .scalar_subquery()
    )
    seen = (
        select(func.count())
        .where(UrgingReceipt.urging_id == Urging.id)
        .correlate(Urging)
        .scalar_subquery()
    )
    rows = db.session.execute(
        query.with_only_columns(Urging, Plan, units, seen, maintain_column_froms=True)
        .order_by(Urging.issued_at.desc().nulls_first(), Urging.id.desc())
        .limit(size)
        .offset(offset(page, size))
    )
    return Page([Line(*row) for row in rows], max(page, 1), size, total)


def _listed(plan_id: int | None, unit_id: int | None) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(Urging.id)
        .outerjoin(Plan, Plan.id == Urging.plan_id)
        .where(Urging.tenant_id == context.acting().tenant_id)
    )
    if plan_id is not None:
        query = query.where(Urging.plan_id == plan_id)
    if unit_id is not None:
        to_unit = select(UrgingDelivery.id).where(
            UrgingDelivery.urging_id == Urging.id, UrgingDelivery.recipient_id == unit_id
        )
        query = query.where(to_unit.exists())
    return query


def incoming(*, page: int = 1, size: int = SIZE) -> Page[Incoming]:
    """What urges the acting tenant, unopened first, then the newest."""
    size = min(max(size, 1), LARGEST)
    mine = context.acting().tenant_id
    query: Select[*tuple[Any, ...]] = (
        select(Urging, Tenant, UrgingDelivery.sent_at, UrgingReceipt.sent_at)
        .join(UrgingDelivery, UrgingDelivery.urging_id == Urging.id)
        .join(Tenant, Tenant.id == Urging.tenant_id)
        .outerjoin(
            UrgingReceipt,
            and_(UrgingReceipt.urging_id == Urging.id, UrgingReceipt.tenant_id == mine),
        )
        .where(UrgingDelivery.recipient_id == mine, UrgingDelivery.sent_at.is_not(None))
    )
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.execute(
        query.order_by(
            UrgingReceipt.id.is_not(None), UrgingDelivery.sent_at.desc(), Urging.id.desc()
        )
        .limit(size)
        .offset(offset(page, size))
    )
    return Page([Incoming(*row) for row in rows], max(page, 1), size, total)


def is_addressed_here(urging_id: int) -> bool:
    """Whether the urging came to the acting tenant."""
    found = db.session.scalar(
        select(UrgingDelivery.id).where(
            UrgingDelivery.urging_id == urging_id,
            UrgingDelivery.recipient_id == context.acting().tenant_id,
            UrgingDelivery.sent_at.is_not(None),
        )
    )
    return found is not None


def has_seen(urging_id: int) -> bool:
    """Whether the acting tenant has opened it."""
    found = db.session.scalar(
        select(UrgingReceipt.id).where(
            UrgingReceipt.urging_id == urging_id,
            UrgingReceipt.tenant_id == context.acting().tenant_id,
        )
    )
    return found is not None


def next_number(symbol: str, year: int) -> str:
    """What a form suggests: the next number of official letters in the register ("01")."""
    return registers.suggested_number(PaperKind.OFFICIAL_LETTER, symbol, year)


def last_signer() -> str | None:
    """Who signed the tenant's last letter."""
    return db.session.scalar(
        select(Urging.signer_name)
        .where(
            Urging.tenant_id == context.acting().tenant_id,
            Urging.signer_name.is_not(None),
        )
        .order_by(Urging.issued_at.desc())
        .limit(1)
    )


def subordinates(unit_ids: Sequence[int], today: Any) -> list[Tenant]:
    """Which of these are open tenants directly below the acting one."""
    return list(
        db.session.scalars(
            select(Tenant)
            .where(
                Tenant.id.in_(unit_ids),
                Tenant.parent_id == context.acting().tenant_id,
                or_(Tenant.valid_to.is_(None), Tenant.valid_to >= today),
            )
            .order_by(Tenant.sort_key, Tenant.id)
        )
    )
