"""Days, months and quarters as papers print them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.intake.queries.letters import bare
from app.lib import dates

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = r"(?:i{1,3}|iv|[1-4])"
_YEAR = r"(?:19|20)\d{2}"
_TO_YEAR = r"(?:\s?[/.-]\s?|\s+nam\s+|,\s?nam\s+)"

_NUMERIC = rf"(?P<d1>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<m1>\d{{1,2}})\s?(?P=sep)\s?(?P<y1>{_YEAR})"
_WORDS = rf"(?P<d2>\d{{1,2}})\s+thang\s+(?P<m2>\d{{1,2}})(?:{_TO_YEAR}(?P<y2>{_YEAR}))?"
_DAY_MONTH = r"(?P<d3>\d{1,2})\s?/\s?(?P<m3>\d{1,2})(?!\s?[/.-]?\d)"
_MONTH = rf"thang\s+(?P<m4>\d{{1,2}})(?:{_TO_YEAR}(?P<y4>{_YEAR}))?(?!\s?[/.-]?\d)"
_MONTH_YEAR = rf"(?P<m6>\d{{1,2}})\s?/\s?(?P<y6>{_YEAR})(?!\s?/)"
_QUARTERLY = rf"quy\s+(?P<q5>{_QUARTER})\b(?:{_TO_YEAR}(?P<y5>{_YEAR}))?"
_ANY = (
    rf"(?:ngay\s+)?(?<![\d/])(?:{_NUMERIC}|{_WORDS}|{_MONTH_YEAR}|{_DAY_MONTH})(?!\d)"
    rf"|{_MONTH}|{_QUARTERLY}"
)
_WHEN = re.compile(_ANY)

_BAND = re.compile(
    rf"(?:[ivx]{{1,4}}\s*[.):-]\s*|\d{{1,2}}\s*[.):-]\s*|[a-h]\s*[.)]\s*|[-+*]\s*)?"
    rf"(?:trong |cac nhiem vu |nhiem vu |cong viec )?quy\s+(?P<quarter>{_QUARTER})"
    rf"(?:{_TO_YEAR}{_YEAR}|\s+{_YEAR})?(?:\s*\(.{{0,60}}\))?\s*[.:]?"
)
_MONTH_BAND = re.compile(
    rf"(?:[ivx]{{1,4}}\s*[.):-]\s*|\d{{1,2}}\s*[.):-]\s*)?thang\s+(?P<month>\d{{1,2}})"
    rf"(?:{_TO_YEAR}{_YEAR}|\s+{_YEAR})?\s*[.:]?"
)
_QUARTERS = re.compile(
    rf"quy\s+(?P<list>{_QUARTER}(?:\s*(?:,|va|-|den|;|\+|&|/)\s*(?:quy\s+)?{_QUARTER}\b(?!\d))*)"
    rf"\b(?:{_TO_YEAR}(?P<year>{_YEAR}))?"
)
_MONTHS = re.compile(
    r"thang\s+(?P<list>\d{1,2}(?:\s*(?:,|va|-|den|;|\+|&)\s*(?:thang\s+)?\d{1,2}(?!\d|\s?/\s?\d))*)"
    rf"(?!\d)(?:{_TO_YEAR}(?P<year>{_YEAR}))?"
)
_HALF = re.compile(rf"(?:6|06|sau) thang (?:dau|cuoi) nam(?: {_YEAR})?")
_NUMBERS = re.compile(rf"{_QUARTER}\b")
_DIGITS = re.compile(r"\d{1,2}")
_WHOLE_YEAR = re.compile(
    r"ca nam|thuong xuyen|hang nam|trong nam|quanh nam|hang thang|hang quy|dinh ky|dot xuat"
)


@dataclass(frozen=True, slots=True)
class WorkYear:
    """The year in which a plan is carried out: a calendar year, or August to July in schools."""

    first: int
    school: bool = False

    def of_month(self, month: int) -> int:
        """The calendar year of a month that is printed without one."""
        return self.first + 1 if self.school and month < 8 else self.first

    def holds(self, year: int, quarter: int) -> bool:
        """Whether the quarter lies inside the year of the plan."""
        if self.school:
            return (year, quarter) >= (self.first, 3) and (year, quarter) <= (self.first + 1, 3)
        return year == self.first


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed day, month or quarter. `on` is its last day, None where no year is known.

    `exact` tells a day from a period; `start` is the first day; `valid` is False for days that
    do not exist; `dated` tells whether the year stands in print.
    """

    start_at: int
    end_at: int
    start: date | None
    on: date | None
    exact: bool
    valid: bool = True
    dated: bool = True


def at(text: str, place: int, year: WorkYear | None) -> Moment | None:
    """The moment printed exactly here in `bare` text; a missing year is `year`."""
    match = _WHEN.match(text, place)
    return _moment(match, year) if match else None


def moments(text: str, year: WorkYear | None = None) -> Iterator[Moment]:
    """Every day, month and quarter in `bare` text."""
    for match in _WHEN.finditer(text):
        yield _moment(match, year)


def _moment(match: re.Match[str], year: WorkYear | None) -> Moment:
    found = match.groupdict()
    printed = next((found[key] for key in ("y1", "y2", "y4", "y5", "y6") if found[key]), None)
    start, end, valid = _span(found, _calendar_year(printed, year, _month(found)))
    exact = any(found[key] for key in ("d1", "d2", "d3"))
    return Moment(match.start(), match.end(), start, end, exact, valid, printed is not None)


def _month(found: dict[str, str | None]) -> int:
    """The printed month, or the first of the printed quarter."""
    if found["q5"]:
        return 3 * _ROMAN[found["q5"]] - 2
    return int(next((found[k] for k in ("m1", "m2", "m3", "m4", "m6") if found[k]), None) or 0)


def _calendar_year(printed: str | None, year: WorkYear | None, month: int) -> int | None:
    if printed:
        return int(printed)
    return year.of_month(month) if year else None


def _span(found: dict[str, str | None], year: int | None) -> tuple[date | None, date | None, bool]:
    quarter = found["q5"]
    month = _month(found)
    day = int(next((found[k] for k in ("d1", "d2", "d3") if found[k]), None) or 0)
    try:
        if quarter:
            return _quarter_span(year, _ROMAN[quarter])
        if day:
            checked = date(year or 2000, month, day)
            return (checked, checked, True) if year else (None, None, True)
        first = date(year or 2000, month, 1)
    except ValueError:
        return None, None, False
    return (first, month_end(first), True) if year else (None, None, True)


def _quarter_span(year: int | None, quarter: int) -> tuple[date | None, date | None, bool]:
    if year is None:
        return None, None, True
    return dates.quarter_start(year, quarter), dates.quarter_end(year, quarter), True


def month_end(on: date) -> date:
    """Last day of the month of the day."""
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def band_quarter(text: str) -> int | None:
    """1 to 4 for a heading that is only a quarter or a month: "QUÝ I", "Quý 2/2026", "Tháng 5"."""
    words = " ".join(bare(text[:120]).replace("*", " ").split())
    match = _BAND.fullmatch(words)
    if match:
        return _ROMAN[match["quarter"]]
    match = _MONTH_BAND.fullmatch(words)
    if match and 1 <= int(match["month"]) <= 12:
        return (int(match["month"]) + 2) // 3
    return None


def band_of_several(text: str) -> bool:
    """Whether the heading is only a time of several quarters or months: "QUÝ II, III"."""
    words = " ".join(bare(text[:120]).replace("*", " ").split()).strip(" .:-")
    return bool(_QUARTERS.fullmatch(words) or _MONTHS.fullmatch(words) or _HALF.fullmatch(words))


@dataclass(frozen=True, slots=True)
class Timing:
    """What a time cell says: its quarter, its last day, and whether that was understood."""

    quarter: int | None = None
    due_on: date | None = None
    clear: bool = True
    day: bool = False


def timing(text: str, year: WorkYear | None) -> Timing:
    """The quarter in which the printed time ends, and its last day.

    A time of the whole year ("thường xuyên", all four quarters) has no quarter; a time in another
    year, or one that names nothing known, is not clear.
    """
    words = " ".join(bare(text).split())
    if not words.strip(" .-–"):
        return Timing()
    ends = [*_days(words, year), *_quarter_ends(words, year), *_month_ends(words, year)]
    if not ends:
        return Timing(clear=bool(_WHOLE_YEAR.search(words)))
    last_year, last_quarter, due_on, day = max(ends, key=lambda end: (end[0], end[1]))
    if _covers_year(words):
        return Timing(due_on=due_on)
    if year is not None and not year.holds(last_year, last_quarter):
        return Timing(due_on=due_on, clear=False, day=day)
    return Timing(last_quarter, due_on, day=day)


_End = tuple[int, int, date | None, bool]


def _days(words: str, year: WorkYear | None) -> list[_End]:
    return [
        (found.on.year, dates.quarter_of(found.on), found.on, True)
        for found in moments(words, year)
        if found.exact and found.on
    ] + _bare_months(words)


def _bare_months(words: str) -> list[_End]:
    """ "03/2026" standing alone in a cell."""
    return [
        (found.on.year, dates.quarter_of(found.on), found.on, False)
        for found in moments(words)
        if not found.exact and found.on and words[found.start_at].isdigit()
    ]


def _quarter_ends(words: str, year: WorkYear | None) -> list[_End]:
    ends = []
    for match in _QUARTERS.finditer(words):
        quarter = max(_ROMAN[number] for number in _NUMBERS.findall(match["list"]))
        years = _calendar_year(match["year"], year, 3 * quarter - 2)
        end = dates.quarter_end(years, quarter) if years else None
        ends.append((years or 0, quarter, end, False))
    return ends


def _month_ends(words: str, year: WorkYear | None) -> list[_End]:
    ends = []
    for match in _MONTHS.finditer(words):
        months = [int(number) for number in _DIGITS.findall(match["list"])]
        if not all(1 <= month <= 12 for month in months):
            continue
        years = _calendar_year(match["year"], year, months[-1])
        end = month_end(date(years, months[-1], 1)) if years else None
        ends.append((years or 0, (months[-1] + 2) // 3, end, False))
    return ends


def _covers_year(words: str) -> bool:
    numbers = {
        _ROMAN[number]
        for match in _QUARTERS.finditer(words)
        for number in _NUMBERS.findall(match["list"])
    }
    ranged = re.search(r"quy\s+(?:i|1)\s*(?:-|den)\s*(?:quy\s+)?(?:iv|4)\b", words)
    return numbers == {1, 2, 3, 4} or ranged is not None
