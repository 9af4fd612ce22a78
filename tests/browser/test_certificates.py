"""Giấy khen from the list in Excel to the printed file; a blank moved with keys and mouse; a
backdrop for a conference."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Desk
from tests.browser.hands import agree, follow, menu, press, told
from tests.stationery.printing import lines, site, sizes
from tests.world import World

PASTED = (
    "Ông\tHoàng Văn Thắng\tThôn đội trưởng thôn Bản Hẻo\t\n"
    "Bà\tLương Thị Bích Vân\tGiáo viên Trường Tiểu học xã Điềm He\tĐã có thành tích trong dạy học\n"
    "Tập thể\tThôn Bản Hẻo\tXã Điềm He\t"
)
FLOOD = "Đã có thành tích xuất sắc trong phòng, chống bão lũ tháng 9 năm 2026"


def _file(page: Page) -> bytes:
    link = page.get_by_role("link", name="Mở bản in (PDF)")
    expect(link).to_be_visible(timeout=20_000)
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def _fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def _shown(page: Page, name: str) -> None:
    """A picture has come, not only its place."""
    image = page.get_by_role("img", name=re.compile(name))
    expect(image).not_to_have_js_property("naturalWidth", 0)
    expect(image).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_from_a_list_in_excel_to_the_printed_certificates(
    world: World, desk: Desk, pictures: Path, width: int
) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    page = desk(clerk, width=width)
    page.goto("/stationery/certificates")
    follow(page, "Lập đợt in")
    page.get_by_label("Tên đợt in").fill("Khen thưởng đột xuất tháng 10")
    page.get_by_label("Số quyết định").fill("318/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("2026-10-06")
    page.get_by_label("Người ký").fill("Lý Thị Dương")
    _fits(page)
    press(page, "Lưu")
    page.get_by_label(re.compile("ban hành ngoài hệ thống")).check()
    _fits(page)
    press(page, "Lưu")
    told(page, "Đã lập đợt in")
    follow(page, "Nhập danh sách")
    page.get_by_label("Hoặc dán từ Excel").fill("Ôg\tHoàng Văn Thắng\n" + PASTED)
    press(page, "Nhập danh sách")
    wrong = page.get_by_role("row", name=re.compile("A1"))
    expect(wrong).to_contain_text("Không có “Ôg”")
    _fits(page)
    page.get_by_label("Hoặc dán từ Excel").fill(PASTED)
    page.get_by_label("Thành tích chung").fill(FLOOD)
    press(page, "Nhập danh sách")
    told(page, "Đã nhập 3 dòng")
    press(page, "Vào sổ vàng")
    agree(page, "Vào sổ vàng")
    told(page, "Đã vào sổ vàng 3 trường hợp")
    _fits(page)
    follow(page, "Soát chữ")
    expect(page.get_by_text("Đã soát 3 tờ")).to_be_visible()
    _fits(page)
    page.go_back()
    page.screenshot(path=pictures / f"batch-{width}.png", full_page=True)
    press(page, "In ra PDF")
    expect(page.get_by_text("Đang tạo bản in")).to_be_visible()
    assert world.work() >= 1
    content = _file(page)
    assert sizes(content) == [(297.0, 210.0)] * 3
    words = [line.text for line in lines(content, 2)]
    assert "THÔN BẢN HẺO" in words
    assert "Số sổ vàng: 03" in words
    page.goto("/stationery/gold-books")
    _fits(page)
    follow(page, "Giấy khen")
    _fits(page)
    page.screenshot(path=pictures / f"gold-{width}.png", full_page=True)
    page.get_by_label("Quyển số").fill("2")
    press(page, "In sổ vàng")
    expect(page.get_by_text("Đang tạo bản in")).to_be_visible()
    assert world.work() >= 1
    assert "Quyển số: 02" in [line.text.strip() for line in lines(_file(page))]
    page.goto("/stationery/certificates")
    _fits(page)
    follow(page, "Khen thưởng đột xuất tháng 10")
    follow(page, "Bà Lương Thị Bích Vân")
    _shown(page, "Hình tờ giấy khen")
    _fits(page)
    page.screenshot(path=pictures / f"row-{width}.png", full_page=True)
    page.get_by_label("Lý do in lại").fill("Rách khi đóng khung")
    press(page, "In lại")
    assert world.work() >= 1
    assert len(sizes(_file(page))) == 1
    page.goto("/stationery/certificates")
    follow(page, "Khen thưởng đột xuất tháng 10")
    expect(page.get_by_role("row", name=re.compile("Rách khi đóng khung"))).to_be_visible()


def test_a_field_of_a_blank_is_moved_by_keys_by_mouse_and_by_typing(
    world: World, desk: Desk, pictures: Path
) -> None:
    given = site(world)
    page = desk(given.clerk)
    page.goto(f"/stationery/blanks/{given.blank_id}")
    across, down = page.locator("#f-fields-0-x"), page.locator("#f-fields-0-y")
    x, y = across.input_value(), down.input_value()
    field = page.locator("[data-blank-fields] .blank-field").first
    field.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(across).to_have_value(_plus(x, 1))
    expect(down).to_have_value(_plus(y, 0.1))
    box = field.locator("rect").bounding_box()
    assert box is not None
    before = across.input_value()
    page.mouse.move(box["x"] + 20, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 5)
    page.mouse.up()
    expect(across).not_to_have_value(before)
    across.fill("40")
    expect(field.locator("rect")).to_have_attribute("x", "40")
    expect(field).to_have_attribute("aria-label", re.compile("X 40 mm"))
    page.locator("#f-fields-0-width").fill("217")
    page.screenshot(path=pictures / "blank-1280.png", full_page=True)
    _fits(page)
    press(page, "Lưu phôi")
    told(page, "Đã lưu phôi")
    expect(page.locator("#f-fields-0-x")).to_have_value("40")
    answer = page.request.get(f"/stationery/blanks/{given.blank_id}/test-print.pdf")
    assert sizes(answer.body()) == [(297.0, 210.0)]


def _plus(text: str, by: float) -> str:
    return f"{round(float(text.replace(',', '.')) + by, 1):g}".replace(".", ",")


def test_a_blank_on_a_phone_fits_its_screen(world: World, desk: Desk, pictures: Path) -> None:
    given = site(world)
    page = desk(given.clerk, width=360)
    for path in (f"/stationery/blanks/{given.blank_id}", "/stationery/blanks"):
        page.goto(path)
        _fits(page)
    page.screenshot(path=pictures / "blanks-360.png", full_page=True)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_backdrop_and_a_slogan_of_the_library(
    world: World, desk: Desk, pictures: Path, width: int
) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    page = desk(clerk, width=width)
    page.goto("/stationery/posters")
    follow(page, "Soạn ma két")
    page.get_by_label("Tên", exact=False).first.fill("Ma két hội nghị")
    page.get_by_label("Chữ của dòng 3").fill("Tuyên dương\nđiển hình tiên tiến")
    page.get_by_role("link", name="Xem trước").click()
    shown = page.locator("[data-preview-page]")
    expect(shown).to_have_attribute("src", re.compile("^data:image/png;base64,"))
    expect(shown).to_be_visible()
    page.screenshot(path=pictures / f"poster-form-{width}.png", full_page=True)
    _fits(page)
    press(page, "Lưu")
    told(page, "Đã lưu")
    _shown(page, "Hình ma két")
    _fits(page)
    page.screenshot(path=pictures / f"poster-{width}.png", full_page=True)
    press(page, "Tạo tệp in (PDF)")
    assert world.work() >= 1
    content = _file(page)
    assert sizes(content) == [(600.0, 300.0)]
    assert "TUYÊN DƯƠNG" in [line.text for line in lines(content)]
    page.goto("/stationery/slogans")
    press(page, "Thêm câu thường dùng")
    told(page, "khẩu hiệu thường dùng")
    _fits(page)
    page.screenshot(path=pictures / f"slogans-{width}.png", full_page=True)
    follow(page, "Làm băng rôn")
    press(page, "Lưu")
    told(page, "Đã lưu")


def test_the_menu_leads_to_both(world: World, desk: Desk) -> None:
    page = desk(world.person(world.commune("Điềm He"), Role.OFFICER))
    menu(page, "Phôi, bằng khen, giấy khen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phôi, bằng khen, giấy khen")
    menu(page, "Ma két, khẩu hiệu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma két, khẩu hiệu")
