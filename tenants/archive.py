"""The archive of units that have ceased: whoever succeeds them reads what they could read.

It is shut unless a room opens it for a few statements, so that no other page takes a predecessor's
papers for the office's own. Nothing in it can be changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from sqlalchemy import BigInteger, Subquery, bindparam, select, union
from sqlalchemy.exc import SQLAlchemyError

from app.lib import clock
from tenants import context
from tenants.db import db, switch
from tenants.models import Succession, Tenant


def heirs(on: date) -> Subquery:
    """Who takes the place of whom on the day: pairs (predecessor_id, successor_id).

    A closed unit passes to those that the register names; where it names none (a district, and a
    commune of which the official list says nothing), to the unit that stood above it.
    """
    ceased = Tenant.valid_to < on
    named = select(Succession.predecessor_id).where(Succession.predecessor_id == Tenant.id)
    by_register = (
        select(Succession.predecessor_id, Succession.successor_id)
        .join(Tenant, Tenant.id == Succession.predecessor_id)
        .where(ceased, Succession.on <= on)
    )
    to_the_unit_above = select(Tenant.id, Tenant.parent_id).where(
        ceased, Tenant.parent_id.is_not(None), ~named.exists()
    )
    return union(by_register, to_the_unit_above).subquery("heirs")


def predecessors(tenant_id: int, on: date) -> tuple[int, ...]:
    """The closed units that a unit succeeds on the day, and those that these had succeeded."""
    pairs = heirs(on)
    line = (
        select(pairs.c.predecessor_id)
        .where(pairs.c.successor_id == bindparam("tenant_id", tenant_id, BigInteger))
        .cte("line", recursive=True)
    )
    further = heirs(on)
    line = line.union(
        select(further.c.predecessor_id).join(line, line.c.predecessor_id == further.c.successor_id)
    )
    return tuple(sorted(db.session.scalars(select(line.c.predecessor_id))))


@contextmanager
def opened() -> Iterator[tuple[int, ...]]:
    """Read what the units could read that the acting one succeeds; gives their ids.

    For a few statements of a transaction: afterwards the archive is shut again.
    """
    before = context.acting()
    found = () if before.tenant_id is None else predecessors(before.tenant_id, clock.today())
    switch(context.as_heir(before, found))
    try:
        yield found
        db.session.flush()
    except BaseException:
        with suppress(SQLAlchemyError):
            switch(before)
        raise
    switch(before)
