"""A filled workbook taken into the member's sheet: looked at first, then applied."""

from dataclasses import dataclass

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as files
from app.lib.errors import Invalid
from app.scoring.actions import sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.exchange import sheet_reading
from app.scoring.exchange.sheet_reading import Reading
from app.scoring.models import ScoreSheet
from app.scoring.policies import sheets as policies
from app.scoring.queries import filling
from app.scoring.queries import sheets as queries
from tenants import context


@dataclass(frozen=True)
class Looked:
    """A workbook that was kept, and what it would change."""

    file_id: int
    name: str
    reading: Reading


def look(*, sheet_id: int, name: str, content: bytes, by: Person) -> Looked:
    """Keep a filled workbook and say what it would change; the sheet stays as it is.

    Raises Invalid at "file" for what is no workbook of this sheet, Conflict for a submitted sheet.
    """
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    found = filling.of_sheet(sheet)
    reading = sheet_reading.read(name, content, found.scale, found.lines)
    file = documents.store(name=name, content=content, by=by)
    return Looked(file.id, file.name, reading)


def apply(*, sheet_id: int, file_id: int, version: int, by: Person) -> ScoreSheet:
    """Take the changes of a workbook that was looked at, built on the sheet's `version`.

    Raises Invalid with every cell that cannot be taken, NotFound, Conflict, Stale where the sheet
    has changed since the look.
    """
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    file = files.file_with_content(file_id)
    found = filling.of_sheet(sheet)
    reading = sheet_reading.read(file.name, file.content, found.scale, found.lines)
    if reading.faults:
        said = [f"Ô {fault.cell}: {fault.message}" for fault in reading.faults]
        raise Invalid(fields={"file": said})
    lines = {
        one: LineContent(
            inputs=reading.inputs[one],
            note=reading.notes[one],
            unassigned=reading.unassigned[one],
        )
        for one in reading.changed
    }
    saved = sheets.save(sheet_id=sheet_id, version=version, lines=lines, by=by)
    audit.record("score_sheet.imported", saved, by=by, criteria=len(lines), file_id=file_id)
    return saved
