"""Leave to sign for the head: given, ended, asked for when a paper is submitted and issued."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.correspondence.actions import delegations as actions
from app.correspondence.actions import steps
from app.correspondence.models import Delegation
from app.correspondence.queries import delegations
from app.correspondence.terms import Form
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.notifications.models import Notification
from app.registers import queries as registers
from tenants.db import db
from tests.correspondence import desks
from tests.sql import counted
from tests.world import World

TODAY = date(2026, 3, 2)
LETTER: dict[str, Any] = {
    "unit": "VHXH",
    "abstract": "rà soát điển hình tiên tiến",
    "content": {"addressees": ["Các thôn"], "body": "Đề nghị các thôn rà soát."},
}
BY_ORDER = {
    "capacity": Capacity.BY_ORDER,
    "signer_position": "Chánh Văn phòng",
    "signer_name": "Nông Thị Huyền",
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


def _give(world: World, at: desks.Office, **more: Any) -> Delegation:
    usual: dict[str, Any] = {
        "capacity": Capacity.BY_ORDER,
        "user_id": at.head.id,
        "name": "",
        "position": "Chánh Văn phòng",
        "kinds": (PaperKind.OFFICIAL_LETTER,),
        "from_on": TODAY,
        "basis": "Quy chế làm việc của Ủy ban nhân dân xã",
    }
    with world.acting(at.leader):
        return actions.give(**{**usual, **more}, by=at.leader)


def _submit(world: World, at: desks.Office, form: Form = Form.LETTER, **more: Any) -> int:
    draft_id = desks.draft(world, at.drafter, form, **{**LETTER, **BY_ORDER, **more})
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, acknowledged=True, by=at.drafter)
    return draft_id


def test_who_was_given_leave_signs_by_order(world: World) -> None:
    at = desks.office(world)
    _give(world, at)
    paper_id = desks.issued(world, at, Form.LETTER, **LETTER, **BY_ORDER)
    with world.acting(at.clerk):
        entry = registers.paper(paper_id)
        assert (entry.signing_lines, entry.signer_position) == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
    with world.acting(at.head):
        told = db.session.query(Notification).filter_by(user_id=at.head.id).all()
        assert "ký thừa lệnh" in told[0].text


def test_nobody_signs_by_order_without_leave(world: World) -> None:
    at = desks.office(world)
    with pytest.raises(Invalid, match="Chưa ghi việc giao Nông Thị Huyền") as refused:
        _submit(world, at)
    assert list(refused.value.fields) == ["signer_name"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kinds": (PaperKind.NOTICE,)}, "không được giao ký công văn"),
        ({"from_on": date(2026, 1, 1), "to_on": date(2026, 2, 1)}, "đã hết hiệu lực"),
        ({"from_on": date(2026, 4, 1)}, "chỉ có hiệu lực từ ngày 01/04/2026"),
        ({"user_id": None, "name": "Người khác"}, "Chưa ghi việc giao"),
    ],
    ids=["kind", "over", "early", "somebody else"],
)
def test_leave_covers_its_kinds_and_days_and_person(
    world: World, given: dict[str, Any], told: str
) -> None:
    at = desks.office(world)
    _give(world, at, **given)
    with pytest.raises(Invalid, match=told):
        _submit(world, at)


def test_leave_must_hold_on_the_day_of_issue(world: World) -> None:
    at = desks.office(world)
    _give(world, at, to_on=date(2026, 3, 10))
    draft_id = desks.approved(world, at, Form.LETTER, **LETTER, **BY_ORDER)
    over = pytest.raises(Invalid, match="hết hiệu lực từ sau ngày 10/03/2026")
    with clock.fixed(date(2026, 3, 11)), world.acting(at.clerk), over:
        steps.issue(draft_id=draft_id, by=at.clerk)
    with clock.fixed(date(2026, 3, 11)), world.acting(at.clerk):
        entry = steps.issue(draft_id=draft_id, issued_on=date(2026, 3, 10), by=at.clerk)
        assert entry.issued_on == date(2026, 3, 10)


def test_leave_that_was_ended_holds_no_more(world: World) -> None:
    at = desks.office(world)
    given = _give(world, at)
    with world.acting(at.leader):
        actions.end(delegation_id=given.id, reason="Phân công lại", by=at.leader)
        assert delegations.own(given.id).holds_on(TODAY)
    with clock.fixed(date(2026, 3, 3)), pytest.raises(Invalid, match="hết hiệu lực"):
        _submit(world, at)
    with clock.fixed(date(2026, 3, 3)), world.acting(at.leader), pytest.raises(Conflict):
        actions.end(delegation_id=given.id, reason="Phân công lại", by=at.leader)


def test_of_two_who_end_it_the_second_is_told(world: World) -> None:
    at = desks.office(world)
    given = _give(world, at)
    with world.acting(at.leader):
        actions.end(delegation_id=given.id, version=1, reason="Phân công lại", by=at.leader)
    with world.acting(at.leader), pytest.raises(Stale):
        actions.end(delegation_id=given.id, version=1, reason="Phân công lại", by=at.leader)


def test_a_deputy_signs_without_a_note_and_is_warned_of(world: World) -> None:
    at = desks.office(world)
    deputy = {"capacity": Capacity.DEPUTY, "signer_position": "", "signer_name": "Hoàng Văn Kiên"}
    draft_id = desks.draft(world, at.drafter, Form.LETTER, **{**LETTER, **deputy})
    with world.acting(at.drafter), pytest.raises(Invalid) as warned:
        steps.submit(draft_id=draft_id, by=at.drafter)
    assert list(warned.value.fields) == ["acknowledged"]
    _give(
        world,
        at,
        capacity=Capacity.DEPUTY,
        user_id=None,
        name="Hoàng Văn Kiên",
        position="Phó Chủ tịch",
        kinds=(),
    )
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, by=at.drafter)


def test_a_deputy_whose_leave_ran_out_does_not_sign(world: World) -> None:
    at = desks.office(world)
    _give(
        world,
        at,
        capacity=Capacity.DEPUTY,
        user_id=None,
        name="Hoàng Văn Kiên",
        position="Phó Chủ tịch",
        kinds=(),
        from_on=date(2026, 1, 1),
        to_on=date(2026, 2, 1),
    )
    deputy = {"capacity": Capacity.DEPUTY, "signer_position": "", "signer_name": "Hoàng Văn Kiên"}
    with pytest.raises(Invalid, match="hết hiệu lực"):
        _submit(world, at, **deputy)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"capacity": Capacity.HEAD}, "capacity"),
        ({"user_id": None, "name": " "}, "name"),
        ({"user_id": 999_999}, "user_id"),
        ({"position": "TL. Chủ tịch"}, "position"),
        ({"basis": " "}, "basis"),
        ({"basis_paper_id": 999_999}, "basis_paper_id"),
        ({"kinds": ()}, "kinds"),
        ({"kinds": (PaperKind.DECISION,)}, "kinds"),
        ({"capacity": Capacity.BY_AUTHORIZATION}, "to_on"),
        ({"to_on": date(2026, 1, 1)}, "to_on"),
        ({"to_on": date(2099, 1, 1)}, "to_on"),
    ],
)
def test_what_leave_must_say(world: World, more: dict[str, Any], field: str) -> None:
    at = desks.office(world)
    with pytest.raises(Invalid) as refused:
        _give(world, at, **more)
    assert field in refused.value.fields


def test_a_neighbour_sees_none_of_it(world: World) -> None:
    at = desks.office(world)
    given = _give(world, at)
    for tenant in (world.commune("Đình Lập"), world.province):
        stranger = world.person(tenant)
        with world.acting(stranger):
            assert delegations.all_() == []
            with pytest.raises(NotFound):
                delegations.own(given.id)


def test_pages_and_api_give_and_end_leave(world: World) -> None:
    at = desks.office(world)
    client = world.client(at.leader)
    form = {
        "capacity": "by_order",
        "user_id": str(at.head.id),
        "name": "",
        "position": "Chánh Văn phòng",
        "kinds": ["official_letter", "notice"],
        "from_on": "2026-03-02",
        "to_on": "",
        "basis": "Quy chế làm việc",
    }
    refused = client.send("/correspondence/delegations", {**form, "kinds": []})
    assert refused.status_code == 422
    assert "Hãy chọn những loại văn bản" in refused.get_data(as_text=True)
    assert client.send("/correspondence/delegations", form).status_code == 303
    listed = client.call("GET", "/api/v1/delegations").json
    assert listed[0]["kinds"] == ["notice", "official_letter"]
    path = f"/api/v1/delegations/{listed[0]['id']}/ending"
    body = {"reason": "Phân công lại"}
    assert client.call("POST", path, json=body).status_code == 428
    stale = client.call("POST", path, json=body, headers={"If-Match": '"9"'})
    assert stale.status_code == 412
    ended = client.call("POST", path, json=body, headers={"If-Match": '"1"'})
    assert (ended.status_code, ended.json["last_day"]) == (200, "2026-03-02")
    made = client.call(
        "POST", "/api/v1/delegations", json={**form, "user_id": at.head.id, "to_on": None}
    )
    assert made.status_code == 201
    assert client.call("GET", made.headers["Location"]).headers["ETag"] == '"1"'
    for person in (at.drafter, at.clerk):
        assert world.client(person).send("/correspondence/delegations", form).status_code == 403


def test_the_page_costs_the_same_whatever_there_is(world: World) -> None:
    at = desks.office(world)
    client = world.client(at.leader)
    costs = []
    for more in (3, 60):
        for number in range(more):
            _give(world, at, user_id=None, name=f"Người thứ {number}")
        client.get("/correspondence/delegations")
        with counted(world.app) as statements:
            assert client.get("/correspondence/delegations").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 9


def test_the_editor_offers_who_was_given_leave(world: World) -> None:
    at = desks.office(world)
    _give(world, at)
    page = world.client(at.drafter).get("/correspondence/drafts/new?form=letter")
    assert "CHÁNH VĂN PHÒNG, TL." in page.get_data(as_text=True)
