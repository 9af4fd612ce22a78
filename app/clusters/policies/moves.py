"""Members that come and go in mid-year."""

from collections.abc import Mapping
from datetime import date

from app.clusters.models import Cluster
from app.clusters.policies.clusters import FEWEST_MEMBERS
from app.clusters.terms import MemberRole
from app.lib.errors import Conflict, Invalid

LONGEST_REASON = 1_000


def check_move(source: Cluster | None, target: Cluster | None) -> None:
    """Raises Invalid where nothing would move, Conflict for drafts or clusters of two years."""
    if source is None and target is None:
        raise Invalid("Cần chọn cụm, khối mà đơn vị vào hoặc ra.", "to_cluster_id")
    if source is not None and target is not None and source.id == target.id:
        raise Invalid("Đơn vị đã ở cụm, khối này.", "to_cluster_id")
    for cluster in (source, target):
        if cluster is not None and cluster.issued_at is None:
            raise Conflict(
                f"“{cluster.name}” chưa ban hành: hãy sửa thành viên ngay trong dự thảo."
            )
    if source is not None and target is not None and source.year != target.year:
        raise Invalid("Hai cụm, khối phải của cùng một năm.", "to_cluster_id")


def check_day(moved_on: date, year: int) -> None:
    """Raises Invalid for a day outside the emulation year."""
    if not date(year, 1, 1) <= moved_on <= date(year, 12, 31):
        raise Invalid(f"Ngày thay đổi phải trong năm {year}.", "moved_on")


def check_reason(reason: str) -> None:
    """Raises Invalid without a reason."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid(f"Cần ghi lý do (tối đa {LONGEST_REASON} ký tự).", "reason")


def heirs(
    roles: Mapping[int, MemberRole], leaving: int, lead_id: int | None, deputy_id: int | None
) -> tuple[int, int]:
    """Who leads and who is deputy once a member has left.

    Raises Conflict where too few stay, Invalid where a lead or deputy leaves and nobody among the
    others is named, or the same for both.
    """
    left = {member: role for member, role in roles.items() if member != leaving}
    if len(left) < FEWEST_MEMBERS:
        raise Conflict(f"Cụm phải còn ít nhất {FEWEST_MEMBERS} thành viên.")
    by_role = {role: member for member, role in left.items()}
    lead = lead_id or by_role.get(MemberRole.LEAD)
    deputy = deputy_id or by_role.get(MemberRole.DEPUTY)
    wrong: dict[str, list[str]] = {}
    for field, chosen, said in (
        ("lead_id", lead, "Cụm trưởng ra khỏi cụm: cần chọn cụm trưởng mới."),
        ("deputy_id", deputy, "Cụm phó ra khỏi cụm: cần chọn cụm phó mới."),
    ):
        if chosen is None:
            wrong[field] = [said]
        elif chosen not in left:
            wrong[field] = ["Phải là một thành viên ở lại cụm."]
    if lead is not None and lead == deputy:
        wrong["deputy_id"] = ["Cụm phó phải là đơn vị khác cụm trưởng; hãy chọn cụm phó."]
    if wrong or lead is None or deputy is None:
        raise Invalid(fields=wrong)
    return lead, deputy
