"""A criteria set laid out: gates, comparison in the cluster, what was not assigned."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.lib.errors import Invalid
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.ranking import Bands
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule

D = Decimal


def scale(rebase: Rebase = Rebase.NONE, *gates: str) -> Scale:
    row = {"part": Part.BASE, "weight": D(1), "capped": False, "gates": list(gates)}
    nodes = [
        Criterion(id=1, position=1, code="A", max_points=D(20), params={}, **row),
        *(
            Criterion(
                id=number,
                parent_id=1,
                position=number,
                code=f"A.{number}",
                max_points=D(10),
                formula=kind,
                params=params,
                **row,
            )
            for number, kind, params in (
                (2, FormulaKind.RELATIVE, {"target_optional": True}),
                (3, FormulaKind.CLAMP, {"minimum": "-5"}),
            )
        ),
    ]
    criteria_set = CriteriaSet(
        base_total=D(20),
        bonus_cap=D(0),
        penalty_cap=D(0),
        bands=[],
        tie_chain=["A.3"],
        tie_rule=TieRule.SHARED,
        rebase=rebase,
    )
    return Scale.of(criteria_set, nodes)


class TestGates:
    def test_each_kind_must_be_there(self) -> None:
        gated = scale(Rebase.NONE, "Kế hoạch", "Biên bản")
        assert gated.missing_gates(3, ["Biên bản"]) == ("Kế hoạch",)
        assert gated.gated(3, D(8), ["Biên bản"]) == 0
        assert gated.missing_gates(3, [" kế  hoạch", "BIÊN BẢN", "Ảnh"]) == ()
        assert gated.gated(3, D(8), ["Kế hoạch", "Biên bản"]) == 8

    def test_without_gates_nothing_is_asked(self) -> None:
        assert scale().missing_gates(3, []) == ()
        assert scale().gated(3, D(8), []) == 8

    def test_leaving_evidence_out_undoes_no_deduction(self) -> None:
        assert scale(Rebase.NONE, "Kế hoạch").gated(3, D(-2), []) == -2


class TestComparison:
    def test_which_criteria_depend_on_the_cluster(self) -> None:
        assert scale().relative == (2,)

    def test_points_over_the_cluster_of_those_with_values(self) -> None:
        given = {7: {"actual": "30"}, 8: {}, 9: {"actual": "20"}}
        assert scale().among(2, given) == {7: D(10), 9: D("6.667")}

    def test_only_a_relative_criterion_is_compared(self) -> None:
        for criterion_id in (3, 99):
            with pytest.raises(Invalid) as refused:
                scale().among(criterion_id, {})
            assert list(refused.value.fields) == [f"lines.{criterion_id}"]

    def test_an_optional_value_may_be_missing(self) -> None:
        answers = scale().answers({2: {"actual": "30"}, 3: {"bonus": "1"}})
        assert (answers[2].points, answers[3].points) == (D(0), None)

    def test_values_out_of_limits_are_named_at_their_field(self) -> None:
        with pytest.raises(Invalid) as refused:
            scale().achievement(2, {"actual": "-1"})
        assert list(refused.value.fields) == ["lines.2.actual"]
        with pytest.raises(Invalid) as refused:
            scale().points(3, {"bonus": "x", "penalty": "0"})
        assert list(refused.value.fields) == ["lines.3.bonus"]


class TestTotals:
    def test_what_was_not_assigned_is_left_out(self) -> None:
        totals = scale(Rebase.GROUP).totals({3: D(7)}, unassigned=[2])
        assert (totals.base, totals.unassigned, totals.missing) == (D(14), ("A.2",), ())
        assert scale().totals({3: D(7)}, unassigned=[2]).base == 7
        assert scale().subtotals(totals, {3: D(7)}) == {"A": "14.000", "A.3": "7.000"}

    def test_points_out_of_limits_and_unknown_criteria(self) -> None:
        with pytest.raises(Invalid) as refused:
            scale().totals({2: D(11), 3: D(-6)})
        assert list(refused.value.fields) == ["lines.2.points", "lines.3.points"]
        for call in ({"points": {9: D(1)}}, {"points": {}, "unassigned": [9]}):
            with pytest.raises(Invalid) as refused:
                scale().totals(**call)  # type: ignore[arg-type]
            assert list(refused.value.fields) == ["lines.9"]


class TestBands:
    @given(st.data())
    def test_they_partition_the_range(self, data: st.DataObject) -> None:
        """Every total has one band; it is the one whose range, from threshold to threshold, it is
        in, and a higher total has no lower band."""
        totals = st.decimals(0, 100, places=3)
        floors = sorted(data.draw(st.sets(totals, min_size=1, max_size=5)) | {D(0)}, reverse=True)
        above = [data.draw(st.booleans()) and floor > 0 for floor in floors]
        rows = [
            {"name": f"Mức {number}", "from": f"{floor:f}", "above": beyond}
            for number, (floor, beyond) in enumerate(zip(floors, above, strict=True))
        ]
        bands = Bands.from_json(rows)
        assume(not bands.problems(D(100)))
        less, more = sorted(data.draw(st.tuples(totals, totals | st.sampled_from(floors))))
        for total in (less, more):
            holding = [
                number
                for number, floor in enumerate(floors)
                if (total > floor or (total == floor and not above[number]))
                and (
                    number == 0
                    or total < floors[number - 1]
                    or (total == floors[number - 1] and above[number - 1])
                )
            ]
            assert [f"Mức {number}" for number in holding] == [bands.of(total)]
        assert bands.of(more) <= bands.of(less)
