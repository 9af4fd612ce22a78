"""What is done with a draft on its way, and what becomes of an issued paper."""

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


class ChangeKind(StrEnum):
    """What became of an issued paper (Decree 30/2020/NĐ-CP, article 18)."""

    label: str
    done: str

    def __new__(cls, value: str, label: str, done: str) -> Self:
        change = str.__new__(cls, value)
        change._value_ = value
        change.label, change.done = label, done
        return change

    REVOKED = "revoked", "Thu hồi", "đã bị thu hồi"
    REPLACED = "replaced", "Thay thế", "đã được thay thế"
    CORRECTED = "corrected", "Đính chính", "đã được đính chính"
