"""Splitting and merging by page and by the API."""

import pytest

from app.access import Role
from app.plans.models import Task
from app.plans.queries import plans
from app.plans.terms import Disposition
from tests.plans import cascade
from tests.world import Client, Person, World


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody in Điềm He."""
    return world.person(world.commune("Điềm He"))


@pytest.fixture
def own(world: World, officer: Person) -> int:
    """Điềm He's draft out of the province's plan."""
    return cascade.derived(world, cascade.issued(world, [officer.tenant]), officer)


def _tasks(world: World, by: Person, own: int) -> list[Task]:
    with world.acting(by):
        return list(plans.tasks(own))


def test_by_the_api(world: World, officer: Person, own: int) -> None:
    client = world.client(officer)
    a, b, c, *_ = _tasks(world, officer, own)
    tag = {"If-Match": client.get(f"/api/v1/tasks/{a.id}").headers["ETag"]}
    path, body = f"/api/v1/tasks/{a.id}/parts", {"texts": ["Một", "Hai"]}
    assert client.call("POST", path, json=body).status_code == 428
    made = client.call("POST", path, json=body, headers=tag)
    assert (made.status_code, [one["text"] for one in made.json["parts"]]) == (201, ["Một", "Hai"])
    assert client.call("POST", path, json=body, headers=tag).status_code == 412
    second = made.json["parts"][1]["id"]
    first_tag = {"If-Match": client.get(f"/api/v1/tasks/{second}").headers["ETag"]}
    gone = client.call("DELETE", f"/api/v1/tasks/{second}", headers=first_tag)
    assert gone.status_code == 204

    path = f"/api/v1/tasks/{b.id}/merged"
    tag = {"If-Match": client.get(path).headers["ETag"]}
    merged = client.call("PUT", path, json={"task_ids": [c.id]}, headers=tag)
    assert (merged.status_code, [one["id"] for one in merged.json["merged"]]) == (200, [c.id])
    assert merged.json["merged"][0]["disposition"] == "merged"
    tag = {"If-Match": merged.headers["ETag"]}
    refused = client.call("PUT", path, json={"task_ids": [b.id]}, headers=tag)
    assert refused.status_code == 409
    taken_out = client.call("PUT", path, json={"task_ids": []}, headers=tag)
    assert (taken_out.status_code, taken_out.json["merged"]) == (200, [])


def _fields(version: int, **values: object) -> dict[str, object]:
    return {"version": str(version), **values}


def test_the_pages_keep_what_was_typed(world: World, officer: Person, own: int) -> None:
    client = world.client(officer)
    a, b, *_ = _tasks(world, officer, own)
    parts, merged = f"/plans/{own}/tasks/{a.id}/parts", f"/plans/{own}/tasks/{a.id}/merged"
    one = client.send(parts, _fields(1, texts=["Chỉ một phần", ""]))
    assert one.status_code == 422
    assert "Chỉ một phần" in one.text
    behind = client.send(parts, _fields(9, texts=["Chỉ một phần", ""]))
    assert 'name="version" value="9"' in behind.text
    stale = client.send(parts, _fields(7, texts=["Một", "Hai"]))
    assert stale.status_code == 412
    assert "vừa được người khác sửa" in stale.text
    assert f'name="version" value="{a.version}"' in stale.text
    none = client.send(merged, _fields(1, text=a.text))
    assert none.status_code == 422
    assert "Hãy chọn ít nhất một nhiệm vụ" in none.text
    itself = client.send(merged, _fields(1, text="Lời mới", merged_ids=[str(a.id)]))
    assert itself.status_code == 422
    assert "Lời mới" in itself.text
    done = client.send(merged, _fields(1, text="Làm chung", merged_ids=[str(b.id)]))
    assert done.status_code == 303
    found = {task.id: task for task in _tasks(world, officer, own)}
    assert found[b.id].disposition is Disposition.MERGED
    page = client.get(f"/plans/{own}/comparison").text
    assert "Gộp thêm:" in page
    assert "Bỏ gộp" in page
    assert "Đã gộp vào nhiệm vụ khác" in client.get(f"/plans/{own}").text
    assert "Đã gộp vào nhiệm vụ khác" in client.get(f"/plans/{own}/tasks/{b.id}").text


def test_who_may_not_edit_may_not_split(world: World, officer: Person, own: int) -> None:
    a, *_ = _tasks(world, officer, own)
    viewer = world.client(world.person(officer.tenant, Role.VIEWER))
    stranger = world.client(world.person(world.commune("Đình Lập")))
    assert _statuses(viewer, own, a.id) == {403}
    assert _statuses(stranger, own, a.id) == {404}


def _statuses(client: Client, own: int, task_id: int) -> set[int]:
    return {
        answer.status_code
        for part in ("parts", "merged")
        for answer in (
            client.get(f"/plans/{own}/tasks/{task_id}/{part}"),
            client.send(f"/plans/{own}/tasks/{task_id}/{part}", {"version": "1", "texts": "A"}),
        )
    }
