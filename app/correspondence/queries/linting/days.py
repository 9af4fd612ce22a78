"""Days and weekdays that do not exist, or cannot be meant, in the words of a paper."""

import re
from collections.abc import Iterator
from datetime import date

from app.correspondence.queries.linting import texts
from app.correspondence.queries.linting.findings import ANNEX, Finding, error, warning
from app.documents.paper import Paper
from app.documents.terms import PaperKind
from app.lib import dates
from app.lib.text import fold

_SOURCE = f"{ANNEX}, mục 4"
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật")
_MEETING = "Thời gian:"
_DAY = re.compile(
    r"(?P<weekday>\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\W{1,3})?"
    r"\bngày\s+(?P<day>\d{1,2})"
    r"(?:\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
    r"|\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}))(?!\d)",
    re.IGNORECASE,
)


def check(paper: Paper, on: date) -> Iterator[Finding]:
    """What is amiss with the days named outside of the bases (those: `references`)."""
    for text in texts.of(paper):
        if text.field != "bases":
            for found in _DAY.finditer(text.text):
                yield from _day(found, text.field)
                if paper.kind is PaperKind.INVITATION and text.text.startswith(_MEETING):
                    yield from _to_come(found, text.field, on)


def _day(found: re.Match[str], field: str) -> Iterator[Finding]:
    printed = " ".join(found.group().split())
    day = _read(found)
    if day is None:
        yield error(
            "impossible_date",
            field,
            f"“{printed}” không phải là một ngày có thật; hãy sửa.",
            _SOURCE,
            printed,
        )
        return
    said, meant = found["weekday"], _WEEKDAYS[day.weekday()]
    if said and _weekday(said) != meant:
        yield warning(
            "other_weekday",
            field,
            f"{dates.short(day)} là {'Chủ nhật' if meant == 'nhật' else f'thứ {meant}'}, "
            f"không phải {said.strip(' ,;–-').lower()}; hãy xem lại thứ hoặc ngày.",
            _SOURCE,
            printed,
        )


def _to_come(found: re.Match[str], field: str, on: date) -> Iterator[Finding]:
    day = _read(found)
    if day is not None and day < on:
        yield warning(
            "invited_to_the_past",
            field,
            f"Giấy mời ngày {dates.short(on)} mời họp ngày {dates.short(day)} đã qua; "
            "hãy xem lại thời gian.",
            _SOURCE,
            found.group(),
        )


def _read(found: re.Match[str]) -> date | None:
    year, month = found["year"] or found["y"], found["month"] or found["m"]
    try:
        return date(int(year), int(month), int(found["day"]))
    except ValueError:
        return None


def _weekday(said: str) -> str:
    """The last syllable of a weekday in words: `thứ 2` is `hai`."""
    last = re.findall(r"\w+", said.lower())[-1]
    if last.isdecimal():
        return _WEEKDAYS[int(last) - 2]
    return next(one for one in _WEEKDAYS if fold(one) == fold(last))
