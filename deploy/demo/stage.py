"""Deeds of the demo, told in the order of their times: each in a transaction of who does it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import and_, select

from app.lib import clock, holidays
from deploy.demo.people import Person
from tenants import jobs
from tenants.db import transaction
from tenants.models import OutboxEntry, Tenant

CLOSING_HOUR = 17
SHOWN = ("20", "06280")
"""The codes of the units whose papers a visitor opens first: tỉnh Lạng Sơn, xã Điềm He."""
DRAWN_LATER = and_(
    OutboxEntry.name.in_(("plans.draw", "plans.draw_amendment", "reports.draw")),
    OutboxEntry.tenant_id.not_in(select(Tenant.id).where(Tenant.code.in_(SHOWN))),
)
"""Papers of all others are drawn by the worker once it runs: they would take minutes here."""


@dataclass(frozen=True)
class Scene:
    """One deed: when, by whom, what."""

    at: datetime
    by: Person
    deed: Callable[[Person], object]


def moment(on: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of day in Việt Nam."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=clock.TZ)


def workday(on: date) -> date:
    """The day itself, or the first one after it on which offices work."""
    while not holidays.is_working_day(on):
        on += timedelta(days=1)
    return on


def tell(scenes: Iterable[Scene], *, until: datetime) -> int:
    """Do the deeds one after the other; how many they were. What lies after `until` is left out.

    At the end of each day the worker has done what the day's deeds asked of it, but for papers
    that nobody opens at once.
    """
    past = sorted((one for one in scenes if one.at <= until), key=lambda one: one.at)
    for on, deeds in groupby(past, key=lambda one: clock.local(one.at).date()):
        for scene in deeds:
            with clock.fixed(scene.at), transaction(scene.by.acting):
                scene.deed(scene.by)
        with clock.fixed(moment(on, CLOSING_HOUR, 30)):
            jobs.run_open(leaving=DRAWN_LATER)
    return len(past)
