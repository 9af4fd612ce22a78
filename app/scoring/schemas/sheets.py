"""Score sheets, appraisals, explanations, confirmations: API schemas and page forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_smorest.fields import Upload
from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from app.clusters.terms import MemberRole
from app.lib import numbers
from app.lib.schemas import PageQuery, StrictSchema
from app.scoring.actions import cells
from app.scoring.actions.sheets import LineContent
from app.scoring.formulas import Formula
from app.scoring.queries.sheets import Detail
from app.scoring.scale import Scale
from app.scoring.schemas.fields import Points, lines_of
from app.scoring.terms import SheetState

NOT_INPUTS = frozenset({"note", "files", "kind", "pick", "unassigned", "version"})


class SheetQuery(PageQuery):
    """Whose sheets: without a set one's own; with it those of its clusters, one of them or all."""

    criteria_set_id = fields.Integer(load_default=None)
    cluster_id = fields.Integer(load_default=None)


class SheetIn(StrictSchema):
    """By which set the member scores itself."""

    criteria_set_id = fields.Integer(required=True)


class SheetOut(StrictSchema):
    """A score sheet."""

    id = fields.Integer(attribute="sheet.id")
    criteria_set_id = fields.Integer(attribute="sheet.criteria_set_id")
    cluster_id = fields.Integer(attribute="sheet.cluster_id")
    year = fields.Integer(attribute="sheet.year")
    member_id = fields.Integer(attribute="sheet.tenant_id")
    member_name = fields.String(attribute="member.name")
    appraiser_id = fields.Integer(attribute="sheet.appraiser_id", allow_none=True)
    appraisal_id = fields.Integer(attribute="appraisal.id", allow_none=True)
    sent_at = fields.DateTime(attribute="sheet.sent_at", allow_none=True)
    state = fields.Enum(SheetState, by_value=True)
    base = Points(attribute="totals.base")
    bonus = Points(attribute="totals.bonus")
    penalty = Points(attribute="totals.penalty")
    total = Points(attribute="totals.total")
    missing = fields.List(fields.String(), attribute="totals.missing")
    unproved = fields.List(fields.Integer())
    version = fields.Integer(attribute="sheet.version")


class StatusOut(StrictSchema):
    """A member of a cluster with what has become of its sheet."""

    criteria_set_id = fields.Integer()
    cluster_id = fields.Integer()
    cluster_name = fields.String()
    member_id = fields.Integer()
    member_name = fields.String()
    role = fields.Enum(MemberRole, by_value=True)
    sheet_id = fields.Integer(allow_none=True)
    appraisal_id = fields.Integer(allow_none=True)
    state = fields.Enum(SheetState, by_value=True, allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    self_total = Points(allow_none=True)
    appraised_total = Points(allow_none=True)
    settled_total = Points(allow_none=True)
    confirmed_total = Points(allow_none=True)
    absence = fields.String(allow_none=True)


class StatusPage(StrictSchema):
    """A part of a long list."""

    items = fields.List(fields.Nested(StatusOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class LineIn(StrictSchema):
    """What is entered for one criterion; values are text ("8.5", "yes")."""

    criterion_id = fields.Integer(required=True)
    inputs = fields.Dict(keys=fields.String(), load_default=dict)
    note = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))
    unassigned = fields.Boolean(load_default=None, allow_none=True)


class LinesIn(StrictSchema):
    """Some or all criteria of a sheet; what is not named stays as it is."""

    lines = fields.List(
        fields.Nested(LineIn), required=True, validate=validate.Length(min=1, max=500)
    )


class ProofOut(StrictSchema):
    """A file attached to a criterion; `explains`: with an explanation, after submission."""

    id = fields.Integer()
    criterion_id = fields.Integer()
    file_id = fields.Integer()
    caption = fields.String()
    kind = fields.String(allow_none=True)
    explains = fields.Boolean()
    added_at = fields.DateTime()
    name = fields.String()
    size = fields.Integer()
    sha256 = fields.String()


class LineOut(StrictSchema):
    """One criterion with everything said about it so far."""

    criterion_id = fields.Integer()
    code = fields.String()
    max_points = Points()
    inputs = fields.Dict()
    points = Points(allow_none=True)
    unassigned = fields.Boolean()
    version = fields.Integer(allow_none=True)
    note = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    evidence = fields.List(fields.Nested(ProofOut))
    appraised_points = Points(allow_none=True)
    appraised_comment = fields.String(allow_none=True)
    explanation = fields.String(allow_none=True)
    settled_points = Points(allow_none=True)
    settled_comment = fields.String(allow_none=True)
    council_points = Points(allow_none=True)
    council_reason = fields.String(allow_none=True)


class ProofForm(StrictSchema):
    """For which criterion a file is, what it shows, which kind of evidence it is."""

    criterion_id = fields.Integer(required=True)
    caption = fields.String(load_default=None, validate=validate.Length(max=300))
    kind = fields.String(load_default=None, validate=validate.Length(max=200))


class ProofFile(StrictSchema):
    """The file itself."""

    file = Upload(required=True)


class PickIn(StrictSchema):
    """Evidence of one's own task, taken over for a criterion."""

    criterion_id = fields.Integer(required=True)
    evidence_id = fields.Integer(required=True)
    kind = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))


class ProofWords(StrictSchema):
    """What a file shows, and which kind of evidence it is."""

    caption = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))
    kind = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))


def line_rows(detail: Detail) -> list[dict[str, Any]]:
    """Every criterion of a sheet with what was said about it, in the order of the set."""
    rows = []
    for criterion_id, placed in detail.scale.leaves.items():
        line = detail.lines.get(criterion_id)
        appraised = detail.appraised.get(criterion_id)
        explained = detail.explanations.get(criterion_id)
        changed = detail.changed.get(criterion_id)
        council = None
        if detail.confirmation is not None:
            council = detail.council_points.get(criterion_id)
        rows.append(
            {
                "criterion_id": criterion_id,
                "code": placed.criterion.code,
                "max_points": placed.criterion.max_points,
                "inputs": {} if line is None else line.inputs,
                "points": line and line.points,
                "unassigned": line is not None and line.unassigned,
                "version": line and line.version,
                "note": line and line.note,
                "source": line and line.source,
                "evidence": detail.proofs.get(criterion_id, []),
                "appraised_points": appraised and appraised.points,
                "appraised_comment": appraised and appraised.comment,
                "explanation": explained and explained.text,
                "settled_points": appraised and appraised.settled_points,
                "settled_comment": appraised and appraised.settled_comment,
                "council_points": council,
                "council_reason": changed and changed.reason,
            }
        )
    return rows


def line_contents(given: list[dict[str, Any]]) -> dict[int, LineContent]:
    """The lines as the API gives them."""
    return {
        line["criterion_id"]: LineContent(
            inputs=line["inputs"], note=line["note"], unassigned=line["unassigned"]
        )
        for line in given
    }


@dataclass(frozen=True)
class SheetForm:
    """The page of a draft sheet: lines with the versions on which they were typed, files to take
    out, task evidence to take over."""

    lines: Mapping[int, LineContent]
    versions: Mapping[int, int]
    dropped: list[int]
    picked: list[tuple[int, int]]

    @classmethod
    def read(cls, scale: Scale, form: MultiDict[str, str]) -> "SheetForm":
        """Read the form; raises Invalid at each value that cannot be understood."""
        fields_of = lines_of(form)
        typed = {one: _typed(scale.formula(one), line) for one, line in fields_of.items()}
        read = scale.read(typed)
        lines = {
            one: LineContent(
                inputs=inputs,
                note=fields_of[one].get("note", "").strip() or None,
                unassigned=bool(fields_of[one].get("unassigned")),
            )
            for one, inputs in read.items()
        }
        versions = {
            one: numbers.identifier(line.get("version", "")) or 0 for one, line in fields_of.items()
        }
        picked = [
            (one, evidence)
            for one in fields_of
            for evidence in _identifiers(form.getlist(f"lines.{one}.pick"))
        ]
        return cls(lines, versions, _identifiers(form.getlist("drop")), picked)


def _typed(formula: Formula, line: Mapping[str, str]) -> dict[str, str]:
    """The values of a criterion among its fields on the page."""
    named = {name: text for name, text in line.items() if name not in NOT_INPUTS}
    return cells.complete_typed(formula, named)


def _identifiers(texts: list[str]) -> list[int]:
    found = (numbers.identifier(text) for text in texts)
    return [one for one in found if one is not None]
