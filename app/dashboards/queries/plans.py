"""Plans that wait: those that came from above, one's own drafts, those that came up from below."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.lib import clock, dates
from app.notifications.models import Notification, NotificationReading
from app.plans.models import Amendment, Delivery, Plan, Receipt
from app.plans.queries import merges as waiting_merges
from tenants import context
from tenants.db import db
from tenants.models import Tenant

AnyRow = Row[*tuple[Any, ...]]
MOST = 20
OwnPlan = aliased(Plan, name="own_plan")


def incoming(reader: Identity) -> Iterator[Line]:
    """The next step that the office owes on each plan that a superior delivered to it.

    A plan whose year is over is history. What asks for no plan in return is done once it is
    acknowledged.
    """
    mine = context.acting().tenant_id
    own = and_(OwnPlan.upstream_plan_id == Delivery.plan_id, OwnPlan.tenant_id == mine)
    receipt = and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == mine)
    rows = db.session.execute(
        select(
            Plan.id,
            Plan.kind,
            Plan.number,
            Plan.symbol,
            Plan.issued_on,
            Plan.title,
            Tenant.name.label("issuer"),
            Delivery.due_on,
            Receipt.acknowledged_at,
            OwnPlan.id.label("own_id"),
            OwnPlan.issued_at.label("own_issued_at"),
        )
        .select_from(Delivery)
        .join(Plan, Plan.id == Delivery.plan_id)
        .join(Tenant, Tenant.id == Delivery.tenant_id)
        .outerjoin(Receipt, receipt)
        .outerjoin(OwnPlan, own)
        .where(
            Delivery.recipient_id == mine,
            Plan.last_year >= clock.today().year,
            OwnPlan.sent_at.is_(None),
            or_(
                Receipt.acknowledged_at.is_(None),
                Delivery.due_on.is_not(None),
                OwnPlan.id.is_not(None),
            ),
        )
        .order_by(Delivery.due_on.asc().nulls_last(), Delivery.id.desc())
        .limit(MOST)
    )
    for row in rows:
        yield from _next_step(row, reader.permissions)


def _next_step(row: AnyRow, permissions: frozenset[Permission]) -> Iterator[Line]:
    """What this reader may do next about a superior's plan; nothing where it is another's turn."""
    name = _reference(row)
    if row.own_id is None:
        here, note = door("plans.show", plan_id=row.id), f"{row.issuer} · {row.title}"
        if row.acknowledged_at is None and Permission.PLAN_ACKNOWLEDGE in permissions:
            yield Line(LineKind.PLAN_ACKNOWLEDGE, f"Tiếp nhận {name}", here, note, row.due_on)
        elif row.acknowledged_at is not None and Permission.PLAN_EDIT in permissions:
            text = f"Xây dựng kế hoạch của đơn vị từ {name}"
            yield Line(LineKind.PLAN_DERIVE, text, here, note, row.due_on)
        return
    here, note = door("plans.show", plan_id=row.own_id), f"Thực hiện {name} của {row.issuer}"
    if row.own_issued_at is not None:
        if Permission.PLAN_SEND in permissions:
            text = f"Gửi kế hoạch của đơn vị lên {row.issuer}"
            yield Line(LineKind.PLAN_SEND, text, here, note, row.due_on)
    elif Permission.PLAN_ISSUE in permissions:
        text = "Ban hành kế hoạch của đơn vị"
        yield Line(LineKind.PLAN_ISSUE, text, here, note, row.due_on)
    elif Permission.PLAN_EDIT in permissions:
        text = "Hoàn thiện dự thảo kế hoạch, trình lãnh đạo ban hành"
        yield Line(LineKind.PLAN_COMPLETE, text, here, note, row.due_on)


def _reference(row: AnyRow) -> str:
    return f"{row.kind.word} số {row.number}/{row.symbol} ngày {dates.short(row.issued_on)}"


def drafts(reader: Identity) -> Iterator[Line]:
    """One's own drafts, to be completed or issued by a leader: plans that answer no superior's, and
    amendments of issued ones.
    """
    rows = db.session.execute(
        select(
            Plan.id,
            Plan.title,
            Plan.year,
            Plan.created_at,
            Amendment.id.label("amendment_id"),
            Amendment.reason,
        )
        .outerjoin(Amendment, and_(Amendment.plan_id == Plan.id, Amendment.issued_at.is_(None)))
        .where(
            Plan.tenant_id == context.acting().tenant_id,
            or_(
                and_(Plan.issued_at.is_(None), Plan.upstream_plan_id.is_(None)),
                Amendment.id.is_not(None),
            ),
        )
        .order_by(Plan.year.desc(), Plan.id.desc())
        .limit(MOST)
    )
    issues = Permission.PLAN_ISSUE in reader.permissions
    for row in rows:
        yield _amendment(row, issues) if row.amendment_id else _draft(row, issues)


def _draft(row: AnyRow, issues: bool) -> Line:
    asked = "Xem và ban hành dự thảo" if issues else "Hoàn thiện dự thảo, trình lãnh đạo"
    kind = LineKind.PLAN_ISSUE if issues else LineKind.PLAN_COMPLETE
    on = dates.short(clock.local(row.created_at).date())
    here = door("plans.show", plan_id=row.id)
    return Line(kind, f"{asked} “{row.title}”", here, f"Kế hoạch năm {row.year}, lập ngày {on}")


def _amendment(row: AnyRow, issues: bool) -> Line:
    asked = "Xem và ban hành điều chỉnh" if issues else "Hoàn thiện điều chỉnh, trình lãnh đạo"
    here = door("plans.amendment", amendment_id=row.amendment_id)
    return Line(LineKind.PLAN_AMEND, f"{asked} “{row.title}”", here, row.reason)


def sent_up(reader: Identity) -> Iterator[Line]:
    """Plans that came up from below whose notice this person has not read."""
    read = (
        select(NotificationReading.id)
        .where(
            NotificationReading.user_id == reader.id,
            NotificationReading.notification_id == Notification.id,
        )
        .exists()
    )
    count, latest = db.session.execute(
        select(func.count(), func.max(Notification.sent_at)).where(
            Notification.addressee_id == context.acting().tenant_id,
            Notification.kind == "plan.sent",
            Notification.sent_at.is_not(None),
            ~read,
        )
    ).one()
    if count and latest:
        note = f"Mới nhất gửi lên ngày {dates.short(clock.local(latest).date())}"
        text = f"Xem {count} kế hoạch cấp dưới mới gửi lên"
        yield Line(LineKind.PLAN_READ, text, door("plans.received"), note, count=count)


def merges(reader: Identity) -> Iterator[Line]:
    """What superiors' amendments left to the office to decide, plan by plan."""
    for plan, count in waiting_merges.plans_waiting():
        text = f"Quyết định {count} nhiệm vụ cấp trên đã điều chỉnh"
        name = plan.reference if plan.issued_at else f"Dự thảo {plan.work_year}"
        here = door("plans.merges", plan_id=plan.id)
        yield Line(LineKind.PLAN_MERGE, text, here, f"{name} · {plan.title}", count=count)
