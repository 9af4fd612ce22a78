"""What a person writes into a criteria set, before it is a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.clusters.terms import ClusterKind
from app.lib import dates, numbers
from app.scoring.terms import FormulaKind, Part, TieRule


def shown(value: object) -> str:
    """A value of any field as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Decimal):
        return numbers.vi(value)
    if isinstance(value, date):
        return dates.short(value)
    return str(getattr(value, "label", value))


@dataclass(frozen=True, kw_only=True)
class SetContent:
    """The head of a criteria set; the fields are those of `CriteriaSet`."""

    year: int
    cluster_kind: ClusterKind
    title: str
    base_total: Decimal = Decimal(100)
    bonus_cap: Decimal = Decimal(0)
    penalty_cap: Decimal = Decimal(0)
    bands: Sequence[Mapping[str, Any]] = ()
    tie_chain: Sequence[str] = ()
    tie_rule: TieRule = TieRule.SHARED
    submit_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class NodeContent:
    """A group (no formula) or a criterion; the fields are those of `Criterion`."""

    code: str
    text: str
    max_points: Decimal
    part: Part = Part.BASE
    guidance: str | None = None
    capped: bool = False
    formula: FormulaKind | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    evidence_required: bool = False
    upstream_task_id: int | None = None
