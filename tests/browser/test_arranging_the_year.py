"""The province arranges the emulation year: clusters, then what they are scored by."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.world import World

MEMBERS = ("Xã Điềm He", "Xã Tri Lễ", "Xã Văn Quan")
CLUSTER = "Cụm 4 các xã nội địa"


def _make_cluster(page: Page) -> None:
    menu(page, "Cụm, khối thi đua")
    page.get_by_label("Tên cụm, khối").fill(CLUSTER)
    press(page, "Lập cụm")
    told(page, f"Đã lập “{CLUSTER}”")
    follow(page, "Cụm, khối thi đua")
    follow(page, "Phân cụm nhanh")
    for name in MEMBERS:
        page.get_by_label(f"Cụm, khối của {name}").select_option(label=CLUSTER)
    press(page, "Lưu phân cụm")
    told(page, "Đã phân cụm cho 3 đơn vị")


def _name_lead(page: Page) -> None:
    expect(row(page, CLUSTER)).to_contain_text("chưa")
    follow(page, CLUSTER)
    expect(page.get_by_role("button", name="Ban hành")).to_have_count(0)
    page.get_by_label("Cụm trưởng", exact=True).select_option(label="Xã Văn Quan")
    page.get_by_label("Cụm phó", exact=True).select_option(label="Xã Văn Quan")
    press(page, "Lưu")
    expect(page.locator("#f-deputy_id-error")).to_be_visible()
    page.get_by_label("Cụm phó", exact=True).select_option(label="Xã Tri Lễ")
    press(page, "Lưu")
    told(page, f"Đã lưu “{CLUSTER}”")


def test_clusters_are_made_assigned_and_issued(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    calendar.day = date(2026, 3, 2)
    page = desk(world.person(world.province, Role.OFFICER))
    _make_cluster(page)
    _name_lead(page)

    page = desk(world.person(world.province, Role.LEADER))
    menu(page, "Cụm, khối thi đua")
    expect(figure(page, "đơn vị đã phân cụm")).to_have_text("3/65")
    press(page, "Ban hành 1 cụm đã đủ")
    agree(page, "Ban hành 1 cụm đã đủ")
    told(page, "Đã ban hành 1 cụm")
    world.work()

    member = desk(world.person(world.commune("Tri Lễ"), Role.OFFICER))
    menu(member, "Cụm, khối thi đua")
    expect(member.get_by_role("heading", name=CLUSTER)).to_be_visible()
    expect(row(member, "Xã Văn Quan")).to_contain_text("Cụm trưởng")
    expect(row(member, "Xã Tri Lễ")).to_contain_text("Cụm phó")
    menu(member, "Thông báo")
    expect(row(member, CLUSTER)).to_be_visible()


def test_the_sample_criteria_are_edited_tried_out_and_issued(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    calendar.day = date(2026, 3, 2)
    page = desk(world.person(world.province, Role.OFFICER))
    menu(page, "Bộ tiêu chí")
    press(page, "Lập dự thảo")
    told(page, "Đã lập dự thảo bộ tiêu chí")
    follow(page, "Sửa thông tin chung")
    page.get_by_label("Tên bộ tiêu chí").fill("Bộ tiêu chí thi đua các xã năm 2026")
    page.get_by_label("Hạn nộp bảng điểm").fill("2026-11-30")
    press(page, "Lưu")
    told(page, "Đã lưu thông tin chung")

    criterion = page.locator("tr[id^=criterion-]").filter(has_text="chỉ tiêu kinh tế - xã hội")
    criterion.get_by_role("link", name="Sửa").click()
    page.get_by_label("Điểm tối đa").fill("25")
    press(page, "Lưu")
    told(page, "Đã lưu mục I.1")
    warned = page.get_by_text("nội dung chưa đúng, chưa ban hành được")
    expect(warned).to_be_visible()
    criterion.get_by_role("link", name="Sửa").click()
    page.get_by_label("Điểm tối đa").fill("20")
    press(page, "Lưu")
    expect(warned).to_have_count(0)

    follow(page, "Tính thử")
    first = page.locator("table.sheet tbody tr:not(.band)").first
    first.get_by_label("Số chỉ tiêu đạt và vượt").first.fill("15")
    first.get_by_label("Số chỉ tiêu được giao").first.fill("20")
    press(page, "Tính điểm")
    expect(first.locator("td[data-label='Đơn vị A']")).to_contain_text("15 điểm")
    follow(page, "Bộ tiêu chí thi đua các xã năm 2026")
    page.wait_for_url(re.compile(r"/criteria-sets/\d+$"))
    expect(page.get_by_role("button", name="Ban hành")).to_have_count(0)
    address = page.url

    page = desk(world.person(world.province, Role.LEADER))
    page.goto(address)
    press(page, "Ban hành")
    agree(page, "Ban hành")
    told(page, "Đã ban hành bộ tiêu chí")
    expect(page.get_by_role("link", name="Sửa")).to_have_count(0)

    page = desk(world.person(world.commune("Điềm He"), Role.OFFICER))
    menu(page, "Bộ tiêu chí")
    follow(page, "Bộ tiêu chí thi đua các xã năm 2026")
    expect(page.get_by_text("30/11/2026")).to_be_visible()
