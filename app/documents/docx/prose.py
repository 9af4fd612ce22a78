"""Paragraphs in Word: a named style, and only what differs from it."""

from dataclasses import replace
from typing import Any, Protocol

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from app.documents import wording
from app.documents.docx.styles import Look, Style
from app.documents.pdf import fonts, lines, measures

_ROOM = 0.94 * measures.room(measures.PORTRAIT)


class Container(Protocol):
    """Where paragraphs stand: the document, a table cell, a header."""

    def add_paragraph(self, text: str = "") -> Paragraph: ...


def balanced(text: str, style: Style, room: float = _ROOM) -> str:
    """A centred text with breaks that make its lines nearly equally wide."""
    broken = lines.balanced(wording.printable(text), face(style), style.look.size, room)
    return "\n".join(broken)


def face(style: Style) -> str:
    """The face of the drawn paper that has the widths of this style."""
    return fonts.BOLD if style.look.bold else fonts.ITALIC if style.look.italic else fonts.REGULAR


def add(container: Container, text: str, style: Style, lead: str = "", **changes: Any) -> Paragraph:
    """A paragraph of this text, literally, with `lead` in bold before it.

    `changes` are fields of the style's look that are otherwise here.
    """
    return fill(container.add_paragraph(), text, style, lead, **changes)


def fill(
    paragraph: Paragraph, text: str, style: Style, lead: str = "", **changes: Any
) -> Paragraph:
    """Write into a paragraph that is already there, such as the first one of a cell."""
    paragraph._p.style = style.id
    if changes:
        _change(paragraph, style.look, replace(style.look, **changes))
    text, lead = wording.printable(text), wording.printable(lead)
    if lead:
        paragraph.add_run(f"{lead} " if text else lead).bold = True
    if text:
        paragraph.add_run(text)
    return paragraph


def _change(paragraph: Paragraph, usual: Look, look: Look) -> None:
    layout = paragraph.paragraph_format
    if look.align != usual.align:
        layout.alignment = look.align
    if look.before != usual.before:
        layout.space_before = Pt(look.before)
    if look.after != usual.after:
        layout.space_after = Pt(look.after)
    if look.indent != usual.indent:
        layout.first_line_indent = Pt(look.indent)
    if look.left != usual.left:
        layout.left_indent = Pt(look.left)
    if look.keep_next != usual.keep_next:
        layout.keep_with_next = look.keep_next
