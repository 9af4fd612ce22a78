"""Members who score each other: API schemas and page forms."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.appraisals import Verdict
from app.scoring.schemas.fields import Points, lines_of


class CrossPairIn(StrictSchema):
    """Whose sheet, and who scores it."""

    member_id = fields.Integer(required=True)
    scorer_id = fields.Integer(required=True)


class CrossAssignmentsIn(StrictSchema):
    """Chosen pairs, or everybody in turn: each sheet by the next `scorers` members."""

    pairs = fields.List(
        fields.Nested(CrossPairIn), load_default=list, validate=validate.Length(max=1000)
    )
    scorers = fields.Integer(load_default=None, allow_none=True)
    due_on = fields.Date(load_default=None, allow_none=True)


class CrossDutyOut(StrictSchema):
    """One member asked to score the sheet of another, and how far it has come."""

    id = fields.Integer()
    criteria_set_id = fields.Integer()
    cluster_id = fields.Integer()
    cluster_name = fields.String()
    sheet_id = fields.Integer()
    member_id = fields.Integer()
    member_name = fields.String()
    scorer_id = fields.Integer()
    scorer_name = fields.String()
    due_on = fields.Date(allow_none=True)
    score_id = fields.Integer(allow_none=True)
    scored_at = fields.DateTime(allow_none=True)
    total = Points(allow_none=True)


class CrossScoreIn(StrictSchema):
    """Which assignment is answered."""

    assignment_id = fields.Integer(required=True)


class CrossScoreLineIn(StrictSchema):
    """Points (none: not decided yet) and a remark on one criterion."""

    criterion_id = fields.Integer(required=True)
    points = Points(load_default=None, allow_none=True)
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class CrossScoreLinesIn(StrictSchema):
    """Some or all criteria; those not named stay as they are."""

    lines = fields.List(
        fields.Nested(CrossScoreLineIn), load_default=list, validate=validate.Length(max=500)
    )
    comment = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class CrossScoreLineOut(StrictSchema):
    """Points and a remark on one criterion."""

    criterion_id = fields.Integer()
    points = Points(allow_none=True)
    comment = fields.String(allow_none=True)


class CrossScoreOut(StrictSchema):
    """A member's points for another's sheet."""

    id = fields.Integer()
    assignment_id = fields.Integer()
    sheet_id = fields.Integer()
    member_id = fields.Integer()
    total = Points(allow_none=True)
    comment = fields.String(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


def verdicts(lines: list[dict[str, Any]]) -> dict[int, Verdict]:
    """The lines as the API gives them."""
    return {
        line["criterion_id"]: Verdict(points=line["points"], comment=line["comment"])
        for line in lines
    }


def score_form(form: Mapping[str, str]) -> dict[int, Verdict]:
    """The lines `lines.<criterion id>.points` (may stay empty) and `.comment` of a page."""
    wrong: dict[str, list[str]] = {}
    found: dict[int, Verdict] = {}
    for one, line in lines_of(form).items():
        field, text = f"lines.{one}.points", line.get("points", "").strip()
        points = None
        try:
            points = numbers.parse(text, field) if text else None
        except Invalid as error:
            wrong[field] = [error.message]
        found[one] = Verdict(points=points, comment=line.get("comment", "").strip() or None)
    if wrong:
        raise Invalid(fields=wrong)
    return found


def pairs_form(chosen: list[str]) -> list[tuple[int, int]]:
    """The ticked boxes `pair` = "<member>-<scorer>" of a page; anything else is left out."""
    found = []
    for text in chosen:
        member, _, scorer = text.partition("-")
        member_id, scorer_id = numbers.identifier(member), numbers.identifier(scorer)
        if member_id is not None and scorer_id is not None:
            found.append((member_id, scorer_id))
    return found
