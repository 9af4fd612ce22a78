"""The platform: which provinces work on it, and what its worker could not do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select

from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.lib import clock
from tenants.db import db, on_platform
from tenants.models import OutboxEntry, Tenant, TenantKind

PATIENCE = timedelta(minutes=10)
"""How long a job that is due may stay undone before the operator is told."""
MOST = 5


@dataclass(frozen=True)
class FailedJob:
    """A job that was given up: what it was, of which tenant, when. Never what it was about."""

    entry_id: int
    name: str
    tenant_name: str
    failed_at: datetime | None


@dataclass(frozen=True)
class Platform:
    """The provinces with their communes, and the outbox: given up, overdue, the last given up."""

    provinces: int
    communes: int
    failed: int
    stuck: int
    last_failed: Sequence[FailedJob]


def overview() -> Platform:
    """The platform at a glance. The reader is the operator."""
    here = Tenant.valid_to.is_(None)
    undone = and_(OutboxEntry.done_at.is_(None), OutboxEntry.failed_at.is_(None))
    counts = (
        select(func.count()).where(Tenant.kind == TenantKind.PROVINCE, here),
        select(func.count()).where(Tenant.kind == TenantKind.COMMUNE, here),
        select(func.count()).where(OutboxEntry.failed_at.is_not(None)),
        select(func.count()).where(undone, OutboxEntry.due_at < clock.now() - PATIENCE),
    )
    with on_platform():
        provinces, communes, failed, stuck = db.session.execute(
            select(*(count.scalar_subquery() for count in counts))
        ).one()
        rows = db.session.execute(
            select(OutboxEntry.id, OutboxEntry.name, Tenant.name, OutboxEntry.failed_at)
            .join(Tenant, Tenant.id == OutboxEntry.tenant_id)
            .where(OutboxEntry.failed_at.is_not(None))
            .order_by(OutboxEntry.failed_at.desc(), OutboxEntry.id.desc())
            .limit(MOST)
        ).all()
    last_failed = [FailedJob(*row) for row in rows]
    return Platform(provinces, communes, failed, stuck, last_failed)


def lines(found: Platform) -> Iterator[Line]:
    """What the operator has to see to."""
    if found.provinces == 0:
        note = "Mỗi tỉnh, thành phố được mở cùng toàn bộ xã, phường theo danh mục hành chính"
        here = door("directory.provinces")
        yield Line(LineKind.PROVINCE_ADD, "Mở tỉnh, thành phố đầu tiên", here, note)
    jobs = door("dashboards.home", _anchor="viec-nen")
    if found.failed:
        text = f"{found.failed} việc nền không hoàn thành"
        note = "Đã thử lại đủ số lần; xem nhật ký của tiến trình nền"
        yield Line(LineKind.JOB_FAILED, text, jobs, note, count=found.failed)
    if found.stuck:
        text = f"{found.stuck} việc nền chờ quá 10 phút"
        note = "Kiểm tra tiến trình nền và Redis còn chạy không"
        yield Line(LineKind.JOB_STUCK, text, jobs, note, count=found.stuck)
