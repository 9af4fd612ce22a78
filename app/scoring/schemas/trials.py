"""Sample values of invented members, for the API and from the page."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.reckoning import Given
from app.scoring.scale import Scale
from app.scoring.schemas.criteria import TrialOut
from app.scoring.schemas.fields import lines_of
from app.scoring.trials import MOST_MEMBERS


class TriedMemberIn(StrictSchema):
    """An invented member: values, what it was not assigned, kinds of evidence it has."""

    values = fields.Dict(keys=fields.Integer(), values=fields.Dict(), load_default=dict)
    unassigned = fields.List(fields.Integer(), load_default=list, validate=validate.Length(max=400))
    evidence = fields.Dict(
        keys=fields.Integer(), values=fields.List(fields.String()), load_default=dict
    )


class TrialsIn(StrictSchema):
    """Up to four members of one cluster."""

    members = fields.List(
        fields.Nested(TriedMemberIn), required=True, validate=validate.Length(1, MOST_MEMBERS)
    )


class TrialsOut(StrictSchema):
    """What each comes to, in the order given."""

    members = fields.List(fields.Nested(TrialOut))


def members(given: Mapping[str, Any]) -> list[Given]:
    """The members as the API gives them."""
    return [
        Given(inputs=one["values"], unassigned=one["unassigned"], kinds=one["evidence"])
        for one in given["members"]
    ]


def members_form(form: Mapping[str, str], count: int, scale: Scale) -> list[Given]:
    """The fields `members.<number>.lines.<criterion id>.<input>` of a page; also `.unassigned`
    and `.gate<number>` (ticked: that kind of evidence is there). Raises Invalid at each field."""
    found: list[Given] = []
    wrong: dict[str, list[str]] = {}
    for number in range(count):
        head = f"members.{number}."
        own = {
            name.removeprefix(head): text for name, text in form.items() if name.startswith(head)
        }
        lines = {one: line for one, line in lines_of(own).items() if one in scale.leaves}
        try:
            found.append(_given(scale, lines))
        except Invalid as error:
            wrong |= {head + name: said for name, said in error.fields.items()}
    if wrong:
        raise Invalid(fields=wrong)
    return found


def _given(scale: Scale, lines: Mapping[int, Mapping[str, str]]) -> Given:
    typed = {
        one: {
            name: text
            for name, text in line.items()
            if name != "unassigned" and not name.startswith("gate")
        }
        for one, line in lines.items()
    }
    return Given(
        inputs={one: line for one, line in scale.read(typed).items() if line},
        unassigned=[one for one, line in lines.items() if line.get("unassigned")],
        kinds={
            one: [
                gate
                for number, gate in enumerate(scale.leaves[one].criterion.gates)
                if line.get(f"gate{number}")
            ]
            for one, line in lines.items()
        },
    )
