"""Shape of changes of the members of clusters."""

from typing import Any

from marshmallow import fields, post_load, validate
from werkzeug.datastructures import MultiDict

from app.clusters.actions.moves import Cause
from app.clusters.terms import MoveKind
from app.lib import dates
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema, load


class MovesQuery(StrictSchema):
    """Which year."""

    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))


class CauseIn(StrictSchema):
    """When and why a member comes or goes, and who follows a lead or deputy that leaves."""

    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))
    member_id = fields.Integer(required=True)
    moved_on = fields.Date(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 1000))
    basis = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=1000))
    lead_id = fields.Integer(load_default=None, allow_none=True)
    deputy_id = fields.Integer(load_default=None, allow_none=True)

    @post_load
    def cause(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the action takes it."""
        names = ("moved_on", "reason", "basis", "lead_id", "deputy_id")
        found = Cause(**{name: data.pop(name) for name in names})
        return {**data, "cause": found}


class MoveIn(CauseIn):
    """A unit put into a cluster; null: into none."""

    to_cluster_id = fields.Integer(required=True, allow_none=True)


class SuccessionIn(CauseIn):
    """The unit that takes the place of a merged member; null: nobody does."""

    successor_id = fields.Integer(required=True, allow_none=True)


class MoveOut(StrictSchema):
    """A change of members."""

    id = fields.Integer(attribute="move.id")
    kind = fields.Enum(MoveKind, by_value=True, attribute="move.kind")
    member_id = fields.Integer(attribute="member.id")
    member = fields.String(attribute="member.name")
    successor_id = fields.Integer(attribute="move.successor_id", allow_none=True)
    from_cluster_id = fields.Integer(attribute="move.from_cluster_id", allow_none=True)
    to_cluster_id = fields.Integer(attribute="move.to_cluster_id", allow_none=True)
    moved_on = fields.Date(attribute="move.moved_on")
    reason = fields.String(attribute="move.reason")
    basis = fields.String(attribute="move.basis", allow_none=True)


def move_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The form that moves a unit; an empty `to_cluster_id` is none."""
    given: dict[str, Any] = load(MoveIn(), {**_cause(form), **_target(form, "to_cluster_id")})
    return given


def succession_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The form that puts a successor in the place of a merged member, or drops the member."""
    given: dict[str, Any] = load(SuccessionIn(), {**_cause(form), **_target(form, "successor_id")})
    return given


def _target(form: MultiDict[str, str], name: str) -> dict[str, str | None]:
    return {name: form.get(name, "").strip() or None}


def _cause(form: MultiDict[str, str]) -> dict[str, Any]:
    typed = form.get("moved_on", "").strip()
    if not typed:
        raise Invalid("Cần ghi ngày thay đổi.", "moved_on")
    return {
        "year": form.get("year", ""),
        "member_id": form.get("member_id", ""),
        "moved_on": dates.parse(typed, "moved_on").isoformat(),
        "reason": form.get("reason", ""),
        **{name: form.get(name, "").strip() or None for name in ("basis", "lead_id", "deputy_id")},
    }
