"""Kinds of days in the calendar, and the days that the whole country remembers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What happens on a day."""

    TASK = "task"
    PLAN_DUE = "plan_due"
    PLANS_DUE = "plans_due"
    REPORT_DUE = "report_due"
    INCOMING_DUE = "incoming_due"
    ANNIVERSARY = "anniversary"
    HOLIDAY = "holiday"

    @property
    def is_work(self) -> bool:
        """Whether something must be done by the day."""
        return self not in (self.ANNIVERSARY, self.HOLIDAY)

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind."""
        return {
            "task": "Hạn nhiệm vụ",
            "plan_due": "Hạn gửi kế hoạch lên",
            "plans_due": "Hạn cấp dưới gửi kế hoạch",
            "report_due": "Hạn báo cáo",
            "incoming_due": "Hạn giải quyết văn bản đến",
            "anniversary": "Ngày kỷ niệm",
            "holiday": "Nghỉ lễ, tết",
        }[self.value]


class Roundness(StrEnum):
    """How round a year of remembrance is (Nghị định 111/2018/NĐ-CP, Điều 3)."""

    ROUND = "round"
    FIVE = "five"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word of the decree."""
        return {"round": "năm tròn", "five": "năm lẻ 5", "other": "năm khác"}[self.value]

    @classmethod
    def of(cls, years: int) -> "Roundness":
        """The roundness of the `years`-th year."""
        if years % 10 == 0:
            return cls.ROUND
        return cls.FIVE if years % 5 == 0 else cls.OTHER


@dataclass(frozen=True)
class Remembered:
    """A day that is remembered every year, since the year in which it happened."""

    name: str
    day: int
    month: int
    since_year: int


NATIONAL: tuple[Remembered, ...] = (
    Remembered("Ngày thành lập Đảng Cộng sản Việt Nam", 3, 2, 1930),
    Remembered("Ngày Thầy thuốc Việt Nam", 27, 2, 1955),
    Remembered("Ngày Quốc tế Phụ nữ", 8, 3, 1910),
    Remembered("Ngày thành lập Đoàn Thanh niên Cộng sản Hồ Chí Minh", 26, 3, 1931),
    Remembered("Ngày Giải phóng miền Nam, thống nhất đất nước", 30, 4, 1975),
    Remembered("Ngày Quốc tế Lao động", 1, 5, 1886),
    Remembered("Ngày Chiến thắng Điện Biên Phủ", 7, 5, 1954),
    Remembered("Ngày sinh Chủ tịch Hồ Chí Minh", 19, 5, 1890),
    Remembered(
        "Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (Ngày truyền thống thi đua yêu "
        "nước)",
        11,
        6,
        1948,
    ),
    Remembered("Ngày Thương binh - Liệt sĩ", 27, 7, 1947),
    Remembered("Ngày Cách mạng tháng Tám thành công", 19, 8, 1945),
    Remembered("Ngày truyền thống ngành Nội vụ", 28, 8, 1945),
    Remembered("Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam", 2, 9, 1945),
    Remembered("Ngày Doanh nhân Việt Nam", 13, 10, 2004),
    Remembered("Ngày Phụ nữ Việt Nam", 20, 10, 1930),
    Remembered("Ngày truyền thống Mặt trận Tổ quốc Việt Nam", 18, 11, 1930),
    Remembered("Ngày Nhà giáo Việt Nam", 20, 11, 1982),
    Remembered("Ngày thành lập Quân đội nhân dân Việt Nam", 22, 12, 1944),
)
"""What emulation campaigns of every year are launched towards."""


def in_year(day: int, month: int, year: int) -> date:
    """The day in a year; 29 February falls on the 28th where there is none."""
    if (day, month) == (29, 2) and (year % 4 or (year % 100 == 0 and year % 400)):
        return date(year, 2, 28)
    return date(year, month, day)


def occasion(name: str, since_year: int | None, year: int) -> str:
    """The day's name with its count: "Kỷ niệm 80 năm …"; without one where no year is known."""
    count = 0 if since_year is None else year - since_year
    if count <= 0:
        return name
    return f"Kỷ niệm {count} năm {name[:1].lower() + name[1:]}"
