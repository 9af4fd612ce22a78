"""A paper goes out to communes and comes in there; anybody checks it by its code."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Desk
from tests.browser.hands import agree, figure, menu, press, row, told
from tests.correspondence import issued
from tests.world import World

pytestmark = pytest.mark.browser


def _fits(page: Page) -> None:
    """Nothing sticks out of the page to the right."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_a_decision_is_sent_registered_returned_and_reminded_of(
    world: World, desk: Desk, pictures: Path
) -> None:
    found = issued.paper(world)
    first, second, third = (world.commune(name) for name in ("Điềm He", "Tri Lễ", "Văn Quan"))
    clerk = desk(found.clerk)
    clerk.goto(f"/correspondence/outgoing/{found.id}")
    for unit in (first, second, third):
        clerk.get_by_label("Tìm đơn vị trong hệ thống").fill(unit.short_name)
        press(clerk, "Tìm đơn vị")
        clerk.get_by_role("checkbox", name=unit.name, exact=True).check()
        press(clerk, "Thêm đơn vị đã chọn")
        told(clerk, "Đã thêm 1 nơi nhận")
    clerk.get_by_label("Tên nơi nhận").fill("Báo Lạng Sơn")
    press(clerk, "Thêm nơi nhận khác")
    told(clerk, "Đã thêm 1 nơi nhận")
    clerk.screenshot(path=pictures / "before.png", full_page=True)
    press(clerk, "Gửi văn bản")
    agree(clerk, "Gửi văn bản")
    told(clerk, "Đã gửi văn bản đến 3 nơi nhận. 1 nơi ngoài hệ thống: hãy tải gói về để gửi.")

    desks = [desk(world.person(unit, Role.CLERK), width=360) for unit in (first, second)]
    menu_of = desks[0]
    menu_of.goto("/correspondence/incoming")
    expect(row(menu_of, found.number)).to_contain_text("Ủy ban nhân dân tỉnh Lạng Sơn")
    _fits(menu_of)
    menu_of.screenshot(path=pictures / "waiting-360.png", full_page=True)
    with menu_of.expect_response("**/sighting"):
        menu_of.get_by_role("link", name=found.number).click()
    _fits(menu_of)
    menu_of.screenshot(path=pictures / "came-360.png", full_page=True)
    press(menu_of, "Vào sổ văn bản đến")
    told(menu_of, "số đến 01")

    desks[1].goto(f"/correspondence/outgoing/{found.id}")
    desks[1].get_by_text("Trả lại nơi gửi").click()
    desks[1].get_by_label("Lý do trả lại").fill("Thiếu phụ lục")
    press(desks[1], "Trả lại")
    told(desks[1], "Đã trả lại")
    expect(desks[1].get_by_text("Không có văn bản nào chờ vào sổ")).to_be_visible()

    clerk.reload()
    expect(row(clerk, first.name)).to_contain_text("số 01 lúc")
    expect(row(clerk, second.name)).to_contain_text("Thiếu phụ lục")
    expect(row(clerk, third.name)).to_contain_text("Chưa xem")
    expect(figure(clerk, "Đã vào sổ")).to_have_text("1")
    press(clerk, "Nhắc vào sổ")
    agree(clerk, "Nhắc vào sổ")
    told(clerk, "Đã nhắc 1 đơn vị")
    clerk.screenshot(path=pictures / "after.png", full_page=True)
    clerk.set_viewport_size({"width": 360, "height": 800})
    _fits(clerk)
    clerk.screenshot(path=pictures / "after-360.png", full_page=True)


def test_everything_that_waits_is_registered_at_once(world: World, desk: Desk) -> None:
    commune = world.commune("Điềm He")
    page = desk(world.person(commune, Role.CLERK))
    for _ in range(3):
        _sent_to(world, commune.id)
    menu(page, "Văn bản chờ vào sổ")
    expect(page.locator("tbody tr")).to_have_count(3)
    press(page, "Vào sổ tất cả")
    agree(page, "Vào sổ tất cả")
    told(page, "Đã vào sổ 3 văn bản đến")


def _sent_to(world: World, tenant_id: int) -> issued.Issued:
    found = issued.paper(world)
    client = world.client(found.clerk)
    paper = f"/correspondence/outgoing/{found.id}"
    client.send(f"{paper}/recipients", {"tenant_ids": [str(tenant_id)]})
    client.send(f"{paper}/dispatch")
    return found


def test_a_paper_is_published_and_anybody_checks_the_file_they_hold(
    world: World, desk: Desk, pictures: Path
) -> None:
    found = issued.paper(world)
    clerk = desk(found.clerk)
    clerk.goto(f"/correspondence/outgoing/{found.id}")
    clerk.get_by_text("Công khai văn bản").click()
    clerk.get_by_label("Căn cứ, lý do công khai").fill("Theo quy chế của tỉnh")
    press(clerk, "Công khai")
    told(clerk, "Đã công khai")

    for width in (1280, 360):
        anybody = desk(width=width)
        anybody.goto("/public")
        anybody.get_by_label("Tìm").fill("tang bang khen")
        press(anybody, "Lọc")
        _fits(anybody)
        anybody.screenshot(path=pictures / f"public-{width}.png", full_page=True)
        anybody.get_by_role("link", name=found.number).click()
        expect(anybody.get_by_text("đang có hiệu lực").first).to_be_visible()
        anybody.get_by_label("Tệp cần đối chiếu").set_input_files(
            {"name": "qd.pdf", "mimeType": "application/pdf", "buffer": found.content + b" "}
        )
        press(anybody, "Đối chiếu")
        expect(anybody.get_by_text("không trùng với tệp nào")).to_be_visible()
        anybody.get_by_label("Tệp cần đối chiếu").set_input_files(
            {"name": "qd.pdf", "mimeType": "application/pdf", "buffer": found.content}
        )
        press(anybody, "Đối chiếu")
        expect(anybody.get_by_text("trùng khớp từng byte")).to_be_visible()
        _fits(anybody)
        anybody.screenshot(path=pictures / f"checked-{width}.png", full_page=True)


def test_a_package_travels_from_one_office_to_another(
    world: World, desk: Desk, pictures: Path, tmp_path: Path
) -> None:
    commune = world.commune("Điềm He")
    administrator = desk(world.person(world.province, Role.TENANT_ADMIN))
    administrator.goto(f"/units/{world.province.id}/agency-code")
    administrator.get_by_label("Mã định danh điện tử").fill("H37")
    press(administrator, "Lưu mã định danh")
    told(administrator, "Đã ghi mã")
    expect(administrator.get_by_text("000.00.00.H37")).to_be_visible()

    found = issued.paper(world)
    clerk = desk(found.clerk)
    clerk.goto(f"/correspondence/outgoing/{found.id}")
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="Tải gói văn bản (ZIP)").click()
    package = tmp_path / "goi.zip"
    download.value.save_as(package)

    page = desk(world.person(commune, Role.CLERK), width=360)
    page.goto("/correspondence/incoming/envelopes/new")
    page.get_by_label("Phong bì hoặc gói văn bản").set_input_files(package)
    press(page, "Mở và kiểm tra")
    expect(page.get_by_label("Số, ký hiệu")).to_have_value(re.compile("QĐ-UBND"))
    expect(page.get_by_label("Nơi gửi")).to_have_value("Tỉnh Lạng Sơn")
    _fits(page)
    page.screenshot(path=pictures / "envelope-360.png", full_page=True)
    press(page, "Vào sổ văn bản đến")
    told(page, "số đến 01")
    administrator.goto(f"/units/{world.province.id}/agency-code")
    administrator.get_by_label("Mã định danh điện tử").fill("")
    press(administrator, "Lưu mã định danh")
    told(administrator, "Đã ghi mã")
