"""1 July 2025 by hand: the province decides on a split commune, a successor claims and goes on."""

from playwright.sync_api import expect

from app.access.permissions import Role
from app.lib import clock
from app.mergers import jobs
from app.progress.terms import TaskStatus
from tenants.jobs import run_open
from tests.browser.conftest import Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.mergers.year import FIRST_DAY, JANUARY, MARCH, TEXTS, Year
from tests.world import World


def _played(world: World) -> Year:
    year = Year(world)
    year.top = year.issue(world.province, JANUARY)
    for district, name in (
        ("Huyện Bình Gia", "Xã Bình La"),
        ("Huyện Đình Lập", "Xã Bính Xá"),
    ):
        middle = year.derive(year.closed(district), year.top, JANUARY)
        old = year.closed(name)
        own = year.derive(old, middle, JANUARY)
        first = year.tasks(old, own, MARCH)[0]
        year.record(old, first, MARCH, TaskStatus.IN_PROGRESS, 40, note="Đã gửi dự thảo")
    with world.app.app_context(), clock.fixed(FIRST_DAY):
        jobs.schedule_handovers()
        run_open()
    return year


def test_open_work_finds_its_successors(world: World, desk: Desk) -> None:
    _played(world)
    page = desk(world.person(world.province, Role.LEADER))
    menu(page, "Nhiệm vụ bàn giao")
    expect(figure(page, "đã tiếp nhận")).to_have_text("4")
    row(page, "Xã Bính Xá").get_by_role("link", name="Quyết định").click()
    page.get_by_label("Đơn vị tiếp tục nhiệm vụ 1", exact=True).select_option("Xã Kiên Mộc")
    page.get_by_label("Đơn vị tiếp tục nhiệm vụ 2", exact=True).select_option(
        "Kết thúc, không đơn vị nào tiếp tục"
    )
    page.get_by_label("Đơn vị tiếp tục nhiệm vụ 3", exact=True).select_option("Để sau")
    page.get_by_label("Đơn vị tiếp tục nhiệm vụ 4", exact=True).select_option("Để sau")
    press(page, "Ghi quyết định")
    agree(page, "Ghi quyết định")
    expect(page.get_by_text("Cần ghi lý do kết thúc nhiệm vụ.").first).to_be_visible()
    page.get_by_label("Lý do kết thúc nhiệm vụ 2", exact=True).fill("Hội nghị đã họp ở cấp tỉnh.")
    press(page, "Ghi quyết định")
    agree(page, "Ghi quyết định")
    told(page, "Đã quyết định 2 nhiệm vụ")
    world.work()

    officer = world.person(world.commune("Kiên Mộc"), Role.OFFICER)
    page = desk(officer)
    menu(page, "Nhiệm vụ bàn giao")
    expect(row(page, TEXTS[0])).to_contain_text("Đang thực hiện 40%")
    page.get_by_label("Chọn nhiệm vụ 1", exact=True).check()
    press(page, "Nhận các nhiệm vụ đã chọn")
    agree(page, "Nhận")
    told(page, "Đã nhận 1 nhiệm vụ")
    row(page, TEXTS[0]).get_by_role("link", name="Quá trình cũ").click()
    expect(page.get_by_text("Đã gửi dự thảo")).to_be_visible()
    expect(page.get_by_text("Xã Kiên Mộc").first).to_be_visible()

    menu(page, "Nhiệm vụ bàn giao")
    follow(page, TEXTS[0])
    page.get_by_label("Trạng thái").select_option(label="Hoàn thành")
    page.get_by_label("Tỷ lệ (%)").fill("100")
    press(page, "Ghi tiến độ")
    told(page, "Đã ghi tiến độ")

    menu(page, "Đơn vị tiền thân")
    follow(page, "Xã Bính Xá")
    expect(page.get_by_text("Hồ sơ chỉ để xem")).to_be_visible()


def test_the_province_reads_two_levels_and_the_figures_of_today(world: World, desk: Desk) -> None:
    _played(world)
    page = desk(world.person(world.province, Role.OFFICER))
    menu(page, "Nhiệm vụ bàn giao")
    page.get_by_role("main").get_by_role("link", name="Kế hoạch số").first.click()
    expect(figure(page, "lượt do đơn vị kế thừa tiếp tục")).to_have_text("4")
    menu(page, "Đơn vị tiền thân")
    follow(page, "Quy về địa giới hiện nay")
    expect(row(page, "Xã Tân Văn")).to_contain_text("Xã Bình La")
    expect(row(page, "Xã Bính Xá (cũ)")).to_contain_text("Dùng chung")
    page.get_by_role("link", name="Như khi đó").click()
    expect(row(page, "Xã Bính Xá")).to_contain_text("Huyện Đình Lập")
