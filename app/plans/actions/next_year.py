"""The plan of the next year from that of this one."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.audit.actions import Person
from app.plans.actions.content import Origin, PlanContent, TaskContent
from app.plans.actions.draft import draft
from app.plans.models import Plan, Task
from app.plans.queries import plans

_DASH = r"\s*[-–—]\s*"
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_OF_A_DAY = rf"(?:\s*,?\s*ngày\s+(?:{_DATE}|\d+\s+tháng\s+\d+\s+năm\s+\d{{4}}))?"
_YEAR = r"(?<![\d/.,])(?:19|20)\d\d(?!\d|[/.]\d|[/-][A-ZĐ])"
_MENTION = re.compile(
    rf"""
    (?P<fixed>
        \b[Ss]ố\s*:?\s*\d+[A-Za-z]?/\S+{_OF_A_DAY}
      | \d+/\d{{4}}/[A-ZĐ][\w-]*{_OF_A_DAY}
      | (?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ)\s+\d{{4}}{_DASH}\d{{4}}
      | {_DATE}{_DASH}{_DATE}
    )
    | (?P<first>{_YEAR})(?P<dash>{_DASH})(?P<last>{_YEAR})
    | (?P<day>\b\d{{1,2}}[/.-](?:\d{{1,2}}[/.-])?)(?P<dated>(?:19|20)\d\d)(?![\d/.-]*\d)
    | (?P<year>{_YEAR})
    """,
    re.VERBOSE,
)
_BOUND_TO_ITS_YEAR = re.compile(r"\b(kế hoạch|công văn|thông báo|chương trình)\b", re.IGNORECASE)


def copy_to_next_year(*, plan_id: int, task_ids: Collection[int] | None = None, by: Person) -> Plan:
    """Draft next year's plan out of one of the tenant's own: its tasks, a year later.

    `task_ids` names the tasks to be taken over; None means all that stand. Each remembers the task
    from which it was copied.

    Years that mean the plan's year move with it, in titles, tasks and prose; numbers of papers,
    periods and anniversaries stay. A superior's plan on which this one rested is left out: next
    year has its own.

    Raises NotFound for another tenant's plan, Conflict for a tenant that has closed.
    """
    before = plans.own(plan_id)
    tasks = [
        _a_year_later(task, before.year)
        for task in plans.tasks(before.id)
        if task.stands and (task_ids is None or task.id in task_ids)
    ]
    return draft(
        content=PlanContent(
            kind=before.kind,
            year=before.year + 1,
            period=before.period,
            title=shift_years(before.title, before.year),
            symbol=before.symbol,
            place=before.place,
            legal_bases=[basis for basis in before.legal_bases if not _is_bound(basis)],
            sections={
                name: shift_years(text, before.year) for name, text in before.sections.items()
            },
            recipients=before.recipients,
        ),
        tasks=tasks,
        origin=Origin(previous_plan_id=before.id),
        by=by,
    )


def _a_year_later(task: Task, year: int) -> TaskContent:
    content = TaskContent.of(
        task,
        text=shift_years(task.text, year),
        decline_reason=None,
        previous_task_id=task.id,
    )
    if content.deadline_on is None:
        return content
    return replace(content, deadline_on=_next_year(content.deadline_on))


def _next_year(on: date) -> date:
    is_leap_day = (on.month, on.day) == (2, 29)
    return date(on.year + 1, 2, 28) if is_leap_day else on.replace(year=on.year + 1)


def _is_bound(basis: Mapping[str, Any]) -> bool:
    words = f"{basis.get('kind') or ''} {str(basis.get('text') or '')[:40]}"
    return _BOUND_TO_ITS_YEAR.search(words) is not None


def shift_years(text: str, year: int) -> str:
    """The text of a plan for `year` as it reads a year later.

    The plan's year and its neighbours move by one ("tổng kết năm 2025", "năm học 2025 - 2026",
    "trước ngày 25/01/2026"). Left alone: numbers of papers with their dates, periods ("giai đoạn
    2021-2025"), anniversaries ("19/4/1945-19/4/2025") and years further away.
    """
    near = range(year - 1, year + 2)

    def later(found: str) -> str:
        return str(int(found) + 1) if int(found) in near else found

    def moved(mention: re.Match[str]) -> str:
        first, last, dated = mention["first"], mention["last"], mention["dated"]
        if first is not None:
            spans_school_year = int(last) - int(first) == 1
            together = f"{later(first)}{mention['dash']}{later(last)}"
            return together if spans_school_year else mention.group()
        if dated is not None:
            return f"{mention['day']}{later(dated)}"
        return mention.group() if mention["fixed"] is not None else later(mention.group())

    return _MENTION.sub(moved, text)
