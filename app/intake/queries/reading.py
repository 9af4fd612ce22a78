"""The reading of one file, step by step."""

from collections.abc import Iterator, Sequence

from app.intake.queries import (
    agenda,
    bases,
    date_checks,
    deadlines,
    delegates,
    foot,
    header,
    kind,
    lint,
    movements,
    outline,
    paragraphs,
    predecessors,
    prose_tasks,
    sections,
    task_table,
    zones,
)
from app.intake.queries.header import Header
from app.intake.queries.outline import Outline
from app.intake.queries.paragraphs import Paragraph
from app.intake.queries.plan import (
    Delegates,
    LegalBasis,
    ReadDeadline,
    ReadPlan,
    ReadTask,
    ReadWarning,
)
from app.intake.queries.sources import docx, files, pdf, text, xlsx
from app.intake.queries.sources.files import FileKind
from app.intake.queries.sources.lines import Line, Source
from app.intake.queries.task_table import TableTasks
from app.intake.queries.when import WorkYear
from app.intake.queries.zones import Zones
from app.intake.terms import Note, PlanKind

_READERS = {
    FileKind.TEXT: text.read,
    FileKind.DOCX: docx.read,
    FileKind.PDF: pdf.read,
    FileKind.XLSX: xlsx.read,
}


def read(data: bytes, filename: str) -> ReadPlan:
    """Read a text, DOCX, PDF or XLSX file; a paper that is no plan has the kind `not_a_plan`.

    Raises Invalid, in Vietnamese and for the field "file", for a file that cannot be read: of
    another type, empty, over 20 MB, damaged, locked, scanned, or packed to fill the memory.
    """
    source = _READERS[files.kind_of(data, filename)](data)
    zoned = zones.split(source.lines)
    body = paragraphs.join(zoned.body)
    nested = outline.build(body)
    headed = header.read(zoned, body)
    if not kind.is_plan(zoned, nested):
        return _no_plan(source, zoned, headed)
    return _Reading(source, zoned, body, nested, headed).plan()


def _no_plan(source: Source, zoned: Zones, headed: Header) -> ReadPlan:
    """Only what the letterhead prints; never a task."""
    warnings = list(_source_warnings(source))
    seen = f" (tên loại in trên văn bản: {zoned.type_printed})" if zoned.type else ""
    warnings.append(ReadWarning.about(Note.NOT_A_PLAN, zoned.type_line, seen=seen))
    if zoned.attached:
        warnings.append(
            ReadWarning.about(Note.ATTACHED_PLAN, zoned.attached, type=zoned.type_printed)
        )
    return ReadPlan(
        kind=PlanKind.NOT_A_PLAN,
        issuer=headed.issuer if headed.present else None,
        level=headed.level if headed.present else None,
        number=headed.number,
        symbol=headed.symbol,
        place=headed.place,
        issued_on=headed.issued_on,
        title=headed.title if zoned.type else None,
        warnings=tuple(warnings),
        superior=headed.superior,
        lines=tuple(line.text for line in source.lines),
    )


def _source_warnings(source: Source) -> Iterator[ReadWarning]:
    if source.encoding:
        yield ReadWarning.about(Note.LEGACY_ENCODING, 1, encoding=source.encoding)
    for page, line_no in source.pictures:
        yield ReadWarning.about(Note.PAGE_IS_A_PICTURE, line_no, page=page)
    for line in source.lines:
        if "\ufffd" in line.text:
            yield ReadWarning.about(Note.UNREADABLE_CHARACTERS, line.no)


class _Reading:
    """One plan while it is being read."""

    def __init__(
        self,
        source: Source,
        zoned: Zones,
        body: list[Paragraph],
        nested: Outline,
        headed: Header,
    ) -> None:
        self._source = source
        self._zones = zoned
        self._body = body
        self._annex = paragraphs.join(zoned.annex)
        self._outline = nested
        self._header = headed
        self._lines = (*zoned.body, *zoned.annex)
        self._warnings: list[ReadWarning] = [*_source_warnings(source), *headed.warnings]
        self._kind, self._year = self._kind_and_year()

    def plan(self) -> ReadPlan:
        """Everything read, warnings in the order of their lines."""
        headed, nested = self._header, self._outline
        cited = self._bases()
        tasks = self._tasks()
        signer, position_line = foot.signer(self._zones.foot)
        recipients = foot.recipients(self._zones.foot)
        programme = self._agenda()
        due = self._deadlines(tasks)
        self._check(tasks, cited)
        self._warnings += lint.form(
            headed, signer, position_line, self._has_end_mark(), len(recipients), self._last_line()
        )
        return ReadPlan(
            kind=self._kind,
            issuer=headed.issuer,
            level=headed.level,
            number=headed.number,
            symbol=headed.symbol,
            place=headed.place,
            issued_on=headed.issued_on,
            title=headed.title,
            year=self._year.first if self._year else None,
            legal_bases=cited,
            tasks=tasks,
            deadlines=due,
            agenda=programme,
            delegates=self._delegates(),
            movements=movements.read(self._all_text(tasks)),
            predecessors=predecessors.read(self._body),
            recipients=recipients,
            signer=signer,
            warnings=self._sorted_warnings(),
            superior=headed.superior,
            purpose=sections.purpose(nested),
            requirements=sections.requirements(nested),
            budget=sections.budget(nested),
            implementation=sections.implementation(nested),
            duties=sections.duties(nested),
            lines=tuple(line.text for line in self._source.lines),
        )

    def _kind_and_year(self) -> tuple[PlanKind, WorkYear | None]:
        table = task_table.read(self._lines, None)
        quarters = len({task.quarter for task in table.tasks if task.quarter})
        found = kind.kind_of(self._header.title, quarters)
        year = kind.year_of(found, self._header.title, self._header.printed_year, self._body)
        return found, year

    def _bases(self) -> tuple[LegalBasis, ...]:
        listing = sections.bases(self._outline)
        listed = [item.paragraph for item in listing.walk()][1:] if listing else []
        listed += listing.notes if listing else []
        cited = bases.read(self._outline.preamble, listed)
        if not cited:
            self._warn(Note.NO_BASES, self._zones.type_line)
        return cited

    def _tasks(self) -> tuple[ReadTask, ...]:
        table = self._table_tasks()
        self._warnings += table.warnings
        if table.tasks or self._kind is not PlanKind.YEAR_PLAN:
            return table.tasks
        tasks = prose_tasks.read(self._outline, self._year)
        if tasks:
            self._warn(Note.TASKS_FROM_PROSE, tasks[0].line)
        else:
            self._warn(Note.NO_TASKS, self._zones.type_line)
        return tasks

    def _table_tasks(self) -> TableTasks:
        lines: Sequence[Line] = self._lines
        if self._kind is PlanKind.CONFERENCE_PLAN:
            programmes = agenda.tables(lines)
            lines = [line for line in lines if line.table not in programmes or line.cells is None]
        return task_table.read(lines, self._year)

    def _agenda(self) -> tuple[str, ...]:
        if self._kind is not PlanKind.CONFERENCE_PLAN:
            return ()
        annex = outline.build(self._annex)
        items = agenda.read(self._outline, self._lines) or agenda.read(annex, ())
        if not items:
            self._warn(Note.NO_AGENDA, self._zones.type_line)
        return items

    def _delegates(self) -> Delegates:
        if self._kind is PlanKind.YEAR_PLAN:
            return Delegates()
        return delegates.read([*self._body, *self._annex])

    def _deadlines(self, tasks: Sequence[ReadTask]) -> tuple[ReadDeadline, ...]:
        found = deadlines.Deadlines(self._year, self._header.issued_on)
        opening = set(map(id, self._outline.preamble))
        found.read(p for p in (*self._body, *self._annex) if id(p) not in opening)
        in_prose = {paragraph.line for paragraph in self._body}
        for task in tasks:
            if task.line not in in_prose:
                found.read([paragraphs.of_text(task.text, task.line)])
                found.read_time_cell(paragraphs.of_text(task.time or "", task.line))
        self._warnings += found.warnings
        return found.all()

    def _all_text(self, tasks: Sequence[ReadTask]) -> Iterator[Paragraph]:
        yield from self._body
        yield from self._annex
        for task in tasks:
            yield paragraphs.of_text(task.text, task.line)

    def _check(self, tasks: Sequence[ReadTask], cited: Sequence[LegalBasis]) -> None:
        headed = self._header
        self._warnings += date_checks.year_mismatch(headed, self._kind, self._year)
        self._warnings += date_checks.bases_after_issue(headed, cited)
        self._warnings += lint.text_slips(self._source.lines, headed.issuer, headed.level)
        self._warnings += lint.level_slips(self._outline, headed.level, headed.issuer)
        self._warnings += lint.outline_slips(self._outline)
        self._warnings += lint.task_numbers(tasks)
        self._warnings += lint.lost_tables(self._lines)

    def _has_end_mark(self) -> bool:
        return any("./." in paragraph.text for paragraph in self._body)

    def _last_line(self) -> int:
        return next((line.no for line in reversed(self._source.lines) if line.text.strip()), 1)

    def _warn(self, code: Note, line: int) -> None:
        self._warnings.append(ReadWarning.about(code, line))

    def _sorted_warnings(self) -> tuple[ReadWarning, ...]:
        once = dict.fromkeys(self._warnings)
        return tuple(sorted(once, key=lambda warning: warning.line))
