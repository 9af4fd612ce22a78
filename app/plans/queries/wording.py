"""How a deadline that somebody types is understood, before it is saved."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.lib import dates, deadlines
from app.lib.dates import DeadlinePrecision
from app.lib.years import WorkYear


@dataclass(frozen=True)
class Understood:
    """What a typed deadline means: its fields, how it is printed, its last day, and a warning."""

    deadline_on: date | None
    deadline_inclusive: bool
    deadline_precision: DeadlinePrecision
    tentative: bool
    quarter: int
    due_label: str
    last_day: date
    note: str | None


def fields(text: str, year: WorkYear) -> dict[str, Any]:
    """What `text` says as fields of a task, the quarter only where it names one.

    Raises Invalid at "term", naming what to write.
    """
    term = deadlines.parse(text, year, "term")
    deadline = term.deadline
    found = {
        "deadline_on": deadline.on if deadline else None,
        "deadline_inclusive": deadline is None or deadline.inclusive,
        "deadline_precision": deadline.precision if deadline else DeadlinePrecision.DAY,
        "tentative": deadline.tentative if deadline else term.tentative,
    }
    return found if term.quarter is None else {**found, "quarter": term.quarter}


def understood(text: str, quarter: int, year: WorkYear) -> Understood:
    """What `text` means for a task of `quarter`. Raises Invalid at "term", naming what to write."""
    found = {"quarter": quarter, **fields(text, year)}
    deadline = deadlines.parse(text, year).deadline
    return Understood(
        **found,
        due_label=dates.due_label(deadline, found["quarter"], found["tentative"]),
        last_day=deadline.last_day if deadline else year.quarter_end(found["quarter"]),
        note=deadlines.note_on(deadline) if deadline else None,
    )
