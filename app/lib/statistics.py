"""How numbers are spread: middle, quarters, deviation, classes. Exact decimals throughout.

A deviation is that of the whole (divided by the count), for what is measured is all there is and
no sample. Nothing is rounded here but square roots, at 28 digits.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Self

FEWEST_FOR_Z = 5
"""In a smaller group a distance from the mean in deviations says nothing."""


@dataclass(frozen=True, slots=True)
class Five:
    """Least, lower quarter, middle, upper quarter, most."""

    least: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Class:
    """How many numbers are at least `lower` and below `upper`."""

    lower: Decimal
    upper: Decimal
    count: int


def mean(numbers: Collection[Decimal]) -> Decimal:
    """The arithmetic mean. Raises ValueError for none."""
    if not numbers:
        raise ValueError("nothing has no mean")
    return sum(numbers, Decimal(0)) / len(numbers)


def deviation(numbers: Collection[Decimal]) -> Decimal:
    """The standard deviation of all numbers there are. Raises ValueError for none."""
    middle = mean(numbers)
    return mean([(one - middle) ** 2 for one in numbers]).sqrt()


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and deviation of a group, reckoned once for all its numbers."""

    count: int
    mean: Decimal
    deviation: Decimal

    @classmethod
    def of(cls, numbers: Collection[Decimal]) -> Self:
        """Reckon them. Raises ValueError for none."""
        return cls(len(numbers), mean(numbers), deviation(numbers))

    def z(self, number: Decimal) -> Decimal | None:
        """How many deviations a number lies above the mean of the group.

        None for a group of fewer than five, and where all are equal.
        """
        if self.count < FEWEST_FOR_Z or not self.deviation:
            return None
        return (number - self.mean) / self.deviation


def five(numbers: Collection[Decimal]) -> Five:
    """The five numbers of a box; between two numbers a quarter lies in proportion (as in
    spreadsheets QUARTILE.INC). Raises ValueError for none."""
    if not numbers:
        raise ValueError("nothing has no middle")
    ordered = sorted(numbers)
    return Five(*(_at(ordered, Decimal(quarter) / 4) for quarter in range(5)))


def _at(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def classes(numbers: Collection[Decimal], width: Decimal) -> list[Class]:
    """The numbers counted in classes of one width, from the first to the last that holds any."""
    if not numbers:
        return []
    counts: dict[int, int] = {}
    for number in numbers:
        place = int((number / width).to_integral_value(rounding=ROUND_FLOOR))
        counts[place] = counts.get(place, 0) + 1
    return [
        Class(place * width, (place + 1) * width, counts.get(place, 0))
        for place in range(min(counts), max(counts) + 1)
    ]


def ranks(numbers: Sequence[Decimal]) -> list[int]:
    """The place of each among them, the greatest first; equals share a place (1, 1, 3)."""
    first: dict[Decimal, int] = {}
    for place, number in enumerate(sorted(numbers, reverse=True), start=1):
        first.setdefault(number, place)
    return [first[number] for number in numbers]
