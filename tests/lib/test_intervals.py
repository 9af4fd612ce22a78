from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.lib import intervals
from app.lib.intervals import Interval

D = Decimal
FROM_0 = Interval(D(0), None)


def closed(lower: int, upper: int) -> Interval:
    return Interval(D(lower), D(upper), with_upper=True)


def half_open(lower: int, upper: int | None) -> Interval:
    return Interval(D(lower), None if upper is None else D(upper))


def above(lower: int, upper: int) -> Interval:
    return Interval(D(lower), D(upper), with_lower=False, with_upper=True)


def test_half_open_intervals_that_meet_are_in_order() -> None:
    rows = [half_open(0, 75), half_open(75, 85), half_open(85, None)]
    assert intervals.problems(rows, FROM_0) == []


def test_intervals_open_below_are_in_order_too() -> None:
    rows = [half_open(0, 50), closed(50, 80), above(80, 90), above(90, 100)]
    assert intervals.problems(rows, closed(0, 100)) == []


def test_closed_ends_that_meet_overlap_in_one_number() -> None:
    assert intervals.problems([closed(0, 90), closed(90, 95)], closed(0, 95)) == [
        "Giá trị đúng 90 thuộc cả hai khoảng “từ 0 đến 90” và “từ 90 đến 95”."
    ]


def test_a_gap_of_a_single_number() -> None:
    assert intervals.problems([half_open(0, 90), above(90, 95)], closed(0, 95)) == [
        "Giá trị đúng 90 không thuộc khoảng nào."
    ]


def test_gaps_between_and_at_both_ends() -> None:
    assert intervals.problems([half_open(10, 20), half_open(30, 40)], closed(0, 50)) == [
        "Giá trị từ 0 đến dưới 10 không thuộc khoảng nào.",
        "Giá trị từ 20 đến dưới 30 không thuộc khoảng nào.",
        "Giá trị từ 40 đến 50 không thuộc khoảng nào.",
    ]


def test_a_gap_without_end() -> None:
    assert intervals.problems([closed(0, 10)], FROM_0) == [
        "Giá trị trên 10 trở lên không thuộc khoảng nào."
    ]


def test_an_overlap_over_many_numbers() -> None:
    assert intervals.problems([half_open(0, 20), half_open(10, None)], FROM_0) == [
        "Giá trị từ 10 đến dưới 20 thuộc cả hai khoảng “từ 0 đến dưới 20” và “từ 10 trở lên”."
    ]


def test_intervals_out_of_order() -> None:
    assert intervals.problems([half_open(10, None), half_open(0, 10)], FROM_0)[:2] == [
        "Giá trị từ 0 đến dưới 10 không thuộc khoảng nào.",
        "Khoảng “từ 0 đến dưới 10” phải đứng trước khoảng “từ 10 trở lên”.",
    ]


def test_an_interval_without_numbers_is_named() -> None:
    assert intervals.problems([half_open(20, 10)], FROM_0) == [
        "Khoảng “từ 20 đến dưới 10” không chứa giá trị nào."
    ]


def test_no_intervals_leave_everything_open() -> None:
    assert intervals.problems([], closed(0, 100)) == [
        "Giá trị từ 0 đến 100 không thuộc khoảng nào."
    ]


bounds = st.integers(0, 8)
rows_of_intervals = st.lists(
    st.builds(
        lambda lower, upper, with_lower, with_upper: Interval(
            D(lower), D(upper), with_lower, with_upper
        ),
        bounds,
        bounds,
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
)


@given(rows_of_intervals)
def test_no_problems_means_that_every_number_lies_in_exactly_one(rows: list[Interval]) -> None:
    whole = closed(0, 8)
    quarters = [D(number) / 4 for number in range(33)]
    once = all(sum(number in row for row in rows) == 1 for number in quarters)
    ordered = all(not row.is_empty() for row in rows) and rows == sorted(
        rows, key=lambda row: row.start
    )
    assert (intervals.problems(rows, whole) == []) == (once and ordered)
