"""One line of the home page: what waits for the reader, until when, and where it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.dashboards.terms import LineKind, Topic

SOON = timedelta(days=7)
FAR = date.max


@dataclass(frozen=True)
class Door:
    """A page of the product: its endpoint, with the values of its address."""

    endpoint: str
    values: dict[str, object] = field(default_factory=dict)


def door(endpoint: str, **values: object) -> Door:
    """A page, as `url_for` is asked for it."""
    return Door(endpoint, values)


@dataclass(frozen=True)
class Line:
    """One piece of work. `due_on` is the last day in time; `count` how many are meant at once."""

    kind: LineKind
    text: str
    door: Door
    note: str | None = None
    due_on: date | None = None
    count: int = 1

    @property
    def topic(self) -> Topic:
        """What it belongs to."""
        return self.kind.topic

    @property
    def work(self) -> int:
        """How many pieces of work it stands for: one, unless it sums up those not listed."""
        return self.count if self.kind is LineKind.TASK_OTHERS else 1

    def is_late(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: date) -> bool:
        """Whether its last day is within a week."""
        return self.due_on is not None and today <= self.due_on <= today + SOON


def by_topic(lines: Iterable[Line]) -> list[tuple[Topic, list[Line]]]:
    """The lines in the order of the topics, those without lines left out."""
    listed = list(lines)
    groups = [(topic, [line for line in listed if line.topic is topic]) for topic in Topic]
    return [(topic, found) for topic, found in groups if found]


def in_order(lines: Sequence[Line]) -> list[Line]:
    """What is due first comes first; what has no day keeps its place behind."""
    return sorted(lines, key=lambda line: line.due_on or FAR)
