"""One line of a sheet while it is filled in: API schemas, and what is told after saving."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.schemas import StrictSchema
from app.scoring.actions.cells import CellContent
from app.scoring.formulas import PROVISIONAL, Formula, Holder, Survey
from app.scoring.policies.gaps import Gap
from app.scoring.queries.filling import Filling
from app.scoring.schemas.fields import Points
from app.scoring.terms import GapKind, InputKind

LONGEST_VALUE = 100
ORIGINS = ("task", "report")


def _values() -> fields.Dict:
    return fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.Length(max=LONGEST_VALUE), allow_none=True),
        load_default=None,
        allow_none=True,
    )


class CellIn(StrictSchema):
    """What changes in one line; what is not named stays as it is.

    Either `inputs`, stored values ("8.5", "yes"), or `typed`, as a person writes them ("8,5"); an
    empty value takes away what is there.
    """

    inputs = _values()
    typed = _values()
    note = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))
    unassigned = fields.Boolean(load_default=None, allow_none=True)


class OriginIn(StrictSchema):
    """Whence a value is taken back: from the member's tasks or from its newest report."""

    origin = fields.String(required=True, validate=validate.OneOf(ORIGINS))


class GapOut(StrictSchema):
    """What a criterion lacks; one that does not block costs points."""

    criterion_id = fields.Integer()
    kind = fields.Enum(GapKind, by_value=True)
    said = fields.String()
    blocks = fields.Boolean()


class GroupOut(StrictSchema):
    """A group of the sheet."""

    criterion_id = fields.Integer()
    code = fields.String()
    points = Points()
    answered = fields.Integer()
    count = fields.Integer()


class SumOut(StrictSchema):
    """What the sheet adds up to, and how far it is."""

    version = fields.Integer()
    total = Points()
    base = Points()
    bonus = Points()
    penalty = Points()
    answered = fields.Integer()
    count = fields.Integer()
    blocking = fields.Integer()
    groups = fields.List(fields.Nested(GroupOut))


class CellOut(StrictSchema):
    """One line as it stands. `typed` are its values as a person writes them."""

    criterion_id = fields.Integer()
    code = fields.String()
    version = fields.Integer()
    inputs = fields.Dict()
    typed = fields.Dict()
    note = fields.String(allow_none=True)
    unassigned = fields.Boolean()
    points = Points(allow_none=True)
    explained = fields.String(allow_none=True)
    tally = fields.String(allow_none=True)
    doubts = fields.List(
        fields.String(), metadata={"description": "Điều cần kiểm tra lại; không ngăn việc nộp."}
    )
    provisional = fields.Boolean()
    source = fields.String(allow_none=True)
    saved_at = fields.DateTime(allow_none=True)
    saved_by_name = fields.String(allow_none=True)
    gaps = fields.List(fields.Nested(GapOut))
    sheet = fields.Nested(SumOut)


class CellChangeOut(StrictSchema):
    """A cell of a workbook that would change something."""

    cell = fields.String()
    criterion_id = fields.Integer()
    code = fields.String()
    label = fields.String()
    before = fields.String()
    after = fields.String()


class CellFaultOut(StrictSchema):
    """A cell of a workbook, and what there is to say about it."""

    cell = fields.String()
    message = fields.String()


class LookOut(StrictSchema):
    """What a filled workbook would change; `clashes`: changed on the system since the export."""

    file_id = fields.Integer()
    changes = fields.List(fields.Nested(CellChangeOut))
    faults = fields.List(fields.Nested(CellFaultOut))
    clashes = fields.List(fields.Nested(CellFaultOut))


class AskedOut(StrictSchema):
    """A paper that is being drawn."""

    paper_id = fields.Integer()


def content(given: Mapping[str, Any]) -> CellContent:
    """The change that the API was given."""
    typed = given["typed"]
    return CellContent(
        inputs=given["inputs"],
        typed=None if typed is None else {name: text or "" for name, text in typed.items()},
        note=given["note"],
        unassigned=given["unassigned"],
    )


def cell(found: Filling, criterion_id: int, *, saved_by_name: str | None = None) -> dict[str, Any]:
    """One line of a sheet with what it lacks, and the sums of the whole."""
    line, formula = found.lines[criterion_id], found.scale.formula(criterion_id)
    lacking = found.gaps
    return {
        "criterion_id": criterion_id,
        "code": found.scale.leaves[criterion_id].criterion.code,
        "version": line.version,
        "inputs": line.inputs,
        "typed": typed_values(formula, line.inputs),
        "note": line.note,
        "unassigned": line.unassigned,
        "points": line.points,
        "explained": explained(formula, line.inputs, line.points),
        "tally": tally(formula, line.inputs),
        "doubts": [] if line.unassigned else list(formula.doubts(line.inputs)),
        "provisional": formula.is_relative,
        "source": line.source,
        "saved_at": line.saved_at,
        "saved_by_name": saved_by_name,
        "gaps": [gap for gap in lacking if gap.criterion_id == criterion_id],
        "sheet": sums(found, lacking),
    }


def sums(found: Filling, lacking: list[Gap]) -> dict[str, Any]:
    """What the whole sheet adds up to."""
    totals = found.totals
    return {
        "version": found.sheet.version,
        "total": totals.total,
        "base": totals.base,
        "bonus": totals.bonus,
        "penalty": totals.penalty,
        "answered": found.answered,
        "count": len(found.scale.leaves),
        "blocking": sum(gap.blocks for gap in lacking),
        "groups": found.groups,
    }


def typed_values(formula: Formula, inputs: Mapping[str, str]) -> dict[str, str]:
    """Stored values as a person writes them: "8,5"; a yes and a no stay what they are."""
    return {
        field.name: inputs[field.name]
        if field.kind is InputKind.YES_NO
        else numbers.vi(Decimal(inputs[field.name]), grouping=False)
        for field in formula.inputs()
        if field.name in inputs
    }


def explained(formula: Formula, inputs: Mapping[str, str], points: Decimal | None) -> str | None:
    """How the points came about; where evidence is lacking that they need, that too."""
    if points is None:
        return None
    said = formula.explain(inputs)
    shut = points == 0 and formula.points(inputs) > 0
    return f"{said}; tính 0 điểm vì thiếu minh chứng điều kiện" if shut else said


def tally(formula: Formula, inputs: Mapping[str, str]) -> str | None:
    """The answers of a survey counted so far: "Đã nhập 38/50 phiếu"."""
    if not isinstance(formula, Survey):
        return None
    count = sum((Decimal(inputs.get(one.name, "0")) for one in formula.options), Decimal(0))
    return f"Đã nhập {numbers.vi(count)}/{numbers.vi(formula.sample)} phiếu"


def is_holder(formula: Formula) -> bool:
    """Whether the criterion asks which awards are held: shown as boxes to tick."""
    return isinstance(formula, Holder)


def pairs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names as the options of a list."""
    return [(name, name) for name in names]


__all__ = [
    "PROVISIONAL",
    "AskedOut",
    "CellIn",
    "CellOut",
    "GapOut",
    "LookOut",
    "OriginIn",
    "SumOut",
    "cell",
    "content",
    "explained",
    "is_holder",
    "pairs",
    "sums",
    "tally",
    "typed_values",
]
