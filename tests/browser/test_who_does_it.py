"""Who does it: a draft's doubts put right, an office that sees its list and reports on it."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.accounts import queries as accounts
from app.directory import queries as directory
from app.directory.actions import offices
from app.directory.actions import people as seats
from app.lib import clock
from app.plans import actions as plans
from app.plans.actions import TaskContent
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.plans.samples import a_plan, signature
from tests.world import Person, World

ON = date(2026, 4, 10)
VHXH, SECRETARIAT = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"
CENTRE = "Trung tâm Dịch vụ công ích"
TASKS = (
    TaskContent(
        quarter=1,
        text="Phối hợp với Phòng Văn hoá – Xã hội tham mưu giấy mời và chuẩn bị tài liệu phục vụ "
        "Hội nghị",
        lead_office="Văn phòng HĐND&UBND",
    ),
    TaskContent(
        quarter=1,
        text="Chủ trì, phối hợp với Văn phòng HĐND&UBND tham mưu giấy mời và chuẩn bị tài liệu "
        "phục vụ hội nghị",
        lead_office="Phòng VHXH",
        support_offices=("Uỷ ban MTTQ xã", "Công an xã"),
    ),
    TaskContent(
        quarter=2,
        text="Trang trí khánh tiết phục vụ Hội nghị",
        lead_office=CENTRE,
        support_offices=("Văn phòng", "VHXH"),
    ),
)


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He, which has its usual offices."""
    person = world.person(world.commune("Điềm He"), Role.OFFICER, Role.LEADER, name="Lộc Thị Mai")
    with clock.fixed(date(2026, 1, 5)), world.acting(person):
        offices.add_usual(tenant=person.tenant, by=person)
    return person


def seat(world: World, person: Person, name: str) -> None:
    with world.acting(person):
        office = next(one for one in directory.offices() if one.name == name)
        member = next(one for one in accounts.members() if one.user_id == person.id)
        seats.seat(office_id=office.id, membership_ids=[member.id], version=None, by=person)


def doubt(page: Page, code: str) -> None:
    expect(page.locator(f'[data-doubt="{code}"]')).to_have_count(1)


def test_a_draft_is_put_right_by_its_doubts(
    world: World, desk: Desk, officer: Person, pictures: object
) -> None:
    with clock.fixed(date(2026, 1, 5)), world.acting(officer):
        plan_id = plans.draft(content=a_plan(), tasks=TASKS, by=officer).id
    page = desk(officer)
    page.goto(f"/plans/{plan_id}")
    for code in ("leads_differ", "ordered_body", "unknown_office"):
        doubt(page, code)
    page.screenshot(path=f"{pictures}/doubts.png", full_page=True)
    press(page, "Chuyển sang đề nghị")
    told(page, "Uỷ ban MTTQ xã được chuyển sang đề nghị ở 1 nhiệm vụ")
    expect(page.get_by_text("Đề nghị: Uỷ ban MTTQ xã")).to_be_visible()
    follow(page, "Thêm vào danh mục")
    expect(page.get_by_label("Tên", exact=False).first).to_have_value(CENTRE)
    press(page, "Thêm")
    told(page, f"Đã thêm {CENTRE}")
    page.goto(f"/plans/{plan_id}")
    expect(page.locator("[data-doubt]")).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 740})
    page.screenshot(path=f"{pictures}/doubts-360.png", full_page=True)


def test_people_are_put_into_their_office(world: World, desk: Desk, officer: Person) -> None:
    page = desk(officer)
    menu(page, "Phòng, ban, thôn")
    follow(page, VHXH)
    page.get_by_label("Lộc Thị Mai").check()
    press(page, "Lưu người trong phòng")
    told(page, "Đã lưu người của Phòng Văn hóa - Xã hội")
    menu(page, "Phòng, ban, thôn")
    expect(row(page, VHXH)).to_contain_text("Lộc Thị Mai")
    page.get_by_role("link", name="Nhóm cơ quan").click()
    follow(page, "Các phòng chuyên môn")
    page.get_by_label("Thôn, tổ dân phố").check()
    press(page, "Lưu")
    told(page, "Đã lưu nhóm")
    follow(page, "Các trường học")
    press(page, "Bỏ nhóm")
    agree(page, "Bỏ nhóm")
    told(page, "Đã bỏ nhóm")


def test_an_office_sees_its_list_and_reports_on_it(
    world: World, desk: Desk, officer: Person, calendar: Calendar, pictures: object
) -> None:
    calendar.day = ON
    clerk = world.person(officer.tenant, Role.OFFICER, name="Nông Thị Huyền")
    seat(world, clerk, SECRETARIAT)
    seat(world, officer, VHXH)
    with clock.fixed(date(2026, 1, 5)):
        with world.acting(officer):
            plan_id = plans.draft(content=a_plan(), tasks=TASKS, by=officer).id
        with world.acting(officer):
            plans.issue(plan_id=plan_id, signature=signature(), by=officer)

    page = desk(clerk)
    menu(page, "Việc của phòng")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SECRETARIAT)
    expect(figure(page, "chủ trì")).to_have_text("1")
    expect(figure(page, "phối hợp")).to_have_text("1")
    expect(figure(page, "trễ hạn")).to_have_text("1")
    page.screenshot(path=f"{pictures}/office.png", full_page=True)
    row(page, "Trang trí khánh tiết").get_by_role("link", name="Báo cáo").click()
    page.get_by_label("Trạng thái").select_option(label="Đang thực hiện")
    page.get_by_label("Tỷ lệ (%)").fill("70")
    page.get_by_label("Nội dung đã làm, vướng mắc").fill("Đã đặt phông, còn thiếu hoa")
    page.screenshot(path=f"{pictures}/report.png", full_page=True)
    press(page, "Gửi báo cáo")
    told(page, "Đã ghi báo cáo (phối hợp)")
    mine = row(page, "Trang trí khánh tiết")
    expect(mine).to_contain_text("Chưa thực hiện")
    expect(mine).to_contain_text("70%")

    page = desk(officer, width=360, height=740)
    page.goto("/progress/own-office")
    expect(page.get_by_role("heading", level=1)).to_contain_text(VHXH)
    page.screenshot(path=f"{pictures}/office-360.png", full_page=True)
    follow(page, "Trang trí khánh tiết phục vụ Hội nghị")
    expect(row(page, SECRETARIAT)).to_contain_text("còn thiếu hoa")
    page.screenshot(path=f"{pictures}/task-360.png", full_page=True)
    page.goto("/progress/offices")
    expect(row(page, SECRETARIAT)).to_contain_text("Nông Thị Huyền")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.screenshot(path=f"{pictures}/offices.png", full_page=True)
