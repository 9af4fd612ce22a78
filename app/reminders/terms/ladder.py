"""The ladder of reminders: so many days before or after the last day, to whom, by which way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.lib import holidays
from app.lib.errors import Invalid

DAY = timedelta(days=1)
SATURDAY = 5
DEFAULT_HOUR = 7


class Side(StrEnum):
    """Before or after the last day."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"before": "Trước hạn", "after": "Sau hạn"}[self.value]


class Unit(StrEnum):
    """What is counted."""

    DAY = "day"
    WORKING_DAY = "working_day"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"day": "ngày", "working_day": "ngày làm việc"}[self.value]


class Audience(StrEnum):
    """Who is reminded. `BELOW` is the superior's list of subordinates who are late."""

    OFFICER = "officer"
    LEADER = "leader"
    BELOW = "below"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "officer": "Chuyên viên phụ trách",
            "leader": "Lãnh đạo đơn vị",
            "below": "Danh sách cấp dưới chậm hạn",
        }[self.value]


@dataclass(frozen=True)
class Step:
    """One rung: `days` before or after the last day (0 is the day itself), to whom, how.

    A step to `BELOW` says from when the work of a subordinate is on the list of those late.
    """

    side: Side
    days: int
    unit: Unit
    audience: tuple[Audience, ...]
    by_notice: bool = True
    by_mail: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Step":
        """A step as it is kept."""
        return cls(
            Side(data["side"]),
            int(data["days"]),
            Unit(data["unit"]),
            tuple(one for one in Audience if one.value in data["audience"]),
            bool(data["by_notice"]),
            bool(data["by_mail"]),
        )

    def as_json(self) -> dict[str, Any]:
        """The step as it is kept."""
        return {
            "side": self.side.value,
            "days": self.days,
            "unit": self.unit.value,
            "audience": [one.value for one in self.audience],
            "by_notice": self.by_notice,
            "by_mail": self.by_mail,
        }

    @property
    def is_below(self) -> bool:
        """Whether it speaks of subordinates."""
        return Audience.BELOW in self.audience

    @property
    def height(self) -> int:
        """Where it stands on the ladder: what is later is higher; no two steps share a height.

        Ten a day; fourteen and one for a working day, of which a week has five.
        """
        sign = -1 if self.side is Side.BEFORE else 1
        if self.unit is Unit.DAY or self.days == 0:
            return sign * 10 * self.days
        return sign * (14 * self.days + 1)

    @property
    def label(self) -> str:
        """The step in words: "Trước hạn 7 ngày", "Sau hạn 5 ngày làm việc", "Đúng ngày hạn"."""
        if self.days == 0:
            return "Đúng ngày hạn"
        return f"{self.side.label} {self.days} {self.unit.label}"

    def day_of(self, last_day: date) -> date:
        """On which day work with this last day is reminded."""
        if self.unit is Unit.DAY or self.days == 0:
            return last_day + self._signed * DAY
        return _shifted(last_day, self._signed)

    @property
    def _signed(self) -> int:
        return -self.days if self.side is Side.BEFORE else self.days

    def latest(self, today: date) -> date:
        """The latest last day whose reminder by this step has come by `today`."""
        if self.unit is Unit.DAY or self.days == 0:
            return today - self._signed * DAY
        last_day = today - self._signed * DAY
        while self.day_of(last_day) > today:
            last_day -= DAY
        while self.day_of(last_day + DAY) <= today:
            last_day += DAY
        return last_day


def _shifted(start: date, days: int) -> date:
    """So many working days after (or before) a day, which does not count itself."""
    one = DAY if days > 0 else -DAY
    day = start
    for _ in range(abs(days)):
        day += one
        while not is_working_day(day):
            day += one
    return day


def is_working_day(on: date) -> bool:
    """Whether offices work; in years whose holidays are not known yet, Monday to Friday."""
    try:
        return holidays.is_working_day(on)
    except Invalid:
        return on.weekday() < SATURDAY


USUAL_STEPS = (
    Step(Side.BEFORE, 7, Unit.DAY, (Audience.OFFICER,)),
    Step(Side.BEFORE, 2, Unit.DAY, (Audience.OFFICER,), by_mail=True),
    Step(Side.AFTER, 1, Unit.DAY, (Audience.OFFICER, Audience.LEADER), by_mail=True),
)
"""With what every tenant starts."""

USUAL_OF_AN_ISSUER = (
    *USUAL_STEPS,
    Step(Side.AFTER, 5, Unit.WORKING_DAY, (Audience.BELOW,), by_mail=True),
)
"""With what a tenant starts that has subordinates."""
