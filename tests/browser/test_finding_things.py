"""Search without diacritics, notices that lead somewhere, and the guide."""

from datetime import date

from playwright.sync_api import expect

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions, jobs
from tenants.models import Tenant
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import follow, menu, press, row, told
from tests.plans import cascade
from tests.plans.samples import signature
from tests.world import World


def _send_up(world: World, given: cascade.Given, commune: Tenant) -> None:
    """The commune's plan goes up and the province is told."""
    leader = world.person(commune)
    own = cascade.derived(world, given, leader)
    with clock.fixed(date(2026, 1, 20)):
        with world.acting(leader):
            actions.issue(plan_id=own, signature=signature(), by=leader)
        with world.acting(leader):
            jobs.send_and_tell(plan_id=own, by=leader)
        world.work()


def test_one_searches_without_diacritics_from_any_page(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")])
    calendar.day = date(2026, 1, 5)
    page = desk(given.leader)
    page.goto("/plans")
    page.keyboard.press("/")
    page.keyboard.type("kiem tra cong tac")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/search?q=kiem+tra+cong+tac")
    follow(page, "Kiểm tra công tác thi đua, khen thưởng tại cơ sở")
    expect(page.get_by_text("Kiểm tra công tác thi đua").first).to_be_visible()
    page.goto("/search?q=diem he")
    units = page.locator(".hits li").filter(has=page.get_by_role("link", name="Xã Điềm He"))
    expect(units.filter(has_text="kết thúc")).to_have_count(1)
    expect(units).to_have_count(2)
    page.goto("/search?q=khong he co")
    expect(page.get_by_text("Không tìm thấy “khong he co”")).to_be_visible()

    stranger = desk(world.person(world.commune("Kiên Mộc"), Role.OFFICER))
    stranger.goto("/search?q=kiem tra cong tac")
    expect(stranger.get_by_text("Không tìm thấy “kiem tra cong tac”")).to_be_visible()


def test_a_notice_is_read_where_it_leads(world: World, desk: Desk, calendar: Calendar) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    _send_up(world, given, commune)
    calendar.day = date(2026, 1, 21)
    page = desk(given.leader)
    bell = page.locator(".bell")
    expect(bell).to_contain_text("1 chưa đọc")
    bell.click()
    notice = row(page, "Xã Điềm He")
    notice.get_by_role("button", name="Mở").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Công tác thi đua, khen thưởng năm 2026"
    )
    expect(page.locator(".bell")).not_to_contain_text("chưa đọc")
    menu(page, "Thông báo")
    expect(row(page, "Xã Điềm He")).to_contain_text("Đã đọc")
    page.get_by_role("link", name="Chưa đọc").click()
    expect(page.get_by_text("Không có thông báo chưa đọc")).to_be_visible()


def test_all_notices_are_read_at_once(world: World, desk: Desk, calendar: Calendar) -> None:
    leader = world.person(world.province)
    communes = [world.commune(name) for name in ("Điềm He", "Kiên Mộc")]
    given = cascade.issued(world, communes)
    for commune in communes:
        _send_up(world, given, commune)
    calendar.day = date(2026, 1, 21)
    page = desk(leader)
    menu(page, "Thông báo")
    press(page, "Đánh dấu đã đọc tất cả")
    told(page, "Đã đánh dấu 2 thông báo là đã đọc")
    expect(page.locator(".is-unread")).to_have_count(0)


def test_the_guide_is_one_click_away_and_read_by_strangers_too(world: World, desk: Desk) -> None:
    page = desk(world.person(world.commune("Điềm He"), Role.OFFICER))
    page.locator("details.user summary").click()
    page.get_by_role("link", name="Hướng dẫn sử dụng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hướng dẫn sử dụng")
    follow(page, "Chuyên viên xã, phường")
    expect(page.get_by_role("heading", name="Tiếp nhận và xây dựng kế hoạch")).to_be_visible()
    page.locator(".aside").get_by_role("link", name="Ghi tiến độ").click()
    expect(page.get_by_role("heading", name="Ghi tiến độ")).to_be_in_viewport()

    stranger = desk()
    stranger.goto("/sign-in")
    stranger.get_by_role("link", name="Hướng dẫn sử dụng").click()
    expect(stranger.get_by_role("heading", level=1)).to_be_visible()


def test_the_list_of_keys_opens_by_a_key(world: World, desk: Desk) -> None:
    page = desk(world.person(world.province, Role.OFFICER))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Phím tắt")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
