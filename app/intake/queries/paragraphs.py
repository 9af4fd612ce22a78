"""Lines joined back into the paragraphs that a page had broken."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.intake.queries import markers
from app.intake.queries.letters import bare
from app.intake.queries.markers import Marker, Rank
from app.intake.queries.sources import markup
from app.intake.queries.sources.lines import Line

_WIDE_LINE = 200
_NARROWEST = 40
_FULL = 0.78
_TERMINAL = frozenset(".;:!?")
_MAX_PARAGRAPH = 20_000
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_RULE = re.compile(r"[-–—_=*.\s]{3,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with single spaces, its marker, and which line each part of it came from."""

    text: str
    bare: str
    marker: Marker | None
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.numbers[0]

    def line_at(self, place: int) -> int:
        """The line on which the character at this place stands."""
        return self.numbers[max(bisect_right(self.starts, place) - 1, 0)]

    @property
    def body(self) -> str:
        """The text after the marker."""
        return self.text[self.marker.size :] if self.marker else self.text

    @property
    def bare_body(self) -> str:
        """The text after the marker, bare of tones and case."""
        return self.bare[self.marker.size :] if self.marker else self.bare


def join(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of running text; rows of tables and rules are left out."""
    kept = [(line.no, _tidy(line.text)) for line in lines if line.cells is None]
    kept = [(no, text) for no, text in kept if text and not _is_furniture(text)]
    width = _wrap_width([text for _, text in kept])
    groups: list[list[tuple[int, str]]] = []
    last_numbers: dict[Rank, int] = {}
    size = 0
    for no, text in kept:
        size += len(text)
        before = groups[-1][-1][1] if groups else None
        if before and size < _MAX_PARAGRAPH and not _begins(before, text, width, last_numbers):
            groups[-1].append((no, text))
        else:
            size = len(text)
            groups.append([(no, text)])
            _remember(markers.read(text), last_numbers)
    return [_paragraph(group) for group in groups]


def of_text(text: str, line: int) -> Paragraph:
    """A paragraph made of one text that stands on one line, such as a cell."""
    return _paragraph([(line, _tidy(text))])


def _tidy(text: str) -> str:
    return " ".join(markup.plain(text).split())


def _is_furniture(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _RULE.fullmatch(text))


def _paragraph(group: Iterable[tuple[int, str]]) -> Paragraph:
    text, starts, numbers = "", [], []
    for no, piece in group:
        text = f"{text}{_gap(text)}{piece}"
        starts.append(len(text) - len(piece))
        numbers.append(no)
    return Paragraph(text, bare(text), markers.read(text), tuple(starts), tuple(numbers))


def _gap(before: str) -> str:
    """Nothing after a word cut at its own hyphen ("2020-" / "2025"), else a space."""
    cut = before[-1:] == "-" and before[-2:-1].isalnum()
    return "" if not before or cut else " "


def _wrap_width(texts: Sequence[str]) -> float | None:
    """The length of a full line, None where each paragraph stands whole on its own line."""
    lengths = sorted(len(text) for text in texts)
    if not lengths or lengths[-1] > _WIDE_LINE:
        return None
    return float(lengths[int(len(lengths) * 0.9)]) if lengths[-1] >= _NARROWEST else None


def _begins(before: str, text: str, width: float | None, last: dict[Rank, int]) -> bool:
    """Whether this line opens a paragraph of its own."""
    ended = before[-1] in _TERMINAL
    full = width is not None and len(before) >= _FULL * width
    marker = markers.read(text)
    if marker is not None:
        return ended or not full or _is_real(marker, text, last)
    first = text[0]
    if first.islower() or first in ",;.)%”":
        return before.endswith("./.") or _is_heading_alone(before)
    if ended and not (full and before[-1] == ";"):
        return True
    return not (full or before.endswith(","))


def _is_heading_alone(before: str) -> bool:
    return bare(before).rstrip(" :") in ("noi nhan", "ke hoach")


def _is_real(marker: Marker, text: str, last: dict[Rank, int]) -> bool:
    """Whether a marker after an unfinished full line is a marker, not a word broken off."""
    after = text[marker.size :][:1]
    if marker.rank in (Rank.DASH, Rank.LETTER):
        return not after.islower()
    ordinal = marker.ordinal
    if marker.rank is Rank.NUMBER and ordinal is not None:
        return ordinal in (1, last.get(Rank.NUMBER, 0) + 1)
    return True


def _remember(marker: Marker | None, last: dict[Rank, int]) -> None:
    if marker is None or marker.ordinal is None:
        return
    last[marker.rank] = marker.ordinal
    if marker.rank is Rank.ROMAN:
        last.pop(Rank.NUMBER, None)
