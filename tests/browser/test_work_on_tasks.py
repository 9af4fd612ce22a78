"""An office records how far a task is, with a file as evidence; two at once are told."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.plans import cascade
from tests.progress.given import Site, site
from tests.scoring.scenes import PDF
from tests.world import World

ON = date(2026, 3, 10)
TASK = "Phát động phong trào thi đua năm 2026"


@pytest.fixture
def here(world: World, calendar: Calendar) -> Site:
    """Điềm He with its plan sent up, in March."""
    calendar.day = ON
    return site(world, cascade.issued(world), world.commune("Điềm He"))


def _record(page: Page, status: str, percent: str, note: str) -> None:
    form = page.locator("form").filter(has=page.get_by_role("button", name="Ghi tiến độ"))
    form.get_by_label("Trạng thái").select_option(label=status)
    page.get_by_label("Tỷ lệ (%)").fill(percent)
    page.get_by_label("Ghi chú nội bộ").fill(note)
    press(page, "Ghi tiến độ")


def test_progress_and_evidence_go_up_without_the_note(world: World, desk: Desk, here: Site) -> None:
    page = desk(here.officer)
    menu(page, "Tiến độ nhiệm vụ")
    follow(page, TASK)
    _record(page, "Đang thực hiện", "50", "Ba thôn chưa đăng ký")
    told(page, "Đã ghi")
    page.get_by_label("Tệp minh chứng").set_input_files(
        [{"name": "dang-ky.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    page.get_by_label("Nội dung minh chứng").fill("Bản đăng ký thi đua của 12 thôn")
    press(page, "Nộp minh chứng")
    told(page, "Đã lưu 1 tệp minh chứng")
    proof = row(page, "dang-ky.pdf")
    expect(proof).to_contain_text("Bản đăng ký thi đua của 12 thôn")
    address = proof.get_by_role("link").get_attribute("href")
    assert address is not None
    assert page.request.get(address).body() == PDF

    province = world.person(world.province, Role.VIEWER)
    page = desk(province)
    page.get_by_role("link", name="Xem theo nhiệm vụ, đơn vị").click()
    follow(page, TASK)
    unit = row(page, "Xã Điềm He")
    expect(unit).to_contain_text("Đang thực hiện")
    expect(unit).to_contain_text("50%")
    expect(page.get_by_text("Ba thôn chưa đăng ký")).to_have_count(0)
    unit.get_by_role("link", name="Xã Điềm He").click()
    expect(row(page, TASK)).to_contain_text("50%")


def test_a_program_is_refused_at_the_field(desk: Desk, here: Site) -> None:
    page = desk(here.officer)
    page.goto(f"/progress/tasks/{here.task_ids[1]}")
    field = page.get_by_label("Tệp minh chứng")
    program = {"name": "xem.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ\x90\x00"}
    field.set_input_files([program])
    expect(page.locator("[data-drop-message]")).to_contain_text("“xem.exe” không đúng loại")
    press(page, "Nộp minh chứng")
    expect(page).to_have_url(f"/progress/tasks/{here.task_ids[1]}")
    field.set_input_files([{**program, "name": "bao-cao.pdf", "mimeType": "application/pdf"}])
    press(page, "Nộp minh chứng")
    expect(page.locator("#f-files-error")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Chưa có minh chứng")).to_be_visible()


def test_two_who_record_at_once_are_shown_both(world: World, desk: Desk, here: Site) -> None:
    colleague = world.person(here.tenant, Role.OFFICER, name="Hoàng Thị Thảo")
    first, second = desk(colleague), desk(here.officer)
    for page in (first, second):
        page.goto(f"/progress/tasks/{here.task_ids[1]}")
    _record(first, "Đang thực hiện", "70", "Đã họp các thôn")
    told(first, "Đã ghi")
    _record(second, "Gặp vướng mắc", "30", "Chưa có kinh phí")
    conflict = second.locator("[data-conflict]")
    expect(conflict).to_contain_text("Hoàng Thị Thảo đã lưu")
    expect(conflict).to_contain_text("70")
    expect(second.get_by_label("Ghi chú nội bộ")).to_have_value("Chưa có kinh phí")
    expect(second.get_by_label("Tỷ lệ (%)")).to_have_value("30")
    press(second, "Ghi tiến độ")
    told(second, "Đã ghi")
    history = second.get_by_role("list", name="Lịch sử ghi tiến độ").get_by_role("listitem")
    expect(history).to_have_count(2)


def test_many_tasks_are_recorded_in_one_go(desk: Desk, here: Site) -> None:
    page = desk(here.officer)
    page.goto("/progress")
    follow(page, "Cập nhật nhiều nhiệm vụ")
    page.get_by_label("Trạng thái nhiệm vụ 1").select_option(label="Hoàn thành")
    page.get_by_label("Trạng thái nhiệm vụ 2").select_option(label="Đang thực hiện")
    page.get_by_label("Tỷ lệ nhiệm vụ 2").fill("130")
    press(page, "Lưu tiến độ")
    expect(page.locator(f"#f-tasks-{here.task_ids[1]}-percent-error")).to_be_visible()
    expect(page.get_by_label("Trạng thái nhiệm vụ 1")).to_have_value("done")
    page.get_by_label("Tỷ lệ nhiệm vụ 2").fill("40")
    press(page, "Lưu tiến độ")
    told(page, "2 nhiệm vụ")
    expect(figure(page, "hoàn thành")).to_have_text("1")


def test_a_file_handed_in_by_mistake_is_withdrawn(desk: Desk, here: Site) -> None:
    page = desk(here.officer)
    page.goto(f"/progress/tasks/{here.task_ids[1]}")
    page.get_by_label("Tệp minh chứng").set_input_files(
        [{"name": "nham.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    press(page, "Nộp minh chứng")
    row(page, "nham.pdf").get_by_role("button", name="Rút").click()
    agree(page, "Rút")
    expect(row(page, "nham.pdf")).to_contain_text("Đã rút")
