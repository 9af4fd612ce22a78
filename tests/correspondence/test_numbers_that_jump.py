"""A number that leaves others out is asked about before the paper takes it."""

import pytest

from app.correspondence.actions import steps
from app.documents.terms import PaperKind
from app.lib import clock
from app.registers import actions as registers
from app.registers.actions import Reservation
from tests.correspondence import desks
from tests.correspondence.test_steps import TODAY
from tests.world import World

ASKED = Reservation(kind=PaperKind.PLAN, symbol="KH-UBND", year=2026, reason="Họp", count=3)


@pytest.fixture(autouse=True)
def _today():  # type: ignore[no-untyped-def]
    with clock.fixed(TODAY):
        yield


def test_a_number_that_jumps_is_confirmed_before_it_is_spent(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.clerk):
        registers.reserve(reservation=ASKED, by=at.clerk)
    path, form = f"/correspondence/drafts/{draft_id}", {"version": "4", "issued_on": "2026-03-02"}
    client = world.client(at.clerk)
    shown = client.get(path).get_data(as_text=True)
    assert "Ban hành văn bản số 04/KH-UBND, ngày " in shown
    assert "số đang giữ: 01, 02, 03" in shown
    refused = client.send(f"{path}/issuance", {**form, "number": "70"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Số 70, bỏ qua 66 số (04–69). Số đang giữ: 01, 02, 03." in page
    assert 'name="confirm_gap"' in page
    api, tags = f"/api/v1/drafts/{draft_id}/issuance", {"If-Match": '"4"'}
    for number, said in (("5", "Số 05, bỏ qua 1 số (04)."), ("70", "bỏ qua 66 số (04–69).")):
        told = client.call("POST", api, json={"number": number}, headers=tags)
        assert (told.status_code, set(told.json["errors"])) == (422, {"number", "confirm_gap"})
        assert said in told.json["errors"]["number"][0]
    given = {"number": "70", "confirm_gap": True}
    done = client.call("POST", api, json=given, headers=tags)
    assert (done.status_code, done.json["full_number"]) == (201, "70/KH-UBND")


def test_a_reserved_number_is_taken_without_a_question(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.clerk):
        registers.reserve(reservation=ASKED, by=at.clerk)
        assert steps.issue(draft_id=draft_id, by=at.clerk, number="02").number == 2
