"""Tables that provinces really use are expressible without code, and reckon as by hand."""

from decimal import Decimal
from typing import Any

import pytest

from app.access.permissions import Role
from app.lib.errors import Invalid
from app.scoring.actions import criteria, criteria_sets
from app.scoring.actions import exchange as exchange_actions
from app.scoring.content import node_of
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.queries import exchange
from app.scoring.reckoning import Given
from app.scoring.samples import Sample
from app.scoring.trials import Tried, try_members
from tests.scoring import real_tables, workbooks
from tests.scoring.real_tables import CAN_THO_2579, DONE, EXCELLENT, GOOD, HAI_PHONG_212, enter
from tests.world import Person, World


@pytest.fixture
def leader(world: World) -> Person:
    """A leader of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER)


def problems(world: World, leader: Person, set_id: int) -> list[str]:
    """What is wrong with a draft."""
    with world.acting(leader):
        found = policies.problems(queries.criteria_set(set_id), queries.criteria(set_id))
        return [problem.message for problem in found]


def tried(
    world: World,
    leader: Person,
    set_id: int,
    values: dict[str, dict[str, object]],
    kinds: dict[str, list[str]] | None = None,
    unassigned: tuple[str, ...] = (),
) -> Tried:
    """A sheet by the codes of its criteria."""
    with world.acting(leader):
        scale = queries.scale(set_id)
        ids = {row.criterion.code: one for one, row in scale.leaves.items()}
        given = Given(
            inputs={ids[code]: line for code, line in values.items()},
            kinds={ids[code]: held for code, held in (kinds or {}).items()},
            unassigned=[ids[code] for code in unassigned],
        )
        return try_members(scale, [given])[0]


SHEET_2579: dict[str, dict[str, object]] = {
    "I.1": {"met": "yes"},
    "I.2": {"done": "4", "assigned": "5"},
    "II.1": {"done": "45", "assigned": "50"},
    "II.2": {"points": "28"},
    "II.3": {"value": "92"},
    "III.1": {"count": "4"},
    "IV.1": {"count": "1"},
}


def test_can_tho_2579(world: World, leader: Person) -> None:
    set_id = enter(world, leader, CAN_THO_2579)
    assert problems(world, leader, set_id) == []
    full = tried(world, leader, set_id, SHEET_2579)
    assert full.totals.base == Decimal("94")  # 5 + 4 + 27 + 28 + 30
    assert (full.totals.bonus, full.totals.penalty) == (3, Decimal("0.5"))
    assert (full.totals.total, full.band) == (Decimal("96.5"), EXCELLENT)
    without_plan = tried(world, leader, set_id, SHEET_2579 | {"I.1": {"met": "no"}})
    assert (without_plan.totals.total, without_plan.band) == (Decimal("91.5"), DONE)
    with world.acting(leader):
        assert criteria_sets.issue(set_id=set_id, by=leader).is_issued


def test_can_tho_157_as_printed_is_refused_at_90_and_95(world: World, leader: Person) -> None:
    with pytest.raises(Invalid) as raised:
        enter(world, leader, real_tables.can_tho_157(real_tables.AS_PRINTED))
    said = " ".join(raised.value.fields["params.steps"])
    assert "Giá trị đúng 90 thuộc cả hai khoảng" in said
    assert "Giá trị đúng 95 thuộc cả hai khoảng" in said


SHEET_157: dict[str, dict[str, object]] = {
    "I.1": {"satisfied": "45", "unsatisfied": "5"},
    "II.1": {"done": "30", "assigned": "32"},
    "III.1": {"done": "18", "assigned": "20"},
    "IV.1": {"done": "7", "assigned": "9"},
    "V.1": {"met": "yes"},
    "V.2": {"value": "93"},
    "V.3": {"met": "no"},
}


def test_can_tho_157_mended(world: World, leader: Person) -> None:
    set_id = enter(world, leader, real_tables.can_tho_157(real_tables.MENDED))
    assert problems(world, leader, set_id) == []
    kinds = {"I.1": ["Kế hoạch", "Minh chứng khảo sát"]}
    full = tried(world, leader, set_id, SHEET_157, kinds)
    # 18 + 37,5 + 18 + 15,556; bonus 5 + 3
    assert full.totals.base == Decimal("89.056")
    assert full.totals.total == Decimal("97.056")
    ungated = tried(world, leader, set_id, SHEET_157, {"I.1": ["Kế hoạch"]})
    assert ungated.totals.total == Decimal("79.056")
    for value, points in {"87.9": 0, "88": 2, "90": 3, "95": 4, "99.9": 4, "100": 5}.items():
        one = tried(world, leader, set_id, {"V.2": {"value": value}})
        assert one.totals.bonus == points


def test_hai_phong_212(world: World, leader: Person) -> None:
    set_id = enter(world, leader, HAI_PHONG_212)
    assert problems(world, leader, set_id) == []
    values: dict[str, dict[str, object]] = {"I.1": {"points": "18"}, "II.1": {"points": "36"}}
    just = tried(world, leader, set_id, values, unassigned=("II.2",))
    assert (just.totals.base, just.band) == (Decimal("90"), GOOD)  # 54 × 100 / 60
    above = values | {"II.1": {"points": "36.001"}}
    more = tried(world, leader, set_id, above, unassigned=("II.2",))
    assert (more.totals.base, more.band) == (Decimal("90.002"), EXCELLENT)
    all_given = tried(world, leader, set_id, above | {"II.2": {"points": "26"}})
    assert (all_given.totals.base, all_given.band) == (Decimal("80.001"), GOOD)
    least = {"I.1": {"points": "10"}, "II.1": {"points": "40"}, "II.2": {"points": "0"}}
    assert tried(world, leader, set_id, least).band == DONE


@pytest.mark.parametrize(
    "table",
    [CAN_THO_2579, real_tables.can_tho_157(real_tables.MENDED), HAI_PHONG_212],
    ids=lambda table: table.label,
)
def test_a_real_table_goes_through_excel_into_an_empty_draft(
    world: World, leader: Person, table: Sample
) -> None:
    set_id = enter(world, leader, table)
    with world.acting(leader):
        content = exchange.workbook(set_id)
        empty = criteria_sets.draft_copy(from_id=set_id, year=2030, by=leader)
        for node in [one for one in queries.criteria(empty.id) if one.parent_id is None]:
            criteria.remove(criterion_id=node.id, version=node.version, by=leader)
    with world.acting(leader):
        exchange_actions.take_over(
            set_id=empty.id,
            name="bang.xlsx",
            content=content,
            digest=exchange.stored(empty.id).digest,
            by=leader,
        )
    with world.acting(leader):
        first, second = queries.scale(set_id), queries.scale(empty.id)
        pairs = zip(first.rows, second.rows, strict=True)
        assert all(vars(node_of(a.criterion)) == vars(node_of(b.criterion)) for a, b in pairs)


def test_the_printed_overlap_is_named_at_its_cell(world: World, leader: Person) -> None:
    set_id = enter(world, leader, real_tables.can_tho_157(real_tables.MENDED))
    with world.acting(leader):
        book: Any = workbooks.opened(exchange.workbook(set_id))
        workbooks.put(book, "Bậc điểm", "V.2", "Cách tính hai đầu", "từ … đến hết …", nth=0)
        reading, _, _ = exchange.read(set_id, "bang.xlsx", workbooks.saved(book))
    assert [str(one) for one in reading.errors] == [
        "Bậc điểm!A2: Giá trị đúng 90 thuộc cả hai khoảng “từ 88 đến 90” và “từ 90 đến dưới 95”."
    ]
