"""Days by which something is due: "trước ngày", "chậm nhất ngày", "dự kiến", "xong trong tháng"."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from app.intake.queries import when
from app.intake.queries.paragraphs import Paragraph
from app.intake.queries.plan import ReadDeadline, ReadWarning
from app.intake.queries.when import Moment, WorkYear
from app.intake.terms import Note

_HOUR = r"(?:luc\s+)?(?P<hour>\d{1,2}\s?(?:h|g|gio)\s?(?:\d{2}(?:\s?phut)?)?,?\s+)"
_BEFORE = (
    r"(?P<before>(?:(?:xong|hoan thanh|cham nhat(?: la)?|han)\s+)?truoc\s+"
    rf"{_HOUR}?(?:thoi diem\s+)?)"
)
_BY = (
    r"(?P<by>(?:(?:cham|muon) nhat(?:\s+(?:la|vao|den|trong|het|cuoi))*|den het|truoc va trong|"
    r"het han(?: vao)?|han (?:cuoi|chot|nop|gui|hoan thanh)(?: cung)?(?: la)?|den hen|"
    r"(?:hoan thanh|xong)(?:\s+(?:vao|den|trong|truoc het|het))*|thoi han(?: den| la)?|"
    rf"trong|vao cuoi|cuoi|het)\s*:?\s+(?P<byhour>{_HOUR.replace('?P<hour>', '?:')})?)"
)
_PLANNED = (
    r"(?P<planned>du kien(?:\s+(?:to chuc|thuc hien|hoan thanh|khai mac|dien ra|tien hanh|vao|"
    r"trong|tu|cuoi|hoi nghi|dai hoi|mot ngay|01 ngay|01 buoi))*\s*:?,?\s+)"
)
_VAGUE = (
    r"(?P<vague>(?:du kien\s+(?:to chuc\s+)?(?:vao\s+)?)?(?:vao\s+)?"
    r"(?:dau|giua|trung tuan|thuong tuan)\s+(?=thang|quy))"
)
_TRIGGER = re.compile(rf"(?<!\w)(?:{_VAGUE}|{_PLANNED}|{_BEFORE}|{_BY})")
_RANGE = re.compile(r"(?<!\w)tu\s+(?:ngay\s+)?(?=\d)")
_RANGE_END = re.compile(r"\s*(?:,|-)?\s*(?:den|toi)\s+(?:het\s+)?(?:ngay\s+)?")
_TIME_ITEM = re.compile(
    r"(?:thoi gian|thoi han|ngay)(?: (?:to chuc|thuc hien|du kien|hoi nghi|dien ra|khai mac|"
    r"hoan thanh|phat dong|dang ky|nop|gui|trien khai|bao cao))*\s*:"
)
_DUE = re.compile(
    r"gui|nop|hoan thanh|bao cao|xong|trinh|dang ky|ban hanh|to chuc|tong hop|thuc hien|lap|"
    r"xay dung|han|cham nhat|du kien"
)
_PAST = re.compile(r"truoc (?:khi )?(?:sap xep|sap nhap|hop nhat)|sinh |thanh lap")
_SENTENCE = re.compile(r"[.;](?:\s|$)")
_RECURRING = re.compile(
    r"ngay\s+\d{1,2}\s+(?:(?:hang|moi)\s+(?:thang|quy)|"
    r"(?:cua\s+)?thang\s+(?:cuoi|dau|lien|sau|tiep)[a-z ]{0,12}\b)"
)
_LONGEST_SENTENCE = 1_000
_PERIODS = ("thang", "quy")


class Deadlines:
    """Collects the deadlines of a paper in reading order.

    `year` completes days printed without one; `issued_on` is the day that none may precede.
    """

    def __init__(self, year: WorkYear | None, issued_on: date | None) -> None:
        self._year = year
        self._issued_on = issued_on
        self._found: list[tuple[int, ReadDeadline]] = []
        self.warnings: list[ReadWarning] = []

    def read(self, paragraphs: Iterable[Paragraph]) -> None:
        """Add the deadlines of running text and of content cells."""
        for paragraph in paragraphs:
            taken = self._take_phrases(paragraph)
            if _TIME_ITEM.match(paragraph.bare_body):
                self._take_days(paragraph, taken)

    def read_time_cell(self, paragraph: Paragraph) -> None:
        """Add the deadlines of a cell of the time column, where a bare day is one too."""
        self._take_days(paragraph, self._take_phrases(paragraph))

    def all(self) -> tuple[ReadDeadline, ...]:
        """The deadlines in the order of the paper, each once."""
        ordered = sorted(self._found, key=lambda found: (found[1].line, found[0]))
        return tuple(dict.fromkeys(deadline for _, deadline in ordered))

    def _take_phrases(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """Add the ranges and the days with words before them; returns where they stand."""
        taken: list[tuple[int, int]] = []
        self._take_ranges(paragraph, taken)
        for match in _TRIGGER.finditer(paragraph.bare):
            self._take(paragraph, match, taken)
        return taken

    def _take(
        self, paragraph: Paragraph, match: re.Match[str], taken: list[tuple[int, int]]
    ) -> None:
        moment = when.at(paragraph.bare, match.end(), self._year)
        if moment is None:
            self._take_recurring(paragraph, match)
            return
        if _overlaps(taken, match.start(), moment.end_at):
            return
        if not _is_due(match, moment, paragraph):
            return
        taken.append((match.start(), moment.end_at))
        if match["vague"]:
            self._add_undated(paragraph, match.start(), moment.end_at, inclusive=True)
            return
        excludes = bool(match["before"]) and not (match["hour"] or match["byhour"])
        on = moment.start if excludes else moment.on
        self._add(paragraph, match.start(), moment, on, inclusive=not excludes)

    def _take_recurring(self, paragraph: Paragraph, match: re.Match[str]) -> None:
        """ "trước ngày 05 hằng tháng": due again and again, so on no one day."""
        found = _RECURRING.match(paragraph.bare, match.end())
        if found is not None and not match["planned"]:
            inclusive = not match["before"]
            self._add_undated(paragraph, match.start(), found.end(), inclusive=inclusive)

    def _take_ranges(self, paragraph: Paragraph, taken: list[tuple[int, int]]) -> None:
        """ "từ ngày … đến ngày …": due on the last day."""
        for match in _RANGE.finditer(paragraph.bare):
            first = when.at(paragraph.bare, match.end(), self._year)
            joint = _RANGE_END.match(paragraph.bare, first.end_at) if first else None
            last = when.at(paragraph.bare, joint.end(), self._year) if joint else None
            if last is None or not last.exact or _overlaps(taken, match.start(), last.end_at):
                continue
            if not _DUE.search(paragraph.bare) and not _TIME_ITEM.match(paragraph.bare_body):
                continue
            taken.append((match.start(), last.end_at))
            self._add(paragraph, match.start(), last, last.on, inclusive=True)

    def _take_days(self, paragraph: Paragraph, taken: list[tuple[int, int]]) -> None:
        for moment in when.moments(paragraph.bare, self._year):
            if not moment.exact or _overlaps(taken, moment.start_at, moment.end_at):
                continue
            if not moment.dated and not paragraph.bare.startswith("ngay", moment.start_at):
                continue
            taken.append((moment.start_at, moment.end_at))
            self._add(paragraph, moment.start_at, moment, moment.on, inclusive=True)

    def _add(
        self, paragraph: Paragraph, start: int, moment: Moment, on: date | None, inclusive: bool
    ) -> None:
        text, line = paragraph.text[start : moment.end_at], paragraph.line_at(start)
        if not moment.valid:
            self.warnings.append(ReadWarning.about(Note.INVALID_DATE, line, printed=text))
        if on and self._issued_on and on < self._issued_on:
            if _PAST.search(paragraph.bare) or not _DUE.search(paragraph.bare):
                return
            self.warnings.append(ReadWarning.about(Note.DEADLINE_BEFORE_ISSUE, line, printed=text))
        context = _sentence(paragraph.text, start)
        self._found.append((start, ReadDeadline(text, on, inclusive, context, line)))

    def _add_undated(self, paragraph: Paragraph, start: int, end: int, inclusive: bool) -> None:
        """A deadline that names no one day, with a warning."""
        text, line = paragraph.text[start:end].strip(), paragraph.line_at(start)
        self.warnings.append(ReadWarning.about(Note.VAGUE_DATE, line, printed=text))
        context = _sentence(paragraph.text, start)
        self._found.append((start, ReadDeadline(text, None, inclusive, context, line)))


def _is_due(match: re.Match[str], moment: Moment, paragraph: Paragraph) -> bool:
    """Whether the words before the date make it a deadline, not just a date that is mentioned."""
    trigger = match.group().strip()
    printed = paragraph.bare[moment.start_at : moment.end_at]
    if match["by"] and trigger in ("trong", "het", "cuoi", "vao cuoi"):
        return printed.startswith(_PERIODS)
    if match["by"] and trigger.startswith(("xong", "hoan thanh")):
        return moment.exact or printed.startswith(_PERIODS)
    if match["before"] and not printed.startswith(("ngay", *_PERIODS)):
        return moment.exact or bool(match["hour"])
    return True


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < used_end and used_start < end for used_start, used_end in taken[-50:])


def _sentence(text: str, place: int) -> str:
    """The sentence around this place, for the officer who checks the deadline."""
    first, last = max(0, place - _LONGEST_SENTENCE), place + _LONGEST_SENTENCE
    start = max(first, *(text.rfind(mark, first, place) + 1 for mark in (". ", "; ")))
    match = _SENTENCE.search(text, place, last)
    return text[start : match.start() if match else last].strip()
