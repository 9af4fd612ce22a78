"""The morning's work of one tenant: reminders by the ladder, the list of those late, digests."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.dialects.postgresql import insert

from app.access.permissions import Role
from app.audit import actions as audit
from app.lib import clock, dates
from app.mail import actions as mail
from app.mail import queries as mails
from app.mail.terms import Letter
from app.notifications import actions as notifications
from app.notifications.actions import Told
from app.reminders.actions import below
from app.reminders.models import Reminder
from app.reminders.queries import digests, ladders, people, subjects
from app.reminders.queries.digests import Digest
from app.reminders.queries.people import Worker
from app.reminders.queries.subjects import Due
from app.reminders.terms import Step
from tenants import context
from tenants.db import db

DIGEST_PAGE = "/digest"
FIRST = "Nhắc việc hôm nay"


@dataclass
class _Post:
    """What one person is told this morning."""

    worker: Worker
    notices: list[Told] = field(default_factory=list)
    by_mail: list[str] = field(default_factory=list)
    digest: Digest | None = None


@dataclass(frozen=True)
class Given:
    """How much was done: work reminded of, work put on the list of those late, notices, mails."""

    reminded: int
    listed: int
    notices: int
    mails: int


def remind() -> Given:
    """Remind the acting tenant's people of its work as the ladder says, and give the digests.

    May be done as often as one likes: what was given is not given again. After a downtime each
    piece of work is reminded of once, at the highest step that has come.
    """
    today = clock.today()
    workers = people.working()
    ladder = ladders.standing()
    found = subjects.due(
        subjects.owed(*subjects.window(ladder.own, today)) if ladder.own else [], ladder.own, today
    )
    fresh = _note(found, today)
    posts = {one.user_id: _Post(one) for one in workers}
    _remind(fresh, posts, workers, today)
    listed = _list_late(ladder.below, posts, today) if ladder.below else 0
    _digest(posts, workers, today)
    told = notifications.tell_people([told for post in posts.values() for told in post.notices])
    posted = mail.post(_letters(list(posts.values()), today))
    given = Given(len(fresh), listed, told, posted)
    if given.reminded or given.listed:
        audit.record("work.reminded", by=None, count=given.reminded, listed=given.listed)
    return given


def _note(found: Sequence[Due], today: date) -> list[Due]:
    """Enter what is due into the book of reminders; what another entered meanwhile is left out."""
    if not found:
        return []
    mine = context.acting().tenant_id
    entered = db.session.execute(
        insert(Reminder)
        .values(
            [
                {
                    "tenant_id": mine,
                    "kind": one.subject.kind,
                    "subject_id": one.subject.id,
                    "unit_id": mine,
                    "last_day": one.subject.last_day,
                    "height": one.step.height,
                    "given_on": today,
                }
                for one in found
            ]
        )
        .on_conflict_do_nothing()
        .returning(Reminder.kind, Reminder.subject_id, Reminder.last_day)
    )
    keys = {(kind, subject_id, last_day) for kind, subject_id, last_day in entered}
    return [one for one in found if one.subject.key in keys]


def _remind(
    fresh: Sequence[Due], posts: dict[int, _Post], workers: Sequence[Worker], today: date
) -> None:
    leads = subjects.leads(one.subject for one in fresh)
    for one in fresh:
        text = one.subject.sentence(today)
        is_late = one.subject.last_day < today
        kind = f"reminder.{one.subject.kind.code}.{'late' if is_late else 'due'}"
        key = ":".join(
            (
                "reminder",
                one.subject.kind.value,
                str(one.subject.id),
                one.subject.last_day.isoformat(),
                str(one.step.height),
            )
        )
        for worker in people.addressed(one.subject, one.step.audience, workers, leads):
            post = posts[worker.user_id]
            if one.step.by_notice:
                post.notices.append(Told(worker.user_id, kind, text, one.subject.path, key))
            if one.step.by_mail:
                post.by_mail.append(text)


def _list_late(step: Step, posts: dict[int, _Post], today: date) -> int:
    """Put subordinates' work on the list of those late, and tell the officers how much is new."""
    listed = below.list_late(step, today)
    if listed.count:
        text = (
            f"{listed.count} việc của {listed.units} đơn vị cấp dưới vừa vào danh sách chậm hạn "
            f"({step.label[:1].lower()}{step.label[1:]})."
        )
        key = f"reminder.below:{today.isoformat()}"
        for post in posts.values():
            if Role.OFFICER in post.worker.roles:
                if step.by_notice:
                    told = Told(post.worker.user_id, "reminder.below", text, "/late", key)
                    post.notices.append(told)
                if step.by_mail:
                    post.by_mail.append(text)
    return listed.count


def _digest(posts: dict[int, _Post], workers: Sequence[Worker], today: date) -> None:
    """A digest for everybody who has something in it; yesterday's counts as read."""
    if not digests.is_day(today):
        return
    found = [one for one in digests.of_everybody(workers) if not one.is_empty]
    for one in found:
        post = posts[one.worker.user_id]
        post.digest = one
        post.notices.append(
            Told(
                one.worker.user_id,
                "digest",
                f"Việc ngày {dates.short(today)}: {one.sentence}.",
                DIGEST_PAGE,
                f"digest:{today.isoformat()}",
            )
        )
    notifications.mark_superseded(
        kind="digest",
        user_ids=[one.worker.user_id for one in found],
        key=f"digest:{today.isoformat()}",
    )


def _letters(posts: Sequence[_Post], today: date) -> list[Letter]:
    """One mail a person and day, reminders and digest together; none where there is neither."""
    if not mails.is_on():
        return []
    wanted = mails.wanted_by([one.worker.user_id for one in posts])
    tenant = ladders.tenant()
    letters = []
    for post in posts:
        choice = wanted[post.worker.user_id]
        reminders = post.by_mail if choice.reminders else []
        digest = post.digest if choice.digest else None
        if reminders or digest:
            letters.append(
                Letter(
                    post.worker.user_id,
                    post.worker.email,
                    _subject(reminders, digest, today),
                    _text(post.worker, tenant.name, reminders, digest),
                    DIGEST_PAGE,
                    f"daily:{today.isoformat()}:{post.worker.user_id}",
                )
            )
    return letters


def _subject(reminders: Sequence[str], digest: Digest | None, today: date) -> str:
    said = digest.sentence if digest is not None else f"{len(reminders)} việc cần nhắc"
    return f"[Thi Đua] Việc ngày {dates.short(today)}: {said}"


def _text(worker: Worker, place: str, reminders: Sequence[str], digest: Digest | None) -> str:
    parts = [f"Kính gửi {worker.full_name},", f"Việc của bạn ở {place}:"]
    sections: dict[str, list[str]] = defaultdict(list)
    sections[FIRST] = list(reminders)
    if digest is not None:
        today = clock.today()
        sections["Đến hạn trong tuần"] = [one.sentence(today) for one in digest.due]
        sections["Quá hạn"] = [one.sentence(today) for one in digest.late]
        sections["Thông báo mới"] = [f"{one.text} ({one.sender})" for one in digest.news]
    for title, listed in sections.items():
        lines = [line for line in listed if listed is sections[FIRST] or line not in reminders]
        if lines:
            parts += ["", f"{title} ({len(lines)}):", *(f"- {line}" for line in lines)]
    parts += ["", "Bạn có thể tắt thư này ở trang Tài khoản, mục Thư điện tử."]
    return "\n".join(parts)
