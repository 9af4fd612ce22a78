"""When clusters may be made, changed and issued."""

from collections.abc import Collection, Mapping
from datetime import date

from app.clusters.models import Cluster
from app.clusters.terms import MemberRole
from app.lib.errors import Conflict, Invalid, NotAllowed

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_NAME = 200
FEWEST_MEMBERS = 2


def check_arrange(manages: bool) -> None:
    """Raises NotAllowed for a tenant that has no units below it (`queries.manages`)."""
    if not manages:
        raise NotAllowed("Việc chia cụm, khối thi đua do cấp trên trực tiếp thực hiện.")


def can_edit(cluster: Cluster) -> bool:
    """Until it is issued."""
    return cluster.issued_at is None


def check_edit(cluster: Cluster) -> None:
    """Raises Conflict for an issued cluster."""
    if not can_edit(cluster):
        raise Conflict(
            f"“{cluster.name}” đã ban hành nên không đổi tên, thành viên được. "
            "Nếu thay cụm trưởng, cụm phó hoặc có đơn vị vào, ra giữa năm, hãy dùng các mục riêng "
            "“Thay cụm trưởng, cụm phó”, “Thay đổi thành viên”."
        )


def lacking(roles: Mapping[int, MemberRole]) -> list[str]:
    """What keeps a cluster with these members from being issued, in Vietnamese."""
    held = list(roles.values())
    said = []
    if len(held) < FEWEST_MEMBERS:
        said.append(f"cần ít nhất {FEWEST_MEMBERS} thành viên")
    if MemberRole.LEAD not in held:
        said.append("chưa có cụm trưởng")
    if MemberRole.DEPUTY not in held:
        said.append("chưa có cụm phó")
    return said


def check_issue(cluster: Cluster, roles: Mapping[int, MemberRole]) -> None:
    """Raises Invalid where a cluster has no lead, no deputy or too few members."""
    said = lacking(roles)
    if said:
        raise Invalid(f"“{cluster.name}” chưa ban hành được: {', '.join(said)}.", "roles")


def check_roles(
    members: Collection[int], lead_id: int | None, deputy_id: int | None, *, both: bool = False
) -> None:
    """Raises Invalid where one is no member, they are the same, or (with `both`) one lacks."""
    wrong: dict[str, list[str]] = {}
    for field, chosen in (("lead_id", lead_id), ("deputy_id", deputy_id)):
        if chosen is not None and chosen not in members:
            wrong[field] = ["Phải là một thành viên của cụm."]
        elif chosen is None and both:
            wrong[field] = ["Cần chọn một thành viên."]
    if lead_id is not None and lead_id == deputy_id:
        wrong["deputy_id"] = ["Cụm phó phải là đơn vị khác cụm trưởng."]
    if wrong:
        raise Invalid(fields=wrong)


def check_term(term_from: date | None, term_to: date | None) -> None:
    """Raises Invalid where a term would end before it begins."""
    if term_from is not None and term_to is not None and term_to < term_from:
        raise Invalid("Ngày kết thúc phải sau ngày bắt đầu.", "term_to")


def check_name(name: str) -> None:
    """Raises Invalid for an empty or over-long name."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Invalid(f"Cần ghi tên cụm, khối (tối đa {LONGEST_NAME} ký tự).", "name")


def check_year(year: int) -> None:
    """Raises Invalid for a year outside living memory."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")
