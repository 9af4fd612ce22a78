"""Appraisals, settlements and explanations: API schemas and page forms."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.appraisals import Verdict
from app.scoring.formulas import Formula
from app.scoring.schemas.fields import Points, lines_of


class AppraisalIn(StrictSchema):
    """Which sheet is appraised."""

    sheet_id = fields.Integer(required=True)


class AppraisedCellIn(StrictSchema):
    """Points, values and a remark for one criterion. Where only values are given, the points follow
    from them."""

    points = Points(load_default=None, allow_none=True)
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))
    inputs = fields.Dict(
        keys=fields.String(), values=fields.String(), load_default=None, allow_none=True
    )
    unassigned = fields.Boolean(load_default=None, allow_none=True)


class VerdictIn(AppraisedCellIn):
    """A cell of an appraisal; with `version` it is held against that cell alone."""

    criterion_id = fields.Integer(required=True)
    version = fields.Integer(load_default=None, allow_none=True)


class AppraisedCellOut(StrictSchema):
    """A cell of an appraisal. `inputs` are the appraiser's where they differ from the member's."""

    criterion_id = fields.Integer()
    points = Points()
    comment = fields.String(allow_none=True)
    inputs = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    unassigned = fields.Boolean()
    saved_at = fields.DateTime(allow_none=True)
    settled_points = Points(allow_none=True)
    settled_comment = fields.String(allow_none=True)
    settled_inputs = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class AppraisalStageOut(StrictSchema):
    """What was said of a criterion at one stage."""

    stage = fields.String()
    label = fields.String()
    points = Points(allow_none=True)
    inputs = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    text = fields.String(allow_none=True)
    by = fields.String(allow_none=True)
    at = fields.DateTime(allow_none=True)


class AppraisalTermsIn(StrictSchema):
    """How long each review may take."""

    appraise_by = fields.Date(load_default=None, allow_none=True)
    explain_days = fields.Integer(load_default=None, allow_none=True)
    settle_by = fields.Date(load_default=None, allow_none=True)


class AppraisalTermsOut(AppraisalTermsIn):
    """How long each review may take, as it was said last."""

    criteria_set_id = fields.Integer()
    version = fields.Integer()


class MemberVerdictIn(AppraisedCellIn):
    """A cell of one criterion; with `version` it is refused where somebody else changed it."""

    sheet_id = fields.Integer(required=True)
    version = fields.Integer(load_default=None, allow_none=True)


class MemberVerdictsIn(StrictSchema):
    """One criterion for several members."""

    lines = fields.List(
        fields.Nested(MemberVerdictIn), required=True, validate=validate.Length(1, 500)
    )


class AppraisedCountOut(StrictSchema):
    """How many sheets it concerned."""

    count = fields.Integer()


class AppraisalBoardCellOut(StrictSchema):
    """One criterion of one member, with how far it lies from its self-score and from the median."""

    member_id = fields.Integer()
    sheet_id = fields.Integer()
    criterion_id = fields.Integer()
    self_points = Points(allow_none=True)
    points = Points(allow_none=True)
    from_self = Points(allow_none=True)
    from_median = Points(allow_none=True)
    cross_median = Points(allow_none=True)
    is_looked_at = fields.Boolean()
    unassigned = fields.Boolean()
    version = fields.Integer()


class AppraisalBoardOut(StrictSchema):
    """The sheets of a cluster side by side."""

    criteria_set_id = fields.Integer()
    cluster_id = fields.Integer()
    cells = fields.List(fields.Nested(AppraisalBoardCellOut))
    total_median = Points(allow_none=True)


class AppraisalHandOut(StrictSchema):
    """How one unit gives points; nothing is said of fewer than three sheets."""

    tenant_id = fields.Integer()
    name = fields.String()
    where = fields.String()
    count = fields.Integer()
    mean = Points(allow_none=True)
    spread = Points(allow_none=True)
    mean_others = Points(allow_none=True)


class VerdictsIn(StrictSchema):
    """Some or all criteria; those not named stay as they are."""

    lines = fields.List(
        fields.Nested(VerdictIn), load_default=list, validate=validate.Length(max=500)
    )
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class SettlementIn(StrictSchema):
    """The criteria whose points change after the member's word."""

    lines = fields.List(
        fields.Nested(VerdictIn), load_default=list, validate=validate.Length(max=500)
    )


class AppraisalOut(StrictSchema):
    """The cluster's view of a sheet."""

    id = fields.Integer()
    sheet_id = fields.Integer()
    member_id = fields.Integer()
    total = Points(allow_none=True)
    settled_total = Points(allow_none=True)
    comment = fields.String(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    settled_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class ExplanationIn(StrictSchema):
    """A word on one criterion; without one, on the whole."""

    criterion_id = fields.Integer(load_default=None, allow_none=True)
    text = fields.String(required=True, validate=validate.Length(1, 2000))


class ExplanationsIn(StrictSchema):
    """All that the member says; it replaces what was kept before."""

    explanations = fields.List(
        fields.Nested(ExplanationIn), required=True, validate=validate.Length(max=500)
    )


class ExplanationText(StrictSchema):
    """One word; an empty one removes it."""

    text = fields.String(required=True, validate=validate.Length(max=2000))


class ExplanationOut(StrictSchema):
    """A word on one criterion, or on the whole."""

    criterion_id = fields.Integer(allow_none=True)
    text = fields.String()
    version = fields.Integer()
    sent_at = fields.DateTime(allow_none=True)


def verdicts(given: Iterable[Mapping[str, Any]]) -> dict[int, Verdict]:
    """The lines as the API gives them."""
    return {line["criterion_id"]: verdict(line) for line in given}


def verdict(line: Mapping[str, Any]) -> Verdict:
    """One line as the API gives it."""
    return Verdict(
        points=line.get("points"),
        comment=line.get("comment"),
        inputs=line.get("inputs"),
        unassigned=line.get("unassigned"),
        version=line.get("version"),
    )


def verdict_form(
    form: Mapping[str, str], formula_of: Callable[[int], Formula]
) -> dict[int, Verdict]:
    """The lines of a page: `lines.<key>.points`, `.comment`, `.in.<input>`, `.unassigned` where
    `.assignable` is there, `.seen` (version and sign of the cell as it was opened).

    `formula_of` tells the formula of a key. Raises Invalid at each field.
    """
    wrong: dict[str, list[str]] = {}
    found: dict[int, Verdict] = {}
    for key, line in lines_of(form).items():
        try:
            found[key] = _verdict(key, line, formula_of(key))
        except Invalid as error:
            wrong |= error.fields or {f"lines.{key}": [error.message]}
    if wrong:
        raise Invalid(fields=wrong)
    return found


NO_INPUTS = frozenset({"points", "comment", "text", "unassigned", "in"})


def at_fields(wrong: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Faults of values as the page names their fields: `lines.<key>.in.<input>`."""
    found = {}
    for name, said in wrong.items():
        head, _, field = name.rpartition(".")
        is_input = head.count(".") == 1 and head.startswith("lines.") and field not in NO_INPUTS
        found[f"{head}.in.{field}" if is_input else name] = said
    return found


def _verdict(key: int, line: Mapping[str, str], formula: Formula) -> Verdict:
    at = f"lines.{key}"
    wrong: dict[str, list[str]] = {}
    typed = {name[3:]: text for name, text in line.items() if name.startswith("in.")}
    points, inputs = None, None
    if typed:
        try:
            inputs = formula.read(typed)
        except Invalid as error:
            wrong |= {f"{at}.in.{name}": said for name, said in error.fields.items()}
    if line.get("points", "").strip() or not (typed or "assignable" in line):
        try:
            points = numbers.parse(line.get("points", ""), f"{at}.points")
        except Invalid as error:
            wrong |= error.fields
    if wrong:
        raise Invalid(fields=wrong)
    version, _, seal = line.get("seen", "").partition("-")
    return Verdict(
        points=points,
        comment=line.get("comment", "").strip() or None,
        inputs=inputs,
        unassigned="unassigned" in line if "assignable" in line else None,
        version=numbers.identifier(version),
        seal=seal or None,
    )
