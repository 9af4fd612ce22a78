"""Receiving a superior's plan: seen, taken in. What is written is the recipient's own row."""

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.plans import policies
from app.plans.models import Receipt
from app.plans.queries import incoming
from app.plans.queries.incoming import Incoming
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def see(*, plan_id: int, by: Person) -> Receipt:
    """Note that the office has opened the plan; the issuer sees when. Only the first time counts.

    Raises NotFound where the plan was not delivered to this office, Conflict where the office has
    closed: who reads history writes nothing.
    """
    arrived = incoming.delivery_of(plan_id)
    if arrived.receipt is not None and arrived.receipt.seen_at is not None:
        return arrived.receipt
    _check_open()
    now = clock.now()
    receipt = write(arrived, seen_at=now)
    if receipt.seen_at == now:
        audit.record("plan.seen", arrived.plan, by=by)
    return receipt


def acknowledge(*, plan_id: int, by: Person) -> Receipt:
    """Take in the plan: the office answers for it from now on. Done twice, it is done once.

    Raises NotFound where the plan was not delivered to this office, Conflict where the office has
    closed.
    """
    arrived = incoming.delivery_of(plan_id)
    if arrived.receipt is not None and arrived.receipt.acknowledged_at is not None:
        return arrived.receipt
    _check_open()
    now = clock.now()
    receipt = write(arrived, seen_at=now, acknowledged_at=now, acknowledged_by=by.id)
    if receipt.acknowledged_at == now:
        audit.record("plan.acknowledged", arrived.plan, by=by)
    return receipt


def _check_open() -> None:
    policies.check_open(db.session.get_one(Tenant, context.acting().tenant_id), clock.today())


def write(arrived: Incoming, **steps: datetime | int | None) -> Receipt:
    """The office's receipt with these steps; a step taken before keeps its time.

    One statement, so that two people at once make one row; it stays locked until the end of the
    transaction.
    """
    statement = insert(Receipt).values(
        tenant_id=arrived.delivery.recipient_id,
        plan_id=arrived.plan.id,
        addressee_id=arrived.issuer.id,
        sent_at=clock.now(),
        **steps,
    )
    kept = {name: func.coalesce(getattr(Receipt, name), statement.excluded[name]) for name in steps}
    return db.session.scalars(
        statement.on_conflict_do_update(index_elements=["tenant_id", "plan_id"], set_=kept)
        .returning(Receipt)
        .execution_options(populate_existing=True)
    ).one()
