"""Words on a page of a PDF, put together into lines and into the text of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

WIDE_GAP_PT = 27.0
_SAME_LINE_PT = 3.5
_CELL_PADDING_PT = 11.0
_SPACE_PT = 3.0
_BULLETS = frozenset("-–—+•·*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


Visual = list[Word]


def word(found: dict[str, Any]) -> Word:
    """The word that pdfplumber found."""
    return Word(
        str(found["text"]),
        float(found["x0"]),
        float(found["x1"]),
        float(found["top"]),
        float(found["bottom"]),
    )


def visual_lines(words: Iterable[Word]) -> list[Visual]:
    """The words line by line from the top, each line from the left."""
    lines: list[Visual] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if lines and abs(lines[-1][0].bottom - word.bottom) <= _SAME_LINE_PT:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def text_of(line: Visual) -> str:
    """The words with single spaces, a wide gap kept wide."""
    pieces = [line[0].text]
    for before, word in pairwise(line):
        pieces.append("     " if word.x0 - before.x1 > WIDE_GAP_PT else " ")
        pieces.append(word.text)
    return "".join(pieces)


def cell_text(words: Sequence[Word], box: tuple[float, float, float, float]) -> str:
    x0, top, x1, bottom = box
    inside = [
        word
        for word in words
        if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
    ]
    lines = visual_lines(inside)
    text = text_of(lines[0]) if lines else ""
    listed = bool(lines) and _opens_item(lines[0])
    for before, line in pairwise(lines):
        ended = _opens_item(line) if listed else _had_room(before, line, x1 - x0)
        text += ("\n" if ended else " ") + text_of(line)
    return text


def _opens_item(line: Visual) -> bool:
    return line[0].text[:1] in _BULLETS


def _had_room(before: Visual, line: Visual, width: float) -> bool:
    """Whether the first word of the line would have fitted above: then the break was meant."""
    spare = width - _CELL_PADDING_PT - (before[-1].x1 - before[0].x0)
    return spare > (line[0].x1 - line[0].x0) + _SPACE_PT
