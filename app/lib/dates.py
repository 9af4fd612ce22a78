"""Dates as Vietnamese offices write, group and count them.

Days are calendar days of Việt Nam; "today" is always passed in (see `clock.today`).
"""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from app.lib import clock, holidays
from app.lib.errors import Invalid
from app.lib.holidays import is_working_day

__all__ = [
    "QUARTERS",
    "Deadline",
    "DeadlinePrecision",
    "add_working_days",
    "due_label",
    "is_working_day",
    "long",
    "month",
    "month_end",
    "parse",
    "quarter_end",
    "quarter_name",
    "quarter_of",
    "quarter_start",
    "relative",
    "roman",
    "short",
    "stamp",
    "weeks_of",
    "working_days_between",
]

QUARTERS = (1, 2, 3, 4)
_ROMAN = ("I", "II", "III", "IV")
_DAY = timedelta(days=1)
MONDAY_FIRST = Calendar(firstweekday=0)


def long(on: date) -> str:
    """'ngày 05 tháng 01 năm 2026'; days under 10 and months 1 and 2 lead with 0.

    Nghị định 30/2020/NĐ-CP, Phụ lục I.
    """
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def short(on: date) -> str:
    """'05/01/2026'."""
    return f"{on.day:02d}/{on.month:02d}/{on.year:04d}"


def month(on: date) -> str:
    """'02/2025', '8/2025': the month of a day, months 1 and 2 lead with 0."""
    return f"{on.month:02d}/{on.year}" if on.month <= 2 else f"{on.month}/{on.year}"


def month_end(on: date) -> date:
    """Last day of the month of the day."""
    return on.replace(day=monthrange(on.year, on.month)[1])


def stamp(at: datetime) -> str:
    """'05/01/2026 14:30', an aware instant as the clock in Việt Nam shows it."""
    here = clock.local(at)
    return f"{short(here.date())} {here:%H:%M}"


def parse(text: str, field: str | None = None) -> date:
    """'05/01/2026', '5/1/2026', '5-1-2026' or ISO '2026-01-05' as a date.

    Raises Invalid at `field` for anything else and for days that do not exist.
    """
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    try:
        numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
        if len(numbers) == len(parts) == 3 and len(parts[0]) == 4:
            return date(*numbers)
        if len(numbers) == len(parts) == 3 and len(parts[2]) == 4:
            return date(*reversed(numbers))
    except ValueError:
        pass
    raise Invalid("Ngày không đúng; xin ghi theo dạng ngày/tháng/năm, ví dụ 05/01/2026.", field)


def relative(last_day: date, today: date) -> str:
    """'còn 3 ngày', 'hạn cuối hôm nay' or 'quá hạn 2 ngày', counted in calendar days."""
    left = (last_day - today).days
    if left > 0:
        return f"còn {left} ngày"
    return "hạn cuối hôm nay" if left == 0 else f"quá hạn {-left} ngày"


def quarter_of(on: date) -> int:
    """The quarter, 1 to 4, of the day."""
    return (on.month + 2) // 3


def quarter_start(year: int, quarter: int) -> date:
    """First day of the quarter. Raises Invalid unless the quarter is 1 to 4."""
    return date(year, 3 * _checked(quarter) - 2, 1)


def quarter_end(year: int, quarter: int) -> date:
    """Last day of the quarter. Raises Invalid unless the quarter is 1 to 4."""
    last_month = 3 * _checked(quarter)
    return date(year, last_month, monthrange(year, last_month)[1])


def weeks_of(first: date) -> list[list[date]]:
    """The weeks, Monday to Sunday, that cover the month of `first`, neighbours' days included."""
    return MONDAY_FIRST.monthdatescalendar(first.year, first.month)


def roman(quarter: int) -> str:
    """'I' to 'IV'. Raises Invalid unless the quarter is 1 to 4."""
    return _ROMAN[_checked(quarter) - 1]


def quarter_name(quarter: int) -> str:
    """'Quý I' to 'Quý IV'. Raises Invalid unless the quarter is 1 to 4."""
    return f"Quý {roman(quarter)}"


def _checked(quarter: int) -> int:
    if quarter not in QUARTERS:
        raise Invalid("Quý phải là một trong các quý I, II, III, IV.", "quarter")
    return quarter


class DeadlinePrecision(StrEnum):
    """How exactly a paper names the day by which something is due.

    The date kept is always a day: of a month it is the last one.
    """

    DAY = "day"
    MONTH = "month"
    MONTH_END = "month_end"

    @property
    def label(self) -> str:
        """The Vietnamese name of the precision."""
        return {"day": "Ngày", "month": "Trong tháng", "month_end": "Cuối tháng"}[self.value]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is due, as the paper words it.

    'chậm nhất ngày' includes the day; 'trước ngày' excludes it, so the last day is the one before.
    Of a month ('trong tháng', 'cuối tháng') `on` is the last day, which counts. What is 'dự kiến'
    is tentative.
    """

    on: date
    inclusive: bool = True
    precision: DeadlinePrecision = DeadlinePrecision.DAY
    tentative: bool = False

    @classmethod
    def no_later_than(cls, on: date) -> Self:
        """'chậm nhất ngày …'."""
        return cls(on, inclusive=True)

    @classmethod
    def before(cls, on: date) -> Self:
        """'trước ngày …'."""
        return cls(on, inclusive=False)

    @property
    def last_day(self) -> date:
        """The last day that is still in time."""
        return self.on if self.inclusive else self.on - _DAY

    def is_late(self, today: date) -> bool:
        """Whether doing it today is too late."""
        return today > self.last_day

    def days_left(self, today: date) -> int:
        """Calendar days until the last day: 0 on the last day, negative when overdue."""
        return (self.last_day - today).days

    def relative(self, today: date) -> str:
        """'còn 3 ngày', 'hạn cuối hôm nay' or 'quá hạn 2 ngày'."""
        return relative(self.last_day, today)

    def __str__(self) -> str:
        if self.precision is DeadlinePrecision.DAY:
            words = f"{'chậm nhất' if self.inclusive else 'trước'} ngày {short(self.on)}"
        else:
            words = f"{self.precision.label.lower()} {month(self.on)}"
        if not self.tentative:
            return words
        is_day_itself = self.inclusive and self.precision is DeadlinePrecision.DAY
        return f"dự kiến ngày {short(self.on)}" if is_day_itself else f"dự kiến {words}"


def due_label(deadline: Deadline | None, quarter: int, tentative: bool = False) -> str:
    """When something is due as a list shows it: its deadline, else the end of its quarter."""
    if deadline is not None:
        return str(deadline)
    return f"{'dự kiến trong' if tentative else 'hết'} quý {roman(quarter)}"


def add_working_days(start: date, days: int) -> date:
    """The day on which `days` working days after `start` have passed; the start does not count.

    With 0 days it is the start itself. Raises Invalid for a negative count, and for years whose
    holidays are not known (see `app.lib.holidays`).
    """
    if days < 0:
        raise Invalid("Số ngày làm việc không được âm.", "days")
    day = start
    while days:
        day += _DAY
        days -= holidays.is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not after `start`.

    Raises Invalid for years whose holidays are not known.
    """
    span = range(1, (end - start).days + 1)
    return sum(holidays.is_working_day(start + number * _DAY) for number in span)
