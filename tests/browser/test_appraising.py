"""A lead appraises its cluster side by side; members score each other; two meet at a cell."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app.access.permissions import Role
from app.lib import clock
from app.scoring.actions import appraisals, cross
from app.scoring.queries import statuses
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, told
from tests.scoring import scenes
from tests.scoring.scenes import Scene
from tests.world import World

IN_TIME = date(2026, 11, 20)


@pytest.fixture
def scene(world: World, calendar: Calendar) -> Scene:
    """A cluster of four; three members have submitted."""
    calendar.day = IN_TIME
    with clock.fixed(date(2026, 3, 2)):
        found = scenes.make_scene(world, (4,))
    with clock.fixed(IN_TIME):
        for index, done in ((1, "50"), (2, "48"), (3, "40")):
            scenes.submit(found, scenes.member(found, index), done=done)
    return found


def _unit(page: Page, name: str) -> Locator:
    return page.locator("table.appraising tbody tr").filter(has_text=name)


def test_a_lead_goes_through_its_cluster_by_the_keyboard(
    world: World, desk: Desk, scene: Scene, pictures: Path
) -> None:
    page = desk(scenes.member(scene, 0))
    menu(page, "Thẩm định của cụm")
    follow(page, "So sánh các đơn vị")
    page.screenshot(path=pictures / "board.png", full_page=True)
    page.get_by_role("link", name="I.1. Nội dung I.1").click()
    names = [unit.name for unit in world.communes[1:4]]
    first = _unit(page, names[0]).get_by_label(f"Điểm {names[0]}")
    first.focus()
    first.press("Enter")
    second = _unit(page, names[1]).get_by_label(f"Điểm {names[1]}")
    expect(second).to_be_focused()
    second.press("ArrowUp")
    expect(first).to_be_focused()
    row = _unit(page, names[1])
    row.locator("details.correct summary").click()
    row.get_by_label("Đã làm").fill("45")
    row.get_by_label(f"Nhận xét {names[1]}").fill("Trùng 3 việc")
    page.screenshot(path=pictures / "criterion.png", full_page=True)
    press(page, "Lưu và sang I.2")
    told(page, "Đã lưu tiêu chí")
    expect(page.get_by_role("heading", level=1)).to_contain_text("I.2")
    page.locator("a[data-before]").click()
    expect(_unit(page, names[1]).get_by_label(f"Điểm {names[1]}")).to_have_value("36")
    follow(page, "Chưa xem")
    expect(page.locator("table.appraising tbody tr")).to_have_count(0)


def test_the_second_at_a_cell_is_told_and_keeps_the_rest(
    world: World, desk: Desk, scene: Scene
) -> None:
    lead = scenes.member(scene, 0)
    other = world.person(lead.tenant, Role.OFFICER)
    path = (
        f"/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}"
        f"/appraisals/{scene.ids['I.1']}"
    )
    names = [unit.name for unit in world.communes[1:4]]
    mine, theirs = desk(lead), desk(other)
    mine.goto(path)
    theirs.goto(path)
    _unit(theirs, names[0]).get_by_label(f"Điểm {names[0]}").fill("30")
    press(theirs, "Lưu")
    told(theirs, "Đã lưu tiêu chí")
    _unit(mine, names[0]).get_by_label(f"Điểm {names[0]}").fill("35")
    _unit(mine, names[1]).get_by_label(f"Điểm {names[1]}").fill("20")
    press(mine, "Lưu")
    panel = mine.locator("[data-conflict]")
    expect(panel).to_contain_text(other.full_name)
    expect(panel.locator("td.theirs")).to_contain_text("30")
    expect(_unit(mine, names[0]).get_by_label(f"Điểm {names[0]}")).to_have_value("35")
    expect(_unit(mine, names[1]).get_by_label(f"Điểm {names[1]}")).to_have_value("20")
    press(mine, "Lưu")
    told(mine, "Đã lưu tiêu chí")
    expect(_unit(mine, names[1]).get_by_label(f"Điểm {names[1]}")).to_have_value("20")


def test_members_score_each_other_and_the_lead_takes_the_median(
    world: World, desk: Desk, scene: Scene, pictures: Path
) -> None:
    names = [unit.name for unit in world.communes[1:4]]
    lead = desk(scenes.member(scene, 0))
    menu(lead, "Thẩm định của cụm")
    follow(lead, "Phân công chấm chéo")
    press(lead, "Phân công lần lượt")
    told(lead, "Đã phân công 3 lượt chấm chéo")
    lead.screenshot(path=pictures / "assignments.png", full_page=True)

    scorer = desk(scenes.member(scene, 2))
    menu(scorer, "Chấm chéo")
    press(scorer, "Chấm chéo")
    press(scorer, "Lưu và gửi điểm")
    expect(scorer.locator("[data-form-errors]")).to_contain_text("I.1")
    for code, points in (("I.1", "33"), ("I.2", "20"), ("II.1", "40"), ("III.1", "0")):
        scorer.get_by_label(f"Điểm tiêu chí {code}", exact=True).fill(points)
    scorer.get_by_label("Điểm tiêu chí IV.1", exact=True).fill("0")
    press(scorer, "Lưu và gửi điểm")
    told(scorer, "Đã gửi điểm chấm chéo")

    lead.goto(
        f"/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}"
        f"/appraisals/{scene.ids['I.1']}"
    )
    press(lead, "Lấy trung vị chấm chéo")
    agree(lead, "Lấy trung vị chấm chéo")
    told(lead, "Đã lấy trung vị chấm chéo cho 1 đơn vị")
    taken = lead.locator("table.appraising tbody tr").filter(has_text="Trung vị chấm chéo của")
    expect(taken).to_have_count(1)
    expect(taken.locator("input[data-cell]")).to_have_value("33")
    assert any(name in taken.inner_text() for name in names)


def _begun(scene: Scene) -> tuple[int, int]:
    """An appraisal under way and a cross score under way; their ids."""
    world, lead, scorer = scene.world, scenes.member(scene, 0), scenes.member(scene, 3)
    owner = scenes.member(scene, 2)
    with clock.fixed(IN_TIME), world.acting(lead):
        appraisals.start_all(set_id=scene.set_id, cluster_id=scene.cluster_ids[0], by=lead)
        asked = cross.assign(
            set_id=scene.set_id,
            cluster_id=scene.cluster_ids[0],
            pairs=[(owner.tenant.id, scorer.tenant.id)],
            by=lead,
        )[0].id
        found = statuses.to_appraise()
    made = next(one.appraisal_id for one in found if one.member_id == owner.tenant.id)
    with clock.fixed(IN_TIME), world.acting(scorer):
        return made or 0, cross.begin(assignment_id=asked, by=scorer).id


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_the_screen(desk: Desk, scene: Scene, pictures: Path, width: int) -> None:
    appraisal_id, score_id = _begun(scene)
    path = f"/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}"
    lead, scorer = scenes.member(scene, 0), scenes.member(scene, 3)
    addresses = {
        "board": (lead, f"{path}/appraisals"),
        "criterion": (lead, f"{path}/appraisals/{scene.ids['I.1']}"),
        "appraisal": (lead, f"/appraisals/{appraisal_id}"),
        "list": (lead, "/appraisals"),
        "assignments": (lead, f"{path}/cross-assignments"),
        "statistics": (scene.leader, "/appraisal-statistics"),
        "terms": (scene.leader, f"/criteria-sets/{scene.set_id}/appraisal-terms"),
        "duties": (scorer, "/cross-scores"),
        "score": (scorer, f"/cross-scores/{score_id}"),
    }
    pages = {who: desk(who, width=width, height=800) for who in (lead, scene.leader, scorer)}
    for name, (who, address) in addresses.items():
        page = pages[who]
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.screenshot(path=pictures / f"{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, address
    page = pages[lead]
    page.emulate_media(media="print")
    page.goto(f"{path}/appraisals")
    page.screenshot(path=pictures / "board-print.png", full_page=True)
    expect(page.get_by_role("button", name="In bảng thẩm định (PDF)")).to_be_hidden()
