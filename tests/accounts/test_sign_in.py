"""Signing in and out, and what happens to a form when the session ends."""

import json
import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import update

from app.access.permissions import Role
from app.accounts.models import Membership, User, UserSession
from app.lib import clock
from tenants.db import db
from tests.world import PASSWORD, Person, World

HERE = {"Origin": "http://localhost"}
ELSEWHERE = {"Origin": "https://evil.example"}


def end_all_sessions(world: World) -> None:
    with world.on_platform():
        db.session.execute(update(UserSession).values(ended_at=clock.now()))


def carried(page: str) -> list[list[str]]:
    found = re.search(r'name="resumed_fields" value="([^"]*)"', page)
    assert found
    return json.loads(unescape(found.group(1)))


def works_in_both(world: World, *names: str) -> Person:
    """A person who works in the province and in the communes named."""
    person = world.person(world.province, Role.OFFICER)
    with world.on_platform():
        for name in names:
            db.session.add(
                Membership(
                    tenant_id=world.commune(name).id,
                    user_id=person.id,
                    role_names=[Role.VIEWER.value],
                )
            )
    return person


def test_a_person_signs_in_and_out(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client(officer)
    home = client.get("/home")
    assert home.status_code == 200
    assert "Tỉnh Lạng Sơn" in home.get_data(as_text=True)
    assert client.send("/sign-out").status_code == 303
    assert client.get("/home").status_code == 401


def test_a_wrong_password_is_told_apart_from_nothing(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client()
    wrong = client.send("/sign-in", {"email": officer.email, "password": "sai"})
    nobody = client.send("/sign-in", {"email": "khong.co@example.vn", "password": "sai"})
    assert wrong.status_code == nobody.status_code == 422
    told = [re.search(r'id="f-password-error">([^<]+)<', a.text) for a in (wrong, nobody)]
    assert told[0]
    assert told[1]
    assert told[0].group(1) == told[1].group(1)
    assert "không đúng" in told[0].group(1)
    assert officer.email in wrong.text


def test_a_person_without_a_place_is_told_so(world: World) -> None:
    gone = world.person(world.province, Role.OFFICER)
    with world.on_platform():
        db.session.execute(update(Membership).values(deactivated_at=clock.now()))
    answer = world.client().send("/sign-in", {"email": gone.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert "chưa được giao việc ở đơn vị nào" in answer.text


def test_a_closed_account_does_not_open(world: World) -> None:
    closed = world.person(world.province, Role.OFFICER)
    with world.on_platform():
        db.session.execute(update(User).values(deactivated_at=clock.now()))
    answer = world.client().send("/sign-in", {"email": closed.email, "password": PASSWORD})
    assert answer.status_code == 422


def test_a_session_ends_with_its_time(world: World) -> None:
    client = world.client(world.person(world.province, Role.OFFICER))
    with world.on_platform():
        past = clock.now() - timedelta(seconds=1)
        db.session.execute(update(UserSession).values(expires_at=past))
    assert client.get("/home").status_code == 401


def test_what_was_typed_survives_the_end_of_the_session(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client(officer)
    token = client.token()
    end_all_sessions(world)
    typed = {"csrf_token": token, "name": "Tổ “Một” <b>", "kind": ["school", "village"]}
    answer = client.post("/offices", data=typed)
    assert answer.status_code == 401
    fields = carried(answer.text)
    assert fields == [["name", "Tổ “Một” <b>"], ["kind", "school"], ["kind", "village"]]
    client._token = None
    resumed = client.send(
        "/sign-in",
        {
            "email": officer.email,
            "password": PASSWORD,
            "target": "/offices",
            "resumed_fields": json.dumps(fields),
        },
    )
    assert resumed.status_code == 200
    assert "Gửi tiếp" in resumed.text
    assert 'action="/offices"' in resumed.text
    assert resumed.text.count('<textarea name="kind" hidden>') == 2
    assert "Tổ “Một” &lt;b&gt;" in resumed.text


def test_lost_files_are_named_and_passwords_never_travel(world: World) -> None:
    client = world.client(world.person(world.province, Role.OFFICER))
    token = client.token()
    end_all_sessions(world)
    answer = client.post(
        "/account/password",
        data={
            "csrf_token": token,
            "old_password": "mot-mat-khau-cu",
            "note": "giữ lại",
            "file": (BytesIO(b"x"), "kế hoạch.docx"),
        },
    )
    assert answer.status_code == 401
    assert "kế hoạch.docx" in answer.text
    assert "mot-mat-khau-cu" not in answer.text
    assert carried(answer.text) == [["note", "giữ lại"]]


def test_a_form_survives_even_the_loss_of_the_cookie(world: World) -> None:
    answer = world.client().post("/offices", data={"name": "Phòng Mới"}, headers=HERE)
    assert answer.status_code == 401
    assert carried(answer.text) == [["name", "Phòng Mới"]]


def test_a_form_from_another_site_is_refused(world: World) -> None:
    for headers in (ELSEWHERE, {}, {"Origin": "null"}):
        answer = world.client().post("/offices", data={"name": "Phòng Mới"}, headers=headers)
        assert answer.status_code == 400
        assert "Phòng Mới" not in answer.text


def test_a_form_of_the_former_tenant_is_not_taken_unasked(world: World) -> None:
    person = works_in_both(world, "Điềm He")
    client = world.client(person)
    old_token = client.token()
    commune = world.commune("Điềm He")
    assert client.send("/acting-tenant", {"tenant_id": commune.id}).status_code == 303
    answer = client.post(
        "/offices", data={"csrf_token": old_token, "name": "Phòng Của Tỉnh"}, headers=HERE
    )
    assert answer.status_code == 400
    assert "Xã Điềm He" in answer.text
    assert "Phòng Của Tỉnh" in answer.text


def test_a_person_switches_only_to_where_they_work(world: World) -> None:
    person = works_in_both(world, "Điềm He")
    client = world.client(person)
    home = client.get("/account").text
    assert "Chuyển sang" in home
    assert (
        client.send("/acting-tenant", {"tenant_id": world.commune("Điềm He").id}).status_code == 303
    )
    assert "Xã Điềm He" in client.get("/account").text
    client._token = None
    stranger = client.send("/acting-tenant", {"tenant_id": world.commune("Đình Lập").id})
    assert stranger.status_code == 404


def test_the_next_sign_in_opens_the_tenant_last_worked_in(world: World) -> None:
    person = works_in_both(world, "Điềm He", "Đình Lập")
    client = world.client(person)
    client.send("/acting-tenant", {"tenant_id": world.commune("Đình Lập").id})
    me = world.client(person).get("/api/v1/me").get_json()
    assert me["tenant_name"] == "Xã Đình Lập"


def test_nobody_goes_on_in_another_tenant_unawares(world: World) -> None:
    person = works_in_both(world, "Điềm He")
    client = world.client(person)
    current = client.get("/api/v1/me").get_json()["tenant_id"]
    with world.on_platform():
        db.session.execute(
            update(Membership)
            .where(Membership.tenant_id == current)
            .values(deactivated_at=clock.now())
        )
    assert client.get("/home").status_code == 401


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
    ],
)
def test_a_target_outside_leads_home(world: World, target: str) -> None:
    officer = world.person(world.province, Role.OFFICER)
    answer = world.client().send(
        "/sign-in", {"email": officer.email, "password": PASSWORD, "target": target}
    )
    assert answer.headers["Location"] == "/home"
    again = world.client(officer).get("/sign-in", query_string={"target": target})
    assert again.headers["Location"] == "/home"


def test_a_resumed_form_is_never_sent_outside(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    answer = world.client().send(
        "/sign-in",
        {
            "email": officer.email,
            "password": PASSWORD,
            "target": "https://evil.example/",
            "resumed_fields": '[["name", "x"]]',
        },
    )
    assert "evil.example" not in answer.text
    assert 'action="/home"' in answer.text


@pytest.mark.parametrize("carried_along", ["{", "7", '{"a": 1}', '[["a"], 3, ["b", "c"]]', "null"])
def test_what_is_carried_along_may_be_anything(world: World, carried_along: str) -> None:
    officer = world.person(world.province, Role.OFFICER)
    answer = world.client().send(
        "/sign-in",
        {"email": officer.email, "password": PASSWORD, "resumed_fields": carried_along},
    )
    assert answer.status_code in (200, 303)


def test_signing_in_begins_a_new_session(world: World) -> None:
    """A cookie planted before signing in opens nothing afterwards (session fixation)."""
    officer = world.person(world.province, Role.OFFICER)
    client = world.client()
    token_before = client.token()
    cookie = client.get_cookie("thidua")
    assert cookie
    client.send("/sign-in", {"email": officer.email, "password": PASSWORD})
    planted = world.client()
    planted.set_cookie("thidua", cookie.value)
    assert planted.get("/home").status_code == 401
    client._token = None
    client.person = officer
    assert client.token() != token_before
    with client.session_transaction() as held:
        assert held["csrf_token"] not in token_before


def test_the_cookie_of_an_ended_session_opens_nothing(world: World) -> None:
    client = world.client(world.person(world.province, Role.OFFICER))
    cookie = client.get_cookie("thidua")
    assert cookie
    client.send("/sign-out")
    again = world.client()
    again.set_cookie("thidua", cookie.value)
    assert again.get("/home").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(world: World, app: Flask) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client()
    answer = client.send("/sign-in", {"email": officer.email, "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert app.config["SESSION_COOKIE_SECURE"] is False, "the test server speaks plain HTTP"


def test_guessing_at_one_account_is_braked(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client()
    wrong = {"email": officer.email, "password": "sai"}
    answers = [client.send("/sign-in", wrong).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    right = client.send("/sign-in", {"email": officer.email, "password": PASSWORD})
    assert right.status_code == 429
    assert "Hãy đợi" in right.text
    other = world.person(world.province, Role.OFFICER)
    entered = world.client().send("/sign-in", {"email": other.email, "password": PASSWORD})
    assert entered.status_code == 303, "a neighbour behind the same address signs in"


def test_an_office_behind_one_address_signs_in_undisturbed(world: World) -> None:
    people = [world.person(world.province, Role.OFFICER) for _ in range(25)]
    answers = [
        world.client().send("/sign-in", {"email": one.email, "password": PASSWORD}).status_code
        for one in people
    ]
    assert answers == [303] * 25
