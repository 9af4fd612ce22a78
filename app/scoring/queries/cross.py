"""Who scores whom beside the appraiser, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster
from app.lib import clock, numbers, statistics
from app.lib.errors import NotFound
from app.scoring.models import (
    CriteriaSet,
    CrossAssignment,
    CrossScore,
    CrossScoreLine,
    ScoreSheet,
)
from tenants import context
from tenants.db import db
from tenants.models import Tenant

NO_ASSIGNMENT = "Không tìm thấy phân công chấm chéo này."
NO_SCORE = "Không tìm thấy phiếu chấm chéo này."


@dataclass(frozen=True)
class Duty:
    """One member asked to score the sheet of another, and how far it has come."""

    id: int
    criteria_set_id: int
    set_title: str
    year: int
    cluster_id: int
    cluster_name: str
    sheet_id: int
    member_id: int
    member_name: str
    scorer_id: int
    scorer_name: str
    assigner_id: int
    due_on: date | None
    score_id: int | None
    scored_at: datetime | None
    total: Decimal | None

    @property
    def is_late(self) -> bool:
        """Whether it came in after the day, or has not come and the day is over."""
        if self.due_on is None:
            return False
        last = clock.today() if self.scored_at is None else clock.local(self.scored_at).date()
        return last > self.due_on


@dataclass(frozen=True)
class Spread:
    """What several scorers gave, exactly; the mean is rounded half up to three places."""

    count: int
    mean: Decimal
    median: Decimal
    least: Decimal
    most: Decimal

    @classmethod
    def of(cls, given: Sequence[Decimal]) -> "Spread":
        """Of at least one number."""
        found = statistics.five(given)
        mean = numbers.quantize3(statistics.mean(given))
        return cls(len(given), mean, found.middle, found.least, found.most)


def stands() -> ColumnElement[bool]:
    """Over `CrossAssignment` and `ScoreSheet`: sent, not withdrawn, and made by who may make it."""
    return (
        CrossAssignment.sent_at.is_not(None)
        & CrossAssignment.withdrawn_at.is_(None)
        & (CrossAssignment.sheet_id == ScoreSheet.id)
        & (
            (CrossAssignment.tenant_id == ScoreSheet.appraiser_id)
            | (CrossAssignment.tenant_id == ScoreSheet.province_id)
        )
    )


def is_answer() -> ColumnElement[bool]:
    """Over `CrossScore` and `CrossAssignment`: the score that was asked for, of who was asked."""
    return (
        (CrossScore.assignment_id == CrossAssignment.id)
        & (CrossScore.tenant_id == CrossAssignment.scorer_id)
        & (CrossScore.sheet_id == CrossAssignment.sheet_id)
    )


def _duties() -> Select[*tuple[Any, ...]]:
    member, scorer = aliased(Tenant), aliased(Tenant)
    return (
        select(
            *(CrossAssignment.id, CriteriaSet.id, CriteriaSet.title, CriteriaSet.year),
            *(Cluster.id, Cluster.name, CrossAssignment.sheet_id),
            *(member.id, member.name, scorer.id, scorer.name),
            *(CrossAssignment.tenant_id, CrossAssignment.due_on),
            *(CrossScore.id, CrossScore.sent_at, CrossScore.total),
        )
        .select_from(CrossAssignment)
        .join(ScoreSheet, stands())
        .join(CriteriaSet, CriteriaSet.id == ScoreSheet.criteria_set_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .join(member, member.id == ScoreSheet.tenant_id)
        .join(scorer, scorer.id == CrossAssignment.scorer_id)
        .outerjoin(CrossScore, is_answer())
        .order_by(CriteriaSet.year.desc(), Cluster.sort_key, member.sort_key, scorer.sort_key)
        .order_by(CrossAssignment.id)
    )


def _read(query: Select[*tuple[Any, ...]]) -> list[Duty]:
    return [Duty(*row) for row in db.session.execute(query)]


def to_score() -> list[Duty]:
    """The sheets that the acting tenant is asked to score beside their appraisers."""
    return _read(_duties().where(CrossAssignment.scorer_id == context.acting().tenant_id))


def of_cluster(*, set_id: int, cluster_id: int) -> list[Duty]:
    """Who scores whom in a cluster, as far as the reader may know."""
    return _read(_duties().where(CriteriaSet.id == set_id, Cluster.id == cluster_id))


def sheets_of(*, set_id: int, cluster_id: int) -> Sequence[ScoreSheet]:
    """The submitted sheets of a cluster that the acting tenant may have scored by others."""
    me = context.acting().tenant_id
    return db.session.scalars(
        select(ScoreSheet)
        .where(
            ScoreSheet.criteria_set_id == set_id,
            ScoreSheet.cluster_id == cluster_id,
            ScoreSheet.sent_at.is_not(None),
            (ScoreSheet.appraiser_id == me) | (ScoreSheet.province_id == me),
        )
        .order_by(ScoreSheet.id)
    ).all()


def assignment(assignment_id: int) -> CrossAssignment:
    """One assignment. Raises NotFound where it may not be read."""
    found = db.session.get(CrossAssignment, assignment_id)
    if found is None:
        raise NotFound(NO_ASSIGNMENT)
    return found


def duty(assignment_id: int) -> Duty | None:
    """One assignment while it stands, with what came of it."""
    return next(iter(_read(_duties().where(CrossAssignment.id == assignment_id))), None)


def score(cross_score_id: int) -> CrossScore:
    """Points for another's sheet. Raises NotFound where they may not be read."""
    found = db.session.get(CrossScore, cross_score_id)
    if found is None:
        raise NotFound(NO_SCORE)
    return found


def own_for_change(cross_score_id: int) -> CrossScore:
    """The acting tenant's points, locked until the end of the transaction. Raises NotFound."""
    found = db.session.scalar(
        select(CrossScore)
        .where(CrossScore.id == cross_score_id, CrossScore.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(NO_SCORE)
    return found


def of_assignment(assignment_id: int) -> CrossScore | None:
    """The acting tenant's points for an assignment, if it has begun."""
    return db.session.scalar(
        select(CrossScore).where(
            CrossScore.assignment_id == assignment_id,
            CrossScore.tenant_id == context.acting().tenant_id,
        )
    )


def lines(cross_score_id: int) -> dict[int, CrossScoreLine]:
    """Points and remarks by criterion."""
    found = db.session.scalars(
        select(CrossScoreLine).where(CrossScoreLine.cross_score_id == cross_score_id)
    )
    return {line.criterion_id: line for line in found}


def given(sheet_ids: Collection[int]) -> Mapping[tuple[int, int], list[Decimal]]:
    """The points that scorers sent, by sheet and criterion: one statement.

    Only of who was asked by the sheet's appraiser or by who runs the cluster.
    """
    rows = db.session.execute(
        select(CrossScore.sheet_id, CrossScoreLine.criterion_id, CrossScoreLine.points)
        .join(CrossScoreLine, CrossScoreLine.cross_score_id == CrossScore.id)
        .join(CrossAssignment, is_answer())
        .join(ScoreSheet, stands())
        .where(
            CrossScore.sheet_id.in_(sheet_ids),
            CrossScore.sent_at.is_not(None),
        )
        .order_by(CrossScore.id)
    )
    found: dict[tuple[int, int], list[Decimal]] = {}
    for sheet_id, criterion_id, points in rows:
        if points is None:
            continue
        found.setdefault((sheet_id, criterion_id), []).append(points)
    return found


def spreads(sheet_id: int) -> dict[int, Spread]:
    """What other members gave for a sheet, by criterion."""
    return {one: Spread.of(points) for (_, one), points in given([sheet_id]).items()}


def words(sheet_ids: Collection[int], criterion_id: int) -> Mapping[int, list[tuple[str, Any]]]:
    """Who gave what for one criterion and why, by sheet: (name of the scorer, its line)."""
    rows = db.session.execute(
        select(CrossScore.sheet_id, Tenant.name, CrossScoreLine)
        .join(CrossScoreLine, CrossScoreLine.cross_score_id == CrossScore.id)
        .join(CrossAssignment, is_answer())
        .join(ScoreSheet, stands())
        .join(Tenant, Tenant.id == CrossScore.tenant_id)
        .where(
            CrossScore.sheet_id.in_(sheet_ids),
            CrossScore.sent_at.is_not(None),
            CrossScoreLine.criterion_id == criterion_id,
        )
        .order_by(Tenant.sort_key, CrossScore.id)
    )
    found: dict[int, list[tuple[str, Any]]] = {}
    for sheet_id, name, line in rows:
        found.setdefault(sheet_id, []).append((name, line))
    return found
