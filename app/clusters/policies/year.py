"""The papers of a cluster's year: who writes them, and until when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from app.clusters.models import (
    Cluster,
    ClusterMeeting,
    ClusterMinutes,
    ClusterPlan,
    Pledge,
    PledgeRegistration,
)
from app.clusters.terms import MemberRole
from app.lib.errors import Conflict, Invalid, NotAllowed

MOST_ROWS = 60
LONGEST = 2_000
SENT = "đã gửi nên không sửa được"


def is_lead(roles: Mapping[int, MemberRole], tenant_id: int | None) -> bool:
    """Whether this tenant leads the cluster."""
    return roles.get(tenant_id or 0) is MemberRole.LEAD


def check_lead(cluster: Cluster, roles: Mapping[int, MemberRole], tenant_id: int | None) -> None:
    """Raises NotAllowed for any tenant but the lead, Conflict where the cluster is a draft."""
    check_issued(cluster)
    if not is_lead(roles, tenant_id):
        raise NotAllowed(f"Việc này do cụm trưởng của “{cluster.name}” thực hiện.")


def check_member(cluster: Cluster, roles: Mapping[int, MemberRole], tenant_id: int | None) -> None:
    """Raises NotAllowed for a tenant outside the cluster, Conflict where it is a draft."""
    check_issued(cluster)
    if tenant_id not in roles:
        raise NotAllowed(f"Đơn vị bạn không phải thành viên của “{cluster.name}”.")


def check_issued(cluster: Cluster) -> None:
    """Raises Conflict for a cluster that was not issued yet."""
    if cluster.issued_at is None:
        raise Conflict(f"“{cluster.name}” chưa ban hành nên chưa có việc của năm.")


def check_unsent(
    paper: ClusterPlan | Pledge | PledgeRegistration | ClusterMinutes, name: str
) -> None:
    """Raises Conflict for what was sent; `name` is its name in Vietnamese."""
    if paper.sent_at is not None:
        raise Conflict(f"{name} {SENT}.")


def check_open(meeting: ClusterMeeting) -> None:
    """Raises Conflict for a meeting whose minutes were sent."""
    if meeting.closed_at is not None:
        raise Conflict("Hội nghị đã có biên bản gửi các đơn vị nên không sửa được.")


def check_lines(lines: Sequence[str], field: str, what: str, *, least: int = 0) -> None:
    """Raises Invalid for too few, too many or over-long lines."""
    if len(lines) < least:
        raise Invalid(f"Cần ghi ít nhất {least} {what}, mỗi dòng một {what}.", field)
    if len(lines) > MOST_ROWS or any(len(line) > LONGEST for line in lines):
        raise Invalid(f"Tối đa {MOST_ROWS} {what}, mỗi {what} không quá {LONGEST} ký tự.", field)


def check_tasks(tasks: Sequence[Mapping[str, Any]]) -> None:
    """Raises Invalid at the row whose task says nothing, or for too many."""
    wrong = {
        f"tasks.{row}.text": ["Cần ghi nội dung nhiệm vụ."]
        for row, task in enumerate(tasks)
        if not task["text"].strip()
    }
    if len(tasks) > MOST_ROWS:
        wrong["tasks"] = [f"Tối đa {MOST_ROWS} nhiệm vụ."]
    if wrong:
        raise Invalid(fields=wrong)


def check_targets(targets: Sequence[Mapping[str, Any]], *, least: int = 0) -> None:
    """Raises Invalid at the row without a text or value, or where there are too few, too many."""
    wrong: dict[str, list[str]] = {}
    for row, target in enumerate(targets):
        if not target["text"].strip():
            wrong[f"targets.{row}.text"] = ["Cần ghi nội dung chỉ tiêu."]
        if not target["value"].strip():
            wrong[f"targets.{row}.value"] = ["Cần ghi mức đăng ký."]
    if len(targets) < least:
        wrong["targets"] = ["Cần đăng ký ít nhất một chỉ tiêu."]
    if len(targets) > MOST_ROWS:
        wrong["targets"] = [f"Tối đa {MOST_ROWS} chỉ tiêu."]
    if wrong:
        raise Invalid(fields=wrong)


def check_plan_sending(plan: ClusterPlan) -> None:
    """Raises Invalid for a plan without tasks."""
    if not plan.tasks:
        raise Invalid("Kế hoạch chưa có nhiệm vụ nào.", "tasks")


def check_signing(registration: PledgeRegistration | None) -> PledgeRegistration:
    """The registration that is signed. Raises Conflict where the member has sent none."""
    if registration is None:
        raise Conflict("Đơn vị chưa gửi đăng ký chỉ tiêu nên chưa ký giao ước được.")
    return registration


def check_attendees(members: Collection[int], attendees: Collection[int]) -> None:
    """Raises Invalid where somebody is listed who is no member."""
    if set(attendees) - set(members):
        raise Invalid("Có đơn vị không phải thành viên của cụm.", "attendees")


def check_held(meeting: ClusterMeeting, today: date) -> None:
    """Raises Conflict for minutes of a meeting that is yet to come or was never announced."""
    if meeting.sent_at is None:
        raise Conflict("Hội nghị chưa gửi giấy mời nên chưa có biên bản.")
    if meeting.held_on > today:
        raise Conflict(
            f"Hội nghị họp ngày {meeting.held_on:%d/%m/%Y}; biên bản gửi sau khi đã họp."
        )


def check_minutes_sending(minutes: ClusterMinutes) -> None:
    """Raises Invalid for minutes without conclusions, or where nobody was present."""
    wrong: dict[str, list[str]] = {}
    if not minutes.conclusions:
        wrong["conclusions"] = ["Cần ghi kết luận của hội nghị."]
    if not any(one["present"] for one in minutes.attendees):
        wrong["attendees"] = ["Cần đánh dấu đơn vị có mặt."]
    if wrong:
        raise Invalid(fields=wrong)


def check_next(members: Collection[int], lead_id: int | None, deputy_id: int | None) -> None:
    """Raises Invalid where those elected for the next year are no members or one twice."""
    wrong: dict[str, list[str]] = {}
    for field, chosen in (("next_lead_id", lead_id), ("next_deputy_id", deputy_id)):
        if chosen is not None and chosen not in members:
            wrong[field] = ["Phải là một thành viên của cụm."]
    if lead_id is not None and lead_id == deputy_id:
        wrong["next_deputy_id"] = ["Cụm phó phải là đơn vị khác cụm trưởng."]
    if (lead_id is None) != (deputy_id is None):
        field = "next_lead_id" if lead_id is None else "next_deputy_id"
        wrong.setdefault(field, []).append("Cần chọn cả cụm trưởng và cụm phó năm sau.")
    if wrong:
        raise Invalid(fields=wrong)
