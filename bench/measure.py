"""Timing two ways of one deed in turn, and saying so in a table."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Line:
    """One row of the table: the medians in milliseconds and what was moved."""

    deed: str
    rows: int
    ours: float
    raw: float

    @property
    def ratio(self) -> float:
        """How many times the plain way."""
        return self.ours / self.raw


def side_by_side(
    deed: str, rows: int, ours: Callable[[], None], raw: Callable[[], None], rounds: int = ROUNDS
) -> Line:
    """Run both in turn, one warm-up and `rounds` counted rounds; the medians."""
    ours()
    raw()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for kept, run in zip(times, (ours, raw), strict=True):
            began = time.perf_counter()
            run()
            kept.append((time.perf_counter() - began) * 1000)
    return Line(deed, rows, statistics.median(times[0]), statistics.median(times[1]))


def table(lines: list[Line]) -> str:
    """The lines as a table."""
    head = f"{'việc':68}{'dòng':>9}{'ms':>10}{'đối chứng ms':>14}{'lần':>7}"
    return "\n".join(
        [head, "-" * len(head)]
        + [
            f"{line.deed:68}{line.rows:>9}{line.ours:>10.1f}{line.raw:>14.1f}{line.ratio:>7.2f}"
            for line in lines
        ]
    )
