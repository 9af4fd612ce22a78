"""What is done with a draft on its way."""

from enum import StrEnum
from typing import Self


class StepKind(StrEnum):
    """One step of a draft from desk to desk."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        step = str.__new__(cls, value)
        step._value_ = value
        step.label = label
        return step

    SUBMITTED = "submitted", "Trình"
    CHECKED = "checked", "Đồng ý, trình lãnh đạo"
    APPROVED = "approved", "Duyệt"
    RETURNED = "returned", "Trả lại để sửa"
    TAKEN_BACK = "taken_back", "Rút lại"
    CHANGED = "changed", "Sửa sau khi duyệt, chờ duyệt lại"
    ISSUED = "issued", "Ban hành"
