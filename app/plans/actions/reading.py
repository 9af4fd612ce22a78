"""A draft from a file: the paper is read, kept beside the draft, and corrected by a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import intake
from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import policies as files
from app.intake.queries import LegalBasis, ReadPlan, ReadTask
from app.lib import clock, dates
from app.lib.errors import Invalid
from app.lib.text import fold
from app.lib.years import WorkYear
from app.plans import policies
from app.plans.actions import read_fields, read_terms
from app.plans.actions.content import Origin, PlanContent, TaskContent
from app.plans.actions.draft import draft
from app.plans.actions.read_terms import ReadTerm
from app.plans.models import Plan
from app.plans.queries import plans
from app.plans.terms import Found, PlanKind, PlanPeriod, ReadingNote
from tenants import context
from tenants.db import db
from tenants.models import Tenant

NOT_A_PLAN = "not_a_plan"
SCHOOL_YEAR = re.compile(r"nam hoc (?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)")
REASONS = (NOT_A_PLAN, "attached_plan")
READABLE = "DOCX, PDF, XLSX hoặc văn bản thuần (.txt, bảng mã Unicode)"
END_MARK = "./."
SENTENCE_ENDS = (".", ";", ":", "!", "?")
FIRST_QUARTER = 1
MOST_LINES = 4_000


@dataclass(frozen=True)
class _Drafted:
    """One task as it goes into the draft, beside what was read and what was assumed."""

    read: ReadTask
    content: TaskContent
    term: Found
    notes: tuple[dict[str, Any], ...]


def draft_from_file(*, name: str, content: bytes, by: Person) -> Plan:
    """Read an official plan (text, DOCX, PDF, XLSX) into a draft and keep the file beside it.

    What the paper does not say is left open; what was assumed is noted in `Plan.reading`, with the
    place of every field in the source and how it was found.
    Raises Invalid at `file` for a file that cannot be read or is no plan.
    """
    read = intake.read(content, files.check_file(name, content, accepted=READABLE).name)
    if read.kind == NOT_A_PLAN:
        said = [one.message for one in read.warnings if one.code in REASONS]
        raise Invalid(" ".join(said), "file")
    year = _year(read)
    drafted = _tasks(read, year)
    notes = [*_note_of_issuer(read), *(note for one in drafted for note in one.notes)]
    file = documents.store(name=name, content=content, by=by)
    plan = draft(
        content=_content(read, year),
        tasks=[one.content for one in drafted],
        origin=Origin(source_file_id=file.id, reading=_kept(read, notes)),
        by=by,
    )
    plan.reading = {**(plan.reading or {}), "fields": _fields(read, plan, drafted), "checked": {}}
    db.session.flush()
    return plan


def _fields(read: ReadPlan, plan: Plan, drafted: Sequence[_Drafted]) -> read_fields.Fields:
    """Every field's place in the source; the rows stand in the order in which they were read."""
    found = read_fields.head(read)
    in_order = sorted(drafted, key=lambda one: one.content.quarter)
    rows = sorted(plans.tasks(plan.id), key=lambda row: (row.quarter, row.position))
    for row, one in zip(rows, in_order, strict=True):
        found |= read_fields.task(row.id, one.read, one.content, one.term)
    return found


def _note_of_issuer(read: ReadPlan) -> list[dict[str, Any]]:
    """A note where the paper is another office's."""
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    if read.issuer is None or _is_own(read.issuer, tenant):
        return []
    note = ReadingNote.OTHER_ISSUER
    return [{"code": note.value, "line": 0, "message": note.message.format(issuer=read.issuer)}]


def _is_own(issuer: str, tenant: Tenant) -> bool:
    """Whether the paper names this unit: its name, and its kind where the paper says one."""
    words = f" {fold(issuer)} "
    if f" {fold(tenant.name)} " in words:
        return True
    kinds = (" xa ", " phuong ", " thi tran ", " huyen ", " tinh ", " thanh pho ", " dac khu ")
    says_kind = any(kind in words for kind in kinds)
    return not says_kind and f" {fold(tenant.short_name)} " in words


def _year(read: ReadPlan) -> WorkYear:
    """The year of the paper; a school year where its title names one."""
    school = SCHOOL_YEAR.search(fold(read.title or ""))
    if school and int(school["last"]) == int(school["first"]) + 1:
        return PlanPeriod.SCHOOL_YEAR.of(int(school["first"]))
    return PlanPeriod.CALENDAR_YEAR.of(_calendar_year(read))


def _calendar_year(read: ReadPlan) -> int:
    year = read.year or (read.issued_on.year if read.issued_on else None)
    known = year is not None and policies.FIRST_YEAR <= year <= policies.LAST_YEAR
    return year if year is not None and known else clock.today().year


def _content(read: ReadPlan, year: WorkYear) -> PlanContent:
    sections = {
        name: "\n".join(getattr(read, name))
        for name in ("purpose", "requirements", "budget", "implementation")
    }
    if read.agenda:
        sections["content"] = "\n".join(["Chương trình:", *(f"- {item}" for item in read.agenda)])
    sections["closing"] = _closing(read, " ".join(sections.values()))
    return PlanContent(
        kind=PlanKind(read.kind.value),
        year=year.first,
        period=PlanPeriod.SCHOOL_YEAR if year.is_split else PlanPeriod.CALENDAR_YEAR,
        title=read.title or "Chưa đọc được trích yếu",
        symbol=read.symbol,
        place=read.place,
        legal_bases=[_basis(basis) for basis in read.legal_bases],
        sections=sections,
        recipients=[recipient.as_dict() for recipient in read.recipients],
        signing_capacity=read.signer.capacity,
        signer_position=read.signer.position,
        signer_name=read.signer.name,
    )


def _closing(read: ReadPlan, known: str) -> str:
    """The paragraph that ends with "./." where no other part of the plan has it."""
    before: list[str] = []
    for line in filter(None, (line.strip() for line in read.lines)):
        before.append(line)
        if END_MARK in line:
            break
    else:
        return ""
    start = len(before) - 1
    while start and _runs_on(before[start - 1], before[start]):
        start -= 1
    text = " ".join(" ".join(before[start:]).replace(END_MARK, ".").split())
    is_known = text.lstrip("-+ ").rstrip(".") in " ".join(known.split())
    return "" if is_known else text


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence goes on over the end of the line."""
    return following[0].islower() or not (line.isupper() or line.endswith(SENTENCE_ENDS))


def _basis(basis: LegalBasis) -> dict[str, Any]:
    return {"text": basis.printed or basis.kind, **basis.as_dict()}


def _tasks(read: ReadPlan, year: WorkYear) -> list[_Drafted]:
    """The tasks with what the paper leaves open filled by the nearest guess, and a note of each."""
    drafted: list[_Drafted] = []
    quarter = FIRST_QUARTER
    for task in read.tasks[: policies.MOST_TASKS]:
        drafted.append(_drafted(task, read_terms.of(task, read.deadlines, year), year, quarter))
        quarter = drafted[-1].content.quarter
    return drafted


def _drafted(task: ReadTask, term: ReadTerm, year: WorkYear, before: int) -> _Drafted:
    notes: list[dict[str, Any]] = []
    if term.due and term.due.on and not year.holds(term.due.on):
        notes.append(_note(ReadingNote.DEADLINE_OUTSIDE, task, on=dates.short(term.due.on)))
        term = ReadTerm(Found.OUTSIDE_YEAR)
    if term.unread:
        notes.append(_note(ReadingNote.TIME_UNREAD, task, time=term.unread))
    due = term.due
    quarter = task.quarter or (year.quarter_of(due.on) if due and due.on else before)
    if task.quarter is None:
        notes.append(_note(ReadingNote.QUARTER_ASSUMED, task, quarter=dates.roman(quarter)))
    lead, support = _offices(task)
    if lead and not task.lead:
        notes.append(_note(ReadingNote.LEAD_ASSUMED, task, lead=lead))
    content = TaskContent(
        quarter=quarter,
        text=task.text[: policies.LONGEST_TEXT],
        lead_office=lead,
        support_offices=support,
        deadline_on=due.on if due else None,
        deadline_inclusive=due.inclusive if due else True,
        deadline_precision=term.precision,
        tentative=term.tentative,
    )
    return _Drafted(task, content, term.found, tuple(notes))


def _offices(task: ReadTask) -> tuple[str | None, tuple[str, ...]]:
    """Lead and support; where the paper names no lead, the first office is suggested as one."""
    named = task.lead or task.offices[:1]
    lead = named[0] if named else None
    rest = [*task.lead[1:], *task.support, *task.offices]
    return lead, tuple(dict.fromkeys(office for office in rest if office != lead))


def _note(note: ReadingNote, task: ReadTask, **facts: object) -> dict[str, Any]:
    return {
        "code": note.value,
        "line": task.line,
        "message": note.message.format(text=_short(task.text), **facts),
    }


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + "…"


def _kept(read: ReadPlan, notes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What is kept beside the draft: what was read, what was assumed, and the text itself."""
    return {
        **read.as_dict(),
        "deadlines": [
            {**deadline.as_dict(), "context": deadline.context, "line": deadline.line}
            for deadline in read.deadlines
        ],
        "notes": list(notes),
        "lines": list(read.lines[:MOST_LINES]),
    }
