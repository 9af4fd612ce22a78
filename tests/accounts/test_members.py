"""The people of a tenant, looked after by its administrator."""

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.accounts.actions import members
from app.accounts.models import Membership
from app.accounts.queries import Identity, identify_session
from app.lib.errors import Conflict
from tenants.db import db
from tests.world import Client, Person, World

ROLES = {"position": "Trưởng phòng", "office_name": "Phòng Kinh tế"}


def membership_of(world: World, person: Person) -> int:
    with world.on_platform():
        return db.session.scalars(
            select(Membership.id).where(
                Membership.user_id == person.id, Membership.tenant_id == person.tenant.id
            )
        ).one()


@pytest.fixture
def administrator(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.TENANT_ADMIN, name="Lộc Thị Mai")


@pytest.fixture
def client(world: World, administrator: Person) -> Client:
    return world.client(administrator)


@pytest.fixture
def officer(world: World, administrator: Person) -> Person:
    return world.person(administrator.tenant, Role.OFFICER, name="Hoàng Văn An")


def test_the_list_shows_the_tenants_people_alone(
    world: World, client: Client, officer: Person
) -> None:
    world.person(world.commune("Đình Lập"), Role.OFFICER, name="Người Xã Khác")
    page = client.get("/members").text
    assert "Hoàng Văn An" in page
    assert "Người Xã Khác" not in page
    listed = client.call("GET", "/api/v1/members").get_json()
    assert {one["full_name"] for one in listed} == {"Lộc Thị Mai", "Hoàng Văn An"}


def test_names_are_sorted_by_the_given_name(
    world: World, administrator: Person, client: Client
) -> None:
    for name in ("Đỗ Thị Yến", "Bùi Văn Ánh", "Vũ Thị Bình"):
        world.person(administrator.tenant, Role.VIEWER, name=name)
    listed = [one["full_name"] for one in client.call("GET", "/api/v1/members").get_json()]
    assert listed == ["Bùi Văn Ánh", "Vũ Thị Bình", "Lộc Thị Mai", "Đỗ Thị Yến"]


def test_roles_position_and_office_are_changed(
    world: World, client: Client, officer: Person
) -> None:
    number = membership_of(world, officer)
    answer = client.send(
        f"/members/{number}", {"version": 1, "roles": ["leader", "clerk"], **ROLES}
    )
    assert answer.status_code == 303
    changed = client.call("GET", f"/api/v1/members/{number}").get_json()
    assert changed["roles"] == ["leader", "clerk"]
    assert (changed["position"], changed["office_name"]) == ("Trưởng phòng", "Phòng Kinh tế")
    assert "đã đổi vai trò" in client.get("/audit").text


def test_the_second_of_two_editors_sees_what_changed(
    world: World, client: Client, officer: Person
) -> None:
    number = membership_of(world, officer)
    client.send(
        f"/members/{number}", {"version": 1, "roles": ["leader"], "position": "Phó Chủ tịch"}
    )
    late = client.send(
        f"/members/{number}", {"version": 1, "roles": ["officer"], "position": "Chuyên viên"}
    )
    assert late.status_code == 412
    assert "Phó Chủ tịch" in late.text
    assert 'value="Chuyên viên"' in late.text
    assert 'name="version" value="2"' in late.text
    assert 'data-take="roles" data-take-value="leader"' in late.text


def test_an_edit_by_api_needs_its_etag(world: World, client: Client, officer: Person) -> None:
    path = f"/api/v1/members/{membership_of(world, officer)}"
    etag = client.call("GET", path).headers["ETag"]
    body = {"roles": ["clerk"]}
    assert client.call("PATCH", path, json=body).status_code == 428
    assert client.call("PATCH", path, json=body, headers={"If-Match": '"9"'}).status_code == 412
    done = client.call("PATCH", path, json=body, headers={"If-Match": etag})
    assert done.status_code == 200
    assert done.headers["ETag"] != etag
    late = client.call("PATCH", path, json={"roles": ["viewer"]}, headers={"If-Match": etag})
    assert late.status_code == 412
    assert late.get_json()["changed"] == {"Vai trò": {"yours": "Người xem", "current": "Văn thư"}}


@pytest.mark.parametrize("roles", [[], ["operator"], ["emperor"], ["officer", "operator"]])
def test_a_tenant_gives_its_own_roles_alone(
    world: World, client: Client, officer: Person, roles: list[str]
) -> None:
    number = membership_of(world, officer)
    assert client.send(f"/members/{number}", {"version": 1, "roles": roles}).status_code == 422
    refused = client.call(
        "PATCH", f"/api/v1/members/{number}", json={"roles": roles}, headers={"If-Match": '"1"'}
    )
    assert refused.status_code == 422


def test_who_leaves_is_signed_out_at_the_next_step(
    world: World, client: Client, officer: Person
) -> None:
    theirs, token = world.client(officer), world.bearer(officer)
    number = membership_of(world, officer)
    assert client.send(f"/members/{number}/deactivation").status_code == 303
    assert theirs.get("/home").status_code == 401
    assert world.client().get("/api/v1/me", headers=token).status_code == 401
    back = world.client().send(
        "/sign-in", {"email": officer.email, "password": "mat-khau-thu-nghiem"}
    )
    assert back.status_code == 422
    assert client.send(f"/members/{number}/deactivation").status_code == 409
    assert client.send(f"/members/{number}/reactivation").status_code == 303
    assert world.client(officer).get("/home").status_code == 200


def test_whoever_leaves_one_tenant_stays_signed_in_to_another(
    world: World, client: Client, officer: Person
) -> None:
    with world.on_platform():
        db.session.add(
            Membership(
                tenant_id=world.province.id, user_id=officer.id, role_names=[Role.VIEWER.value]
            )
        )
    elsewhere = world.client(officer)
    elsewhere.send("/acting-tenant", {"tenant_id": world.province.id})
    client.send(f"/members/{membership_of(world, officer)}/deactivation")
    assert elsewhere.get("/home").status_code == 200


def test_nobody_deactivates_themselves(world: World, client: Client, administrator: Person) -> None:
    world.person(administrator.tenant, Role.TENANT_ADMIN)
    number = membership_of(world, administrator)
    assert client.send(f"/members/{number}/deactivation").status_code == 409
    assert "Cho ngừng hoạt động" not in client.get(f"/members/{number}").text


def test_the_last_administrator_remains(
    world: World, client: Client, administrator: Person
) -> None:
    number = membership_of(world, administrator)
    refused = client.send(f"/members/{number}", {"version": 1, "roles": ["officer"]})
    assert refused.status_code == 409
    assert "quản trị duy nhất" in refused.text
    second = world.person(administrator.tenant, Role.TENANT_ADMIN)
    allowed = client.send(f"/members/{number}", {"version": 1, "roles": ["officer"]})
    assert allowed.status_code == 303
    left = world.client(second).send(f"/members/{membership_of(world, second)}/deactivation")
    assert left.status_code == 409


def test_the_last_administrator_is_not_deactivated_by_another_role(
    world: World, administrator: Person
) -> None:
    number = membership_of(world, administrator)
    world.client(administrator)
    with world.acting(administrator), pytest.raises(Conflict):
        members.deactivate(membership_id=number, by=_identity(world, administrator))


def _identity(world: World, person: Person) -> Identity:
    """A person with another id in the same tenant: whoever holds the permission."""
    other = world.person(person.tenant, Role.OFFICER)
    return Identity(
        id=other.id,
        full_name=other.full_name,
        email=other.email,
        session_id=None,
        token_id=None,
        token="",
        last_seen_at=None,
        tenant=person.tenant,
        membership=Membership(role_names=["tenant_admin"]),
        places=(),
    )


def test_a_neighbours_people_are_out_of_reach(world: World, client: Client) -> None:
    neighbour = world.person(world.commune("Đình Lập"), Role.OFFICER)
    number = membership_of(world, neighbour)
    assert client.get(f"/members/{number}").status_code == 404
    assert client.send(f"/members/{number}", {"version": 1, "roles": ["viewer"]}).status_code == 404
    assert client.send(f"/members/{number}/deactivation").status_code == 404
    assert client.send(f"/members/{number}/reactivation").status_code == 404
    assert client.call("GET", f"/api/v1/members/{number}").status_code == 404
    assert world.client(neighbour).get("/home").status_code == 200


def test_the_province_does_not_see_the_people_of_its_communes(
    world: World, officer: Person
) -> None:
    above = world.client(world.person(world.province, Role.TENANT_ADMIN))
    assert "Hoàng Văn An" not in above.get("/members").text
    assert above.get(f"/members/{membership_of(world, officer)}").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.VIEWER, Role.COUNCIL_MEMBER])
def test_other_roles_do_not_look_after_people(world: World, officer: Person, role: Role) -> None:
    client = world.client(world.person(officer.tenant, role))
    number = membership_of(world, officer)
    assert client.get("/members").status_code == 403
    assert client.send(f"/members/{number}", {"version": 1, "roles": ["viewer"]}).status_code == 403
    assert client.send("/invitations", {"email": "a@b.vn"}).status_code == 403


def test_a_leader_sees_the_people_and_changes_nobody(world: World, officer: Person) -> None:
    client = world.client(world.person(officer.tenant, Role.LEADER))
    assert "Hoàng Văn An" in client.get("/members").text
    assert client.get(f"/members/{membership_of(world, officer)}").status_code == 403


def test_identify_session_knows_nothing_of_an_unknown_token(world: World) -> None:
    with world.on_platform():
        assert identify_session("không có") is None
