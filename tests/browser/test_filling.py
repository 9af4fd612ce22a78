"""A clerk fills in a sheet: it saves itself, says what is lacking, and loses nothing."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from app.access.permissions import Role
from app.lib import clock
from app.scoring.actions import sheets
from app.scoring.queries import sheets as queries
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, press, told
from tests.browser.test_nothing_is_lost import _end_sessions
from tests.scoring import filled
from tests.scoring.scenes import PDF, Scene, appraise
from tests.world import PASSWORD, Person, World

IN_TIME = date(2026, 11, 20)
LINES = "**/api/v1/score-sheets/*/lines/*"


@pytest.fixture
def scene(world: World, calendar: Calendar) -> Scene:
    """A cluster scored by a set of every formula, in November."""
    calendar.day = IN_TIME
    with clock.fixed(date(2026, 3, 2)):
        return filled.make_scene(world)


def row(page: Page, code: str) -> Locator:
    """The line of a criterion."""
    return page.locator("tr[data-criterion]").filter(has=page.get_by_text(f"{code}.", exact=True))


def points(page: Page, code: str) -> Locator:
    """The points that stand in a line."""
    return row(page, code).locator("[data-points]")


def saved(page: Page) -> None:
    """The page says that all is saved."""
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")


def opened(world: World, scene: Scene, person: Person) -> int:
    """The sheet of a person's unit."""
    with world.acting(person):
        return sheets.open_sheet(set_id=scene.set_id, by=person).id


def test_a_clerk_finishes_with_the_keyboard_and_the_sum_follows(
    world: World, desk: Desk, scene: Scene, pictures: Path
) -> None:
    officer = world.person(world.communes[2], Role.OFFICER, Role.LEADER)
    sheet_id = opened(world, scene, officer)
    page = desk(officer)
    page.goto(f"/score-sheets/{sheet_id}")
    expect(page.locator("html.started")).to_be_attached()
    page.screenshot(path=pictures / "begun.png", full_page=True)
    row(page, "I.1").get_by_label("Đã làm").click()
    page.keyboard.type("45,5")
    page.keyboard.press("Enter")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(row(page, "I.2").locator("select").first).to_be_focused()
    expect(points(page, "I.1")).to_have_text("18,2")
    expect(figure(page, "tổng điểm đã lưu")).to_have_text("18,2")
    saved(page)

    row(page, "I.3").get_by_label("Hài lòng").fill("30")
    row(page, "I.3").get_by_label("Bình thường").fill("8")
    expect(row(page, "I.3").locator("[data-tally]")).to_have_text("Đã nhập 38/50 phiếu")
    row(page, "II.1").get_by_label("Kết quả đạt được").fill("80")
    row(page, "II.1").get_by_label("Chỉ tiêu đăng ký").fill("100")
    expect(points(page, "II.1")).to_have_text("8")
    expect(row(page, "II.1")).to_contain_text("Tạm tính")
    row(page, "III.1").get_by_label("Cờ thi đua của Chính phủ").check()
    expect(points(page, "III.1")).to_have_text("3")
    row(page, "II.2").get_by_label("Đơn vị không được giao").check()
    expect(page.locator("#gaps")).to_contain_text("II.2: chưa ghi lý do")
    row(page, "II.2").locator("summary").click()
    row(page, "II.2").locator("textarea").fill("Xã không có làng nghề")
    expect(page.locator("#gaps")).not_to_contain_text("II.2")
    saved(page)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_contain_text("Đến ô còn trống tiếp theo")
    page.keyboard.press("Escape")
    page.screenshot(path=pictures / "midway.png", full_page=True)
    page.set_viewport_size({"width": 360, "height": 740})
    page.screenshot(path=pictures / "narrow.png", full_page=True)
    with world.acting(officer):
        detail = queries.detail(sheet_id)
        assert detail.sheet.self_total == detail.totals.total
        assert detail.lines[scene.ids["I.1"]].inputs == {"done": "45.5", "assigned": "50"}
        assert detail.lines[scene.ids["II.2"]].unassigned


def test_what_cannot_be_is_said_at_the_line_and_kept(
    world: World, desk: Desk, scene: Scene
) -> None:
    officer = world.person(world.communes[2], Role.OFFICER)
    sheet_id = opened(world, scene, officer)
    page = desk(officer)
    page.goto(f"/score-sheets/{sheet_id}")
    done = row(page, "I.1").get_by_label("Đã làm")
    done.fill("bốn lăm")
    expect(row(page, "I.1").locator("[data-refused]")).to_be_visible()
    expect(page.locator('#gaps [data-gap="limits"]')).to_contain_text("I.1")
    page.reload()
    expect(row(page, "I.1").get_by_label("Đã làm")).to_have_value("bốn lăm")
    row(page, "I.1").get_by_label("Đã làm").fill("45")
    row(page, "I.1").get_by_label("Được giao").fill("50")
    expect(points(page, "I.1")).to_have_text("18")
    expect(row(page, "I.1").locator("[data-refused]")).to_be_hidden()
    row(page, "I.1").get_by_label("Đã làm").fill("60")
    expect(row(page, "I.1").locator(".doubt")).to_contain_text("xin kiểm tra")
    row(page, "I.1").get_by_label("Đã làm").fill("45")
    expect(row(page, "I.1").locator(".doubt")).to_have_count(0)


@pytest.fixture
def offline() -> list[bool]:
    """Whether the line is down."""
    return [False]


def test_a_lost_line_and_a_reload_lose_nothing(
    world: World, desk: Desk, scene: Scene, offline: list[bool]
) -> None:
    officer = world.person(world.communes[2], Role.OFFICER)
    sheet_id = opened(world, scene, officer)
    page = desk(officer)

    def cut(route: Route) -> None:
        if offline[0]:
            route.abort()
        else:
            route.continue_()

    page.context.route(LINES, cut)
    page.goto(f"/score-sheets/{sheet_id}")
    offline[0] = True
    row(page, "I.1").get_by_label("Đã làm").fill("45")
    row(page, "I.1").get_by_label("Được giao").fill("50")
    expect(page.locator("[data-save-state]")).to_contain_text("Mất mạng")
    page.reload()
    expect(row(page, "I.1").get_by_label("Đã làm")).to_have_value("45")
    expect(page.locator("[data-save-state]")).to_contain_text("Mất mạng")
    again = page.context.new_page()
    page.close()
    offline[0] = False
    again.goto(f"/score-sheets/{sheet_id}")
    expect(points(again, "I.1")).to_have_text("18")
    saved(again)
    with world.acting(officer):
        line = queries.lines(sheet_id)[scene.ids["I.1"]]
        assert line.inputs == {"done": "45", "assigned": "50"}


def test_a_session_that_ended_keeps_the_lines_until_one_has_signed_in_again(
    world: World, desk: Desk, scene: Scene
) -> None:
    officer = world.person(world.communes[2], Role.OFFICER)
    sheet_id = opened(world, scene, officer)
    page = desk(officer)
    page.goto(f"/score-sheets/{sheet_id}")
    expect(page.locator("html.started")).to_be_attached()
    _end_sessions(world)
    row(page, "I.1").get_by_label("Đã làm").fill("45")
    row(page, "I.1").get_by_label("Được giao").fill("50")
    expect(page.locator("[data-save-state]")).to_contain_text("Phiên làm việc đã hết")
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.get_by_label("Thư điện tử").fill(officer.email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Đăng nhập")
    page.wait_for_url(f"**/score-sheets/{sheet_id}")
    expect(points(page, "I.1")).to_have_text("18")
    saved(page)


def test_two_clerks_on_one_line_the_second_is_told_and_chooses(
    world: World, desk: Desk, scene: Scene
) -> None:
    unit = world.communes[2]
    one = world.person(unit, Role.OFFICER, name="Nông Thị Hồng Nhung")
    other = world.person(unit, Role.OFFICER)
    sheet_id = opened(world, scene, one)
    first, second = desk(one), desk(other)
    for page in (first, second):
        page.goto(f"/score-sheets/{sheet_id}")
        expect(page.locator("html.started")).to_be_attached()
    row(first, "I.1").get_by_label("Đã làm").fill("45")
    row(first, "I.1").get_by_label("Được giao").fill("50")
    expect(points(first, "I.1")).to_have_text("18")
    row(second, "IV.1").get_by_role("textbox").first.fill("2")
    expect(points(second, "IV.1")).to_have_text("1")
    row(second, "I.1").get_by_label("Đã làm").fill("40")
    clash = row(second, "I.1").locator(".cell-conflict")
    expect(clash).to_contain_text("Nông Thị Hồng Nhung đã lưu dòng này: Đã làm (việc): 45")
    clash.get_by_role("button", name="Lấy số đang lưu").click()
    expect(row(second, "I.1").get_by_label("Đã làm")).to_have_value("45")
    row(second, "I.1").get_by_label("Đã làm").fill("40")
    expect(points(second, "I.1")).to_have_text("16")
    row(first, "I.1").get_by_label("Đã làm").fill("42")
    clash = row(first, "I.1").locator(".cell-conflict")
    expect(clash).to_contain_text("Đã làm (việc): 40")
    clash.get_by_role("button", name="Giữ số của tôi").click()
    expect(points(first, "I.1")).to_have_text("16,8")
    with world.acting(one):
        assert queries.lines(sheet_id)[scene.ids["I.1"]].inputs["done"] == "42"


def _drop(target: Locator, *names: str) -> None:
    """Drop files onto a line, as from a folder."""
    target.evaluate(
        """(row, [names, content]) => {
            const given = new DataTransfer();
            for (const name of names) given.items.add(new File([content], name));
            const options = { dataTransfer: given, bubbles: true, cancelable: true };
            row.dispatchEvent(new DragEvent("drop", options));
        }""",
        [list(names), PDF.decode()],
    )


def test_evidence_dropped_on_a_line_opens_its_gate(
    world: World, desk: Desk, scene: Scene, pictures: Path
) -> None:
    officer = world.person(world.communes[2], Role.OFFICER, Role.LEADER)
    sheet_id = opened(world, scene, officer)
    page = desk(officer)
    page.goto(f"/score-sheets/{sheet_id}")
    gated = row(page, "I.4")
    gated.get_by_label("Điểm chấm").fill("9")
    expect(points(page, "I.4")).to_have_text("0")
    expect(page.locator("#gaps")).to_contain_text("Kế hoạch")
    gated.locator("summary").click()
    gated.get_by_label("Loại minh chứng thêm vào").select_option("Kế hoạch")
    _drop(gated, "ke-hoach.pdf", "virus.exe")
    expect(gated.get_by_role("link", name="ke-hoach.pdf")).to_be_visible()
    expect(gated.locator(".upload")).to_contain_text("không đúng loại")
    expect(points(page, "I.4")).to_have_text("9")
    _drop(gated, "ke-hoach-ban-sao.pdf")
    expect(gated.locator(".upload")).to_have_count(1)
    expect(gated.locator(".upload")).to_contain_text("Tệp này đã có ở tiêu chí")
    gated.get_by_role("button", name="Sửa chú thích").click()
    gated.get_by_label("Chú thích của tệp").fill("Kế hoạch số 12/KH-UBND")
    page.keyboard.press("Enter")
    expect(gated.get_by_role("link", name="Kế hoạch số 12/KH-UBND")).to_be_visible()
    page.screenshot(path=pictures / "evidence.png")
    gated.get_by_role("button", name="Bỏ tệp").click()
    expect(points(page, "I.4")).to_have_text("0")


def test_on_a_phone_the_sum_of_a_group_stands_clear_of_its_title(
    world: World, desk: Desk, scene: Scene, pictures: Path
) -> None:
    officer = world.person(world.communes[2], Role.OFFICER)
    page = desk(officer)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"/score-sheets/{opened(world, scene, officer)}")
    head = page.locator("tr[data-group]").first
    title, total = head.locator("th").bounding_box(), head.locator("td").bounding_box()
    assert title is not None
    assert total is not None
    assert total["x"] - (title["x"] + title["width"]) >= 12
    assert total["x"] + total["width"] <= 360
    head.screenshot(path=pictures / "group-on-a-phone.png")


def test_the_leader_submits_what_was_just_typed(world: World, desk: Desk, scene: Scene) -> None:
    leader = world.person(world.communes[2], Role.OFFICER, Role.LEADER)
    sheet_id = filled.fill(scene, leader)
    page = desk(leader)
    page.goto(f"/score-sheets/{sheet_id}")
    expect(page.locator("html.started")).to_be_attached()
    row(page, "I.1").get_by_label("Đã làm").fill("40")
    press(page, "Nộp bảng điểm")
    expect(points(page, "I.1")).to_have_text("16")
    agree(page, "Nộp bảng điểm")
    told(page, "Đã nộp bảng điểm")
    with world.acting(leader):
        assert queries.lines(sheet_id)[scene.ids["I.1"]].inputs["done"] == "40"


def test_an_explanation_saves_itself_and_takes_files(
    world: World, desk: Desk, scene: Scene, pictures: Path
) -> None:
    person = world.person(world.communes[2], Role.OFFICER, Role.LEADER)
    with clock.fixed(IN_TIME):
        sheet_id = filled.fill(scene, person)
        with world.acting(person):
            sheets.submit(sheet_id=sheet_id, by=person)
        appraise(scene, sheet_id, I_1="10", II_3="2")
    page = desk(person)
    page.goto(f"/score-sheets/{sheet_id}")
    expect(page.locator("html.started")).to_be_attached()
    page.get_by_label("Giải trình tiêu chí I.1").fill("Hai việc xong ngày 10/11/2026")
    saved(page)
    _drop(row(page, "I.1"), "bo-sung.pdf")
    expect(row(page, "I.1").get_by_role("link", name="bo-sung.pdf")).to_be_visible()
    expect(row(page, "I.1")).to_contain_text("kèm giải trình")
    page.screenshot(path=pictures / "explain.png", full_page=True)
    page.reload()
    expect(page.get_by_label("Giải trình tiêu chí I.1")).to_have_value(
        "Hai việc xong ngày 10/11/2026"
    )
    expect(row(page, "I.1").get_by_role("link", name="bo-sung.pdf")).to_have_count(1)
    page.get_by_label("Giải trình chung").fill("Xã thống nhất các nội dung còn lại")
    press(page, "Gửi giải trình")
    told(page, "Đã gửi giải trình")
    page.set_viewport_size({"width": 360, "height": 740})
    page.screenshot(path=pictures / "explained-narrow.png", full_page=True)
    with world.acting(person):
        said = queries.explanations(sheet_id)
        assert said[scene.ids["I.1"]].text == "Hai việc xong ngày 10/11/2026"
        assert said[None].text == "Xã thống nhất các nội dung còn lại"
