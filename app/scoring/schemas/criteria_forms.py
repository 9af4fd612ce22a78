"""Criteria sets and criteria as the forms of the pages give and show them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.clusters.terms import ClusterKind
from app.lib import numbers
from app.scoring.content import NodeContent, SetContent
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.schemas.fields import FormReader
from app.scoring.schemas.params import as_form, read_params
from app.scoring.terms import DowngradeCause, FormulaKind, Part, Rebase, StandingScope, TieRule


def set_form(form: Mapping[str, str], applies_to: Sequence[str] = ()) -> SetContent:
    """The head of a set as the page gives it; `applies_to`: the ticked clusters.

    Raises Invalid at each field.
    """
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
        applies_to=[one for text in applies_to if (one := numbers.identifier(text)) is not None],
        rebase=reader.choice("rebase", Rebase) if reader.text("rebase") else Rebase.NONE,
        downgrades=_downgrades(reader),
        quotas=_quotas(reader),
        is_sample=reader.flag("is_sample"),
    )
    reader.finish()
    return content


def _bands(reader: FormReader) -> list[dict[str, Any]]:
    bands: list[dict[str, Any]] = []
    for row in reader.rows("bands"):
        name, least = reader.text(f"bands-{row}-name"), f"bands-{row}-from"
        if name or reader.text(least):
            bands.append(
                {
                    "name": name,
                    "from": f"{reader.number(least):f}",
                    "no_zero": reader.flag(f"bands-{row}-no_zero"),
                    "above": reader.flag(f"bands-{row}-above"),
                }
            )
    return bands


def _downgrades(reader: FormReader) -> list[dict[str, Any]]:
    rows = []
    for row in reader.rows("downgrades"):
        when, most = f"downgrades-{row}-when", reader.text(f"downgrades-{row}-at_most")
        if reader.text(when):
            rows.append({"when": reader.choice(when, DowngradeCause).value, "at_most": most})
    return rows


def _quotas(reader: FormReader) -> list[dict[str, Any]]:
    rows = []
    for row in reader.rows("quotas"):
        award = reader.text(f"quotas-{row}-award")
        if award:
            scope = f"quotas-{row}-scope"
            rows.append(
                {
                    "award": award,
                    "count": reader.whole(f"quotas-{row}-count") or 0,
                    "per_members": reader.whole(f"quotas-{row}-per_members"),
                    "scope": reader.choice(scope, StandingScope).value,
                }
            )
    return rows


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
        weight=reader.number("weight", numbers.exact("1")),
        gates=[name for row in reader.rows("gates") if (name := reader.text(f"gates-{row}-name"))],
        assignable=reader.flag("assignable"),
        due_on=reader.day("due_on"),
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
        "rebase": one.rebase.value,
        "is_sample": "1" if one.is_sample else "",
        "submit_by": "" if one.submit_by is None else one.submit_by.isoformat(),
    }
    for row, code in enumerate(one.tie_chain):
        shown[f"ties-{row}-code"] = code
    return shown | _rows_as_form(one)


def _rows_as_form(one: CriteriaSet) -> dict[str, str]:
    shown: dict[str, str] = {}
    for row, band in enumerate(one.bands):
        shown[f"bands-{row}-name"] = str(band["name"])
        shown[f"bands-{row}-from"] = numbers.vi(numbers.exact(band["from"]), grouping=False)
        for flag in ("no_zero", "above"):
            shown[f"bands-{row}-{flag}"] = "1" if band.get(flag) else ""
    for prefix, rows in (("downgrades", one.downgrades), ("quotas", one.quotas)):
        for row, rule in enumerate(rows):
            for name, value in rule.items():
                shown[f"{prefix}-{row}-{name}"] = "" if value is None else str(value)
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
        "weight": numbers.vi(one.weight, grouping=False),
        "assignable": "1" if one.assignable else "",
        "due_on": "" if one.due_on is None else one.due_on.isoformat(),
        **{f"gates-{row}-name": gate for row, gate in enumerate(one.gates)},
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
