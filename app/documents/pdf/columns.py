"""How wide the columns of a table are, so that the table is as low as it can be."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = 60
_WASTE = 1.08
"""Broken lines are not full: text takes so much more room than its width."""
_LAST_LINE = 0.3
_ROOM_FOR_NAMES = 0.85
"""Short texts stay whole where this share of the room is enough for them."""
_POWER = 5
"""The highest cell makes the height of a row; lower ones count little."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column holds: a least width that cuts no word, and in each row the widths of lines.

    A `fixed` column keeps its least width while others can take the rest. `whole` is the width
    at which short texts (names) are not broken: a column has it where there is room for all.
    """

    least: float
    lines: tuple[tuple[float, ...], ...]
    fixed: bool = False
    whole: float = 0.0


def widths(demands: Sequence[Demand], room: float) -> list[float]:
    """Widths that fill `room`; no column is below its least width while there is room for all.

    The rest goes, step by step, where it saves the most height over all rows. Where even the
    least widths are too wide together, all shrink in proportion.
    """
    given = [demand.least for demand in demands]
    spare = room - sum(given)
    if spare <= 0:
        return _stretched(given, range(len(given)), spare)
    whole = [max(demand.least, demand.whole) for demand in demands]
    if sum(whole) <= room * _ROOM_FOR_NAMES:
        given, spare = whole, room - sum(whole)
    loose = [n for n, demand in enumerate(demands) if not demand.fixed]
    step = spare / _STEPS
    loads = [_loads(demand, width) for demand, width in zip(demands, given, strict=True)]
    heights = [sum(row) for row in zip(*loads, strict=True)]
    for _ in range(_STEPS):
        tried = {n: _loads(demands[n], given[n] + step) for n in loose}
        savings = {n: _saving(heights, loads[n], tried[n]) for n in loose}
        best = max(loose, key=lambda n: savings[n], default=None)
        if best is None or savings[best] <= 1e-9:
            break
        heights = [
            height - old + new
            for height, old, new in zip(heights, loads[best], tried[best], strict=True)
        ]
        loads[best] = tried[best]
        given[best] += step
    return _stretched(given, loose or range(len(given)), room - sum(given))


def _loads(demand: Demand, width: float) -> list[float]:
    """About how many lines each row takes in this column, raised to the power."""
    return [
        sum(1 if line <= width else _WASTE * line / width + _LAST_LINE for line in lines) ** _POWER
        for lines in demand.lines
    ]


def _saving(heights: Sequence[float], old: Sequence[float], new: Sequence[float]) -> float:
    return sum(
        height ** (1 / _POWER) - max(height - before + after, 0) ** (1 / _POWER)
        for height, before, after in zip(heights, old, new, strict=True)
    )


def _stretched(given: list[float], which: Sequence[int], by: float) -> list[float]:
    """The widths with those of `which` longer (or shorter) by so much together."""
    whole = sum(given[n] for n in which)
    return [width + (by * width / whole if n in which else 0) for n, width in enumerate(given)]
