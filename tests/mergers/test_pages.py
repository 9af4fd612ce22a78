"""The pages and resources of mergers: what they show, to whom, in how many statements."""

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.mergers import jobs
from app.mergers.queries import handovers
from app.plans.models import Plan
from app.progress import actions as progress
from app.progress.actions import Upload
from app.progress.terms import TaskStatus
from tenants.db import db
from tenants.jobs import run_open
from tests.mergers.year import FIRST_DAY, JANUARY, MARCH, Year
from tests.sql import counted
from tests.world import Client, World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OLD, SPLIT = "Xã Bình La", "Xã Bính Xá"


@pytest.fixture
def year(world: World) -> Year:
    """Bình Gia with one commune that passed whole, Đình Lập with one that was split."""
    played = Year(world)
    played.top = played.issue(world.province, JANUARY)
    for district, name in (("Huyện Bình Gia", OLD), ("Huyện Đình Lập", SPLIT)):
        middle = played.derive(played.closed(district), played.top, JANUARY)
        old = played.closed(name)
        played.own = played.derive(old, middle, JANUARY)
        played.task_ids = played.tasks(old, played.own, MARCH)
        played.record(old, played.task_ids[0], MARCH, TaskStatus.IN_PROGRESS, 20, note="Nội bộ cũ")
        with played.at(old, MARCH) as by:
            upload = Upload(name="anh.pdf", content=PDF)
            progress.add_evidence(task_id=played.task_ids[0], uploads=[upload], by=by)
    with world.app.app_context(), clock.fixed(FIRST_DAY):
        jobs.schedule_handovers()
        run_open()
    return played


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.get_data(as_text=True)


def test_a_successor_reads_the_papers_as_they_were(year: Year) -> None:
    world = year.world
    client = world.client(world.person(world.commune("Kiên Mộc")))
    old = year.closed(SPLIT)
    assert SPLIT in _text(client, "/predecessors")
    unit = f"/predecessors/{old.id}"
    assert f"{unit}/plans/{year.own}" in _text(client, unit)
    assert f"{unit}/tasks/{year.task_ids[0]}" in _text(client, f"{unit}/plans/{year.own}")
    task = _text(client, f"{unit}/tasks/{year.task_ids[0]}")
    assert "Nội bộ cũ" in task
    file_path = task.split(f'href="{unit}/files/')[1].split('"')[0]
    answer = client.get(f"{unit}/files/{file_path}")
    assert (answer.status_code, answer.data) == (200, PDF)

    stranger = world.client(world.person(world.commune("Điềm He")))
    for path in (unit, f"{unit}/plans/{year.own}", f"{unit}/tasks/{year.task_ids[0]}"):
        assert stranger.get(path).status_code == 404
    assert stranger.get(f"{unit}/files/{file_path}").status_code == 404
    assert stranger.get(f"/files/{file_path}").status_code == 404


def test_the_province_reads_no_internal_note_of_a_commune(year: Year) -> None:
    client = year.world.client(year.world.person(year.world.province))
    old = year.closed(SPLIT)
    assert client.get(f"/predecessors/{old.id}").status_code == 404
    assert "Nội bộ cũ" not in _text(client, "/handover")


def test_the_province_decides_on_the_page(year: Year) -> None:
    world = year.world
    old = year.closed(SPLIT)
    client = world.client(world.person(world.province, Role.LEADER))
    assert f"/handover/choices/{old.id}" in _text(client, "/handover")
    page = _text(client, f"/handover/choices/{old.id}")
    heir = world.commune("Kiên Mộc")
    first, second, third, _ = year.task_ids
    assert f'name="successor.{first}"' in page
    refused = client.send(
        f"/handover/choices/{old.id}", {f"successor.{first}": "end", f"reason.{first}": ""}
    )
    assert refused.status_code == 422
    assert "Cần ghi lý do kết thúc nhiệm vụ." in refused.get_data(as_text=True)
    assert client.send(f"/handover/choices/{old.id}", {}).status_code == 422
    done = client.send(
        f"/handover/choices/{old.id}",
        {
            f"successor.{first}": str(heir.id),
            f"successor.{second}": "end",
            f"reason.{second}": "Đã xong ở cấp tỉnh.",
            f"successor.{third}": "",
        },
    )
    assert done.status_code == 303
    world.work()
    commune = world.client(world.person(heir))
    assert "Quá trình cũ" in _text(commune, "/handover")
    with year.at(heir, FIRST_DAY):
        assert [one.from_task_id for one in handovers.taken()] == [first]
    officer = world.client(world.person(world.province, Role.OFFICER))
    assert officer.get(f"/handover/choices/{old.id}").status_code == 403


def test_a_successor_claims_on_the_page_and_a_sibling_comes_too_late(year: Year) -> None:
    world = year.world
    first = world.client(world.person(world.commune("Kiên Mộc")))
    second = world.client(world.person(world.commune("Đình Lập")))
    task_id = str(year.task_ids[2])
    assert f'value="{task_id}"' in _text(second, "/handover")
    assert first.send("/handover/claims", {"task_ids": task_id}).status_code == 303
    assert f'value="{task_id}"' not in _text(second, "/handover")
    assert second.send("/handover/claims", {"task_ids": task_id}).status_code == 409
    assert second.send("/handover/claims", {"task_ids": "x"}).status_code == 422
    assert second.send("/handover", {}).status_code == 303


def test_the_api_does_what_the_pages_do(year: Year) -> None:
    world = year.world
    heir = world.client(world.person(world.commune("Tân Văn")))
    old = year.closed(OLD)
    listed = heir.get("/api/v1/predecessors").get_json()
    assert {one["name"] for one in listed} >= {OLD}
    (plan,) = heir.get(f"/api/v1/predecessors/{old.id}/plans").get_json()
    assert (plan["tasks"], plan["done"]) == (4, 0)
    path = f"/api/v1/predecessors/{old.id}/plans/{plan['id']}/tasks"
    assert {one["taken_by"] for one in heir.get(path).get_json()} == {"Xã Tân Văn"}
    lines = heir.get("/api/v1/handover-lines").get_json()
    assert [one["percent"] for one in lines] == [20, 0, 0, 0]
    assert heir.call("POST", "/api/v1/handovers").get_json() == {"tasks": 0, "units": 0}

    province = world.client(world.person(world.province))
    waiting = province.get("/api/v1/handover-tasks").get_json()
    decision = {"task_id": waiting[0]["task_id"], "successor_id": world.province.id}
    body = {"decisions": [decision]}
    made = province.call("POST", "/api/v1/handover-choices", json=body)
    assert (made.status_code, made.get_json()) == (201, {"count": 1})
    again = province.call("POST", "/api/v1/handover-choices", json=body)
    assert again.status_code == 409
    recast = province.get("/api/v1/recast?year=2025").get_json()
    assert recast["total"] == recast["recast_total"]
    through = province.get(f"/api/v1/plans/{year.top}/through").get_json()
    assert sum(one["taken_over"] for one in through["tasks"]) == 4
    assert len(through["closed_districts"]) == 11
    claimed = heir.call("POST", "/api/v1/handover-claims", json={"task_ids": [year.task_ids[1]]})
    assert claimed.status_code == 404
    assert heir.call("POST", "/api/v1/task-tallies").status_code == 409


PAGES = {
    "/predecessors": 14,
    "/handover": 32,
    "/recast?year=2025": 20,
    "/recast?year=2025&view=then": 20,
}
"""How many statements a page of the province may take, sign-in and menu included."""


def test_pages_cost_no_more_for_more_units(year: Year) -> None:
    world = year.world
    client = world.client(world.person(world.province))
    before = _costs(world, client, year.top)
    district = year.closed("Huyện Đình Lập")
    with year.at(district, MARCH):
        middle = _plan_of(district.id)
    for old in year.below(district)[:5]:
        if old.name != SPLIT:
            year.derive(old, middle, MARCH)
    assert _costs(world, client, year.top) == before
    for path, most in PAGES.items():
        assert before[path] <= most, path


def _costs(world: World, client: Client, plan_id: int) -> dict[str, int]:
    costs = {}
    for path in (*PAGES, f"/plans/{plan_id}/through"):
        client.get(path)
        with counted(world.app) as statements:
            _text(client, path)
        costs[path] = len(statements)
    return costs


def _plan_of(tenant_id: int) -> int:
    found = db.session.scalar(select(Plan.id).where(Plan.tenant_id == tenant_id))
    assert found is not None
    return found
