"""The council's word on a sheet: what the API and the page give."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.confirmations import Change
from app.scoring.deciding.terms import LineOrigin
from app.scoring.scale import Scale
from app.scoring.schemas.fields import Points, lines_of

INPUT = "in-"
"""What the fields of values are called in the page: lines.7.in-actual."""


class ChangeIn(StrictSchema):
    """The council's points for one criterion, or the values from which points follow; a reason
    where they differ from what the cluster settled."""

    criterion_id = fields.Integer(required=True)
    points = Points(load_default=None, allow_none=True)
    inputs = fields.Dict(
        keys=fields.String(validate=validate.Length(max=50)),
        values=fields.String(validate=validate.Length(max=50)),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=50),
    )
    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=2000))


class ConfirmationIn(StrictSchema):
    """Which settled sheet is confirmed; without lines as the cluster settled it."""

    sheet_id = fields.Integer(required=True)
    lines = fields.List(
        fields.Nested(ChangeIn), load_default=list, validate=validate.Length(max=500)
    )


class ConfirmationEdit(StrictSchema):
    """The criteria on which the council differs; those not named stand as settled."""

    lines = fields.List(
        fields.Nested(ChangeIn), load_default=list, validate=validate.Length(max=500)
    )


class ChangedOut(StrictSchema):
    """A criterion on which the result differs from what was settled, whence and why."""

    criterion_id = fields.Integer()
    points = Points()
    inputs = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    reason = fields.String()
    origin = fields.Enum(LineOrigin, by_value=True)


class ConfirmationOut(StrictSchema):
    """The council's newest word on a sheet."""

    id = fields.Integer()
    sheet_id = fields.Integer()
    revision = fields.Integer()
    criteria_set_id = fields.Integer()
    member_id = fields.Integer()
    total = Points()
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


def changes(given: Iterable[Mapping[str, Any]]) -> dict[int, Change]:
    """The lines as the API gives them."""
    return {
        line["criterion_id"]: Change(
            points=line["points"], reason=line["reason"], inputs=line["inputs"]
        )
        for line in given
    }


def change_form(form: Mapping[str, str], scale: Scale) -> dict[int, Change]:
    """The lines of a page: `.points`, `.reason`, `.none` (not assigned), `.in-<input>`.

    Raises Invalid at each that cannot be understood.
    """
    wrong: dict[str, list[str]] = {}
    found: dict[int, Change] = {}
    for criterion_id, line in lines_of(form).items():
        try:
            found[criterion_id] = _change(scale, criterion_id, line)
        except Invalid as error:
            wrong.update(error.fields)
    if wrong:
        raise Invalid(fields=wrong)
    return found


def _change(scale: Scale, criterion_id: int, line: Mapping[str, str]) -> Change:
    typed = line.get("points", "").strip()
    points = None
    if typed or "none" not in line:
        points = numbers.parse(typed, f"lines.{criterion_id}.points")
    entered = {
        name.removeprefix(INPUT): value for name, value in line.items() if name.startswith(INPUT)
    }
    try:
        inputs = scale.read({criterion_id: entered})[criterion_id] if entered else None
    except Invalid as error:
        raise Invalid(fields=as_typed(error.fields)) from error
    return Change(points=points, reason=line.get("reason", "").strip() or None, inputs=inputs)


def as_typed(wrong: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Errors at values (lines.7.actual) under the names that their fields have in the page."""
    return {_field(name): said for name, said in wrong.items()}


def _field(name: str) -> str:
    head, _, last = name.rpartition(".")
    if not head.startswith("lines.") or last in ("points", "reason") or last.startswith(INPUT):
        return name
    return f"{head}.{INPUT}{last}"
