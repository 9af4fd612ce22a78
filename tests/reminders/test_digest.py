"""The morning's mail: one a person, never empty, turned off at will."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.mail import actions as mail
from app.mail.models import Mail
from app.mail.queries import Wanted
from app.notifications import actions as notifications
from app.notifications import queries as inboxes
from app.reminders import actions
from tenants.db import db
from tests.mail import server
from tests.plans import cascade
from tests.world import Person, World


@pytest.fixture(autouse=True)
def _mail_goes_out(world: World) -> Iterator[None]:
    with server.listening() as box, server.used_by(world.app, box):
        yield


@pytest.fixture
def officer(world: World) -> Person:
    cascade.issued(world, world.communes[:1])
    return world.person(world.communes[0], Role.OFFICER)


def morning(world: World, by: Person, on: date) -> list[str]:
    """The texts of the mails of one morning in the unit of `by`."""
    at = datetime(on.year, on.month, on.day, 7, tzinfo=clock.TZ)
    with clock.fixed(at), world.acting(by):
        actions.remind()
        found = select(Mail.text).where(Mail.key.startswith(f"daily:{on.isoformat()}"))
        return list(db.session.scalars(found.order_by(Mail.id)))


def test_reminders_and_digest_travel_in_one_mail(world: World, officer: Person) -> None:
    (text,) = morning(world, officer, date(2026, 1, 29))
    assert text.startswith(f"Kính gửi {officer.full_name},")
    assert "Nhắc việc hôm nay (1):" in text
    assert "Thông báo mới" not in text, "the plan came weeks ago"
    assert text.count("chưa gửi kế hoạch") == 1, "said once"
    assert morning(world, officer, date(2026, 1, 29)) == [text], "once a day"


def test_nothing_to_say_is_not_said(world: World, officer: Person) -> None:
    assert morning(world, officer, date(2026, 1, 14)) == []
    world.person(officer.tenant, Role.VIEWER)
    assert len(morning(world, officer, date(2026, 2, 2))) == 1, "the officer's alone"
    assert morning(world, officer, date(2026, 2, 8)) == [], "late still, but a Sunday"
    assert len(morning(world, officer, date(2026, 2, 9))) == 1


def test_who_turns_the_digest_off_still_hears_of_what_is_urgent(
    world: World, officer: Person
) -> None:
    with world.acting(officer):
        mail.choose(wanted=Wanted(digest=False, reminders=True), by=officer)
    assert morning(world, officer, date(2026, 1, 28)) == []
    (text,) = morning(world, officer, date(2026, 1, 29))
    assert "Đến hạn trong tuần" not in text
    with world.acting(officer):
        mail.choose(wanted=Wanted(digest=False, reminders=False), by=officer)
    assert morning(world, officer, date(2026, 2, 2)) == []


def test_yesterdays_digest_counts_as_read(world: World, officer: Person) -> None:
    morning(world, officer, date(2026, 1, 28))
    morning(world, officer, date(2026, 1, 29))
    with world.acting(officer, read_only=True):
        unread = inboxes.inbox(by=officer, only_unread=True).items
    assert [one.text for one in unread if one.kind == "digest"] == [
        "Việc ngày 29/01/2026: 1 việc đến hạn trong tuần."
    ]


def test_a_notice_for_leaders_is_not_an_officers_news(world: World, officer: Person) -> None:
    leader = world.person(officer.tenant, Role.LEADER)
    with world.acting(world.person(world.province)):
        notifications.tell(
            addressee_ids=[officer.tenant.id],
            kind="k",
            text="Chỉ lãnh đạo",
            key="k",
            roles=[Role.LEADER],
        )
    with world.acting(officer, read_only=True):
        assert inboxes.unread_count(by=leader) == inboxes.unread_count(by=officer) + 1
        assert [one.text for one in inboxes.inbox(by=officer).items if one.kind == "k"] == []
    with world.acting(officer):
        assert notifications.mark_read(by=officer) == 0
