"""Counting a secret ballot in whole numbers, against all members and not only those present."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What a ballot says of one candidate of an acclamation."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """The Vietnamese words on the ballot."""
        return {"yes": "Đồng ý", "no": "Không đồng ý", "blank": "Không có ý kiến"}[self.value]


MARKS = tuple(Mark)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole as a fraction, never as a decimal: 4/5, 9/10, 2/3."""

    numerator: int
    denominator: int

    def reached(self, count: int, whole: int) -> bool:
        """Whether `count` of `whole` is at least this part."""
        return count * self.denominator >= self.numerator * whole

    def least(self, whole: int) -> int:
        """The smallest number that reaches this part of `whole`: 11 of 13 at 4/5."""
        return -(-self.numerator * whole // self.denominator)

    @property
    def label(self) -> str:
        """As offices write it: "80%" where it is a whole percentage, else "2/3"."""
        hundredths = self.numerator * 100
        if hundredths % self.denominator == 0:
            return f"{hundredths // self.denominator}%"
        return f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a ballot so far: ballots cast, invalid ones, and three numbers a candidate.

    For an acclamation the three are yes, no, blank; for an order the first is the sum of places.
    Nothing in it tells one ballot from another.
    """

    cast: int
    invalid: int
    rows: tuple[tuple[int, int, int], ...]

    @classmethod
    def empty(cls, candidates: int) -> "Tally":
        """Before the first vote."""
        return cls(0, 0, ((0, 0, 0),) * candidates)

    @classmethod
    def of_numbers(cls, numbers: Sequence[int]) -> "Tally":
        """From `numbers`."""
        rest = numbers[2:]
        rows = tuple((rest[i], rest[i + 1], rest[i + 2]) for i in range(0, len(rest), 3))
        return cls(numbers[0], numbers[1], rows)

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of it in a row."""
        return (self.cast, self.invalid, *(number for row in self.rows for number in row))

    def with_marks(self, marks: Sequence[Mark]) -> "Tally":
        """One more ballot of an acclamation, a mark for each candidate.

        A ballot that marks nobody is invalid and counts for nobody.
        """
        if all(mark is Mark.BLANK for mark in marks):
            return self.with_invalid()
        rows = tuple(_plus(row, mark) for row, mark in zip(self.rows, marks, strict=True))
        return Tally(self.cast + 1, self.invalid, rows)

    def with_places(self, places: Sequence[int]) -> "Tally":
        """One more ballot that gives each candidate a place."""
        rows = tuple(
            (row[0] + place, row[1], row[2]) for row, place in zip(self.rows, places, strict=True)
        )
        return Tally(self.cast + 1, self.invalid, rows)

    def with_invalid(self) -> "Tally":
        """One more ballot that is cast and not valid."""
        return Tally(self.cast + 1, self.invalid + 1, self.rows)


def _plus(row: tuple[int, int, int], mark: Mark) -> tuple[int, int, int]:
    yes, no, blank = (number + (mark is one) for number, one in zip(row, MARKS, strict=True))
    return yes, no, blank


def shared_places(sums: Mapping[int, int]) -> dict[int, int]:
    """Places by sums, the smallest first; equal sums share a place (1, 1, 3)."""
    return {one: 1 + sum(other < mine for other in sums.values()) for one, mine in sums.items()}


def is_order(places: Iterable[int]) -> bool:
    """Whether these are the places 1, 2, … each once."""
    given = sorted(places)
    return given == list(range(1, len(given) + 1))
