"""The days on which the clock reminded late units."""

from collections.abc import Iterator
from datetime import date

from app.plans import actions
from deploy.demo.cast import Cast
from deploy.demo.stage import Scene, moment

DAYS = (date(2026, 1, 29), date(2026, 2, 2), date(2026, 3, 2), date(2026, 11, 19))


def scenes(cast: Cast) -> Iterator[Scene]:
    """The province's reminders, as the daily schedule gives them."""
    for on in DAYS:
        yield Scene(moment(on, 7), cast.leader, lambda by: actions.remind())
