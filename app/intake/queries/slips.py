"""Slips of typing in one text, each with its place and, where that is safe, what to write instead.

Pure: for papers that are read and for drafts that are typed. Both spellings of a tone mark
(uỷ/ủy, hoà/hòa) are right and are never touched.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.intake.queries.letters import bare
from app.intake.terms import MESSAGES, Note

_STOPS = re.compile(r"(?P<printed>[^\s.]{1,20}\.\.)(?!\.)")
_AFTER_STOP = re.compile(r"(?P<printed>\d{4}\. (?:cụ thể|nội dung|với|như))")
_MISSPELLED = tuple(
    (re.compile(wrong), right)
    for wrong, right in (
        (r"[Kk]hen thường(?!\s+(?:xuyên|kỳ|niên|trực))", "khen thưởng"),
        (r"[Hh]ình tức", "hình thức"),
        (r"[Kk]ế hoach\b", "kế hoạch"),
        (r"[Tt]hưc hiện", "thực hiện"),
        (r"[Nn]hiêm vụ", "nhiệm vụ"),
        (r"[Tt]hi đau\b", "thi đua"),
        (r"\b[Uu]ỷ ban nhân nhân\b", "uỷ ban nhân dân"),
        (r"\b[Uu]ủ ban\b", "ủy ban"),
        (r"[Đđ]iển hình tiên tiên\b", "điển hình tiên tiến"),
        (r"[Tt]iến đô\b", "tiến độ"),
        (r"[Qq]uyết đinh\b", "quyết định"),
    )
)
_DOUBLED = re.compile(
    r"\b(?P<word>của|và|các|cho|được|thực hiện|tổ chức|thi đua|khen thưởng)\s+(?P=word)\b"
)
_OTHER_UNITS = {
    "xã": ("phường", "thị trấn", "huyện"),
    "phường": ("xã", "thị trấn", "huyện"),
    "thị trấn": ("phường", "huyện"),
    "đặc khu": ("phường", "huyện"),
}
_OF_A_UNIT = (
    r"(?P<printed>(?:của|địa bàn|toàn|UBND|[UỦ][ỷy] ban nhân dân|HĐND)\s+(?P<unit>{units}))\b"
)
_GOES_ON = re.compile(r"\s+(?:hội\b|nghèo\b|\d)|\s*(?:,|và|/|-)\s*(?:xã|phường|thị trấn)\b")
_PROVINCES_GOALS = re.compile(
    r"(?:[Mm]ục tiêu|[Cc]hỉ tiêu|[Nn]hiệm vụ|[Pp]hát triển kinh tế)[^.;]{0,140}?"
    r"(?P<printed>của tỉnh)\b(?!\s+[A-ZĐ])"
)
_LONGEST = 20_000
_ORDINAL = re.compile(r"(?P<number>\d{1,3})[.)]\s")


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip; `right` is what to write in place of `printed`, None where a person must decide."""

    code: Note
    start: int
    end: int
    printed: str
    right: str | None
    message: str

    def corrected(self, text: str) -> str:
        """The text with this slip set right."""
        return text if self.right is None else text[: self.start] + self.right + text[self.end :]


def in_text(text: str, unit: str | None = None) -> list[Slip]:
    """The slips of one text, in order; `unit` is the unit word of a commune ("xã", "phường")."""
    text = text[:_LONGEST]
    found = [*_stops(text), *_spelling(text), *_doubled(text), *_units(text, unit)]
    return sorted(found, key=lambda slip: (slip.start, slip.end))


def provinces_goals(text: str, own: str) -> Iterator[Slip]:
    """The province's goals written down as one's own ("mục tiêu … của tỉnh"); `own`: "xã"."""
    for match in _PROVINCES_GOALS.finditer(text[:_LONGEST]):
        if f"của {own}" not in match.group():
            yield _slip(Note.LEVEL_MISMATCH, match, "printed", None, own=own)


def numbering(lines: Sequence[str]) -> Iterator[tuple[int, Note, str]]:
    """Gaps and repeats in lines that begin "1.", "2." …: place of the line, code, message."""
    before = 0
    for place, line in enumerate(lines):
        match = _ORDINAL.match(line.strip())
        if match is None:
            continue
        number = int(match["number"])
        for code, facts in step(before, number):
            yield place, code, MESSAGES[code].format(**facts)
        before = number


def step(before: int, after: int) -> Iterator[tuple[Note, dict[str, int]]]:
    """What is amiss where number `after` follows `before`; a list may start again at 1."""
    if before and after == before:
        yield Note.NUMBERING_DUPLICATE, {"number": after}
    elif before and (after > before + 1 or 1 < after < before):
        yield Note.NUMBERING_GAP, {"before": before, "after": after}


def _stops(text: str) -> Iterator[Slip]:
    for match in _STOPS.finditer(text):
        yield _slip(Note.DOUBLE_FULL_STOP, match, "printed", match["printed"][:-1])
    for match in _AFTER_STOP.finditer(text):
        right = match["printed"].replace(". ", ", ")
        yield _slip(Note.SENTENCE_CASE, match, "printed", right)


def _spelling(text: str) -> Iterator[Slip]:
    for pattern, right in _MISSPELLED:
        for match in pattern.finditer(text):
            printed = match.group()
            cased = right[0].upper() + right[1:] if printed[0].isupper() else right
            yield _slip(Note.MISSPELLING, match, 0, cased, usual=right)


def _doubled(text: str) -> Iterator[Slip]:
    for match in _DOUBLED.finditer(text):
        yield _slip(Note.DOUBLED_WORD, match, 0, match["word"])


def _units(text: str, unit: str | None) -> Iterator[Slip]:
    others = _OTHER_UNITS.get(unit or "")
    if not others:
        return
    for match in re.finditer(_OF_A_UNIT.format(units="|".join(others)), text):
        after = text[match.end() :]
        if after.lstrip()[:1].isupper() or _GOES_ON.match(after):
            continue
        right = match["printed"].removesuffix(match["unit"]) + str(unit)
        yield _slip(Note.UNIT_MISMATCH, match, "printed", right, own=unit)


def _slip(
    code: Note, match: re.Match[str], group: str | int, right: str | None, **facts: object
) -> Slip:
    start, end = match.span(group)
    printed = match.group(group)
    message = MESSAGES[code].format(printed=printed, **facts)
    return Slip(code, start, end, printed, right, message)


def is_about_other_year(title: str, year: int) -> bool:
    """Whether a title names years, and the plan's is not among them ("2025-2026" names both)."""
    named = {int(found) for found in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", bare(title))}
    return bool(named) and year not in named
