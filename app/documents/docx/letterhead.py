"""Letterhead, title and signature in Word: tables of two columns without borders."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.shared import Pt
from docx.table import Table, _Cell

from app.documents import wording
from app.documents.docx import marks
from app.documents.docx.prose import CENTRED, Look, add, balanced, fill
from app.documents.paper import Paper
from app.documents.pdf import fonts, lines, measures

_ROOM = measures.room(measures.PORTRAIT)
_MOTTO_ROOM = 280.0
_LEFT_ROOM = _ROOM - _MOTTO_ROOM
_SIGNER_ROOM = 205.0
_SIGNING_SPACE = 85.0
_FRAME_SIDE = 14.0
_RULE = Look(size=2, before=5)
_PLAIN_13, _BOLD_13 = Look(size=13), Look(size=13, bold=True)


def add_head(document: Document, paper: Paper) -> None:
    """Boxes 1 to 4 and the marks under the number."""
    table = _two_columns(document, 2, _LEFT_ROOM, _MOTTO_ROOM)
    issuer, motto = table.rows[0].cells
    names = [wording.in_capitals(line) for line in paper.issuer_lines]
    superior = wording.superior_line(paper)
    above = [(superior, _PLAIN_13)] if superior else []
    _lines(
        issuer,
        [
            (balanced(text, look, _LEFT_ROOM - 4), look)
            for text, look in (*above, *((name, _BOLD_13) for name in names))
        ],
    )
    _rule(issuer, names, 13, _LEFT_ROOM, measures.RULE_SHARE)
    _lines(motto, [(wording.COUNTRY, _BOLD_13), (wording.MOTTO, CENTRED)])
    _rule(motto, [wording.MOTTO], measures.BODY, _MOTTO_ROOM, 1)
    number, day = table.rows[1].cells
    _lines(number, [(wording.number_line(paper), _PLAIN_13)])
    place_and_date = wording.place_and_date(paper.place, paper.issued_on, paper.year)
    _lines(day, [(place_and_date, Look(italic=True))])
    _marks(number, paper)


def add_title(document: Document, paper: Paper) -> None:
    """Boxes 5a and 9a: the kind, the abstract with its rule, and to whom the paper goes."""
    titles = wording.title_lines(paper)
    for n, title in enumerate(titles):
        look = Look(bold=True, before=0 if n else 18, keep_next=True)
        add(document, balanced(title, look), look)
    if titles and wording.printable(paper.abstract):
        abstract = balanced(paper.abstract, CENTRED)
        add(document, abstract, CENTRED)
        broken = abstract.split("\n")
        widest = max(lines.width(line, fonts.BOLD, measures.BODY) for line in broken)
        rule = add(document, "", _RULE)
        marks.rule_above(rule, widest * measures.RULE_SHARE, _ROOM)
    if paper.authority:
        add(document, wording.in_capitals(paper.authority), Look(bold=True, before=6, after=6))
    _add_addressees(document, paper)


def add_signature(document: Document, paper: Paper) -> None:
    """Boxes 7 and 9b, on one page with the end of the body."""
    add(document, "", Look(size=4, keep_next=True))
    table = _two_columns(document, 1, _ROOM - _SIGNER_ROOM, _SIGNER_ROOM)
    marks.whole(table.rows[0])
    recipients, signer = table.rows[0].cells
    small = Look(Alignment.LEFT, size=11)
    _lines(
        recipients,
        [
            (wording.RECIPIENTS, Look(Alignment.LEFT, size=12, bold=True, italic=True)),
            *((line, small) for line in wording.recipient_lines(paper)),
        ],
    )
    titles = map(wording.in_capitals, (*paper.signature.capacity, paper.signature.position))
    _lines(signer, [(title, CENTRED) for title in titles if title])
    add(signer, paper.signature.name, Look(bold=True, before=_SIGNING_SPACE))


def _add_addressees(document: Document, paper: Paper) -> None:
    names = [name for name in map(wording.printable, paper.addressees) if name]
    look = Look(before=12, after=6)
    if len(names) == 1:
        add(document, f"{wording.ADDRESSED_TO} {names[0]}", look)
    elif names:
        add(document, wording.ADDRESSED_TO, Look(Alignment.LEFT, before=12, indent=85))
        for line in wording.closed_list(names):
            listed = add(document, f"- {line}", Look(Alignment.LEFT))
            listed.paragraph_format.left_indent = Pt(145)


def _marks(cell: _Cell, paper: Paper) -> None:
    subject = wording.subject_line(paper)
    if subject:
        add(cell, subject, Look(size=12, before=measures.GAP))
    if paper.draft:
        add(cell, wording.DRAFT, Look(size=12, bold=True, before=measures.GAP))
    for mark in (paper.urgency, paper.circulation):
        if mark is not None:
            framed = add(cell, mark.label, Look(size=13, bold=True, before=8, after=2))
            width = lines.width(mark.label, fonts.BOLD, 13) + _FRAME_SIDE
            marks.framed(framed, _LEFT_ROOM, width)


def _rule(cell: _Cell, texts: list[str], size: float, room: float, share: float) -> None:
    widest = max((lines.width(text, fonts.BOLD, size) for text in texts), default=0.0)
    marks.rule_above(add(cell, "", _RULE), min(widest, room) * share, room)


def _lines(cell: _Cell, texts: list[tuple[str, Look]]) -> None:
    """Paragraphs of a cell; the first takes the place of the empty one that it comes with."""
    for n, (text, look) in enumerate(texts):
        if n == 0:
            fill(cell.paragraphs[0], text, look)
        else:
            add(cell, text, look)


def _two_columns(document: Document, rows: int, left: float, right: float) -> Table:
    table = document.add_table(rows=rows, cols=2)
    marks.padded(table, sides=0, ends=0)
    marks.fixed_widths(table, [left, right])
    return table
