"""Movement since the year before, through mergers: compared with the mean, never guessed."""

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.dashboards.queries.standings import movement, years
from app.dashboards.queries.standings.movement import Move, Movement
from tenants.db import db
from tenants.models import Succession, Tenant
from tests.dashboards import results
from tests.dashboards.results import Totals
from tests.world import Person, World


@pytest.fixture
def leader(world: World) -> Person:
    """Who works on results in the province."""
    return results.manager(world)


def _year(world: World, leader: Person, year: int, totals: Totals, *, base: str = "100") -> None:
    given = results.issued(world, leader, {"Cụm": [one for one, _ in totals]}, year=year, base=base)
    results.announced(world, leader, given, {"Cụm": totals})


def _since(world: World, leader: Person) -> Movement:
    with world.acting(leader, read_only=True):
        return movement.since(years.of_year(leader.tenant, 2026))


def _of(found: Movement, tenant: Tenant) -> Move:
    return next(one for one in found.moves if one.place.member_id == tenant.id)


def _predecessors(world: World, commune: Tenant) -> list[Tenant]:
    with world.on_platform():
        return list(
            db.session.scalars(
                select(Tenant)
                .join(Succession, Succession.predecessor_id == Tenant.id)
                .where(Succession.successor_id == commune.id)
                .order_by(Tenant.id)
            )
        )


def _divided(world: World) -> tuple[Tenant, list[Tenant]]:
    """A unit of old that went to several, and these."""
    other = aliased(Succession)
    with world.on_platform():
        unit_id = db.session.scalar(
            select(Succession.predecessor_id)
            .join(
                other,
                (other.predecessor_id == Succession.predecessor_id)
                & (other.successor_id != Succession.successor_id),
            )
            .order_by(Succession.predecessor_id)
        )
        unit = db.session.get_one(Tenant, unit_id)
        heirs = db.session.scalars(
            select(Tenant)
            .join(Succession, Succession.successor_id == Tenant.id)
            .where(Succession.predecessor_id == unit.id)
            .order_by(Tenant.id)
        )
        return unit, list(heirs)


def test_ranks_and_percentages_of_two_years_over_different_bases(
    world: World, leader: Person
) -> None:
    one, two, three, new = world.communes[:4]
    _year(world, leader, 2025, [(one, "900"), (two, "800"), (three, "850")], base="1000")
    _year(world, leader, 2026, [(one, "85"), (two, "90"), (three, "85"), (new, "99")])
    found = _since(world, leader)
    assert [(m.place.member_id, m.rank_before, m.rank, m.change) for m in found.compared] == [
        (two.id, 3, 1, Decimal(10)),
        (three.id, 2, 2, Decimal(0)),
        (one.id, 1, 2, Decimal(-5)),
    ]
    assert [m.climbed for m in found.compared] == [2, 0, -1]
    assert found.mean_change == Decimal("1.67")
    assert [m.place.member_id for m in found.not_compared] == [new.id]
    assert "Chưa có kết quả" in _of(found, new).why_not


def test_a_successor_is_compared_with_the_mean_of_its_predecessors(
    world: World, leader: Person
) -> None:
    commune = world.commune("Điềm He")
    before = _predecessors(world, commune)
    assert len(before) > 1
    totals = [(unit, str(80 + place)) for place, unit in enumerate(before)]
    _year(world, leader, 2025, totals)
    _year(world, leader, 2026, [(commune, "90")])
    move = _of(_since(world, leader), commune)
    assert move.origin is not None
    assert not move.origin.is_own
    assert sorted(move.origin.names) == sorted(unit.name for unit in before)
    mean = sum((Decimal(total) for _, total in totals), Decimal(0)) / len(totals)
    assert move.origin.percent == mean.quantize(Decimal("0.001"))
    assert move.band_before == ""


def test_what_a_divided_unit_had_is_given_to_none_of_its_heirs(
    world: World, leader: Person
) -> None:
    unit, heirs = _divided(world)
    assert len(heirs) > 1
    _year(world, leader, 2025, [(unit, "88")])
    _year(world, leader, 2026, [(heir, "90") for heir in heirs])
    found = _since(world, leader)
    assert found.compared == []
    assert found.mean_change is None
    for heir in heirs:
        assert _of(found, heir).why_not == (
            f"Không so được: {unit.name} được chia cho nhiều đơn vị"
        )
    page = world.client(leader).get("/standings-overview/movement?year=2026")
    assert "Chưa so được với năm 2025" in page.get_data(as_text=True)


def test_the_page_names_the_rule_and_the_predecessors(world: World, leader: Person) -> None:
    commune = world.commune("Điềm He")
    before = _predecessors(world, commune)
    _year(world, leader, 2025, [(unit, "80") for unit in before])
    _year(world, leader, 2026, [(commune, "90"), (world.commune("Bắc Sơn"), "70")])
    page = world.client(leader).get("/standings-overview/movement").get_data(as_text=True)
    assert "bình quân % của các đơn vị tiền thân" in page
    assert before[0].name in page
    assert "Xã Bắc Sơn (Cụm): Chưa có kết quả công bố của năm trước" in page
    assert "+10" in page
    mine = world.client(world.person(commune)).get("/standings-overview/movement")
    assert "Đơn vị của bạn" in mine.get_data(as_text=True)


def test_nothing_before(world: World, leader: Person) -> None:
    _year(world, leader, 2026, [(world.communes[0], "90")])
    found = _since(world, leader)
    assert found.compared == []
    assert found.largest_change == 1
