"""Both registers by hand: numbers kept and cancelled, a paper by post, the printed book."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.access.permissions import Role
from app.lib import clock
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import follow, menu, press, row, told
from tests.registers.samples import entered
from tests.world import World

pytestmark = pytest.mark.browser

TODAY = date(2026, 3, 10)


def test_numbers_are_kept_found_and_cancelled(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = TODAY
    clerk = world.person(world.commune("Điềm He"), Role.CLERK)
    with clock.fixed(TODAY), world.acting(clerk):
        entered(clerk, abstract="Tặng Giấy khen người tốt, việc tốt")
    page = desk(clerk)
    menu(page, "Sổ văn bản đi")
    follow(page, "Giữ số")
    page.get_by_label("Giữ bao nhiêu số").fill("2")
    page.get_by_label("Lý do").fill("Quyết định đang trình ký")
    page.screenshot(path=pictures / "reservation.png", full_page=True)
    press(page, "Giữ số")
    told(page, "Đã giữ số 02 đến 03/QĐ-UBND.")
    row(page, "03/QĐ-UBND").get_by_role("link", name="Hủy số").click()
    page.get_by_label("Lý do hủy").fill("Gộp vào quyết định khác")
    press(page, "Hủy số")
    told(page, "Đã hủy số 03/QĐ-UBND.")
    expect(row(page, "03/QĐ-UBND")).to_contain_text("Gộp vào quyết định khác")
    page.screenshot(path=pictures / "outgoing.png", full_page=True)
    page.get_by_role("searchbox", name="Tìm", exact=True).fill("nguoi tot doan thanh son")
    press(page, "Lọc")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(row(page, "01/QĐ-UBND")).to_contain_text("người tốt, việc tốt")
    page.set_viewport_size({"width": 360, "height": 740})
    page.screenshot(path=pictures / "outgoing-360.png", full_page=True)


def test_a_letter_by_post_is_entered_given_and_answered(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = TODAY
    here = world.commune("Điềm He")
    clerk = world.person(here, Role.CLERK, name="Hoàng Thị Văn Thư")
    officer = world.person(here, Role.OFFICER, name="Nông Văn Chuyên Viên")
    page = desk(clerk)
    menu(page, "Sổ văn bản đến")
    follow(page, "Vào sổ văn bản")
    page.get_by_label("Cơ quan gửi").fill("Sở Nội vụ tỉnh Lạng Sơn")
    page.get_by_label("Số, ký hiệu").fill("125/SNV-TĐKT")
    page.get_by_label("Ngày văn bản").fill("2026-03-11")
    page.get_by_label("Trích yếu").fill("Hướng dẫn đăng ký thi đua")
    page.screenshot(path=pictures / "form.png", full_page=True)
    press(page, "Vào sổ")
    expect(page.get_by_text("Ngày của văn bản không được sau ngày đến.").first).to_be_visible()
    page.get_by_label("Ngày văn bản").fill("2026-03-06")
    press(page, "Vào sổ")
    told(page, "Đã vào sổ văn bản đến, số đến 01.")
    leader = desk(world.person(here, Role.LEADER))
    menu(leader, "Sổ văn bản đến")
    row(leader, "125/SNV-TĐKT").get_by_role("link").click()
    leader.get_by_label("Giao cho").select_option(label=officer.full_name)
    leader.get_by_label("Hạn giải quyết").fill("2026-03-12")
    leader.get_by_label("Ý kiến chỉ đạo").fill("Tham mưu đăng ký thi đua của xã")
    press(leader, "Giao việc")
    told(leader, "Đã giao Nông Văn Chuyên Viên giải quyết.")
    leader.screenshot(path=pictures / "line.png", full_page=True)
    calendar.day = date(2026, 3, 13)
    work = desk(officer, width=360)
    work.goto("/registers/incoming?view=overdue")
    expect(row(work, "125/SNV-TĐKT")).to_contain_text("Quá hạn 12/03/2026")
    work.screenshot(path=pictures / "incoming-360.png", full_page=True)
    row(work, "125/SNV-TĐKT").get_by_role("link").click()
    work.get_by_label("Kết quả giải quyết").fill("Đã gửi bản đăng ký.")
    press(work, "Đã giải quyết xong")
    told(work, "Đã ghi giải quyết xong.")
    page = desk(clerk)
    page.goto("/registers/incoming")
    expect(row(page, "125/SNV-TĐKT")).to_contain_text("Đã giải quyết")
    page.screenshot(path=pictures / "incoming.png", full_page=True)
    press(page, "In sổ (PDF)")
    world.work()
    page.reload()
    expect(page.get_by_role("link", name="Mở bản in (PDF)")).to_be_visible()


def test_numbers_skipped_by_mistake_come_back(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = TODAY
    clerk = world.person(world.commune("Điềm He"), Role.CLERK)
    with clock.fixed(TODAY), world.acting(clerk):
        entered(clerk)
    page = desk(clerk)
    menu(page, "Sổ văn bản đi")
    follow(page, "Giữ số")
    page.get_by_label("Số đầu tiên").fill("85")
    page.get_by_label("Lý do").fill("Quyết định đang trình ký")
    press(page, "Giữ số")
    page.get_by_label("Các số bị bỏ qua đã cấp ngoài hệ thống").check()
    press(page, "Giữ số")
    told(page, "Đã giữ số 85/QĐ-UBND.")
    page.screenshot(path=pictures / "skipped.png", full_page=True)

    page.get_by_role("main").get_by_role("link", name="Cấp ngoài hệ thống").click()
    row(page, "02–84/QĐ-UBND").get_by_role("link", name="Lấy lại số").click()
    expect(page.get_by_role("main")).to_contain_text("cấp tiếp từ số 02")
    page.get_by_label("Từ số").fill("1")
    page.get_by_label("Lý do").fill("Nhập nhầm số 85 thay cho 02")
    press(page, "Lấy lại số")
    expect(page.get_by_label("Từ số")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Lý do")).to_have_value("Nhập nhầm số 85 thay cho 02")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=pictures / f"refused-{width}.png", full_page=True)
    page.get_by_label("Từ số").fill("2")
    press(page, "Lấy lại số")
    told(page, "Đã lấy lại số 02–84/QĐ-UBND; các số này sẽ được cấp tiếp.")
    expect(page.locator("tbody tr")).to_have_count(1)
    follow(page, "Giữ số")
    page.get_by_label("Lý do").fill("Quyết định đang trình ký")
    press(page, "Giữ số")
    told(page, "Đã giữ số 02/QĐ-UBND.")
