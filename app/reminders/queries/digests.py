"""What a person finds in the morning: due this week, late, new."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, false, func, or_, select

from app.access.permissions import Role
from app.accounts.models import Membership
from app.lib import clock
from app.notifications.models import Notification, NotificationReading
from app.reminders.queries import people, subjects
from app.reminders.queries.people import Worker
from app.reminders.queries.subjects import Subject
from app.reminders.terms.ladder import is_working_day
from tenants import context
from tenants.db import db
from tenants.models import Tenant

OWN_KINDS = ("digest", "reminder.%")
READERS = frozenset({Role.OFFICER, Role.LEADER})


@dataclass(frozen=True)
class News:
    """A notice that came since the last working day and was not read."""

    text: str
    path: str | None
    sender: str
    sent_at: datetime


@dataclass(frozen=True)
class Digest:
    """The morning of one person."""

    worker: Worker
    due: tuple[Subject, ...]
    late: tuple[Subject, ...]
    news: tuple[News, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.due or self.late or self.news)

    @property
    def sentence(self) -> str:
        """How much of each: "2 việc đến hạn trong tuần, 1 việc quá hạn, 3 thông báo mới"."""
        counts = (
            (len(self.due), "việc đến hạn trong tuần"),
            (len(self.late), "việc quá hạn"),
            (len(self.news), "thông báo mới"),
        )
        return ", ".join(f"{count} {words}" for count, words in counts if count)


def is_day(on: date) -> bool:
    """Digests come on working days."""
    return is_working_day(on)


def week_end(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


def since(today: date) -> datetime:
    """From when things are new: the beginning of the last working day before today."""
    day = today - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=clock.TZ)


def of_everybody(workers: Sequence[Worker]) -> list[Digest]:
    """The digests of the officers and leaders among `workers`, and of whoever else was given an
    incoming paper with a day; a fixed number of statements."""
    today = clock.today()
    begins = min(date(today.year, 1, 1), today - subjects.STALE)
    owed = subjects.owed(begins, week_end(today)) if workers else []
    given = {subject.user_id for subject in owed}
    readers = [one for one in workers if one.roles & READERS or one.user_id in given]
    if not readers:
        return []
    leads = subjects.leads(owed)
    news = _news([one.user_id for one in readers], since(today))
    return [
        _of(one, [s for s in owed if people.is_concerned(one, s, workers, leads)], today, news)
        for one in readers
    ]


def _of(
    worker: Worker, owed: Sequence[Subject], today: date, news: dict[int, list[News]]
) -> Digest:
    return Digest(
        worker,
        tuple(one for one in owed if one.last_day >= today),
        tuple(one for one in owed if one.last_day < today),
        tuple(news.get(worker.user_id, ())),
    )


def own(user_id: int) -> Digest | None:
    """The digest of one person of the acting tenant as it is now; None for who gets none."""
    workers = people.working()
    return next((one for one in of_everybody(workers) if one.worker.user_id == user_id), None)


def _news(user_ids: Sequence[int], after: datetime) -> dict[int, list[News]]:
    mine = context.acting().tenant_id
    meant = or_(
        and_(Notification.roles.is_(None), Notification.user_id.is_(None)),
        Notification.user_id == Membership.user_id,
        func.coalesce(Notification.roles.op("&&")(Membership.role_names), false()),
    )
    read = select(NotificationReading.id).where(
        NotificationReading.user_id == Membership.user_id,
        NotificationReading.notification_id == Notification.id,
    )
    rows: Any = db.session.execute(
        select(
            Membership.user_id,
            Notification.text,
            Notification.path,
            Tenant.name,
            Notification.sent_at,
        )
        .select_from(Notification)
        .join(Membership, and_(Membership.tenant_id == mine, Membership.user_id.in_(user_ids)))
        .join(Tenant, Tenant.id == Notification.tenant_id)
        .where(
            Notification.addressee_id == mine,
            Notification.sent_at >= after,
            *(Notification.kind.not_like(kind) for kind in OWN_KINDS),
            meant,
            ~read.exists(),
        )
        .order_by(Notification.sent_at.desc(), Notification.id.desc())
    )
    found: dict[int, list[News]] = defaultdict(list)
    for user_id, text, path, sender, sent_at in rows:
        found[user_id].append(News(text, path, sender, sent_at))
    return found
