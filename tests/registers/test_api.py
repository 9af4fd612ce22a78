"""Both registers for programs: what the pages do, with ETags, faults in Vietnamese."""

import io
from typing import Any

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.registers import actions, queries
from tests.registers.samples import entered
from tests.world import Client, Person, World


@pytest.fixture(name="clerk")
def _clerk(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.CLERK)


@pytest.fixture(name="client")
def _client(world: World, clerk: Person) -> Client:
    return world.client(clerk)


def incoming(**changes: Any) -> dict[str, Any]:
    """A letter that came today."""
    return {"sender_name": "Sở Nội vụ", "abstract": "Hướng dẫn tổng kết", **changes}


def test_numbers_are_kept_read_and_cancelled(world: World, clerk: Person, client: Client) -> None:
    asked = {"kind": "decision", "symbol": "QĐ-UBND", "count": 2, "reason": "Kỳ họp"}
    kept = client.call("POST", "/api/v1/outgoing-papers/reservations", json=asked)
    assert kept.status_code == 201, kept.get_data(as_text=True)
    first = kept.json["items"][0]
    assert (first["full_number"], first["state"]) == ("01/QĐ-UBND", "reserved")
    path = f"/api/v1/outgoing-papers/{first['id']}"
    shown = client.get(path)
    assert shown.headers["ETag"]
    reason = {"reason": "Không dùng nữa"}
    assert client.call("PUT", f"{path}/cancellation", json=reason).status_code == 428
    stale = {"If-Match": '"99"'}
    assert client.call("PUT", f"{path}/cancellation", json=reason, headers=stale).status_code == 412
    held = {"If-Match": shown.headers["ETag"]}
    done = client.call("PUT", f"{path}/cancellation", json=reason, headers=held)
    assert (done.status_code, done.json["state"]) == (200, "cancelled")
    listed = client.get("/api/v1/outgoing-papers?q=khong dung&state=cancelled").json
    assert [one["id"] for one in listed["items"]] == [first["id"]]
    series = client.get("/api/v1/number-series").json["items"]
    assert series == [{"series": "QĐ-UBND", "last": 2}]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"count": 0}, "count"),
        ({"count": 51}, "count"),
        ({"kind": "poem"}, "kind"),
        ({"symbol": "a b"}, "symbol"),
        ({"first": "x"}, "number"),
        ({"reason": " "}, "reason"),
        ({"year": 1999}, "year"),
        ({"until": "2020-01-01"}, "until"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_faults_of_a_reservation_stand_at_their_fields(
    client: Client, changes: dict[str, Any], field: str
) -> None:
    asked = {"kind": "decision", "symbol": "QĐ-UBND", "reason": "Kỳ họp", **changes}
    answer = client.call("POST", "/api/v1/outgoing-papers/reservations", json=asked)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]


def test_many_numbers_are_skipped_only_with_a_confirmation(client: Client) -> None:
    path = "/api/v1/outgoing-papers/reservations"
    asked = {"kind": "decision", "symbol": "QĐ-UBND", "reason": "Kỳ họp", "first": "900"}
    refused = client.call("POST", path, json=asked)
    assert (refused.status_code, set(refused.json["errors"])) == (422, {"number", "confirm_gap"})
    assert client.call("POST", path, json={**asked, "confirm_gap": True}).status_code == 201


def test_an_incoming_paper_from_arrival_to_answer(
    world: World, clerk: Person, client: Client
) -> None:
    made = client.call("POST", "/api/v1/incoming-papers", json=incoming())
    assert (made.status_code, made.json["number"]) == (201, 1)
    path = made.headers["Location"]
    changes = {"urgency": "immediate", "abstract": "Hướng dẫn tổng kết năm"}
    held = {"If-Match": made.headers["ETag"]}
    changed = client.call("PATCH", path, json=changes, headers=held)
    assert changed.status_code == 200, changed.get_data(as_text=True)
    assert changed.json["urgency"] == "immediate"
    assert client.call("PATCH", path, json=changes, headers=held).status_code == 412
    assert client.call("PATCH", path, json=changes).status_code == 428
    leader = world.client(world.person(clerk.tenant, Role.LEADER))
    given = {
        "user_id": clerk.id,
        "instruction": "Tham mưu",
        "due_on": clock.today().isoformat(),
    }
    held = {"If-Match": changed.headers["ETag"]}
    assigned = leader.call("PUT", f"{path}/assignment", json=given, headers=held)
    assert (assigned.status_code, assigned.json["instruction"]) == (200, "Tham mưu")
    held = {"If-Match": assigned.headers["ETag"]}
    done = client.call("PUT", f"{path}/completion", json={"note": "Xong"}, headers=held)
    assert done.json["done_note"] == "Xong"
    held = {"If-Match": done.headers["ETag"]}
    reopened = client.call("DELETE", f"{path}/completion", headers=held)
    assert reopened.json["done_at"] is None
    file = client.call(
        "POST",
        f"{path}/files",
        data={"file": (io.BytesIO(b"%PDF-1.4"), "quet.pdf")},
        content_type="multipart/form-data",
    )
    assert file.status_code == 201
    with world.acting(clerk, read_only=True):
        assert [one.name for one in queries.incoming_files(made.json["id"])] == ["quet.pdf"]


def test_what_came_through_the_system_is_not_rewritten(
    world: World, clerk: Person, client: Client
) -> None:
    with world.acting(clerk):
        entry = actions.incoming.receive(**incoming(), paper_recipient_id=5, by=clerk)
    path = f"/api/v1/incoming-papers/{entry.id}"
    held = {"If-Match": client.get(path).headers["ETag"]}
    refused = client.call("PATCH", path, json={"abstract": "Khác"}, headers=held)
    assert refused.status_code == 409
    assert "theo bản của nơi gửi" in refused.json["detail"]
    day = {"arrived_on": clock.today().isoformat()}
    assert client.call("PATCH", path, json=day, headers=held).status_code == 200


def test_faults_of_an_entry_stand_at_their_fields(client: Client) -> None:
    made = client.call("POST", "/api/v1/incoming-papers", json=incoming(issued_on="2999-01-01"))
    assert made.status_code == 422
    assert list(made.json["errors"]) == ["issued_on"]
    assert client.get("/api/v1/incoming-papers/999999").status_code == 404


def test_a_neighbour_reads_neither_book(world: World, clerk: Person, client: Client) -> None:
    with world.acting(clerk):
        line = entered(clerk, issued_on=clock.today())
    made = client.call("POST", "/api/v1/incoming-papers", json=incoming())
    neighbour = world.client(world.person(world.commune("Đình Lập"), Role.CLERK))
    assert neighbour.get(f"/api/v1/outgoing-papers/{line.id}").status_code == 404
    assert neighbour.get(made.headers["Location"]).status_code == 404
    assert neighbour.get("/api/v1/outgoing-papers").json["total"] == 0
    assert neighbour.get("/api/v1/incoming-papers").json["total"] == 0


def test_an_export_is_asked_for_once_a_state(world: World, clerk: Person, client: Client) -> None:
    asked = {"format": "xlsx"}
    first = client.call("POST", "/api/v1/outgoing-papers/exports", json=asked)
    again = client.call("POST", "/api/v1/outgoing-papers/exports", json=asked)
    assert (first.status_code, first.json["id"]) == (202, again.json["id"])
    with world.acting(clerk):
        entered(clerk, issued_on=clock.today())
    later = client.call("POST", "/api/v1/outgoing-papers/exports", json=asked)
    assert later.json["id"] != first.json["id"]
