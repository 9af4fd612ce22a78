"""The issuer's pages and resources: matrix, coverage, what came up."""

import csv
import io
from datetime import date

import pytest

from app.lib import clock
from app.plans import actions
from app.plans.queries import plans
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import World

NAMES = ("Điềm He", "Đình Lập", "Kiên Mộc")


@pytest.fixture
def given(world: World) -> Given:
    """Three communes: Điềm He has sent, Đình Lập has taken in, Kiên Mộc has done nothing."""
    communes = [world.commune(name) for name in NAMES]
    given = cascade.issued(world, communes)
    first, second = world.person(communes[0]), world.person(communes[1])
    own = cascade.derived(world, given, first)
    with world.acting(first):
        task = plans.tasks(own)[3]
    with world.acting(first):
        actions.decline_task(task_id=task.id, version=1, reason="Không có đối tượng", by=first)
    cascade.sent_up(world, own, first)
    with world.acting(second):
        actions.acknowledge(plan_id=given.plan_id, by=second)
    return given


def test_the_matrix_page(world: World, given: Given) -> None:
    client = world.client(given.leader)
    page = client.get(f"/plans/{given.plan_id}/matrix").get_data(as_text=True)
    for name in NAMES:
        assert f"Xã {name}" in page
    assert page.count('class="is-late"') == 2
    late = client.get(f"/plans/{given.plan_id}/matrix?view=late").get_data(as_text=True)
    assert "Xã Điềm He" not in late
    sent = client.get(f"/plans/{given.plan_id}/matrix?view=sent").get_data(as_text=True)
    assert "Xã Kiên Mộc" not in sent


def test_the_matrix_is_sent_again_only_when_it_has_changed(world: World, given: Given) -> None:
    client = world.client(given.leader)
    path = f"/plans/{given.plan_id}/matrix/body"
    first = client.get(path)
    known = first.headers["X-Live-Known"]
    assert f'data-live-known="{known}"' in client.get(f"/plans/{given.plan_id}/matrix").get_data(
        as_text=True
    )
    assert client.get(f"{path}?known={known}").status_code == 204
    officer = world.person(world.commune("Kiên Mộc"))
    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    again = client.get(f"{path}?known={known}")
    assert again.status_code == 200
    assert again.headers["X-Live-Known"] != known


def test_the_matrix_as_csv(world: World, given: Given) -> None:
    answer = world.client(given.leader).get(f"/plans/{given.plan_id}/matrix.csv")
    assert answer.mimetype == "text/csv"
    assert "ma-tran-ke-hoach-01-2026.csv" in answer.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert len(lines) == 4
    assert lines[0][:2] == ["Mã", "Đơn vị"]
    assert [line[1] for line in lines[1:]] == ["Xã Điềm He", "Xã Đình Lập", "Xã Kiên Mộc"]
    assert [line[2] for line in lines[1:]] == [
        "Đã gửi lên",
        "Đã tiếp nhận (quá hạn)",
        "Đã giao (quá hạn)",
    ]


def test_coverage_and_its_drill_down(world: World, given: Given) -> None:
    client = world.client(given.leader)
    page = client.get(f"/plans/{given.plan_id}/coverage").get_data(as_text=True)
    assert "1/3 đơn vị đã gửi kế hoạch lên" in page
    with world.acting(given.leader):
        task = plans.tasks(given.plan_id)[3]
    detail = client.get(f"/tasks/{task.id}/coverage").get_data(as_text=True)
    assert "Không có đối tượng" in detail
    with clock.fixed(date(2026, 1, 19)):
        grid = client.get(f"/plans/{given.plan_id}/coverage/grid").get_data(as_text=True)
    assert grid.count('title="Không thực hiện">K<') == 1
    assert grid.count('title="Giữ nguyên">G<') == 4
    assert grid.count('title="Chưa trả lời">·<') == 10


def test_by_the_api(world: World, given: Given) -> None:
    client = world.client(given.leader)
    matrix = client.get(f"/api/v1/plans/{given.plan_id}/deliveries").json
    assert matrix["counts"] == {
        "delivered": 3,
        "seen": 2,
        "acknowledged": 2,
        "derived": 1,
        "issued": 1,
        "sent": 1,
        "accepted": 0,
        "returned": 0,
        "late": 2,
    }
    assert [(one["name"], one["state"], one["late"]) for one in matrix["items"]] == [
        ("Xã Điềm He", "sent", False),
        ("Xã Đình Lập", "acknowledged", True),
        ("Xã Kiên Mộc", "delivered", True),
    ]
    page = client.get(f"/api/v1/plans/{given.plan_id}/deliveries?page_size=2&page=2&view=late")
    assert (page.json["total"], page.json["items"]) == (2, [])
    coverage = client.get(f"/api/v1/plans/{given.plan_id}/coverage").json
    assert (coverage["recipients"], coverage["answered"], coverage["added"]) == (3, 1, 0)
    fourth = coverage["tasks"][3]
    assert (fourth["kept"], fourth["declined"], fourth["waiting"]) == (0, 1, 2)
    answers = client.get(f"/api/v1/tasks/{fourth['task']['id']}/coverage").json["answers"]
    assert [one["decline_reason"] for one in answers] == ["Không có đối tượng", None, None]
    assert [one["disposition"] for one in answers] == ["declined", None, None]
    received = client.get(f"/api/v1/plans/received?plan_id={given.plan_id}").json
    assert [one["sender"]["name"] for one in received["items"]] == ["Xã Điềm He"]
    assert client.get("/api/v1/plans/received?q=dinh").json["total"] == 0
    assert client.get("/api/v1/plans/received?q=diem").json["total"] == 1
    assert client.get("/api/v1/plans/received?year=2025").json["total"] == 0


def test_only_the_issuer_follows_its_plan(world: World, given: Given) -> None:
    with world.acting(given.leader):
        task = plans.tasks(given.plan_id)[0]
    for other in (world.commune("Điềm He"), world.commune("Ba Sơn")):
        client = world.client(world.person(other))
        for path in (
            f"/plans/{given.plan_id}/matrix",
            f"/plans/{given.plan_id}/matrix/body",
            f"/plans/{given.plan_id}/matrix.csv",
            f"/plans/{given.plan_id}/coverage",
            f"/plans/{given.plan_id}/coverage/grid",
            f"/tasks/{task.id}/coverage",
            f"/api/v1/plans/{given.plan_id}/deliveries",
            f"/api/v1/plans/{given.plan_id}/coverage",
            f"/api/v1/tasks/{task.id}/coverage",
        ):
            assert client.get(path).status_code == 404, path
        assert client.get("/api/v1/plans/received").json["total"] == 0


def test_a_draft_has_empty_pages_that_say_why(world: World) -> None:
    leader = world.person(world.province)
    with world.acting(leader):
        plan = actions.draft(
            content=cascade.a_plan(), tasks=[actions.TaskContent(quarter=1, text="A")], by=leader
        )
    client = world.client(leader)
    assert "Kế hoạch chưa ban hành" in client.get(f"/plans/{plan.id}/matrix").get_data(as_text=True)
    for part in ("coverage", "coverage/grid"):
        assert client.get(f"/plans/{plan.id}/{part}").status_code == 200
    assert "Chưa có kế hoạch nào gửi lên" in client.get("/plans/received").get_data(as_text=True)


def test_the_pages_cost_the_same_for_three_and_for_65_communes(world: World) -> None:
    leader = world.person(world.province)
    client = world.client(leader)
    for path in ("matrix", "coverage", "coverage/grid"):
        counts = []
        for recipients in (world.communes[:3], world.communes):
            given = cascade.issued(world, recipients)
            with counted(world.app) as statements:
                page = client.get(f"/plans/{given.plan_id}/{path}")
            assert page.status_code == 200
            assert len(page.data) < 150_000
            counts.append(len(statements))
        assert counts[0] == counts[1], path


def test_a_large_grid_is_shown_by_quarter(world: World) -> None:
    many = [
        actions.TaskContent(quarter=1 + number % 4, text=f"Nhiệm vụ {number}")
        for number in range(60)
    ]
    given = cascade.issued(world, tasks=many)
    page = world.client(given.leader).get(f"/plans/{given.plan_id}/coverage/grid")
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "mỗi lần xem một quý" in text
    assert text.count("<td class=") == 15 * 65
    assert len(page.data) < 150_000
