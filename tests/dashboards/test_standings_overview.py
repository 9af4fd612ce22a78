"""Results upward: announced and confirmed, compared over different sets, summed up, in pages."""

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from app.clusters.terms import ClusterKind
from app.dashboards.queries.standings import heat, summaries, years
from app.dashboards.queries.standings.places import Narrowed, Year
from app.dashboards.terms import Level, Measure
from app.lib.errors import NotAllowed
from app.scoring.terms import StandingScope
from tenants.models import TenantKind
from tests.dashboards import results
from tests.dashboards.results import Given
from tests.sql import counted
from tests.world import Person, World

NAMES = ("Điềm He", "Đình Lập", "Kiên Mộc", "Bắc Sơn", "Chi Lăng", "Hữu Lũng")
FIRST = ("95", "80", "85", "90", "100")


def _read(world: World, by: Person, year: int = 2026, owner: Person | None = None) -> Year:
    with world.acting(by, read_only=True):
        manager = years.chosen(years.managers(), None if owner is None else owner.tenant.id)
        assert manager is not None
        return years.of_year(manager.tenant, year)


@pytest.fixture
def leader(world: World) -> Person:
    """Who works on results in the province."""
    return results.manager(world)


@pytest.fixture
def first(world: World, leader: Person) -> Given:
    """A cluster of five communes, announced."""
    members = [world.commune(name) for name in NAMES[:5]]
    given = results.issued(world, leader, {"Cụm 1": members})
    results.announced(world, leader, given, {"Cụm 1": list(zip(members, FIRST, strict=True))})
    return given


def test_different_sets_are_compared_by_percent_of_their_base(
    world: World, leader: Person, first: Given
) -> None:
    office = world.commune("Hữu Lũng")
    assert _read(world, leader).measures == [Measure.PERCENT]
    bloc = results.issued(world, leader, {"Khối 1": [office]}, base="1000", kind=ClusterKind.BLOC)
    results.announced(world, leader, bloc, {"Khối 1": [(office, "923.456")]})
    year = _read(world, leader)
    assert [(one.rank, one.percent) for one in year.places] == [
        (1, Decimal(100)),
        (2, Decimal(95)),
        (3, Decimal("92.346")),
        (4, Decimal(90)),
        (5, Decimal(85)),
        (6, Decimal(80)),
    ]
    assert year.places[2].cluster_kind is ClusterKind.BLOC
    assert year.bases == {Decimal(100), Decimal(1000)}


def test_distance_from_the_mean_by_hand(world: World, leader: Person, first: Given) -> None:
    year = _read(world, leader)
    # mean 90; deviations 5, -10, -5, 0, 10; variance 250 / 5 = 50; sqrt 7.0711
    assert [one.z for one in year.places] == [
        Decimal("1.41"),
        Decimal("0.71"),
        Decimal("0.00"),
        Decimal("-0.71"),
        Decimal("-1.41"),
    ]


def test_a_cluster_of_four_has_no_distances(world: World, leader: Person) -> None:
    members = [world.commune(name) for name in NAMES[:4]]
    given = results.issued(world, leader, {"Cụm 1": members})
    totals = list(zip(members, FIRST, strict=False))
    results.announced(world, leader, given, {"Cụm 1": totals})
    assert {one.z for one in _read(world, leader).places} == {None}


def test_the_newest_edition_counts_and_the_later_of_two_scopes(
    world: World, leader: Person, first: Given
) -> None:
    members = [world.commune(name) for name in NAMES[:5]]
    second = list(zip(members, ("95", "80", "85", "97", "100"), strict=True))
    results.announced(world, leader, first, {"Cụm 1": second}, edition=2)
    assert [one.total for one in _read(world, leader).places] == [100, 97, 95, 85, 80]
    whole = list(zip(members, ("95", "80", "85", "97", "99"), strict=True))
    results.announced(world, leader, first, {"Cụm 1": whole}, scope=StandingScope.PROVINCE)
    year = _read(world, leader)
    assert [one.total for one in year.places] == [99, 97, 95, 85, 80]
    assert [one.province_rank for one in year.places] == [1, 2, 3, 4, 5]


def test_what_is_confirmed_is_the_manager_s_alone(
    world: World, leader: Person, first: Given
) -> None:
    member = world.commune("Hữu Lũng")
    other = results.issued(world, leader, {"Khối 2": [member]}, kind=ClusterKind.BLOC)
    results.confirmed(world, leader, other, "Khối 2", {member: ("40", "48.5")})
    year = _read(world, leader)
    (own,) = (one for one in year.places if not one.is_announced)
    assert (own.member_id, own.total, own.rank, year.announced) == (
        member.id,
        Decimal("88.5"),
        4,
        5,
    )
    seen = _read(world, world.person(world.commune("Điềm He")))
    assert len(seen.places) == 5
    assert not seen.is_own


def test_summed_up_by_cluster_kind_and_district(world: World, leader: Person, first: Given) -> None:
    year = _read(world, leader)
    (cluster,) = summaries.by_level(year, year.places, Level.CLUSTERS)
    assert (cluster.count, cluster.members, cluster.mean) == (5, 5, Decimal(90))
    assert cluster.five is not None
    assert (cluster.five.lower, cluster.five.middle, cluster.five.upper) == (85, 90, 95)
    assert cluster.deviation == Decimal("7.07")
    assert cluster.bands == {"Xuất sắc": 3, "Khá": 2, "Yếu": 0}
    assert cluster.first == ("Xã Chi Lăng",)
    (kind,) = summaries.by_level(year, year.places, Level.KINDS)
    assert (kind.label, kind.count) == ("Cấp xã", 5)
    districts = summaries.by_level(year, year.places, Level.DISTRICTS)
    assert [one.label for one in districts] == [
        "Huyện Bắc Sơn",
        "Huyện Chi Lăng",
        "Huyện Đình Lập",
        "Huyện Văn Quan",
    ]
    assert sum(one.count for one in districts) == 5
    counted_in = summaries.distribution(year.places, Measure.TOTAL)
    assert sum(one.count for one in counted_in) == 5


def test_narrowed(world: World, leader: Person, first: Given) -> None:
    year = _read(world, leader)
    district = next(key for key, name in year.districts.items() if name == "Huyện Bắc Sơn")
    names = [one.member_name for one in year.kept(Narrowed(district_id=district))]
    assert names == ["Xã Bắc Sơn"]
    assert [one.total for one in year.kept(Narrowed(band="Khá"))] == [85, 80]
    assert year.kept(Narrowed(kind=ClusterKind.BLOC)) == []
    assert year.kept(Narrowed(unit_kind=TenantKind.DEPARTMENT)) == []
    assert len(year.kept(Narrowed(cluster_id=first.cluster_ids["Cụm 1"]))) == 5


def test_criteria_by_cluster_by_hand(world: World, leader: Person) -> None:
    communes = [world.commune(name) for name in NAMES[:3]]
    given = results.issued(world, leader, {"Cụm 1": communes[:2], "Cụm 2": communes[2:]})
    results.confirmed(
        world, leader, given, "Cụm 1", {communes[0]: ("50", "40"), communes[1]: ("25", "30")}
    )
    results.confirmed(world, leader, given, "Cụm 2", {communes[2]: ("10", "50")})
    with world.acting(leader, read_only=True):
        found = heat.of_set(given.set_id)
    one, two = given.cluster_ids["Cụm 1"], given.cluster_ids["Cụm 2"]
    shown = {
        row.criterion.code: (row.cells[one].percent, row.cells[two].percent, row.whole)
        for row in found.rows
    }
    assert found.sheets == 3
    assert shown["I.1"][:2] == (Decimal(75), Decimal(20))
    assert shown["I.2"][:2] == (Decimal(70), Decimal(100))
    assert shown["I"][:2] == (Decimal("72.50"), Decimal(60))
    assert shown["I.1"][2] is not None
    assert shown["I.1"][2].percent == Decimal("56.67")  # (50 + 25 + 10) / 150
    with world.acting(leader, read_only=True):
        criterion = next(row.criterion for row in found.rows if row.criterion.code == "I.1")
        page = heat.members(criterion)
        assert [row.points for row in page.items] == [50, 25, 10]
        assert heat.members(criterion, cluster_id=two).total == 1


def test_a_commune_that_manages_clusters_sees_its_own_and_the_province_s(
    world: World, leader: Person, first: Given
) -> None:
    commune = world.commune("Điềm He")
    own = results.manager(world, commune)
    results.issued(world, own, {"Khối trường": [world.commune("Hữu Lũng")]})
    assert _read(world, own).owner.id == world.province.id
    given = results.issued(
        world, own, {"Khối thôn": [world.commune("Bắc Sơn")]}, kind=ClusterKind.BLOC
    )
    results.announced(world, own, given, {"Khối thôn": [(world.commune("Bắc Sơn"), "77")]})
    assert [one.total for one in _read(world, own).places] == [77]
    page = world.client(own).get(f"/standings-overview/places?owner={world.province.id}")
    assert "Xã Chi Lăng" in page.get_data(as_text=True)
    assert "Cụm, khối của" in page.get_data(as_text=True)
    assert world.client(leader).get(f"/standings-overview?owner={commune.id}").status_code == 404


def test_nobody_below_reads_criteria(world: World, leader: Person, first: Given) -> None:
    member = world.person(world.commune("Điềm He"))
    with world.acting(member, read_only=True), pytest.raises(NotAllowed):
        heat.of_set(first.set_id)
    client = world.client(member)
    assert client.get("/standings-overview/heat-map").status_code == 403
    at = f"/standings-overview/criteria/{first.criterion_ids['I.1']}"
    assert client.get(at).status_code == 403
    assert client.send("/standings-overview/2026/paper").status_code == 403
    page = client.get("/standings-overview").get_data(as_text=True)
    assert "Tiêu chí × cụm" not in page
    assert "In báo cáo" not in page


PAGES = ("", "/places", "/movement", "/heat-map")


@pytest.mark.parametrize("at", PAGES)
def test_before_anything_is_known_a_page_says_what_comes(
    world: World, leader: Person, at: str
) -> None:
    page = world.client(leader).get(f"/standings-overview{at}")
    assert page.status_code == 200
    assert "Chưa có kết quả nào để tổng hợp" in page.get_data(as_text=True)


@pytest.mark.parametrize("at", PAGES)
def test_as_many_statements_for_65_communes_as_for_3(world: World, at: str) -> None:
    counts = []
    for number in (3, 65):
        by = results.manager(world)
        world_of = world.communes[:number]
        given = results.issued(world, by, {f"Cụm {number}": world_of}, year=2020 + number)
        if number == 3:
            results.confirmed(world, by, given, "Cụm 3", {one: ("40", "40") for one in world_of})
        totals = [(one, str(60 + place % 40)) for place, one in enumerate(world_of)]
        results.announced(world, by, given, {f"Cụm {number}": totals})
        client = world.client(by)
        path = f"/standings-overview{at}?year={2020 + number}"
        client.get(path)
        with counted(world.app) as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_the_pages_and_the_workbook(world: World, leader: Person, first: Given) -> None:
    client = world.client(leader)
    page = client.get("/standings-overview?level=districts").get_data(as_text=True)
    assert "Phân bố theo % điểm chuẩn" in page
    assert "Cách tính" in page
    assert "Huyện Bắc Sơn" in page
    places = client.get("/standings-overview/places?band=Khá").get_data(as_text=True)
    assert "Xã Kiên Mộc" in places
    assert "Xã Chi Lăng" not in places.partition('id="places"')[2]
    content = client.get("/standings-overview.xlsx?year=2026").data
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names[:2] == ["Xếp hạng", "Theo cụm, khối"]
    rows = book.get_sheet_by_name("Xếp hạng").to_python()
    best = next(row for row in rows if row[0] == 1)
    assert (best[1], best[9], best[10], best[11]) == ("Xã Chi Lăng", 100, 100, 1.41)


def test_the_report_with_its_charts(world: World, leader: Person, first: Given) -> None:
    client = world.client(leader)
    answer = client.send("/standings-overview/2026/paper")
    assert answer.status_code == 303
    world.work()
    page = client.get(answer.location).get_data(as_text=True)
    assert "Mở bản in (PDF)" in page
    again = client.send("/standings-overview/2026/paper")
    assert again.location == answer.location
    assert client.send("/standings-overview/2019/paper").status_code == 404


API = "/api/v1/standings-overview"


def test_the_resources(world: World, leader: Person, first: Given) -> None:
    client = world.client(leader)
    summed = client.get(f"{API}?level=kinds").get_json()
    assert (summed["year"], summed["owner_id"]) == (2026, leader.tenant.id)
    assert summed["whole"]["five"]["middle"] == "90"
    assert [one["measure"] for one in summed["distributions"]] == ["percent"]
    places = client.get(f"{API}/places?page=2&page_size=2").get_json()
    assert (places["total"], [one["rank"] for one in places["items"]]) == (5, [3, 4])
    assert places["items"][1]["z"] == "-0.71"
    moved = client.get(f"{API}/movement").get_json()
    assert moved["before"] == 2025
    assert moved["items"][0]["sources"] == []
    assert client.get(f"{API}/places?year=1999").get_json()["items"] == []
    assert client.get(f"{API}/places?owner_id=999999").status_code == 404
    assert client.get(f"{API}?level=colour").status_code == 422


def test_the_resources_of_criteria(world: World, leader: Person) -> None:
    communes = [world.commune(name) for name in NAMES[:2]]
    given = results.issued(world, leader, {"Cụm 1": communes})
    points = {communes[0]: ("50", "40"), communes[1]: ("25", "30.5")}
    results.confirmed(world, leader, given, "Cụm 1", points)
    client = world.client(leader)
    found = client.get(f"{API}/heat-map?criteria_set_id={given.set_id}").get_json()
    row = found["rows"][2]
    assert (row["code"], row["max_points"]) == ("I.2", "50")
    assert row["cells"] == [
        {
            "cluster_id": given.cluster_ids["Cụm 1"],
            "mean": "35.25",
            "percent": "70.5",
            "count": 2,
        }
    ]
    at = f"{API}/criteria/{given.criterion_ids['I.2']}"
    listed = client.get(at).get_json()
    assert [one["points"] for one in listed["items"]] == ["40", "30.5"]
    member = world.client(world.person(communes[0]))
    assert member.get(at).status_code == 403
    assert member.get(f"{API}/heat-map?criteria_set_id={given.set_id}").status_code == 403
    assert member.get(f"{API}/places").get_json()["items"] == []
