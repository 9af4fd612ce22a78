"""A criteria set as it is frozen, and the scale that it gives again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.scoring.announcing.canonical import Content, decimal
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.scale import Placed, Scale
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule


def frozen(scale: Scale) -> Content:
    """All by which sheets are reckoned: the tree with its formulas, caps, bands, rules."""
    one = scale.criteria_set
    return {
        "title": one.title,
        "edition": one.edition,
        "base_total": decimal(one.base_total),
        "bonus_cap": decimal(one.bonus_cap),
        "penalty_cap": decimal(one.penalty_cap),
        "rebase": one.rebase.value,
        "bands": one.bands,
        "downgrades": one.downgrades,
        "quotas": one.quotas,
        "tie_chain": one.tie_chain,
        "tie_rule": one.tie_rule.value,
        "criteria": [_node(row) for row in scale.rows],
    }


def _node(row: Placed) -> Content:
    one = row.criterion
    return {
        "code": one.code,
        "parent": row.parent_code,
        "part": one.part.value,
        "text": one.text,
        "max_points": decimal(one.max_points),
        "capped": one.capped,
        "weight": decimal(one.weight),
        "formula": None if one.formula is None else one.formula.value,
        "params": one.params,
        "gates": list(one.gates),
        "assignable": one.assignable,
        "evidence_required": one.evidence_required,
        "due_on": None if one.due_on is None else one.due_on.isoformat(),
    }


def scale(content: Mapping[str, Any]) -> Scale:
    """The scale of a frozen set; its criteria are numbered from 1 in their order."""
    numbers = {node["code"]: place for place, node in enumerate(content["criteria"], start=1)}
    criteria = [
        _criterion(place, node, numbers) for place, node in enumerate(content["criteria"], start=1)
    ]
    return Scale.of(_set(content), criteria)


def _set(content: Mapping[str, Any]) -> CriteriaSet:
    return CriteriaSet(
        title=content["title"],
        edition=content["edition"],
        base_total=Decimal(content["base_total"]),
        bonus_cap=Decimal(content["bonus_cap"]),
        penalty_cap=Decimal(content["penalty_cap"]),
        rebase=Rebase(content["rebase"]),
        bands=content["bands"],
        downgrades=content["downgrades"],
        quotas=content["quotas"],
        tie_chain=content["tie_chain"],
        tie_rule=TieRule(content["tie_rule"]),
    )


def _criterion(place: int, node: Mapping[str, Any], numbers: Mapping[str, int]) -> Criterion:
    return Criterion(
        id=place,
        position=place,
        parent_id=None if node["parent"] is None else numbers[node["parent"]],
        code=node["code"],
        part=Part(node["part"]),
        text=node["text"],
        max_points=Decimal(node["max_points"]),
        capped=node["capped"],
        weight=Decimal(node["weight"]),
        formula=None if node["formula"] is None else FormulaKind(node["formula"]),
        params=node["params"],
        gates=node["gates"],
        assignable=node["assignable"],
        evidence_required=node["evidence_required"],
        due_on=None if node["due_on"] is None else date.fromisoformat(node["due_on"]),
    )
