"""The numbers of plans that come up: expected, received, in time, accepted, returned."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from app.clusters import actions as clusters
from app.clusters.terms import ClusterKind
from app.dashboards.queries import sendings
from app.dashboards.queries.sendings import Rates
from app.dashboards.terms import SendingGroup
from app.lib import clock
from app.plans.terms import PlanVerdict
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.plans.registering import REMARKS, came_up, corrected, reviewed
from tests.sql import counted
from tests.world import World

NAMES = ("Điềm He", "Đình Lập", "Kiên Mộc", "Bắc Sơn")
TODAY = date(2026, 2, 20)


@pytest.fixture
def given(world: World) -> Given:
    """Due 31 January: one in time and accepted, one returned and sent again late, one late, one
    not at all.
    """
    communes = [world.commune(name) for name in NAMES]
    given = cascade.issued(world, communes)
    first = came_up(world, communes[0], given)
    reviewed(world, first, PlanVerdict.ACCEPTED)
    second = came_up(world, communes[1], given)
    reviewed(world, second, PlanVerdict.RETURNED, remarks=REMARKS)
    corrected(world, second, "Báo cáo sơ kết", on=date(2026, 2, 10))
    officer = world.person(communes[2])
    own = cascade.derived(world, given, officer)
    cascade.sent_up(world, own, officer, on=date(2026, 2, 1))
    return given


def _rows(world: World, given: Given, group: SendingGroup, **narrowed: int) -> list[Rates]:
    with clock.fixed(TODAY), world.acting(given.leader, read_only=True):
        return list(sendings.by(group, **narrowed))


def test_all_together(world: World, given: Given) -> None:
    with clock.fixed(TODAY), world.acting(given.leader, read_only=True):
        all_of_them = sendings.total(year=2026)
    assert (all_of_them.expected, all_of_them.received) == (4, 3)
    assert (all_of_them.on_time, all_of_them.late, all_of_them.overdue) == (2, 1, 1)
    assert (all_of_them.accepted, all_of_them.returned, all_of_them.waiting) == (1, 0, 2)
    assert all_of_them.share(all_of_them.received) == "75%"


def test_the_last_day_is_in_time_and_the_next_is_not(world: World) -> None:
    names = ("Điềm He", "Đình Lập")
    given = cascade.issued(world, [world.commune(name) for name in names])
    for name, day in zip(names, (date(2026, 1, 31), date(2026, 2, 1)), strict=True):
        officer = world.person(world.commune(name))
        own = cascade.derived(world, given, officer)
        cascade.sent_up(world, own, officer, on=day)
    rows = {row.label: row.on_time for row in _rows(world, given, SendingGroup.UNITS)}
    assert rows == {"Xã Điềm He": 1, "Xã Đình Lập": 0}


def test_what_asks_for_no_plan_by_a_day_is_not_counted(world: World, given: Given) -> None:
    without = cascade.issued(world, [world.commune("Điềm He")], due_on=None)
    with world.acting(without.leader, read_only=True):
        assert [plan.plan_id for plan in sendings.plans(2026)] == [given.plan_id]
        assert sendings.total(year=2026).expected == 4


def test_by_unit_in_the_order_of_the_alphabet(world: World, given: Given) -> None:
    rows = _rows(world, given, SendingGroup.UNITS, year=2026)
    assert [row.label for row in rows] == ["Xã Bắc Sơn", "Xã Điềm He", "Xã Đình Lập", "Xã Kiên Mộc"]
    assert [(row.on_time, row.late, row.overdue) for row in rows] == [
        (0, 0, 1),
        (1, 0, 0),
        (1, 0, 0),
        (0, 1, 0),
    ]


def test_by_cluster(world: World, given: Given) -> None:
    leader = given.leader
    with world.acting(leader):
        cluster = clusters.create(year=2026, kind=ClusterKind.CLUSTER, name="Cụm số 1", by=leader)
        members = [world.commune(name).id for name in NAMES[:3]]
        clusters.edit(
            cluster_id=cluster.id,
            version=cluster.version,
            name=cluster.name,
            member_ids=members,
            lead_id=members[0],
            deputy_id=members[1],
            by=leader,
        )
    before = _rows(world, given, SendingGroup.CLUSTERS)
    assert [(row.label, row.expected) for row in before] == [("Chưa xếp cụm, khối", 4)]
    with world.acting(leader):
        clusters.issue(cluster_ids=[cluster.id], by=leader)
    rows = _rows(world, given, SendingGroup.CLUSTERS)
    assert [(row.label, row.expected, row.received) for row in rows] == [
        ("Cụm số 1", 3, 3),
        ("Chưa xếp cụm, khối", 1, 0),
    ]


def test_by_the_districts_of_old(world: World, given: Given) -> None:
    rows = {row.label: row.expected for row in _rows(world, given, SendingGroup.DISTRICTS)}
    assert sum(rows.values()) == 4
    assert rows["Huyện Văn Quan"] == 1
    assert all(label.startswith(("Huyện", "Thành phố")) for label in rows)


def test_a_district_of_2025_is_its_own_district(world: World) -> None:
    above = cascade.issued_in_2025(world, cascade.district(world))
    with clock.fixed(TODAY), world.acting(above.leader, read_only=True):
        (row,) = sendings.by(SendingGroup.DISTRICTS, year=2025)
        assert (row.label, row.expected, row.overdue) == ("Huyện Bình Gia", 1, 1)


def test_over_time(world: World, given: Given) -> None:
    cascade.issued_in_2025(world, cascade.district(world))
    years = _rows(world, given, SendingGroup.YEARS)
    assert [row.label for row in years] == ["Năm 2025", "Năm 2026"]
    months = _rows(world, given, SendingGroup.MONTHS, year=2026)
    assert [(row.label, row.received) for row in months] == [
        ("Tháng 01/2026", 2),
        ("Tháng 02/2026", 1),
    ]


def test_the_page_and_its_spreadsheets(world: World, given: Given) -> None:
    client = world.client(given.leader)
    for group in SendingGroup:
        page = client.get(f"/plan-sendings?by={group.value}&year=2026")
        assert page.status_code == 200, group
        assert "Cách tính" in page.get_data(as_text=True)
    text = client.get("/plan-sendings.csv?by=units&year=2026").get_data(as_text=True)
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert lines[0][:3] == ["Đơn vị", "Phải gửi", "Đã gửi"]
    assert lines[-1][:3] == ["Tất cả", "4", "3"]
    content = client.get("/plan-sendings.xlsx?by=units&year=2026").data
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert ["Tất cả", 4, 3] in [row[:3] for row in sheet]


def test_the_resource(world: World, given: Given) -> None:
    answer = world.client(given.leader).get("/api/v1/plan-sendings?by=units&year=2026").get_json()
    assert (answer["total"]["expected"], answer["total"]["waiting"]) == (4, 2)
    assert len(answer["items"]) == 4
    wrong = world.client(given.leader).get("/api/v1/plan-sendings?by=colour")
    assert wrong.status_code == 422


def test_a_commune_sees_no_others(world: World, given: Given) -> None:
    client = world.client(world.person(world.commune("Điềm He")))
    assert client.get("/api/v1/plan-sendings").get_json()["items"] == []
    assert "Chưa có số liệu" in client.get("/plan-sendings").get_data(as_text=True)


@pytest.mark.parametrize("group", list(SendingGroup))
def test_as_many_statements_for_65_communes_as_for_3(world: World, group: SendingGroup) -> None:
    counts = []
    for number in (3, 65):
        given = cascade.issued(world, world.communes[:number])
        client = world.client(given.leader)
        at = f"/plan-sendings?by={group.value}&year=2026"
        client.get(at)
        with counted(world.app) as statements:
            assert client.get(at).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 14
