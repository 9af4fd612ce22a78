"""A paper walks from the drafter to the register; leave to sign is given; papers are revoked."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.correspondence import desks
from tests.world import World

pytestmark = pytest.mark.browser
DAY = date(2026, 3, 2)


def test_a_draft_walks_through_four_hands(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = DAY
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter, abstract="Công tác khen thường năm 2026")
    path = f"/correspondence/drafts/{draft_id}"

    drafter = desk(at.drafter)
    drafter.goto(path)
    expect(drafter.get_by_text("“khen thường” có thể là lỗi gõ")).to_be_visible()
    drafter.screenshot(path=pictures / "drafted.png", full_page=True)
    press(drafter, "Trình lãnh đạo văn phòng")
    expect(drafter.get_by_role("alert")).to_contain_text("điều nên xem lại")
    drafter.get_by_label("Tôi đã xem").check()
    press(drafter, "Trình lãnh đạo văn phòng")
    told(drafter, "Đã trình dự thảo")

    head = desk(at.head, width=360)
    head.goto("/home")
    follow(head, "Xem xét 1 dự thảo văn bản")
    head.goto(path)
    head.screenshot(path=pictures / "head-360.png", full_page=True)
    head.get_by_text("Trả lại để sửa").click()
    head.get_by_label("Cần sửa gì").fill("Sửa lỗi gõ trong trích yếu")
    press(head, "Trả lại")
    told(head, "Đã trả lại dự thảo")

    drafter.goto("/home")
    follow(drafter, "Sửa 1 dự thảo văn bản bị trả lại")
    drafter.goto(path)
    expect(drafter.get_by_text("Sửa lỗi gõ trong trích yếu").first).to_be_visible()
    drafter.get_by_text("Ai đã trình, duyệt, trả lại (2)").click()
    drafter.screenshot(path=pictures / "returned.png", full_page=True)
    follow(drafter, "Sửa nội dung")
    drafter.get_by_label("Trích yếu").fill("Công tác khen thưởng năm 2026")
    press(drafter, "Lưu dự thảo")
    told(drafter, "Đã lưu dự thảo")
    press(drafter, "Trình lãnh đạo văn phòng")
    told(drafter, "Đã trình dự thảo")

    head.goto(path)
    press(head, "Đồng ý, trình lãnh đạo")
    told(head, "Đã duyệt")
    leader = desk(at.leader)
    leader.goto(path)
    leader.screenshot(path=pictures / "leader.png", full_page=True)
    press(leader, "Duyệt, chuyển văn thư")
    told(leader, "Đã duyệt")

    clerk = desk(at.clerk)
    clerk.goto("/home")
    expect(clerk.get_by_text("Cấp số, ban hành 1 văn bản đã duyệt")).to_be_visible()
    clerk.goto(path)
    clerk.screenshot(path=pictures / "clerk.png", full_page=True)
    clerk.get_by_label("Số văn bản").fill("01a")
    press(clerk, "Cấp số, ban hành")
    agree(clerk, "Ban hành")
    expect(clerk.get_by_text("Số văn bản chỉ gồm chữ số").first).to_be_visible()
    clerk.get_by_label("Số văn bản").fill("70")
    press(clerk, "Cấp số, ban hành")
    question = clerk.get_by_role("dialog")
    expect(question).to_contain_text("số 70/KH-UBND, ngày 02/03/2026? Bỏ qua 69 số (01–69)!")
    clerk.screenshot(path=pictures / "gap-asked.png")
    agree(clerk, "Ban hành")
    expect(clerk.get_by_text("Số 70, bỏ qua 69 số (01–69).").first).to_be_visible()
    confirmed = clerk.get_by_label("Các số bị bỏ qua đã cấp ngoài hệ thống")
    confirmed.check()
    clerk.screenshot(path=pictures / "gap-refused.png", full_page=True)
    clerk.get_by_label("Số văn bản").fill("")
    expect(confirmed).not_to_be_checked()
    press(clerk, "Cấp số, ban hành")
    expect(question).to_contain_text("Ban hành văn bản số 01/KH-UBND, ngày 02/03/2026? Sau khi")
    agree(clerk, "Ban hành")
    told(clerk, "Đã ban hành, số 01/KH-UBND")
    world.work()
    clerk.reload()
    expect(clerk.get_by_role("link", name="01-kh-ubnd-2026.pdf")).to_be_visible()
    drafter.goto(path)
    drafter.screenshot(path=pictures / "issued.png", full_page=True)


def test_leave_to_sign_is_given_and_ended(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = DAY
    at = desks.office(world)
    leader = desk(at.leader)
    menu(leader, "Giao ký thay, thừa lệnh")
    leader.get_by_label("Quyền hạn ký").select_option("by_order")
    leader.get_by_label("Người trong đơn vị").select_option(str(at.head.id))
    leader.get_by_label("Chức vụ in trên văn bản").fill("Chánh Văn phòng")
    leader.get_by_label("Văn bản giao").fill("Quy chế làm việc của Ủy ban nhân dân xã")
    press(leader, "Ghi việc giao ký")
    expect(leader.get_by_text("Hãy chọn những loại văn bản được giao ký.").first).to_be_visible()
    leader.screenshot(path=pictures / "refused.png", full_page=True)
    leader.get_by_label("Giấy mời", exact=True).check()
    press(leader, "Ghi việc giao ký")
    told(leader, "Đã ghi việc giao ký")
    expect(row(leader, "Nông Thị Huyền")).to_contain_text("Đang có hiệu lực")
    leader.screenshot(path=pictures / "given.png", full_page=True)
    row(leader, "Nông Thị Huyền").get_by_text("Kết thúc sớm").click()
    leader.get_by_label("Lý do").fill("Đã phân công lại nhiệm vụ")
    press(leader, "Kết thúc")
    told(leader, "Đã kết thúc việc giao ký")
    narrow = desk(at.clerk, width=360)
    narrow.goto("/correspondence/delegations")
    expect(narrow.get_by_text("Đã phân công lại nhiệm vụ")).to_be_visible()
    narrow.screenshot(path=pictures / "narrow.png", full_page=True)


def test_a_paper_is_revoked_by_another(
    world: World, desk: Desk, calendar: Calendar, pictures: Path
) -> None:
    calendar.day = DAY
    at = desks.office(world)
    paper_id = desks.issued(world, at, desks.Form.DECISION)
    desks.issued(world, at, desks.Form.DECISION, abstract="Thu hồi Quyết định số 01/QĐ-UBND")
    leader = desk(at.leader)
    leader.goto(f"/correspondence/outgoing/{paper_id}")
    leader.get_by_text("Ghi văn bản này bị thu hồi").click()
    leader.get_by_label("Việc cần ghi").select_option("revoked")
    leader.locator("#f-change-reason").fill("Sai đối tượng khen thưởng")
    press(leader, "Ghi thay đổi")
    agree(leader, "Ghi")
    expect(leader.get_by_text("phải bằng một quyết định").first).to_be_visible()
    leader.screenshot(path=pictures / "refused.png", full_page=True)
    leader.get_by_label("Bằng văn bản").select_option(index=1)
    press(leader, "Ghi thay đổi")
    agree(leader, "Ghi")
    told(leader, "đã bị thu hồi")
    expect(leader.get_by_text("bằng Quyết định số 02/QĐ-UBND").first).to_be_visible()
    leader.screenshot(path=pictures / "revoked.png", full_page=True)
