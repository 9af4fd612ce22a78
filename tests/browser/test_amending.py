"""The province amends its plan, a commune decides by hand, the province reads the answer."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from app.plans import actions
from app.plans.queries import plans
from app.plans.terms import MergeState
from tests.browser import hands
from tests.browser.conftest import Calendar, Desk
from tests.plans import amending, cascade
from tests.world import Person, World


def _prepared(world: World, given: cascade.Given, officer: Person) -> int:
    """The commune's plan with its second task worded anew, sent up."""
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        task = plans.tasks(own)[1]
        changes = {"text": "Phát động phong trào thi đua ở các thôn"}
        actions.edit_task(task_id=task.id, version=task.version, changes=changes, by=officer)
    cascade.sent_up(world, own, officer)
    return own


def _write(page: Page, plan_id: int, pictures: Path) -> None:
    page.goto(f"/plans/{plan_id}")
    hands.follow(page, "Điều chỉnh kế hoạch")
    page.get_by_label("Lý do điều chỉnh").fill("Lịch công tác của tỉnh thay đổi")
    hands.press(page, "Lập dự thảo điều chỉnh")
    hands.told(page, "Đã lập dự thảo điều chỉnh")
    row = page.locator("#amended-tasks tr", has_text="Phát động phong trào")
    row.get_by_role("link", name="Sửa").click()
    page.get_by_role("textbox", name="Nội dung").fill("Phát động đợt thi đua cao điểm năm 2026")
    page.get_by_role("textbox", name="Thời hạn").fill("trước ngày 20/3")
    hands.press(page, "Ghi vào bản điều chỉnh")
    hands.told(page, "Đã ghi vào bản điều chỉnh")
    expect(page.locator("ins", has_text="đợt")).to_be_visible()
    expect(page.locator("del", has_text="phong trào")).to_be_visible()
    page.screenshot(path=pictures / "draft-1280.png", full_page=True)
    hands.follow(page, "Ban hành")
    page.screenshot(path=pictures / "issue-1280.png", full_page=True)
    hands.press(page, "Ban hành")
    hands.agree(page, "Ban hành")
    hands.told(page, "đã được ban hành; kế hoạch có bản 2")


def _decide_by_keyboard(page: Page, own: int, pictures: Path) -> None:
    page.goto("/home")
    page.get_by_role("link", name="Quyết định 1 nhiệm vụ").click()
    page.wait_for_url(f"**/plans/{own}/merges")
    expect(page.get_by_text("Đơn vị đang ghi")).to_be_visible()
    page.screenshot(path=pictures / "merges-1280.png", full_page=True)
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr[id^=merge-]").first).to_be_focused()
    page.get_by_role("radio", name="Theo cấp trên").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Giữ của đơn vị")).to_be_checked()
    page.get_by_label("Lý do").fill("Xã đã phổ biến đến các thôn")
    page.keyboard.press("Control+Enter")
    hands.told(page, "giữ của đơn vị")
    expect(page.get_by_text("Xã đã phổ biến đến các thôn")).to_be_visible()


def test_an_amendment_goes_down_is_decided_and_answered(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune, world.commune("Đình Lập")])
    officer = world.person(commune)
    own = _prepared(world, given, officer)
    calendar.day = date(2026, 2, 2)
    page = desk(given.leader)
    _write(page, given.plan_id, pictures)
    world.work()

    below = desk(officer)
    _decide_by_keyboard(below, own, pictures)
    assert amending.merges(world, officer)[0].state is MergeState.KEPT
    narrow = desk(officer, width=360)
    narrow.goto(f"/plans/{own}/merges")
    narrow.screenshot(path=pictures / "merges-360.png", full_page=True)
    wide = narrow.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360

    page.goto(f"/plans/{given.plan_id}/revisions/2/answers")
    expect(hands.row(page, "Xã đã phổ biến")).to_contain_text("Giữ của đơn vị")
    page.screenshot(path=pictures / "answers-1280.png", full_page=True)
    page.goto(f"/plans/{given.plan_id}/revisions/2")
    expect(page.locator("ins", has_text="trước ngày 20/03/2026")).to_be_visible()
    page.screenshot(path=pictures / "revision-1280.png", full_page=True)
    phone = desk(given.leader, width=360)
    for name, path in (
        ("answers", f"/plans/{given.plan_id}/revisions/2/answers"),
        ("revision", f"/plans/{given.plan_id}/revisions/2"),
    ):
        phone.goto(path)
        phone.screenshot(path=pictures / f"{name}-360.png", full_page=True)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
