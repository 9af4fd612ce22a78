"""What becomes of an issued paper."""

from enum import StrEnum
from typing import Self


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
