"""Đôn đốc by hand: who is late below, a letter to them, its number, and who has opened it."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.plans import cascade
from tests.world import World

pytestmark = pytest.mark.browser


def test_the_late_are_urged_by_letter(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    given = cascade.issued(world, world.communes[:3])
    calendar.day = date(2026, 2, 9)
    province = desk(given.leader)
    menu(province, "Cấp dưới chậm hạn")
    expect(province.locator("tbody tr")).to_have_count(3)
    province.get_by_label(f"Chọn {world.communes[2].name}").uncheck()
    province.screenshot(path=pictures / "late.png", full_page=True)
    press(province, "Đôn đốc bằng công văn")
    expect(province.get_by_label("Trích yếu")).to_have_value(
        "đôn đốc thực hiện Kế hoạch công tác thi đua, khen thưởng năm 2026"
    )
    province.screenshot(path=pictures / "form.png", full_page=True)
    press(province, "Lưu dự thảo")
    told(province, "Đã lưu dự thảo")
    expect(row(province, world.communes[0].name)).to_contain_text("2 việc")
    follow(province, "Ký số, ban hành")
    province.get_by_label("Họ tên người ký").fill("Nông Đức Tiến")
    press(province, "Ban hành")
    agree(province, "Ban hành")
    told(province, "Đã ban hành công văn số 01/SNV-TĐKT ngày 09/02/2026 gửi 2 đơn vị")
    expect(province.get_by_text("0/2 đơn vị đã mở xem")).to_be_visible()
    world.work()

    commune = desk(world.person(world.communes[0], Role.OFFICER), width=360)
    commune.goto("/urgings/incoming")
    with commune.expect_response("**/sighting"):
        row(commune, "Công văn số 01/SNV-TĐKT").get_by_role("link").click()
    expect(commune.get_by_text("Chưa gửi kế hoạch thực hiện").first).to_be_visible()
    commune.screenshot(path=pictures / "came.png", full_page=True)

    province.reload()
    expect(province.get_by_text("1/2 đơn vị đã mở xem")).to_be_visible()
    menu(province, "Cấp dưới chậm hạn")
    expect(row(province, world.communes[0].name)).to_contain_text("1 lần, gần nhất 09/02/2026")


def test_the_ladder_is_tried_out_and_kept(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    cascade.issued(world, world.communes[:1])
    calendar.day = date(2026, 1, 12)
    page = desk(world.person(world.communes[0], Role.OFFICER))
    menu(page, "Thang nhắc việc")
    page.get_by_label("Số ngày").first.fill("10")
    press(page, "Xem trước")
    expect(page.get_by_label("Số ngày").first).to_have_value("10")
    expect(page.get_by_text("bậc này sẽ nhắc 1 việc").first).to_be_visible()
    page.screenshot(path=pictures / "ladder.png", full_page=True)
    press(page, "Lưu thang nhắc việc")
    told(page, "Đã lưu thang nhắc việc")
    expect(page.get_by_label("Số ngày").first).to_have_value("10")
