"""A year is scored: by the member, its cluster, the council; then it is announced."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from app.access.permissions import Role
from app.lib import clock
from app.scoring.actions import criteria, criteria_sets
from app.scoring.terms import FormulaKind
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.scoring import scenes
from tests.scoring.scenes import PDF, Scene
from tests.world import World

IN_TIME = date(2026, 11, 20)
PROOF = {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def scene(world: World, calendar: Calendar) -> Scene:
    """Three communes in a cluster that is scored by five criteria, in November."""
    calendar.day = IN_TIME
    with clock.fixed(date(2026, 3, 2)):
        return scenes.make_scene(world, (3,))


@pytest.fixture
def by_hand(world: World, calendar: Calendar) -> Scene:
    """The same with a criterion to which the points are given by hand."""
    calendar.day = IN_TIME
    with clock.fixed(date(2026, 3, 2)):
        leader = world.person(world.province)
        clusters = scenes.make_clusters(world, leader, (3,))
        set_id, ids = scenes.draft_set(world, leader)
        given = scenes.node("II.1", "40", formula=FormulaKind.MANUAL)
        with world.acting(leader):
            criteria.edit(criterion_id=ids["II.1"], version=1, content=given, by=leader)
            criteria_sets.issue(set_id=set_id, by=leader)
    return Scene(world, leader, set_id, ids, clusters)


def _criterion(page: Page, code: str) -> Locator:
    return page.locator("tr[id^=criterion-]").filter(has=page.get_by_text(f"{code}.", exact=True))


def _fill(page: Page, done: str) -> None:
    _criterion(page, "I.1").get_by_label("Đã làm").fill(done)
    _criterion(page, "I.1").get_by_label("Được giao").fill("50")
    _criterion(page, "I.2").locator("select").select_option(label="Có")
    _criterion(page, "III.1").get_by_role("textbox").first.fill("0")
    _criterion(page, "IV.1").get_by_role("textbox").first.fill("0")


def test_a_member_scores_itself_and_submits(world: World, desk: Desk, by_hand: Scene) -> None:
    unit = world.communes[2]
    page = desk(world.person(unit, Role.OFFICER))
    menu(page, "Tự chấm điểm")
    press(page, "Mở bảng điểm")
    expect(figure(page, "tiêu chí chưa chấm")).to_have_text("5")

    _fill(page, "45,5")
    given = _criterion(page, "II.1").get_by_label("Điểm chấm")
    given.fill("41")
    press(page, "Lưu và tính điểm")
    expect(page.locator("[data-form-errors]")).to_be_focused()
    expect(_criterion(page, "II.1").locator(".field-error").first).to_contain_text("40")
    expect(given).to_have_attribute("aria-invalid", "true")
    expect(given).to_have_value("41")
    expect(_criterion(page, "I.2").locator("select")).to_have_value("yes")
    given.fill("")
    press(page, "Lưu và tính điểm")
    told(page, "Đã lưu bảng điểm")
    expect(_criterion(page, "I.1").locator("td[data-label=Điểm] b")).to_have_text("36,4")
    expect(figure(page, "tiêu chí chưa chấm")).to_have_text("1")
    expect(figure(page, "thiếu minh chứng")).to_have_text("1")
    page.locator("#gaps").get_by_role("link", name="II.1").click()
    expect(given).to_be_in_viewport()
    given.fill("40")
    proved = _criterion(page, "I.2")
    proved.locator("summary").click()
    proved.get_by_label("Thêm tệp minh chứng").set_input_files([PROOF])
    expect(figure(page, "thiếu minh chứng")).to_have_text("0")
    expect(figure(page, "tổng điểm đã lưu")).to_have_text("96,4")
    expect(page.get_by_role("button", name="Nộp bảng điểm")).to_have_count(0)

    page = desk(world.person(unit, Role.LEADER))
    page.get_by_role("link", name="Kiểm tra và nộp bảng tự chấm điểm").first.click()
    press(page, "Nộp bảng điểm")
    agree(page, "Nộp bảng điểm")
    told(page, "Đã nộp bảng điểm")
    expect(page.get_by_role("button", name="Lưu và tính điểm")).to_have_count(0)


def test_an_unfinished_sheet_is_not_submitted(world: World, desk: Desk, scene: Scene) -> None:
    page = desk(scenes.member(scene, 2))
    menu(page, "Tự chấm điểm")
    press(page, "Mở bảng điểm")
    _fill(page, "50")
    press(page, "Lưu và tính điểm")
    told(page, "Đã lưu bảng điểm")
    press(page, "Nộp bảng điểm")
    agree(page, "Nộp bảng điểm")
    refused = page.locator("[data-form-errors]")
    expect(refused).to_contain_text("II.1")
    expect(refused).to_contain_text("minh chứng")
    expect(_criterion(page, "I.1").get_by_label("Đã làm")).to_have_value("50")


def _appraise(page: Page, unit: str) -> None:
    menu(page, "Thẩm định của cụm")
    row(page, unit).get_by_role("button", name="Thẩm định").click()
    _criterion(page, "I.1").get_by_label("Điểm tiêu chí I.1").fill("41")
    press(page, "Lưu và gửi cho đơn vị")
    error = _criterion(page, "I.1").locator(".field-error").first
    expect(error).to_be_visible()
    _criterion(page, "I.1").get_by_label("Điểm tiêu chí I.1").fill("36")
    press(page, "Lưu và gửi cho đơn vị")
    expect(_criterion(page, "I.1").locator(".field-error").first).to_be_visible()
    _criterion(page, "I.1").get_by_label("Nhận xét tiêu chí I.1").fill("Hai việc chưa có kết quả")
    press(page, "Lưu")
    told(page, "chưa gửi cho đơn vị")
    press(page, "Lưu và gửi cho đơn vị")
    told(page, "Đã gửi kết quả thẩm định")


def _explain(page: Page) -> None:
    page.get_by_role("link", name="Xem kết quả thẩm định").first.click()
    changed = _criterion(page, "I.1")
    expect(changed).to_contain_text("Hai việc chưa có kết quả")
    changed.get_by_label("Giải trình tiêu chí I.1").fill("Một việc đã xong ngày 10/11/2026")
    press(page, "Lưu giải trình")
    told(page, "Đã lưu giải trình; chưa gửi")
    press(page, "Gửi giải trình")
    told(page, "Đã gửi giải trình")


def _settle(page: Page) -> None:
    page.goto("/home")
    follow(page, "Xem giải trình và chốt 1 bảng điểm")
    follow(page, "Chốt điểm")
    argued = _criterion(page, "I.1")
    expect(argued).to_contain_text("Một việc đã xong ngày 10/11/2026")
    argued.get_by_label("Điểm tiêu chí I.1").fill("38")
    argued.get_by_label("Lý do điều chỉnh tiêu chí I.1").fill("Chấp nhận một phần giải trình")
    press(page, "Chốt điểm")
    agree(page, "Chốt điểm")
    told(page, "Đã chốt điểm")


def test_the_cluster_appraises_hears_and_settles(world: World, desk: Desk, scene: Scene) -> None:
    member = scenes.member(scene, 2)
    with clock.fixed(IN_TIME):
        scenes.submit(scene, member)
    lead = desk(scenes.member(scene, 0))
    _appraise(lead, world.communes[2].name)
    _explain(desk(member))
    _settle(lead)
    member_page = desk(member)
    menu(member_page, "Tự chấm điểm")
    follow(member_page, "Xem")
    expect(figure(member_page, "cụm chốt")).to_have_text("98")
    expect(_criterion(member_page, "I.1")).to_contain_text("Chấp nhận một phần giải trình")


def _change_one(page: Page, unit: str) -> None:
    menu(page, "Hội đồng xác nhận")
    expect(figure(page, "chờ Hội đồng xác nhận")).to_have_text("3")
    row(page, unit).get_by_role("link", name="Xem, xác nhận").click()
    changed = _criterion(page, "II.1")
    changed.get_by_label("Điểm tiêu chí II.1").fill("20")
    press(page, "Xác nhận")
    expect(changed.locator(".field-error").first).to_be_visible()
    changed.get_by_label("Lý do thay đổi tiêu chí II.1").fill("Biên bản họp ngày 05/12/2026")
    press(page, "Xác nhận")
    told(page, "Hội đồng đã xác nhận bảng điểm")


def test_the_council_confirms_and_the_leader_announces(
    world: World, desk: Desk, calendar: Calendar, scene: Scene
) -> None:
    names = [unit.name for unit in world.communes[:3]]
    with clock.fixed(IN_TIME):
        for number, done in enumerate(("50", "48", "46")):
            scenes.settle(scene, scenes.submit(scene, scenes.member(scene, number), done=done))
    calendar.day = date(2026, 12, 5)
    page = desk(world.person(world.province, Role.COUNCIL_MEMBER))
    _change_one(page, names[0])
    press(page, "Xác nhận 2 bảng đã chốt")
    agree(page, "Xác nhận 2 bảng đã chốt")
    told(page, "Đã xác nhận 2 bảng điểm")
    expect(figure(page, "đã xác nhận")).to_have_text("3")
    follow(page, "Kết quả xếp hạng")
    expect(page.get_by_role("button", name="Công bố")).to_have_count(0)

    follower = desk(scenes.member(scene, 2))
    menu(follower, "Kết quả xếp hạng")
    expect(follower.get_by_text("chưa được công bố")).to_be_visible()

    page = desk(world.person(world.province, Role.LEADER))
    menu(page, "Kết quả xếp hạng")
    page.get_by_label("Số thông báo").fill("15")
    page.get_by_label("Người ký").fill("Đoàn Thanh Sơn")
    press(page, "Công bố")
    agree(page, "Công bố")
    told(page, "Đã công bố kết quả")
    ranks = page.locator("#standings tbody tr")
    expect(ranks.nth(0)).to_contain_text(names[1])
    expect(ranks.nth(0)).to_contain_text("98,4")
    expect(ranks.nth(2)).to_contain_text(names[0])
    expect(ranks.nth(2)).to_contain_text("80")
    press(page, "In thông báo (PDF)")
    expect(page.get_by_text("Đang tạo bản in")).to_be_visible()
    with clock.fixed(date(2026, 12, 5)):
        world.work()
    expect(page.get_by_role("link", name="Mở bản in (PDF)")).to_be_visible(timeout=15_000)

    follower = desk(scenes.member(scene, 0))
    menu(follower, "Kết quả xếp hạng")
    expect(row(follower, "Đơn vị của bạn")).to_contain_text(names[0])
    follow(follower, names[0])
    expect(follower.get_by_text("Biên bản họp ngày 05/12/2026")).to_be_visible()
