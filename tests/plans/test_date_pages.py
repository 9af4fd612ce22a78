"""The pages and resources on which deadlines are typed, read back, repeated and seen."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.plans.queries import plans
from app.plans.terms import PlanPeriod
from tests.plans.samples import TODAY, a_task, drafted
from tests.plans.test_plan_pages import body, values
from tests.world import Person, World


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER, Role.OFFICER)


def test_what_was_typed_is_read_back(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task("A"))
    with world.acting(leader, read_only=True):
        (task,) = plans.tasks(plan.id)
    client, path = world.client(leader), f"/plans/{plan.id}/tasks/{task.id}"
    typed = values(body(client.get(path)), path)
    answer = client.send(path, {**typed, "term": "xong trước 23/11"})
    assert answer.status_code == 303
    page = body(client.get(answer.headers["Location"]))
    assert "Thời hạn hiểu là: trước ngày 23/11/2026." in page
    assert "Chủ nhật; ngày làm việc liền trước là 20/11/2026" in page
    page = body(client.get(path))
    assert 'value="trước ngày 23/11/2026"' in page
    again = values(page, path)
    assert client.send(path, again).status_code == 303
    with world.acting(leader, read_only=True):
        assert str(plans.own_task(task.id).deadline) == "trước ngày 23/11/2026"


def test_a_quarter_in_words_moves_the_task(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task("A"), a_task("B"))
    client, path = world.client(leader), f"/plans/{plan.id}/tasks"
    typed = values(body(client.get(path)), path)
    moved = {**typed, "q1-0-term": "dự kiến trong quý III", "q1-1-term": "cuối tháng 8"}
    assert client.send(path, moved).status_code == 303
    with world.acting(leader, read_only=True):
        second, first = plans.tasks(plan.id)
    assert (first.quarter, first.due_label) == (3, "dự kiến trong quý III")
    assert (second.quarter, second.due_label) == (1, "cuối tháng 8/2026")


def test_every_wrong_box_of_the_list_is_told(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task("A"), a_task("B"))
    client, path = world.client(leader), f"/plans/{plan.id}/tasks"
    typed = values(body(client.get(path)), path)
    page = body(client.send(path, {**typed, "q1-0-term": "đầu tháng 8", "q1-1-term": "31/9"}), 422)
    assert 'href="#f-q1-0-term"' in page
    assert "“đầu tháng 8” chưa nêu rõ ngày nào" in page
    assert "Ngày 31/9 không có trong lịch" in page
    assert 'value="đầu tháng 8"' in page


def test_sixty_tasks_are_a_light_page(world: World, leader: Person) -> None:
    text = "Phát động, sơ kết, khen thưởng phong trào thi đua chuyên đề; hoàn thành chỉ tiêu " * 2
    tasks = [
        a_task(
            f"{text}{number}",
            quarter=1 + number % 4,
            lead_office="Phòng Văn hóa - Xã hội",
            support_offices=("Các cơ quan, đơn vị liên quan", "Các thôn"),
            deadline_on=date(2026, 1 + number % 12, 20),
        )
        for number in range(60)
    ]
    plan = drafted(world, leader, *tasks)
    client = world.client(leader)
    for path in (f"/plans/{plan.id}/tasks", f"/plans/{plan.id}"):
        assert len(client.get(path).data) < 150_000, path


def test_a_draft_for_a_school_year(world: World, leader: Person) -> None:
    client = world.client(leader)
    typed = values(body(client.get("/plans/new")), "/plans")
    title = "Công tác thi đua năm học 2026 - 2027"
    given = {**typed, "period": "school_year", "year": "2026", "title": title}
    answer = client.send("/plans", given)
    assert answer.status_code == 303
    page = body(client.get(answer.headers["Location"]))
    assert page.index("Quý III/2026") < page.index("Quý I/2027")
    plan_id = int(answer.headers["Location"].split("/")[2])
    with world.acting(leader, read_only=True):
        assert plans.own(plan_id).period is PlanPeriod.SCHOOL_YEAR
    made = client.call(
        "POST", f"/api/v1/plans/{plan_id}/tasks", json={"text": "Tổng kết", "term": "31/5"}
    )
    assert (made.json["deadline_on"], made.json["quarter"]) == ("2027-05-31", 2)


def test_a_task_is_repeated_by_one_press(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task("Sơ kết quý I"))
    with world.acting(leader, read_only=True):
        (task,) = plans.tasks(plan.id)
    client, path = world.client(leader), f"/plans/{plan.id}/tasks/{task.id}"
    given = {"version": str(task.version), "rhythm": "quarter"}
    assert client.send(f"{path}/repetition", given).status_code == 303
    page = body(client.get(path))
    assert "Sửa nội dung và cơ quan thực hiện của cả 4 lần lặp lại" in page
    typed = {**values(page, path), "text": "Tổng hợp quý I", "whole_series": "1"}
    assert client.send(path, typed).status_code == 303
    with world.acting(leader, read_only=True):
        assert [one.text for one in plans.tasks(plan.id)] == [
            f"Tổng hợp quý {roman}" for roman in ("I", "II", "III", "IV")
        ]


def test_the_resource_says_how_it_understands(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task())
    client, address = world.client(leader), f"/api/v1/plans/{plan.id}/deadline"
    found = client.call("GET", f"{address}?text=trước+ngày+02/9").json
    assert (found["deadline_on"], found["deadline_inclusive"]) == ("2026-09-02", False)
    assert (found["last_day"], found["due_label"]) == ("2026-09-01", "trước ngày 02/09/2026")
    assert "Quốc khánh" in found["note"]
    refused = client.call("GET", f"{address}?text=sớm")
    assert refused.status_code == 422
    assert "term" in refused.json["errors"]


def test_one_way_of_writing_a_deadline_at_a_time(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task())
    both = {"text": "A", "term": "cuối tháng 8", "deadline_on": "2026-08-31"}
    answer = world.client(leader).call("POST", f"/api/v1/plans/{plan.id}/tasks", json=both)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["term"]
    neither = world.client(leader).call(
        "POST", f"/api/v1/plans/{plan.id}/tasks", json={"text": "A"}
    )
    assert list(neither.json["errors"]) == ["quarter"]


def test_a_new_task_is_combined_with_one_of_its_plan(world: World, leader: Person) -> None:
    plan = drafted(world, leader, a_task("Hội nghị"))
    with world.acting(leader, read_only=True):
        (holder,) = plans.tasks(plan.id)
    client, address = world.client(leader), f"/api/v1/plans/{plan.id}/tasks"
    given = {"text": "Tuyên dương", "quarter": 1}
    made = client.call("POST", address, json={**given, "combined_with_id": holder.id})
    assert (made.status_code, made.json["combined_with_id"]) == (201, holder.id)
    refused = client.call("POST", address, json={**given, "combined_with_id": 999_999})
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == ["combined_with_id"]
