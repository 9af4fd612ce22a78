"""What was assumed in making a draft out of a paper."""

from enum import StrEnum
from typing import Self


class ReadingNote(StrEnum):
    """What was assumed in making a draft out of a paper that leaves it open."""

    message: str

    def __new__(cls, value: str, message: str) -> Self:
        note = str.__new__(cls, value)
        note._value_ = value
        note.message = message
        return note

    OTHER_ISSUER = (
        "other_issuer",
        "Văn bản ghi cơ quan ban hành là {issuer}, khác đơn vị của bạn; hãy sửa tên đơn vị trong "
        "lời văn nếu dùng làm mẫu.",
    )
    LEAD_ASSUMED = (
        "lead_assumed",
        "Văn bản không ghi cơ quan chủ trì của “{text}”; tạm lấy cơ quan ghi đầu tiên ({lead}).",
    )
    QUARTER_ASSUMED = (
        "quarter_assumed",
        "Văn bản không ghi quý của “{text}”; tạm xếp vào quý {quarter}.",
    )
    DEADLINE_OUTSIDE = (
        "deadline_outside",
        "“{text}” có hạn {on} không thuộc năm của kế hoạch nên chưa lấy vào dự thảo.",
    )
