"""A commune asks and is answered; its plan is returned, corrected, sent again and accepted."""

from datetime import date

from playwright.sync_api import expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.plans import cascade
from tests.plans.registering import REMARKS, came_up
from tests.world import World

QUESTION = "Việc kiểm tra tại cơ sở có thể làm theo cụm không?"
ANSWER = "Được. Các xã trong cụm thống nhất lịch, báo cáo chung một bản."
CORRECTION = "Báo cáo sơ kết 6 tháng đầu năm; Phòng Văn hóa - Xã hội chủ trì"


def test_asked_answered_returned_corrected_accepted(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    commune, neighbour = world.commune("Điềm He"), world.commune("Đình Lập")
    given = cascade.issued(world, [commune, neighbour])
    found = came_up(world, commune, given)
    world.work()
    calendar.day = date(2026, 1, 21)

    page = desk(found.officer)
    menu(page, "Kế hoạch đến")
    follow(page, "Tất cả 1")
    follow(page, "Công tác thi đua, khen thưởng năm 2026")
    follow(page, "Hỏi cấp trên")
    checking = "4. Kiểm tra công tác thi đua, khen thưởng tại cơ sở"
    page.get_by_label("Về", exact=True).select_option(label=checking)
    page.locator("#f-text").fill(QUESTION)
    press(page, "Gửi lên cấp trên")
    told(page, "Đã gửi lên cấp trên")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chờ trả lời")
    world.work()

    superior = world.person(world.province, Role.OFFICER)
    province = desk(superior)
    follow(province, "Trả lời 1 câu hỏi, vướng mắc của cấp dưới")
    row(province, QUESTION).get_by_role("checkbox").check()
    province.locator("#f-text").fill(ANSWER)
    province.get_by_label("Gửi thành thông báo chung cho mọi đơn vị nhận kế hoạch").check()
    province.get_by_label("Câu hỏi trong thông báo chung").fill("Có được kiểm tra theo cụm không?")
    press(province, "Gửi câu trả lời")
    told(province, "Đã trả lời 1 nội dung")
    world.work()

    beside = desk(world.person(neighbour))
    beside.goto(f"/plans/{given.plan_id}/threads")
    expect(beside.get_by_text("Có được kiểm tra theo cụm không?")).to_be_visible()
    expect(beside.get_by_text(ANSWER)).to_be_visible()
    expect(beside.get_by_text("Điềm He")).to_have_count(0)

    province.goto("/home")
    follow(province, "Xem xét 1 kế hoạch cấp dưới gửi lên")
    follow(province, "Xem xét")
    province.get_by_label("Trả lại để sửa").check()
    province.get_by_label("Ý kiến", exact=True).fill(REMARKS)
    press(province, "Gửi ý kiến")
    told(province, "Đã trả lại kế hoạch kèm ý kiến")
    world.work()

    calendar.day = date(2026, 1, 25)
    page = desk(found.officer)
    page.get_by_role("link", name="bị cấp trên trả lại").click()
    expect(page.get_by_role("main").get_by_text(REMARKS).first).to_be_visible()
    follow(page, "Điều chỉnh kế hoạch")
    page.get_by_label("Lý do điều chỉnh").fill("Sửa theo ý kiến của UBND tỉnh.")
    press(page, "Lập dự thảo điều chỉnh")
    row(page, "Báo cáo sơ kết 6 tháng đầu năm").get_by_role("link", name="Sửa").click()
    page.locator("#f-text").fill(CORRECTION)
    press(page, "Ghi vào bản điều chỉnh")
    follow(page, "Ban hành")
    page.get_by_label("Họ tên người ký").fill("Lý Thị Dương")
    press(page, "Ban hành")
    agree(page, "Ban hành")
    page.goto(f"/plans/{found.plan_id}")
    expect(page.get_by_text("hãy gửi lại lên cấp trên")).to_be_visible()
    press(page, "Gửi lại lên cấp trên")
    agree(page, "Gửi lại lên cấp trên")
    told(page, "lên cấp trên")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chờ cấp trên xem xét")
    world.work()

    province = desk(superior)
    menu(province, "Kế hoạch cấp dưới gửi lên")
    expect(row(province, "Xã Điềm He")).to_contain_text("lần 2")
    follow(province, "Xem xét")
    expect(province.get_by_role("main").get_by_text(CORRECTION)).to_be_visible()
    rounds = province.get_by_role("list", name="Các lần gửi")
    expect(rounds).to_contain_text(REMARKS)
    follow(province, "Lần 1, bản 1")
    expect(province.get_by_role("main").get_by_text(CORRECTION)).to_have_count(0)
    follow(province, "Lần 2, bản 2")
    press(province, "Gửi ý kiến")
    told(province, "Đã chấp nhận kế hoạch")

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Được chấp nhận")
    menu(province, "Tình hình gửi kế hoạch")
    expect(row(province, "Xã Điềm He")).to_contain_text("1")
    expect(row(province, "Xã Đình Lập")).to_contain_text("0")
