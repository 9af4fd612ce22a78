"""Filling in a sheet line by line: a value that is typed is kept at once.

Saving one line takes a fixed, small number of statements, whatever the size of the set: hundreds of
people do it in the last hour before the deadline.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid, NotFound, Stale
from app.scoring.formulas import Formula, Holder
from app.scoring.models import Criterion, ScoreSheet, SheetLine
from app.scoring.policies import sheets as policies
from app.scoring.queries import drawing, filling
from app.scoring.queries import sheets as queries
from app.scoring.queries.filling import Filling
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db

NOTHING_HELD = "nothing_held"
"""The box by which a member says that it holds none of the awards of a criterion."""


@dataclass(frozen=True, kw_only=True)
class CellContent:
    """What changes in one line; None leaves it as it is.

    `inputs` are stored values ("8.5", "yes"), `typed` what a person typed ("8,5"); an empty one
    takes the value away, those not named stay.
    """

    inputs: Mapping[str, object] | None = None
    typed: Mapping[str, str] | None = None
    note: str | None = None
    unassigned: bool | None = None


def save(
    *, sheet_id: int, criterion_id: int, version: int | None, content: CellContent, by: Person
) -> Filling:
    """Keep what was entered for one criterion; give the sheet as it stands then.

    What is there already is kept as it is, whoever wrote it: a request that is sent again after a
    lost answer does no harm. `version` None builds on whatever is there. Raises Invalid at
    `lines.<criterion id>.<input>`, Conflict for a submitted sheet, Stale with what differs where
    another has changed the line since `version`.
    """
    found = _open(sheet_id)
    line = filling.line(found, criterion_id)
    before = _content_of(line)
    after = _merged(found.scale, line, content)
    if after == before:
        return found
    if version not in (None, line.version):
        raise Stale(changed=differences(found.scale, line, after))
    write(found, line, after, by=by)
    recount(found)
    code = found.scale.leaves[criterion_id].criterion.code
    audit.record("score_sheet.cell_saved", found.sheet, by=by, criterion=code)
    return found


def take(
    *, sheet_id: int, criterion_id: int, version: int | None, origin: str, by: Person
) -> Filling:
    """Take back what the member's tasks, or its report, say for one criterion.

    Raises NotFound where they say nothing, Conflict for a submitted sheet, Stale.
    """
    found = _open(sheet_id)
    line = filling.line(found, criterion_id)
    offers = drawing.offers(found.scale, criterion_ids=[criterion_id]).get(criterion_id, [])
    offer = next((one for one in offers if one.origin == origin and one.inputs), None)
    if offer is None:
        raise NotFound("Không còn số liệu để lấy cho tiêu chí này.")
    after = {**_content_of(line), "inputs": dict(offer.inputs), "unassigned": False}
    if version not in (None, line.version):
        raise Stale(changed=differences(found.scale, line, after))
    write(found, line, after, by=by)
    line.source = offer.source
    recount(found)
    code = found.scale.leaves[criterion_id].criterion.code
    audit.record("score_sheet.cell_drawn", found.sheet, by=by, criterion=code, origin=origin)
    return found


def regate(sheet: ScoreSheet, criterion_id: int) -> None:
    """Reckon a criterion again whose evidence has come or gone, where that decides its points."""
    criterion = db.session.get(Criterion, criterion_id)
    if criterion is not None and criterion.gates:
        regate_all(filling.of_sheet(sheet), [criterion_id])


def regate_all(found: Filling, criterion_ids: Iterable[int]) -> None:
    """Reckon some criteria again from what is entered and what evidence is there."""
    for one in criterion_ids:
        if found.scale.leaves[one].criterion.gates:
            line = found.lines[one]
            line.points = reckoned(found, one, line.inputs)
    recount(found)


def recount(found: Filling) -> None:
    """The running total; a change of lines counts as a change of the sheet."""
    found.sheet.self_total = found.totals.total
    flag_modified(found.sheet, "self_total")


def write(found: Filling, line: SheetLine, after: Mapping[str, Any], *, by: Person) -> None:
    """Put new content into a line, with the points that follow. Raises Invalid."""
    one = line.criterion_id
    policies.check_note(after["note"], f"lines.{one}.note")
    if after["unassigned"]:
        policies.check_assignable(found.scale.leaves[one].criterion)
    if after["inputs"] != line.inputs:
        line.points = reckoned(found, one, after["inputs"])
        line.inputs, line.source = dict(after["inputs"]), None
    line.note, line.unassigned = after["note"] or None, after["unassigned"]
    line.version, line.saved_by, line.saved_at = line.version + 1, by.id, clock.now()


def reckoned(found: Filling, criterion_id: int, inputs: Mapping[str, object]) -> Any:
    """The points of stored values, None while some are missing; 0 where a gate is shut."""
    scale = found.scale
    answer = scale.answers({criterion_id: inputs})[criterion_id]
    if answer.points is None:
        return None
    kinds = filling.gate_kinds(found.kinds.get(criterion_id, ()))
    return scale.gated(criterion_id, answer.points, kinds)


def differences(
    scale: Scale, line: SheetLine, after: Mapping[str, Any]
) -> dict[str, tuple[str, str]]:
    """Where what was sent differs from the line as it is, by the label of the field."""
    code = scale.leaves[line.criterion_id].criterion.code
    changed: dict[str, tuple[str, str]] = {}
    for field in scale.inputs(line.criterion_id):
        mine, current = after["inputs"].get(field.name), line.inputs.get(field.name)
        if mine != current:
            changed[f"{code}. {field.label}"] = (str(mine or ""), str(current or ""))
    if (after["note"] or None) != line.note:
        changed[f"{code}. Ghi chú"] = (after["note"] or "", line.note or "")
    if after["unassigned"] != line.unassigned:
        said = {True: "không được giao", False: "được giao"}
        changed[f"{code}. Việc giao"] = (said[after["unassigned"]], said[line.unassigned])
    return changed


def complete_typed(formula: Formula, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, where boxes of awards left empty mean no as soon as one says anything."""
    given = dict(typed)
    nothing = given.pop(NOTHING_HELD, "")
    if not isinstance(formula, Holder):
        return given if not nothing else {**given, NOTHING_HELD: nothing}
    names = [field.name for field in formula.inputs()]
    if nothing or any(given.get(name) == "yes" for name in names):
        return {**given, **{name: given.get(name) or "no" for name in names}}
    return given


def _open(sheet_id: int) -> Filling:
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    return filling.of_sheet(sheet)


def _content_of(line: SheetLine) -> dict[str, Any]:
    return {"inputs": line.inputs, "note": line.note, "unassigned": line.unassigned}


def _merged(scale: Scale, line: SheetLine, content: CellContent) -> dict[str, Any]:
    """The line with what changes in it, as it would be stored. Raises Invalid."""
    one = line.criterion_id
    given = dict(content.inputs or {})
    if content.typed is not None:
        typed = complete_typed(scale.formula(one), content.typed)
        given |= dict.fromkeys(typed)
        given |= scale.read({one: typed})[one]
    changed = {name: value for name, value in given.items() if value not in (None, "")}
    _refuse_unknown(scale, one, given)
    stored = scale.answers({one: changed})[one].inputs if changed else {}
    kept = {name: value for name, value in line.inputs.items() if name not in given}
    note = line.note if content.note is None else content.note.strip() or None
    unassigned = line.unassigned if content.unassigned is None else content.unassigned
    return {"inputs": {**kept, **stored}, "note": note, "unassigned": unassigned}


def _refuse_unknown(scale: Scale, criterion_id: int, given: Mapping[str, object]) -> None:
    known = {field.name for field in scale.inputs(criterion_id)}
    wrong = {
        f"lines.{criterion_id}.{name}": ["Tiêu chí không có ô nhập này."]
        for name in given
        if name not in known
    }
    if wrong:
        raise Invalid(fields=wrong)
