"""The calendar: what falls on which day, the days remembered, the feed that programs fetch."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from app.access import Role
from app.calendar import actions, queries
from app.calendar.terms import EventKind, Roundness, in_year, occasion
from app.lib import clock
from app.lib.errors import Invalid, NotFound, Stale
from app.plans import actions as plans
from app.plans.terms import SigningCapacity
from app.progress.terms import TaskStatus
from app.registers import actions as registers
from tests.plans import cascade
from tests.plans.samples import a_plan, a_task, signature
from tests.progress.given import Site, entry, recorded, site
from tests.registers.assigned import given
from tests.sql import counted
from tests.world import Client, Person, World

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 5, 20)


@pytest.fixture
def here(world: World) -> Site:
    commune = world.commune("Điềm He")
    found = site(world, cascade.issued(world, [commune]), commune)
    recorded(world, found.officer, entry(found.task_ids[0], TaskStatus.DONE))
    return found


def days(world: World, person: Person, kind: EventKind, **options: int) -> dict[date, list[str]]:
    """The events of a kind in 2026 as `person` sees them on 20 May."""
    with clock.fixed(TODAY), world.acting(person, read_only=True):
        found = [one for one in queries.days.events(*YEAR, **options) if one.kind is kind]
    by_day: dict[date, list[str]] = {}
    for one in found:
        state = "xong" if one.is_done else "quá hạn" if one.is_late else "chờ"
        by_day.setdefault(one.on, []).append(state)
    return by_day


def test_a_commune_sees_its_tasks_plans_and_reports_on_their_last_days(
    world: World, here: Site
) -> None:
    assert days(world, here.officer, EventKind.TASK) == {
        date(2026, 1, 19): ["xong"],
        date(2026, 3, 31): ["quá hạn"],
        date(2026, 6, 30): ["chờ"],
        date(2026, 9, 30): ["chờ"],
        date(2026, 12, 31): ["chờ"],
    }
    assert days(world, here.officer, EventKind.PLAN_DUE) == {date(2026, 1, 31): ["xong"]}
    assert days(world, here.officer, EventKind.REPORT_DUE) == {
        date(2026, 6, 30): ["chờ"],
        date(2026, 12, 31): ["chờ"],
    }
    assert days(world, here.officer, EventKind.PLANS_DUE) == {}


def test_the_issuer_sees_by_when_plans_must_come_up(world: World) -> None:
    given = cascade.issued(world, world.communes[:3])
    assert days(world, given.leader, EventKind.PLANS_DUE) == {date(2026, 1, 31): ["quá hạn"]}
    assert days(world, given.leader, EventKind.PLAN_DUE) == {}


def test_a_neighbour_sees_nothing_of_it(world: World, here: Site) -> None:
    neighbour = world.person(world.commune("Kiên Mộc"))
    with clock.fixed(TODAY), world.acting(neighbour, read_only=True):
        kinds = {one.kind for one in queries.days.events(*YEAR)}
    assert kinds == {EventKind.ANNIVERSARY, EventKind.HOLIDAY}


def test_only_what_ones_office_leads(world: World) -> None:
    officer = world.person(world.commune("Điềm He"))
    assert days(world, officer, EventKind.TASK, only_of=officer.id) == {}


def test_papers_that_must_be_dealt_with_by_a_day(world: World) -> None:
    commune = world.commune("Điềm He")
    leader, holder = world.person(commune, Role.LEADER), world.person(commune, Role.CLERK)
    with clock.fixed(date(2026, 5, 4)), world.acting(leader):
        late = given(leader, holder, date(2026, 5, 8), 1)
        done = given(leader, leader, date(2026, 5, 12), 2)
        given(leader, None, date(2026, 5, 28), 3)
        given(leader, holder, None, 4)
        registers.incoming.finish(incoming_id=done, by=leader)
    everything = {
        date(2026, 5, 8): ["quá hạn"],
        date(2026, 5, 12): ["xong"],
        date(2026, 5, 28): ["chờ"],
    }
    for person in (leader, holder):
        assert days(world, person, EventKind.INCOMING_DUE) == everything
    own = days(world, holder, EventKind.INCOMING_DUE, only_of=holder.id)
    assert own == {date(2026, 5, 8): ["quá hạn"]}
    neighbour = world.person(world.commune("Kiên Mộc"), Role.LEADER)
    assert days(world, neighbour, EventKind.INCOMING_DUE) == {}
    client = world.client(holder)
    with clock.fixed(TODAY):
        page = client.get("/calendar").text
        found = client.call("GET", "/api/v1/calendar?first=2026-05-08&last=2026-05-08").get_json()
    assert "Giải quyết văn bản đến số 03" in page
    assert "chưa giao" in page
    (event,) = (one for one in found if one["kind"] == "incoming_due")
    assert event["path"] == f"/registers/incoming/{late}"
    assert client.get(event["path"]).status_code == 200
    feed = feed_of(client, only_mine="1")
    with clock.fixed(TODAY):
        fetched = world.client().get(feed).data
    assert f"incoming-{late}@".encode() in fetched
    assert f"incoming-{done}@".encode() not in fetched


def test_a_fixed_number_of_questions_for_papers(world: World) -> None:
    leader = world.person(world.commune("Điềm He"), Role.LEADER)
    client = world.client(leader)
    costs = []
    with clock.fixed(TODAY):
        for many in (1, 30):
            with world.acting(leader):
                for number in range(many):
                    given(leader, leader, TODAY + timedelta(days=number % 10), number + 1)
            client.get("/calendar")
            with counted(world.app) as statements:
                page = client.get("/calendar")
            costs.append(len(statements))
            assert len(page.data) < 150_000
    assert costs[0] == costs[1]


def test_spans_are_bounded(world: World) -> None:
    officer = world.person(world.province)
    with world.acting(officer, read_only=True):
        with pytest.raises(Invalid):
            queries.days.events(date(2026, 2, 1), date(2026, 1, 1))
        with pytest.raises(Invalid):
            queries.days.events(date(2020, 1, 1), date(2026, 1, 1))


def test_days_remembered_are_counted_and_called_round() -> None:
    assert occasion("Ngày giải phóng huyện Bình Gia", 1945, 2025) == (
        "Kỷ niệm 80 năm ngày giải phóng huyện Bình Gia"
    )
    assert occasion("Ngày Quốc tế Phụ nữ", None, 2026) == "Ngày Quốc tế Phụ nữ"
    assert [Roundness.of(years) for years in (80, 75, 78)] == list(Roundness)
    assert in_year(29, 2, 2026) == date(2026, 2, 28)
    assert in_year(29, 2, 2028) == date(2028, 2, 29)


def test_a_tenants_own_days(world: World) -> None:
    officer = world.person(world.commune("Bình Gia"))
    with world.acting(officer):
        row = actions.add(
            name="Ngày giải phóng  huyện Bình Gia", day=19, month=4, since_year=1945, by=officer
        )
    with world.acting(officer), pytest.raises(Invalid, match="Không có ngày 31 tháng 4"):
        actions.add(name="Không có", day=31, month=4, by=officer)
    changes = {"name": row.name, "day": 20, "month": 4, "since_year": 1945}
    with world.acting(officer):
        actions.change(anniversary_id=row.id, version=row.version, by=officer, **changes)
    other = {**changes, "day": 21}
    with world.acting(officer), pytest.raises(Stale) as stale:
        actions.change(anniversary_id=row.id, version=row.version, by=officer, **other)
    assert stale.value.changed == {"Ngày": ("21", "20")}
    stranger = world.person(world.commune("Điềm He"))
    with world.acting(stranger), pytest.raises(NotFound):
        actions.remove(anniversary_id=row.id, by=stranger)
    with world.acting(officer):
        titles = {one.title: one for one in queries.days.events(date(2025, 4, 1), YEAR[1])}
        found = titles["Kỷ niệm 80 năm ngày giải phóng huyện Bình Gia"]
        assert (found.on, found.note) == (date(2025, 4, 20), "năm tròn")
        actions.remove(anniversary_id=row.id, by=officer)
        assert queries.anniversaries.listed() == []


def feed_of(client: Client, **form: str) -> str:
    """The path of a new feed, as the page shows it once."""
    page = client.send("/calendar/feed", form).text
    start = page.index("/calendar/feeds/")
    return page[start : page.index(".ics", start) + 4]


def test_a_calendar_program_fetches_the_dates_of_its_person(world: World, here: Site) -> None:
    path = feed_of(world.client(here.officer))
    program = world.client()
    with clock.fixed(TODAY):
        answer = program.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    read = Calendar.from_ical(answer.data)
    entries = {str(one["uid"]): one for one in read.walk("VEVENT")}
    task = entries[f"task-{here.task_ids[2]}@localhost"]
    assert task.decoded("dtstart") == date(2026, 6, 30)
    assert task.decoded("dtend") == date(2026, 7, 1)
    assert str(task["summary"]) == "Báo cáo sơ kết 6 tháng đầu năm"
    assert str(task["url"]).endswith(f"/progress/tasks/{here.task_ids[2]}")
    assert [str(one["action"]) for one in task.walk("VALARM")] == ["DISPLAY"]
    assert str(entries[f"task-{here.task_ids[1]}@localhost"]["summary"]).startswith("[Quá hạn] ")
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    assert answer.data.count(b"BEGIN:VEVENT") == answer.data.count(b"DTSTAMP") == len(entries)
    with clock.fixed(TODAY):
        again = program.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_an_address_opens_nothing_but_the_dates_and_ends(world: World, here: Site) -> None:
    client = world.client(here.officer)
    first = feed_of(client)
    second = feed_of(client, only_mine="1")
    program = world.client()
    assert program.get(first).status_code == 404
    assert program.get(second).status_code == 200
    assert program.get("/calendar").status_code == 401
    assert program.get(f"/progress/tasks/{here.task_ids[0]}").status_code == 401
    assert client.send("/calendar/feed/revocation").status_code == 303
    assert program.get(second).status_code == 404
    assert program.get("/calendar/feeds/không-có.ics").status_code == 404


def test_an_address_ends_with_the_membership(world: World, here: Site) -> None:
    path = feed_of(world.client(here.officer))
    admin = world.person(here.tenant, Role.TENANT_ADMIN)
    keeper = world.client(admin)
    members = keeper.call("GET", "/api/v1/members").get_json()
    row = next(one for one in members if one["email"] == here.officer.email)
    assert keeper.send(f"/members/{row['id']}/deactivation").status_code == 303
    assert world.client().get(path).status_code == 404


def test_the_page_of_a_month(world: World, here: Site) -> None:
    client = world.client(here.officer)
    with clock.fixed(TODAY):
        page = client.get("/calendar?month=2026-03").text
        assert "Tháng 3 năm 2026" in page
        assert "Phát động phong trào thi đua năm 2026" in page
        assert "Quá hạn" in page
        assert "Ngày Quốc tế Phụ nữ".lower() in page.lower()
        assert "Tháng 5 năm 2026" in client.get("/calendar?month=rác").text
        assert "Chưa có nhiệm vụ nào" not in client.get("/calendar?month=2026-03").text
        empty = client.get("/calendar?month=2026-07&mine=1")
        assert empty.status_code == 200
    assert len(page.encode()) < 150_000


def test_the_pages_of_the_days_remembered(world: World) -> None:
    client = world.client(world.person(world.commune("Bình Gia")))
    refused = client.send("/calendar/anniversaries", {"name": "x", "day": "40", "month": "4"})
    assert refused.status_code == 422
    given = {"name": "Ngày giải phóng huyện Bình Gia", "day": "19", "month": "4"}
    assert client.send("/calendar/anniversaries", given).status_code == 303
    page = client.get("/calendar/anniversaries").text
    assert given["name"] in page
    (row,) = client.call("GET", "/api/v1/anniversaries").get_json()
    path = f"/calendar/anniversaries/{row['id']}"
    assert client.get(path).status_code == 200
    changed = {**given, "since_year": "1945", "version": row["version"]}
    assert client.send(path, changed).status_code == 303
    stale = client.send(path, {**given, "day": "20", "version": row["version"]})
    assert stale.status_code == 412
    assert "đã được người khác sửa" in stale.text
    assert client.send(f"{path}/deletion").status_code == 303
    viewer = world.client(world.person(world.commune("Bình Gia"), Role.VIEWER))
    assert viewer.get("/calendar/anniversaries").status_code == 200
    assert viewer.send("/calendar/anniversaries", given).status_code == 403


def test_the_api_of_the_calendar(world: World, here: Site) -> None:
    client = world.client(here.officer)
    with clock.fixed(TODAY):
        found = client.call("GET", "/api/v1/calendar?first=2026-03-01&last=2026-03-31").get_json()
        assert {one["kind"] for one in found} == {"task", "anniversary"}
        wrong = client.call("GET", "/api/v1/calendar?first=2026-03-01&last=2026-02-01")
        assert wrong.status_code == 422
    body = {"name": "Ngày thành lập xã", "day": 1, "month": 7, "since_year": 2025}
    added = client.call("POST", "/api/v1/anniversaries", json=body)
    assert added.status_code == 201
    path, tag = added.headers["Location"], added.headers["ETag"]
    body["day"] = 2
    assert client.call("PUT", path, json=body).status_code == 428
    saved = client.call("PUT", path, json=body, headers={"If-Match": tag})
    assert saved.get_json()["day"] == 2
    body["day"] = 3
    stale = client.call("PUT", path, json=body, headers={"If-Match": tag})
    assert stale.status_code == 412
    assert stale.get_json()["changed"] == {"Ngày": {"yours": "3", "current": "2"}}
    assert client.call("DELETE", path).status_code == 204
    feed = client.call("PUT", "/api/v1/calendar/feed", json={"only_mine": False}).get_json()
    assert world.client().get(feed["address"]).status_code == 200
    assert client.call("DELETE", "/api/v1/calendar/feed").status_code == 204
    assert client.call("DELETE", "/api/v1/calendar/feed").status_code == 404


def test_a_fixed_number_of_questions(world: World, here: Site) -> None:
    client = world.client(here.officer)
    with clock.fixed(TODAY):
        client.get("/calendar")
        with counted(world.app) as few:
            client.get("/calendar")
        with world.acting(here.officer):
            tasks = [
                a_task(f"Việc {number}", quarter=2, deadline_on=TODAY + timedelta(days=number))
                for number in range(10)
            ]
            more = plans.draft(content=a_plan(title="Kế hoạch khác"), tasks=tasks, by=here.officer)
        with world.acting(here.officer):
            plans.issue(
                plan_id=more.id,
                signature=signature(
                    issued_on=TODAY, capacity=SigningCapacity.COMMITTEE_CHAIR, number="7"
                ),
                by=here.officer,
            )
        with counted(world.app) as many:
            assert client.get("/calendar").text.count("Việc 9") >= 1
    assert len(many) == len(few)
