"""Inviting people, and the page behind the link."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.accounts.models import Invitation, Membership, User
from app.lib import clock
from tenants.db import db
from tests.world import PASSWORD, Client, Person, World

LINK = re.compile(r"http://localhost(/invitations/[\w-]{30,})")
NEW = "một câu chỉ mình tôi biết"
GUEST = {
    "email": "Moi@Xa.gov.vn",
    "full_name": "Nông Thị Mới",
    "position": "Văn thư",
    "office_name": "Văn phòng HĐND và UBND",
    "roles": ["clerk"],
}


@pytest.fixture
def administrator(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.TENANT_ADMIN, name="Lộc Thị Mai")


@pytest.fixture
def client(world: World, administrator: Person) -> Client:
    return world.client(administrator)


def invite(client: Client, **values: object) -> str:
    page = client.send("/invitations", {**GUEST, **values})
    assert page.status_code == 201, page.text
    found = LINK.search(page.text)
    assert found
    return found.group(1)


def accept(world: World, link: str, **values: str) -> tuple[Client, TestResponse]:
    browser = world.client()
    typed = {"full_name": "Nông Thị Mới", "password": NEW, "password_again": NEW, **values}
    return browser, browser.send(link, typed)


def test_a_new_person_makes_an_account_and_is_signed_in(world: World, client: Client) -> None:
    link = invite(client)
    assert "Nông Thị Mới" in client.get("/members").text
    page = world.client().get(link).text
    assert "Xã Điềm He" in page
    assert "moi@xa.gov.vn" in page
    browser, answer = accept(world, link)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/home")
    me = browser.get("/api/v1/me").get_json()
    assert (me["email"], me["roles"], me["tenant_name"]) == (
        "moi@xa.gov.vn",
        ["clerk"],
        "Xã Điềm He",
    )
    member = client.call("GET", "/api/v1/members").get_json()
    assert "Văn thư" in {one["position"] for one in member}
    assert "đã nhận lời mời" in client.get("/audit").text


def test_the_link_works_once(world: World, client: Client) -> None:
    link = invite(client)
    accept(world, link)
    assert world.client().get(link).status_code == 404
    assert accept(world, link, password=NEW + "2", password_again=NEW + "2")[1].status_code == 404


def test_the_link_ends_with_its_time_and_with_its_withdrawal(world: World, client: Client) -> None:
    link = invite(client)
    with world.on_platform():
        past = clock.now() - timedelta(seconds=1)
        db.session.execute(update(Invitation).values(expires_at=past))
    assert "quá hạn" in world.client().get(link).text
    assert accept(world, link)[1].status_code == 404
    other = invite(client, email="khac@xa.gov.vn")
    number = client.call("GET", "/api/v1/invitations").get_json()[0]["id"]
    assert client.send(f"/invitations/{number}/withdrawal").status_code == 303
    assert world.client().get(other).status_code == 404
    assert client.send(f"/invitations/{number}/withdrawal").status_code == 409


def test_a_new_link_takes_the_place_of_the_old(world: World, client: Client) -> None:
    old, new = invite(client), invite(client)
    assert world.client().get(old).status_code == 404
    assert world.client().get(new).status_code == 200
    assert len(client.call("GET", "/api/v1/invitations").get_json()) == 1


def test_a_weak_password_is_refused_and_what_was_typed_stays(world: World, client: Client) -> None:
    link = invite(client)
    _, short = accept(world, link, password="ngắn", password_again="ngắn", full_name="Nông Mới")
    assert short.status_code == 422
    assert 'value="Nông Mới"' in short.text
    _, unlike = accept(world, link, password_again="khác hẳn câu trên")
    assert unlike.status_code == 422
    _, nameless = accept(world, link, full_name=" ")
    assert nameless.status_code == 422
    assert accept(world, link)[1].status_code == 303


def test_a_person_with_an_account_confirms_by_its_password(world: World, client: Client) -> None:
    known = world.person(world.province, Role.VIEWER)
    link = invite(client, email=known.email)
    assert "đã có tài khoản" in world.client().get(link).text
    _, wrong = accept(world, link, password="sai mật khẩu")
    assert wrong.status_code == 422
    browser, right = accept(world, link, password=PASSWORD)
    assert right.status_code == 303
    me = browser.get("/api/v1/me").get_json()
    assert me["tenant_name"] == "Xã Điềm He"
    assert {place["tenant_name"] for place in me["places"]} == {"Xã Điềm He", "Tỉnh Lạng Sơn"}


def test_guessing_behind_a_link_is_braked(world: World, client: Client) -> None:
    known = world.person(world.province, Role.VIEWER)
    link = invite(client, email=known.email)
    elsewhere = {"REMOTE_ADDR": "10.1.2.3"}
    browser = world.client()
    answers = [browser.send(link, {"password": "sai"}).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    again = browser.send(link, {"password": "sai"}, environ_base=elsewhere)
    assert again.status_code == 429, "whoever holds the link, from wherever"


def test_a_person_who_is_signed_in_accepts_with_one_click(world: World, client: Client) -> None:
    known = world.person(world.province, Role.VIEWER)
    link = invite(client, email=known.email)
    browser = world.client(known)
    assert "Nhận lời mời" in browser.get(link).text
    assert browser.send(link).status_code == 303
    assert browser.get("/api/v1/me").get_json()["tenant_name"] == "Xã Điềm He"


def test_the_link_of_another_person_is_not_taken(world: World, client: Client) -> None:
    link = invite(client)
    stranger = world.client(world.person(world.province, Role.VIEWER))
    assert "dành cho người khác" in stranger.get(link).text
    assert stranger.send(link).status_code == 403
    assert world.client().get(link).status_code == 200


def test_a_person_who_left_returns_with_the_new_roles(world: World, client: Client) -> None:
    former = world.person(world.commune("Điềm He"), Role.LEADER)
    with world.on_platform():
        db.session.execute(
            update(Membership)
            .where(Membership.user_id == former.id)
            .values(deactivated_at=clock.now())
        )
    link = invite(client, email=former.email)
    browser, answer = accept(world, link, password=PASSWORD)
    assert answer.status_code == 303
    assert browser.get("/api/v1/me").get_json()["roles"] == ["clerk"]


def test_who_works_here_is_not_invited_again(world: World, client: Client) -> None:
    colleague = world.person(world.commune("Điềm He"), Role.VIEWER)
    refused = client.send("/invitations", {**GUEST, "email": colleague.email})
    assert refused.status_code == 409
    assert "đã là người dùng" in refused.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "không phải thư"},
        {"full_name": ""},
        {"roles": []},
        {"roles": ["operator"]},
        {"full_name": "x" * 101},
    ],
)
def test_a_bad_invitation_is_refused_and_what_was_typed_stays(
    client: Client, wrong: dict[str, object]
) -> None:
    answer = client.send("/invitations", {**GUEST, **wrong})
    assert answer.status_code == 422
    assert 'value="Văn thư"' in answer.text


def test_an_unknown_field_is_refused_by_api(client: Client) -> None:
    body = {**GUEST, "tenant_id": 1}
    answer = client.call("POST", "/api/v1/invitations", json=body)
    assert answer.status_code == 422
    assert "tenant_id" in answer.get_json()["errors"]


def test_the_api_gives_the_link_once(world: World, client: Client) -> None:
    made = client.call("POST", "/api/v1/invitations", json=GUEST)
    assert made.status_code == 201
    link = LINK.fullmatch(made.get_json()["link"])
    assert link
    assert "link" not in client.call("GET", "/api/v1/invitations").get_json()[0]
    assert world.client().get(link.group(1)).status_code == 200
    number = made.get_json()["id"]
    assert client.call("DELETE", f"/api/v1/invitations/{number}").status_code == 204
    assert world.client().get(link.group(1)).status_code == 404


def test_a_neighbours_invitations_are_out_of_reach(world: World, client: Client) -> None:
    invite(client)
    with world.on_platform():
        number = db.session.scalars(select(Invitation.id)).one()
    neighbour = world.client(world.person(world.commune("Đình Lập"), Role.TENANT_ADMIN))
    assert neighbour.call("GET", "/api/v1/invitations").get_json() == []
    assert neighbour.send(f"/invitations/{number}/withdrawal").status_code == 404
    assert neighbour.call("DELETE", f"/api/v1/invitations/{number}").status_code == 404
    with world.on_platform():
        assert db.session.get_one(Invitation, number).withdrawn_at is None


def test_nothing_remains_of_a_refused_acceptance(world: World, client: Client) -> None:
    link = invite(client)
    accept(world, link, password="ngắn", password_again="ngắn")
    with world.on_platform():
        assert db.session.scalar(select(User.id).where(User.email == "moi@xa.gov.vn")) is None
        assert db.session.scalars(select(Invitation.accepted_at)).one() is None


class TestFirstAdministrator:
    """A superior invites the first administrator of a tenant directly below."""

    @pytest.fixture
    def above(self, world: World) -> Client:
        return world.client(world.person(world.province, Role.TENANT_ADMIN))

    def ask(self, client: Client, tenant_id: int, email: str = "qt@xa.gov.vn") -> TestResponse:
        path = f"/subordinates/{tenant_id}/administrator"
        return client.send(path, {"email": email, "full_name": "Vi Văn Trị"})

    def test_of_a_commune(self, world: World, above: Client) -> None:
        commune = world.commune("Kiên Mộc")
        page = self.ask(above, commune.id)
        assert page.status_code == 201
        found = LINK.search(page.text)
        assert found
        browser, answer = accept(world, found.group(1))
        assert answer.status_code == 303
        me = browser.get("/api/v1/me").get_json()
        assert (me["tenant_name"], me["roles"]) == ("Xã Kiên Mộc", ["tenant_admin"])
        assert browser.get("/members").status_code == 200

    def test_only_the_first(self, world: World, above: Client) -> None:
        commune = world.commune("Kiên Mộc")
        world.person(commune, Role.TENANT_ADMIN)
        assert self.ask(above, commune.id).status_code == 409

    def test_again_once_there_is_none_any_more(self, world: World, above: Client) -> None:
        commune = world.commune("Kiên Mộc")
        world.person(commune, Role.TENANT_ADMIN)
        with world.on_platform():
            db.session.execute(
                update(Membership)
                .where(Membership.tenant_id == commune.id)
                .values(deactivated_at=clock.now())
            )
        assert self.ask(above, commune.id).status_code == 201

    def test_not_of_a_neighbour_nor_of_oneself(self, world: World, above: Client) -> None:
        side = world.client(world.person(world.commune("Đình Lập"), Role.TENANT_ADMIN))
        assert self.ask(side, world.commune("Kiên Mộc").id).status_code == 403
        assert self.ask(above, world.province.id).status_code == 403
        assert self.ask(above, 10**9).status_code == 404

    def test_of_a_province_by_the_platform_alone(self, world: World, above: Client) -> None:
        operator = world.client(world.person(world.platform, Role.OPERATOR))
        assert self.ask(above, world.province.id).status_code == 403
        assert self.ask(operator, world.commune("Kiên Mộc").id).status_code == 403
        with world.on_platform():
            db.session.execute(
                update(Membership)
                .values(role_names=["officer"])
                .where(Membership.tenant_id == world.province.id)
            )
        assert self.ask(operator, world.province.id).status_code == 201

    def test_by_api(self, world: World, above: Client) -> None:
        commune = world.commune("Kiên Mộc")
        path = f"/api/v1/tenants/{commune.id}/administrator-invitation"
        body = {"email": "qt@xa.gov.vn", "full_name": "Vi Văn Trị"}
        made = above.call("POST", path, json=body)
        assert made.status_code == 201
        found = LINK.fullmatch(made.get_json()["link"])
        assert found
        assert accept(world, found.group(1))[1].status_code == 303
