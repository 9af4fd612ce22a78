"""The unit itself: what is still to be set up, who has no role, who has not come."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from app.access.permissions import Permission
from app.accounts.models import Invitation, Membership
from app.accounts.queries import Identity
from app.clusters.models import Cluster
from app.dashboards.queries.desk import Door, Line, door
from app.dashboards.terms import LineKind
from app.directory.models import Office
from app.plans.models import Delivery, Plan
from tenants import context
from tenants.db import db
from tenants.models import TenantKind


@dataclass(frozen=True)
class Setup:
    """What a unit has of what it needs to work."""

    offices: int
    people: int
    without_roles: int
    invitations: int
    plans: int
    deliveries: int
    clusters: int


@dataclass(frozen=True)
class Step:
    """One step of a unit's first days; without a door it is another person's to take."""

    label: str
    text: str
    is_done: bool
    door: Door | None


def setup() -> Setup:
    """What the acting tenant has, counted in one statement."""
    mine = context.acting().tenant_id
    member = select(func.count()).where(
        Membership.tenant_id == mine, Membership.deactivated_at.is_(None)
    )
    counts = (
        select(func.count()).where(Office.tenant_id == mine, Office.closed_at.is_(None)),
        member,
        member.where(func.cardinality(Membership.role_names) == 0),
        select(func.count()).where(
            Invitation.tenant_id == mine,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        ),
        select(func.count()).where(Plan.tenant_id == mine),
        select(func.count()).where(Delivery.recipient_id == mine),
        select(func.count()).where(Cluster.tenant_id == mine),
    )
    return Setup(*db.session.execute(select(*(count.scalar_subquery() for count in counts))).one())


def lines(found: Setup, reader: Identity) -> Iterator[Line]:
    """What the administrator of the unit has to see to."""
    members = door("accounts.members")
    if Permission.MEMBERS_MANAGE not in reader.permissions:
        return
    if found.without_roles:
        text = f"Giao vai trò cho {found.without_roles} người chưa có vai trò"
        yield Line(LineKind.MEMBER_ROLES, text, members, count=found.without_roles)
    if found.invitations:
        text = f"{found.invitations} lời mời chưa được nhận"
        note = "Gửi lại đường dẫn mời nếu đã hết hạn"
        yield Line(LineKind.INVITATION_OPEN, text, members, note, count=found.invitations)


def first_steps(found: Setup, reader: Identity) -> list[Step]:
    """How a new unit begins; empty once nothing is left that the reader may do."""
    steps = [
        _step(
            reader,
            "Khai báo phòng, ban, thôn",
            "Danh sách cơ quan trong đơn vị để giao chủ trì, phối hợp nhiệm vụ.",
            found.offices > 0,
            door("directory.index"),
            Permission.DIRECTORY_EDIT,
        ),
        _step(
            reader,
            "Mời người dùng",
            "Chuyên viên soạn thảo, lãnh đạo ban hành, văn thư gửi.",
            found.people > 1,
            door("accounts.members"),
            Permission.MEMBERS_MANAGE,
        ),
        *(_issuer_steps if reader.tenant.kind is TenantKind.PROVINCE else _receiver_steps)(
            found, reader
        ),
    ]
    return steps if any(step.door and not step.is_done for step in steps) else []


def _issuer_steps(found: Setup, reader: Identity) -> list[Step]:
    return [
        _step(
            reader,
            "Soạn kế hoạch năm",
            "Nhập tay, tải tệp kế hoạch có sẵn, hoặc lập từ kế hoạch năm trước; "
            "lãnh đạo ban hành và giao cho các xã, phường.",
            found.plans > 0,
            door("plans.index"),
            Permission.PLAN_EDIT,
        ),
        _step(
            reader,
            "Chia cụm, khối thi đua",
            "Chọn thành viên, cụm trưởng, cụm phó rồi ban hành.",
            found.clusters > 0,
            door("clusters.index"),
            Permission.CLUSTER_EDIT,
        ),
    ]


def _receiver_steps(found: Setup, reader: Identity) -> list[Step]:
    return [
        _step(
            reader,
            "Xây dựng kế hoạch năm",
            "Tiếp nhận kế hoạch của cấp trên rồi xây dựng kế hoạch của đơn vị từ đó."
            if found.deliveries
            else "Kế hoạch của cấp trên sẽ hiện ở mục “Kế hoạch đến” ngay khi được giao.",
            found.plans > 0,
            door("plans.incoming"),
            Permission.PLAN_EDIT,
        ),
    ]


def _step(
    reader: Identity, label: str, text: str, is_done: bool, to: Door, permission: Permission
) -> Step:
    return Step(label, text, is_done, to if permission in reader.permissions else None)
