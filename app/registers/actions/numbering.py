"""The counter of a series: locked while a number is given, so that numbers have no gap."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from app.lib import verification_codes
from app.registers import policies, queries
from app.registers.models import NumberSeries, OutgoingPaper
from app.registers.terms import PaperState
from tenants import context
from tenants.db import db

GIVEN_ELSEWHERE = "Số do văn thư cấp ngoài hệ thống trước khi cấp số {number:02d}/{symbol}."


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


def fresh(series: str, symbol: str, year: int, number: int) -> OutgoingPaper:
    """A new line of the outgoing register, not yet in it."""
    return OutgoingPaper(
        tenant_id=context.acting().tenant_id,
        year=year,
        series=series,
        number=number,
        symbol=symbol,
        code=verification_codes.fresh(),
    )


def skip(
    series: str, symbol: str, year: int, numbers: Sequence[int], *, confirmed: bool | None
) -> None:
    """Numbers that the office gave outside of the system stand in the register as such.

    Raises Invalid at `number` for more than an office gives, a slip of the keyboard, and for those
    that are not `confirmed` (`policies.check_skip`).
    """
    if not numbers:
        return
    following = numbers[-1] + 1
    kept = queries.kept_numbers(series, year)
    policies.check_skip(numbers[0], following, kept, confirmed)
    reason = GIVEN_ELSEWHERE.format(number=following, symbol=symbol)
    rows = [
        {
            "tenant_id": context.acting().tenant_id,
            "year": year,
            "series": series,
            "number": number,
            "symbol": symbol,
            "state": PaperState.OUTSIDE,
            "reason": reason,
            "folded": f"{number:02d}/{symbol}".lower(),
            "code": verification_codes.fresh(),
        }
        for number in numbers
    ]
    db.session.execute(insert(OutgoingPaper), rows)
