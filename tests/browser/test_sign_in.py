"""Signing in as a person does, and coming back to what was typed."""

from playwright.sync_api import expect

from app.access.permissions import Role
from app.accounts.models import UserSession
from app.lib import clock
from tenants.db import db
from tests.browser.conftest import Desk
from tests.world import PASSWORD, World


def test_a_wrong_password_is_told_at_the_field(world: World, desk: Desk) -> None:
    officer = world.person(world.province, Role.OFFICER)
    page = desk()
    page.goto("/sign-in")
    page.get_by_label("Thư điện tử").fill(officer.email)
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("không đúng").first).to_be_visible()
    assert page.get_by_label("Thư điện tử").input_value() == officer.email
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/home")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_session_that_ended_asks_to_sign_in_and_returns(world: World, desk: Desk) -> None:
    officer = world.person(world.province, Role.OFFICER)
    page = desk(officer)
    with world.on_platform():
        db.session.query(UserSession).update({"ended_at": clock.now()})
    page.goto("/notifications")
    page.get_by_label("Thư điện tử").fill(officer.email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/notifications")
