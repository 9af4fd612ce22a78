"""Bureaus, villages, schools and bodies of a tenant."""

import pytest
from flask import Flask

from app.access.permissions import Role
from app.directory import queries
from app.directory.terms import OfficeKind, usual_offices
from tests.sql import counted
from tests.world import Client, Person, World

BUREAU = {"name": "Phòng Kinh tế", "kind": "bureau"}


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


@pytest.fixture
def client(world: World, officer: Person) -> Client:
    return world.client(officer)


def listed(client: Client) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = client.call("GET", "/api/v1/offices").get_json()
    return rows


def test_an_office_is_added_corrected_closed_and_reopened(client: Client) -> None:
    assert client.send("/offices", BUREAU).status_code == 303
    number = listed(client)[0]["id"]
    assert client.get(f"/offices/{number}").status_code == 200
    saved = client.send(
        f"/offices/{number}", {"version": 1, "name": "  Phòng   Kinh tế - Hạ tầng", "kind": "other"}
    )
    assert saved.status_code == 303
    assert listed(client)[0]["name"] == "Phòng Kinh tế - Hạ tầng"
    assert client.send(f"/offices/{number}/closing").status_code == 303
    assert "Ngừng dùng từ" in client.get("/offices").text
    assert client.send(f"/offices/{number}/closing").status_code == 409
    assert client.send(f"/offices/{number}/reopening").status_code == 303
    assert client.send(f"/offices/{number}/reopening").status_code == 409


@pytest.mark.parametrize("name", ["PHÒNG KINH TẾ", "phòng  kinh tế", "Phòng Kinh tế"])
def test_one_name_is_one_office(client: Client, name: str) -> None:
    client.send("/offices", BUREAU)
    again = client.send("/offices", {"name": name, "kind": "bureau"})
    assert again.status_code == 409
    assert "đã có trong danh sách" in again.text


def test_the_place_of_the_tone_makes_no_other_office(client: Client) -> None:
    client.send("/offices", {"name": "Uỷ ban Mặt trận", "kind": "mass_body"})
    again = client.send("/offices", {"name": "Ủy ban Mặt trận", "kind": "mass_body"})
    assert again.status_code == 409


def test_the_name_of_a_closed_office_leads_to_it(client: Client) -> None:
    client.send("/offices", BUREAU)
    client.send(f"/offices/{listed(client)[0]['id']}/closing")
    again = client.send("/offices", BUREAU)
    assert again.status_code == 409
    assert "cho dùng lại" in again.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "kind": "bureau"},
        {"name": " ", "kind": "bureau"},
        {"name": "x" * 201, "kind": "bureau"},
        {"name": "Phòng", "kind": "palace"},
        {"name": "Phòng"},
        {"name": "Phòng", "kind": "bureau", "tenant_id": "1"},
    ],
)
def test_a_bad_office_is_refused(client: Client, wrong: dict[str, str]) -> None:
    assert client.send("/offices", wrong).status_code == 422
    assert client.call("POST", "/api/v1/offices", json=wrong).status_code == 422
    assert listed(client) == []


def test_the_second_of_two_editors_sees_what_changed(client: Client) -> None:
    client.send("/offices", BUREAU)
    path = f"/offices/{listed(client)[0]['id']}"
    client.send(path, {"version": 1, "name": "Phòng Tài chính", "kind": "bureau"})
    late = client.send(path, {"version": 1, "name": "Phòng Kế hoạch", "kind": "other"})
    assert late.status_code == 412
    assert 'data-take="kind" data-take-value="bureau"' in late.text
    assert "Phòng Tài chính" in late.text
    assert 'value="Phòng Kế hoạch"' in late.text


def test_two_who_save_the_same_are_not_troubled(client: Client) -> None:
    client.send("/offices", BUREAU)
    path = f"/offices/{listed(client)[0]['id']}"
    same = {"version": 1, "name": "Phòng Tài chính", "kind": "bureau"}
    assert [client.send(path, same).status_code for _ in range(2)] == [303, 303]
    assert listed(client)[0]["version"] == 2


def test_an_edit_by_api_needs_its_etag(client: Client) -> None:
    made = client.call("POST", "/api/v1/offices", json=BUREAU)
    assert made.status_code == 201
    path = made.headers["Location"]
    change = {"name": "Phòng Tài chính"}
    assert client.call("PATCH", path, json=change).status_code == 428
    saved = client.call("PATCH", path, json=change, headers={"If-Match": made.headers["ETag"]})
    assert saved.get_json()["name"] == "Phòng Tài chính"
    other = {"name": "Phòng Kế hoạch"}
    late = client.call("PATCH", path, json=other, headers={"If-Match": made.headers["ETag"]})
    assert late.status_code == 412
    assert late.get_json()["changed"]["Tên"]["current"] == "Phòng Tài chính"
    assert client.call("DELETE", path).status_code == 204
    assert client.call("GET", path).get_json()["closed_at"] is not None


def test_an_empty_commune_takes_the_usual_offices_in_one_click(
    world: World, client: Client
) -> None:
    assert "mục gợi ý" in client.get("/offices").text
    assert client.send("/offices/usual-set").status_code == 303
    names = {one["name"] for one in listed(client)}
    assert {"Phòng Kinh tế", "Công an xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"} <= names
    assert "mục gợi ý" not in client.get("/offices").text
    assert client.send("/offices/usual-set").status_code == 409


def test_a_ward_has_other_bureaus_than_a_rural_commune() -> None:
    names = [usual.name for usual in usual_offices("phường")]
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in names
    assert "Phòng Kinh tế" not in names
    assert "Công an phường" in names
    kinds = {usual.kind for usual in usual_offices("xã")}
    assert {OfficeKind.BUREAU, OfficeKind.COUNCIL, OfficeKind.MASS_BODY} <= kinds


def test_a_province_is_not_offered_the_offices_of_a_commune(world: World) -> None:
    client = world.client(world.person(world.province, Role.OFFICER))
    assert "mục gợi ý" not in client.get("/offices").text
    assert client.send("/offices/usual-set").status_code == 403


def test_names_to_choose_from_leave_out_what_is_closed(
    world: World, client: Client, officer: Person
) -> None:
    for name in ("Phòng Văn hóa - Xã hội", "Đội Một", "Phòng Kinh tế"):
        client.send("/offices", {"name": name, "kind": "bureau"})
    number = next(one["id"] for one in listed(client) if one["name"] == "Phòng Kinh tế")
    client.send(f"/offices/{number}/closing")
    with world.acting(officer, read_only=True):
        assert list(queries.office_names()) == ["Đội Một", "Phòng Văn hóa - Xã hội"]


def test_a_neighbours_offices_are_out_of_reach(world: World, client: Client) -> None:
    client.send("/offices", BUREAU)
    number = listed(client)[0]["id"]
    neighbour = world.client(world.person(world.commune("Đình Lập"), Role.OFFICER))
    assert listed(neighbour) == []
    assert neighbour.get(f"/offices/{number}").status_code == 404
    edit = {"version": 1, "name": "Của tôi", "kind": "other"}
    assert neighbour.send(f"/offices/{number}", edit).status_code == 404
    assert neighbour.send(f"/offices/{number}/closing").status_code == 404
    assert neighbour.call("GET", f"/api/v1/offices/{number}").status_code == 404
    assert neighbour.call("DELETE", f"/api/v1/offices/{number}").status_code == 404
    assert listed(client)[0]["name"] == "Phòng Kinh tế"


def test_a_viewer_reads_and_does_not_write(world: World, client: Client, officer: Person) -> None:
    client.send("/offices", BUREAU)
    viewer = world.client(world.person(officer.tenant, Role.VIEWER))
    page = viewer.get("/offices").text
    assert "Phòng Kinh tế" in page
    assert "Thêm phòng, ban" not in page
    assert viewer.send("/offices", BUREAU).status_code == 403


def test_the_page_asks_the_same_number_of_questions_for_many_offices(
    world: World, app: Flask, client: Client
) -> None:
    client.get("/offices")
    with counted(app) as few:
        client.get("/offices")
    client.send("/offices/usual-set")
    client.get("/offices")
    with counted(app) as many:
        client.get("/offices")
    assert len(many) <= len(few)
