"""Who is reminded of what and when: held against an independent reckoning over a quarter."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.notifications.models import Notification
from app.plans.actions import TaskContent
from app.plans.queries import plans
from app.progress import actions as progress
from app.progress.actions import Entry
from app.progress.terms import TaskStatus
from app.reminders import actions, jobs
from app.reminders.models import Reminder
from app.reminders.queries import ladders
from app.reminders.terms import Audience, Side, Step, Unit
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Person, World

DAY = timedelta(days=1)
QUARTER = (date(2026, 1, 5), date(2026, 4, 15))
TASKS = tuple(
    TaskContent(quarter=1, text=f"Việc thứ {number}", deadline_on=on)
    for number, on in enumerate(
        (date(2026, 1, 20), date(2026, 2, 13), date(2026, 2, 28), date(2026, 3, 10), None), start=1
    )
)


def at_eight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 8, tzinfo=clock.TZ)


def morning(world: World, on: date) -> int:
    """The clock strikes; the worker does what was asked."""
    with clock.fixed(at_eight(on)):
        with world.app.app_context():
            asked = jobs.schedule()
        world.work()
    return asked


def days(since: date, until: date) -> Iterator[date]:
    while since <= until:
        yield since
        since += DAY


def told(world: World, person: Person, prefix: str = "reminder") -> Counter[tuple[int, str]]:
    """What the people of a tenant were told, by person and text."""
    with world.acting(person, read_only=True):
        rows = db.session.execute(
            select(Notification.user_id, Notification.text).where(
                Notification.kind.startswith(prefix),
                Notification.addressee_id == person.tenant.id,
            )
        )
        return Counter((user_id, text) for user_id, text in rows)


def given_on(world: World, person: Person) -> list[tuple[str, int, date, int, date]]:
    with world.acting(person, read_only=True):
        rows = db.session.execute(
            select(
                Reminder.kind,
                Reminder.subject_id,
                Reminder.last_day,
                Reminder.height,
                Reminder.given_on,
            ).order_by(Reminder.given_on, Reminder.kind, Reminder.subject_id)
        )
        return [(kind.value, *rest) for kind, *rest in rows]


@pytest.fixture
def province(world: World) -> Given:
    """The province's plan with its five tasks, given to three communes on 4 January."""
    return cascade.issued(world, world.communes[:3], tasks=TASKS)


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.communes[0], Role.OFFICER)


@pytest.fixture
def leader(world: World) -> Person:
    return world.person(world.communes[0], Role.LEADER)


def begun(world: World, province: Given, by: Person) -> dict[int, date]:
    """The commune's own plan, issued and sent on 12 January: its tasks with their last days."""
    plan_id = cascade.derived(world, province, by)
    cascade.sent_up(world, plan_id, by, on=date(2026, 1, 12))
    with world.acting(by, read_only=True):
        return {task.id: task.deadline_on or date(2026, 3, 31) for task in plans.tasks(plan_id)}


def done(world: World, task_id: int, on: date, by: Person) -> None:
    with clock.fixed(at_eight(on)), world.acting(by):
        entry = Entry(task_id=task_id, status=TaskStatus.DONE, percent=100, on=on, version=0)
        progress.record(entry=entry, by=by)


def reckoned(last_days: dict[int, date], finished: dict[int, date]) -> set[tuple[int, int, date]]:
    """By hand: seven and two days ahead, one day after; what is done is not reminded of.

    (task, height of the step, the day)
    """
    expected = set()
    for task_id, last_day in last_days.items():
        for after in (-7, -2, 1):
            on = last_day + after * DAY
            if on <= QUARTER[1] and not (task_id in finished and finished[task_id] <= on):
                expected.add((task_id, after * 10, on))
    return expected


def test_a_quarter_is_reminded_of_as_reckoned(
    world: World, province: Given, officer: Person, leader: Person
) -> None:
    last_days = begun(world, province, leader)
    first, second, *_ = last_days
    finished = {first: date(2026, 1, 15), second: date(2026, 2, 12)}
    for on in days(date(2026, 1, 12), QUARTER[1]):
        for task_id in (one for one, day in finished.items() if day == on):
            done(world, task_id, on, leader)
        morning(world, on)
    rows = [row for row in given_on(world, officer) if row[0] == "task"]
    assert {(task_id, height, on) for _, task_id, _, height, on in rows} == reckoned(
        last_days, finished
    )
    assert len(rows) == len(reckoned(last_days, finished)), "nothing twice"
    to_officer = sum(height < 0 for _, _, _, height, _ in rows)
    to_both = len(rows) - to_officer
    by_person = Counter[int]()
    for (user_id, _), count in told(world, officer).items():
        by_person[user_id] += count
    assert by_person == {officer.id: to_officer + to_both, leader.id: to_both}


def test_what_a_reminder_says(world: World, province: Given, officer: Person) -> None:
    morning(world, date(2026, 1, 29))
    assert list(told(world, officer)) == [
        (
            officer.id,
            "Còn 2 ngày (hạn 31/01/2026): chưa gửi kế hoạch thực hiện Kế hoạch số 01/KH-UBND "
            "ngày 04/01/2026 của Tỉnh Lạng Sơn (Công tác thi đua, khen thưởng năm 2026).",
        )
    ]


def test_the_clock_may_ask_as_often_as_it_likes(
    world: World, province: Given, officer: Person
) -> None:
    assert morning(world, date(2026, 1, 24)) > 0
    for _ in range(3):
        assert morning(world, date(2026, 1, 24)) == 0
    assert list(told(world, officer).values()) == [1]


def test_nobody_is_reminded_before_the_hour(world: World, province: Given, officer: Person) -> None:
    early = datetime(2026, 1, 24, 6, 59, tzinfo=clock.TZ)
    with clock.fixed(early), world.app.app_context():
        assert jobs.schedule() == 0
    with world.acting(officer):
        actions.keep_ladder(steps=ladders.usual(False), hour=5, version=0, by=officer)
    with clock.fixed(early), world.app.app_context():
        assert jobs.schedule() == 1


def test_after_a_downtime_the_highest_step_is_given_once(
    world: World, province: Given, officer: Person
) -> None:
    morning(world, date(2026, 1, 23))
    morning(world, date(2026, 1, 30))
    morning(world, date(2026, 1, 31))
    rows = given_on(world, officer)
    assert [(height, on) for *_, height, on in rows] == [(-20, date(2026, 1, 30))]
    morning(world, date(2026, 2, 9))
    assert [height for *_, height, _ in given_on(world, officer)] == [-20, 10]


def test_a_crash_in_the_middle_reminds_once(world: World, province: Given, officer: Person) -> None:
    with clock.fixed(at_eight(date(2026, 1, 24))):
        for _ in range(2):
            with pytest.raises(RuntimeError):
                _crash(world, officer)
        assert told(world, officer) == Counter()
        for expected in (1, 0):
            with world.acting(officer):
                assert actions.remind().reminded == expected
    assert list(told(world, officer).values()) == [1]


def _crash(world: World, officer: Person) -> None:
    with world.acting(officer):
        assert actions.remind().reminded == 1
        raise RuntimeError("the power fails")


def test_only_where_somebody_works_and_only_the_own_people_are_told(
    world: World, province: Given, officer: Person
) -> None:
    neighbour = world.person(world.communes[1], Role.OFFICER)
    stranger = world.person(world.communes[40], Role.OFFICER)
    asked = morning(world, date(2026, 1, 24))
    assert asked == 4, "the province and three communes in which somebody works"
    assert [user_id for user_id, _ in told(world, officer)] == [officer.id]
    assert [user_id for user_id, _ in told(world, neighbour)] == [neighbour.id]
    assert told(world, stranger) == Counter()


def test_a_moved_last_day_is_reminded_of_anew(
    world: World, province: Given, officer: Person
) -> None:
    morning(world, date(2026, 1, 24))
    before = given_on(world, officer)
    with world.acting(officer):
        actions.keep_ladder(
            steps=[Step(Side.BEFORE, 10, Unit.DAY, (Audience.OFFICER,)), *ladders.usual(False)],
            hour=7,
            version=0,
            by=officer,
        )
    morning(world, date(2026, 1, 25))
    assert given_on(world, officer) == before, "a lower step added later is not made up for"


def test_history_is_not_reminded(world: World, province: Given, officer: Person) -> None:
    morning(world, date(2026, 12, 31))
    assert [row for row in given_on(world, officer) if row[0] == "plan"] == []


def test_a_review_that_is_owed_is_reminded_of(
    world: World, province: Given, officer: Person, leader: Person
) -> None:
    begun(world, province, leader)
    morning(world, date(2026, 6, 23))
    found = [text for _, text in told(world, officer)]
    assert [text for text in found if "báo cáo sơ kết" in text] == [
        "Còn 7 ngày (hạn 30/06/2026): chưa gửi báo cáo sơ kết 6 tháng năm 2026."
    ]


def test_late_work_below_comes_onto_the_list_once(world: World, province: Given) -> None:
    desk = world.person(world.province, Role.OFFICER)
    for on in (date(2026, 2, 5), date(2026, 2, 6), date(2026, 2, 9)):
        morning(world, on)
    rows = [row for row in given_on(world, desk) if row[0] == "below_plan"]
    assert [on for *_, on in rows] == [date(2026, 2, 6)] * 3, "five working days after 31 January"
    assert [text for user_id, text in told(world, desk, "reminder.below") if user_id == desk.id][
        :1
    ] == ["3 việc của 3 đơn vị cấp dưới vừa vào danh sách chậm hạn (sau hạn 5 ngày làm việc)."]


def test_statements_do_not_grow_with_the_work(world: World, province: Given) -> None:
    desk = world.person(world.province, Role.OFFICER)
    counts = []
    for recipients, on in ((3, date(2026, 2, 9)), (65, date(2027, 2, 9))):
        if recipients == 65:
            cascade.issued(world, world.communes, tasks=TASKS * 4)
        with clock.fixed(at_eight(on)), world.acting(desk), counted(world.app) as statements:
            actions.remind()
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 2, "two more for the second plan that is followed"
