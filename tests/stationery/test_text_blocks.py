"""Passages to write with: the product's, a superior's, one's own."""

import pytest

from app.access import Role
from app.documents.terms import PaperKind
from app.lib.errors import Conflict, Invalid, NotFound
from app.stationery.actions import text_blocks as actions
from app.stationery.queries import text_blocks
from app.stationery.terms.library import LIBRARY
from app.stationery.terms.text_blocks import Origin, Slot
from tenants import provision
from tenants.models import TenantKind
from tests.world import Person, World

API = "/api/v1/text-blocks"
KEY = "organisation.culture-office"


def officer(world: World) -> Person:
    """Who writes in a commune."""
    return world.person(world.commune("Điềm He"), Role.OFFICER)


def own(by: Person, title: str, **values: object) -> int:
    """A block of one's own."""
    block = {"title": title, "text": "Nội dung", "slot": Slot.BASES, "kind": None, "level": None}
    return actions.add(values={**block, **values}, by=by).id


def test_the_library_has_words_for_every_slot_and_no_key_twice() -> None:
    assert {block.slot for block in LIBRARY} == set(Slot)
    assert len({block.key for block in LIBRARY}) == len(LIBRARY)
    assert all(block.text and block.title for block in LIBRARY)


def test_blocks_are_offered_by_kind_and_level(world: World) -> None:
    with world.acting(officer(world)):
        plan = text_blocks.offered(world.commune("Điềm He"), PaperKind.PLAN)
        decision = text_blocks.offered(world.province, PaperKind.DECISION)
    assert KEY in {block.key for block in plan[Slot.ORGANISATION]}
    assert {block.kind for block in plan[Slot.OPENING]} == {PaperKind.PLAN}
    assert KEY not in {block.key for block in decision[Slot.ORGANISATION]}
    assert "body.decision-award" in {block.key for block in decision[Slot.BODY]}


def test_an_own_wording_stands_in_place_of_the_products(world: World) -> None:
    person = officer(world)
    with world.acting(person):
        row = actions.adopt(key=KEY, by=person)
        assert actions.adopt(key=KEY, by=person) is row
        actions.change(text_block_id=row.id, version=1, changes={"text": "Lời của xã"}, by=person)
    with world.acting(person):
        offered = text_blocks.offered(person.tenant)[Slot.ORGANISATION]
        found = [block for block in offered if block.key == KEY]
        assert [(block.text, block.origin) for block in found] == [("Lời của xã", Origin.OWN)]
        actions.change(text_block_id=row.id, version=None, changes={"text": ""}, by=person)
        offered = text_blocks.offered(person.tenant)[Slot.ORGANISATION]
        assert KEY not in {block.key for block in offered}
        actions.remove(text_block_id=row.id, by=person)
        offered = text_blocks.offered(person.tenant)[Slot.ORGANISATION]
        assert KEY in {block.key for block in offered}


def test_the_province_shares_its_blocks_with_communes(world: World) -> None:
    person, above = officer(world), world.person(world.province, Role.OFFICER)
    with world.acting(above):
        hidden, shared = own(above, "Riêng của tỉnh"), own(above, "Quy chế của tỉnh")
        actions.issue(text_block_id=shared, is_issued=True, by=above)
        wording = actions.adopt(key=KEY, by=above)
        actions.change(text_block_id=wording.id, version=1, changes={"text": "Của tỉnh"}, by=above)
        actions.issue(text_block_id=wording.id, is_issued=True, by=above)
    with world.acting(person):
        seen = {block.title: block for block in text_blocks.all_of(person.tenant)}
        assert "Riêng của tỉnh" not in seen
        assert seen["Quy chế của tỉnh"].origin is Origin.SUPERIOR
        keyed = next(block for block in seen.values() if block.key == KEY)
        assert (keyed.text, keyed.origin) == ("Của tỉnh", Origin.SUPERIOR)
        for row in (hidden, shared):
            with pytest.raises(NotFound):
                text_blocks.own(row)
    with world.acting(above):
        actions.issue(text_block_id=shared, is_issued=False, by=above)
    with world.acting(person):
        titles = {block.title for block in text_blocks.all_of(person.tenant)}
        assert "Quy chế của tỉnh" not in titles


def test_what_is_no_block_is_refused(world: World) -> None:
    person = officer(world)
    for values, field in (({"title": " "}, "title"), ({"text": " "}, "text")):
        with pytest.raises(Invalid) as refused, world.acting(person):
            own(person, **{"title": "Tên", **values})
        assert field in refused.value.fields
    with world.on_platform():
        school = provision.body(
            kind=TenantKind.SCHOOL, name="Trường Thử", code="THU-1", superior=person.tenant
        )
    principal = world.person(school, Role.OFFICER)
    with world.acting(principal):
        row = own(principal, "Của trường")
    with pytest.raises(Conflict), world.acting(principal):
        actions.issue(text_block_id=row, is_issued=True, by=principal)


def test_pages_and_api_keep_blocks(world: World) -> None:
    client = world.client(officer(world))
    page = "/stationery/text-blocks"
    form = {"title": "Căn cứ riêng", "slot": "bases", "kind": "", "level": "", "text": ""}
    wrong = client.send(page, form)
    assert wrong.status_code == 422
    assert "Hãy ghi nội dung mẫu câu" in wrong.get_data(as_text=True)
    assert client.send(page, {**form, "text": "Căn cứ Quy chế"}).status_code == 303
    assert "Căn cứ Quy chế" in client.get(f"{page}?kind=plan").get_data(as_text=True)
    made = client.call("POST", API, json={"title": "A", "text": "B", "slot": "closing"})
    assert made.status_code == 201
    path, tag = made.headers["Location"], {"If-Match": made.headers["ETag"]}
    assert client.call("PATCH", path, json={"text": "C"}, headers=tag).json["text"] == "C"
    assert client.call("PATCH", path, json={"text": "D"}, headers=tag).status_code == 412
    stale = client.send(f"{page}/{made.json['id']}", {"version": "1", "title": "Khác", "text": "E"})
    assert stale.status_code == 412
    shared = client.call("PUT", f"{path}/issuance", json={"is_issued": True})
    assert shared.json["is_issued"] is True
    adopted = client.call("POST", f"{API}/adoptions", json={"key": KEY})
    assert adopted.json["origin"] == "own"
    assert client.call("POST", f"{API}/adoptions", json={"key": "x"}).status_code == 404
    assert client.call("DELETE", path).status_code == 204
    assert client.call("GET", path).status_code == 404
