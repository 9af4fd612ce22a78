"""How far the province's clusters are with scoring, and what the province owes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.clusters.models import Cluster, ClusterMember
from app.clusters.terms import ClusterKind
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.scoring.models import (
    Absence,
    Announcement,
    Appraisal,
    Confirmation,
    CriteriaSet,
    ScoreSheet,
)
from app.scoring.queries import confirmations, criteria
from tenants import context
from tenants.db import db

MOST = 10


@dataclass(frozen=True)
class ClusterBoard:
    """How far the sheets of one cluster have come.

    `absent` members were excused from scoring; `reopened` sheets are back at the council by a
    petition that was granted.
    """

    cluster_id: int
    name: str
    kind: ClusterKind
    year: int
    is_issued: bool
    criteria_set_id: int | None
    members: int
    absent: int
    submitted: int
    appraised: int
    settled: int
    confirmed: int
    reopened: int
    announced: bool
    province_announced: bool

    @property
    def to_confirm(self) -> int:
        """Settled sheets that the council has not confirmed."""
        return self.settled - self.confirmed

    @property
    def is_ready(self) -> bool:
        """Whether every member has its confirmed sheet or was excused, and nothing is announced."""
        return (
            not (self.announced or self.province_announced)
            and self.confirmed > 0
            and self.confirmed + self.absent >= self.members
        )


def announced(of: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a result by the criteria set is known."""
    return (
        select(Announcement.id)
        .where(Announcement.criteria_set_id == CriteriaSet.id, of)
        .correlate(Cluster, CriteriaSet)
        .exists()
    )


def whole() -> ColumnElement[bool]:
    """The announcement for the whole province."""
    return Announcement.cluster_id.is_(None)


def _is_reopened() -> ColumnElement[bool]:
    """A result that has come back to the council, which has not looked at it since."""
    return and_(
        Confirmation.revision > 1, Confirmation.sent_at.is_(None), Confirmation.version == 1
    )


def of_latest_year() -> list[ClusterBoard]:
    """Every cluster of the latest year, with its sheets counted by how far they have come."""
    mine = context.acting().tenant_id
    latest = select(func.max(Cluster.year)).where(Cluster.tenant_id == mine).scalar_subquery()
    members = select(func.count()).where(ClusterMember.cluster_id == Cluster.id).scalar_subquery()
    absent = (
        select(func.count())
        .where(Absence.cluster_id == Cluster.id, Absence.criteria_set_id == CriteriaSet.id)
        .correlate(Cluster, CriteriaSet)
        .scalar_subquery()
    )
    rows = db.session.execute(
        _sheets_by_cluster(
            Cluster.id,
            Cluster.name,
            Cluster.kind,
            Cluster.year,
            Cluster.issued_at.is_not(None),
            CriteriaSet.id,
            members,
            absent,
            func.count(ScoreSheet.id),
            func.count(Appraisal.sent_at),
            func.count(Appraisal.settled_at),
            func.count(Confirmation.id),
            func.count(Confirmation.id).filter(_is_reopened()),
            announced(Announcement.cluster_id == Cluster.id),
            announced(whole()),
        )
        .where(Cluster.tenant_id == mine, Cluster.year == latest)
        .group_by(Cluster.id, CriteriaSet.id)
        .order_by(Cluster.kind.desc(), Cluster.sort_key, Cluster.id)
    )
    return [ClusterBoard(*row) for row in rows]


def _sheets_by_cluster(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Clusters with the criteria that bind them and the sheets that were handed in."""
    return (
        select(*columns)
        .select_from(Cluster)
        .outerjoin(CriteriaSet, criteria.binds(CriteriaSet, Cluster))
        .outerjoin(
            ScoreSheet,
            and_(
                ScoreSheet.cluster_id == Cluster.id,
                ScoreSheet.criteria_set_id == CriteriaSet.id,
                ScoreSheet.sent_at.is_not(None),
            ),
        )
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .outerjoin(
            Confirmation, (Confirmation.sheet_id == ScoreSheet.id) & confirmations.is_current()
        )
    )


def lines(shown: Sequence[ClusterBoard], reader: Identity) -> Iterator[Line]:
    """What the province owes its clusters: to issue them, to confirm, to announce."""
    permissions = reader.permissions
    drafts = [board for board in shown if not board.is_issued]
    if drafts and Permission.CLUSTER_ISSUE in permissions:
        text = f"Ban hành {len(drafts)} cụm, khối thi đua năm {drafts[0].year}"
        here = door("clusters.index", year=drafts[0].year)
        yield Line(LineKind.CLUSTER_ISSUE, text, here, count=len(drafts))
    for board in shown:
        if board.to_confirm and Permission.SHEET_CONFIRM in permissions:
            text = f"Xác nhận {board.to_confirm} bảng điểm cụm đã chốt"
            here = door("scoring.council", set=board.criteria_set_id, cluster=board.cluster_id)
            note = f"{board.name}, năm {board.year}"
            yield Line(LineKind.SHEET_CONFIRM, text, here, note, count=board.to_confirm)
    if Permission.SHEET_CONFIRM in permissions:
        yield from _reopened(shown)
    if Permission.STANDING_ANNOUNCE in permissions:
        yield from _to_announce(shown)


def _reopened(shown: Sequence[ClusterBoard]) -> Iterator[Line]:
    """Announced sheets that the council looks at again."""
    for board in shown:
        if board.reopened:
            text = f"Xem xét lại {board.reopened} bảng điểm trở lại theo kiến nghị"
            here = door("scoring.council", set=board.criteria_set_id, cluster=board.cluster_id)
            note = f"{board.name}, năm {board.year}"
            yield Line(LineKind.SHEET_CONFIRM, text, here, note, count=board.reopened)


def _to_announce(shown: Sequence[ClusterBoard]) -> Iterator[Line]:
    """Clusters whose sheets are all confirmed; the whole province once every cluster is known."""
    for board in shown:
        if board.is_ready:
            text = f"Công bố kết quả xếp hạng {board.name}"
            here = door("scoring.standings", set=board.criteria_set_id, cluster=board.cluster_id)
            note = f"Hội đồng đã xác nhận đủ {board.confirmed} bảng điểm"
            yield Line(LineKind.STANDING_ANNOUNCE, text, here, note)
    for set_id in dict.fromkeys(board.criteria_set_id for board in shown):
        scored = [board for board in shown if board.criteria_set_id == set_id]
        if set_id and all(one.announced and not one.province_announced for one in scored):
            here, note = door("scoring.standings", set=set_id), "Các cụm, khối đều đã công bố"
            text = f"Công bố kết quả xếp hạng toàn tỉnh năm {scored[0].year}"
            yield Line(LineKind.STANDING_ANNOUNCE, text, here, note)


def draft_criteria(reader: Identity) -> Iterator[Line]:
    """Criteria sets under way: to be completed, or issued by a leader."""
    rows = db.session.execute(
        select(CriteriaSet.id, CriteriaSet.title, CriteriaSet.year)
        .where(CriteriaSet.tenant_id == context.acting().tenant_id, CriteriaSet.issued_at.is_(None))
        .order_by(CriteriaSet.year.desc(), CriteriaSet.id.desc())
        .limit(MOST)
    )
    issues = Permission.CRITERIA_ISSUE in reader.permissions
    kind = LineKind.CRITERIA_ISSUE if issues else LineKind.CRITERIA_COMPLETE
    asked = "Xem và ban hành bộ tiêu chí" if issues else "Hoàn thiện bộ tiêu chí, trình lãnh đạo"
    for row in rows:
        here = door("scoring.criteria_set", set_id=row.id)
        yield Line(kind, f"{asked} “{row.title}”", here, f"Năm {row.year}")
