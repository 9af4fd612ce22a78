"""Criteria sets and criteria: what goes in and out of the API."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.clusters.terms import ClusterKind
from app.lib import numbers
from app.lib.schemas import StrictSchema
from app.scoring.content import SetContent
from app.scoring.samples import SAMPLES
from app.scoring.schemas.fields import Points
from app.scoring.terms import DowngradeCause, FormulaKind, Part, Rebase, StandingScope, TieRule


def _year() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(2000, 2100))


class BandIn(StrictSchema):
    """A band: its name, from how many points, whether no criterion may be at 0."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    at_least = fields.String(required=True, data_key="from")
    no_zero = fields.Boolean(load_default=False)
    above = fields.Boolean(load_default=False)


class DowngradeIn(StrictSchema):
    """What lowers a band, and the best band that is left."""

    when = fields.Enum(DowngradeCause, by_value=True, required=True)
    at_most = fields.String(required=True, validate=validate.Length(1, 200))


class QuotaIn(StrictSchema):
    """How many of an award may be proposed, for the whole or for every `per_members` members."""

    award = fields.String(required=True, validate=validate.Length(1, 200))
    count = fields.Integer(required=True, strict=True, validate=validate.Range(1, 10_000))
    per_members = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 10_000)
    )
    scope = fields.Enum(StandingScope, by_value=True, load_default=StandingScope.CLUSTER)


class SetIn(StrictSchema):
    """The head of a criteria set."""

    year = _year()
    cluster_kind = fields.Enum(ClusterKind, by_value=True, required=True)
    title = fields.String(required=True, validate=validate.Length(1, 500))
    base_total = Points(load_default=lambda: numbers.exact("100"))
    bonus_cap = Points(load_default=lambda: numbers.exact("0"))
    penalty_cap = Points(load_default=lambda: numbers.exact("0"))
    bands = fields.List(fields.Nested(BandIn), load_default=list, validate=validate.Length(max=20))
    tie_chain = fields.List(fields.String(), load_default=list, validate=validate.Length(max=20))
    tie_rule = fields.Enum(TieRule, by_value=True, load_default=TieRule.SHARED)
    submit_by = fields.Date(load_default=None, allow_none=True)
    applies_to = fields.List(
        fields.Integer(strict=True), load_default=list, validate=validate.Length(max=500)
    )
    rebase = fields.Enum(Rebase, by_value=True, load_default=Rebase.NONE)
    downgrades = fields.List(
        fields.Nested(DowngradeIn), load_default=list, validate=validate.Length(max=20)
    )
    quotas = fields.List(
        fields.Nested(QuotaIn), load_default=list, validate=validate.Length(max=20)
    )
    is_sample = fields.Boolean(load_default=False)


class SampleIn(StrictSchema):
    """For which year and kind of cluster the example set is opened."""

    year = _year()
    cluster_kind = fields.Enum(ClusterKind, by_value=True, required=True)
    sample = fields.String(load_default="common", validate=validate.OneOf(list(SAMPLES)))


class SampleSetOut(StrictSchema):
    """An example set that may be opened as a draft."""

    sample = fields.String()
    label = fields.String()


class CopyIn(StrictSchema):
    """For which year a set is copied."""

    year = _year()


class SetOut(StrictSchema):
    """A criteria set."""

    id = fields.Integer()
    year = fields.Integer()
    cluster_kind = fields.Enum(ClusterKind, by_value=True)
    title = fields.String()
    base_total = Points()
    bonus_cap = Points()
    penalty_cap = Points()
    bands = fields.List(fields.Dict())
    tie_chain = fields.List(fields.String())
    tie_rule = fields.Enum(TieRule, by_value=True)
    submit_by = fields.Date(allow_none=True)
    applies_to = fields.List(fields.Integer())
    rebase = fields.Enum(Rebase, by_value=True)
    downgrades = fields.List(fields.Dict())
    quotas = fields.List(fields.Dict())
    is_sample = fields.Boolean()
    edition = fields.Integer()
    replaces_id = fields.Integer(allow_none=True)
    replaced_at = fields.DateTime(allow_none=True)
    issued_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class SetLineOut(StrictSchema):
    """A criteria set in a list."""

    criteria_set = fields.Nested(SetOut)
    criterion_count = fields.Integer()


class NodeFields(StrictSchema):
    """What groups and criteria have in common."""

    code = fields.String(required=True)
    text = fields.String(required=True)
    max_points = Points(required=True)
    part = fields.Enum(Part, by_value=True, load_default=Part.BASE)
    guidance = fields.String(load_default=None, allow_none=True)
    capped = fields.Boolean(load_default=False)
    formula = fields.Enum(FormulaKind, by_value=True, load_default=None, allow_none=True)
    params = fields.Dict(load_default=dict)
    evidence_required = fields.Boolean(load_default=False)
    upstream_task_id = fields.Integer(load_default=None, allow_none=True)
    weight = Points(load_default=lambda: numbers.exact("1"))
    gates = fields.List(
        fields.String(validate=validate.Length(1, 200)),
        load_default=list,
        validate=validate.Length(max=10),
    )
    assignable = fields.Boolean(load_default=False)
    due_on = fields.Date(load_default=None, allow_none=True)


class NodeIn(NodeFields):
    """A group or criterion to be added below a group, or at the top."""

    parent_id = fields.Integer(load_default=None, allow_none=True)


class NodeOut(StrictSchema):
    """A group or criterion."""

    id = fields.Integer()
    criteria_set_id = fields.Integer()
    parent_id = fields.Integer(allow_none=True)
    position = fields.Integer()
    code = fields.String()
    text = fields.String()
    max_points = Points()
    part = fields.Enum(Part, by_value=True)
    guidance = fields.String(allow_none=True)
    capped = fields.Boolean()
    formula = fields.Enum(FormulaKind, by_value=True, allow_none=True)
    params = fields.Dict()
    evidence_required = fields.Boolean()
    upstream_task_id = fields.Integer(allow_none=True)
    weight = Points()
    gates = fields.List(fields.String())
    assignable = fields.Boolean()
    due_on = fields.Date(allow_none=True)
    version = fields.Integer()


class Move(StrictSchema):
    """One place up (-1) or down (1)."""

    step = fields.Integer(required=True, validate=validate.OneOf([-1, 1]))


class ProblemOut(StrictSchema):
    """What keeps a set from being issued; without a code it concerns the whole set."""

    code = fields.String(allow_none=True)
    message = fields.String()


class TrialIn(StrictSchema):
    """Sample values by criterion id: {"12": {"done": "45", "assigned": "50"}}."""

    values = fields.Dict(keys=fields.Integer(), values=fields.Dict(), required=True)


class TrialOut(StrictSchema):
    """What the sample values come to."""

    points = fields.Dict(keys=fields.String(), values=Points())
    explained = fields.Dict(keys=fields.String(), values=fields.String())
    base = Points(attribute="totals.base")
    bonus = Points(attribute="totals.bonus")
    penalty = Points(attribute="totals.penalty")
    total = Points(attribute="totals.total")
    missing = fields.List(fields.String(), attribute="totals.missing")
    band = fields.String()


def set_content(given: Mapping[str, Any]) -> SetContent:
    """The head of a set as the API gives it."""
    bands = [
        {
            "name": band["name"],
            "from": band["at_least"],
            "no_zero": band["no_zero"],
            "above": band["above"],
        }
        for band in given["bands"]
    ]
    downgrades = [{**row, "when": row["when"].value} for row in given["downgrades"]]
    quotas = [{**row, "scope": row["scope"].value} for row in given["quotas"]]
    return SetContent(**{**given, "bands": bands, "downgrades": downgrades, "quotas": quotas})
