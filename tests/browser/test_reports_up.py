"""A half-year report: written, sent up, returned with a reason, corrected, sent again, accepted."""

from datetime import date

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.plans import cascade
from tests.progress.given import site
from tests.reports.given import worked
from tests.world import World

REASON = "Mục đánh giá chung chưa nêu kết quả phong trào thi đua chuyên đề quý II."


def _write(page: Page) -> None:
    """Every part that must be there when it is sent."""
    needed = page.locator("textarea:not([name=title])").locator(
        "xpath=self::*[ancestor::fieldset//legend[contains(., 'phải có khi gửi')] or "
        "preceding-sibling::label[contains(., 'phải có khi gửi')]]"
    )
    expect(needed).not_to_have_count(0)
    for number in range(needed.count()):
        needed.nth(number).fill(f"- Kết quả thứ {number + 1} của xã trong 6 tháng.")


def _send(page: Page, number: str) -> None:
    follow(page, "Gửi lên cấp trên")
    page.get_by_label("Số", exact=False).first.fill(number)
    page.get_by_label("Họ tên người ký").fill("Lý Thị Dương")
    press(page, "Gửi báo cáo")
    agree(page, "Gửi báo cáo")
    told(page, f"Đã gửi báo cáo số {number}/BC-UBND")


def test_a_half_year_report_goes_up_twice(world: World, desk: Desk, calendar: Calendar) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    here = site(world, given, commune)
    worked(world, here)
    officer = world.person(commune, Role.OFFICER)
    clerk = world.person(commune, Role.CLERK)
    calendar.day = date(2026, 6, 15)

    page = desk(officer)
    menu(page, "Báo cáo của đơn vị")
    row(page, "Báo cáo sơ kết").get_by_role("button", name="Soạn báo cáo").click()
    _write(page)
    press(page, "Lưu báo cáo")
    told(page, "Đã lưu báo cáo")
    expect(page.get_by_role("link", name="Gửi lên cấp trên")).to_have_count(0)

    page = desk(clerk)
    page.get_by_role("link", name="Kiểm tra và gửi báo cáo").first.click()
    _send(page, "12")
    world.work()

    superior = world.person(world.province, Role.OFFICER)
    reviewer = desk(superior)
    menu(reviewer, "Báo cáo nhận được")
    expect(figure(reviewer, "chờ bạn tiếp nhận")).to_have_text("1")
    follow(reviewer, "Xã Điềm He")
    reviewer.get_by_label("Lý do trả lại").fill(REASON)
    press(reviewer, "Trả lại để bổ sung")
    told(reviewer, "Đã trả lại báo cáo kèm lý do")

    calendar.day = date(2026, 6, 17)
    page = desk(officer)
    page.get_by_role("link", name="Bổ sung và gửi lại báo cáo").first.click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    follow(page, "Sửa và gửi lại")
    page.locator("textarea:not([name=title])").first.fill("- Phong trào quý II: 12/12 thôn.")
    press(page, "Lưu báo cáo")
    page = desk(clerk)
    menu(page, "Báo cáo của đơn vị")
    follow(page, "Báo cáo sơ kết 6 tháng")
    _send(page, "15")

    reviewer = desk(superior)
    menu(reviewer, "Báo cáo nhận được")
    follow(reviewer, "Xã Điềm He")
    expect(reviewer.get_by_text("Phong trào quý II: 12/12 thôn")).to_be_visible()
    press(reviewer, "Tiếp nhận báo cáo")
    agree(reviewer, "Tiếp nhận báo cáo")
    told(reviewer, "Đã tiếp nhận báo cáo")
    menu(reviewer, "Báo cáo nhận được")
    follow(reviewer, "Tổng hợp theo nhiệm vụ")
    expect(row(reviewer, "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025")).to_be_visible()

    page.reload()
    attempts = page.get_by_role("table", name="Các lần gửi")
    expect(attempts.locator("tbody tr")).to_have_count(2)
    expect(attempts).to_contain_text(REASON)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã tiếp nhận")
