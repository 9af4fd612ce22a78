"""Signing in and out, and what happens to a form when the session ends."""

from app.access.permissions import Role
from app.accounts.models import UserSession
from app.lib import clock
from tenants.db import db
from tests.world import PASSWORD, World


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
    assert "không đúng" in wrong.get_data(as_text=True)


def test_what_was_typed_survives_the_end_of_the_session(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client(officer)
    token = client.token()
    with world.on_platform():
        db.session.query(UserSession).update({"ended_at": clock.now()})
    answer = client.post("/acting-tenant", data={"csrf_token": token, "note": "Nội dung đã gõ"})
    assert answer.status_code == 401
    assert "Nội dung đã gõ" in answer.get_data(as_text=True)
    resumed = client.post(
        "/sign-in",
        data={
            "csrf_token": token,
            "email": officer.email,
            "password": PASSWORD,
            "target": "/acting-tenant",
            "resumed_fields": '[["note", "Nội dung đã gõ"]]',
        },
    )
    assert "Gửi tiếp" in resumed.get_data(as_text=True)
    assert "Nội dung đã gõ" in resumed.get_data(as_text=True)
