"""What was found and what was assumed in making a draft out of a paper."""

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
    TIME_UNREAD = (
        "time_unread",
        "Cột thời gian của “{text}” ghi “{time}”, chưa đọc được trọn vẹn; hãy xem lại thời hạn.",
    )


class Certainty(StrEnum):
    """How sure the reader is of one field, by how it was found."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"

    @property
    def label(self) -> str:
        """The certainty in one or two words."""
        return {"sure": "chắc", "likely": "có thể", "guess": "phỏng đoán"}[self.value]

    @property
    def sign(self) -> str:
        """A shape that stands beside the words."""
        return {"sure": "●", "likely": "◐", "guess": "○"}[self.value]


class Found(StrEnum):
    """How a field of a draft was found in the paper, and so how sure the reader is of it."""

    certainty: Certainty
    label: str

    def __new__(cls, value: str, certainty: Certainty, label: str) -> Self:
        found = str.__new__(cls, value)
        found._value_ = value
        found.certainty = certainty
        found.label = label
        return found

    @classmethod
    def of(cls, value: str) -> "Found":
        """The way of finding with this code."""
        return next(found for found in cls if found.value == value)

    PRINTED = ("printed", Certainty.SURE, "in trong văn bản")
    CELL = ("cell", Certainty.SURE, "ô nội dung của bảng")
    BAND = ("band", Certainty.SURE, "theo dòng “Quý …” của bảng")
    COLUMN = ("column", Certainty.SURE, "theo cột của bảng")
    WORDS = ("words", Certainty.SURE, "theo lời văn của nhiệm vụ")
    NO_DEADLINE = ("no_deadline", Certainty.SURE, "văn bản không ghi ngày; hạn là hết quý")
    IN_PROSE = ("in_prose", Certainty.LIKELY, "lấy từ đoạn văn")
    BY_CONTENT = ("by_content", Certainty.LIKELY, "theo trích yếu và nội dung")
    BY_TIME = ("by_time", Certainty.LIKELY, "tính từ thời gian ghi trong văn bản")
    BY_ISSUE = ("by_issue", Certainty.LIKELY, "theo năm của ngày ban hành")
    USUAL = ("usual", Certainty.LIKELY, "văn bản không ghi; lấy theo thông lệ của đơn vị")
    NO_NUMBER = ("no_number", Certainty.LIKELY, "dòng không số thứ tự, đọc thành nhiệm vụ riêng")
    REST = ("rest", Certainty.LIKELY, "các cơ quan ghi sau cơ quan đầu tiên")
    ONLY_OFFICE = ("only_office", Certainty.LIKELY, "văn bản chỉ ghi một cơ quan")
    FIRST_OFFICE = (
        "first_office",
        Certainty.GUESS,
        "văn bản không ghi ai chủ trì; tạm lấy cơ quan ghi đầu tiên",
    )
    QUARTER_BEFORE = (
        "quarter_before",
        Certainty.GUESS,
        "văn bản không ghi quý; tạm xếp theo nhiệm vụ đứng trước",
    )
    OUTSIDE_YEAR = (
        "outside_year",
        Certainty.GUESS,
        "hạn trong văn bản không thuộc năm của kế hoạch nên chưa lấy",
    )
    TIME_UNREAD = (
        "time_unread",
        Certainty.GUESS,
        "cột thời gian ghi điều chưa đọc được thành ngày; tạm để hạn là hết quý",
    )
    TIME_IN_PART = (
        "time_in_part",
        Certainty.GUESS,
        "cột thời gian mới đọc được một phần; tạm lấy ngày ghi trong đó",
    )
    THIS_YEAR = ("this_year", Certainty.GUESS, "văn bản không ghi năm; tạm lấy năm nay")
    MISSING = ("missing", Certainty.GUESS, "văn bản không ghi")
