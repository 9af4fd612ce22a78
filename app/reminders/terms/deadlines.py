"""The days by which the text of an urging wants an answer."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

NAMED = re.compile(
    r"(?P<words>chậm\s+nhất|trước)\s+ngày\s+"
    r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)"
    r"(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})",
    re.IGNORECASE,
)
BEFORE = "trước"


@dataclass(frozen=True)
class NamedDay:
    """A day as the text names it: "chậm nhất ngày …" includes it, "trước ngày …" does not."""

    on: date
    is_before: bool

    def agrees_with(self, day: date) -> bool:
        """Whether it means this last day; offices write "trước ngày" of the last day itself too."""
        return self.on == day or (self.is_before and self.on - timedelta(days=1) == day)


def named_days(text: str) -> list[NamedDay]:
    """The days after "chậm nhất ngày" and "trước ngày", in order; days that do not exist are not
    named."""
    found = []
    for match in NAMED.finditer(text):
        try:
            on = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        found.append(NamedDay(on, match["words"].lower() == BEFORE))
    return found
