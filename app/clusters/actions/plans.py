"""The plan of a cluster: drafted by its lead, sent to members and manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters.actions import standing
from app.clusters.models import ClusterPlan
from app.clusters.policies import year as policies
from app.clusters.queries import year as queries
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """What a plan says; a task is `{text, due, who}`."""

    title: str
    purpose: str
    tasks: Sequence[dict[str, Any]]
    implementation: str


def draft(*, cluster_id: int, content: PlanContent, by: Person) -> ClusterPlan:
    """Begin the plan of the year, or after one was sent its next revision.

    Raises NotAllowed for any but the lead, Conflict where a draft is there already, Invalid.
    """
    cluster, _ = standing.as_lead(cluster_id)
    _check(content)
    if queries.plan_draft(cluster_id) is not None:
        raise Conflict("Cụm đã có dự thảo kế hoạch; hãy mở dự thảo đó để sửa.")
    last = db.session.scalar(
        select(func.max(ClusterPlan.revision)).where(ClusterPlan.cluster_id == cluster_id)
    )
    plan = ClusterPlan(
        tenant_id=_me(),
        cluster_id=cluster_id,
        revision=(last or 0) + 1,
        title=content.title,
        purpose=content.purpose,
        tasks=list(content.tasks),
        implementation=content.implementation,
    )
    db.session.add(plan)
    db.session.flush()
    audit.record("cluster_plan.drafted", plan, by=by, cluster=cluster.name)
    return plan


def edit(*, cluster_id: int, version: int, content: PlanContent, by: Person) -> ClusterPlan:
    """Write on in the draft. Raises NotAllowed, NotFound, Stale, Invalid."""
    standing.as_lead(cluster_id)
    found = queries.plan_draft(cluster_id)
    plan = standing.for_change(ClusterPlan, found.id if found else None, version)
    policies.check_unsent(plan, "Kế hoạch")
    _check(content)
    plan.title, plan.purpose = content.title, content.purpose
    plan.tasks, plan.implementation = list(content.tasks), content.implementation
    db.session.flush()
    audit.record("cluster_plan.edited", plan, by=by)
    return plan


def send(
    *,
    cluster_id: int,
    version: int,
    number: str | None,
    signer_name: str,
    signer_position: str,
    by: Person,
) -> ClusterPlan:
    """Send the plan to the members and to who runs the cluster; it does not change any more.

    Raises NotAllowed, NotFound, Stale, Invalid for a plan without tasks.
    """
    standing.as_lead(cluster_id)
    found = queries.plan_draft(cluster_id)
    plan = standing.for_change(ClusterPlan, found.id if found else None, version)
    policies.check_plan_sending(plan)
    if not signer_name.strip() or not signer_position.strip():
        raise Invalid("Cần ghi họ tên và chức vụ người ký.", "signer_name")
    plan.number, plan.signed_on = number or None, clock.today()
    plan.signer_name, plan.signer_position = signer_name, signer_position
    plan.sent_at = clock.now()
    db.session.flush()
    audit.record("cluster_plan.sent", plan, by=by, revision=plan.revision)
    return plan


def discard(*, cluster_id: int, version: int, by: Person) -> None:
    """Delete the draft. Raises NotAllowed, NotFound, Stale."""
    standing.as_lead(cluster_id)
    found = queries.plan_draft(cluster_id)
    plan = standing.for_change(ClusterPlan, found.id if found else None, version)
    audit.record("cluster_plan.discarded", plan, by=by)
    db.session.delete(plan)
    db.session.flush()


def usual(name: str, year: int) -> PlanContent:
    """What a cluster usually plans for its year, with which a draft begins."""
    half, whole = date(year, 7, 10), date(year, 12, 5)
    rows = (
        ("Phát động phong trào thi đua, ký giao ước thi đua giữa các đơn vị trong cụm", 3, 15),
        ("Đăng ký chỉ tiêu thi đua và danh hiệu thi đua của các đơn vị", 3, 31),
        ("Tổ chức hội nghị sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm", 7, 10),
        ("Các đơn vị tự chấm điểm, gửi hồ sơ về cụm trưởng để thẩm định", 11, 20),
        ("Tổ chức hội nghị tổng kết, bình xét, suy tôn; bầu cụm trưởng, cụm phó năm sau", 12, 5),
    )
    return PlanContent(
        title=f"Công tác thi đua, khen thưởng năm {year} của {name}",
        purpose=(
            "Phát huy vai trò của cụm trong phối hợp, trao đổi kinh nghiệm; đẩy mạnh phong "
            "trào thi đua, hoàn thành các chỉ tiêu, nhiệm vụ của các đơn vị thành viên."
        ),
        tasks=[
            {"text": text, "due": date(year, month, day).isoformat(), "who": "Các đơn vị trong cụm"}
            for text, month, day in rows
        ],
        implementation=(
            "Cụm trưởng chủ trì, phối hợp với cụm phó tổ chức thực hiện Kế hoạch; các đơn vị thành "
            f"viên gửi báo cáo sơ kết trước ngày {half:%d/%m/%Y}, báo cáo tổng kết trước ngày "
            f"{whole:%d/%m/%Y} về cụm trưởng để tổng hợp."
        ),
    )


def _me() -> int:
    return context.acting().tenant_id or 0


def _check(content: PlanContent) -> None:
    wrong = {
        field: ["Cần ghi nội dung này."]
        for field in ("title", "purpose", "implementation")
        if not getattr(content, field).strip()
    }
    if wrong:
        raise Invalid(fields=wrong)
    policies.check_tasks(content.tasks)
