"""Letterhead and title in Word: a table of two columns without borders, centred lines."""

from docx.document import Document
from docx.shared import Pt
from docx.table import Table, _Cell

from app.documents import wording
from app.documents.docx import marks, styles
from app.documents.docx.prose import add, balanced, face, fill
from app.documents.docx.styles import Style
from app.documents.paper import Paper
from app.documents.pdf import lines, measures
from app.documents.pdf.addressees import several
from app.documents.pdf.letterhead import FRAME_HEIGHT, MOTTO_COLUMN, frames

_ROOM = measures.room(measures.PORTRAIT)
_LEFT_ROOM = _ROOM - MOTTO_COLUMN


def add_head(document: Document, paper: Paper) -> None:
    """Boxes 1 to 4 and the marks under the number."""
    table = two_columns(document, 2, _LEFT_ROOM, MOTTO_COLUMN)
    issuer, motto = table.rows[0].cells
    names = [wording.in_capitals(line) for line in paper.issuer_lines]
    superior = wording.superior_line(paper)
    above = [(superior, styles.SUPERIOR)] if superior else []
    stack(
        issuer,
        [
            (balanced(text, style, _LEFT_ROOM - 4), style)
            for text, style in (*above, *((name, styles.ISSUER) for name in names))
        ],
    )
    _rule(issuer, names, styles.ISSUER, _LEFT_ROOM, measures.RULE_SHARE)
    stack(motto, [(wording.COUNTRY, styles.COUNTRY), (wording.MOTTO, styles.MOTTO)])
    _rule(motto, [wording.MOTTO], styles.MOTTO, MOTTO_COLUMN, 1)
    number, day = table.rows[1].cells
    stack(number, [(wording.number_line(paper), styles.NUMBER)])
    place_and_date = wording.place_and_date(paper.place, paper.issued_on, paper.year)
    stack(day, [(place_and_date, styles.PLACE)])
    _marks(number, paper)


def add_title(document: Document, paper: Paper) -> None:
    """Boxes 5a and 9a: the kind, the abstract with its rule, and to whom the paper goes."""
    titles = wording.title_lines(paper)
    for n, title in enumerate(titles):
        add(document, balanced(title, styles.TITLE), styles.TITLE, before=0 if n else 18)
    if titles and wording.printable(paper.abstract):
        abstract = balanced(paper.abstract, styles.ABSTRACT)
        add(document, abstract, styles.ABSTRACT)
        _rule(document, abstract.split("\n"), styles.ABSTRACT, _ROOM, measures.RULE_SHARE)
    if paper.authority:
        authority = balanced(wording.in_capitals(paper.authority), styles.AUTHORITY)
        add(document, authority, styles.AUTHORITY)
    _add_addressees(document, paper)


def stack(cell: _Cell, texts: list[tuple[str, Style]]) -> None:
    """Paragraphs of a cell; the first takes the place of the empty one that it comes with."""
    for n, (text, style) in enumerate(texts):
        if n == 0:
            fill(cell.paragraphs[0], text, style)
        else:
            add(cell, text, style)


def two_columns(document: Document, rows: int, left: float, right: float) -> Table:
    table = document.add_table(rows=rows, cols=2)
    marks.unpadded(table)
    marks.fixed_widths(table, [left, right])
    return table


def _add_addressees(document: Document, paper: Paper) -> None:
    names = [name for name in map(wording.printable, paper.addressees) if name]
    if len(names) == 1:
        add(document, f"{wording.ADDRESSED_TO} {names[0]}", styles.ADDRESSED)
    elif names:
        listed = several(names)
        align = styles.ADDRESSEE.look.align
        label = add(document, wording.ADDRESSED_TO, styles.ADDRESSED, align=align, after=0)
        label.paragraph_format.left_indent = Pt(listed.label_x)
        for line in listed.lines:
            add(document, line, styles.ADDRESSEE, left=listed.list_x)


def _marks(cell: _Cell, paper: Paper) -> None:
    subject = wording.subject_line(paper)
    if subject:
        add(cell, balanced(subject, styles.SUBJECT, _LEFT_ROOM - 4), styles.SUBJECT)
    if paper.draft:
        add(cell, wording.DRAFT, styles.DRAFT)
    for label, width in frames(paper):
        add(cell, "", styles.GAP)
        fill(marks.framed(cell, width, FRAME_HEIGHT), label, styles.MARK)
        fill(cell.paragraphs[-1], "", styles.GAP)


def _rule(
    container: Document | _Cell, texts: list[str], style: Style, room: float, share: float
) -> None:
    widest = max((lines.width(text, face(style), style.look.size) for text in texts), default=0.0)
    marks.rule_above(add(container, "", styles.RULE), min(widest, room) * share, room)
