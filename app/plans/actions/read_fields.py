"""Where each field of a draft stands in the paper that was read, and how it was found."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.intake.queries import ReadPlan, ReadTask, places
from app.plans.actions.content import TaskContent
from app.plans.terms import Found

Fields = dict[str, dict[str, Any]]
PROSE = ("purpose", "requirements", "budget", "implementation")


def head(read: ReadPlan) -> Fields:
    """The fields of the head, by their names: {"line", "found", "value"}."""
    lines = places.of(read)
    printed = {
        "symbol": (read.symbol, Found.USUAL, lines.get("number")),
        "place": (read.place, Found.USUAL, lines.get("issued_on")),
        "legal_bases": (read.legal_bases, Found.MISSING, lines.get("legal_bases")),
        "recipients": (read.recipients, Found.MISSING, lines.get("recipients")),
        "signer": (read.signer.name, Found.MISSING, lines.get("signer")),
    }
    fields = {
        name: _field(line if value else None, Found.PRINTED if value else otherwise)
        for name, (value, otherwise, line) in printed.items()
    }
    fields["title"] = _field(lines.get("title"), _title(read, lines.get("title")))
    fields["year"] = _field(lines.get("title"), _year(read))
    fields["kind"] = _field(lines.get("title"), Found.BY_CONTENT)
    for name in PROSE:
        if getattr(read, name):
            fields[f"sections.{name}"] = _field(lines.get(name), Found.PRINTED)
    return fields


def _title(read: ReadPlan, line: int | None) -> Found:
    if read.title is None:
        return Found.MISSING
    own_line = line is not None and read.lines[line - 1].strip()[:20] == read.title[:20]
    return Found.PRINTED if own_line else Found.IN_PROSE


def _year(read: ReadPlan) -> Found:
    if read.year is not None:
        return Found.PRINTED if str(read.year) in (read.title or "") else Found.BY_CONTENT
    return Found.BY_ISSUE if read.issued_on else Found.THIS_YEAR


def task(
    task_id: int,
    read: ReadTask,
    content: TaskContent,
    term: Found,
) -> Fields:
    """The fields of one task, by "task.<id>.<name>"."""
    found = dict(_of_task(read, content, term))
    return {
        f"task.{task_id}.{name}": _field(read.line or None, how, _value(content, name))
        for name, how in found.items()
    }


def _of_task(read: ReadTask, content: TaskContent, term: Found) -> Iterator[tuple[str, Found]]:
    yield "text", _text(read)
    yield "quarter", _quarter(read)
    yield "term", term
    yield "lead_office", _lead(read)
    if content.support_offices:
        yield "support_offices", Found.COLUMN if read.support else Found.REST


def _text(read: ReadTask) -> Found:
    if not read.in_table:
        return Found.IN_PROSE
    return Found.CELL if read.no else Found.NO_NUMBER


def _quarter(read: ReadTask) -> Found:
    if read.quarter is None:
        return Found.QUARTER_BEFORE
    return Found.BAND if read.banded else Found.BY_TIME


def _lead(read: ReadTask) -> Found:
    if read.lead:
        return Found.COLUMN
    if not read.offices:
        return Found.MISSING
    return Found.ONLY_OFFICE if len(read.offices) == 1 else Found.FIRST_OFFICE


def _value(content: TaskContent, name: str) -> str:
    value = getattr(content, name, None)
    return "" if value is None or (isinstance(value, Sequence) and not value) else str(value)


def _field(line: int | None, found: Found, value: str | None = None) -> dict[str, Any]:
    field: dict[str, Any] = {"line": line, "found": found.value}
    if value is not None and found.certainty == "guess":
        field["value"] = value
    return field
