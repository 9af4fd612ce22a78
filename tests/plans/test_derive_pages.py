"""Deciding on each task, on the page and by the API."""

import pytest

from app.plans import actions
from app.plans.actions import TaskContent
from app.plans.models import Task
from app.plans.queries import derivation, plans
from app.plans.terms import Disposition
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Client, Person, World


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with Điềm He and Đình Lập."""
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He."""
    return world.person(world.commune("Điềm He"))


@pytest.fixture
def own(world: World, given: Given, officer: Person) -> int:
    """Its draft."""
    return cascade.derived(world, given, officer)


@pytest.fixture
def client(world: World, officer: Person) -> Client:
    """Its browser."""
    return world.client(officer)


def _task(world: World, officer: Person, own: int, index: int) -> Task:
    with world.acting(officer):
        return plans.tasks(own)[index]


def test_declining_and_taking_up_again(
    world: World, officer: Person, own: int, client: Client
) -> None:
    task = _task(world, officer, own, 3)
    answer = client.send(
        f"/tasks/{task.id}/disposition",
        {"disposition": "declined", "decline_reason": "Không có <b>ai</b>", "version": 1},
    )
    assert answer.status_code == 303
    assert answer.location.endswith(f"/plans/{own}/comparison#task-{task.id}")
    page = client.get(f"/plans/{own}/comparison").get_data(as_text=True)
    assert "Không có &lt;b&gt;ai&lt;/b&gt;" in page
    assert (
        client.send(
            f"/tasks/{task.id}/disposition", {"disposition": "adapted", "version": 2}
        ).status_code
        == 303
    )
    assert _task(world, officer, own, 3).disposition is Disposition.KEPT


def test_what_is_wrong_is_said_beside_the_task_and_nothing_typed_is_lost(
    world: World, officer: Person, own: int, client: Client
) -> None:
    task = _task(world, officer, own, 3)
    empty = client.send(f"/tasks/{task.id}/disposition", {"disposition": "declined", "version": 1})
    assert empty.status_code == 422
    assert "Cần ghi lý do không thực hiện" in empty.get_data(as_text=True)
    mandatory = _task(world, officer, own, 0)
    refused = client.send(
        f"/tasks/{mandatory.id}/disposition",
        {"disposition": "declined", "decline_reason": "Bận", "version": 1},
    )
    assert refused.status_code == 422
    assert "bắt buộc nên không bỏ được" in refused.get_data(as_text=True)
    stale = client.send(
        f"/tasks/{task.id}/disposition",
        {"disposition": "declined", "decline_reason": "Lý do đã gõ", "version": 0},
    )
    assert stale.status_code == 412
    assert "vừa được người khác sửa" in stale.get_data(as_text=True)
    assert "Lý do đã gõ" in stale.get_data(as_text=True)
    assert _task(world, officer, own, 3).disposition is Disposition.KEPT


def test_editing_a_derived_task_comes_back_to_the_comparison(
    world: World, officer: Person, own: int, client: Client
) -> None:
    task = _task(world, officer, own, 1)
    answer = client.send(
        f"/plans/{own}/tasks/{task.id}",
        {"quarter": "1", "text": "Phát động tại xã", "deadline_kind": "by", "version": 1},
    )
    assert answer.location.endswith(f"/plans/{own}/comparison#task-{task.id}")
    assert _task(world, officer, own, 1).disposition is Disposition.ADAPTED


def test_an_issued_plan_is_compared_but_not_decided_on(
    world: World, given: Given, officer: Person, own: int, client: Client
) -> None:
    cascade.sent_up(world, own, officer)
    task = _task(world, officer, own, 3)
    page = client.get(f"/plans/{own}/comparison").get_data(as_text=True)
    assert "data-decisions" not in page
    answer = client.send(
        f"/tasks/{task.id}/disposition",
        {"disposition": "declined", "decline_reason": "Bận", "version": task.version},
    )
    assert answer.status_code == 409
    above = world.client(given.leader).get(f"/plans/{own}/comparison").get_data(as_text=True)
    assert "Xã Điềm He thực hiện" in above
    assert "data-decisions" not in above


def test_nobody_else_sees_or_decides(world: World, given: Given, officer: Person, own: int) -> None:
    task = _task(world, officer, own, 1)
    for other in (given.leader, world.person(world.commune("Đình Lập"))):
        browser = world.client(other)
        assert browser.get(f"/plans/{own}/comparison").status_code == 404
        assert browser.get(f"/api/v1/plans/{own}/comparison").status_code == 404
        answer = browser.send(
            f"/tasks/{task.id}/disposition", {"disposition": "kept", "version": 1}
        )
        assert answer.status_code == 404


def test_a_plan_that_was_not_derived_has_no_comparison(world: World, given: Given) -> None:
    client = world.client(given.leader)
    assert client.get(f"/plans/{given.plan_id}/comparison").status_code == 404


def test_by_the_api(world: World, officer: Person, own: int, client: Client) -> None:
    with world.acting(officer):
        actions.add_task(plan_id=own, content=TaskContent(quarter=4, text="Hội thi"), by=officer)
    pairs = client.get(f"/api/v1/plans/{own}/comparison").json["pairs"]
    assert [pair["task"]["disposition"] for pair in pairs] == ["kept"] * 5 + ["added"]
    assert pairs[5]["above"] is None
    path = f"/api/v1/tasks/{pairs[3]['task']['id']}/disposition"
    decision = {"disposition": "declined", "decline_reason": "Không có đối tượng"}
    assert client.call("PUT", path, json=decision).status_code == 428
    assert client.call("PUT", path, json=decision, headers={"If-Match": '"9"'}).status_code == 412
    done = client.call("PUT", path, json=decision, headers={"If-Match": '"1"'})
    assert (done.status_code, done.json["disposition"]) == (200, "declined")
    assert done.headers["ETag"] == '"2"'
    wrong = {"disposition": "added"}
    assert client.call("PUT", path, json=wrong, headers={"If-Match": '"2"'}).status_code == 422
    unknown = {**decision, "points": 3}
    assert client.call("PUT", path, json=unknown, headers={"If-Match": '"2"'}).status_code == 422


def test_numbers_and_changes_of_the_pairs(world: World, officer: Person, own: int) -> None:
    task = _task(world, officer, own, 2)
    with world.acting(officer):
        actions.edit_task(
            task_id=task.id, version=1, changes={"text": "Báo cáo 6 tháng của xã"}, by=officer
        )
    declined = _task(world, officer, own, 1)
    with world.acting(officer):
        actions.decline_task(task_id=declined.id, version=1, reason="Bận", by=officer)
    with world.acting(officer):
        found = derivation.compare(plans.own(own))
    assert found is not None
    assert [pair.number for pair in found.pairs] == [1, None, 2, 3, 4]
    assert [pair.changed for pair in found.pairs] == [(), (), ("text",), (), ()]
    assert found.counts == {
        Disposition.KEPT: 3,
        Disposition.ADAPTED: 1,
        Disposition.MERGED: 0,
        Disposition.DECLINED: 1,
        Disposition.ADDED: 0,
    }


def test_the_page_costs_the_same_for_five_and_for_sixty_tasks(world: World) -> None:
    commune = world.commune("Điềm He")
    officer = world.person(commune)
    client = world.client(officer)
    counts = []
    for number in (5, 60):
        many = [TaskContent(quarter=1 + n % 4, text=f"Nhiệm vụ {n}") for n in range(number)]
        own = cascade.derived(world, cascade.issued(world, [commune], tasks=many), officer)
        with counted(world.app) as statements:
            page = client.get(f"/plans/{own}/comparison")
        assert page.status_code == 200
        assert len(page.data) < 150_000
        counts.append(len(statements))
    assert counts[0] == counts[1]
