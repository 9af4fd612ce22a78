"""Scoring that waits with a unit: its own sheet, and those that it appraises."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.clusters.models import Cluster, ClusterMember
from app.dashboards.queries import boards
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.lib import clock
from app.scoring.models import (
    Absence,
    Announcement,
    Appraisal,
    CriteriaSet,
    Explanation,
    ScoreSheet,
)
from app.scoring.queries import criteria
from tenants import context
from tenants.db import db

AnyRow = Row[*tuple[Any, ...]]
MOST = 10


def _explained() -> ColumnElement[bool]:
    return (
        select(Explanation.id)
        .where(Explanation.sheet_id == ScoreSheet.id, Explanation.sent_at.is_not(None))
        .exists()
    )


def own_sheet(reader: Identity) -> Iterator[Line]:
    """The reader's own sheets of this year and the last: to fill, to submit, to explain."""
    mine = context.acting().tenant_id
    excused = (
        select(Absence.id)
        .where(Absence.criteria_set_id == CriteriaSet.id, Absence.member_id == mine)
        .exists()
    )
    rows = db.session.execute(
        select(
            CriteriaSet.title,
            CriteriaSet.year,
            CriteriaSet.submit_by,
            Cluster.name.label("cluster"),
            ScoreSheet.id.label("sheet_id"),
            ScoreSheet.sent_at,
            Appraisal.sent_at.label("appraised_at"),
            Appraisal.settled_at,
            _explained().label("explained"),
        )
        .select_from(ClusterMember)
        .join(
            Cluster,
            and_(Cluster.id == ClusterMember.cluster_id, Cluster.issued_at.is_not(None)),
        )
        .join(CriteriaSet, criteria.binds(CriteriaSet, Cluster))
        .outerjoin(
            ScoreSheet,
            and_(ScoreSheet.tenant_id == mine, ScoreSheet.criteria_set_id == CriteriaSet.id),
        )
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .where(
            ClusterMember.member_id == mine,
            CriteriaSet.year >= clock.today().year - 1,
            ~boards.announced(or_(Announcement.cluster_id == Cluster.id, boards.whole())),
            ~excused,
        )
        .order_by(CriteriaSet.year.desc(), CriteriaSet.id)
        .limit(MOST)
    )
    for row in rows:
        yield from _own_step(row, reader.permissions)


def _own_step(row: AnyRow, permissions: frozenset[Permission]) -> Iterator[Line]:
    note = f"{row.cluster} · {row.title}"
    here = door("scoring.own_sheets")
    if row.sheet_id is not None:
        here = door("scoring.sheet", sheet_id=row.sheet_id)
    if row.sent_at is not None:
        waits = row.appraised_at is not None and row.settled_at is None and not row.explained
        if waits and Permission.SHEET_EDIT in permissions:
            text = f"Xem kết quả thẩm định bảng điểm năm {row.year}, giải trình nếu cần"
            yield Line(LineKind.SHEET_EXPLAIN, text, here, note)
    elif row.sheet_id is not None and Permission.SHEET_SUBMIT in permissions:
        text = f"Kiểm tra và nộp bảng tự chấm điểm năm {row.year}"
        yield Line(LineKind.SHEET_SUBMIT, text, here, note, row.submit_by)
    elif Permission.SHEET_EDIT in permissions:
        text = f"Tự chấm điểm năm {row.year}"
        yield Line(LineKind.SHEET_FILL, text, here, note, row.submit_by)


def appraisals(reader: Identity) -> Iterator[Line]:
    """The sheets that the reader's unit appraises as lead or deputy: to appraise, to settle."""
    new = Appraisal.sent_at.is_(None)
    open_ = and_(Appraisal.sent_at.is_not(None), Appraisal.settled_at.is_(None))
    rows = db.session.execute(
        select(
            ScoreSheet.cluster_id,
            ScoreSheet.year,
            Cluster.name,
            func.count().filter(new).label("new"),
            func.count().filter(open_, _explained()).label("explained"),
            func.count().filter(open_, ~_explained()).label("unexplained"),
        )
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .where(
            ScoreSheet.appraiser_id == context.acting().tenant_id,
            ScoreSheet.sent_at.is_not(None),
        )
        .group_by(ScoreSheet.cluster_id, ScoreSheet.year, Cluster.name)
        .order_by(ScoreSheet.year.desc(), ScoreSheet.cluster_id)
        .limit(MOST)
    )
    for row in rows:
        yield from _appraiser_steps(row)


def _appraiser_steps(row: AnyRow) -> Iterator[Line]:
    here, note = door("scoring.appraisals"), f"{row.name}, năm {row.year}"
    if row.new:
        text = f"Thẩm định {row.new} bảng điểm của thành viên"
        yield Line(LineKind.SHEET_APPRAISE, text, here, note, count=row.new)
    if row.explained:
        text = f"Xem giải trình và chốt {row.explained} bảng điểm"
        yield Line(LineKind.SHEET_SETTLE, text, here, note, count=row.explained)
    if row.unexplained:
        text = f"Theo dõi {row.unexplained} bảng điểm chờ thành viên giải trình, rồi chốt"
        yield Line(LineKind.SHEET_SETTLE, text, here, note, count=row.unexplained)
