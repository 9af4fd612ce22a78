"""Who appraises harshly and who leniently: exact differences, never of fewer than three sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster
from app.lib import numbers, statistics
from app.scoring.models import (
    Appraisal,
    Confirmation,
    CriteriaSet,
    CrossAssignment,
    CrossScore,
    ScoreSheet,
)
from app.scoring.queries import confirmations, cross
from tenants import context
from tenants.db import db
from tenants.models import Tenant

FEWEST = 3
"""Of fewer sheets nothing is said."""


@dataclass(frozen=True)
class Hand:
    """How one unit gives points: the differences of its totals, sheet by sheet.

    `from_self`: above (+) or below (−) what members gave themselves; `from_others`: against the
    council's word (for appraisers), or against the appraiser's (for scorers).
    """

    tenant_id: int
    name: str
    where: str
    from_self: tuple[Decimal, ...]
    from_others: tuple[Decimal, ...]

    @property
    def count(self) -> int:
        """Of how many sheets."""
        return len(self.from_self)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough sheets to say anything."""
        return self.count >= FEWEST

    @cached_property
    def mean(self) -> Decimal | None:
        """The mean difference from the self-score, half up to three places."""
        if not self.is_enough:
            return None
        return numbers.quantize3(statistics.mean(self.from_self))

    @cached_property
    def spread(self) -> Decimal | None:
        """The standard deviation of the differences, half up to three places."""
        if not self.is_enough:
            return None
        return numbers.quantize3(statistics.deviation(self.from_self))

    @cached_property
    def mean_others(self) -> Decimal | None:
        """The mean difference from the council, or from the appraiser; of three sheets or more."""
        if len(self.from_others) < FEWEST:
            return None
        return numbers.quantize3(statistics.mean(self.from_others))


@dataclass(frozen=True)
class Table:
    """Units that give points, with the middle of their means by which each is called."""

    hands: Sequence[Hand]

    @cached_property
    def middle(self) -> Decimal | None:
        """The median of the means, exactly."""
        means = [one.mean for one in self.hands if one.mean is not None]
        return statistics.five(means).middle if means else None

    @cached_property
    def widest(self) -> Decimal:
        """The greatest mean difference, for the pictures; at least one point."""
        means = [abs(one.mean) for one in self.hands if one.mean is not None]
        return max([*means, Decimal(1)])

    def off(self, hand: Hand) -> Decimal | None:
        """How far a unit's mean lies above (lenient) or below (harsh) the middle."""
        if hand.mean is None or self.middle is None:
            return None
        return hand.mean - self.middle


def of_appraisers(set_id: int | None) -> Table:
    """Every appraiser of a set (None: of all), as far as the reader may see: one statement."""
    appraiser = aliased(Tenant)
    given = func.coalesce(Appraisal.settled_total, Appraisal.total)
    query = (
        select(
            *(appraiser.id, appraiser.name, Cluster.name),
            *(given - ScoreSheet.self_total, given - Confirmation.total),
        )
        .select_from(Appraisal)
        .join(ScoreSheet, ScoreSheet.id == Appraisal.sheet_id)
        .join(appraiser, appraiser.id == Appraisal.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .outerjoin(
            Confirmation, (Confirmation.sheet_id == ScoreSheet.id) & confirmations.is_current()
        )
        .where(Appraisal.sent_at.is_not(None), Appraisal.tenant_id == ScoreSheet.appraiser_id)
        .order_by(Cluster.sort_key, appraiser.sort_key, appraiser.id, ScoreSheet.id)
    )
    if set_id is not None:
        query = query.where(ScoreSheet.criteria_set_id == set_id)
    return _table(query)


def of_scorers(*, set_id: int, cluster_id: int) -> Table:
    """Every member that scored others of a cluster, against the appraiser's totals."""
    scorer = aliased(Tenant)
    given = func.coalesce(Appraisal.settled_total, Appraisal.total)
    query = (
        select(
            *(scorer.id, scorer.name, Cluster.name),
            *(CrossScore.total - ScoreSheet.self_total, CrossScore.total - given),
        )
        .select_from(CrossScore)
        .join(CrossAssignment, cross.is_answer())
        .join(ScoreSheet, cross.stands())
        .join(scorer, scorer.id == CrossScore.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .where(
            CrossScore.sent_at.is_not(None),
            ScoreSheet.criteria_set_id == set_id,
            ScoreSheet.cluster_id == cluster_id,
            CrossScore.tenant_id != context.acting().tenant_id,
        )
        .order_by(scorer.sort_key, scorer.id, ScoreSheet.id)
    )
    return _table(query)


def _table(query: Select[*tuple[Any, ...]]) -> Table:
    rows: dict[tuple[int, str], tuple[str, list[Decimal], list[Decimal]]] = {}
    for tenant_id, name, where, from_self, from_others in db.session.execute(query):
        _, own, others = rows.setdefault((tenant_id, where), (name, [], []))
        own.append(from_self)
        if from_others is not None:
            others.append(from_others)
    return Table(
        [
            Hand(tenant_id, name, where, tuple(own), tuple(others))
            for (tenant_id, where), (name, own, others) in rows.items()
        ]
    )


def sets() -> Sequence[CriteriaSet]:
    """The issued sets, newest year first."""
    return db.session.scalars(
        select(CriteriaSet)
        .where(CriteriaSet.issued_at.is_not(None))
        .order_by(CriteriaSet.year.desc(), CriteriaSet.id.desc())
    ).all()
