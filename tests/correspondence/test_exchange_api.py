"""What the pages of the exchange do, a program does too."""

import io

from app.access.permissions import Role
from app.correspondence import envelopes
from tests.correspondence import issued
from tests.correspondence.test_envelopes import PAPER
from tests.world import World

API = "/api/v1"


def test_a_program_sends_follows_and_registers(world: World) -> None:
    found = issued.paper(world)
    clerk = world.client(found.clerk)
    paper = f"{API}/outgoing-papers/{found.id}"
    added = clerk.call("POST", f"{paper}/recipients", json={"group": "communes"})
    assert (added.status_code, added.get_json()) == (201, {"added": 65})
    other = {"name": "Báo Lạng Sơn", "purpose": "know"}
    assert clerk.call("POST", f"{paper}/recipients", json=other).get_json() == {"added": 1}
    sent = clerk.call("POST", f"{paper}/dispatch").get_json()
    assert sent == {"tenants": 65, "mails": 0, "packages": 1, "waiting": 0}
    assert clerk.call("POST", f"{paper}/dispatch").status_code == 409
    commune = world.communes[0]
    desk = world.client(world.person(commune, Role.CLERK))
    assert desk.get(f"{API}/waiting-papers").get_json()["total"] == 1
    assert desk.call("POST", f"{paper}/sighting").status_code == 204
    entry = desk.call("POST", f"{paper}/registration")
    assert (entry.status_code, entry.get_json()["number"]) == (201, 1)
    assert desk.call("POST", f"{paper}/registration").status_code == 409
    second = world.client(world.person(world.communes[1], Role.CLERK))
    assert second.call("POST", f"{paper}/return", json={"reason": "Nhầm"}).status_code == 204
    assert second.call("POST", f"{paper}/return", json={}).status_code == 422
    listed = clerk.get(f"{paper}/recipients").get_json()
    by_unit = {one["tenant_id"]: one for one in listed["items"]}
    assert (by_unit[commune.id]["arrival"], by_unit[commune.id]["number"]) == ("registered", 1)
    assert by_unit[world.communes[1].id]["arrival"] == "returned"
    assert (listed["unsent"], listed["silent"]) == (0, 63)
    assert clerk.call("POST", f"{paper}/reminders").get_json() == {"count": 63}


def test_a_program_takes_a_recipient_off(world: World) -> None:
    found = issued.paper(world)
    clerk = world.client(found.clerk)
    paper = f"{API}/outgoing-papers/{found.id}"
    clerk.call("POST", f"{paper}/recipients", json={"name": "Lưu"})
    line = clerk.get(f"{paper}/recipients").get_json()["items"][0]
    assert clerk.call("DELETE", f"{paper}/recipients/{line['id']}").status_code == 204
    assert clerk.call("DELETE", f"{paper}/recipients/{line['id']}").status_code == 404


def test_a_program_publishes_and_anybody_reads(world: World) -> None:
    found = issued.paper(world)
    clerk, anybody = world.client(found.clerk), world.client()
    paper = f"{API}/outgoing-papers/{found.id}"
    assert anybody.get(f"{API}/published-papers").get_json()["total"] == 0
    told = clerk.call("PUT", f"{paper}/publication", json={"reason": "Theo quy chế"})
    assert told.get_json()["public_at"]
    listed = anybody.get(f"{API}/published-papers?q=bang khen").get_json()
    assert [one["number"] for one in listed["items"]] == [found.number]
    known = anybody.get(f"{API}/verifications/{found.code}").get_json()
    assert (known["number"], known["issuer"], known["state"]) == (
        found.number,
        "Ủy ban nhân dân tỉnh Lạng Sơn",
        "issued",
    )
    assert anybody.get(f"{API}/verifications/nothing").status_code == 404
    withdrawn = clerk.call("POST", f"{paper}/publication/withdrawal", json={"reason": "Sửa"})
    assert withdrawn.get_json() == {"public_at": None}


def test_a_program_downloads_and_hands_in_a_package(world: World) -> None:
    found = issued.paper(world)
    clerk = world.client(found.clerk)
    package = clerk.get(f"{API}/outgoing-papers/{found.id}/package")
    assert package.mimetype == "application/zip"
    content = envelopes.pack(PAPER, made_at=PAPER.traces[0].at)
    desk = world.client(world.person(world.communes[0], Role.CLERK))
    opened = desk.call(
        "POST", f"{API}/incoming-envelopes", data={"file": (io.BytesIO(content), "goi.zip")}
    ).get_json()
    assert (opened["paper_number"], opened["kind"], opened["urgency"]) == (
        "12/QĐ-UBND",
        "decision",
        "urgent",
    )
    assert (len(opened["left_out"]), len(opened["file_ids"])) == (1, 1)
    given = {name: opened[name] for name in ("sender_name", "paper_number", "abstract")}
    entry = desk.call(
        "POST",
        f"{API}/incoming-envelopes/entries",
        json={**given, "issued_on": opened["issued_on"], "file_ids": opened["file_ids"]},
    )
    assert (entry.status_code, entry.get_json()["number"]) == (201, 1)
    bad = desk.call(
        "POST", f"{API}/incoming-envelopes", data={"file": (io.BytesIO(b"x"), "a.edxml")}
    )
    assert bad.status_code == 422
