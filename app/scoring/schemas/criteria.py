"""Criteria sets and criteria: API schemas and page forms."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.clusters.terms import ClusterKind
from app.lib import numbers
from app.lib.schemas import StrictSchema
from app.scoring.actions.content import NodeContent, SetContent
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.schemas.fields import FormReader, Points
from app.scoring.schemas.params import as_form, read_params
from app.scoring.terms import FormulaKind, Part, TieRule


def _year() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(2000, 2100))


class BandIn(StrictSchema):
    """A band: its name, from how many points, whether no criterion may be at 0."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    at_least = fields.String(required=True, data_key="from")
    no_zero = fields.Boolean(load_default=False)


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


class SampleIn(StrictSchema):
    """For which year and kind of cluster the example set is opened."""

    year = _year()
    cluster_kind = fields.Enum(ClusterKind, by_value=True, required=True)


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
        {"name": band["name"], "from": band["at_least"], "no_zero": band["no_zero"]}
        for band in given["bands"]
    ]
    return SetContent(**{**given, "bands": bands})


def set_form(form: Mapping[str, str]) -> SetContent:
    """The head of a set as the page gives it. Raises Invalid at each field."""
    reader = FormReader(form)
    content = SetContent(
        year=reader.whole("year") or 0,
        cluster_kind=reader.choice("cluster_kind", ClusterKind),
        title=reader.text("title"),
        base_total=reader.number("base_total"),
        bonus_cap=reader.number("bonus_cap", numbers.exact("0")),
        penalty_cap=reader.number("penalty_cap", numbers.exact("0")),
        bands=_bands(reader),
        tie_chain=[
            code for row in reader.rows("ties") if (code := reader.text(f"ties-{row}-code"))
        ],
        tie_rule=reader.choice("tie_rule", TieRule),
        submit_by=reader.day("submit_by"),
    )
    reader.finish()
    return content


def _bands(reader: FormReader) -> list[dict[str, Any]]:
    bands: list[dict[str, Any]] = []
    for row in reader.rows("bands"):
        name, least = reader.text(f"bands-{row}-name"), f"bands-{row}-from"
        if name or reader.text(least):
            value = f"{reader.number(least):f}"
            no_zero = reader.flag(f"bands-{row}-no_zero")
            bands.append({"name": name, "from": value, "no_zero": no_zero})
    return bands


def node_form(form: Mapping[str, str]) -> NodeContent:
    """A group or criterion as the page gives it. Raises Invalid at each field."""
    reader = FormReader(form)
    is_group = not reader.text("formula")
    formula = None if is_group else reader.choice("formula", FormulaKind)
    content = NodeContent(
        code=reader.text("code"),
        text=reader.text("text"),
        max_points=reader.number("max_points"),
        part=reader.choice("part", Part) if reader.text("part") else Part.BASE,
        guidance=reader.text("guidance") or None,
        capped=reader.flag("capped"),
        formula=formula,
        params={} if formula is None else read_params(reader, formula),
        evidence_required=reader.flag("evidence_required"),
        upstream_task_id=reader.whole("upstream_task_id"),
    )
    reader.finish()
    return content


def set_as_form(one: CriteriaSet) -> dict[str, str]:
    """A stored head as the texts of the form's fields."""
    shown = {
        "year": str(one.year),
        "cluster_kind": one.cluster_kind.value,
        "title": one.title,
        "base_total": numbers.vi(one.base_total, grouping=False),
        "bonus_cap": numbers.vi(one.bonus_cap, grouping=False),
        "penalty_cap": numbers.vi(one.penalty_cap, grouping=False),
        "tie_rule": one.tie_rule.value,
        "submit_by": "" if one.submit_by is None else one.submit_by.isoformat(),
    }
    for row, band in enumerate(one.bands):
        shown[f"bands-{row}-name"] = str(band["name"])
        shown[f"bands-{row}-from"] = numbers.vi(numbers.exact(band["from"]), grouping=False)
        shown[f"bands-{row}-no_zero"] = "1" if band.get("no_zero") else ""
    for row, code in enumerate(one.tie_chain):
        shown[f"ties-{row}-code"] = code
    return shown


def node_as_form(one: Criterion) -> dict[str, str]:
    """A stored node as the texts of the form's fields."""
    return {
        "code": one.code,
        "text": one.text,
        "max_points": numbers.vi(one.max_points, grouping=False),
        "part": one.part.value,
        "guidance": one.guidance or "",
        "capped": "1" if one.capped else "",
        "formula": "" if one.formula is None else one.formula.value,
        "evidence_required": "1" if one.evidence_required else "",
        "upstream_task_id": "" if one.upstream_task_id is None else str(one.upstream_task_id),
        **as_form(one.formula, one.params),
    }


def start_form(form: Mapping[str, str]) -> SetContent:
    """The short form that opens a draft: year, kind of cluster and, for an empty one, its title."""
    reader = FormReader(form)
    year = reader.whole("year") or 0
    kind = reader.choice("cluster_kind", ClusterKind)
    reader.finish()
    title = f"Bộ tiêu chí chấm điểm {kind.label.lower()} năm {year}"
    return SetContent(year=year, cluster_kind=kind, title=reader.text("title") or title)
