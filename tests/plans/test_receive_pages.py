"""Receiving a plan on its pages and by the API."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions
from app.plans.models import Plan, Receipt
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import World


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with Điềm He and Đình Lập."""
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


def test_from_the_list_to_the_superior_in_five_clicks(world: World, given: Given) -> None:
    commune = world.person(world.commune("Điềm He"))
    client = world.client(commune)
    listed = client.get("/plans/incoming").get_data(as_text=True)
    assert "Kế hoạch số 01/KH-UBND ngày 04/01/2026" in listed
    assert "Tỉnh Lạng Sơn" in listed
    assert f'data-seen-url="/plans/{given.plan_id}/sighting"' in client.get(
        f"/plans/{given.plan_id}"
    ).get_data(as_text=True)

    assert client.send(f"/plans/{given.plan_id}/sighting").status_code == 204
    assert client.send(f"/plans/{given.plan_id}/acknowledgement").status_code == 303
    made = client.send(f"/plans/{given.plan_id}/derivation")
    assert made.status_code == 303
    own = int(made.location.split("/")[-2])
    assert client.get(made.location).status_code == 200
    assert client.send(f"/plans/{given.plan_id}/derivation").location == made.location

    issued = client.send(
        f"/plans/{own}/issuance",
        {
            "issued_on": clock.today().isoformat() if clock.today().year == 2026 else "2026-12-31",
            "signing_capacity": "committee_chair",
            "signer_name": "Lý Thị Dương",
        },
    )
    assert issued.status_code == 303, issued.get_data(as_text=True)
    assert client.send(f"/plans/{own}/dispatch").status_code == 303
    with world.acting(given.leader):
        receipt = db.session.scalars(select(Receipt)).one()
        assert receipt.state.value == "sent"
        assert db.session.get_one(Plan, own).addressee_id == world.province.id
    above = world.client(given.leader)
    world.work()
    assert "Xã Điềm He" in above.get("/plans/received").get_data(as_text=True)
    assert above.get(f"/plans/{own}").status_code == 200
    assert above.get(f"/plans/{own}/comparison").status_code == 200


def test_opening_a_page_by_get_writes_nothing(world: World, given: Given) -> None:
    commune = world.person(world.commune("Điềm He"))
    world.client(commune).get(f"/plans/{given.plan_id}")
    with world.acting(commune):
        assert db.session.scalars(select(Receipt)).all() == []


def test_who_may_do_what(world: World, given: Given) -> None:
    viewer = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    clerk = world.client(world.person(world.commune("Điềm He"), Role.CLERK))
    path = f"/plans/{given.plan_id}"
    assert viewer.send(f"{path}/acknowledgement").status_code == 403
    assert viewer.send(f"{path}/derivation").status_code == 403
    assert viewer.send(f"{path}/dispatch").status_code == 403
    assert viewer.send(f"{path}/sighting").status_code == 204
    assert clerk.send(f"{path}/acknowledgement").status_code == 303
    assert clerk.send(f"{path}/derivation").status_code == 403


def test_a_stranger_finds_nothing(world: World, given: Given) -> None:
    stranger = world.client(world.person(world.commune("Kiên Mộc")))
    for act in ("sighting", "acknowledgement", "derivation", "dispatch"):
        assert stranger.send(f"/plans/{given.plan_id}/{act}").status_code == 404
        answer = stranger.call("POST", f"/api/v1/plans/{given.plan_id}/{act}")
        assert answer.status_code == 404
    assert stranger.get("/api/v1/plans/incoming").json == {
        "items": [],
        "page": 1,
        "page_size": 50,
        "total": 0,
    }


def test_by_the_api(world: World, given: Given) -> None:
    commune = world.person(world.commune("Điềm He"))
    client = world.client(commune)
    path = f"/api/v1/plans/{given.plan_id}"
    (one,) = client.get("/api/v1/plans/incoming").json["items"]
    assert one["plan_id"] == given.plan_id
    assert one["issuer"]["name"] == "Tỉnh Lạng Sơn"
    assert one["due_on"] == "2026-01-31"
    assert (one["state"], one["own_plan_id"]) == ("delivered", None)
    assert client.get(f"{path}/receipt").status_code == 404
    assert client.call("POST", f"{path}/sighting").json["state"] == "seen"
    assert client.call("POST", f"{path}/acknowledgement").json["state"] == "acknowledged"
    assert client.call("POST", f"{path}/acknowledgement").status_code == 200
    made = client.call("POST", f"{path}/derivation")
    assert made.status_code == 201
    assert made.json["upstream_plan_id"] == given.plan_id
    assert made.headers["Location"].endswith(f"/plans/{made.json['id']}")
    again = client.call("POST", f"{path}/derivation")
    assert (again.status_code, again.json["id"]) == (200, made.json["id"])
    assert client.get(f"{path}/receipt").json["derived_plan_id"] == made.json["id"]
    assert client.call("POST", f"/api/v1/plans/{made.json['id']}/dispatch").status_code == 409


def test_a_plan_of_its_own_is_sent_from_its_page(world: World) -> None:
    officer = world.person(world.commune("Điềm He"))
    with clock.fixed(date(2026, 1, 20)):
        with world.acting(officer):
            plan = actions.draft(
                content=cascade.a_plan(),
                tasks=[actions.TaskContent(quarter=1, text="Họp thôn")],
                by=officer,
            )
        with world.acting(officer):
            actions.issue(
                plan_id=plan.id,
                signature=cascade.signature(issued_on=date(2026, 1, 20)),
                by=officer,
            )
    client = world.client(officer)
    button = f'action="/plans/{plan.id}/dispatch"'
    assert button in client.get(f"/plans/{plan.id}").get_data(as_text=True)
    assert client.send(f"/plans/{plan.id}/dispatch").status_code == 303
    assert button not in client.get(f"/plans/{plan.id}").get_data(as_text=True)


def test_late_plans_stand_out(world: World, given: Given) -> None:
    commune = world.person(world.commune("Điềm He"))
    client = world.client(commune)
    assert clock.today() > date(2026, 1, 31)
    assert "is-late" in client.get("/plans/incoming").get_data(as_text=True)
    assert "Quá hạn" in client.get("/plans/incoming?view=late").get_data(as_text=True)
    assert "is-late" not in client.get("/plans/incoming?view=answered").get_data(as_text=True)


def test_the_list_costs_the_same_for_one_and_for_twenty(world: World) -> None:
    commune = world.commune("Điềm He")
    officer = world.person(commune)
    client = world.client(officer)
    counts = []
    for more in (1, 19):
        for _ in range(more):
            cascade.issued(world, [commune])
        with counted(world.app) as statements:
            assert client.get("/plans/incoming").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
