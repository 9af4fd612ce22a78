"""Words of what was corrected after it had a number of the gold book."""

from datetime import date
from enum import StrEnum
from typing import Any

from app.lib import dates

BATCH_LABELS = {
    "title": "Tên đợt in",
    "form": "Loại",
    "authority": "Người có thẩm quyền",
    "decision_number": "Số quyết định",
    "decided_on": "Ngày quyết định",
    "place": "Địa danh",
    "capacity": "Quyền hạn, chức vụ",
    "signer": "Người ký",
    "sheet": "Khổ giấy",
}
ROW_LABELS = {
    "honorific": "Danh xưng",
    "name": "Tên",
    "details": "Chức vụ, đơn vị",
    "achievement": "Thành tích",
    "is_posthumous": "Truy tặng",
}
PRINTED = ("authority", "decision_number", "decided_on", "place", "capacity", "signer")
"""What every certificate of a batch says: once one has a number, only a correction changes it."""
LONGEST_REASON = 300


class CorrectionKind(StrEnum):
    """What was done to what stands in the gold book."""

    CORRECTED = "corrected"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"corrected": "Đính chính", "cancelled": "Hủy"}[self.value]


def shown(value: Any) -> str:
    """A value as the history shows it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return dates.short(value)
    return str(getattr(value, "label", value) or "").replace("\n", " / ")


def difference(name: str, before: str, after: str) -> str:
    """`Tên: Nguyễn Văn An → Nguyễn Văn Ân`."""
    label = BATCH_LABELS.get(name) or ROW_LABELS[name]
    return f"{label}: {before or '(trống)'} → {after or '(trống)'}"
