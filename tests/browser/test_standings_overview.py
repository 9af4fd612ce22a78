"""From the province down to one criterion of one commune, and what a member sees of it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.hands import figure, follow, menu, press, row
from tests.dashboards import results
from tests.dashboards.results import Given
from tests.world import Person, World

CLUSTERS = ("Cụm 1 các xã biên giới", "Cụm 2 các xã nội địa", "Cụm các phường")


@pytest.fixture
def leader(world: World) -> Person:
    """Who works on results in the province."""
    return results.manager(world)


@pytest.fixture
def year(world: World, leader: Person) -> Given:
    """Two years of three clusters; of the last, two are announced and one is confirmed."""
    groups = {name: world.communes[n * 7 : n * 7 + 7] for n, name in enumerate(CLUSTERS)}
    before = results.issued(world, leader, groups, year=2025, base="1000")
    totals = {
        name: [(one, str(700 + (place * 37 + n * 53) % 290)) for place, one in enumerate(members)]
        for n, (name, members) in enumerate(groups.items())
    }
    results.announced(world, leader, before, totals)
    given = results.issued(world, leader, groups)
    known = {
        name: [(one, str(66 + (place * 11 + n * 7) % 34)) for place, one in enumerate(members)]
        for n, (name, members) in enumerate(groups.items())
        if name != CLUSTERS[2]
    }
    results.announced(world, leader, given, known)
    points = {
        one: (str(30 + place * 2), str(48 - place * 3))
        for place, one in enumerate(groups[CLUSTERS[2]])
    }
    results.confirmed(world, leader, given, CLUSTERS[2], points)
    first = dict(list(zip(groups[CLUSTERS[0]], [("45", "40"), ("50", "20")], strict=False)))
    results.confirmed(world, leader, given, CLUSTERS[0], first)
    return given


def test_from_the_province_to_one_criterion(
    world: World, desk: Desk, leader: Person, year: Given, pictures: Path
) -> None:
    page = desk(leader)
    menu(page, "Tổng hợp kết quả")
    expect(figure(page, "đơn vị có kết quả")).to_have_text("21/21")
    expect(figure(page, "đã công bố")).to_have_text("14")
    page.screenshot(path=pictures / "overview.png", full_page=True)
    follow(page, "Theo huyện cũ")
    expect(page.get_by_role("heading", name="Theo huyện cũ", exact=True)).to_be_visible()
    page.go_back()
    follow(page, CLUSTERS[2])
    expect(page.locator("#places tbody tr")).to_have_count(7)
    page.screenshot(path=pictures / "places.png", full_page=True)
    member = world.communes[14]
    follow(page, member.name)
    expect(page.get_by_role("heading", level=1)).to_contain_text(member.name)
    page.go_back()
    follow(page, "Tiêu chí × cụm")
    page.screenshot(path=pictures / "heat.png", full_page=True)
    expect(row(page, "I.2. Nội dung I.2").locator("td").nth(1)).to_have_text("78,0")
    follow(page, "I.2. Nội dung I.2")
    expect(page.locator("#members tbody tr")).to_have_count(9)
    page.get_by_label("Cụm, khối").select_option(label=CLUSTERS[2])
    press(page, "Lọc")
    expect(page.locator("#members tbody tr")).to_have_count(7)
    page.screenshot(path=pictures / "criterion.png", full_page=True)
    follow(page, member.name)
    expect(page.get_by_role("heading", level=1)).to_contain_text(member.name)


def test_movement_and_what_is_taken_away(
    world: World, desk: Desk, leader: Person, year: Given, pictures: Path
) -> None:
    page = desk(leader)
    menu(page, "Tổng hợp kết quả")
    follow(page, "So với năm trước")
    expect(figure(page, "đơn vị so được với năm 2025")).to_have_text("21/21")
    page.screenshot(path=pictures / "movement.png", full_page=True)
    with page.expect_download() as found:
        page.get_by_role("link", name="Tải XLSX").click()
    assert found.value.suggested_filename == "tong-hop-ket-qua-thi-dua-2026.xlsx"
    press(page, "In báo cáo (PDF)")
    world.work()
    page.reload()
    paper = page.get_by_role("link", name="Mở bản in (PDF)").get_attribute("href")
    assert paper is not None
    content = page.request.get(paper).body()
    assert content.startswith(b"%PDF")
    (pictures / "report.pdf").write_bytes(content)


def test_a_member_sees_what_was_announced_on_a_telephone(
    world: World, desk: Desk, year: Given, pictures: Path
) -> None:
    page = desk(world.person(world.communes[3]), width=360, height=740)
    page.goto("/standings-overview")
    expect(figure(page, "đơn vị có kết quả")).to_have_text("14/21")
    expect(page.get_by_role("link", name="Tiêu chí × cụm")).to_have_count(0)
    page.screenshot(path=pictures / "overview.png", full_page=True)
    follow(page, "Xếp hạng")
    expect(page.get_by_text("Đơn vị của bạn")).to_be_visible()
    page.screenshot(path=pictures / "places.png", full_page=True)
    follow(page, "So với năm trước")
    expect(page.get_by_text("Đơn vị của bạn")).to_be_visible()
    page.screenshot(path=pictures / "movement.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
