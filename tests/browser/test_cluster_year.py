"""A cluster's year in the browser: the lead plans and calls, members register and sign."""

from datetime import date

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.clusters.test_year import YEAR, Scene
from tests.world import World


def test_the_lead_sends_plan_and_pledge_members_sign_and_all_read_the_minutes(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    calendar.day = date(YEAR, 7, 9)
    scene = Scene(world)
    lead = desk(scene.lead)
    _open_year(lead)
    follow(lead, "Kế hoạch: làm ngay")
    press(lead, "Lưu dự thảo")
    told(lead, "Đã lưu dự thảo kế hoạch")
    lead.get_by_label("Chức vụ").fill("Chủ tịch UBND xã")
    press(lead, "Gửi kế hoạch")
    agree(lead, "Gửi")
    told(lead, "Đã gửi kế hoạch")
    follow(lead, "Giao ước")
    press(lead, "Lưu dự thảo giao ước")
    told(lead, "Đã lưu dự thảo giao ước")
    press(lead, "Gửi giao ước")
    agree(lead, "Gửi")
    told(lead, "Đã gửi giao ước")

    officer = desk(world.person(scene.units[2], Role.OFFICER))
    _open_year(officer)
    follow(officer, "Giao ước: làm ngay")
    officer.get_by_label("Chỉ tiêu", exact=True).first.fill("Thu ngân sách trên địa bàn")
    officer.get_by_label("Mức đăng ký").first.fill("105")
    officer.get_by_label("Đơn vị tính").first.fill("% dự toán")
    press(officer, "Lưu và gửi đăng ký")
    told(officer, "Đã gửi đăng ký chỉ tiêu")
    member = desk(scene.member)
    _open_year(member)
    follow(member, "Giao ước")
    member.get_by_label("Chức vụ của người ký").fill("Chủ tịch UBND xã")
    press(member, "Ký giao ước")
    agree(member, "Ký")
    told(member, "Đã ký giao ước")
    expect(row(member, scene.units[2].name)).to_contain_text("105 % dự toán")

    _meet(lead)
    follow(member, "Sơ kết")
    expect(member.get_by_role("main")).to_contain_text("Các đơn vị nộp bảng điểm đúng hạn")
    expect(row(member, scene.units[3].name)).to_contain_text("Vắng")


def _open_year(page: Page) -> None:
    menu(page, "Cụm, khối thi đua")
    follow(page, "Tiến trình năm của cụm")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cụm 4")


def _meet(lead: Page) -> None:
    """The lead calls the half-year meeting, holds it and sends the minutes; one was absent."""
    follow(lead, "Sơ kết")
    lead.get_by_label("Ngày họp").fill("2026-07-08")
    lead.get_by_label("Địa điểm").fill("Hội trường UBND xã")
    lead.get_by_label("Người chủ trì").fill("Lê Văn A")
    lead.get_by_label("Chức vụ").fill("Chủ tịch UBND xã")
    press(lead, "Lưu hội nghị")
    told(lead, "Đã lưu thông tin hội nghị")
    press(lead, "Gửi giấy mời")
    agree(lead, "Gửi")
    told(lead, "Đã gửi giấy mời")
    lead.get_by_role("checkbox").last.uncheck()
    lead.get_by_label("Diễn biến hội nghị").fill("Các đơn vị báo cáo, thảo luận.")
    lead.get_by_label("Kết luận").fill("Các đơn vị nộp bảng điểm đúng hạn")
    press(lead, "Lưu biên bản")
    told(lead, "Đã lưu biên bản")
    press(lead, "Gửi biên bản")
    agree(lead, "Gửi")
    told(lead, "Đã gửi biên bản")
