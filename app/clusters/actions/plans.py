"""The plan of a cluster: drafted by its lead, sent to members and manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import papers
from app.clusters import queries as clusters
from app.clusters.actions import entering, standing
from app.clusters.models import ClusterPlan
from app.clusters.policies import year as policies
from app.clusters.queries import year as queries
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.registers import actions as registers
from app.registers import queries as books
from app.registers.actions import OutgoingPaper, Subject
from app.registers.terms import PaperState
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
    signer_name: str,
    signer_position: str,
    number: str | None = None,
    issued_on: date | None = None,
    by: Person,
) -> ClusterPlan:
    """Send the plan to the members and to who runs the cluster; it does not change any more.

    It stands in the lead's register under the next number, or `number`, with the day `issued_on`
    (None: today); what this lead sent before is replaced there. Raises NotAllowed, NotFound, Stale,
    Invalid for a plan without tasks, and as the register does.
    """
    standing.as_lead(cluster_id)
    found = queries.plan_draft(cluster_id)
    plan = standing.for_change(ClusterPlan, found.id if found else None, version)
    policies.check_plan_sending(plan)
    if not signer_name.strip() or not signer_position.strip():
        raise Invalid("Cần ghi họ tên và chức vụ người ký.", "signer_name")
    before = _in_force(cluster_id)
    plan.signed_on = issued_on or clock.today()
    plan.signer_name, plan.signer_position = signer_name, signer_position
    entry = entering.enter(
        papers.plan_paper(plan, clusters.cluster_head(cluster_id)),
        subject=Subject(kind="cluster_plans", id=plan.id),
        wanted=number,
        by=by,
    )
    if before is not None:
        registers.supersede(paper=before, by_paper=entry, by=by)
    plan.number, plan.sent_at = entry.printed_number, clock.now()
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


def _in_force(cluster_id: int) -> OutgoingPaper | None:
    """The own line of the plan that was sent last, unless it fell already."""
    sent = queries.plans_sent(cluster_id)
    entry = books.of_subject("cluster_plans", sent[0].id) if sent else None
    if entry is None or entry.tenant_id != _me() or entry.state is not PaperState.ISSUED:
        return None
    return entry


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
