"""One's own account: password, devices, tokens."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.access.permissions import PERMISSION_LABELS, Permission, Role
from app.accounts import policies, terms
from app.accounts.models import ApiToken, UserSession
from app.lib import clock
from tenants.db import db
from tests.world import PASSWORD, Client, Person, World

NEW = "một câu chỉ mình tôi biết"
TOKEN = re.compile(r"td_[\w-]{20,}")


def change(client: Client, old: str, new: str, again: str | None = None) -> tuple[int, str]:
    answer = client.send(
        "/account/password",
        {
            "old_password": old,
            "new_password": new,
            "new_password_again": new if again is None else again,
        },
    )
    return answer.status_code, answer.text


def make_token(client: Client, label: str = "Phần mềm một cửa") -> str:
    page = client.send("/account/tokens", {"label": label})
    assert page.status_code == 201
    found = TOKEN.search(page.text)
    assert found
    return found.group()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.province, Role.OFFICER)


def test_a_password_is_changed_by_one_who_knows_the_old_one(world: World, officer: Person) -> None:
    here, elsewhere = world.client(officer), world.client(officer)
    status, _ = change(here, PASSWORD, NEW)
    assert status == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 401
    assert (
        world.client().send("/sign-in", {"email": officer.email, "password": PASSWORD}).status_code
        == 422
    )
    assert (
        world.client().send("/sign-in", {"email": officer.email, "password": NEW}).status_code
        == 303
    )


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("sai", NEW, None, "Mật khẩu hiện tại không đúng"),
        (PASSWORD, "ngắn quá", None, "ít nhất 10 ký tự"),
        (PASSWORD, "MatKhau123456", None, "quá dễ đoán"),
        (PASSWORD, "aaaaaaaaaaaa", None, "quá dễ đoán"),
        (PASSWORD, PASSWORD, None, "phải khác"),
        (PASSWORD, NEW, NEW + "!", "không giống nhau"),
        (PASSWORD, "x" * 201, None, "dài nhất 200"),
    ],
)
def test_a_bad_change_is_refused_at_its_field(
    world: World, officer: Person, old: str, new: str, again: str | None, told: str
) -> None:
    client = world.client(officer)
    status, page = change(client, old, new, again)
    assert status == 422
    assert told in page
    entered = world.client().send("/sign-in", {"email": officer.email, "password": PASSWORD})
    assert entered.status_code == 303


def test_the_address_is_no_password() -> None:
    email = "nguyenvanthu@xa.gov.vn"
    assert policies.password_problem("NguyenVanThu@xa.gov.vn", email=email)
    assert policies.password_problem("nguyenvanthu", email=email)
    assert policies.password_problem(NEW, email=email) is None


@given(st.text(max_size=terms.SHORTEST_PASSWORD - 1))
def test_no_short_text_is_a_password(text: str) -> None:
    assert policies.password_problem(text, email="a@b.vn")


def test_guessing_at_the_old_password_is_braked(world: World, officer: Person) -> None:
    client = world.client(officer)
    assert [change(client, "sai", NEW)[0] for _ in range(11)] == [422] * 10 + [429]


def test_one_sees_and_ends_ones_own_devices(world: World, officer: Person) -> None:
    here, there = world.client(officer), world.client(officer)
    shown = here.call("GET", "/api/v1/sessions").get_json()
    assert len(shown) == 2
    assert set(shown[0]) == {"id", "device", "address", "created_at", "last_seen_at", "expires_at"}
    other = min(one["id"] for one in shown) + 1
    assert there.get("/account").status_code == 200
    assert here.send(f"/account/sessions/{other}/ending").status_code == 303
    assert there.get("/account").status_code == 401
    assert here.send(f"/account/sessions/{other}/ending").status_code == 404


def test_nobody_ends_anothers_session(world: World, officer: Person) -> None:
    world.client(officer)
    with world.on_platform():
        theirs = db.session.scalars(select(UserSession.id)).one()
    stranger = world.client(world.person(world.province, Role.OFFICER))
    assert stranger.send(f"/account/sessions/{theirs}/ending").status_code == 404
    assert stranger.call("DELETE", f"/api/v1/sessions/{theirs}").status_code == 404
    with world.on_platform():
        assert db.session.get_one(UserSession, theirs).ended_at is None


def test_all_other_devices_are_ended_at_once(world: World, officer: Person) -> None:
    here, *others = (world.client(officer) for _ in range(3))
    neighbour = world.client(world.person(world.province, Role.OFFICER))
    answer = here.send("/account/other-sessions/ending", follow_redirects=True)
    assert "Đã đăng xuất 2 thiết bị khác" in answer.text
    assert [one.get("/account").status_code for one in (here, neighbour)] == [200, 200]
    assert [one.get("/account").status_code for one in others] == [401, 401]


def test_use_of_a_device_is_noted_every_ten_minutes(world: World, officer: Person) -> None:
    client = world.client(officer)
    long_ago = clock.now() - timedelta(minutes=11)
    with world.on_platform():
        db.session.execute(update(UserSession).values(last_seen_at=long_ago))
    client.get("/account")
    with world.on_platform():
        assert db.session.scalars(select(UserSession.last_seen_at)).one() > long_ago


def test_a_token_is_shown_once_and_works_without_a_csrf_token(
    world: World, officer: Person
) -> None:
    client = world.client(officer)
    token = make_token(client)
    assert token not in client.get("/account").text
    program = world.client()
    me = program.get("/api/v1/me", headers=bearer(token)).get_json()
    assert (me["email"], me["tenant_name"]) == (officer.email, "Tỉnh Lạng Sơn")
    added = program.post(
        "/api/v1/offices",
        json={"name": "Phòng Tổng hợp", "kind": "bureau"},
        headers=bearer(token),
    )
    assert added.status_code == 201
    with world.on_platform():
        assert db.session.scalars(select(ApiToken.last_used_at)).one() is not None


def test_a_token_acts_in_the_tenant_where_it_was_made(world: World) -> None:
    commune = world.commune("Điềm He")
    clerk = world.person(commune, Role.OFFICER)
    me = world.client().get("/api/v1/me", headers=world.bearer(clerk)).get_json()
    assert me["tenant_id"] == commune.id


def test_a_revoked_or_expired_token_opens_nothing(world: World, officer: Person) -> None:
    client = world.client(officer)
    token = make_token(client)
    number = client.call("GET", "/api/v1/tokens").get_json()[0]["id"]
    assert client.send(f"/account/tokens/{number}/revocation").status_code == 303
    answer = world.client().get("/api/v1/me", headers=bearer(token))
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    expired = make_token(client)
    with world.on_platform():
        past = clock.now() - timedelta(seconds=1)
        db.session.execute(update(ApiToken).values(expires_at=past))
    assert world.client().get("/api/v1/me", headers=bearer(expired)).status_code == 401


def test_a_wrong_token_is_told_so_even_beside_a_cookie(world: World, officer: Person) -> None:
    client = world.client(officer)
    for method in ("GET", "POST"):
        answer = client.open("/api/v1/tokens", method=method, headers=bearer("td_khong-co"))
        assert answer.status_code == 401
        assert "thu hồi" in answer.get_json()["detail"]


def test_where_both_come_the_token_speaks_and_not_the_cookie(world: World) -> None:
    cookie = world.client(world.person(world.province, Role.OFFICER))
    other = world.person(world.commune("Điềm He"), Role.VIEWER)
    me = cookie.get("/api/v1/me", headers=world.bearer(other)).get_json()
    assert me["email"] == other.email


def test_nobody_sees_or_revokes_anothers_token(world: World, officer: Person) -> None:
    make_token(world.client(officer))
    with world.on_platform():
        theirs = db.session.scalars(select(ApiToken.id)).one()
    stranger = world.client(world.person(world.province, Role.OFFICER))
    assert stranger.call("GET", "/api/v1/tokens").get_json() == []
    assert stranger.call("DELETE", f"/api/v1/tokens/{theirs}").status_code == 404
    assert stranger.send(f"/account/tokens/{theirs}/revocation").status_code == 404
    with world.on_platform():
        assert db.session.get_one(ApiToken, theirs).revoked_at is None


def test_a_token_begets_no_token(world: World, officer: Person) -> None:
    headers = world.bearer(officer)
    made = world.client().post("/api/v1/tokens", json={"label": "Nữa"}, headers=headers)
    assert made.status_code == 403
    with world.on_platform():
        assert len(db.session.scalars(select(ApiToken)).all()) == 1


def test_a_token_needs_a_name(world: World, officer: Person) -> None:
    client = world.client(officer)
    assert client.send("/account/tokens", {"label": "  "}).status_code == 422
    assert client.call("POST", "/api/v1/tokens", json={"label": ""}).status_code == 422
    made = client.call("POST", "/api/v1/tokens", json={"label": "Một cửa"})
    assert made.status_code == 201
    assert TOKEN.fullmatch(made.get_json()["token"])


def test_devices_are_named_as_their_owners_do() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0"
    phone = "Mozilla/5.0 (Linux; Android 14; SM-A546E) Chrome/120.0 Mobile Safari/537.36"
    assert terms.device(edge) == "Edge trên máy Windows"
    assert terms.device(phone) == "Chrome trên điện thoại Android"
    assert terms.device(None) == "Thiết bị không rõ"


def test_the_map_of_permissions_names_all_of_them(world: World) -> None:
    named = [permission for group in PERMISSION_LABELS.values() for permission in group]
    assert sorted(named) == sorted(Permission)
    page = world.client(world.person(world.province, Role.VIEWER)).get("/permissions").text
    for group in PERMISSION_LABELS.values():
        for label in group.values():
            assert label in page
    for role in Role:
        assert role.label in page


def test_the_map_of_permissions_by_api(world: World, officer: Person) -> None:
    rows = world.client(officer).call("GET", "/api/v1/permissions").get_json()
    assert [row["role"] for row in rows] == [role.value for role in Role]
    assert "plan.issue" in next(row for row in rows if row["role"] == "leader")["permissions"]
