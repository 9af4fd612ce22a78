"""The words of the workbook: names of sheets, heads of columns, how values are shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.content import shown
from app.scoring.terms import DowngradeCause, HolderRule, StandingScope

YES, NO = "Có", "Không"
GROUP = "Nhóm"

ENDS: dict[str, tuple[bool, bool, str]] = {
    "from_below": (True, False, "từ … đến dưới …"),
    "from_to": (True, True, "từ … đến hết …"),
    "above_to": (False, True, "trên … đến hết …"),
    "above_below": (False, False, "trên … đến dưới …"),
}
"""How a step holds its two ends: (with the lower, with the upper, in words)."""

HEAD_LABELS = {
    "title": "Tên bộ tiêu chí",
    "year": "Năm thi đua",
    "cluster_kind": "Loại",
    "submit_by": "Hạn nộp bảng điểm",
    "base_total": "Tổng điểm chuẩn",
    "bonus_cap": "Điểm thưởng tối đa",
    "penalty_cap": "Điểm trừ tối đa",
    "tie_rule": "Khi vẫn bằng nhau",
    "rebase": "Khi có tiêu chí không được giao",
    "is_sample": "Là bộ mẫu",
    "bands": "Mức xếp loại",
    "tie_chain": "Thứ tự so khi bằng điểm",
    "downgrades": "Hạ mức xếp loại",
    "quotas": "Chỉ tiêu khen thưởng",
    "applies_to": "Các cụm, khối áp dụng riêng",
}
NODE_LABELS = {
    "code": "Mã",
    "text": "Nội dung",
    "max_points": "Điểm tối đa",
    "part": "Phần",
    "guidance": "Hướng dẫn chấm",
    "capped": "Giới hạn theo nhóm",
    "formula": "Cách tính",
    "evidence_required": "Bắt buộc minh chứng",
    "upstream_task_id": "Nhiệm vụ của tỉnh",
    "weight": "Hệ số",
    "gates": "Minh chứng điều kiện",
    "assignable": "Có thể không được giao",
    "due_on": "Thời hạn",
}
PARAM_LABELS = {
    "unit": "Đơn vị tính",
    "label": "Tên ô kết quả",
    "done_label": "Tên ô kết quả",
    "actual_label": "Tên ô kết quả",
    "assigned_label": "Tên ô được giao, chỉ tiêu",
    "target_label": "Tên ô được giao, chỉ tiêu",
    "target_optional": "Có thể không có chỉ tiêu",
    "points_each": "Điểm mỗi đơn vị, mỗi lần cộng",
    "bonus_each": "Điểm mỗi đơn vị, mỗi lần cộng",
    "penalty_each": "Điểm trừ mỗi lần",
    "minimum": "Nhỏ nhất",
    "maximum": "Lớn nhất",
    "below_points": "Điểm dưới bậc thấp nhất",
    "sample": "Số người khảo sát",
    "rule": "Khi có nhiều danh hiệu",
    "steps": "Bậc điểm",
    "options": "Phương án trả lời",
    "awards": "Danh hiệu, khen thưởng",
}


def ends_of(step: Mapping[str, Any]) -> str:
    """Which of `ENDS` a stored step has."""
    held = (step.get("with_lower", True), step.get("with_upper", False))
    return next(name for name, (lower, upper, _) in ENDS.items() if (lower, upper) == held)


def head_text(name: str, value: Any, cluster_names: Mapping[int, str]) -> str:
    """A field of the head as a person reads it."""
    if name == "applies_to":
        return ", ".join(cluster_names.get(one, f"số {one}") for one in value) or "tất cả"
    if name == "bands":
        return "; ".join(band_text(band) for band in value)
    if name == "downgrades":
        said = [f"{DowngradeCause(row['when']).label} → {row['at_most']}" for row in value]
        return "; ".join(said)
    if name == "quotas":
        return "; ".join(quota_text(row) for row in value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else shown(value)


def band_text(band: Mapping[str, Any]) -> str:
    """A band as a person reads it: “Tốt: trên 80”."""
    start = "trên" if band.get("above") else "từ"
    zero = ", không tiêu chí nào 0 điểm" if band.get("no_zero") else ""
    return f"{band['name']}: {start} {numbers.vi(numbers.exact(band['from']))}{zero}"


def quota_text(row: Mapping[str, Any]) -> str:
    """A quota as a person reads it: “Cờ thi đua: 1 trên mỗi 5 đơn vị (trong cụm, khối)”."""
    per = "" if row["per_members"] is None else f" trên mỗi {row['per_members']} đơn vị"
    return f"{row['award']}: {row['count']}{per} ({StandingScope(row['scope']).label.lower()})"


def node_text(value: Any) -> str:
    """A field of a node as a person reads it."""
    return "; ".join(value) if isinstance(value, tuple | list) else shown(value)


def param_text(name: str, value: Any) -> str:
    """A parameter of a formula as a person reads it."""
    if name == "steps":
        return "; ".join(step_text(one) for one in value or ())
    if name in ("options", "awards"):
        return "; ".join(f"{one['label']}: {_number(one['points'])}" for one in value or ())
    if name == "rule" and value:
        return HolderRule(value).label
    return shown(value) if isinstance(value, bool) else _number(value)


def step_text(step: Mapping[str, Any]) -> str:
    """A step as a person reads it: “từ 80 đến dưới 90: 5”."""
    start, end = ENDS[ends_of(step)][2].split(" … ", 1)
    upper = "trở lên" if step["upper"] is None else f"{end.rstrip(' …')} {_number(step['upper'])}"
    return f"{start} {_number(step['lower'])} {upper}: {_number(step['points'])}"


def _number(value: Any) -> str:
    try:
        return numbers.vi(numbers.exact(value), grouping=False)
    except Invalid:
        return "" if value is None else str(value)


def listed(labels: Sequence[str]) -> str:
    """Some words, to be chosen from: “Có”, “Không”."""
    return ", ".join(f"“{label}”" for label in labels)
