"""The reckoning of a cluster, beside one that does everything anew with fractions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.lib.errors import Invalid, NotFound
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.reckoning import EMPTY, Cell, Given, Reckoning
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule
from tests.scoring import drawn
from tests.scoring.plain import Plain

D = Decimal
thoroughly = settings(max_examples=40, deadline=None)
briefly = settings(max_examples=15, deadline=None)


def plain(scale: Scale, members: dict[int, Given]) -> Plain:
    return Plain(scale.criteria_set, [row.criterion for row in scale.rows], members)


@st.composite
def cases(draw: st.DrawFn, least: int = 1) -> tuple[Scale, dict[int, Given]]:
    scale = draw(drawn.scales())
    return scale, draw(drawn.clusters(scale, least))


class TestBesidePlainArithmetic:
    @thoroughly
    @given(cases())
    def test_the_bytes_are_the_same(self, case: tuple[Scale, dict[int, Given]]) -> None:
        scale, members = case
        assert Reckoning(scale, members).canonical() == plain(scale, members).canonical()

    @thoroughly
    @given(cases(), st.data())
    def test_and_after_every_change(
        self, case: tuple[Scale, dict[int, Given]], data: st.DataObject
    ) -> None:
        scale, members = case
        reckoning = Reckoning(scale, members)
        known = {sheet: one.cells() for sheet, one in members.items()}
        for _ in range(data.draw(st.integers(1, 5))):
            sheet = data.draw(st.sampled_from(sorted(members)))
            row = data.draw(st.sampled_from(list(scale.leaves.values()))).criterion
            cell = data.draw(drawn.cells(row))
            before = plain(scale, members)
            known[sheet][row.id] = cell
            members = {**members, sheet: drawn.given(known[sheet])}
            after = plain(scale, members)
            changed = reckoning.change(sheet, row.id, cell)
            assert changed == {
                one for one in members if self.reckoned(before, one) != self.reckoned(after, one)
            }
            assert reckoning.canonical() == after.canonical()

    @staticmethod
    def reckoned(found: Plain, sheet: int) -> object:
        """What the member has, and which criteria it was not assigned."""
        member = {name: said for name, said in found.member(sheet).items() if name != "given"}
        return member, sorted(found.members[sheet].unassigned)


class TestLaws:
    @briefly
    @given(cases())
    def test_totals_stay_within_what_the_set_allows(
        self, case: tuple[Scale, dict[int, Given]]
    ) -> None:
        scale, members = case
        reckoning, found = Reckoning(scale, members), scale.criteria_set
        for sheet in members:
            totals = reckoning.result(sheet).totals
            assert totals.base <= found.base_total
            assert 0 <= totals.bonus <= found.bonus_cap
            assert 0 <= totals.penalty <= found.penalty_cap
            assert totals.total == totals.base + totals.bonus - totals.penalty
            assert all(group.points <= most(scale, code) for code, group in totals.groups.items())

    @briefly
    @given(cases(least=2), st.randoms())
    def test_the_order_of_entry_does_not_matter(
        self, case: tuple[Scale, dict[int, Given]], shuffle: object
    ) -> None:
        scale, members = case
        steps = [
            (sheet, one, cell) for sheet in members for one, cell in members[sheet].cells().items()
        ]
        shuffle.shuffle(steps)  # type: ignore[attr-defined]
        grown = Reckoning(scale, dict.fromkeys(members, Given()))
        for sheet, one, cell in steps:
            grown.change(sheet, one, cell)
        assert grown.canonical() == Reckoning(scale, members).canonical()

    @briefly
    @given(cases(), st.data())
    def test_more_points_never_lower_a_total(
        self, case: tuple[Scale, dict[int, Given]], data: st.DataObject
    ) -> None:
        scale, members = case
        reckoning, sheet = Reckoning(scale, members), min(members)
        rows = [row.criterion for row in scale.leaves.values()]
        row = data.draw(st.sampled_from([one for one in rows if one.part is not Part.PENALTY]))
        less, more = sorted(
            data.draw(st.lists(st.decimals(0, row.max_points, places=3), min_size=2, max_size=2))
        )
        cell = replace(reckoning.cell(sheet, row.id), unassigned=False)
        reckoning.change(sheet, row.id, replace(cell, fixed=less))
        low = reckoning.result(sheet).totals.total
        reckoning.change(sheet, row.id, replace(cell, fixed=more))
        assert low <= reckoning.result(sheet).totals.total

    @briefly
    @given(cases())
    def test_re_basing_never_lowers_a_total(self, case: tuple[Scale, dict[int, Given]]) -> None:
        scale, members = case
        without = re_based(scale, Rebase.NONE)
        for rule in (Rebase.GROUP, Rebase.TOTAL):
            lost = Reckoning(without, members)
            kept = Reckoning(re_based(scale, rule), members)
            for sheet in members:
                low, high = lost.result(sheet).totals, kept.result(sheet).totals
                assert low.total <= high.total
                assert low.total == high.total or members[sheet].unassigned

    @briefly
    @given(cases(least=2), st.data())
    def test_a_value_of_its_own_touches_nobody_else(
        self, case: tuple[Scale, dict[int, Given]], data: st.DataObject
    ) -> None:
        scale, members = case
        alone = [one for one in scale.leaves if one not in scale.relative]
        if not alone:
            return
        reckoning, sheet = Reckoning(scale, members), max(members)
        one = data.draw(st.sampled_from(alone))
        others = {other: reckoning.result(other) for other in members if other != sheet}
        assert reckoning.change(sheet, one, EMPTY) <= {sheet}
        for other, before in others.items():
            after = reckoning.result(other)
            assert (before.points, before.totals) == (after.points, after.totals)


def most(scale: Scale, code: str) -> Decimal:
    return next(row.criterion.max_points for row in scale.rows if row.criterion.code == code)


def re_based(scale: Scale, rule: Rebase) -> Scale:
    found = scale.criteria_set
    copy = CriteriaSet(
        **{name: getattr(found, name) for name in ("base_total", "bonus_cap", "penalty_cap")},
        **{name: getattr(found, name) for name in ("bands", "tie_chain", "tie_rule")},
        rebase=rule,
    )
    return Scale(copy, scale.rows)


def small(rebase: Rebase = Rebase.NONE) -> Scale:
    """Ten points for growth beside the leader, ten by hand behind a plan, ten for what was done."""
    row = {"weight": D(1), "part": Part.BASE, "capped": False, "gates": []}
    nodes = [
        Criterion(id=1, code="A", position=1, max_points=D(30), params={}, **row),
        Criterion(
            id=2,
            code="A.1",
            parent_id=1,
            position=1,
            max_points=D(10),
            formula=FormulaKind.RELATIVE,
            params={},
            **row,
        ),
        Criterion(
            id=3,
            code="A.2",
            parent_id=1,
            position=2,
            max_points=D(10),
            formula=FormulaKind.MANUAL,
            params={},
            **(row | {"gates": ["Kế hoạch"]}),
        ),
        Criterion(
            id=4,
            code="A.3",
            parent_id=1,
            position=3,
            max_points=D(10),
            formula=FormulaKind.RATIO,
            params={},
            **row,
        ),
    ]
    criteria_set = CriteriaSet(
        base_total=D(30),
        bonus_cap=D(0),
        penalty_cap=D(0),
        bands=[],
        tie_chain=[],
        tie_rule=TieRule.SHARED,
        rebase=rebase,
    )
    return Scale.of(criteria_set, nodes)


def sheet(actual: str, target: str, points: str = "8", *kinds: str) -> Given:
    done = {"done": "45", "assigned": "50"}
    inputs = {2: {"actual": actual, "target": target}, 3: {"points": points}, 4: done}
    return Given(inputs, kinds={3: kinds})


PLAN = "kế  hoạch"
"""As somebody typed it: kinds are told apart by their words."""


def three(rebase: Rebase = Rebase.NONE) -> Reckoning:
    members = {
        7: sheet("15", "10", "8", PLAN),
        3: sheet("12", "10", "8", PLAN),
        5: sheet("5", "10"),
    }
    return Reckoning(small(rebase), members)


class TestByHand:
    def test_points_totals_and_how_they_came_about(self) -> None:
        reckoning = three()
        assert reckoning.sheet_ids == (3, 5, 7)
        assert [reckoning.result(one).points[2] for one in (7, 3, 5)] == [D(10), D(7), D("2.5")]
        assert [reckoning.result(one).totals.total for one in (7, 3, 5)] == [
            D(27),
            D(24),
            D("11.5"),
        ]
        assert reckoning.result(3).explained == {
            2: "0,5 × 10 + 0,5 × 10 × (12/10 − 1)/(15/10 − 1) = 7",
            3: "Chấm trực tiếp = 8",
            4: "10 × 45/50 = 9",
        }
        assert reckoning.result(5).explained[3] == (
            "Chấm trực tiếp = 8; thiếu minh chứng bắt buộc (Kế hoạch) nên được 0 điểm"
        )

    def test_a_new_leader_moves_everybody_beyond_the_target(self) -> None:
        reckoning = three()
        further = Cell({"actual": "20", "target": "10"})
        assert reckoning.change(7, 2, further) == {3}
        assert reckoning.result(3).points[2] == D(6)
        assert reckoning.change(5, 2, Cell({"actual": "21", "target": "10"})) == {3, 5, 7}

    def test_one_behind_the_leader_moves_alone(self) -> None:
        reckoning = three()
        assert reckoning.change(5, 2, Cell({"actual": "6", "target": "10"})) == {5}
        assert reckoning.change(5, 2, Cell({"actual": "3", "target": "5"})) == set()

    def test_a_result_in_hand_stays_as_it_was(self) -> None:
        reckoning = three()
        before = reckoning.result(3)
        reckoning.change(7, 2, Cell({"actual": "20", "target": "10"}))
        reckoning.change(3, 4, EMPTY)
        assert before.points[2] == D(7)
        assert before.explained[2].endswith("(15/10 − 1) = 7")
        assert before.explained[4] == "10 × 45/50 = 9"
        assert reckoning.result(3).explained[4] == "Chưa đủ số liệu để tính điểm"
        assert reckoning.result(3).totals.missing == ("A.3",)

    def test_points_given_by_hand_win_over_formula_and_gate(self) -> None:
        reckoning = three()
        cell = replace(reckoning.cell(5, 3), fixed=D("6.5"))
        assert reckoning.change(5, 3, cell) == {5}
        assert reckoning.result(5).points[3] == D("6.5")
        assert reckoning.result(5).explained[3] == (
            "Điểm chấm trực tiếp: 6,5; theo công thức: Chấm trực tiếp = 8"
        )
        assert reckoning.change(7, 2, replace(reckoning.cell(7, 2), fixed=D(4))) == {7}
        assert reckoning.result(3).points[2] == D(7)

    @pytest.mark.parametrize(
        ("rule", "base"),
        [(Rebase.NONE, "17"), (Rebase.GROUP, "25.5"), (Rebase.TOTAL, "25.5")],
    )
    def test_what_was_not_assigned_is_left_out(self, rule: Rebase, base: str) -> None:
        reckoning = three(rule)
        left_out = replace(reckoning.cell(7, 2), unassigned=True)
        assert reckoning.change(7, 2, left_out) == {3, 7}
        result = reckoning.result(7)
        assert result.totals.base == D(base)
        assert (result.totals.missing, result.totals.unassigned) == ((), ("A.1",))
        assert result.explained[2] == "Không được giao, không tính"
        assert 2 not in result.points
        assert reckoning.result(3).points[2] == D(10)

    def test_what_cannot_be_changes_nothing(self) -> None:
        reckoning = three()
        before = reckoning.canonical()
        for criterion_id, cell, field in (
            (2, Cell({"actual": "-1", "target": "5"}), "lines.2.actual"),
            (2, Cell({"actual": "1", "target": "0"}), "lines.2.target"),
            (3, Cell({"points": "11"}), "lines.3.points"),
            (4, Cell(fixed=D("10.5")), "lines.4.points"),
            (1, EMPTY, "lines.1"),
        ):
            with pytest.raises(Invalid) as refused:
                reckoning.change(7, criterion_id, cell)
            assert list(refused.value.fields) == [field]
        with pytest.raises(NotFound):
            reckoning.change(8, 2, EMPTY)
        assert reckoning.canonical() == before

    def test_values_are_written_in_one_way(self) -> None:
        typed, other = three(), three()
        typed.change(7, 2, Cell({"actual": "15.50", "target": D(10)}))
        other.change(7, 2, Cell({"actual": D("15.5"), "target": "10.000"}))
        assert typed.canonical() == other.canonical()
