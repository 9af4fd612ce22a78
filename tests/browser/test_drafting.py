"""A paper is written: passages, a paste from Word, many recipients, the page as printed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Desk
from tests.browser.hands import follow, menu, press, row, told
from tests.world import World

pytestmark = pytest.mark.browser

WORD = (
    "<p class=MsoNormal><b>I. MỤC ĐÍCH</b></p><p>Nâng cao chất lượng khen thưởng.</p>"
    "<table><tr><td>TT</td><td>Tên</td></tr><tr><td>1</td><td>Thôn Bản Mới</td></tr></table>"
)
PASTE = """(box, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "chữ thường");
  box.focus();
  const sort = {clipboardData: data, bubbles: true, cancelable: true};
  box.dispatchEvent(new ClipboardEvent("paste", sort));
}"""


def test_a_plan_is_written_as_it_will_be_printed(world: World, desk: Desk, pictures: Path) -> None:
    officer = world.person(world.province, Role.OFFICER)
    page = desk(officer)
    menu(page, "Dự thảo văn bản")
    follow(page, "Soạn văn bản")
    page.screenshot(path=pictures / "forms.png", full_page=True)
    follow(page, "Kế hoạch KH")
    page.get_by_label("Trích yếu").fill("Tổ chức phong trào thi đua năm 2027")
    _insert(page, "Luật Thi đua, khen thưởng")
    expect(page.get_by_label("Căn cứ", exact=True)).to_have_value(
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Luật sửa đổi, bổ sung một số "
        "điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
    )
    body = page.get_by_label("Nội dung", exact=True)
    with page.expect_response("**/correspondence/pasted"):
        body.evaluate(PASTE, WORD)
    expect(body).to_have_value(
        "I. MỤC ĐÍCH\nNâng cao chất lượng khen thưởng.\n\n| TT | Tên |\n| 1 | Thôn Bản Mới |"
    )
    page.get_by_label("Họ tên người ký").fill("Nông Đức Tiến")
    page.get_by_text("Chọn nhiều đơn vị", exact=True).click()
    page.get_by_label("UBND các xã, phường (65 đơn vị, in một dòng)").check()
    expect(page.get_by_role("img", name="như khi in")).to_be_visible()
    page.screenshot(path=pictures / "editor.png", full_page=True)
    press(page, "Thêm vào nơi nhận")
    told(page, "Đã lưu dự thảo")
    expect(page.get_by_text("Gồm 65 đơn vị trong hệ thống")).to_be_visible()
    page.screenshot(path=pictures / "editor-recipients.png", full_page=True)
    press(page, "Lưu dự thảo")
    expect(page.get_by_text("UBND các xã, phường 65 đơn vị")).to_be_visible()
    expect(page.get_by_role("img", name="Trang 1 của kế hoạch")).to_be_visible()
    page.screenshot(path=pictures / "draft.png", full_page=True)
    menu(page, "Dự thảo văn bản")
    page.get_by_label("Tìm trong trích yếu").fill("phong trao thi dua")
    press(page, "Lọc")
    expect(row(page, "Tổ chức phong trào")).to_contain_text("Đang soạn")
    page.screenshot(path=pictures / "drafts.png", full_page=True)


def _insert(page: Page, title: str) -> None:
    page.locator("summary", has_text="Mẫu câu").first.click()
    line = page.locator(".passages li").filter(has=page.get_by_text(title, exact=True)).first
    line.get_by_role("button", name="Chèn").click()
