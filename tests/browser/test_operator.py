"""The operator opens a province and hands it to its administrator."""

import threading

import pytest
from playwright.sync_api import expect

from app.access.permissions import Role
from tests.browser.conftest import Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.world import World

NEW = "một câu chỉ mình tôi biết"


@pytest.mark.usefixtures("only_lang_son_remains")
def test_a_province_is_opened_and_handed_over(world: World, desk: Desk) -> None:
    operator = world.person(world.platform, Role.OPERATOR, name="Đỗ Minh Quân")
    page = desk(operator)
    menu(page, "Các tỉnh, thành phố")
    page.get_by_label("Lọc nhanh").fill("cao bang")
    lines = page.locator("#provinces tbody tr:visible")
    expect(lines).to_have_count(1)
    lines.get_by_role("button", name="Khởi tạo").click()
    agree(page, "Khởi tạo")
    told(page, "Đã giao việc khởi tạo")
    expect(page.get_by_text("Đang khởi tạo Tỉnh Cao Bằng")).to_be_visible()
    worker = threading.Thread(target=world.work)
    worker.start()
    expect(page.get_by_role("table", name="Xã, phường, đặc khu")).to_be_visible(timeout=20_000)
    worker.join()
    expect(page.get_by_text("56 đơn vị")).to_be_visible()
    follow(page, "Huyện đã kết thúc")
    expect(row(page, "Huyện Bảo Lạc")).to_be_visible()

    follow(page, "Mời người quản trị")
    page.get_by_label("Họ và tên").fill("Bế Văn Cao")
    page.get_by_label("Thư điện tử công vụ").fill("quantri@caobang.vn")
    press(page, "Tạo lời mời")
    link = page.locator("code.secret").inner_text()
    guest = desk()
    guest.goto(link[link.index("/invitations/") :])
    expect(guest.get_by_text("Tỉnh Cao Bằng")).to_be_visible()
    guest.get_by_label("Mật khẩu", exact=False).first.fill("ngắn")
    guest.get_by_label("Nhập lại mật khẩu").fill(NEW)
    press(guest, "Tạo tài khoản")
    expect(guest.get_by_label("Mật khẩu", exact=False).first).to_be_focused()
    guest.get_by_label("Mật khẩu", exact=False).first.fill(NEW + " khác")
    press(guest, "Tạo tài khoản")
    expect(guest.locator("#f-password_again-error")).to_be_visible()
    expect(guest.get_by_label("Họ và tên")).to_have_value("Bế Văn Cao")
    for number in (0, 1):
        guest.locator("input[type=password]").nth(number).fill(NEW)
    press(guest, "Tạo tài khoản")
    guest.wait_for_url("**/home")
    expect(guest.locator(".tenant-name")).to_have_text("Tỉnh Cao Bằng")
    menu(guest, "Đơn vị trực thuộc")
    expect(guest.locator("#subordinates tbody tr")).to_have_count(56)
    expect(guest.get_by_text("Xã Điềm He")).to_have_count(0)

    page.goto("/provinces/04")
    expect(page.get_by_text("1 người quản trị")).to_be_visible()
    page.goto("/plans")
    expect(page.get_by_text("Vai trò của bạn trong đơn vị này chưa được giao")).to_be_visible()
