"""A paper from the province waits at home, is registered, given to an officer and answered."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.lib import clock
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, told
from tests.correspondence.test_receiving import sent
from tests.world import World

pytestmark = pytest.mark.browser

TODAY = date(2026, 3, 10)


def looked_at(page: Page, pictures: Path, name: str) -> None:
    """A picture on a desk and one in the hand; neither is wider than its window."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)


def test_from_the_home_page_to_the_answer(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = TODAY
    here = world.commune("Điềm He")
    clerk, leader, officer = (
        world.person(here, role) for role in (Role.CLERK, Role.LEADER, Role.OFFICER)
    )
    with clock.fixed(TODAY):
        number = sent(world, here).number
    page = desk(clerk)
    looked_at(page, pictures, "home-clerk")
    follow(page, "1 văn bản chờ vào sổ")
    press(page, "Vào sổ tất cả")
    agree(page, "Vào sổ tất cả")
    told(page, "Đã vào sổ 1 văn bản đến.")

    above = desk(leader)
    above.goto("/registers/incoming")
    above.locator("tbody td.primary a").first.click()
    above.get_by_label("Giao cho").select_option(label=officer.full_name)
    above.get_by_label("Hạn giải quyết").fill("2026-03-13")
    press(above, "Giao việc")
    told(above, f"Đã giao {officer.full_name} giải quyết.")

    page = desk(officer)
    expect(page.get_by_role("link", name="1 văn bản đến được giao")).to_be_visible()
    looked_at(page, pictures, "home-officer")
    menu(page, "Việc hôm nay")
    expect(page.get_by_role("region", name="Đến hạn trong tuần").first).to_contain_text(
        "Văn bản đến số 01 của Ủy ban nhân dân tỉnh Lạng Sơn"
    )
    looked_at(page, pictures, "digest")
    menu(page, "Lịch công tác")
    listed = page.get_by_role("region", name="Trong tháng")
    expect(listed).to_contain_text("Giải quyết văn bản đến số 01")
    looked_at(page, pictures, "calendar")
    listed.get_by_role("link", name="Giải quyết văn bản đến số 01").click()
    looked_at(page, pictures, "incoming-line")
    follow(page, "Soạn văn bản")
    expect(page.get_by_label("Kính gửi")).to_have_value("Ủy ban nhân dân tỉnh Lạng Sơn")
    expect(page.locator("[name=content-opening]")).to_have_value(
        f"Thực hiện Quyết định số {number} ngày 10 tháng 3 năm 2026 "
        "của Ủy ban nhân dân tỉnh Lạng Sơn về việc tặng Bằng khen của Chủ tịch "
        "Ủy ban nhân dân tỉnh, "
        "Ủy ban nhân dân xã Điềm He có ý kiến như sau:"
    )
    looked_at(page, pictures, "answer")
