"""Spread of numbers: by hand, and what must hold for any numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import statistics
from app.lib.statistics import Class, Five, Spread

NUMBERS = st.lists(
    st.decimals(min_value=-200, max_value=1200, places=3, allow_nan=False), min_size=1, max_size=40
)


def _of(*numbers: str) -> list[Decimal]:
    return [Decimal(number) for number in numbers]


def test_by_hand() -> None:
    numbers = _of("2", "4", "4", "4", "5", "5", "7", "9")
    assert statistics.mean(numbers) == 5
    assert statistics.deviation(numbers) == 2
    assert Spread.of(numbers).z(Decimal(9)) == 2
    assert Spread.of(numbers).z(Decimal(4)) == Decimal("-0.5")
    assert statistics.five(numbers) == Five(*_of("2", "4", "4.5", "5.5", "9"))
    assert statistics.ranks(_of("90", "95.5", "90", "80")) == [2, 1, 2, 4]


def test_a_small_or_equal_group_has_no_z() -> None:
    assert Spread.of(_of("7", "8", "9", "10")).z(Decimal(9)) is None
    assert Spread.of(_of("9", "9", "9", "9", "9")).z(Decimal(9)) is None


def test_classes_are_half_open_and_without_gaps() -> None:
    found = statistics.classes(_of("85", "89.999", "90", "101"), Decimal(5))
    assert [(one.lower, one.count) for one in found] == [
        (Decimal(85), 2),
        (Decimal(90), 1),
        (Decimal(95), 0),
        (Decimal(100), 1),
    ]
    assert statistics.classes(_of("-0.5"), Decimal(5)) == [Class(Decimal(-5), Decimal(0), 1)]
    assert statistics.classes([], Decimal(5)) == []


def test_nothing_has_no_middle() -> None:
    for reckon in (statistics.mean, statistics.five, statistics.deviation):
        with pytest.raises(ValueError, match="nothing"):
            reckon([])


@given(NUMBERS)
def test_whatever_the_numbers(numbers: list[Decimal]) -> None:
    five = statistics.five(numbers)
    assert min(numbers) == five.least <= five.lower <= five.middle <= five.upper <= five.most
    assert five.most == max(numbers)
    found = statistics.classes(numbers, Decimal(5))
    assert sum(one.count for one in found) == len(numbers)
    assert found[0].count
    assert found[-1].count
    assert all(one.upper - one.lower == 5 for one in found)
    assert statistics.five(numbers[::-1]) == five
    ranks = statistics.ranks(numbers)
    assert min(ranks) == 1
    assert all(
        (a > b) == (p < q)
        for a, p in zip(numbers, ranks, strict=True)
        for b, q in zip(numbers, ranks, strict=True)
    )
