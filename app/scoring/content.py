"""What a person writes into a criteria set, before it is a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from app.clusters.terms import ClusterKind
from app.lib import dates, numbers
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule


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
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value)
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
    applies_to: Sequence[int] = ()
    rebase: Rebase = Rebase.NONE
    downgrades: Sequence[Mapping[str, Any]] = ()
    quotas: Sequence[Mapping[str, Any]] = ()
    is_sample: bool = False


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
    weight: Decimal = Decimal(1)
    gates: Sequence[str] = ()
    assignable: bool = False
    due_on: date | None = None


def head_of(found: CriteriaSet) -> SetContent:
    """The head of a stored set as content."""
    return SetContent(**{one.name: getattr(found, one.name) for one in fields(SetContent)})


def node_of(found: Criterion) -> NodeContent:
    """A stored node as content."""
    return NodeContent(**{one.name: getattr(found, one.name) for one in fields(NodeContent)})
