"""When a task is due, as its own words or the time column of a table say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.queries import ReadDeadline, ReadTask
from app.lib import deadlines
from app.lib.dates import DeadlinePrecision
from app.lib.deadlines import Term
from app.lib.errors import Invalid
from app.lib.text import fold
from app.lib.years import WorkYear
from app.plans.terms import Found

_EXCLUDES = re.compile(r"\btruoc (?!het\b|va trong\b)")


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """What a draft takes over as the deadline of a task, and how it was found.

    `unread` are the words of the column that were not understood, or not wholly.
    """

    found: Found
    due: ReadDeadline | None = None
    precision: DeadlinePrecision = DeadlinePrecision.DAY
    tentative: bool = False
    unread: str | None = None


def of(task: ReadTask, found: Sequence[ReadDeadline], year: WorkYear) -> ReadTerm:
    """The day in the task's own words, or the one in its column."""
    for deadline in found:
        if deadline.on is not None and deadline.text and deadline.text in task.text:
            return _of_words(deadline, year)
    return _of_column(task, year)


def _of_words(due: ReadDeadline, year: WorkYear) -> ReadTerm:
    """The day of a sentence, with how exactly it is named ("cuối tháng 8") where that is plain."""
    term = _parsed(due.text, year)
    named = term.deadline if term else None
    if named is None or (named.on, named.inclusive) != (due.on, due.inclusive):
        return ReadTerm(Found.WORDS, due)
    return ReadTerm(Found.WORDS, due, named.precision, named.tentative)


def _of_column(task: ReadTask, year: WorkYear) -> ReadTerm:
    """The words of a cell as an official would type them, else the day that stands in them."""
    text = (task.time or "").strip()
    if not text.strip(" .-–—/"):
        return ReadTerm(Found.NO_DEADLINE)
    term = _parsed(text, year)
    if term and term.deadline:
        named = term.deadline
        due = ReadDeadline(text, named.on, named.inclusive, line=task.line)
        return ReadTerm(Found.COLUMN, due, named.precision, named.tentative)
    if term and term.quarter and term.quarter == task.quarter:
        return ReadTerm(Found.COLUMN, tentative=term.tentative)
    return _in_part(task, text)


def _in_part(task: ReadTask, text: str) -> ReadTerm:
    """A cell of more than a deadline: its last day if it has one, never as a sure reading."""
    if task.due_on is None:
        return ReadTerm(Found.TIME_UNREAD, unread=text)
    excludes = _EXCLUDES.search(fold(text)) is not None
    due = ReadDeadline(text, task.due_on, not excludes, line=task.line)
    if excludes:
        return ReadTerm(Found.TIME_IN_PART, due, unread=text)
    return ReadTerm(Found.BY_TIME, due)


def _parsed(text: str, year: WorkYear) -> Term | None:
    try:
        return deadlines.parse(text, year)
    except Invalid:
        return None
