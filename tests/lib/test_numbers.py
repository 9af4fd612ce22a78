from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import numbers
from app.lib.errors import Invalid

D = Decimal
amounts = st.decimals(min_value=-D(10**15) + 1, max_value=D(10**15) - 1, places=3, allow_nan=False)


class TestParse:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("8,5", "8.5"),
            ("8.5", "8.5"),
            (" 8 ", "8"),
            ("1.234,56", "1234.56"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            ("12.50", "12.5"),
            ("7,5000", "7.5"),
            ("-3", "-3"),
            ("\u22120,5", "-0.5"),
            ("+2", "2"),
            ("-0", "0"),
            ("007", "7"),
        ],
    )
    def test_numbers_that_people_type(self, typed: str, number: str) -> None:
        assert numbers.parse(typed) == D(number)

    @pytest.mark.parametrize(
        "typed",
        [
            *("NaN", "sNaN", "Infinity", "-inf", "1e3", "1E+2", "1_000", "0x10", "٣", "８"),
            *("1,234.5", "1.23.4", "1..2", ",5", "5,", "1/2", "--1", "1 000", "abc", "=1+1"),
            "9" * 5000,
        ],
    )
    def test_what_is_no_number_is_refused_at_its_field(self, typed: str) -> None:
        with pytest.raises(Invalid, match="Không phải là số") as refused:
            numbers.parse(typed, "points")
        assert list(refused.value.fields) == ["points"]

    def test_an_empty_field_says_so(self) -> None:
        with pytest.raises(Invalid, match="Chưa nhập số"):
            numbers.parse("   ", "points")

    def test_too_many_digits_on_either_side(self) -> None:
        assert numbers.parse("9" * 15) == D("9" * 15)
        with pytest.raises(Invalid, match="tối đa 15 chữ số trước dấu phẩy"):
            numbers.parse("1" + "0" * 15)
        with pytest.raises(Invalid, match="tối đa 3 chữ số sau dấu phẩy"):
            numbers.parse("8,5001")
        with pytest.raises(Invalid, match="không có chữ số sau dấu phẩy"):
            numbers.parse("2,5", places=0)
        assert numbers.parse("2,0", places=0) == 2


class TestExact:
    @pytest.mark.parametrize("value", ["1.234", D("1.234")])
    def test_stored_text_has_a_decimal_point(self, value: object) -> None:
        assert numbers.exact(value) == D("1.234")

    @pytest.mark.parametrize(
        "value",
        [0.5, True, None, "8,5", "", "NaN", "1e3", " 1", D("NaN"), D("Infinity"), [1], b"1"],
    )
    def test_nothing_else_is_taken(self, value: object) -> None:
        with pytest.raises(Invalid) as refused:
            numbers.exact(value, "points_each")
        assert list(refused.value.fields) == ["points_each"]

    def test_the_same_limits_as_for_typed_numbers(self) -> None:
        for value in (10**15, D("1e400"), "0.0001", D("1e-400")):
            with pytest.raises(Invalid):
                numbers.exact(value)


class TestVi:
    @pytest.mark.parametrize(
        ("number", "written"),
        [
            ("8.5", "8,5"),
            ("8.500", "8,5"),
            ("9.000", "9"),
            ("1234.5", "1.234,5"),
            ("1234567", "1.234.567"),
            ("-0.5", "-0,5"),
            ("-0.000", "0"),
            ("1E+3", "1.000"),
            ("0", "0"),
        ],
    )
    def test_as_many_decimals_as_there_are(self, number: str, written: str) -> None:
        assert numbers.vi(D(number)) == written

    def test_a_fixed_number_of_decimals_rounded_half_up(self) -> None:
        assert numbers.vi(D("8.125"), 2) == "8,13"
        assert numbers.vi(D(8), 2) == "8,00"
        assert numbers.vi(D("-0.001"), 2) == "0,00"
        assert numbers.vi(D("2.5"), 0) == "3"

    def test_without_dots_for_an_input_field(self) -> None:
        assert numbers.vi(D("1234.5"), grouping=False) == "1234,5"

    @pytest.mark.parametrize("number", ["NaN", "Infinity"])
    def test_only_numbers_can_be_written(self, number: str) -> None:
        with pytest.raises(ValueError, match="finite"):
            numbers.vi(D(number))

    @given(amounts)
    def test_what_is_written_can_be_read(self, number: Decimal) -> None:
        assert numbers.parse(numbers.vi(number)) == number
        assert numbers.parse(numbers.vi(number, grouping=False)) == number
        assert numbers.exact(f"{number:f}") == number


class TestShares:
    def test_percentages(self) -> None:
        assert numbers.percentage(60, 65) == D("92.3")
        assert numbers.percentage(1, 0) is None
        assert numbers.percent(numbers.percentage(60, 65)) == "92,3%"
        assert numbers.percent(numbers.percentage(65, 65)) == "100%"
        assert numbers.percent(D("92.3"), 0) == "92%"
        assert numbers.percent(None) == "–"

    @pytest.mark.parametrize(
        ("number", "rounded"),
        [("1.0005", "1.001"), ("1.00049", "1.000"), ("-1.0005", "-1.001"), ("2.5", "2.500")],
    )
    def test_points_round_half_up_to_three_places(self, number: str, rounded: str) -> None:
        assert str(numbers.quantize3(D(number))) == rounded
