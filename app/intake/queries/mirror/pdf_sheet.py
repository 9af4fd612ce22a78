"""One page of a drawn PDF: its words with their faces, its lines, rules and ruled tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfminer.layout import LTChar, LTItem
from pdfplumber.page import Page

from app.documents.pdf import measures
from app.intake.queries.sources.pdf_page import LightPage

LEFT = measures.LEFT
_SAME_LINE = 3.5
_THICK = 0.6
"""Rules of the letterhead are 0.75 points thick, those of tables 0.5."""
_SPACE = 3.5
_TABLES = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}


class FacedPage(LightPage):
    """A page that knows the face of each letter as well."""

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """The facts of one object of the page."""
        found = super().process_object(obj)
        if isinstance(obj, LTChar):
            found["fontname"] = obj.fontname
        return found


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box in points from the top left corner, and its face."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line, from the left."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def bottom(self) -> float:
        return self.words[0].bottom

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def italic(self) -> bool:
        return all(word.italic for word in self.words)


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: the boxes of each row, None where one beside or above reaches."""

    top: float
    bottom: float
    rows: tuple[tuple[Box | None, ...], ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule of the letterhead or of the foot."""

    x0: float
    x1: float
    y: float


class Sheet:
    """What one page shows between its margins, and its foot."""

    def __init__(self, page: Page) -> None:
        self.width, self.height = float(page.width), float(page.height)
        words = [_word(found) for found in _found(page)]
        self.tables = tuple(sorted(_tables(page, words), key=lambda table: table.top))
        self.rules = tuple(_rules(page))
        page.close()
        inside = {word for table in self.tables for word in table.words}
        below_margin = measures.TOP - 2
        self.words = [w for w in words if w not in inside and w.bottom > below_margin]
        self.right = self.width - measures.RIGHT
        self.centre = (LEFT + self.right) / 2

    @property
    def across(self) -> bool:
        return self.width > self.height

    def lines(self) -> list[Line]:
        """The lines outside of tables, from the top."""
        return lines_of(self.words)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words line by line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if rows and abs(rows[-1][0].bottom - word.bottom) <= _SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda word: word.x0))) for row in rows]


def joined(lines: Sequence[Line], right: float) -> str:
    """The text of lines that were broken at `right`; a break that was not needed was meant."""
    text = lines[0].text if lines else ""
    for above, line in pairwise(lines):
        first = line.words[0]
        had_room = above.x1 + _SPACE + (first.x1 - first.x0) < right - 1
        text += ("\n" if had_room else " ") + line.text
    return text


def _found(page: Page) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = page.extract_words(
        x_tolerance_ratio=0.2, extra_attrs=["fontname", "size"]
    )
    return words


def _word(found: dict[str, Any]) -> Word:
    name = str(found["fontname"])
    return Word(
        str(found["text"]),
        float(found["x0"]),
        float(found["x1"]),
        float(found["top"]),
        float(found["bottom"]),
        float(found["size"]),
        "Bold" in name,
        "Italic" in name,
    )


def _tables(page: Page, words: Sequence[Word]) -> Iterable[Ruled]:
    if len(page.lines) < 4:
        return
    for found in page.find_tables(_TABLES):
        x0, top, x1, bottom = (float(edge) for edge in found.bbox)
        wide = max(len(row.cells) for row in found.rows)
        inside = tuple(
            word
            for word in words
            if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
        )
        rows = tuple((*row.cells, *[None] * (wide - len(row.cells))) for row in found.rows)
        yield Ruled(top, bottom, rows, inside)


def _rules(page: Page) -> Iterable[Rule]:
    for line in page.lines:
        if float(line["linewidth"] or 0) > _THICK and abs(line["top"] - line["bottom"]) < 1:
            yield Rule(float(line["x0"]), float(line["x1"]), float(line["top"]))
