"""Who is no unit of the system is told apart: in the draft, and once the paper is sent."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from app.access.permissions import Role
from app.correspondence.actions import addressing
from app.correspondence.queries.addressees import Offer
from app.correspondence.schemas import recipient_forms
from app.correspondence.terms import Content, Form, Purpose
from tests.correspondence import issued
from tests.correspondence.test_drafts_pages import DECISION
from tests.world import World

OUTSIDE = "sẽ gửi ngoài hệ thống"


@pytest.mark.parametrize(
    ("name", "chosen", "kept"),
    [
        ("Như Điều 3", "report", "follow"),
        ("như trên", "", "follow"),
        ("Báo Lạng Sơn", "", "know"),
        ("Báo Lạng Sơn", "coordinate", "coordinate"),
        ("Như Thanh", "report", "report"),
    ],
)
def test_as_above_carries_no_mark_and_nothing_chosen_is_to_know(
    name: str, chosen: str, kept: str
) -> None:
    typed: Any = MultiDict({"recipients-0-name": name, "recipients-0-purpose": chosen})
    found = recipient_forms.recipients(typed, Offer([]), Content(), Form.DECISION)
    assert found[0]["purpose"] == kept


def test_a_draft_says_which_recipient_is_no_unit_of_the_system(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.OFFICER))
    rows = {
        "recipients-0-name": "Như Điều 2",
        "recipients-1-name": "Báo Lạng Sơn",
        "recipients-2-name": "UBND xã Tri Lễ",
    }
    made = client.send("/correspondence/drafts", {**DECISION, **rows})
    assert made.status_code == 303
    shown = client.get(made.headers["Location"]).get_data(as_text=True)
    assert shown.count(OUTSIDE) == 1
    empty = client.get("/correspondence/drafts/new?form=decision").get_data(as_text=True)
    assert '<option value="know" selected' in empty
    assert OUTSIDE not in empty


def test_without_an_address_the_package_is_to_be_sent_by_hand(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        addressing.add_outsider(
            paper_id=found.id, name="Cụ Thụ", email=None, purpose=Purpose.KNOW, by=found.clerk
        )
    client = world.client(found.clerk)
    hub = f"/correspondence/outgoing/{found.id}"
    assert client.send(f"{hub}/dispatch", {}).status_code == 303
    page = client.get(hub).get_data(as_text=True)
    assert "1 nơi ngoài hệ thống: hãy tải gói về để gửi." in page
    assert "ngoài hệ thống, không có thư điện tử" in page
