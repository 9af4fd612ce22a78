"""The ladder that holds in the acting tenant, and what its superior does after it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from app.accounts.models import Membership
from app.lib import clock
from app.reminders.models import Ladder
from app.reminders.terms import DEFAULT_HOUR, USUAL_OF_AN_ISSUER, USUAL_STEPS, Step
from tenants import context
from tenants.db import db
from tenants.models import Tenant, TenantKind

ISSUERS = (TenantKind.PROVINCE, TenantKind.DISTRICT)


@dataclass(frozen=True)
class Standing:
    """The steps that hold, lowest first, and the hour; version 0 where it is the usual ladder."""

    steps: tuple[Step, ...]
    hour: int
    version: int
    is_issuer: bool

    @property
    def own(self) -> tuple[Step, ...]:
        """The steps for the tenant's own work."""
        return tuple(step for step in self.steps if not step.is_below)

    @property
    def below(self) -> Step | None:
        """From when subordinates are on the list of those late."""
        return next((step for step in self.steps if step.is_below), None)


def tenant() -> Tenant:
    """The acting tenant."""
    return db.session.get_one(Tenant, context.acting().tenant_id)


def row(*, lock: bool = False) -> Ladder | None:
    """The ladder that the acting tenant has made its own."""
    query = select(Ladder).where(Ladder.tenant_id == context.acting().tenant_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def standing() -> Standing:
    """The ladder that holds in the acting tenant."""
    is_issuer = tenant().kind in ISSUERS
    own = row()
    if own is None:
        return Standing(usual(is_issuer), DEFAULT_HOUR, 0, is_issuer)
    return Standing(ordered(Step.of(one) for one in own.steps), own.hour, own.version, is_issuer)


def usual(is_issuer: bool) -> tuple[Step, ...]:
    """The ladder with which a tenant starts."""
    return USUAL_OF_AN_ISSUER if is_issuer else USUAL_STEPS


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps from the lowest up, the superior's list last."""
    return tuple(sorted(steps, key=lambda step: (step.is_below, step.height)))


def of_the_superior() -> tuple[Tenant, Step] | None:
    """Who lists the acting tenant's late work, and from when; None where nobody does."""
    parent_id = tenant().parent_id
    superior = None if parent_id is None else db.session.get(Tenant, parent_id)
    if superior is None or superior.kind not in ISSUERS:
        return None
    theirs = db.session.scalar(select(Ladder).where(Ladder.tenant_id == superior.id))
    steps = usual(True) if theirs is None else tuple(Step.of(one) for one in theirs.steps)
    step = next((one for one in steps if one.is_below), None)
    return None if step is None else (superior, step)


def due_now() -> Select[int]:
    """The tenants of today in which somebody works and whose hour has struck. On the platform."""
    today, hour = clock.today(), clock.local(clock.now()).hour
    works = (
        select(Membership.id)
        .where(Membership.tenant_id == Tenant.id, Membership.deactivated_at.is_(None))
        .exists()
    )
    kinds = [one for one in TenantKind if one is not TenantKind.PLATFORM]
    return (
        select(Tenant.id)
        .outerjoin(Ladder, Ladder.tenant_id == Tenant.id)
        .where(
            Tenant.kind.in_(kinds),
            or_(Tenant.valid_to.is_(None), Tenant.valid_to >= today),
            func.coalesce(Ladder.hour, DEFAULT_HOUR) <= hour,
            works,
        )
    )
