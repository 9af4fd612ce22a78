"""The tree of headings and items that a paper is made of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.intake.queries.markers import Rank
from app.intake.queries.paragraphs import Paragraph

_HEADING_LENGTH = 250
_CLOSING = re.compile(
    r"tren day la|can cu (?:noi dung )?ke hoach nay|uy ban nhan dan|ubnd|yeu cau|de nghi|"
    r"trong qua trinh|nhan duoc|giao "
)


@dataclass(slots=True)
class Item:
    """A marked paragraph with the unmarked paragraphs and the items under it."""

    paragraph: Paragraph
    rank: int
    notes: list[Paragraph] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words after the marker."""
        return self.paragraph.body

    @property
    def bare(self) -> str:
        """The words after the marker, bare of tones and case."""
        return self.paragraph.bare_body

    @property
    def is_heading(self) -> bool:
        """Whether it can head what stands under it: short, or with something under it."""
        return bool(self.children or self.notes) and len(self.text) <= _HEADING_LENGTH

    def walk(self) -> Iterator["Item"]:
        """The item and everything under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self) -> Iterator[str]:
        """The paragraphs under the heading, markers of bullets left out."""
        for note in self.notes:
            yield note.text
        for child in self.children:
            numbered = child.paragraph.marker and child.paragraph.marker.rank < Rank.DASH
            yield child.paragraph.text if numbered else child.text
            yield from child.texts()


@dataclass(slots=True)
class Outline:
    """The paragraphs before the first heading, the sections, and the closing words."""

    preamble: list[Paragraph]
    sections: list[Item]
    closing: list[Paragraph]

    def walk(self) -> Iterator[Item]:
        """Every item in reading order."""
        for section in self.sections:
            yield from section.walk()


def build(paragraphs: Iterable[Paragraph]) -> Outline:
    """Nest the paragraphs by their markers."""
    outline = Outline([], [], [])
    stack: list[Item] = []
    for paragraph in paragraphs:
        if stack and _CLOSING.match(paragraph.bare) and "./." in paragraph.text:
            outline.closing.append(paragraph)
            continue
        if paragraph.marker is None:
            (stack[-1].notes if stack else outline.preamble).append(paragraph)
            continue
        if not stack and paragraph.marker.rank >= Rank.DASH:
            outline.preamble.append(paragraph)
            continue
        item = Item(paragraph, _depth(paragraph))
        while stack and not _holds(stack[-1], item, stack):
            stack.pop()
        (stack[-1].children if stack else outline.sections).append(item)
        stack.append(item)
    return outline


def _depth(paragraph: Paragraph) -> int:
    """A comparable depth: markers of the same look have the same depth."""
    marker = paragraph.marker
    if marker is None:
        return 0
    if marker.rank is Rank.DECIMAL:
        return Rank.DECIMAL * 10 + marker.value.count(".")
    return marker.rank * 10


def _holds(holder: Item, item: Item, stack: list[Item]) -> bool:
    """Whether the item stands under the holder: one of its look is not open yet."""
    if any(open_item.rank == item.rank for open_item in stack):
        return False
    return item.rank >= Rank.DASH * 10 or holder.rank < item.rank
