"""Reads a drawn PDF back: its lines with their place, size and face, page by page."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise

import pdfplumber
from pdfplumber.page import Page

from app.documents import pdf
from app.documents.paper import Paper

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word as it stands on its page, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True)
class Rule:
    """A horizontal rule."""

    x0: float
    x1: float
    y: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Box:
    """A frame."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return (self.x1 - self.x0) / MM, (self.bottom - self.top) / MM


@dataclass(frozen=True)
class Leaf:
    """One page."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    text: str

    @property
    def flat(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    def number(self) -> str:
        """What stands in the top margin."""
        return " ".join(word.text for word in self.words if word.bottom < 20 * MM)

    def find(self, text: str) -> list[Word]:
        """The words that make up `text`, where it first stands in one line of reading."""
        wanted = text.split()
        for start in range(len(self.words)):
            found = self.words[start : start + len(wanted)]
            if [word.text for word in found] == wanted:
                return list(found)
        raise AssertionError(f"{text!r} is not on the page")

    def span(self, text: str) -> tuple[float, float]:
        """Left and right edge of `text`, which stands on one line."""
        words = self.find(text)
        assert all(abs(a.bottom - b.bottom) < 1 for a, b in pairwise(words))
        return words[0].x0, words[-1].x1


@cache
def leaves(paper: Paper) -> tuple[Leaf, ...]:
    """The pages of the drawn paper."""
    return read(pdf.draw(paper))


def read(content: bytes) -> tuple[Leaf, ...]:
    """The pages of a PDF."""
    with pdfplumber.open(BytesIO(content)) as file:
        return tuple(map(_leaf, file.pages))


def _leaf(page: Page) -> Leaf:
    words = tuple(
        Word(
            word["text"],
            word["x0"],
            word["x1"],
            word["top"],
            word["bottom"],
            round(word["size"], 1),
            word["fontname"].partition("+")[2],
        )
        for word in page.extract_words(extra_attrs=["size", "fontname"], keep_blank_chars=False)
    )
    rules = tuple(
        Rule(line["x0"], line["x1"], line["top"])
        for line in page.lines
        if abs(line["top"] - line["bottom"]) < 0.5
    )
    boxes = tuple(
        Box(frame["x0"], frame["x1"], frame["top"], frame["bottom"]) for frame in page.rects
    )
    return Leaf(float(page.width), float(page.height), words, rules, boxes, page.extract_text())
