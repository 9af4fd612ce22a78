"""When something is due, as an official types it into one box.

"trước ngày 07/8", "chậm nhất ngày 15/10", "xong trước 30/6", "trong tháng 02/2025", "cuối tháng 8",
"dự kiến 15/8/2025", "quý III", "trong 10 ngày làm việc từ ngày 03/8".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.lib import dates, holidays
from app.lib.dates import Deadline, DeadlinePrecision
from app.lib.errors import Invalid
from app.lib.text import fold
from app.lib.years import WorkYear

__all__ = ["EXAMPLES", "Term", "day_off_note", "note_on", "parse", "working_day_before"]

EXAMPLES = (
    "“trước ngày 07/8”, “chậm nhất ngày 15/10”, “trong tháng 8”, “cuối tháng 8”, “quý III”, "
    "thêm “dự kiến” khi chưa chốt"
)
MOST_WORKING_DAYS = 250
_DAY = timedelta(days=1)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:19|20)\d{2}"
_OF_YEAR = rf"(?:\s*(?:[/.-]|,?\s*nam)\s*(?P<year>{_YEAR}))?"
_HOUR = r"\d{1,2}\s*(?:gio|h|g)(?:\s*\d{1,2}(?:\s*phut)?)?\s*,?\s+"

_OPENING = re.compile(
    r"(?:thoi han|thoi gian|han(?: chot| cuoi| nop| gui| hoan thanh)?)\s*:\s*"
    r"|(?:\d+(?:/2)?|nua|mot)\s+(?:buoi|ngay)\s*,\s*"
)
_TENTATIVE = re.compile(
    r"du kien(?:\s+(?:to chuc|thuc hien|hoan thanh|xong))?(?:\s+vao)?\s*[:,]?\s*"
)
_MANNER = re.compile(
    r"(?P<before>(?:(?:(?:can |phai )?xong|hoan thanh|gui|nop|(?:cham|muon) nhat)\s+)?"
    rf"truoc\s+(?!het\s))(?P<hour>{_HOUR})?"
    r"|(?:(?:(?:cham|muon) nhat|truoc het|hoan thanh|xong|den het|het|den|vao|trong|la)\s+)+"
    rf"(?:{_HOUR})?"
)
_RANGE = re.compile(r"tu\s+(?:ngay\s+)?(?P<first>[\d/.-]+)\s*(?:den|toi|-)\s*(?:het\s+)?")
_WORKING = re.compile(
    r"(?P<count>\d{1,4})\s+ngay lam viec\s*,?\s*(?:(?:ke\s+)?tu|sau)\s+(?:ngay\s+)?(?P<start>.+)"
)
_NUMERIC = re.compile(
    rf"(?:ngay\s+)?(?P<day>\d{{1,2}})\s*[/.-]\s*(?P<month>\d{{1,2}})"
    rf"(?:\s*[/.-]\s*(?P<year>{_YEAR}))?"
)
_ISO = re.compile(rf"(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})")
_WORDS = re.compile(rf"(?:ngay\s+)?(?P<day>\d{{1,2}})\s+thang\s+(?P<month>\d{{1,2}}){_OF_YEAR}")
_DAYS = (_NUMERIC, _ISO, _WORDS)
_MONTH = re.compile(
    rf"(?P<end>cuoi\s+)?thang\s+(?P<month>\d{{1,2}}){_OF_YEAR}"
    rf"|(?P<end2>cuoi\s+)?(?P<month2>\d{{1,2}})\s*/\s*(?P<year2>{_YEAR})"
)
_QUARTER = re.compile(rf"(?:cuoi\s+)?quy\s+(?P<quarter>i{{1,3}}|iv|[1-4]){_OF_YEAR}")
_WHOLE_YEAR = re.compile(rf"(?:cuoi\s+)?nam(?:\s+(?P<year>{_YEAR}))?")
_VAGUE = re.compile(r"(?:dau|giua|trung tuan|thuong tuan|ha tuan|khoang)\b")


@dataclass(frozen=True, slots=True)
class Term:
    """What was understood: a deadline, or only the quarter in which it is due, or nothing."""

    deadline: Deadline | None = None
    quarter: int | None = None
    tentative: bool = False


def parse(text: str, year: WorkYear, field: str | None = None) -> Term:
    """What an official wrote, in the work year `year`, which completes days without a year.

    An empty text is no term. Raises Invalid at `field`, saying what to write.
    """
    words = fold(text).replace("–", "-").replace("—", "-").strip(" .;,")
    if not words:
        return Term()
    words = _without(_OPENING, words)
    rest = _without(_TENTATIVE, words)
    tentative = rest != words
    if _VAGUE.match(rest.removeprefix("vao ")):
        raise Invalid(
            f"“{text.strip()}” chưa nêu rõ ngày nào; hãy ghi ngày cụ thể hoặc “cuối tháng …”.",
            field,
        )
    found = _read(rest, year, tentative)
    if found is None:
        raise Invalid(f"Chưa hiểu thời hạn “{text.strip()}”; hãy ghi như {EXAMPLES}.", field)
    if isinstance(found, str):
        raise Invalid(found, field)
    return found


def _without(opening: re.Pattern[str], words: str) -> str:
    match = opening.match(words)
    return words[match.end() :] if match else words


def _read(words: str, year: WorkYear, tentative: bool) -> Term | str | None:
    """The term; what is wrong with it; or None where nothing was understood."""
    ranged = _RANGE.match(words)
    if ranged:
        return _moment(words[ranged.end() :], year, tentative)
    counted = _WORKING.fullmatch(_without(_MANNER, words))
    if counted:
        return _working_days(counted, year, tentative)
    manner = _MANNER.match(words)
    rest = words[manner.end() :] if manner else words
    excludes = manner is not None and manner["before"] is not None and manner["hour"] is None
    return _before(rest, year, tentative) if excludes else _moment(rest, year, tentative)


def _moment(words: str, year: WorkYear, tentative: bool) -> Term | str | None:
    """A day, a month or a quarter that is itself still in time."""
    for pattern in _DAYS:
        match = pattern.fullmatch(words)
        if match:
            on = _date(match["day"], match["month"], match["year"], year)
            return on if isinstance(on, str) else Term(Deadline(on, tentative=tentative), None)
    return _month(words, year, tentative) or _long(words, year, tentative)


def _month(words: str, year: WorkYear, tentative: bool) -> Term | str | None:
    match = _MONTH.fullmatch(words)
    if match is None:
        return None
    is_end = bool(match["end"] or match["end2"])
    first = _date("1", match["month"] or match["month2"], match["year"] or match["year2"], year)
    if isinstance(first, str):
        return f"Không có tháng {match['month'] or match['month2']}; hãy ghi tháng từ 1 đến 12."
    precision = DeadlinePrecision.MONTH_END if is_end else DeadlinePrecision.MONTH
    return Term(Deadline(dates.month_end(first), True, precision, tentative), None)


def _long(words: str, year: WorkYear, tentative: bool) -> Term | str | None:
    """A quarter, or the whole year."""
    match = _QUARTER.fullmatch(words)
    if match:
        quarter = _ROMAN[match["quarter"]]
        if match["year"] and int(match["year"]) != year.quarter_end(quarter).year:
            return f"Quý {dates.roman(quarter)}/{match['year']} không thuộc {year}."
        return Term(None, quarter, tentative)
    match = _WHOLE_YEAR.fullmatch(words)
    if match is None:
        return None
    end = date(int(match["year"]), 12, 31) if match["year"] else year.end
    return Term(Deadline(end, tentative=tentative), None)


def _before(words: str, year: WorkYear, tentative: bool) -> Term | str | None:
    """What must be over when the day, the month or the quarter begins."""
    found = _moment(words, year, tentative)
    if not isinstance(found, Term):
        return found
    if found.quarter is not None:
        return Term(Deadline(year.quarter_start(found.quarter), False, tentative=tentative), None)
    if found.deadline is None:
        return None
    on, precision = found.deadline.on, found.deadline.precision
    if precision is DeadlinePrecision.MONTH:
        on = on.replace(day=1)
    is_end = precision is DeadlinePrecision.MONTH_END
    return found if is_end else Term(Deadline(on, False, tentative=tentative), None)


def _working_days(match: re.Match[str], year: WorkYear, tentative: bool) -> Term | str | None:
    start = _moment(match["start"], year, tentative)
    if not isinstance(start, Term) or start.deadline is None:
        return start if isinstance(start, str) else None
    count = int(match["count"])
    if count > MOST_WORKING_DAYS:
        return f"Chỉ tính được đến {MOST_WORKING_DAYS} ngày làm việc; hãy ghi ngày cụ thể."
    try:
        on = dates.add_working_days(start.deadline.on, count)
    except Invalid as error:
        return error.message
    return Term(Deadline(on, tentative=tentative), None)


def _date(day: str, month: str, printed: str | None, year: WorkYear) -> date | str:
    try:
        return date(int(printed) if printed else year.year_of(int(month)), int(month), int(day))
    except ValueError:
        of_year = f"/{printed}" if printed else ""
        return f"Ngày {day}/{month}{of_year} không có trong lịch; hãy ghi lại."


def working_day_before(on: date) -> date:
    """The day itself where people work on it, else the last working day before it.

    In years whose holidays are not known, Saturdays and Sundays alone count as days off.
    """
    while _is_off(on):
        on -= _DAY
    return on


def note_on(deadline: Deadline) -> str | None:
    """`day_off_note` of a deadline that names a day; a month has days enough."""
    if deadline.precision is not DeadlinePrecision.DAY:
        return None
    return day_off_note(deadline.last_day)


def day_off_note(last_day: date) -> str | None:
    """A word of warning where the last day is a day off: which one, and the working day before."""
    if not _is_off(last_day):
        return None
    before = working_day_before(last_day)
    return (
        f"Ngày cuối {dates.short(last_day)} là {_name_of(last_day)}; "
        f"ngày làm việc liền trước là {dates.short(before)}."
    )


def _is_off(on: date) -> bool:
    try:
        return not holidays.is_working_day(on)
    except Invalid:
        return on.weekday() >= 5


def _name_of(on: date) -> str:
    try:
        holiday = holidays.days_off(on.year).get(on)
    except Invalid:
        holiday = None
    if holiday is not None:
        return f"ngày nghỉ ({holiday})"
    return "thứ Bảy" if on.weekday() == 5 else "Chủ nhật"
