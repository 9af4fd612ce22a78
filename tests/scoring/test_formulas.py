"""The formulas, by the examples of published scoring tables and by what holds for all of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib.errors import Invalid
from app.scoring import formulas
from app.scoring.formulas import Formula
from app.scoring.terms import FormulaKind, InputKind

D = Decimal


def fixed() -> Formula:
    return formulas.from_params(FormulaKind.FIXED, {}, D(5))


def ratio(most: str = "10") -> Formula:
    return formulas.from_params(FormulaKind.RATIO, {"unit": "tài khoản"}, D(most))


def count(each: str = "2", most: str = "10") -> Formula:
    params = {"points_each": each, "unit": "mô hình", "label": "Số mô hình mới"}
    return formulas.from_params(FormulaKind.COUNT, params, D(most))


def clamp(**params: object) -> Formula:
    return formulas.from_params(FormulaKind.CLAMP, {"minimum": "-3", **params}, D(3))


def manual() -> Formula:
    return formulas.from_params(FormulaKind.MANUAL, {}, D(20))


def step(lower: str, upper: str | None, points: str, **ends: bool) -> dict[str, object]:
    return {"lower": lower, "upper": upper, "points": points, **ends}


def bands(*steps: dict[str, object], **params: object) -> Formula:
    given_params = {"steps": list(steps), "maximum": "100", "unit": "%", **params}
    return formulas.from_params(FormulaKind.BANDS, given_params, D(5))


def can_tho_bonus() -> Formula:
    """Cần Thơ, KH 157/KH-UBND 18/11/2025, the middle bonus, as it must be meant."""
    return bands(
        step("88", "90", "2"),
        step("90", "95", "3"),
        step("95", "100", "4"),
        step("100", None, "5"),
        below_points="0",
    )


def wrong(
    kind: FormulaKind, params: dict[str, object], most: object = D(10)
) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused:
        formulas.from_params(kind, params, most)  # type: ignore[arg-type]
    return refused.value.fields


class TestFixed:
    def test_all_or_nothing(self) -> None:
        assert fixed().points({"met": True}) == 5
        assert fixed().points({"met": "no"}) == 0
        assert fixed().explain({"met": "yes"}) == "Đạt = 5"
        assert fixed().explain({"met": False}) == "Không đạt = 0"

    @pytest.mark.parametrize("value", [None, "", "maybe", 1, D(1), "true"])
    def test_anything_but_yes_and_no_is_refused(self, value: object) -> None:
        with pytest.raises(Invalid) as refused:
            fixed().points({"met": value})
        assert list(refused.value.fields) == ["met"]


class TestDoubts:
    def test_more_done_than_assigned_is_told_and_counts_all_the_same(self) -> None:
        said = ("Số đã thực hiện lớn hơn số phải thực hiện; xin kiểm tra.",)
        assert ratio().doubts({"done": "20", "assigned": "10"}) == said
        assert ratio().points({"done": "20", "assigned": "10"}) == 10
        assert ratio().doubts({"done": "10", "assigned": "10"}) == ()
        assert ratio().doubts({"done": "20"}) == ()

    def test_a_share_over_the_whole_is_told(self) -> None:
        open_ended = {"maximum": None, "below_points": "0"}
        share = bands(step("90", None, "5"), **open_ended)
        assert share.doubts({"value": "100.5"}) == ("Tỷ lệ lớn hơn 100 %; xin kiểm tra.",)
        assert share.doubts({"value": "100"}) == ()
        assert share.doubts({}) == ()
        things = bands(step("90", None, "5"), unit="mô hình", **open_ended)
        assert things.doubts({"value": "120"}) == ()

    def test_the_others_doubt_nothing(self) -> None:
        assert count().doubts({"count": "1000"}) == ()


class TestRatio:
    def test_the_share_that_was_done(self) -> None:
        values = {"done": "45", "assigned": "50"}
        assert ratio().points(values) == 9
        assert ratio().explain(values) == "10 × 45/50 = 9"

    def test_a_rounded_result_says_so(self) -> None:
        values = {"done": "1", "assigned": "3"}
        assert str(ratio().points(values)) == "3.333"
        assert ratio().explain(values) == "10 × 1/3 ≈ 3,333"

    def test_more_than_assigned_counts_as_the_maximum(self) -> None:
        values = {"done": "55", "assigned": "50"}
        assert ratio().points(values) == 10
        assert ratio().explain(values) == "10 × 55/50 = 11, tính tối đa 10"

    def test_nothing_assigned_is_explained_at_its_field(self) -> None:
        with pytest.raises(Invalid, match="bằng 0 nên không tính được tỷ lệ") as refused:
            ratio().points({"done": "3", "assigned": "0"})
        assert list(refused.value.fields) == ["assigned"]

    def test_every_wrong_field_is_named_at_once(self) -> None:
        with pytest.raises(Invalid) as refused:
            ratio().points({"done": "-1", "others": "3"})
        assert list(refused.value.fields) == ["others"]
        with pytest.raises(Invalid) as refused:
            ratio().points({"done": "-1"})
        assert refused.value.fields == {
            "done": ["“Số đã thực hiện” không được nhỏ hơn 0."],
            "assigned": ["Chưa nhập “Số phải thực hiện”."],
        }

    def test_labels_of_the_criterion_are_shown(self) -> None:
        labels = {"assigned_label": "Số thôn", "done_label": "Số thôn văn hóa", "unit": "thôn"}
        shown = formulas.from_params(FormulaKind.RATIO, labels, D(10)).inputs()
        assert [(field.name, field.label, field.unit) for field in shown] == [
            ("done", "Số thôn văn hóa", "thôn"),
            ("assigned", "Số thôn", "thôn"),
        ]


class TestCount:
    def test_points_for_each_up_to_the_cap(self) -> None:
        assert count().points({"count": "3"}) == 6
        assert count().explain({"count": "3"}) == "3 × 2 = 6"
        assert count().points({"count": "8"}) == 10
        assert count().explain({"count": "8"}) == "8 × 2 = 16, tính tối đa 10"

    def test_the_survey_of_can_tho(self) -> None:
        """Fifty people asked, 0.4 points for each who is content, 20 in all (KH 157)."""
        survey = count(each="0.4", most="20")
        assert survey.points({"count": "47"}) == D("18.8")
        assert survey.points({"count": "50"}) == 20

    @pytest.mark.parametrize("value", ["2.5", "-1", "", None, 2.0])
    def test_only_whole_numbers_count(self, value: object) -> None:
        with pytest.raises(Invalid) as refused:
            count().points({"count": value})
        assert list(refused.value.fields) == ["count"]


class TestClamp:
    def test_bonus_less_penalty(self) -> None:
        values = {"bonus": "2", "penalty": "0.5"}
        assert clamp().points(values) == D("1.5")
        assert clamp().explain(values) == "2 − 0,5 = 1,5"

    def test_kept_between_its_limits(self) -> None:
        """Cần Thơ, QĐ 2579/QĐ-UBND 21/11/2025: at most 3 more, at most 3 less."""
        assert clamp().explain({"bonus": "5", "penalty": "1"}) == "5 − 1 = 4, tính tối đa 3"
        assert clamp().explain({"bonus": "0", "penalty": "7"}) == "0 − 7 = -7, tính tối thiểu -3"
        assert clamp().points({"bonus": "0", "penalty": "7"}) == -3

    def test_each_side_may_be_a_number_of_times(self) -> None:
        late = clamp(penalty_each="0.5")
        assert [field.kind for field in late.inputs()] == [InputKind.POINTS, InputKind.COUNT]
        assert late.explain({"bonus": "1", "penalty": "3"}) == "1 − 3 × 0,5 = -0,5"

    def test_deductions_alone(self) -> None:
        only_less = formulas.from_params(FormulaKind.CLAMP, {"minimum": "-2"}, D(0))
        assert only_less.points({"bonus": "1", "penalty": "0"}) == 0
        assert only_less.points({"bonus": "0", "penalty": "1"}) == -1


class TestBands:
    @pytest.mark.parametrize(
        ("percent", "points"),
        [("0", 0), ("87.999", 0), ("88", 2), ("90", 3), ("95", 4), ("99.999", 4), ("100", 5)],
    )
    def test_the_bonus_of_can_tho(self, percent: str, points: int) -> None:
        assert can_tho_bonus().points({"value": percent}) == points

    def test_the_band_is_named(self) -> None:
        assert can_tho_bonus().explain({"value": "92.5"}) == "92,5% (bậc từ 90 đến dưới 95) = 3"
        assert can_tho_bonus().explain({"value": "100"}) == "100% (bậc từ 100 trở lên) = 5"

    def test_the_table_as_printed_overlaps_at_90_and_95(self) -> None:
        with pytest.raises(Invalid) as refused:
            bands(
                step("88", "90", "2", with_upper=True),
                step("90", "95", "3", with_upper=True),
                step("95", "100", "4"),
                step("100", "100", "5", with_upper=True),
                below_points="0",
            )
        assert refused.value.fields["steps"] == [
            "Giá trị đúng 90 thuộc cả hai khoảng “từ 88 đến 90” và “từ 90 đến 95”.",
            "Giá trị đúng 95 thuộc cả hai khoảng “từ 90 đến 95” và “từ 95 đến dưới 100”.",
        ]

    def test_gaps_are_named_exactly(self) -> None:
        with pytest.raises(Invalid) as refused:
            bands(step("88", "90", "2"), step("91", "100", "3"))
        assert refused.value.fields["steps"] == [
            "Giá trị từ 0 đến dưới 88 không thuộc khoảng nào.",
            "Giá trị từ 90 đến dưới 91 không thuộc khoảng nào.",
            "Giá trị đúng 100 không thuộc khoảng nào.",
        ]

    def test_points_of_a_band_above_the_maximum(self) -> None:
        with pytest.raises(Invalid) as refused:
            bands(step("0", None, "6"))
        assert refused.value.fields["steps"] == ["Điểm của bậc “từ 0 trở lên” phải từ 0 đến 5."]

    @pytest.mark.parametrize("value", ["100.001", "-0.001"])
    def test_values_outside_the_limits(self, value: str) -> None:
        with pytest.raises(Invalid) as refused:
            can_tho_bonus().points({"value": value})
        assert list(refused.value.fields) == ["value"]

    def test_wrong_rows_are_named_by_their_place(self) -> None:
        row: dict[str, object] = {"lower": "0", "points": "hai"}
        assert list(wrong(FormulaKind.BANDS, {"steps": [row]})) == ["steps.0.points"]
        row = {"lower": "0", "points": "2", "note": "?"}
        assert list(wrong(FormulaKind.BANDS, {"steps": [row]})) == ["steps.0.note"]
        assert list(wrong(FormulaKind.BANDS, {"steps": "none"})) == ["steps"]
        assert list(wrong(FormulaKind.BANDS, {"steps": []})) == ["steps"]


class TestManual:
    def test_points_as_given_within_the_maximum(self) -> None:
        assert manual().points({"points": "7.5"}) == D("7.5")
        assert manual().explain({"points": "7.5"}) == "Chấm trực tiếp = 7,5"

    @pytest.mark.parametrize("points", ["20.001", "-0.001", "NaN", "1e1"])
    def test_points_outside_the_limits(self, points: str) -> None:
        with pytest.raises(Invalid) as refused:
            manual().points({"points": points})
        assert list(refused.value.fields) == ["points"]


class TestReading:
    def test_what_people_type_becomes_what_is_stored(self) -> None:
        assert ratio().read({"done": " 1.234,5 ", "assigned": "2000"}) == {
            "done": "1234.5",
            "assigned": "2000",
        }
        assert fixed().read({"met": "Có"}) == {"met": "yes"}

    def test_stored_values_are_taken_as_they_are(self) -> None:
        typed = ratio().read({"done": "1,234", "assigned": "2"})
        assert ratio("100").points(typed) == D("61.7")

    def test_empty_fields_are_left_out_and_wrong_ones_named(self) -> None:
        assert ratio().read({"done": "", "assigned": "3"}) == {"assigned": "3"}
        with pytest.raises(Invalid) as refused:
            ratio().read({"done": "=1+1", "assigned": "-3"})
        assert list(refused.value.fields) == ["done", "assigned"]
        with pytest.raises(Invalid) as refused:
            fixed().read({"points": "5"})
        assert list(refused.value.fields) == ["points"]


class TestParams:
    @pytest.mark.parametrize(
        ("kind", "params", "most", "fields"),
        [
            (FormulaKind.FIXED, {}, D(0), ["max_points"]),
            (FormulaKind.FIXED, {}, D(-1), ["max_points"]),
            (FormulaKind.FIXED, {}, D("100000"), ["max_points"]),
            (FormulaKind.FIXED, {}, D("1.0001"), ["max_points"]),
            (FormulaKind.FIXED, {}, D("NaN"), ["max_points"]),
            (FormulaKind.FIXED, {"cap": "3"}, D(1), ["cap"]),
            (FormulaKind.COUNT, {}, D(1), ["points_each"]),
            (FormulaKind.COUNT, {"points_each": 0.5}, D(1), ["points_each"]),
            (FormulaKind.COUNT, {"points_each": "0"}, D(1), ["points_each"]),
            (FormulaKind.COUNT, {"points_each": "1", "unit": 5}, D(1), ["unit"]),
            (FormulaKind.COUNT, {"points_each": "1", "label": "x" * 201}, D(1), ["label"]),
            (FormulaKind.CLAMP, {}, D(1), ["minimum"]),
            (FormulaKind.CLAMP, {"minimum": "1"}, D(3), ["minimum"]),
            (FormulaKind.CLAMP, {"minimum": "0"}, D(0), ["max_points"]),
            (FormulaKind.CLAMP, {"minimum": "0", "bonus_each": "-1"}, D(3), ["bonus_each"]),
            (FormulaKind.BANDS, {"minimum": "5", "maximum": "5"}, D(3), ["maximum"]),
        ],
    )
    def test_each_wrong_parameter_is_named(
        self, kind: FormulaKind, params: dict[str, object], most: Decimal, fields: list[str]
    ) -> None:
        assert list(wrong(kind, params, most)) == fields

    def test_parameters_survive_being_stored(self) -> None:
        for formula in (
            fixed(),
            ratio(),
            count(),
            clamp(bonus_each="1"),
            can_tho_bonus(),
            manual(),
        ):
            again = formulas.from_params(formula.kind, formula.params(), formula.max_points)
            assert again == formula

    def test_every_kind_has_a_formula(self) -> None:
        rows = [{"label": "Hài lòng", "points": "1"}]
        given_params: dict[FormulaKind, dict[str, object]] = {
            FormulaKind.COUNT: {"points_each": "1"},
            FormulaKind.CLAMP: {"minimum": "0"},
            FormulaKind.BANDS: {"steps": [step("0", None, "1")]},
            FormulaKind.SURVEY: {"sample": "1", "options": rows},
            FormulaKind.HOLDER: {"awards": rows},
        }
        for kind in FormulaKind:
            assert formulas.from_params(kind, given_params.get(kind, {}), D(5)).kind is kind


quantities = st.decimals(min_value=0, max_value=10**6, places=3).map(lambda number: f"{number:f}")
whole_numbers = st.integers(0, 10**6).map(str)
percents = st.decimals(min_value=0, max_value=100, places=3).map(lambda number: f"{number:f}")


class TestForAllValues:
    @given(quantities, quantities, quantities)
    def test_more_done_never_gives_less(self, one: str, other: str, assigned: str) -> None:
        if D(assigned) == 0:
            return
        less, more = sorted((one, other), key=D)
        formula = ratio()
        low = formula.points({"done": less, "assigned": assigned})
        high = formula.points({"done": more, "assigned": assigned})
        assert 0 <= low <= high <= 10

    @given(whole_numbers, whole_numbers)
    def test_a_greater_count_never_gives_less(self, one: str, other: str) -> None:
        less, more = sorted((one, other), key=D)
        formula = count(each="0.007")
        assert 0 <= formula.points({"count": less}) <= formula.points({"count": more}) <= 10

    @given(quantities, quantities)
    def test_bonus_and_penalty_stay_within_their_limits(self, bonus: str, penalty: str) -> None:
        formula = clamp()
        points = formula.points({"bonus": bonus, "penalty": penalty})
        assert -3 <= points <= 3
        assert (points == D(bonus) - D(penalty)) == (-3 <= D(bonus) - D(penalty) <= 3)

    @given(percents, percents)
    def test_every_value_has_a_band_and_higher_values_no_lower_one(
        self, one: str, other: str
    ) -> None:
        less, more = sorted((one, other), key=D)
        formula = can_tho_bonus()
        assert 0 <= formula.points({"value": less}) <= formula.points({"value": more}) <= 5

    @given(quantities, quantities)
    def test_points_have_three_places(self, done: str, assigned: str) -> None:
        if D(assigned) != 0:
            points = ratio().points({"done": done, "assigned": assigned})
            assert points.as_tuple().exponent == -3
