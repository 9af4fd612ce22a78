"""What example sets are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.clusters.terms import ClusterKind
from app.scoring.content import SetContent
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule

BANDS: tuple[dict[str, Any], ...] = (
    {"name": "Hoàn thành xuất sắc nhiệm vụ", "from": "90", "no_zero": True},
    {"name": "Hoàn thành tốt nhiệm vụ", "from": "80"},
    {"name": "Hoàn thành nhiệm vụ", "from": "50"},
    {"name": "Không hoàn thành nhiệm vụ", "from": "0"},
)


@dataclass(frozen=True)
class Item:
    """A group (no formula) or a criterion of an example."""

    code: str
    text: str
    max_points: str
    formula: FormulaKind | None = None
    params: dict[str, Any] = field(default_factory=dict)
    part: Part = Part.BASE
    evidence: bool = False
    guidance: str | None = None
    weight: str = "1"
    gates: tuple[str, ...] = ()
    assignable: bool = False
    capped: bool = False

    @property
    def parent(self) -> str | None:
        """The code of the group above: "I" for "I.2"."""
        return self.code.rpartition(".")[0] or None

    def columns(self) -> dict[str, Any]:
        """The columns of a node."""
        return {
            "code": self.code,
            "part": self.part,
            "text": self.text,
            "guidance": self.guidance,
            "max_points": Decimal(self.max_points),
            "capped": self.capped,
            "formula": self.formula,
            "params": self.params,
            "evidence_required": self.evidence,
            "weight": Decimal(self.weight),
            "gates": list(self.gates),
            "assignable": self.assignable,
        }


@dataclass(frozen=True, kw_only=True)
class Sample:
    """An example set; `label` is what the person chooses it by."""

    label: str
    title: str
    items: Sequence[Item]
    base_total: str = "100"
    bonus_cap: str = "0"
    penalty_cap: str = "0"
    bands: Sequence[Mapping[str, Any]] = BANDS
    tie_chain: tuple[str, ...] = ()
    tie_rule: TieRule = TieRule.AUTHORITY
    rebase: Rebase = Rebase.NONE
    downgrades: Sequence[Mapping[str, Any]] = ()
    quotas: Sequence[Mapping[str, Any]] = ()

    def head(self, *, year: int, cluster_kind: ClusterKind) -> SetContent:
        """The head of a draft made from it."""
        return SetContent(
            year=year,
            cluster_kind=cluster_kind,
            title=self.title,
            base_total=Decimal(self.base_total),
            bonus_cap=Decimal(self.bonus_cap),
            penalty_cap=Decimal(self.penalty_cap),
            bands=self.bands,
            tie_chain=self.tie_chain,
            tie_rule=self.tie_rule,
            rebase=self.rebase,
            downgrades=self.downgrades,
            quotas=self.quotas,
            is_sample=True,
        )


def ratio(done: str, assigned: str, unit: str) -> dict[str, Any]:
    """Parameters of a ratio."""
    return {"done_label": done, "assigned_label": assigned, "unit": unit}


def each(points: str, label: str, unit: str) -> dict[str, Any]:
    """Parameters of a count."""
    return {"points_each": points, "label": label, "unit": unit}


def percent(label: str, *steps: tuple[str, str | None, str]) -> dict[str, Any]:
    """Parameters of steps of a percentage: from, to below, points."""
    return {
        "label": label,
        "unit": "%",
        "steps": [
            {"lower": lower, "upper": upper, "points": points} for lower, upper, points in steps
        ],
    }
