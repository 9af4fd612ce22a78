"""The counter of a series: locked while a number is given, so that numbers have no gap."""

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from app.registers.models import NumberSeries
from tenants import context
from tenants.db import db

INCOMING = "DEN"


def locked(series: str, year: int) -> int:
    """The last number given; until the transaction ends nobody else gives one in this series."""
    return db.session.execute(
        insert(NumberSeries)
        .values(tenant_id=context.acting().tenant_id, year=year, series=series, last=0)
        .on_conflict_do_update(
            index_elements=["tenant_id", "year", "series"],
            set_={"last": NumberSeries.last},
        )
        .returning(NumberSeries.last)
    ).scalar_one()


def advance(series: str, year: int, to: int) -> None:
    """The series stands at `to` now. Call under `locked` only."""
    db.session.execute(
        update(NumberSeries)
        .where(
            NumberSeries.tenant_id == context.acting().tenant_id,
            NumberSeries.year == year,
            NumberSeries.series == series,
        )
        .values(last=to)
    )
