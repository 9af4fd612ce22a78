"""The API of the plan, as another system uses it."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.lib import clock
from app.plans.queries import plans
from tests.plans.samples import TODAY, YEAR_PLAN_TEXT, a_task, drafted, issued
from tests.sql import counted
from tests.world import Client, Person, World

API = "/api/v1"
PLAN = {
    "year": 2026,
    "title": "Công tác thi đua, khen thưởng năm 2026",
    "sections": {"purpose": "Đẩy mạnh phong trào."},
    "recipients": [{"name": "Sở Nội vụ", "purpose": "b/c"}],
    "tasks": [
        {"quarter": 1, "text": "Phát động", "lead_office": "Sở Nội vụ", "mandatory": True},
        {"quarter": 4, "text": "Tổng kết", "deadline_on": "2026-12-10"},
    ],
}
ISSUANCE = {
    "issued_on": "2026-01-05",
    "signing_capacity": "committee_chair",
    "signer_name": "Đoàn Thanh Sơn",
    "recipient_ids": None,
    "due_on": "2026-01-31",
}


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.fixed(TODAY) as now:
        yield now


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER)


@pytest.fixture(name="client")
def _client(world: World, leader: Person) -> Client:
    return world.client(leader)


def ok(answer: TestResponse, status: int = 200) -> Any:
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json(silent=True)


def test_from_draft_to_issue(world: World, client: Client) -> None:
    answer = client.call("POST", f"{API}/plans", json=PLAN)
    plan = ok(answer, 201)
    path = answer.headers["Location"]
    assert (plan["state"], plan["number"], plan["version"]) == ("draft", None, 1)
    assert answer.headers["ETag"] == '"1"'
    tasks = ok(client.get(f"{path}/tasks"))
    assert [task["text"] for task in tasks["tasks"]] == ["Phát động", "Tổng kết"]
    sent = {**ISSUANCE, "edition": tasks["edition"]}
    first = ok(client.call("POST", f"{path}/issuance", json=sent))
    second = ok(client.call("POST", f"{path}/issuance", json={**sent, "number": "77"}))
    assert first["state"] == "issued"
    assert first["number"] == second["number"] == "01"
    (line,) = ok(client.get(f"{API}/plans"))["items"]
    assert (line["tasks"], line["deliveries"]) == (2, 65)
    assert world.work() == 2, "told and drawn"


def test_an_edit_names_the_version_it_was_made_on(client: Client) -> None:
    path = client.call("POST", f"{API}/plans", json=PLAN).headers["Location"]
    changed = {"title": "Công tác năm 2026"}
    ok(client.call("PATCH", path, json=changed), 428)
    answer = client.call("PATCH", path, json=changed, headers={"If-Match": '"1"'})
    assert ok(answer)["title"] == "Công tác năm 2026"
    assert answer.headers["ETag"] == '"2"'
    stale = client.call("PATCH", path, json=changed, headers={"If-Match": '"1"'})
    assert ok(stale, 412)["status"] == 412
    assert stale.mimetype == "application/problem+json"
    ok(client.call("DELETE", path, headers={"If-Match": '"1"'}), 412)
    ok(client.call("DELETE", path, headers={"If-Match": '"2"'}), 204)
    ok(client.get(path), 404)


def test_tasks_one_at_a_time(client: Client) -> None:
    path = client.call("POST", f"{API}/plans", json=PLAN).headers["Location"]
    answer = client.call(
        "POST", f"{path}/tasks", json={"quarter": 1, "text": "Ký giao ước", "position": 1}
    )
    ok(answer, 201)
    task = answer.headers["Location"]
    texts = [one["text"] for one in ok(client.get(f"{path}/tasks"))["tasks"]]
    assert texts == ["Ký giao ước", "Phát động", "Tổng kết"]
    version = {"If-Match": client.get(task).headers["ETag"]}
    edited = client.call("PATCH", task, json={"quarter": 2}, headers=version)
    assert ok(edited)["quarter"] == 2
    ok(client.call("DELETE", task, headers=version), 412)
    ok(client.call("DELETE", task, headers={"If-Match": edited.headers["ETag"]}), 204)
    ok(client.get(task), 404)


def test_the_whole_list(client: Client) -> None:
    path = client.call("POST", f"{API}/plans", json=PLAN).headers["Location"]
    answer = client.get(f"{path}/tasks")
    first, _ = ok(answer)["tasks"]
    wanted = {
        "tasks": [
            {"quarter": 1, "text": "Mới", "support_offices": ["Các sở"]},
            {"id": first["id"], "quarter": 1, "text": "Phát động sâu rộng"},
        ]
    }
    version = {"If-Match": answer.headers["ETag"]}
    ok(client.call("PUT", f"{path}/tasks", json=wanted), 428)
    saved = client.call("PUT", f"{path}/tasks", json=wanted, headers=version)
    assert [one["text"] for one in ok(saved)["tasks"]] == ["Mới", "Phát động sâu rộng"]
    assert saved.headers["ETag"] != answer.headers["ETag"]
    ok(client.call("PUT", f"{path}/tasks", json=wanted, headers=version), 412)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"year": 1815}, "year"),
        ({"title": ""}, "title"),
        ({"colour": "red"}, "colour"),
        ({"sections": {"secret": "x"}}, "sections.secret"),
        ({"tasks": [{"quarter": 9, "text": "x"}]}, "tasks.0.quarter"),
        ({"tasks": [{"quarter": 1, "text": " "}]}, "tasks.0.text"),
    ],
)
def test_what_is_not_declared_or_out_of_shape_is_refused(
    client: Client, change: dict[str, Any], field: str
) -> None:
    problem = ok(client.call("POST", f"{API}/plans", json={**PLAN, **change}), 422)
    assert list(problem["errors"]) == [field]


def test_a_deadline_outside_the_year_is_named(client: Client) -> None:
    late = {"quarter": 1, "text": "x", "deadline_on": "2027-01-01"}
    problem = ok(client.call("POST", f"{API}/plans", json={**PLAN, "tasks": [late]}), 422)
    assert list(problem["errors"]) == ["tasks.0.deadline_on"]


def test_a_file_is_read_into_a_draft(client: Client) -> None:
    file = (BytesIO(YEAR_PLAN_TEXT.encode()), "kh.txt")
    plan = ok(client.call("POST", f"{API}/plans/readings", data={"file": file}), 201)
    assert plan["reading"]["number"] == "12"
    assert plan["source_file_id"]
    empty = (BytesIO(b""), "kh.txt")
    ok(client.call("POST", f"{API}/plans/readings", data={"file": empty}), 422)
    ok(client.call("POST", f"{API}/plans/readings", data={}), 422)


def test_copies_and_papers(world: World, client: Client) -> None:
    path = client.call("POST", f"{API}/plans", json=PLAN).headers["Location"]
    assert ok(client.call("POST", f"{path}/copies"), 201)["year"] == 2027
    answer = client.call("POST", f"{path}/papers")
    assert ok(answer, 202)["state"] in ("queued", "running")
    world.work()
    assert ok(client.get(answer.headers["Location"]))["state"] == "done"


def test_the_list_is_paged(world: World, client: Client, leader: Person) -> None:
    for _ in range(3):
        drafted(world, leader)
    page = ok(client.get(f"{API}/plans?page=2&page_size=2"))
    assert (len(page["items"]), page["total"], page["page"]) == (1, 3, 2)
    assert ok(client.get(f"{API}/plans?year=2020"))["total"] == 0
    ok(client.get(f"{API}/plans?page_size=1000"), 422)


def test_strangers_find_no_draft(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    with world.acting(leader, read_only=True):
        task_id = plans.tasks(plan.id)[0].id
    stranger = world.client(world.person(world.commune("Điềm He")))
    below, task = f"{API}/plans/{plan.id}", f"{API}/tasks/{task_id}"
    calls = [
        ("GET", below, None),
        ("PATCH", below, {"title": "x"}),
        ("DELETE", below, None),
        ("GET", f"{below}/tasks", None),
        ("POST", f"{below}/tasks", {"quarter": 1, "text": "x"}),
        ("PUT", f"{below}/tasks", {"tasks": []}),
        ("GET", task, None),
        ("PATCH", task, {"text": "x"}),
        ("DELETE", task, None),
        ("POST", f"{below}/issuance", ISSUANCE),
        ("POST", f"{below}/copies", None),
        ("POST", f"{below}/papers", None),
    ]
    for method, path, sent in calls:
        options = {} if sent is None else {"json": sent}
        answer = stranger.call(method, path, headers={"If-Match": '"1"'}, **options)
        ok(answer, 404)


def test_a_recipient_reads_and_does_not_write(world: World, leader: Person) -> None:
    plan = issued(world, leader)
    reader = world.client(world.person(world.commune("Điềm He")))
    path = f"{API}/plans/{plan.id}"
    assert ok(reader.get(path))["issuer"]["name"] == "Tỉnh Lạng Sơn"
    assert len(ok(reader.get(f"{path}/tasks"))["tasks"]) == 2
    ok(reader.call("PATCH", path, json={"title": "x"}, headers={"If-Match": "*"}), 404)
    assert ok(reader.get(f"{API}/plans"))["total"] == 0


def test_roles(world: World) -> None:
    commune = world.commune("Điềm He")
    officer = world.person(commune, Role.OFFICER)
    plan = drafted(world, officer)
    ok(world.client(officer).call("POST", f"{API}/plans/{plan.id}/issuance", json=ISSUANCE), 403)
    viewer = world.client(world.person(commune, Role.VIEWER))
    ok(viewer.get(f"{API}/plans/{plan.id}"))
    ok(viewer.call("POST", f"{API}/plans", json=PLAN), 403)
    ok(world.app.test_client().get(f"{API}/plans"), 401)


def test_a_token_works_as_a_session_does(world: World, leader: Person) -> None:
    headers = world.bearer(leader)
    answer = world.app.test_client().post(f"{API}/plans", json=PLAN, headers=headers)
    assert ok(answer, 201)["title"] == PLAN["title"]


def test_the_cost_does_not_grow_with_the_plan(world: World, client: Client, leader: Person) -> None:
    costs = []
    for number in (2, 60):
        plan = drafted(world, leader, *[a_task(f"Nhiệm vụ {n}") for n in range(number)])
        with counted(world.app) as statements:
            ok(client.get(f"{API}/plans/{plan.id}/tasks"))
            ok(client.get(f"{API}/plans"))
        costs.append(len(statements))
    assert costs[0] == costs[1] < 20
