"""Tasks as they were written, made whole: the deadline read, the quarter found."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.lib import wording
from app.lib.errors import Invalid
from app.lib.years import WorkYear
from app.plans import policies
from app.plans.actions import TaskContent
from app.plans.queries import wording as deadline_wording
from app.plans.terms import locks_of

BOTH = "Chỉ ghi một cách: thời hạn bằng chữ (term) hoặc bằng các mục deadline_…."


def changes(given: Mapping[str, Any], year: WorkYear) -> dict[str, Any]:
    """What was written of a task, its `term` read into the fields of a deadline.

    A quarter that the term names goes before the one written beside it. Raises Invalid at "term".
    """
    written = {name: value for name, value in given.items() if name != "term"}
    if "locked" in written:
        written["locked"] = locks_of(written["locked"])
    if "term" not in given:
        return written
    if any(name in written for name in policies.DEADLINE):
        raise Invalid(BOTH, "term")
    return written | deadline_wording.fields(given["term"] or "", year)


def content(given: Mapping[str, Any], year: WorkYear) -> TaskContent:
    """A task as written. Raises Invalid at "term", or at "quarter" where there is none."""
    written = changes(given, year)
    if "quarter" not in written:
        if written.get("deadline_on") is None:
            raise Invalid(wording.REQUIRED, "quarter")
        written["quarter"] = year.quarter_of(written["deadline_on"])
    return TaskContent(**written, given=frozenset(written) - {"id"})


def contents(given: Sequence[Mapping[str, Any]], year: WorkYear) -> list[TaskContent]:
    """A whole list as written. Raises Invalid with the faults of all, at `tasks.<index>.…`."""
    made: list[TaskContent] = []
    faults: dict[str, list[str]] = {}
    for index, task in enumerate(given):
        try:
            made.append(content(task, year))
        except Invalid as error:
            faults |= {f"tasks.{index}.{name}": said for name, said in error.fields.items()}
    if faults:
        raise Invalid(fields=faults)
    return made


def part_of(written: Mapping[str, Any]) -> TaskContent:
    """What was written of a task that is there; what is not named stays as it is."""
    whole = {"quarter": 1, "text": "", **written}
    return TaskContent(**whole, given=frozenset(written))
