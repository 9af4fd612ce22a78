"""Appraisals, settlements and explanations: API schemas and page forms."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.appraisals import Verdict
from app.scoring.schemas.fields import Points, lines_of


class AppraisalIn(StrictSchema):
    """Which sheet is appraised."""

    sheet_id = fields.Integer(required=True)


class VerdictIn(StrictSchema):
    """Points for one criterion, and a remark."""

    criterion_id = fields.Integer(required=True)
    points = Points(required=True)
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


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
    return {
        line["criterion_id"]: Verdict(points=line["points"], comment=line["comment"])
        for line in given
    }


def verdict_form(form: Mapping[str, str]) -> dict[int, Verdict]:
    """The lines `lines.<criterion id>.points` and `.comment` of a page. Raises Invalid at each."""
    wrong: dict[str, list[str]] = {}
    found: dict[int, Verdict] = {}
    for criterion_id, line in lines_of(form).items():
        field = f"lines.{criterion_id}.points"
        try:
            points = numbers.parse(line.get("points", ""), field)
        except Invalid as error:
            wrong[field], points = [error.message], Decimal(0)
        found[criterion_id] = Verdict(
            points=points, comment=line.get("comment", "").strip() or None
        )
    if wrong:
        raise Invalid(fields=wrong)
    return found


def explanation_form(form: Mapping[str, str]) -> dict[int | None, str]:
    """The fields `lines.<criterion id>.text` and `text` of a page."""
    texts: dict[int | None, str] = {
        one: line.get("text", "") for one, line in lines_of(form).items()
    }
    return {**texts, None: form.get("text", "")}
