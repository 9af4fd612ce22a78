"""Joining a draft to a superior's plan, on the page and by the API."""

from datetime import date
from typing import Any

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions
from app.plans.actions import PlanContent, TaskContent
from app.plans.queries import linking, plans
from app.plans.terms import Disposition
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Client, Person, World

OWN = (
    TaskContent(quarter=1, text="Xây dựng báo cáo tổng kết công tác TĐKT năm 2025"),
    TaskContent(quarter=1, text="Phát động phong trào <b>thi đua</b> năm 2026"),
    TaskContent(quarter=3, text="Chăm sóc các hộ gia đình chính sách"),
)


@pytest.fixture(name="given")
def _given(world: World) -> Given:
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


@pytest.fixture(name="client")
def _client(world: World, officer: Person) -> Client:
    return world.client(officer)


def written(world: World, by: Person, tasks: tuple[TaskContent, ...] = OWN) -> int:
    with world.acting(by):
        content = PlanContent(year=2026, title="Công tác thi đua năm 2026")
        return actions.draft(content=content, tasks=tasks, by=by).id


def page_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.get_data(as_text=True))


def form(world: World, by: Person, plan_id: int, given: Given) -> dict[str, str]:
    with world.acting(by):
        plan = plans.own(plan_id)
        (found,) = linking.candidates(plan)
        proposal = linking.propose(plan, found.arrived)
        rows = {
            f"task-{line.task.id}": str(line.match.upstream_id) if line.match else ""
            for line in proposal.lines
        }
    return {"upstream_plan_id": str(given.plan_id), "edition": proposal.edition, **rows}


def test_the_page_proposes_and_joins(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    own = written(world, officer)
    page = page_of(client.get(f"/plans/{own}/link"))
    assert "Cùng năm; dự thảo không ghi số" in page
    assert "&lt;b&gt;thi đua&lt;/b&gt;" in page
    assert "%</span>" in page
    assert "Kiểm tra công tác thi đua, khen thưởng tại cơ sở" in page
    answer = client.send(f"/plans/{own}/link", form(world, officer, own, given))
    assert answer.status_code == 303
    assert answer.location.endswith(f"/plans/{own}/link#missing")
    linked = page_of(client.get(f"/plans/{own}/link"))
    assert "Thêm vào kế hoạch" in linked
    assert "Bỏ nối" in linked


def test_what_is_refused_keeps_the_choices(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    own = written(world, officer)
    typed = form(world, officer, own, given)
    stale = page_of(client.send(f"/plans/{own}/link", {**typed, "edition": "1-0"}), 412)
    assert "Chưa nối được" in stale
    assert stale.count(" selected") >= 3
    none = {name: "" if name.startswith("task-") else value for name, value in typed.items()}
    assert "ít nhất một nhiệm vụ" in page_of(client.send(f"/plans/{own}/link", none), 422)
    wrong = {**typed, "upstream_plan_id": "x"}
    assert client.send(f"/plans/{own}/link", wrong).status_code == 422


def test_an_empty_draft_in_the_way_is_offered_to_go(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    with world.acting(officer):
        derived = actions.derive(plan_id=given.plan_id, by=officer).plan.id
    own = written(world, officer)
    assert "Thay dự thảo đó" in page_of(client.get(f"/plans/{own}/link"))
    typed = form(world, officer, own, given)
    assert "Thay dự thảo đó" in page_of(client.send(f"/plans/{own}/link", typed), 409)
    assert client.send(f"/plans/{own}/link", {**typed, "replace": "1"}).status_code == 303
    assert client.get(f"/plans/{derived}").status_code == 404


def test_each_missing_task_is_answered_on_the_page(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    own = written(world, officer)
    client.send(f"/plans/{own}/link", form(world, officer, own, given))
    with world.acting(officer):
        missing = [task for _, task in linking.missing(plans.own(own))]
        target = plans.tasks(own)[-1].id
    half, check, year = missing
    url = f"/plans/{own}/upstream-tasks/{{}}"
    assert client.send(url.format(half.id), {"answer": "added"}).status_code == 303
    refused = page_of(client.send(url.format(check.id), {"answer": "declined"}), 422)
    assert "Cần ghi lý do" in refused
    reason = {"answer": "declined", "decline_reason": "Không thuộc thẩm quyền"}
    assert client.send(url.format(check.id), reason).status_code == 303
    merge = {"answer": "merged", "into_task_id": str(target)}
    assert client.send(url.format(year.id), merge).status_code == 303
    assert "trả lời đủ" in page_of(client.get(f"/plans/{own}/link"))
    with world.acting(officer):
        found = sorted(task.disposition.value for task in plans.tasks(own))
    assert found == sorted(["adapted", "adapted", "added", "kept", "declined", "merged"])
    version = {"version": str(_version(world, officer, own))}
    assert client.send(f"/plans/{own}/link/deletion", version).status_code == 303
    with world.acting(officer):
        assert {task.disposition for task in plans.tasks(own)} == {Disposition.ADDED}


def test_who_issues_sees_what_is_unanswered(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    own = written(world, officer, OWN[1:2])
    typed = form(world, officer, own, given)
    leader = world.client(world.person(world.commune("Điềm He")))
    assert "chưa được trả lời" not in page_of(leader.get(f"/plans/{own}/issuance"))
    assert client.send(f"/plans/{own}/link", typed).status_code == 303
    page = page_of(leader.get(f"/plans/{own}/issuance"))
    assert "còn 2 nhiệm vụ bắt buộc của cấp trên chưa được trả lời" in page
    assert "3. Báo cáo sơ kết 6 tháng đầu năm" in page
    assert "Còn 2 nhiệm vụ của cấp trên mà kế hoạch chưa trả lời" in page
    assert f"/plans/{own}/link#missing" in page
    entry = {
        "number": "1",
        "issued_on": "2026-01-10",
        "signing_capacity": "committee_chair",
        "signer_name": "Lý Thị Dương",
    }
    with clock.fixed(date(2026, 1, 10)):
        refused = page_of(leader.send(f"/plans/{own}/issuance", entry), 422)
        assert "chưa trả lời 2 nhiệm vụ bắt buộc" in refused
        answer = leader.call("POST", f"/api/v1/plans/{own}/issuance", json=entry)
    assert answer.status_code == 422
    assert "chưa trả lời 2 nhiệm vụ bắt buộc" in answer.get_json()["detail"]


def _version(world: World, officer: Person, plan_id: int) -> int:
    with world.acting(officer):
        return plans.own(plan_id).version


def test_the_api_proposes_joins_answers_and_undoes(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    own = written(world, officer)
    url = f"/api/v1/plans/{own}/link"
    answer = client.get(url)
    (candidate,) = answer.get_json()["candidates"]
    assert (candidate["plan_id"], candidate["ground"]) == (given.plan_id, "same_year")
    proposal = client.get(f"{url}/proposal?upstream_plan_id={given.plan_id}").get_json()
    assert [one["is_sure"] for one in proposal["tasks"]] == [True, True, False]
    body = {
        "upstream_plan_id": given.plan_id,
        "edition": proposal["edition"],
        "tasks": [
            {"task_id": one["task_id"], "upstream_task_id": one["upstream_task_id"]}
            for one in proposal["tasks"]
        ],
    }
    assert client.call("PUT", url, json=body).status_code == 428
    tag = {"If-Match": answer.headers["ETag"]}
    joined = client.call("PUT", url, json=body, headers=tag)
    assert (joined.status_code, joined.get_json()["upstream_plan_id"]) == (200, given.plan_id)
    assert client.call("PUT", url, json=body, headers=tag).status_code == 412
    missing = client.get(url).get_json()["missing"]
    path = f"/api/v1/plans/{own}/upstream-tasks/{missing[0]['id']}"
    added = client.call("PUT", path, json={"answer": "added"})
    assert added.get_json()["disposition"] == "kept"
    assert client.call("PUT", path, json={"answer": "added"}).status_code == 409
    tag = {"If-Match": client.get(url).headers["ETag"]}
    assert client.call("DELETE", url, headers=tag).status_code == 204
    assert client.get(url).get_json()["upstream_plan_id"] is None


def test_nobody_joins_anothers_draft(world: World, officer: Person, given: Given) -> None:
    own = written(world, officer)
    for stranger in (world.commune("Đình Lập"), world.province):
        other = world.client(world.person(stranger))
        assert other.get(f"/plans/{own}/link").status_code == 404
        assert other.get(f"/plans/{own}/review").status_code == 404
        assert other.get(f"/api/v1/plans/{own}/link").status_code == 404
        assert other.send(f"/plans/{own}/link", {"upstream_plan_id": "1"}).status_code in (404, 422)


def test_the_page_asks_as_much_for_many_tasks_as_for_few(
    world: World, officer: Person, client: Client, given: Given
) -> None:
    few = written(world, officer)
    many = written(
        world, officer, tuple(TaskContent(quarter=2, text=f"Việc số {n}") for n in range(50))
    )
    client.get(f"/plans/{few}/link")
    with counted(client.application) as small:
        page_of(client.get(f"/plans/{few}/link"))
    with counted(client.application) as large:
        page_of(client.get(f"/plans/{many}/link"))
    assert len(small) == len(large)
