"""Twelve months of work: a calendar year, or a school year that begins in one and ends in the next.

A school year runs from 1 September to 31 August; its quarters are those of the calendar, in the
order III, IV, I, II, the summer months counting with quarter II.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.lib import dates

__all__ = ["CALENDAR_START", "SCHOOL_START", "WorkYear"]

CALENDAR_START = 1
SCHOOL_START = 9
"""The month in which a school year begins."""


@dataclass(frozen=True, slots=True)
class WorkYear:
    """The twelve months that begin with `first_month` of the year `first`."""

    first: int
    first_month: int = CALENDAR_START

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.first, self.first_month, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.first + 1, self.first_month, 1) - timedelta(days=1)

    @property
    def is_split(self) -> bool:
        """Whether it lies in two calendar years."""
        return self.first_month != CALENDAR_START

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters in the order in which they come."""
        begin = dates.quarter_of(self.start) - 1
        return dates.QUARTERS[begin:] + dates.QUARTERS[:begin]

    def holds(self, on: date) -> bool:
        """Whether the day lies in these twelve months."""
        return self.start <= on <= self.end

    def year_of(self, month: int) -> int:
        """The calendar year of a month that is named without one."""
        return self.first + (month < self.first_month)

    def quarter_end(self, quarter: int) -> date:
        """Last day of the quarter. Raises Invalid unless the quarter is 1 to 4."""
        return dates.quarter_end(self.year_of(3 * quarter), quarter)

    def quarter_start(self, quarter: int) -> date:
        """First day of the quarter. Raises Invalid unless the quarter is 1 to 4."""
        return dates.quarter_start(self.year_of(3 * quarter), quarter)

    def quarter_of(self, on: date) -> int:
        """The quarter with which a day counts; days after the last quarter's end count with it."""
        last = self.quarters[-1]
        return last if self.quarter_end(last) < on <= self.end else dates.quarter_of(on)

    def quarter_name(self, quarter: int) -> str:
        """'Quý III', in a school year with its calendar year: 'Quý III/2025'."""
        name = dates.quarter_name(quarter)
        return f"{name}/{self.year_of(3 * quarter)}" if self.is_split else name

    def __str__(self) -> str:
        if self.is_split:
            return f"năm học {self.first} - {self.first + 1}"
        return f"năm {self.first}"
