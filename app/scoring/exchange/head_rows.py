"""The rows of the sheet that holds the head of a set."""

from app.clusters.terms import ClusterKind
from app.scoring.exchange.columns import Column, Holds
from app.scoring.exchange.words import HEAD_LABELS
from app.scoring.terms import Rebase, TieRule

HEAD_ROWS = (
    Column("title", HEAD_LABELS["title"]),
    Column("year", HEAD_LABELS["year"], Holds.WHOLE),
    Column(
        "cluster_kind",
        HEAD_LABELS["cluster_kind"],
        Holds.CHOICE,
        choices=tuple((one.value, one.label) for one in ClusterKind),
    ),
    Column("submit_by", HEAD_LABELS["submit_by"], Holds.DAY),
    Column("base_total", HEAD_LABELS["base_total"], Holds.NUMBER),
    Column("bonus_cap", HEAD_LABELS["bonus_cap"], Holds.NUMBER),
    Column("penalty_cap", HEAD_LABELS["penalty_cap"], Holds.NUMBER),
    Column(
        "tie_rule",
        HEAD_LABELS["tie_rule"],
        Holds.CHOICE,
        choices=tuple((one.value, one.label) for one in TieRule),
    ),
    Column(
        "rebase",
        HEAD_LABELS["rebase"],
        Holds.CHOICE,
        choices=tuple((one.value, one.label) for one in Rebase),
    ),
    Column("is_sample", HEAD_LABELS["is_sample"], Holds.FLAG),
)
HEAD_WORDS = {"cluster_kind": ClusterKind, "tie_rule": TieRule, "rebase": Rebase}
"""The words that the choices of the head stand for."""
