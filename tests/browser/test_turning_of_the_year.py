"""The calendar, its feed, and the turn of the year: next year's plan, closed books."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, told
from tests.plans import cascade
from tests.progress.given import site
from tests.world import World


def listed(page: Page, words: str) -> Locator:
    """The line of the month's list that contains these words."""
    return page.locator("table.table tbody tr").filter(has_text=words).first


def test_a_clerk_finds_what_is_due_and_takes_it_into_another_calendar(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    commune = world.commune("Bình Gia")
    site(world, cascade.issued(world, [commune]), commune)
    calendar.day = date(2026, 3, 20)
    page = desk(world.person(commune, Role.OFFICER))
    menu(page, "Lịch công tác")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch công tác")
    expect(listed(page, "Phát động phong trào thi đua năm 2026")).to_contain_text("31/03/2026")
    follow(page, "Tháng sau")
    expect(listed(page, "Giải phóng miền Nam")).to_be_visible()
    follow(page, "Ngày kỷ niệm")
    page.get_by_label("Tên", exact=False).fill("Ngày giải phóng huyện Bình Gia")
    page.get_by_label("Ngày", exact=False).last.fill("19")
    page.get_by_label("Tháng", exact=False).fill("4")
    page.get_by_label("Từ năm").fill("1945")
    press(page, "Thêm ngày kỷ niệm")
    told(page, "Đã thêm “Ngày giải phóng huyện Bình Gia”")
    page.goto("/calendar?month=2026-04")
    expect(listed(page, "Kỷ niệm 81 năm ngày giải phóng huyện Bình Gia")).to_be_visible()
    press(page, "Tạo địa chỉ lịch")
    address = page.locator("code.secret").inner_text()
    assert address.endswith(".ics")
    answer = page.request.get(address)
    assert answer.ok
    assert "BEGIN:VCALENDAR" in answer.text()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(listed(page, "Giải phóng miền Nam")).to_be_visible()


def test_the_old_year_is_taken_over_and_closed(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    commune = world.commune("Điềm He")
    here = site(world, cascade.issued(world, [commune]), commune)
    calendar.day = date(2027, 1, 8)
    page = desk(here.officer)
    menu(page, "Năm kế hoạch")
    follow(page, "2026")
    follow(page, "Xem các kế hoạch")
    follow(page, "Công tác thi đua, khen thưởng năm 2026 trên địa bàn xã Điềm He")
    follow(page, "Lập cho năm 2027")
    page.get_by_role("checkbox").first.uncheck()
    press(page, "Lập dự thảo năm 2027")
    told(page, "Đã lập dự thảo năm 2027 với 4 nhiệm vụ")
    follow(page, "So với năm trước")
    expect(page.get_by_text("Không chuyển sang")).to_have_count(1)
    menu(page, "Năm kế hoạch")
    follow(page, "2026")
    press(page, "Khóa sổ năm 2026")
    agree(page, "Khóa sổ")
    told(page, "Đã khóa sổ năm 2026")
    page.goto(f"/progress/tasks/{here.task_ids[0]}")
    if page.get_by_role("button", name="Ghi tiến độ", exact=True).count():
        press(page, "Ghi tiến độ")
        expect(page.get_by_text("khóa sổ năm 2026").first).to_be_visible()
    page.goto("/plan-years/2026")
    page.get_by_label("Lý do mở lại").fill("Bổ sung báo cáo của cụm")
    press(page, "Mở lại năm 2026")
    told(page, "Đã mở lại năm 2026")
