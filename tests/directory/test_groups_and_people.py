"""Groups of offices, other names of offices, and the people who work in them."""

import pytest
from flask import Flask

from app.access.permissions import Role
from app.accounts import queries as accounts
from app.directory import queries
from app.directory.actions import offices, people
from app.directory.terms import OfficeKind
from tests.sql import counted
from tests.world import Client, Person, World

GROUP = {"name": "Các thôn", "kinds": "village", "aliases": "Các bản\r\n\r\nTrưởng các thôn"}


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


@pytest.fixture
def client(world: World, officer: Person) -> Client:
    return world.client(officer)


def groups(client: Client) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = client.call("GET", "/api/v1/office-groups").get_json()
    return rows


def test_a_group_is_added_corrected_and_taken_out(client: Client) -> None:
    client.send("/offices", {"name": "Thôn Bản Làn", "kind": "village"})
    client.send("/offices", {"name": "Phòng Kinh tế", "kind": "bureau"})
    assert client.send("/office-groups", GROUP).status_code == 303
    (made,) = groups(client)
    assert made["aliases"] == ["Các bản", "Trưởng các thôn"]
    assert len(made["member_ids"]) == 1  # type: ignore[arg-type]
    page = client.get(f"/office-groups/{made['id']}").text
    assert "Thôn Bản Làn" in page
    bureau = next(
        one["id"]
        for one in client.call("GET", "/api/v1/offices").get_json()
        if one["kind"] == "bureau"
    )
    change = {**GROUP, "version": 1, "office_ids": str(bureau)}
    assert client.send(f"/office-groups/{made['id']}", change).status_code == 303
    (changed,) = groups(client)
    assert changed["office_ids"] == [bureau]
    assert len(changed["member_ids"]) == 2  # type: ignore[arg-type]
    assert changed["version"] == 2
    assert client.send(f"/office-groups/{made['id']}/deletion").status_code == 303
    assert groups(client) == []


def test_the_usual_groups_come_with_the_usual_offices(client: Client) -> None:
    client.send("/offices/usual-set")
    found = {one["name"]: one for one in groups(client)}
    assert {"Các cơ quan, đơn vị liên quan", "Các trường học", "Các thôn, tổ dân phố"} <= set(found)
    assert len(found["Các cơ quan, đơn vị liên quan"]["member_ids"]) >= 6  # type: ignore[arg-type]
    assert client.send("/office-groups/usual-set").status_code == 409


def test_one_wording_means_one_office_or_one_group(client: Client) -> None:
    vhxh = {"name": "Phòng Văn hóa - Xã hội", "kind": "bureau", "aliases": "Phòng VHTT"}
    assert client.send("/offices", vhxh).status_code == 303
    taken = client.send("/offices", {"name": "Phòng VHXH", "kind": "other"})
    assert taken.status_code == 409
    assert "Phòng Văn hóa - Xã hội đã có" in taken.text
    alias = client.send(
        "/offices", {"name": "Phòng khác", "kind": "other", "aliases": "phòng vhtt"}
    )
    assert alias.status_code == 409
    assert "“phòng vhtt” đã là tên của Phòng Văn hóa - Xã hội" in alias.text
    group = client.send("/office-groups", {"name": "Phòng VHTT", "kinds": "bureau"})
    assert group.status_code == 409


def test_a_group_of_nothing_is_refused_at_the_field(client: Client) -> None:
    page = client.send("/office-groups", {"name": "Ai đó"})
    assert page.status_code == 422
    assert "Hãy chọn ít nhất một loại" in page.text
    assert 'value="Ai đó"' in page.text


def test_a_neighbours_office_joins_no_group(world: World, client: Client) -> None:
    neighbour = world.client(world.person(world.commune("Đình Lập"), Role.OFFICER))
    neighbour.send("/offices", {"name": "Phòng Kinh tế", "kind": "bureau"})
    theirs = neighbour.call("GET", "/api/v1/offices").get_json()[0]["id"]
    body = {"name": "Nhóm", "office_ids": [theirs]}
    refused = client.call("POST", "/api/v1/office-groups", json=body)
    assert refused.status_code == 422
    assert "office_ids" in refused.get_json()["errors"]


def test_the_second_editor_of_a_group_sees_what_changed(client: Client) -> None:
    client.send("/office-groups", GROUP)
    path = f"/office-groups/{groups(client)[0]['id']}"
    client.send(path, {**GROUP, "version": 1, "kinds": ["village", "school"]})
    late = client.send(path, {**GROUP, "version": 1, "name": "Các thôn, bản"})
    assert late.status_code == 412
    assert "Thôn, tổ dân phố" in late.text
    assert 'value="Các thôn, bản"' in late.text


def test_a_group_by_api_needs_its_etag(client: Client) -> None:
    body = {"name": "Các thôn", "kinds": ["village"]}
    made = client.call("POST", "/api/v1/office-groups", json=body)
    path, tag = made.headers["Location"], made.headers["ETag"]
    assert client.call("PATCH", path, json={"name": "Các bản"}).status_code == 428
    saved = client.call("PATCH", path, json={"name": "Các bản"}, headers={"If-Match": tag})
    assert saved.get_json()["kinds"] == ["village"]
    late = client.call("PATCH", path, json={"name": "Các xóm"}, headers={"If-Match": tag})
    assert late.status_code == 412
    assert client.call("DELETE", path).status_code == 204
    assert client.call("GET", path).status_code == 404


def office_of(client: Client, name: str = "Phòng Kinh tế") -> int:
    client.send("/offices", {"name": name, "kind": "bureau"})
    rows = client.call("GET", "/api/v1/offices").get_json()
    return next(one["id"] for one in rows if one["name"] == name)


def test_people_are_put_into_an_office_by_page_and_api(
    world: World, client: Client, officer: Person
) -> None:
    number = office_of(client)
    path = f"/api/v1/offices/{number}/people"
    empty = client.call("GET", path)
    page = client.get(f"/offices/{number}").text
    assert officer.full_name in page
    with world.acting(officer, read_only=True):
        member = accounts.members()[0].id
    version = empty.headers["ETag"].strip('"')
    typed = {"membership_ids": str(member), "version": version}
    assert client.send(f"/offices/{number}/people", typed).status_code == 303
    assert [one["membership_id"] for one in client.call("GET", path).get_json()] == [member]
    late = client.send(f"/offices/{number}/people", {"version": version})
    assert late.status_code == 412
    tag = client.call("GET", path).headers["ETag"]
    stale = {"If-Match": empty.headers["ETag"]}
    body: dict[str, list[int]] = {"membership_ids": []}
    assert client.call("PUT", path, json=body, headers=stale).status_code == 412
    assert client.call("PUT", path, json=body, headers={"If-Match": tag}).get_json() == []


def test_no_stranger_sits_in_an_office(world: World, client: Client) -> None:
    number = office_of(client)
    stranger = world.person(world.commune("Đình Lập"), Role.OFFICER)
    with world.acting(stranger, read_only=True):
        theirs = [one.id for one in accounts.members()]
    body = {"membership_ids": theirs}
    answer = client.call(
        "PUT", f"/api/v1/offices/{number}/people", json=body, headers={"If-Match": "*"}
    )
    assert answer.status_code == 422
    neighbour = world.client(stranger)
    assert neighbour.call("GET", f"/api/v1/offices/{number}/people").status_code == 404
    assert neighbour.send(f"/offices/{number}/people", body).status_code == 404


def test_people_are_settled_by_the_office_that_their_membership_names(
    world: World, client: Client, officer: Person
) -> None:
    admin = world.client(world.person(officer.tenant, Role.TENANT_ADMIN, Role.OFFICER))
    number = office_of(client, "Phòng Văn hóa - Xã hội")
    with world.acting(officer, read_only=True):
        member = next(one for one in accounts.members() if one.user_id == officer.id)
    change = {"roles": "officer", "office_name": "phòng VHXH xã", "version": member.version}
    assert admin.send(f"/members/{member.id}", change).status_code == 303
    assert "1 người chưa được xếp" in client.get("/offices").text
    assert client.send("/offices/people").status_code == 303
    with world.acting(officer, read_only=True):
        assert [one.id for one in queries.offices_of(officer.id)] == [number]
        assert queries.people_by_office() == {number: (officer.id,)}
    assert "người chưa được xếp" not in client.get("/offices").text


def test_who_has_left_the_tenant_hears_nothing_more(world: World, officer: Person) -> None:
    admin = world.client(world.person(officer.tenant, Role.TENANT_ADMIN))
    with world.acting(officer):
        office = offices.add(name="Phòng Kinh tế", kind=OfficeKind.BUREAU, by=officer)
        member = next(one for one in accounts.members() if one.user_id == officer.id)
        people.seat(office_id=office.id, membership_ids=[member.id], version=None, by=officer)
    assert admin.send(f"/members/{member.id}/deactivation").status_code == 303
    with world.acting(officer, read_only=True):
        assert queries.people_by_office() == {}


def test_a_viewer_reads_groups_and_does_not_write(world: World, client: Client) -> None:
    client.send("/office-groups", GROUP)
    viewer = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    assert "Các thôn" in viewer.get("/office-groups").text
    assert viewer.send("/office-groups", GROUP).status_code == 403
    assert viewer.call("POST", "/api/v1/office-groups", json={"name": "x"}).status_code == 403


def test_the_page_of_groups_asks_the_same_for_many(
    world: World, app: Flask, client: Client
) -> None:
    client.send("/office-groups", GROUP)
    client.get("/office-groups")
    with counted(app) as few:
        client.get("/office-groups")
    client.send("/offices/usual-set")
    for number in range(5):
        client.send("/office-groups", {"name": f"Nhóm {number}", "kinds": "bureau"})
    with counted(app) as many:
        client.get("/office-groups")
    assert len(many) == len(few)
