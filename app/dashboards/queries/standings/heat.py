"""How far the clusters come in each criterion: the mean share of its maximum.

The council's points where it changed any, else those the cluster settled; a member that was not
assigned a criterion is left out of its mean. Three statements, however many members: the database
does the sums. Only whoever manages the clusters may read the lines.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Select, cast, column, func, select, true

from app.clusters.models import Cluster
from app.dashboards.queries.standings.places import Year
from app.lib import numbers
from app.lib.errors import NotAllowed
from app.lib.pages import Page, offset
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    Confirmation,
    ConfirmationLine,
    CriteriaSet,
    Criterion,
    ScoreSheet,
    SheetLine,
)
from app.scoring.queries import confirmations, criteria
from app.scoring.terms import Part
from tenants import context
from tenants.db import db
from tenants.models import Tenant

NOT_YOURS = "Ma trận tiêu chí × cụm chỉ đơn vị quản lý các cụm, khối thi đua xem được."


@dataclass(frozen=True)
class Cell:
    """The mean of `count` members: points, and percent of the maximum, both to 0.01."""

    mean: Decimal
    percent: Decimal
    count: int

    @property
    def shade(self) -> int:
        """From 0 (below 50 %) to 5 (95 % and more)."""
        return sum(self.percent >= step for step in (50, 65, 75, 85, 95))


@dataclass(frozen=True)
class HeatRow:
    """A group or criterion with its cells by cluster, and all clusters together."""

    criterion: Criterion
    depth: int
    cells: Mapping[int, Cell]
    whole: Cell | None

    @property
    def by_cluster(self) -> list[dict[str, Any]]:
        """The cells with the clusters they are of."""
        return [
            {"cluster_id": key, "mean": one.mean, "percent": one.percent, "count": one.count}
            for key, one in self.cells.items()
        ]

    @property
    def is_penalty(self) -> bool:
        """Whether much is bad."""
        return self.criterion.part is Part.PENALTY


@dataclass(frozen=True)
class Heat:
    """Criteria × clusters of one set; `sheets` were confirmed."""

    criteria_set: CriteriaSet
    clusters: Mapping[int, str]
    rows: Sequence[HeatRow]
    sheets: int

    @property
    def named(self) -> list[dict[str, Any]]:
        """The clusters in their order."""
        return [{"id": key, "name": name} for key, name in self.clusters.items()]


@dataclass(frozen=True)
class CriterionPlace:
    """What one member has in one criterion, in each step; `points` stand in the end."""

    member_id: int
    member_name: str
    cluster_id: int
    cluster_name: str
    sheet_id: int
    self_points: Decimal | None
    settled_points: Decimal
    points: Decimal
    unassigned: bool


def check(owner_id: int) -> None:
    """Raises NotAllowed for anybody but who manages the clusters."""
    if owner_id != context.acting().tenant_id:
        raise NotAllowed(NOT_YOURS)


def scored_sets(year: Year) -> list[CriteriaSet]:
    """The sets by which somebody was scored."""
    scored = {one.set_id for one in year.places}
    return [one for one in year.sets if one.id in scored]


def usual_set(year: Year) -> int | None:
    """The set by which most members were scored."""
    counts = Counter(one.set_id for one in year.places)
    return counts.most_common(1)[0][0] if counts else None


def of_set(set_id: int) -> Heat:
    """The criteria of a set over the clusters scored by it. Raises NotFound, NotAllowed."""
    scale = criteria.scale(set_id)
    check(scale.criteria_set.tenant_id)
    of_criteria = _cells(_by_criterion(set_id))
    of_groups = _cells(_by_group(set_id))
    names = clusters(set_id)
    rows = []
    for row in scale.rows:
        one = row.criterion
        found = of_groups.get(one.code, {}) if one.is_group else of_criteria.get(one.id, {})
        cells = {key: _cell(*sums, one.max_points) for key, sums in found.items()}
        rows.append(HeatRow(one, row.depth, cells, _whole(found, one.max_points)))
    sheets = max((sum(n for _, n in found.values()) for found in of_groups.values()), default=0)
    return Heat(scale.criteria_set, names, rows, sheets)


Sums = tuple[Decimal, int]


def _cells(query: Select[*tuple[Any, ...]]) -> dict[Any, dict[int, Sums]]:
    """Sums and counts by criterion and cluster."""
    found: dict[Any, dict[int, Sums]] = {}
    for key, cluster_id, total, count in db.session.execute(query):
        found.setdefault(key, {})[cluster_id] = (total, count)
    return found


def _cell(total: Decimal, count: int, most: Decimal) -> Cell:
    percent = Decimal(0) if most == 0 else total * 100 / (count * most)
    return Cell(numbers.rounded(total / count, 2), numbers.rounded(percent, 2), count)


def _whole(found: Mapping[int, Sums], most: Decimal) -> Cell | None:
    count = sum(number for _, number in found.values())
    return (
        _cell(sum((total for total, _ in found.values()), Decimal(0)), count, most)
        if count
        else None
    )


def _stands() -> ColumnElement[Decimal]:
    """The points that count in the end."""
    return func.coalesce(ConfirmationLine.points, AppraisalLine.settled_points)


def _confirmed(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The lines of confirmed sheets."""
    return (
        query.select_from(Confirmation)
        .join(ScoreSheet, ScoreSheet.id == Confirmation.sheet_id)
        .join(Appraisal, Appraisal.sheet_id == Confirmation.sheet_id)
        .join(AppraisalLine, AppraisalLine.appraisal_id == Appraisal.id)
        .outerjoin(
            ConfirmationLine,
            (ConfirmationLine.confirmation_id == Confirmation.id)
            & (ConfirmationLine.criterion_id == AppraisalLine.criterion_id),
        )
        .where(confirmations.is_current(), AppraisalLine.settled_points.is_not(None))
    )


def _by_criterion(set_id: int) -> Select[*tuple[Any, ...]]:
    return (
        _confirmed(
            select(
                AppraisalLine.criterion_id,
                ScoreSheet.cluster_id,
                func.sum(_stands()),
                func.count(),
            )
        )
        .where(Confirmation.criteria_set_id == set_id, ~AppraisalLine.unassigned)
        .group_by(AppraisalLine.criterion_id, ScoreSheet.cluster_id)
    )


def _by_group(set_id: int) -> Select[*tuple[Any, ...]]:
    """The groups as they were reckoned with the sheet: weighed, capped, and converted."""
    each = (
        func.jsonb_each_text(Confirmation.subtotals)
        .table_valued(column("code"), column("points"), name="each")
        .render_derived()
    )
    return (
        select(
            each.c.code,
            ScoreSheet.cluster_id,
            func.sum(cast(each.c.points, Numeric)),
            func.count(),
        )
        .select_from(Confirmation)
        .join(ScoreSheet, ScoreSheet.id == Confirmation.sheet_id)
        .join(each, onclause=true())
        .where(Confirmation.criteria_set_id == set_id, confirmations.is_current())
        .group_by(each.c.code, ScoreSheet.cluster_id)
    )


def clusters(set_id: int) -> dict[int, str]:
    """The clusters with confirmed sheets, in their order."""
    scored = (
        select(ScoreSheet.cluster_id)
        .join(Confirmation, Confirmation.sheet_id == ScoreSheet.id)
        .where(Confirmation.criteria_set_id == set_id)
    )
    rows = db.session.execute(
        select(Cluster.id, Cluster.name)
        .where(Cluster.id.in_(scored))
        .order_by(Cluster.sort_key, Cluster.id)
    )
    return {row.id: row.name for row in rows}


def members(
    criterion: Criterion, *, cluster_id: int | None = None, page: int = 1, size: int = 100
) -> Page[CriterionPlace]:
    """What the members have in one criterion, most first. Raises NotAllowed. Two statements."""
    check(criterion.tenant_id)
    wanted = AppraisalLine.criterion_id == criterion.id
    if cluster_id is not None:
        wanted &= ScoreSheet.cluster_id == cluster_id
    total = db.session.scalar(_confirmed(select(func.count())).where(wanted)) or 0
    query = (
        _confirmed(
            select(
                *(Tenant.id, Tenant.name, Cluster.id, Cluster.name, ScoreSheet.id),
                *(SheetLine.points, AppraisalLine.settled_points, _stands()),
                AppraisalLine.unassigned,
            )
        )
        .join(Tenant, Tenant.id == ScoreSheet.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .outerjoin(
            SheetLine,
            (SheetLine.sheet_id == ScoreSheet.id)
            & (SheetLine.criterion_id == AppraisalLine.criterion_id),
        )
        .where(wanted)
        .order_by(AppraisalLine.unassigned, _stands().desc(), Tenant.sort_key, Tenant.id)
        .limit(size)
        .offset(offset(page, size))
    )
    rows = db.session.execute(query)
    return Page([CriterionPlace(*row) for row in rows], max(page, 1), size, total)
