"""Criteria trees: what keeps one from being issued, and how points add up in it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib.errors import Invalid
from app.scoring import tree
from app.scoring.terms import Part, Rebase
from app.scoring.tree import GroupTotal, Node, Tree

D = Decimal


def group(code: str, most: str, parent: str | None = None, part: Part = Part.BASE) -> Node:
    return Node(code, parent, D(most), is_group=True, part=part)


def leaf(
    code: str, parent: str | None, most: str, part: Part = Part.BASE, least: str = "0"
) -> Node:
    return Node(code, parent, D(most), part=part, min_points=D(least))


# Cần Thơ, QĐ 2579/QĐ-UBND 21/11/2025: 10 for the documents, 90 for carrying out, bonus and
# penalty of at most 3 each.
CAN_THO = (
    group("A", "10"),
    leaf("A.1", "A", "4"),
    leaf("A.2", "A", "6"),
    group("B", "90"),
    group("B.1", "50", "B"),
    leaf("B.1.1", "B.1", "20"),
    leaf("B.1.2", "B.1", "30"),
    leaf("B.2", "B", "40"),
    group("T", "4", part=Part.BONUS),
    leaf("T.1", "T", "2", Part.BONUS),
    leaf("T.2", "T", "3", Part.BONUS),
    group("P", "6", part=Part.PENALTY),
    leaf("P.1", "P", "6", Part.PENALTY),
)
FULL = {"A.1": D(4), "A.2": D(6), "B.1.1": D(20), "B.1.2": D(30), "B.2": D(40)}


def can_tho() -> Tree:
    return Tree(CAN_THO, bonus_cap=D(3), penalty_cap=D(3))


def said(
    nodes: Sequence[Node], base: str = "100", bonus: str = "3", penalty: str = "3"
) -> list[str]:
    found = tree.problems(nodes, base_total=D(base), bonus_cap=D(bonus), penalty_cap=D(penalty))
    return [f"{problem.code}: {problem.message}" for problem in found]


def changed(code: str, **values: object) -> list[Node]:
    return [replace(node, **values) if node.code == code else node for node in CAN_THO]  # type: ignore[arg-type]


class TestTotals:
    def test_a_full_sheet_has_the_base_total(self) -> None:
        totals = can_tho().totals(FULL)
        assert (totals.base, totals.bonus, totals.penalty) == (D(100), D(0), D(0))
        assert totals.total == 100
        assert totals.groups["B"] == GroupTotal(D(90), D(90))
        assert totals.groups["B.1"].points == 50
        assert totals.missing == ("T.1", "T.2", "P.1")
        assert totals.zeros == ()

    def test_bonus_and_penalty_are_kept_to_their_caps(self) -> None:
        totals = can_tho().totals({**FULL, "T.1": D(2), "T.2": D(3), "P.1": D("4.5")})
        assert totals.groups["T"] == GroupTotal(D(5), D(4))
        assert totals.groups["T"].is_limited
        assert (totals.bonus, totals.penalty, totals.total) == (D(3), D(3), D(100))

    def test_below_their_caps_they_count_as_they_are(self) -> None:
        totals = can_tho().totals({**FULL, "B.2": D("37.125"), "T.1": D("1.5"), "P.1": D("0.25")})
        assert (totals.base, totals.total) == (D("97.125"), D("98.375"))

    def test_missing_criteria_are_listed_and_count_nothing(self) -> None:
        totals = can_tho().totals({"A.1": D(4), "A.2": D(0)})
        assert totals.total == 4
        assert totals.missing == ("B.1.1", "B.1.2", "B.2", "T.1", "T.2", "P.1")
        assert totals.zeros == ("A.2", "B.1.1", "B.1.2", "B.2")

    def test_a_capped_group_counts_at_most_its_maximum(self) -> None:
        nodes = (
            Node("A", None, D(10), is_group=True, capped=True),
            leaf("A.1", "A", "8"),
            leaf("A.2", "A", "8"),
        )
        totals = Tree(nodes, D(0), D(0)).totals({"A.1": D(7), "A.2": D(5)})
        assert totals.groups["A"] == GroupTotal(D(12), D(10))
        assert totals.total == 10

    def test_a_criterion_may_take_points_away_within_its_group(self) -> None:
        nodes = (group("A", "10"), leaf("A.1", "A", "10"), leaf("A.2", "A", "0", least="-3"))
        assert Tree(nodes, D(0), D(0)).totals({"A.1": D(9), "A.2": D(-2)}).total == 7

    def test_points_are_rounded_half_up_once_at_the_criterion(self) -> None:
        totals = can_tho().totals({"A.1": D("1.0005"), "A.2": D("1.0004")})
        assert totals.total == D("2.001")

    def test_points_out_of_limits_and_unknown_criteria_are_named_together(self) -> None:
        with pytest.raises(Invalid) as refused:
            can_tho().totals({"A.1": D("4.001"), "A.2": D(-1), "B.2": D("NaN"), "A": D(1)})
        assert refused.value.fields == {
            "A.1": ["Điểm của tiêu chí “A.1” phải từ 0 đến 4."],
            "A.2": ["Điểm của tiêu chí “A.2” phải từ 0 đến 6."],
            "B.2": ["Điểm của tiêu chí “B.2” phải từ 0 đến 40."],
            "A": ["Bộ tiêu chí không có tiêu chí “A”."],
        }

    @given(st.data())
    def test_the_total_is_within_what_the_set_allows(self, data: st.DataObject) -> None:
        given_tree = can_tho()
        points = {
            code: data.draw(st.decimals(0, node.max_points, places=3))
            for code, node in given_tree.leaves.items()
            if data.draw(st.booleans())
        }
        totals = given_tree.totals(points)
        assert 0 <= totals.base <= 100
        assert 0 <= totals.bonus <= 3
        assert 0 <= totals.penalty <= 3
        assert totals.total == totals.base + totals.bonus - totals.penalty
        assert totals.base == sum(points.get(code, D(0)) for code in FULL)

    @given(st.sampled_from(list(FULL)), st.decimals(0, 4, places=3), st.decimals(0, 4, places=3))
    def test_more_points_never_lower_the_total(self, code: str, one: D, other: D) -> None:
        low, high = (can_tho().totals({code: given}).total for given in sorted((one, other)))
        assert low <= high


class TestWeights:
    NODES = (
        replace(group("A", "100"), weight=D("0.6")),
        replace(leaf("A.1", "A", "20"), weight=D(2)),
        leaf("A.2", "A", "60"),
        replace(group("B", "100"), weight=D("0.4")),
        leaf("B.1", "B", "100"),
    )

    def test_points_count_times_their_weight(self) -> None:
        totals = Tree(self.NODES, D(0), D(0)).totals({"A.1": D(15), "A.2": D(50), "B.1": D(90)})
        assert totals.groups["A"] == GroupTotal(D(80), D(80))
        assert totals.base == D("0.6") * 80 + D("0.4") * 90

    def test_and_maxima_with_them(self) -> None:
        assert said(self.NODES, bonus="0", penalty="0") == []
        lighter = [replace(node, weight=D(1)) for node in self.NODES]
        assert said(lighter, bonus="0", penalty="0") == [
            "A: Tổng điểm tối đa các mục con của nhóm “A” là 80; tổng này phải bằng điểm tối đa "
            "100.",
            "None: Tổng điểm tối đa của các nhóm điểm chuẩn là 200, khác tổng điểm chuẩn 100 của "
            "bộ tiêu chí.",
        ]
        heavier = [replace(node, weight=D(2)) for node in self.NODES]
        assert said(heavier, base="400", bonus="0", penalty="0") == [
            "A: Tổng điểm tối đa các mục con của nhóm “A” (nhân trọng số) là 160; tổng này phải "
            "bằng điểm tối đa 100.",
            "B: Tổng điểm tối đa các mục con của nhóm “B” (nhân trọng số) là 200; tổng này phải "
            "bằng điểm tối đa 100.",
        ]

    def test_a_weighted_sum_is_rounded_once(self) -> None:
        nodes = (
            group("A", "10"),
            replace(leaf("A.1", "A", "10"), weight=D("0.333")),
            replace(leaf("A.2", "A", "10"), weight=D("0.667")),
        )
        points = {"A.1": D("1.001"), "A.2": D("1.004")}
        assert D("0.333") * points["A.1"] + D("0.667") * points["A.2"] == D("1.003001")
        assert str(Tree(nodes, D(0), D(0)).totals(points).base) == "1.003"

    @pytest.mark.parametrize(
        ("weight", "message"),
        [
            (D(0), "Trọng số phải lớn hơn 0, nhiều nhất 1.000."),
            (D("1000.001"), "Trọng số phải lớn hơn 0, nhiều nhất 1.000."),
            (D("NaN"), "Trọng số phải lớn hơn 0, nhiều nhất 1.000."),
            (D("0.0005"), "Trọng số có nhiều nhất 3 chữ số sau dấu phẩy."),
        ],
    )
    def test_weights_that_cannot_be(self, weight: Decimal, message: str) -> None:
        assert said(changed("A.1", weight=weight)) == [f"A.1: {message}"]


class TestUnassigned:
    """Hải Phòng, QĐ 212/2025/QĐ-UBND 18/11/2025: what was not assigned leaves the maximum."""

    NODES = (
        group("A", "20"),
        leaf("A.1", "A", "20"),
        group("B", "80"),
        leaf("B.1", "B", "50"),
        leaf("B.2", "B", "20"),
        leaf("B.3", "B", "10"),
    )
    POINTS: ClassVar = {"A.1": D(18), "B.1": D(45), "B.2": D(16)}

    def tree(self, rebase: Rebase) -> Tree:
        return Tree(self.NODES, D(0), D(0), rebase)

    def test_its_maximum_is_lost_where_nothing_is_re_based(self) -> None:
        totals = self.tree(Rebase.NONE).totals(self.POINTS, ["B.3"])
        assert (totals.base, totals.assigned) == (D(79), None)
        assert (totals.missing, totals.zeros, totals.unassigned) == ((), (), ("B.3",))

    def test_within_the_group(self) -> None:
        totals = self.tree(Rebase.GROUP).totals(self.POINTS, ["B.3"])
        assert totals.groups["B"] == GroupTotal(D(61), D("69.714"), D(70))
        assert totals.groups["A"] == GroupTotal(D(18), D(18))
        assert totals.base == D("87.714")
        assert not totals.groups["B"].is_limited

    def test_over_the_whole(self) -> None:
        totals = self.tree(Rebase.TOTAL).totals(self.POINTS, ["B.3"])
        assert (totals.raw_base, totals.assigned, totals.base) == (D(79), D(90), D("87.778"))
        assert totals.groups["B"] == GroupTotal(D(61), D(61))

    @pytest.mark.parametrize("rebase", list(Rebase))
    def test_nothing_changes_where_everything_was_assigned(self, rebase: Rebase) -> None:
        totals = self.tree(rebase).totals({**self.POINTS, "B.3": D(0)})
        assert (totals.base, totals.assigned) == (D(79), None)

    @pytest.mark.parametrize("rebase", list(Rebase))
    def test_the_best_stays_the_best(self, rebase: Rebase) -> None:
        most = {"A.1": D(20), "B.1": D(50), "B.2": D(20)}
        lost = D(90) if rebase is Rebase.NONE else D(100)
        assert self.tree(rebase).totals(most, ["B.3"]).base == lost

    def test_a_group_of_which_nothing_was_assigned(self) -> None:
        left_out = ["B.1", "B.2", "B.3"]
        whole = self.tree(Rebase.TOTAL).totals({"A.1": D(18)}, left_out)
        assert whole.base == 90
        within = self.tree(Rebase.GROUP).totals({"A.1": D(18)}, left_out)
        assert (within.base, within.groups["B"]) == (D(18), GroupTotal(D(0), D(0)))
        nothing = self.tree(Rebase.TOTAL).totals({}, ["A.1", *left_out])
        assert (nothing.base, nothing.missing, nothing.zeros) == (D(0), (), ())

    def test_deductions_do_not_grow(self) -> None:
        nodes = (group("A", "20"), leaf("A.1", "A", "10", least="-5"), leaf("A.2", "A", "10"))
        for rebase in Rebase:
            totals = Tree(nodes, D(0), D(0), rebase).totals({"A.1": D(-4)}, ["A.2"])
            assert totals.base == -4

    def test_points_of_what_was_not_assigned_do_not_count(self) -> None:
        totals = self.tree(Rebase.NONE).totals({**self.POINTS, "B.3": D(10)}, ["B.3"])
        assert totals.base == 79

    def test_only_criteria_can_be_left_out(self) -> None:
        with pytest.raises(Invalid) as refused:
            self.tree(Rebase.NONE).totals({}, ["B", "C.1"])
        assert list(refused.value.fields) == ["B", "C.1"]

    def test_bonus_and_penalty_are_never_re_based(self) -> None:
        for rebase in Rebase:
            found = Tree(CAN_THO, D(3), D(3), rebase)
            totals = found.totals({**FULL, "T.1": D(1)}, ["T.2"])
            assert (totals.base, totals.bonus) == (D(100), D(1))


class TestProblems:
    def test_a_real_set_is_in_order(self) -> None:
        assert said(CAN_THO) == []

    def test_a_set_without_groups(self) -> None:
        assert said([]) == ["None: Bộ tiêu chí chưa có nhóm nào."]

    def test_children_must_add_up_to_their_group(self) -> None:
        assert said(changed("A.2", max_points=D(5))) == [
            "A: Tổng điểm tối đa các mục con của nhóm “A” là 9; tổng này phải bằng điểm tối đa 10."
        ]
        assert said(changed("B.2", max_points=D("40.5"))) == [
            "B: Tổng điểm tối đa các mục con của nhóm “B” là 90,5; "
            "tổng này phải bằng điểm tối đa 90."
        ]

    def test_a_capped_group_may_hold_more_but_not_less(self) -> None:
        more = [replace(node, capped=node.is_group) for node in changed("A.2", max_points=D(7))]
        assert said(more) == []
        less = [replace(node, capped=node.is_group) for node in changed("A.2", max_points=D(5))]
        assert said(less) == [
            "A: Tổng điểm tối đa các mục con của nhóm “A” là 9; "
            "tổng này không được nhỏ hơn điểm tối đa 10."
        ]

    def test_groups_must_add_up_to_the_base_total(self) -> None:
        assert said(CAN_THO, base="1000") == [
            "None: Tổng điểm tối đa của các nhóm điểm chuẩn là 100, "
            "khác tổng điểm chuẩn 1.000 của bộ tiêu chí."
        ]

    def test_caps_must_fit_their_groups(self) -> None:
        assert said(CAN_THO, bonus="5", penalty="0") == [
            "None: Mức tối đa của điểm thưởng là 5, nhưng các nhóm điểm thưởng chỉ cho tối đa 4.",
            "None: Có nhóm điểm trừ nhưng chưa quy định mức tối đa của điểm trừ.",
        ]
        assert said(CAN_THO[:8], bonus="-1", penalty="2") == [
            "None: Mức tối đa của điểm thưởng không được là số âm.",
            "None: Mức tối đa của điểm trừ là 2, nhưng các nhóm điểm trừ chỉ cho tối đa 0.",
        ]

    def test_codes_are_unique_whatever_their_case(self) -> None:
        doubled = [*CAN_THO, leaf(" a.1", "A", "1"), leaf(" ", "A", "1")]
        assert said(doubled) == [
            " a.1: Mã “ a.1” trùng với mã “A.1”.",
            " : Mã tiêu chí không được để trống.",
        ]

    def test_every_item_has_a_fitting_place(self) -> None:
        misplaced = [
            *CAN_THO,
            leaf("C", None, "1"),
            leaf("D.1", "D", "1"),
            leaf("A.1.1", "A.1", "1"),
            leaf("T.3", "T", "1"),
        ]
        assert said(misplaced) == [
            "C: Tiêu chí “C” phải nằm trong một nhóm.",
            "D.1: Không có nhóm “D” là cấp trên của mục này.",
            "A.1.1: “A.1” là tiêu chí, không chứa mục con được.",
            "T.3: Mục “T.3” phải cùng phần điểm thưởng với nhóm “T”.",
        ]

    def test_at_most_four_levels(self) -> None:
        deep = [
            group("1", "5"),
            group("1.1", "5", "1"),
            group("1.1.1", "5", "1.1"),
            leaf("1.1.1.1", "1.1.1", "5"),
        ]
        assert said(deep, "5", "0", "0") == []
        deeper = [*deep[:3], group("1.1.1.1", "5", "1.1.1"), leaf("x", "1.1.1.1", "5")]
        assert said(deeper, "5", "0", "0") == [
            "x: Mục “x” nằm sâu quá 4 cấp, hoặc là cấp trên của chính nó."
        ]

    def test_a_circle_is_found(self) -> None:
        circle = [group("A", "5", "B"), group("B", "5", "A")]
        assert [line[:2] for line in said(circle, "0", "0", "0")] == ["A:", "B:"]

    def test_an_empty_group_is_named(self) -> None:
        nodes = [*CAN_THO, group("C", "5")]
        assert said(nodes, base="105") == ["C: Nhóm “C” chưa có tiêu chí nào."]

    @pytest.mark.parametrize(
        ("most", "message"),
        [
            (D(0), "Điểm tối đa phải lớn hơn 0."),
            (D(-1), "Điểm tối đa phải từ 0 đến 99.999,999."),
            (D("NaN"), "Điểm tối đa phải từ 0 đến 99.999,999."),
            (D("Infinity"), "Điểm tối đa phải từ 0 đến 99.999,999."),
            (D("1.0001"), "Điểm tối đa có nhiều nhất 3 chữ số sau dấu phẩy."),
        ],
    )
    def test_maxima_that_cannot_be(self, most: Decimal, message: str) -> None:
        assert said(changed("A.1", max_points=most)) == [f"A.1: {message}"]

    def test_bonus_and_penalty_have_their_sign_from_their_part(self) -> None:
        assert said(changed("P.1", min_points=D(-1))) == [
            "P.1: Trong phần điểm thưởng, điểm trừ, điểm của tiêu chí không được là số âm."
        ]
