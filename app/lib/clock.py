"""What time it is for the office: instants in UTC, days in Việt Nam (Asia/Ho_Chi_Minh)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TZ = ZoneInfo("Asia/Ho_Chi_Minh")

_fixed_at: ContextVar[datetime | None] = ContextVar("fixed_at", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed_at.get() or datetime.now(UTC)


def today() -> date:
    """Today's date on the calendar of Việt Nam."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """An aware instant as the clock on the office wall shows it. Raises ValueError if naive."""
    return _aware(at).astimezone(TZ)


@contextmanager
def fixed(at: datetime | date) -> Iterator[datetime]:
    """Do the work inside as of `at`: a daily job catching up on a missed day, a walk of one year.

    A plain date stands for noon of that day in Việt Nam. Only the current context (thread or
    task) sees the fixed time. Raises ValueError for a naive datetime.
    """
    moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, 12, tzinfo=TZ)
    instant = _aware(moment).astimezone(UTC)
    token = _fixed_at.set(instant)
    try:
        yield instant
    finally:
        _fixed_at.reset(token)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at
