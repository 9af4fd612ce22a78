"""Paragraphs in Word with the sizes and distances of Decree 30/2020/NĐ-CP, annex I."""

from dataclasses import dataclass, replace
from typing import Protocol

from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from app.documents import wording
from app.documents.pdf import fonts, lines, measures

FONT = "Times New Roman"
_ROOM = 0.94 * measures.room(measures.PORTRAIT)


class Container(Protocol):
    """Where paragraphs stand: the document, a table cell, a header."""

    def add_paragraph(self, text: str = "") -> Paragraph: ...


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks, in points."""

    align: Alignment = Alignment.CENTER
    size: float = measures.BODY
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0
    keep_next: bool = False
    leading: float | None = None
    """Exact distance of lines; None for single spacing."""


TEXT = Look(
    Alignment.JUSTIFY,
    before=measures.GAP,
    indent=measures.INDENT,
    leading=measures.BODY_LEADING,
)
BASIS = replace(TEXT, italic=True)
HEADING = replace(TEXT, bold=True, keep_next=True)
CENTRED = Look(bold=True)


def balanced(text: str, look: Look, room: float = _ROOM) -> str:
    """A centred text with breaks that make its lines nearly equally wide."""
    font = fonts.BOLD if look.bold else fonts.ITALIC if look.italic else fonts.REGULAR
    return "\n".join(lines.balanced(wording.printable(text), font, look.size, room))


def add(container: Container, text: str, look: Look, lead: str = "") -> Paragraph:
    """A paragraph of this text, literally, with `lead` in bold before it."""
    return fill(container.add_paragraph(), text, look, lead)


def fill(paragraph: Paragraph, text: str, look: Look, lead: str = "") -> Paragraph:
    """Write into a paragraph that is already there, such as the first one of a cell."""
    layout = paragraph.paragraph_format
    layout.alignment = look.align
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.first_line_indent = Pt(look.indent) if look.indent else None
    layout.keep_with_next = look.keep_next or None
    layout.line_spacing = Pt(look.leading) if look.leading else 1
    text, lead = wording.printable(text), wording.printable(lead)
    if lead:
        _run(paragraph, f"{lead} " if text else lead, replace(look, bold=True))
    if text:
        _run(paragraph, text, look)
    return paragraph


def _run(paragraph: Paragraph, text: str, look: Look) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    run.bold, run.italic = look.bold or None, look.italic or None
