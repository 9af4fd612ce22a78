"""The council in a browser: a secret ballot from its preparation to its minutes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Desk
from tests.browser.hands import agree, figure, follow, menu, press, told
from tests.scoring.scenes import make_scene
from tests.scoring.test_standings import settled
from tests.world import World

pytestmark = pytest.mark.browser
FLAG = {"award": "Cờ thi đua của UBND tỉnh", "count": 1, "per_members": None, "scope": "cluster"}


def vote(page: Page, *, first: str, second: str) -> None:
    """Fill in the ballot and hand it in."""
    for number, said in enumerate((first, second)):
        page.locator("fieldset.field").nth(number).get_by_label(said, exact=True).check()
    press(page, "Bỏ phiếu")
    agree(page, "Gửi phiếu")
    told(page, "Đã bỏ phiếu")


def test_a_secret_ballot(world: World, desk: Desk, pictures: Path) -> None:
    scene = make_scene(world, (3,), quotas=(FLAG,))
    settled(scene, [{}, {"done": "40"}, {"done": "30"}])
    others = [world.person(world.province, Role.COUNCIL_MEMBER) for _ in range(2)]
    names = [commune.name for commune in world.communes[:2]]
    page = desk(scene.leader)
    menu(page, "Hội đồng xác nhận")
    follow(page, "So sánh từng tiêu chí")
    expect(page.get_by_role("rowheader", name="Tổng điểm")).to_be_visible()
    page.screenshot(path=pictures / "side-by-side.png", full_page=True)
    page.go_back()
    press(page, "Xác nhận 3 bảng đã chốt")
    agree(page, "Xác nhận 3 bảng đã chốt")
    told(page, "Đã xác nhận 3 bảng điểm")
    menu(page, "Bỏ phiếu suy tôn")
    follow(page, "Chuẩn bị bỏ phiếu")
    follow(page, "Cụm 1")
    page.get_by_label("Nội dung bỏ phiếu").fill("Suy tôn đơn vị dẫn đầu cụm")
    page.get_by_label("Danh hiệu, hình thức khen thưởng").select_option(FLAG["award"])
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    page.screenshot(path=pictures / "ballot-form.png", full_page=True)
    press(page, "Lưu cuộc bỏ phiếu")
    told(page, "Đã chuẩn bị")
    press(page, "Mở bỏ phiếu")
    agree(page, "Mở")
    told(page, "Đã mở bỏ phiếu")
    address = page.url
    page.screenshot(path=pictures / "open-ballot.png", full_page=True)
    vote(page, first="Đồng ý", second="Không đồng ý")
    for person in others:
        own = desk(person, width=360, height=740)
        menu_free = own.goto(address)
        assert menu_free is not None
        own.screenshot(path=pictures / "ballot-360.png", full_page=True)
        vote(own, first="Đồng ý", second="Không đồng ý")
        expect(own.get_by_text("Bạn đã bỏ phiếu.")).to_be_visible()
    page.reload()
    press(page, "Kiểm phiếu")
    agree(page, "Kiểm phiếu")
    told(page, "Đã kiểm phiếu")
    expect(figure(page, "tổng số người bỏ phiếu")).to_have_text("3")
    rows = page.get_by_role("main").locator("tbody tr")
    expect(rows.filter(has_text=names[0])).to_contain_text("3/3")
    expect(rows.filter(has_text=names[1])).to_contain_text("Không đạt")
    page.screenshot(path=pictures / "result.png", full_page=True)
    menu(page, "Bỏ phiếu suy tôn")
    follow(page, "Đề nghị khen thưởng")
    expect(page.get_by_role("main").locator("tbody tr").first).to_contain_text(names[0])
    page.screenshot(path=pictures / "proposals.png", full_page=True)
    follow(page, "Kỷ luật, điều kiện")
    page.screenshot(path=pictures / "disciplines.png", full_page=True)
