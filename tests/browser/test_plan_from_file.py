"""The province reads a plan out of a file, corrects it, issues it and watches it go."""

from datetime import date

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.plans import actions
from app.plans.queries import plans
from deploy.walk.sample import PLAN_OF_A_COMMUNE
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, told
from tests.world import World

FILE = {
    "name": "ke-hoach-2026.txt",
    "mimeType": "text/plain",
    "buffer": PLAN_OF_A_COMMUNE.encode(),
}
TITLE = "Công tác thi đua, khen thưởng năm 2026 trên địa bàn tỉnh Lạng Sơn"


def _read_file(page: Page) -> None:
    menu(page, "Kế hoạch của đơn vị")
    follow(page, "Lập kế hoạch")
    page.get_by_label("Tệp kế hoạch").set_input_files([FILE])
    expect(page.locator("[data-drop-message]")).to_contain_text("ke-hoach-2026.txt")
    press(page, "Đọc tệp thành dự thảo")
    told(page, "Đã đọc tệp thành dự thảo")


def _correct(page: Page) -> None:
    follow(page, "Sửa nội dung")
    page.get_by_label("Trích yếu").fill(TITLE)
    press(page, "Lưu dự thảo")
    told(page, "Đã lưu dự thảo")
    follow(page, "Sửa nhiệm vụ")
    first = page.locator("#quarter-1 [data-row]").first
    first.get_by_label("Thời hạn", exact=True).fill("chậm nhất ngày 20/01/2026")
    first.get_by_label("Bắt buộc").check()
    press(page, "Lưu các nhiệm vụ")
    told(page, "Đã lưu 18 nhiệm vụ")


def test_a_file_becomes_a_plan_for_65_communes(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    calendar.day = date(2026, 1, 4)
    officer = world.person(world.province, Role.OFFICER)
    leader = world.person(world.province, Role.LEADER, name="Đoàn Thanh Sơn")
    page = desk(officer)
    _read_file(page)
    follow(page, "Về dự thảo")
    expect(page.get_by_role("heading", name="Nhiệm vụ", exact=True)).to_be_visible()
    expect(page.locator("#plan-tasks tbody tr:not(.band)")).to_have_count(18)
    _correct(page)
    row = page.locator("#plan-tasks tbody tr:not(.band)").first
    expect(row).to_contain_text("chậm nhất ngày 20/01/2026")
    expect(row).to_contain_text("Bắt buộc")
    expect(page.get_by_role("link", name="Ban hành", exact=True)).to_have_count(0)

    page = desk(leader)
    follow(page, f"Xem và ban hành dự thảo “{TITLE}”")
    follow(page, "Ban hành")
    expect(page.get_by_text("Đã chọn 65/65")).to_be_visible()
    page.get_by_label("Họ tên người ký").fill("Đoàn Thanh Sơn")
    page.get_by_label("Hạn các đơn vị gửi kế hoạch của mình lên").fill("2026-01-31")
    press(page, "Ban hành")
    page.get_by_role("dialog").get_by_role("button", name="Ban hành").dblclick()
    told(page, "đã được ban hành")
    expect(page.get_by_text("65 đơn vị", exact=True)).to_be_visible()
    with world.acting(leader):
        (listed,) = plans.listed()
        assert listed.plan.title == TITLE
        assert listed.plan.number == "01"
        assert plans.delivered_count(listed.plan.id) == 65

    follow(page, "Theo dõi 65 đơn vị")
    expect(figure(page, "đã tiếp nhận")).to_have_text("0/65")
    clerk = world.person(world.commune("Điềm He"), Role.CLERK)
    with world.acting(clerk):
        actions.acknowledge(plan_id=listed.plan.id, by=clerk)
    page.reload()
    expect(figure(page, "đã tiếp nhận")).to_have_text("1/65")
    page.get_by_role("link", name="Mới giao 64").click()
    expect(page.locator("#matrix tbody tr")).to_have_count(64)


def test_a_file_that_is_no_plan_is_refused_at_its_field(world: World, desk: Desk) -> None:
    page = desk(world.person(world.province, Role.OFFICER))
    page.goto("/plans/new")
    field = page.get_by_label("Tệp kế hoạch")
    field.set_input_files(
        [{"name": "anh.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"}]
    )
    expect(page.locator("[data-drop-message]")).to_contain_text(".docx, .pdf, .xlsx, .txt")
    press(page, "Đọc tệp thành dự thảo")
    expect(page).to_have_url("/plans/new")
    field.set_input_files([{"name": "trong.txt", "mimeType": "text/plain", "buffer": b" \n"}])
    press(page, "Đọc tệp thành dự thảo")
    expect(page.locator(".field-error")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_the_leader_who_looks_away_issues_nothing(world: World, desk: Desk) -> None:
    leader = world.person(world.province)
    with world.acting(leader):
        plan = actions.draft(
            content=actions.PlanContent(year=2026, title=TITLE),
            tasks=[actions.TaskContent(quarter=1, text="Phát động phong trào thi đua")],
            by=leader,
        )
    page = desk(leader)
    page.goto(f"/plans/{plan.id}/issuance")
    press(page, "Ban hành")
    agree(page, "Không")
    expect(page).to_have_url(f"/plans/{plan.id}/issuance")
    with world.acting(leader):
        assert plans.own(plan.id).issued_at is None
