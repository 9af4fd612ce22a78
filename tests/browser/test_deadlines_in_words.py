"""Deadlines typed in words, repeated, locked, confirmed; a commune finds its part fixed."""

from datetime import date

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.plans import actions
from app.plans.queries import plans
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, press, row, told
from tests.plans.samples import a_task, drafted
from tests.world import World

CONFERENCE = "Hội nghị tổng kết phong trào thi đua"


def _type_term(page: Page, text: str, said: str) -> None:
    box = page.get_by_label("Thời hạn", exact=True).first
    box.fill(text)
    page.keyboard.press("Tab")
    expect(page.locator("[data-term-answer]").first).to_contain_text(said)


def _write(page: Page) -> None:
    """One task of the draft: its date, its lock; then it comes again each quarter."""
    row(page, CONFERENCE).get_by_role("link", name=CONFERENCE).click()
    _type_term(page, "đầu tháng 2", "chưa nêu rõ ngày nào")
    _type_term(page, "dự kiến 22/02", "Hiểu là: dự kiến ngày 22/02/2026.")
    expect(page.locator("[data-term-answer]").first).to_contain_text("ngày làm việc liền trước")
    page.get_by_text("Khóa riêng từng mục", exact=True).click()
    page.get_by_role("checkbox", name="Hạn", exact=True).check()
    press(page, "Lưu nhiệm vụ")
    told(page, "Thời hạn hiểu là: dự kiến ngày 22/02/2026")
    row(page, "Sơ kết chuyên đề quý I").get_by_role("link", name="Sơ kết chuyên đề quý I").click()
    press(page, "Lặp lại mỗi quý")
    told(page, "Đã thêm 3 lần lặp lại")
    expect(page.get_by_role("link", name="hết quý IV")).to_be_visible()


def _confirm(page: Page) -> None:
    row(page, CONFERENCE).get_by_role("link", name="Chốt thời gian").click()
    page.get_by_label("Thời gian chính thức").fill("12/02")
    page.get_by_label("Giờ và địa điểm").fill("08 giờ 00, tại Hội trường tỉnh")
    press(page, "Chốt và báo các đơn vị")
    told(page, "Đã chốt thời gian: chậm nhất ngày 12/02/2026")
    expect(row(page, CONFERENCE)).to_contain_text("08 giờ 00, tại Hội trường tỉnh")


def test_from_words_to_a_confirmed_date(world: World, desk: Desk, calendar: Calendar) -> None:
    calendar.day = date(2026, 1, 5)
    commune = world.commune("Điềm He")
    leader = world.person(world.province, Role.OFFICER, Role.LEADER, name="Nông Quốc Khải")
    plan = drafted(world, leader, a_task(CONFERENCE), a_task("Sơ kết chuyên đề quý I"))
    page = desk(leader)
    page.goto(f"/plans/{plan.id}")
    _write(page)

    page.goto(f"/plans/{plan.id}/issuance")
    press(page, "Ban hành")
    agree(page, "Ban hành")
    told(page, "đã được ban hành")
    officer = world.person(commune, Role.OFFICER)
    with world.acting(officer):
        own = actions.derive(plan_id=plan.id, by=officer).plan
    _confirm(page)
    world.work()

    theirs = desk(officer)
    theirs.goto(f"/plans/{own.id}")
    expect(row(theirs, CONFERENCE)).to_contain_text("chậm nhất ngày 12/02/2026")
    follow(theirs, "Sửa nhiệm vụ")
    locked = theirs.locator("#quarter-1 [data-row]").filter(has_text="Cấp trên khóa")
    expect(locked.get_by_label("Thời hạn")).to_have_attribute("readonly", "")
    with world.acting(officer, read_only=True):
        first = plans.tasks(own.id)[0]
        assert (first.deadline_on, first.tentative) == (date(2026, 2, 12), False)
