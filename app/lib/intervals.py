"""Intervals of numbers with open or closed ends, and what is wrong with a row of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, Self

from app.lib import numbers


class Cut(NamedTuple):
    """A place between two numbers: just before `value`, or just after it.

    Cuts compare as places on the line do. "From 90" starts before 90, "above 90" after it; "below
    90" ends before 90, "up to 90" after it.
    """

    value: Decimal
    after: bool

    def as_start(self) -> str:
        return f"{'trên' if self.after else 'từ'} {numbers.vi(self.value)}"

    def as_end(self) -> str:
        return f"{'đến' if self.after else 'đến dưới'} {numbers.vi(self.value)}"


_UNBOUNDED = Cut(Decimal("Infinity"), True)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `lower` up to `upper`, by default with its lower and without its upper end.

    `upper` None means without limit.
    """

    lower: Decimal
    upper: Decimal | None
    with_lower: bool = True
    with_upper: bool = False

    @property
    def start(self) -> Cut:
        return Cut(self.lower, not self.with_lower)

    @property
    def end(self) -> Cut:
        return _UNBOUNDED if self.upper is None else Cut(self.upper, self.with_upper)

    @classmethod
    def between(cls, start: Cut, end: Cut) -> Self:
        """The interval from one cut to another."""
        upper = None if end == _UNBOUNDED else end.value
        return cls(start.value, upper, with_lower=not start.after, with_upper=end.after)

    def __contains__(self, number: Decimal) -> bool:
        return self.start <= Cut(number, False) < self.end

    def is_empty(self) -> bool:
        return self.start >= self.end

    def __str__(self) -> str:
        if self.upper is None:
            return f"{self.start.as_start()} trở lên"
        if self.lower == self.upper:
            return f"đúng {numbers.vi(self.lower)}"
        return f"{self.start.as_start()} {self.end.as_end()}"


def problems(intervals: Iterable[Interval], whole: Interval) -> list[str]:
    """What keeps the intervals, in the order given, from covering the whole exactly once.

    Vietnamese messages that name the exact numbers at fault: empty intervals, intervals out of
    order, overlaps ("Giá trị đúng 90 …" when two closed ends meet), gaps. Intervals may reach
    beyond the whole.
    """
    rows = list(intervals)
    if not rows:
        return [_gap(whole.start, whole.end)]
    empty = [f"Khoảng “{row}” không chứa giá trị nào." for row in rows if row.is_empty()]
    if empty:
        return empty
    said = [message for before, after in pairwise(rows) for message in _between(before, after)]
    if whole.start < rows[0].start:
        said.insert(0, _gap(whole.start, rows[0].start))
    if rows[-1].end < whole.end:
        said.append(_gap(rows[-1].end, whole.end))
    return said


def _gap(start: Cut, end: Cut) -> str:
    return f"Giá trị {Interval.between(start, end)} không thuộc khoảng nào."


def _between(before: Interval, after: Interval) -> Iterator[str]:
    if after.start < before.start:
        yield f"Khoảng “{after}” phải đứng trước khoảng “{before}”."
    elif after.start < before.end:
        shared = Interval.between(after.start, min(before.end, after.end))
        yield f"Giá trị {shared} thuộc cả hai khoảng “{before}” và “{after}”."
    elif after.start > before.end:
        yield _gap(before.end, after.start)
