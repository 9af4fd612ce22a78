"""The figures of a report: counted from its lines, so that table, prose and roll-up agree."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from app.lib import numbers
from app.progress.terms import TaskStatus


@dataclass(frozen=True)
class Line:
    """One task as a report states it."""

    task_id: int
    upstream_task_id: int | None
    quarter: int
    position: int
    text: str
    status: TaskStatus
    percent: int
    on: date | None
    is_late: bool
    evidence_count: int


@dataclass(frozen=True)
class Counts:
    """Tasks by status; `late` of the open ones; `evidence` the files that show them."""

    done: int = 0
    in_progress: int = 0
    obstructed: int = 0
    not_started: int = 0
    cancelled: int = 0
    late: int = 0
    evidence: int = 0

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(self.count(status) for status in TaskStatus)

    @property
    def done_percent(self) -> Decimal | None:
        """The share that is done, in percent to 0.1; None without any task."""
        return numbers.percentage(self.done, self.total)

    def count(self, status: TaskStatus) -> int:
        """Tasks with this status."""
        found: int = getattr(self, status.value)
        return found

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})

    @classmethod
    def of(cls, line: Line) -> "Counts":
        """What one line adds."""
        one = {line.status.value: 1}
        return cls(**one, late=int(line.is_late), evidence=line.evidence_count)


@dataclass(frozen=True)
class Figures:
    """The counts of every quarter of the period, as of a day."""

    as_of: date
    quarters: dict[int, Counts]

    @property
    def total(self) -> Counts:
        """The sums of all quarters."""
        return sum(self.quarters.values(), Counts())

    def as_json(self) -> dict[str, Any]:
        """The same as a submission keeps it."""
        return {
            "as_of": self.as_of.isoformat(),
            "quarters": {str(quarter): _json(counts) for quarter, counts in self.quarters.items()},
            "total": _json(self.total),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Figures":
        """Read back what `as_json` wrote."""
        names = {field.name for field in fields(Counts)}
        return cls(
            date.fromisoformat(kept["as_of"]),
            {
                int(quarter): Counts(**{name: n for name, n in counts.items() if name in names})
                for quarter, counts in sorted(kept["quarters"].items())
            },
        )


def _json(counts: Counts) -> dict[str, Any]:
    share = counts.done_percent
    return {
        **asdict(counts),
        "total": counts.total,
        "done_percent": None if share is None else str(share),
    }


def count(lines: Iterable[Line], *, quarters: Iterable[int], as_of: date) -> Figures:
    """The figures of the lines; a quarter without a task counts zero."""
    counts = dict.fromkeys(quarters, Counts())
    for line in lines:
        counts[line.quarter] += Counts.of(line)
    return Figures(as_of, counts)
