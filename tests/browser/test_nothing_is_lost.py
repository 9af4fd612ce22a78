"""What was typed survives another editor, an ended session and a closed window."""

from playwright.sync_api import expect

from app.access.permissions import Role
from app.accounts.models import UserSession
from app.lib import clock
from app.plans.queries import plans
from tenants.db import db
from tests.browser.conftest import Desk
from tests.browser.hands import press, told
from tests.plans.samples import drafted
from tests.world import PASSWORD, World

BASIS = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
PURPOSE = "- Khơi dậy tinh thần thi đua yêu nước;\n- Hoàn thành nhiệm vụ năm 2026."


def _end_sessions(world: World) -> None:
    with world.on_platform():
        db.session.query(UserSession).update({"ended_at": clock.now()})


def test_the_second_of_two_editors_sees_both_and_loses_nothing(world: World, desk: Desk) -> None:
    one = world.person(world.province, Role.OFFICER, name="Nông Thị Hồng Nhung")
    other = world.person(world.province, Role.OFFICER)
    plan = drafted(world, one)
    first, second = desk(one), desk(other)
    for page in (first, second):
        page.goto(f"/plans/{plan.id}/edit")
    first.get_by_label("Trích yếu").fill("Kế hoạch của người thứ nhất")
    press(first, "Lưu dự thảo")
    told(first, "Đã lưu dự thảo")

    second.get_by_label("Trích yếu").fill("Kế hoạch của người thứ hai")
    second.get_by_label("Mục đích").fill(PURPOSE)
    press(second, "Lưu dự thảo")
    conflict = second.locator("[data-conflict]")
    expect(conflict).to_contain_text("Nội dung đã được người khác sửa")
    expect(conflict).to_contain_text("Kế hoạch của người thứ nhất")
    expect(conflict).to_contain_text("Kế hoạch của người thứ hai")
    expect(second.get_by_label("Trích yếu")).to_have_value("Kế hoạch của người thứ hai")
    expect(second.get_by_label("Mục đích")).to_have_value(PURPOSE)
    title = conflict.locator("tr").filter(has_text="Trích yếu")
    title.get_by_role("button", name="Lấy giá trị này").click()
    expect(second.get_by_label("Trích yếu")).to_have_value("Kế hoạch của người thứ nhất")
    press(second, "Lưu dự thảo")
    told(second, "Đã lưu dự thảo")
    with world.acting(one):
        saved = plans.own(plan.id)
        assert saved.title == "Kế hoạch của người thứ nhất"
        assert saved.sections["purpose"] == PURPOSE


def test_a_session_that_ends_in_the_middle_of_a_long_form_loses_nothing(
    world: World, desk: Desk
) -> None:
    officer = world.person(world.province, Role.OFFICER)
    plan = drafted(world, officer)
    page = desk(officer)
    page.goto(f"/plans/{plan.id}/edit")
    page.get_by_label("Trích yếu").fill("Công tác thi đua năm 2026, bản nhập dở")
    page.get_by_label("Căn cứ", exact=True).first.fill(BASIS)
    page.get_by_label("Mục đích").fill(PURPOSE)
    _end_sessions(world)
    press(page, "Lưu dự thảo")
    expect(page.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    page.get_by_label("Thư điện tử").fill(officer.email)
    page.get_by_label("Mật khẩu").fill("sai mật khẩu")
    press(page, "Đăng nhập")
    expect(page.get_by_text("không đúng").first).to_be_visible()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Đăng nhập")
    expect(page.get_by_text("Bạn đã đăng nhập lại")).to_be_visible()
    expect(page.locator(".resumed")).to_contain_text("bản nhập dở")
    expect(page.locator(".resumed")).to_contain_text("Khơi dậy tinh thần thi đua")
    press(page, "Gửi tiếp")
    told(page, "Đã lưu dự thảo")
    with world.acting(officer):
        saved = plans.own(plan.id)
        assert saved.title == "Công tác thi đua năm 2026, bản nhập dở"
        assert [basis["text"] for basis in saved.legal_bases] == [BASIS]
        assert saved.sections["purpose"] == PURPOSE


def test_a_window_that_was_closed_gives_back_what_was_typed(world: World, desk: Desk) -> None:
    officer = world.person(world.province, Role.OFFICER)
    plan = drafted(world, officer)
    page = desk(officer)
    page.goto(f"/plans/{plan.id}/tasks")
    page.get_by_role("button", name="Thêm nhiệm vụ Quý III", exact=True).click()
    page.keyboard.type("Sơ kết phong trào thi đua quý III")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(f"/plans/{plan.id}/tasks")
    expect(again.get_by_text("Có nội dung bạn nhập dở")).to_be_visible()
    again.get_by_role("button", name="Khôi phục").click()
    typed = again.locator("#quarter-3").get_by_label("Nội dung").last
    expect(typed).to_have_value("Sơ kết phong trào thi đua quý III")
    press(again, "Lưu các nhiệm vụ")
    told(again, "Đã lưu 3 nhiệm vụ")
    again.goto(f"/plans/{plan.id}/tasks")
    expect(again.get_by_text("Có nội dung bạn nhập dở")).to_have_count(0)


def test_back_after_a_refused_form_shows_the_form_again(world: World, desk: Desk) -> None:
    officer = world.person(world.province, Role.OFFICER)
    plan = drafted(world, officer)
    page = desk(officer)
    page.goto(f"/plans/{plan.id}/edit")
    page.get_by_label("Trích yếu").fill(" ")
    page.locator("form[data-draft]").evaluate("form => { form.noValidate = true; }")
    press(page, "Lưu dự thảo")
    expect(page.locator(".form-errors, [role=alert]").first).to_be_visible()
    page.get_by_label("Trích yếu").fill("Kế hoạch đã sửa lại")
    press(page, "Lưu dự thảo")
    told(page, "Đã lưu dự thảo")
    page.go_back()
    expect(page.get_by_label("Trích yếu")).to_be_visible()


def test_the_address_of_a_button_leads_to_its_page(world: World, desk: Desk) -> None:
    officer = world.person(world.province, Role.OFFICER)
    plan = drafted(world, officer)
    page = desk(officer)
    page.goto(f"/plans/{plan.id}/deletion")
    expect(page).to_have_url(f"{page.url.split('/plans')[0]}/plans/{plan.id}")
    page.goto("/notifications/readings")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thông báo")
