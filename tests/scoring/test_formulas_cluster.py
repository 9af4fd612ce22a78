"""The formulas that look beyond the unit's own figures: the leader, a survey, awards held."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib.errors import Invalid
from app.scoring import formulas
from app.scoring.formulas import Formula, Holder, Relative, Survey
from app.scoring.terms import FormulaKind, InputKind

D = Decimal
Values = dict[str, object]


def relative(most: str = "10", **params: object) -> Relative:
    found = formulas.from_params(FormulaKind.RELATIVE, params, D(most))
    assert isinstance(found, Relative)
    return found


def reached(actual: str, target: str | None = None) -> Values:
    return {"actual": actual} if target is None else {"actual": actual, "target": target}


def in_thousandths(number: int) -> str:
    return f"{D(number).scaleb(-3):f}"


def survey(**params: object) -> Formula:
    """Cần Thơ, KH 157/KH-UBND 18/11/2025: fifty people asked, 0.4 for each, 20 in all."""
    options = [
        {"name": "content", "label": "Hài lòng", "points": "0.4"},
        {"name": "partly", "label": "Một phần", "points": "0.2"},
        {"name": "no", "label": "Không hài lòng", "points": "0"},
    ]
    return formulas.from_params(
        FormulaKind.SURVEY, {"sample": "50", "options": options, **params}, D(20)
    )


def holder(rule: str = "sum", most: str = "20") -> Formula:
    awards = [
        {"name": "city", "label": "Cờ thành phố", "points": "10"},
        {"name": "ministry", "label": "Cờ bộ", "points": "10"},
        {"name": "government", "label": "Cờ Chính phủ", "points": "15"},
    ]
    return formulas.from_params(FormulaKind.HOLDER, {"awards": awards, "rule": rule}, D(most))


def wrong(kind: FormulaKind, params: Values) -> list[str]:
    with pytest.raises(Invalid) as refused:
        formulas.from_params(kind, params, D(10))
    return list(refused.value.fields)


class TestRelativeAlone:
    def test_only_it_depends_on_the_cluster(self) -> None:
        assert relative().is_relative
        assert not survey().is_relative
        assert not holder().is_relative

    @pytest.mark.parametrize(
        ("values", "points", "said"),
        [
            (reached("45", "50"), "4.5", "0,5 × 10 × 45/50 = 4,5"),
            (reached("50", "50"), "5", "0,5 × 10 × 50/50 = 5"),
            (reached("80", "50"), "5", "Vượt chỉ tiêu, ít nhất 0,5 × 10 = 5"),
            (reached("1", "3"), "1.667", "0,5 × 10 × 1/3 ≈ 1,667"),
            (reached("0", "3"), "0", "0,5 × 10 × 0/3 = 0"),
        ],
    )
    def test_what_it_has_whatever_the_others_reached(
        self, values: Values, points: str, said: str
    ) -> None:
        assert relative().points(values) == D(points)
        assert relative().explain(values) == f"{said} (tạm tính: phụ thuộc cả cụm)"

    def test_without_a_target_nothing_is_known_yet(self) -> None:
        formula = relative(target_optional=True)
        assert [field.required for field in formula.inputs()] == [True, False]
        assert formula.points(reached("80")) == 0
        assert formula.explain(reached("80")) == (
            "Chưa so được với các đơn vị khác = 0 (tạm tính: phụ thuộc cả cụm)"
        )

    def test_a_target_must_be_there_unless_the_criterion_says_otherwise(self) -> None:
        with pytest.raises(Invalid) as refused:
            relative().points(reached("80"))
        assert refused.value.fields == {"target": ["Chưa nhập “Chỉ tiêu đăng ký”."]}
        assert not relative().is_complete(reached("80"))
        assert relative(target_optional=True).is_complete(reached("80"))

    def test_a_target_of_nothing_is_refused(self) -> None:
        for formula in (relative(), relative(target_optional=True)):
            with pytest.raises(Invalid, match="bằng 0 nên không so sánh được") as refused:
                formula.points(reached("3", "0"))
            assert list(refused.value.fields) == ["target"]
            with pytest.raises(Invalid):
                formula.among({1: reached("3", "0")})


QUANG_TRI = {
    "leader": reached("150", "100"),
    "beyond": reached("60", "50"),
    "at": reached("30", "30"),
    "below": reached("45", "50"),
}


class TestRelativeAmong:
    """Quảng Trị, type 1, with M = 10."""

    def test_points_in_the_cluster(self) -> None:
        assert relative().among(QUANG_TRI) == {
            "leader": D(10),
            "beyond": D(7),
            "at": D(5),
            "below": D("4.5"),
        }

    @pytest.mark.parametrize(
        ("key", "said"),
        [
            ("leader", "Dẫn đầu cụm với 150/100 = 10"),
            ("beyond", "0,5 × 10 + 0,5 × 10 × (60/50 − 1)/(150/100 − 1) = 7"),
            ("at", "0,5 × 10 × 30/30 = 5"),
            ("below", "0,5 × 10 × 45/50 = 4,5"),
        ],
    )
    def test_how_they_came_about(self, key: str, said: str) -> None:
        assert relative().explain_among(QUANG_TRI, key) == said

    def test_several_leaders_all_have_the_maximum(self) -> None:
        both = {1: reached("3", "2"), 2: reached("1.5", "1"), 3: reached("5", "4")}
        assert relative().among(both) == {1: D(10), 2: D(10), 3: D("7.5")}

    def test_where_nobody_reached_the_target_nobody_has_more_than_half(self) -> None:
        assert relative().among({1: reached("9", "10"), 2: reached("1", "2")}) == {
            1: D("4.5"),
            2: D("2.5"),
        }

    def test_where_nobody_has_a_target_the_greatest_result_leads(self) -> None:
        formula = relative(target_optional=True)
        cluster = {1: reached("30"), 2: reached("50"), 3: reached("0")}
        assert formula.among(cluster) == {1: D(6), 2: D(10), 3: D(0)}
        assert formula.explain_among(cluster, 1) == "10 × 30/50 (cao nhất cụm) = 6"

    def test_where_nobody_has_anything_nobody_has_points(self) -> None:
        formula = relative(target_optional=True)
        assert formula.among({1: reached("0"), 2: reached("0")}) == {1: D(0), 2: D(0)}
        assert formula.explain_among({1: reached("0")}, 1) == (
            "Chưa đơn vị nào trong cụm có kết quả = 0"
        )

    def test_one_without_a_target_among_others_cannot_be_compared(self) -> None:
        formula = relative(target_optional=True)
        cluster = {1: reached("900"), 2: reached("6", "5")}
        assert formula.among(cluster) == {1: D(0), 2: D(10)}
        assert formula.explain_among(cluster, 1) == "Không có chỉ tiêu để so với cụm = 0"

    def test_an_empty_cluster(self) -> None:
        assert relative().among({}) == {}

    def test_a_quotient_just_below_a_half_is_not_rounded_up(self) -> None:
        """Less than 0.5005 by so little that 28 digits cannot tell."""
        aim, target = 10**14, 98_765_432_198_765_431
        lead = pow(target, -1, 1000 * aim)
        ahead = (target * lead - 1) // (1000 * aim)
        points = Fraction(1, 2) + Fraction(1, 2) * Fraction(ahead * aim, target * lead)
        assert Fraction(5005, 10000) - points < Fraction(1, 10**30)
        cluster = {
            1: reached(in_thousandths(aim + lead), in_thousandths(aim)),
            2: reached(in_thousandths(target + ahead), in_thousandths(target)),
        }
        assert relative("1").among(cluster)[2] == D("0.500")

    @given(st.data())
    def test_it_is_the_handbooks_formula_rounded_once(self, data: st.DataObject) -> None:
        numbers = st.decimals("0.001", 10**6, places=3).map(lambda one: f"{one:f}")
        pairs = data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6))
        most = data.draw(st.decimals("0.001", 100, places=3))
        found = relative(f"{most}").among(dict(enumerate(reached(*pair) for pair in pairs)))
        ratios = [Fraction(actual) / Fraction(target) for actual, target in pairs]
        half, best = Fraction(most) / 2, max(ratios)
        for number, ratio in enumerate(ratios):
            points = half * ratio if ratio <= 1 else half + half * (ratio - 1) / (best - 1)
            assert abs(Fraction(found[number]) - points) <= Fraction(1, 2000)
            assert 0 <= found[number] <= most
            assert found[number].as_tuple().exponent == -3

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=6))
    def test_a_better_ratio_never_has_fewer_points(self, pairs: list[tuple[int, int]]) -> None:
        cluster = {n: reached(str(actual), str(aim)) for n, (actual, aim) in enumerate(pairs)}
        found = relative().among(cluster)
        order = sorted(cluster, key=lambda n: Fraction(*pairs[n]))
        assert [found[n] for n in order] == sorted(found.values())
        assert found == relative().among(dict(reversed(cluster.items())))

    @given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
    def test_alone_is_the_least_that_it_has_in_any_cluster(
        self, actual: int, target: int, other: int, aim: int
    ) -> None:
        own = reached(str(actual), str(target))
        among = relative().among({1: own, 2: reached(str(other), str(aim))})
        assert relative().points(own) <= among[1]


class TestSurvey:
    def test_points_for_each_answer(self) -> None:
        values = {"content": "45", "partly": "3", "no": "2"}
        assert survey().points(values) == D("18.6")
        assert survey().explain(values) == "45 × 0,4 + 3 × 0,2 + 2 × 0 = 18,6"
        assert survey().points({"content": "50", "partly": "0", "no": "0"}) == 20
        assert survey().explain({"content": "0", "partly": "0", "no": "0"}) == (
            "Không có phiếu nào = 0"
        )

    def test_the_inputs_are_counts_up_to_the_sample(self) -> None:
        fields = survey().inputs()
        assert [(one.name, one.kind, one.maximum) for one in fields] == [
            (name, InputKind.COUNT, D(50)) for name in ("content", "partly", "no")
        ]

    def test_no_more_answers_than_people_asked(self) -> None:
        with pytest.raises(Invalid, match="Tổng số phiếu là 51, nhiều hơn 50") as refused:
            survey().points({"content": "45", "partly": "3", "no": "3"})
        assert list(refused.value.fields) == ["no"]

    def test_at_most_the_maximum(self) -> None:
        most = survey(sample="60")
        values = {"content": "55", "partly": "0", "no": "0"}
        assert most.explain(values) == "55 × 0,4 = 22, tính tối đa 20"

    def test_the_most_that_can_be_reached(self) -> None:
        assert survey().most_points == 20
        assert survey(sample="40").most_points == 16
        assert survey(sample="60").most_points == 20

    @given(st.integers(0, 25), st.integers(0, 25), st.integers(0, 25))
    def test_a_better_answer_never_gives_less(self, content: int, partly: int, moved: int) -> None:
        moved = min(moved, partly)
        before = {"content": str(content), "partly": str(partly), "no": "0"}
        after = before | {"content": str(content + moved), "partly": str(partly - moved)}
        assert 0 <= survey().points(before) <= survey().points(after) <= 20


class TestHolder:
    def test_awards_are_added_up(self) -> None:
        values = {"city": "yes", "ministry": "no", "government": "yes"}
        assert holder(most="25").points(values) == 25
        assert holder(most="25").explain(values) == "Cờ thành phố 10 + Cờ Chính phủ 15 = 25"
        assert holder().explain(values) == (
            "Cờ thành phố 10 + Cờ Chính phủ 15 = 25, tính tối đa 20"
        )

    def test_or_the_highest_counts(self) -> None:
        """TP. Hồ Chí Minh, Bảng biểu 4 (2008): 10 for the city's flag, 15 for the Government's."""
        values = {"city": True, "ministry": False, "government": True}
        assert holder("highest").points(values) == 15
        assert holder("highest").explain(values) == (
            "Mức cao nhất trong: Cờ thành phố 10, Cờ Chính phủ 15 = 15"
        )
        one = {"city": "yes", "ministry": "no", "government": "no"}
        assert holder("highest").explain(one) == "Cờ thành phố 10 = 10"

    def test_none_held(self) -> None:
        values = dict.fromkeys(("city", "ministry", "government"), "no")
        assert holder().explain(values) == "Không giữ danh hiệu nào = 0"

    def test_the_most_that_can_be_reached(self) -> None:
        assert holder(most="50").most_points == 35
        assert holder("highest").most_points == 15
        assert holder(most="20").most_points == 20

    @given(st.lists(st.booleans(), min_size=3, max_size=3), st.sampled_from(["sum", "highest"]))
    def test_one_more_award_never_gives_less(self, held: list[bool], rule: str) -> None:
        values: Values = dict(zip(("city", "ministry", "government"), held, strict=True))
        for name in values:
            more = holder(rule).points({**values, name: True})
            assert 0 <= holder(rule).points(values) <= more <= 20


class TestParams:
    @pytest.mark.parametrize(
        ("kind", "params", "fields"),
        [
            (FormulaKind.SURVEY, {}, ["sample"]),
            (FormulaKind.SURVEY, {"sample": "2.5"}, ["sample"]),
            (FormulaKind.SURVEY, {"sample": "0"}, ["sample"]),
            (FormulaKind.SURVEY, {"sample": "5"}, ["options"]),
            (FormulaKind.SURVEY, {"sample": "5", "options": [{}]}, ["options.0.label"]),
            (
                FormulaKind.SURVEY,
                {"sample": "5", "options": [{"label": "Có", "points": "-1"}]},
                ["options.0.points"],
            ),
            (
                FormulaKind.SURVEY,
                {"sample": "5", "options": [{"label": "Có", "points": "1", "name": "a.b"}]},
                ["options.0.name"],
            ),
            (
                FormulaKind.SURVEY,
                {"sample": "5", "options": [{"label": "Có", "points": "1", "note": "?"}]},
                ["options.0.note"],
            ),
            (
                FormulaKind.SURVEY,
                {"sample": "5", "options": [{"label": "Có", "points": "1"}] * 2},
                ["options"],
            ),
            (FormulaKind.HOLDER, {}, ["awards"]),
            (FormulaKind.HOLDER, {"rule": "least"}, ["rule"]),
            (FormulaKind.HOLDER, {"rule": 3}, ["rule"]),
            (FormulaKind.RELATIVE, {"target_optional": "yes"}, ["target_optional"]),
            (FormulaKind.RELATIVE, {"points_each": "1"}, ["points_each"]),
        ],
    )
    def test_what_does_not_go_together(
        self, kind: FormulaKind, params: Values, fields: list[str]
    ) -> None:
        assert wrong(kind, params) == fields

    def test_rows_without_a_name_are_numbered(self) -> None:
        rows = [{"label": "Có", "points": "1"}, {"label": "Không", "points": "0"}]
        params = {"sample": 5, "options": rows}
        found = formulas.from_params(FormulaKind.SURVEY, params, D(5))
        assert isinstance(found, Survey)
        assert [one.name for one in found.options] == ["option_1", "option_2"]
        held = formulas.from_params(FormulaKind.HOLDER, {"awards": rows}, D(5))
        assert isinstance(held, Holder)
        assert [one.name for one in held.inputs()] == ["award_1", "award_2"]

    def test_parameters_give_the_same_formula_again(self) -> None:
        labels = {"unit": "hộ", "actual_label": "Thoát nghèo", "target_label": "Kế hoạch"}
        for formula in (
            relative(),
            relative(target_optional=True, **labels),
            survey(),
            holder(),
            holder("highest"),
        ):
            again = formulas.from_params(formula.kind, formula.params(), formula.max_points)
            assert again == formula
