"""A commune decides by keyboard; the province's matrix follows by itself."""

from playwright.sync_api import expect

from app.plans import actions
from app.plans.queries import incoming, plans
from app.plans.terms import DeliveryState, Disposition
from tests.browser.conftest import Desk
from tests.plans import cascade
from tests.world import World


def test_opening_the_plan_tells_the_superior(world: World, desk: Desk) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    page = desk(officer)
    with page.expect_response("**/sighting") as told:
        page.goto(f"/plans/{given.plan_id}")
    assert told.value.status == 204
    with world.acting(officer):
        assert incoming.delivery_of(given.plan_id).state is DeliveryState.SEEN


def test_tasks_are_decided_by_keyboard(world: World, desk: Desk) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    page = desk(officer)
    page.goto("/plans/incoming")
    page.get_by_role("button", name="Tiếp nhận").click()
    page.goto("/plans/incoming")
    page.get_by_role("button", name="Xây dựng kế hoạch của đơn vị").click()
    page.wait_for_url("**/comparison")
    rows = page.locator("[data-decisions] tr[id]")
    expect(rows).to_have_count(5)

    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(rows.nth(3)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(3).locator("textarea")).to_be_focused()
    page.keyboard.type("Không có đối tượng")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-flash]")).to_contain_text("Không thực hiện")
    expect(rows.nth(3)).to_be_focused()
    with world.acting(officer):
        own = incoming.own_plan_from(given.plan_id)
        assert own is not None
        assert plans.tasks(own.id)[3].decline_reason == "Không có đối tượng"

    page.keyboard.press("g")
    expect(page.locator("[data-flash]")).to_contain_text("Giữ nguyên")
    with world.acting(officer):
        assert plans.tasks(own.id)[3].disposition is Disposition.KEPT

    page.keyboard.press("ArrowUp")
    page.keyboard.press("s")
    page.wait_for_url("**/tasks/*")


def test_the_matrix_follows_by_itself_and_keeps_the_filter(world: World, desk: Desk) -> None:
    communes = [world.commune(name) for name in ("Điềm He", "Đình Lập", "Kiên Mộc")]
    given = cascade.issued(world, communes)
    page = desk(given.leader)
    page.clock.install()
    page.goto(f"/plans/{given.plan_id}/matrix")
    lines = page.locator("#matrix tbody tr:visible")
    page.get_by_label("Lọc theo tên đơn vị").fill("diem")
    expect(lines).to_have_count(1)
    page.locator("h1").click()
    expect(page.locator(".figures")).to_contain_text("0/3")

    officer = world.person(communes[0])
    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    page.clock.fast_forward(31_000)
    expect(page.locator(".figures")).to_contain_text("1/3")
    expect(page.locator("[data-live-status]")).to_contain_text("Cập nhật lúc")
    expect(lines).to_have_count(1)
    page.clock.fast_forward(31_000)
    expect(page.locator("[data-live-status]")).to_contain_text("Không có gì mới")
