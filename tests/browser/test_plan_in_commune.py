"""A commune makes its plan out of the province's and sends it up; a district did it in between."""

from datetime import date

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions
from app.plans.queries import plans
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.plans import cascade
from tests.world import World

ADAPTED = "Phát động phong trào thi đua năm 2026 tới 12 thôn của xã"
ADDED = "Tuyên dương gương người tốt, việc tốt của các thôn"
REASON = "Xã không có cơ sở thuộc đối tượng kiểm tra"


def _receive(page: Page) -> None:
    follow(page, "Tiếp nhận Kế hoạch số 01/KH-UBND ngày 04/01/2026")
    press(page, "Tiếp nhận")
    told(page, "Đã tiếp nhận kế hoạch")
    press(page, "Xây dựng kế hoạch của đơn vị")
    told(page, "mọi nhiệm vụ đang giữ nguyên")
    expect(figure(page, "Giữ nguyên")).to_have_text("5")


def _adapt(page: Page, text: str, into: str) -> None:
    row(page, text).get_by_role("link", name="Sửa", exact=True).click()
    page.get_by_label("Nội dung", exact=False).fill(into)
    page.get_by_label("Cơ quan chủ trì").fill("Phòng Văn hóa - Xã hội")
    press(page, "Lưu nhiệm vụ")
    told(page, "Đã lưu nhiệm vụ")


def _decide(page: Page) -> None:
    _adapt(page, "Phát động phong trào thi đua năm 2026", ADAPTED)
    _adapt(page, "Báo cáo sơ kết 6 tháng", "Báo cáo sơ kết của xã")
    row(page, "Báo cáo sơ kết 6 tháng").get_by_role("button", name="Giữ nguyên").click()
    told(page, "Giữ nguyên")
    inspection = row(page, "Kiểm tra công tác")
    inspection.get_by_text("Không thực hiện", exact=True).click()
    inspection.get_by_role("button", name="Ghi không thực hiện").click()
    expect(inspection.get_by_label("Lý do (cấp trên sẽ đọc)")).to_be_focused()
    inspection.get_by_label("Lý do (cấp trên sẽ đọc)").fill(REASON)
    inspection.get_by_role("button", name="Ghi không thực hiện").click()
    told(page, "Không thực hiện")


def _add(page: Page) -> None:
    follow(page, "Thêm nhiệm vụ của đơn vị")
    page.get_by_role("button", name="Thêm nhiệm vụ Quý II", exact=True).click()
    fresh = page.locator("#quarter-2 [data-row]").last
    expect(fresh.get_by_label("Nội dung")).to_be_focused()
    page.keyboard.type(ADDED)
    press(page, "Lưu các nhiệm vụ")
    told(page, "Đã lưu 6 nhiệm vụ")


def test_a_commune_derives_issues_and_sends_up(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune, Role.OFFICER)
    leader = world.person(commune, Role.LEADER, name="Lý Thị Dương")
    calendar.day = date(2026, 1, 12)

    page = desk(officer)
    _receive(page)
    bound = row(page, "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025")
    expect(bound).to_contain_text("Bắt buộc")
    expect(bound.get_by_text("Không thực hiện", exact=True)).to_have_count(0)
    _decide(page)
    _add(page)
    follow(page, "Đối chiếu với nhiệm vụ cấp trên")
    for label, number in (
        ("Giữ nguyên", 3),
        ("Điều chỉnh", 1),
        ("Không thực hiện", 1),
        ("Tự bổ sung", 1),
    ):
        expect(figure(page, label)).to_have_text(str(number))
    follow(page, "Xong, về dự thảo")
    expect(page.get_by_text("Dự thảo chờ lãnh đạo ban hành")).to_be_visible()

    page = desk(leader)
    page.get_by_role("link", name="Ban hành kế hoạch của đơn vị").click()
    expect(row(page, "Kiểm tra công tác")).to_contain_text(f"Không thực hiện: {REASON}")
    follow(page, "Ban hành")
    press(page, "Ban hành")
    agree(page, "Ban hành")
    told(page, "đã được ban hành")
    press(page, "Gửi lên cấp trên")
    agree(page, "Gửi lên cấp trên")
    told(page, "lên cấp trên")

    world.work()
    page = desk(given.leader)
    follow(page, "Xem xét 1 kế hoạch cấp dưới gửi lên")
    follow(page, "Xã Điềm He")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chờ xem xét")
    expect(page.locator("#plan-tasks")).to_contain_text(ADDED)
    follow(page, "Đối chiếu với nhiệm vụ cấp trên")
    expect(row(page, ADAPTED)).to_contain_text("Điều chỉnh")
    expect(row(page, REASON)).to_contain_text("Không thực hiện")

    page.goto(f"/plans/{given.plan_id}/coverage")
    expect(page.get_by_text("1/1 đơn vị đã gửi kế hoạch lên")).to_be_visible()
    expect(page.get_by_text(ADDED)).to_be_visible()
    row(page, "Kiểm tra công tác").get_by_role("link").first.click()
    expect(page.get_by_text(REASON)).to_be_visible()


def test_a_clerk_receives_and_sends_but_writes_nothing(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    clerk = world.person(commune, Role.CLERK)
    leader = world.person(commune)
    calendar.day = date(2026, 1, 20)
    page = desk(clerk)
    menu(page, "Kế hoạch đến")
    press(page, "Tiếp nhận")
    told(page, "Đã tiếp nhận kế hoạch")
    expect(page.get_by_role("button", name="Xây dựng kế hoạch của đơn vị")).to_have_count(0)
    own = cascade.derived(world, given, leader)
    with clock.fixed(date(2026, 1, 20)), world.acting(leader):
        actions.issue(plan_id=own, signature=cascade.signature(), by=leader)
    page.goto("/plans/incoming")
    press(page, "Gửi lên")
    agree(page, "Gửi lên")
    told(page, "lên cấp trên")


def test_a_closed_district_shows_its_history_and_writes_nothing(world: World, desk: Desk) -> None:
    district = cascade.district(world)
    given = cascade.issued_in_2025(world, district)
    leader = world.person(district)
    with clock.fixed(date(2025, 1, 10)):
        own = cascade.derived(world, given, leader)
    cascade.sent_up(world, own, leader, on=date(2025, 1, 15))

    page = desk(leader)
    expect(page.get_by_text("Huyện Bình Gia đã kết thúc hoạt động ngày 30/06/2025")).to_be_visible()
    menu(page, "Kế hoạch đến")
    page.get_by_role("link", name="Đã xử lý").click()
    follow(page, "Xem kế hoạch đã gửi")
    expect(page.get_by_role("heading", level=1)).to_contain_text("năm 2025")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chờ cấp trên xem xét")
    expect(page.get_by_role("button", name="Lập cho năm 2026")).to_have_count(0)
    menu(page, "Kế hoạch của đơn vị")
    expect(page.get_by_text("Năm 2025", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Lập kế hoạch")).to_have_count(0)
    page.goto("/plans/new")
    page.get_by_label("Trích yếu").fill("Kế hoạch sau khi kết thúc")
    press(page, "Lập dự thảo")
    expect(page.get_by_text("đã kết thúc hoạt động").first).to_be_visible()
    with world.acting(leader, read_only=True):
        assert [one.plan.id for one in plans.listed()] == [own]


def test_a_district_in_between_received_and_issued(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    district = cascade.district(world)
    given = cascade.issued_in_2025(world, district)
    leader = world.person(district)
    commune = cascade.communes_of(world, district)[0]
    below = world.person(commune)
    calendar.day = date(2025, 1, 10)
    page = desk(leader)
    menu(page, "Kế hoạch đến")
    press(page, "Tiếp nhận")
    press(page, "Xây dựng kế hoạch của đơn vị")
    follow(page, "Xong, về dự thảo")
    follow(page, "Ban hành")
    page.get_by_role("button", name="Bỏ chọn").click()
    page.get_by_label(commune.name, exact=True).check()
    press(page, "Ban hành")
    agree(page, "Ban hành")
    told(page, "đã được ban hành")
    press(page, "Gửi lên cấp trên")
    agree(page, "Gửi lên cấp trên")
    follow(page, "Theo dõi 1 đơn vị")
    expect(figure(page, "đã tiếp nhận")).to_have_text("0/1")

    page = desk(below)
    menu(page, "Kế hoạch đến")
    expect(row(page, "Huyện Bình Gia")).to_be_visible()
    press(page, "Tiếp nhận")
    told(page, "Đã tiếp nhận kế hoạch")
    page = desk(given.leader)
    page.goto(f"/plans/{given.plan_id}/matrix")
    expect(figure(page, "đã gửi lên")).to_have_text("1/1")
