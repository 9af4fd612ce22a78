"""A filled workbook of a sheet: what it would change, and what is wrong with it, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.exchange.cells import as_text, open_workbook
from app.scoring.exchange.sheet_writing import FIRST, KEY, NOTE, SHEET, UNASSIGNED, VALUE
from app.scoring.exchange.words import YES
from app.scoring.formulas import Input
from app.scoring.models import SheetLine
from app.scoring.scale import Scale
from app.scoring.terms import InputKind

LONGEST_NOTE = 2_000
FOREIGN = "Tệp không phải do bảng điểm này xuất ra; hãy tải tệp Excel của bảng điểm rồi điền."


@dataclass(frozen=True)
class Change:
    """A cell that would change something; before and after as people write them."""

    cell: str
    criterion_id: int
    code: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken."""

    cell: str
    message: str


@dataclass
class Reading:
    """What a workbook says: the lines that it changes, whole; the cells that do; what is wrong.

    `clashes`: cells of lines that somebody has changed on the system since the file was exported.
    """

    inputs: dict[int, dict[str, str]] = field(default_factory=dict)
    notes: dict[int, str | None] = field(default_factory=dict)
    unassigned: dict[int, bool] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    clashes: list[Fault] = field(default_factory=list)

    @property
    def changed(self) -> list[int]:
        """The criteria that would change, in their order."""
        return list(dict.fromkeys(change.criterion_id for change in self.changes))


def read(name: str, content: bytes, scale: Scale, lines: Mapping[int, SheetLine]) -> Reading:
    """Read a filled workbook beside the sheet as it is. Raises Invalid at "file" for another."""
    rows = open_workbook(name, content).get(SHEET)
    if rows is None:
        raise Invalid(FOREIGN, "file")
    reader = _Reader(scale, lines)
    for number, row in enumerate(rows[FIRST:], start=FIRST):
        reader.row(number, row)
    if not reader.cells:
        raise Invalid(FOREIGN, "file")
    reader.check()
    return reader.found


class _Reader:
    """Goes through the rows and remembers which cell said what."""

    def __init__(self, scale: Scale, lines: Mapping[int, SheetLine]) -> None:
        self.scale = scale
        self.lines = lines
        self.found = Reading()
        self.cells: dict[tuple[int, str], str] = {}

    def row(self, number: int, row: list[Any]) -> None:
        named = _named(as_text(_at(row, KEY)))
        if named is None:
            return
        criterion_id, name, version = named
        line = self.lines.get(criterion_id)
        if line is None:
            self._fault(number, KEY, FOREIGN)
            return
        changes = len(self.found.changes)
        if criterion_id not in self.found.inputs:
            self.found.inputs[criterion_id] = {}
            self._note(number, row, line)
        if name == UNASSIGNED:
            self._unassigned(number, row, line)
        else:
            self._value(number, row, line, name)
        if version != line.version:
            for change in self.found.changes[changes:]:
                said = f"Đã có người sửa “{change.label}” sau khi xuất tệp, đang là: "
                said += change.before or "để trống"
                self.found.clashes.append(Fault(change.cell, said))

    def check(self) -> None:
        """The values of each line together, as they would be stored."""
        for criterion_id in self.found.changed:
            try:
                self.scale.answers({criterion_id: self.found.inputs[criterion_id]})
            except Invalid as error:
                for place, said in error.fields.items():
                    cell = self.cells.get((criterion_id, place.rpartition(".")[2]), "")
                    self.found.faults.append(Fault(cell, " ".join(said)))

    def _note(self, number: int, row: list[Any], line: SheetLine) -> None:
        text = as_text(_at(row, NOTE))[:LONGEST_NOTE] or None
        self.found.notes[line.criterion_id] = text
        self.found.unassigned[line.criterion_id] = line.unassigned
        if text != line.note:
            self._change(number, NOTE, line, "Ghi chú", line.note or "", text or "")

    def _unassigned(self, number: int, row: list[Any], line: SheetLine) -> None:
        said = as_text(_at(row, VALUE)).casefold() == YES.casefold()
        self.cells[line.criterion_id, UNASSIGNED] = xl_rowcol_to_cell(number, VALUE)
        self.found.unassigned[line.criterion_id] = said
        if said != line.unassigned:
            words = {True: "Có", False: "Không"}
            label = "Đơn vị không được giao"
            self._change(number, VALUE, line, label, words[line.unassigned], words[said])

    def _value(self, number: int, row: list[Any], line: SheetLine, name: str) -> None:
        one = line.criterion_id
        wanted = next((each for each in self.scale.inputs(one) if each.name == name), None)
        if wanted is None:
            self._fault(number, KEY, FOREIGN)
            return
        self.cells[one, name] = xl_rowcol_to_cell(number, VALUE)
        value = _at(row, VALUE)
        if as_text(value) == "":
            stored = None
        else:
            try:
                stored = wanted.store(wanted.read(_typed(value)))
            except Invalid as error:
                self._fault(number, VALUE, error.message)
                return
        if stored is not None:
            self.found.inputs[one][name] = stored
        current = line.inputs.get(name)
        if stored != current and not _equal(wanted, stored, current):
            before, after = _said(wanted, current), _said(wanted, stored)
            self._change(number, VALUE, line, wanted.label, before, after)

    def _change(
        self, number: int, column: int, line: SheetLine, label: str, before: str, after: str
    ) -> None:
        code = self.scale.leaves[line.criterion_id].criterion.code
        cell = xl_rowcol_to_cell(number, column)
        self.found.changes.append(Change(cell, line.criterion_id, code, label, before, after))

    def _fault(self, number: int, column: int, message: str) -> None:
        self.found.faults.append(Fault(xl_rowcol_to_cell(number, column), message))


def _at(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""


def _named(text: str) -> tuple[int, str, int] | None:
    """The criterion, field and version of "12.done@3"."""
    head, _, version = text.partition("@")
    number, _, name = head.partition(".")
    criterion_id, exported = numbers.identifier(number), numbers.identifier(version)
    if criterion_id is None or exported is None or not name:
        return None
    return criterion_id, name, exported


def _typed(value: Any) -> str:
    """A cell as a person would type it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(repr(value)):f}".replace(".", ",").removesuffix(",0")
    return as_text(value)


def _equal(wanted: Input, one: str | None, other: str | None) -> bool:
    if one is None or other is None or wanted.kind is InputKind.YES_NO:
        return one == other
    return Decimal(one) == Decimal(other)


def _said(wanted: Input, stored: str | None) -> str:
    if stored is None:
        return ""
    if wanted.kind is InputKind.YES_NO:
        return "Có" if stored == "yes" else "Không"
    return numbers.vi(Decimal(stored), grouping=False)
