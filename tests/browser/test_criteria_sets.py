"""A criteria set is made, mended, sent through Excel, tried out and issued in a browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.scoring import scenes, workbooks
from tests.world import World


def _draft(page: Page, sample: str) -> None:
    menu(page, "Bộ tiêu chí")
    page.get_by_label("Bắt đầu từ").select_option(label=sample)
    press(page, "Lập dự thảo")
    told(page, "Đã lập dự thảo bộ tiêu chí")


def test_a_survey_is_put_in_and_what_is_wrong_is_led_to(world: World, desk: Desk) -> None:
    page = desk(world.person(world.province, Role.OFFICER, Role.LEADER))
    _draft(page, "Mẫu, không phải quy định: Bộ có đủ các cách tính điểm")
    expect(page.get_by_text("Bộ tiêu chí đã đúng, ban hành được")).to_be_visible()
    row(page, "Khảo sát ngẫu nhiên 50 người dân").get_by_role("link", name="Sửa").click()
    page.get_by_label("Điểm mỗi phiếu").first.fill("0,3")
    page.get_by_label("Thời hạn (hết ngày)").fill("2027-01-15")
    press(page, "Lưu")
    told(page, "Đã lưu mục B.1")
    warned = page.locator(".alert").filter(has_text="chưa ban hành được")
    expect(warned).to_contain_text("chỉ cho nhiều nhất 15 điểm")
    expect(page.get_by_role("button", name="Ban hành", exact=True)).to_be_disabled()
    warned.get_by_role("link", name="B.1").click()
    expect(row(page, "Khảo sát ngẫu nhiên 50 người dân")).to_be_in_viewport()

    row(page, "Khảo sát ngẫu nhiên 50 người dân").get_by_role("link", name="Sửa").click()
    page.get_by_label("Điểm mỗi phiếu").first.fill("0,4")
    press(page, "Lưu")
    follow(page, "Sửa thông tin chung")
    page.get_by_label("Hạn nộp bảng điểm (hết ngày)").fill("2026-12-15")
    press(page, "Lưu")
    told(page, "Đã lưu thông tin chung")
    expect(page.locator(".alert").filter(has_text="chưa ban hành được")).to_contain_text(
        "sau hạn nộp bảng điểm"
    )


def test_members_are_tried_side_by_side(world: World, desk: Desk) -> None:
    page = desk(world.person(world.province, Role.OFFICER))
    _draft(page, "Mẫu, không phải quy định: Bộ có đủ các cách tính điểm")
    follow(page, "Tính thử")
    compared = page.locator("tr[id^=criterion-]").filter(has_text="A.1.")
    for number, actual in enumerate(("120", "110", "80")):
        compared.get_by_label("Số thu").nth(number).fill(actual)
        compared.get_by_label("Chỉ tiêu đăng ký").nth(number).fill("100")
    press(page, "Tính điểm")
    totals = page.locator("#tried tbody tr")
    expect(totals.nth(0)).to_contain_text("20")
    expect(totals.nth(1)).to_contain_text("15")
    expect(totals.nth(2)).to_contain_text("8")
    expect(compared.locator("td").nth(3)).to_contain_text("15 điểm")


def test_a_set_goes_through_excel(world: World, desk: Desk, tmp_path: Path) -> None:
    page = desk(world.person(world.province, Role.OFFICER))
    _draft(page, "Mẫu, không phải quy định: Bộ 100 điểm cho xã, phường")
    with page.expect_download() as waiting:
        follow(page, "Xuất Excel")
    book = workbooks.opened(Path(waiting.value.path()).read_bytes())
    workbooks.put(book, "Tiêu chí", "I.1", "Nội dung", "Chỉ tiêu kinh tế - xã hội của năm")
    workbooks.put(book, "Tiêu chí", "I.2", "Điểm tối đa", "mười điểm")
    edited = tmp_path / "bo-tieu-chi.xlsx"
    edited.write_bytes(workbooks.saved(book))

    follow(page, "Nhập từ Excel")
    page.get_by_label("Tệp Excel").set_input_files(edited)
    press(page, "Xem trước thay đổi")
    expect(page.get_by_text("Tiêu chí!F4")).to_be_visible()
    workbooks.put(book, "Tiêu chí", "I.2", "Điểm tối đa", 10)
    edited.write_bytes(workbooks.saved(book))
    follow(page, "Chọn lại tệp")
    page.get_by_label("Tệp Excel").set_input_files(edited)
    press(page, "Xem trước thay đổi")
    expect(page.locator("#changes tbody tr")).to_have_count(1)
    expect(row(page, "I.1.")).to_contain_text("Chỉ tiêu kinh tế - xã hội của năm")
    press(page, "Áp dụng")
    agree(page, "Áp dụng")
    told(page, "Đã nhập bộ tiêu chí từ tệp Excel")
    expect(row(page, "Chỉ tiêu kinh tế - xã hội của năm")).to_be_visible()


def test_a_mistake_is_mended_by_the_next_edition(world: World, desk: Desk) -> None:
    scene = scenes.make_scene(world, (3,))
    page = desk(world.person(world.province, Role.OFFICER, Role.LEADER))
    page.goto(f"/criteria-sets/{scene.set_id}")
    press(page, "Lập lần sửa đổi")
    agree(page, "Lập lần sửa đổi")
    told(page, "Đã lập dự thảo sửa đổi lần 2")
    row(page, "Nội dung I.1").get_by_role("link", name="Sửa").click()
    page.get_by_label("Hướng dẫn chấm").fill("Theo quyết định giao chỉ tiêu")
    press(page, "Lưu")
    told(page, "Đã lưu mục I.1")
    follow(page, "So với lần 1")
    expect(row(page, "Hướng dẫn chấm")).to_contain_text("Theo quyết định giao chỉ tiêu")
    follow(page, "Về bộ tiêu chí")
    press(page, "Ban hành")
    agree(page, "Ban hành")
    told(page, "Đã ban hành bộ tiêu chí")
    follow(page, "Xem lần 1")
    expect(page.get_by_text(re.compile("Đã được thay"))).to_be_visible()
