"""The dates of a person as an iCalendar file (RFC 5545), which Outlook and Thunderbird read."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, vDuration
from icalendar import Event as Entry

from app.calendar.queries.days import Event

PRODUCT = "-//Thi Đua//Lịch công tác//VI"
REFRESH = timedelta(hours=6)


def feed(events: Iterable[Event], *, name: str, host: str, base: str, at: datetime) -> bytes:
    """All-day entries of the events.

    `host` makes the names of entries unique in the world, `base` is the address that paths follow,
    `at` the time of entries that have none of their own. The same events give the same bytes.
    """
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    found.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(REFRESH))
    for event in events:
        found.add_component(_entry(event, host=host, base=base, at=at))
    return found.to_ical()


def _entry(event: Event, *, host: str, base: str, at: datetime) -> Entry:
    stamp = (event.changed_at or at).astimezone(UTC).replace(microsecond=0)
    entry = Entry()
    entry.add("uid", f"{event.key}@{host}")
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("dtstart", event.on)
    entry.add("dtend", _next(event.on))
    entry.add("summary", f"{_mark(event)}{event.title}")
    if event.note:
        entry.add("description", event.note)
    if event.path:
        entry.add("url", base.rstrip("/") + event.path)
    entry.add("categories", [event.kind.label])
    entry.add("status", "TENTATIVE" if event.is_tentative else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    if event.kind.is_work and not event.is_done:
        entry.add_component(_alarm(event))
    return entry


def _mark(event: Event) -> str:
    if event.is_done:
        return "[Xong] "
    if event.is_late:
        return "[Quá hạn] "
    return "[Dự kiến] " if event.is_tentative else ""


def _alarm(event: Event) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", timedelta(days=-1, hours=8))
    return alarm


def _next(on: date) -> date:
    return on + timedelta(days=1)
