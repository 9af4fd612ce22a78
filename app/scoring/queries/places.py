"""The places of an announcement as one query, to be inserted as they are.

The ranks travel to the database as arrays; everything else is read where it is.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    Integer,
    Select,
    String,
    Text,
    cast,
    column,
    func,
    literal,
    select,
)

from app.clusters.models import Cluster
from app.scoring.models import Announcement, Appraisal, Confirmation, ScoreSheet
from app.scoring.models.points import Points
from app.scoring.queries import confirmations
from app.scoring.queries.standings import Row
from tenants.models import Tenant

COLUMNS = [
    *("tenant_id", "announcement_id", "criteria_set_id", "scope", "year", "issued_at"),
    *("cluster_id", "cluster_name", "member_id", "member_name"),
    *("self_total", "appraised_total", "total"),
    *("band", "cluster_rank", "province_rank", "tie_note", "band_note", "percent"),
]
"""The columns of `Standing` that `of` fills, in its order."""


def of(announcement: Announcement, rows: Sequence[Row]) -> Select[*tuple[Any, ...]]:
    """The rows of `Standing` for an announcement, best first."""
    ranks = _ranks(rows)
    return (
        select(
            literal(announcement.tenant_id, BigInteger),
            literal(announcement.id, BigInteger),
            literal(announcement.criteria_set_id, BigInteger),
            literal(announcement.scope.value, String),
            literal(announcement.year, Integer),
            literal(announcement.issued_at, DateTime(timezone=True)),
            *(Cluster.id, Cluster.name, Tenant.id, Tenant.name),
            *(ScoreSheet.self_total, Appraisal.settled_total, Confirmation.total),
            *(ranks.c.band, ranks.c.cluster_rank, ranks.c.province_rank),
            func.nullif(ranks.c.tie_note, ""),
            func.nullif(ranks.c.band_note, ""),
            ranks.c.percent,
        )
        .select_from(ranks)
        .join(ScoreSheet, ScoreSheet.id == ranks.c.sheet_id)
        .join(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .join(Confirmation, (Confirmation.sheet_id == ScoreSheet.id) & confirmations.is_current())
        .join(Tenant, Tenant.id == ScoreSheet.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .order_by(ranks.c.place)
    )


def _ranks(rows: Sequence[Row]) -> Any:
    """The ranks as a table of the database: sheet, band, ranks, note, in their order."""
    columns = (
        ("sheet_id", BigInteger(), [row.sheet_id for row in rows]),
        ("band", Text(), [row.band for row in rows]),
        ("cluster_rank", Integer(), [row.cluster_rank for row in rows]),
        ("province_rank", Integer(), [row.province_rank for row in rows]),
        ("tie_note", Text(), [row.tie_note for row in rows]),
        ("band_note", Text(), [row.band_note for row in rows]),
        ("percent", Points, [row.percent for row in rows]),
        ("place", Integer(), list(range(1, len(rows) + 1))),
    )
    arrays = [cast(values, ARRAY(kind)) for _, kind, values in columns]
    table = func.unnest(*arrays).table_valued(*(column(name, kind) for name, kind, _ in columns))
    return table.render_derived()
