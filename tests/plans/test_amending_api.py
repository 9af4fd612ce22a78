"""Amendments, revisions and answers by the API."""

import pytest

from app.plans.terms import MergeState
from tests.plans import amending, cascade
from tests.plans.cascade import Given
from tests.world import Person, World

API = "/api/v1"


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with Điềm He."""
    return cascade.issued(world, [world.commune("Điềm He")])


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He."""
    return world.person(world.commune("Điềm He"))


def test_an_amendment_is_written_issued_and_settled_by_programs(
    world: World, given: Given, officer: Person
) -> None:
    own = cascade.derived(world, given, officer)
    cascade.sent_up(world, own, officer)
    client, below = world.client(given.leader), world.client(officer)
    tasks = amending.tasks_of(world, given.plan_id, given.leader)
    made = client.call(
        "POST", f"{API}/plans/{given.plan_id}/amendments", json={"reason": "Lịch đổi"}
    )
    assert made.status_code == 201
    path = f"{API}/amendments/{made.json['id']}"
    lines = {
        "lines": [
            {"change": "change", "task_id": tasks[1].id, "task": {"term": "trước ngày 20/3"}},
            {"change": "withdraw", "task_id": tasks[3].id},
            {"change": "add", "task": {"quarter": 4, "text": "Tổ chức hội thi"}},
        ]
    }
    assert client.call("PUT", f"{path}/lines", json=lines).status_code == 428
    held = {"If-Match": made.headers["ETag"]}
    written = client.call("PUT", f"{path}/lines", json=lines, headers=held)
    assert written.status_code == 200, written.json
    assert [one["change"] for one in written.json["lines"]] == ["change", "withdraw", "add"]
    assert client.call("PUT", f"{path}/lines", json=lines, headers=held).status_code == 412
    wrong = {"lines": [{"change": "change", "task_id": tasks[1].id, "task": {"text": ""}}]}
    held = {"If-Match": written.headers["ETag"]}
    assert client.call("PUT", f"{path}/lines", json=wrong, headers=held).status_code == 422
    issuance = {
        "issued_on": amending.AMENDED_ON.isoformat(),
        "signing_capacity": "committee_chair",
        "signer_name": "Đoàn Thanh Sơn",
    }
    for _ in range(2):
        assert client.call("POST", f"{path}/issuance", json=issuance).json["revision"] == 2
    world.work()
    plan = f"{API}/plans/{given.plan_id}"
    history = client.get(f"{plan}/revisions").json["items"]
    assert [one["cause"] for one in history] == ["amended", "issued"]
    found = client.get(f"{plan}/revisions/2/differences").json
    assert (found["base"], len(found["tasks"])) == (1, 3)
    assert client.get(f"{plan}/revisions/1").json["content"]["tasks"][3]["text"] == tasks[3].text
    answers = client.get(f"{plan}/revisions/2/answers").json
    assert answers["states"] == {"applied": 1, "withdrawal": 1, "offered": 1}
    for one in below.get(f"{API}/plans/{own}/merges").json["items"]:
        if MergeState(one["state"]).is_open:
            address = f"{API}/merges/{one['id']}"
            held = {"If-Match": below.get(address).headers["ETag"]}
            body = {"follows": one["state"] == "offered", "reason": "Xã vẫn làm"}
            done = below.call("PUT", f"{address}/settlement", json=body, headers=held)
            assert done.status_code == 200, done.json
            again = below.call("PUT", f"{address}/settlement", json=body, headers={"If-Match": "*"})
            assert again.status_code == 409
    answers = client.get(f"{plan}/revisions/2/answers").json
    assert answers["states"] == {"applied": 1, "kept_as_own": 1, "accepted": 1}
