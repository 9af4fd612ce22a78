"""A commune splits one task and merges two; the province reads it from picture and matrix."""

from pathlib import Path

from playwright.sync_api import expect

from app.plans.queries import incoming, plans
from app.plans.terms import Disposition
from tests.browser import hands
from tests.browser.conftest import Calendar, Desk
from tests.plans import cascade
from tests.world import World

D = Disposition


def test_a_task_is_split_two_are_merged_and_both_undone(
    world: World, desk: Desk, pictures: Path
) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    own = cascade.derived(world, given, officer)
    page = desk(officer)
    page.goto(f"/plans/{own}/comparison")
    rows = page.locator("[data-decisions] tr[id]")
    expect(rows).to_have_count(5)

    rows.nth(1).get_by_role("link", name="Tách", exact=True).click()
    boxes = page.get_by_role("textbox", name="Phần")
    boxes.nth(0).fill("Phát động phong trào thi đua của xã")
    boxes.nth(1).fill("Các thôn ký giao ước thi đua")
    page.screenshot(path=pictures / "tach.png", full_page=True)
    hands.press(page, "Tách nhiệm vụ")
    hands.told(page, "Đã tách thành 2 nhiệm vụ")
    expect(rows).to_have_count(6)
    expect(page.get_by_text("Phần 2/2")).to_be_visible()

    rows.nth(0).get_by_role("link", name="Gộp", exact=True).click()
    page.get_by_label("Báo cáo sơ kết 6 tháng đầu năm").check()
    page.get_by_label("Nội dung nhiệm vụ sau khi gộp").fill("Báo cáo tổng kết, sơ kết")
    page.screenshot(path=pictures / "gop.png", full_page=True)
    hands.press(page, "Gộp nhiệm vụ")
    hands.told(page, "Đã gộp 1 nhiệm vụ")
    expect(page.get_by_text("Gộp thêm:")).to_be_visible()
    page.screenshot(path=pictures / "doi-chieu.png", full_page=True)
    with world.acting(officer):
        assert [task.disposition for task in plans.tasks(own)].count(D.MERGED) == 1

    hands.press(page, "Bỏ gộp")
    hands.told(page, "Giữ nguyên")
    rows.nth(2).get_by_role("button", name="Bỏ phần này").click()
    hands.agree(page, "Bỏ phần này")
    hands.told(page, "Đã xóa nhiệm vụ")
    with world.acting(officer):
        plan = incoming.own_plan_from(given.plan_id)
        assert plan is not None
        found = [task.disposition for task in plans.tasks(plan.id)]
    assert (len(found), D.MERGED in found) == (5, False)


def test_a_leader_reads_the_province_at_a_glance(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    given = cascade.issued(world)
    officer = world.person(world.commune("Điềm He"))
    cascade.sent_up(world, cascade.derived(world, given, officer), officer)
    calendar.day = cascade.DUE_ON.replace(month=4, day=20)
    for width in (1280, 360):
        page = desk(given.leader, width=width)
        page.goto(f"/plans/{given.plan_id}/picture")
        expect(page.locator(".tile")).to_have_count(65)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        page.screenshot(path=pictures / f"toan-canh-{width}.png", full_page=True)
        page.goto(f"/plans/{given.plan_id}/coverage/grid")
        page.screenshot(path=pictures / f"bang-cheo-{width}.png")
    hands.follow(page, "Toàn cảnh")
    page.locator(".tile", has_text="Điềm He").get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Xã Điềm He")

    page = desk(given.leader)
    page.goto(f"/plans/{given.plan_id}/coverage/grid")
    row = page.locator("#grid tbody tr", has_text="Điềm He")
    row.locator("td a").nth(2).click()
    expect(page.locator("h1")).to_have_text("Nhiệm vụ 3 ở Xã Điềm He")
    expect(page.locator("main")).to_contain_text("Giữ nguyên")
