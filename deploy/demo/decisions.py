"""What a commune or department makes of the province's twenty tasks: offices of its own, its own
words, what it does not carry out and why, what it adds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.plans.actions import TaskContent
from app.plans.models import Task
from deploy.demo.cast import BUREAU, Unit
from deploy.demo.local_work import addition
from deploy.demo.province_plan import (
    CLUSTER_H1,
    CONFERENCE,
    EXEMPLARS,
    INSPECTION,
    NEXT_PLAN,
    PLEDGE,
    PROVINCE_CONFERENCE,
    SCHOOLS,
    SELF_SCORING,
    STATE_AWARDS,
    TRAINING,
)
from tenants.models import TenantKind


@dataclass(frozen=True)
class Offices:
    """Who works on emulation in a unit."""

    lead: str
    council: str
    secretariat: str
    base: str

    @classmethod
    def of(cls, unit: Unit) -> "Offices":
        """As communes and departments are organised since 1 July 2025."""
        if unit.tenant.kind is TenantKind.DEPARTMENT:
            council = "Hội đồng Thi đua - Khen thưởng cơ quan"
            return cls("Văn phòng", council, "Phòng Tổ chức cán bộ", "Các phòng, đơn vị trực thuộc")
        base = "Các tổ dân phố" if unit.is_ward else "Các thôn"
        council = f"Hội đồng Thi đua - Khen thưởng {unit.word}"
        return cls(BUREAU, council, "Văn phòng HĐND và UBND", base)


SCHOOL = "Các trường học trên địa bàn"
UNITS = "Các cơ quan, đơn vị liên quan"

OWN_WORDS = {
    CONFERENCE: "Tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2025, triển khai "
    "nhiệm "
    "vụ năm 2026 của {word} (lồng ghép với hội nghị tổng kết công tác năm)",
    PROVINCE_CONFERENCE: "Dự Hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2025, "
    "triển khai nhiệm vụ năm 2026 do tỉnh tổ chức",
    PLEDGE: "Tham gia tổng kết {cluster} năm 2025; đăng ký thi đua và ký giao ước thi đua năm 2026",
    TRAINING: "Cử cán bộ, công chức tham gia lớp bồi dưỡng nghiệp vụ công tác thi đua, khen thưởng "
    "năm 2026 do tỉnh tổ chức",
    SCHOOLS: "Xét, trình khen thưởng thành tích năm học 2025 - 2026 của các trường học trên địa "
    "bàn "
    "{word}",
    CLUSTER_H1: "Tham dự hội nghị sơ kết 6 tháng đầu năm 2026 của {cluster}",
    INSPECTION: "Tự kiểm tra công tác thi đua, khen thưởng năm 2026 tại {base}, cơ quan, đơn vị",
    SELF_SCORING: "Hướng dẫn {base}, cơ quan, đơn vị tổng kết công tác thi đua, khen thưởng năm "
    "2026; tự chấm điểm thi đua của {word}, gửi {cluster}",
    NEXT_PLAN: "Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027 của {word}",
}
"""How a commune usually says a task of the province that is not its own to do."""

REASONS = {
    STATE_AWARDS: (
        "Năm 2026 {word} không có tập thể, cá nhân đủ điều kiện, tiêu chuẩn đề nghị khen thưởng "
        "cấp "
        "Nhà nước; sẽ bổ sung nếu phát sinh.",
        "Qua rà soát, {word} không có trường hợp cống hiến đủ thời gian giữ chức vụ theo quy định.",
    ),
    EXEMPLARS: (
        "Nội dung này lồng ghép trong các phong trào thi đua chuyên đề hằng quý, không tách thành "
        "nhiệm vụ riêng.",
    ),
    INSPECTION: (
        "Đơn vị không thuộc danh sách kiểm tra năm 2026 của tỉnh; việc tự kiểm tra thực hiện khi "
        "tổng kết năm.",
    ),
    TRAINING: (
        "Công chức phụ trách đã tham gia lớp bồi dưỡng tháng 11/2025; đăng ký tham gia lớp năm "
        "2027.",
    ),
}
"""Why a commune does not carry out a task that it may leave."""

EDUCATION = "Sở Giáo dục và Đào tạo"
NOT_OURS = "Không thuộc chức năng, nhiệm vụ của cơ quan."
LIKELY = {STATE_AWARDS: 0.55, EXEMPLARS: 0.15, INSPECTION: 0.18, TRAINING: 0.08}
ADAPTING = (0.0, 0.5, 0.85, 0.85, 1.0)
"""How often units say such a task in their own words: some never, some always."""


def decide(unit: Unit, given: Sequence[Task], *, cluster: str) -> list[TaskContent]:
    """The whole list of the unit's own plan out of the province's twenty tasks, as drafted."""
    adapts = unit.dice.choice(ADAPTING)
    words = _words(unit, cluster)
    listed = [
        _decided(unit, place, TaskContent.of(task, id=task.id), adapts, words)
        for place, task in enumerate(given)
    ]
    added = addition(unit)
    return listed if added is None else [*listed, _with_offices(unit, None, added)]


def _words(unit: Unit, cluster: str) -> dict[str, str]:
    return {"word": unit.word, "cluster": cluster, "base": f"các {unit.base}"}


def _decided(
    unit: Unit, place: int, content: TaskContent, adapts: float, words: dict[str, str]
) -> TaskContent:
    content = _with_offices(unit, place, content)
    if place == SCHOOLS and unit.tenant.kind is TenantKind.DEPARTMENT:
        return content if unit.name == EDUCATION else replace(content, decline_reason=NOT_OURS)
    if unit.dice.random() < LIKELY.get(place, 0):
        reason = unit.dice.choice(REASONS[place]).format(**words)
        return replace(content, decline_reason=reason)
    if place in OWN_WORDS and unit.dice.random() < adapts:
        return replace(content, text=OWN_WORDS[place].format(**words))
    return content


def _with_offices(unit: Unit, place: int | None, content: TaskContent) -> TaskContent:
    offices = Offices.of(unit)
    support = [offices.council, UNITS, offices.base]
    if place in (PROVINCE_CONFERENCE, PLEDGE, CLUSTER_H1, TRAINING):
        support = [offices.council]
    elif place == SCHOOLS:
        support = [offices.council, SCHOOL]
    elif place == CONFERENCE:
        support = [offices.secretariat, *support]
    return replace(content, lead_office=offices.lead, support_offices=tuple(support))
