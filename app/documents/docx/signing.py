"""Boxes 7 and 9b in Word: who signs, alone or with others, and who receives."""

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell

from app.documents import wording
from app.documents.docx import marks, styles
from app.documents.docx.letterhead import stack, two_columns
from app.documents.docx.prose import add, balanced
from app.documents.docx.styles import Style
from app.documents.paper import Paper, SignatureBlock
from app.documents.pdf import measures, signing

_RIGHT = signing.RIGHT_COLUMN
_ABOVE = 10.0
_BETWEEN_ROWS = 14.0


def add_signature(document: Document, paper: Paper, page: tuple[float, float]) -> None:
    """The end of the paper, on one page with the end of the body.

    Recipients that would fill most of that page go on below the signer, over the next pages.
    """
    add(document, "", styles.GAP, before=_ABOVE)
    room = measures.room(page)
    if paper.cosigners:
        _add_rows(document, paper, room / 2)
        return
    listed = _recipients(paper)
    beside = 1 + signing.beside_signer(paper, page)
    table = two_columns(document, 1 + (beside < len(listed)), room - _RIGHT, _RIGHT)
    first, *others = table.rows
    marks.whole(first)
    stack(first.cells[0], listed[:beside])
    _sign(first.cells[1], paper.signature, _RIGHT)
    for row in others:
        stack(row.cells[0], listed[beside:])


def _add_rows(document: Document, paper: Paper, half: float) -> None:
    """All who sign, two in a row; the signer of the paper last and on the right.

    The recipients stand in the last row too, so that they stay on its page. The last two rows
    stay together: no page has a single row of signatures.
    """
    signers = (*paper.cosigners, paper.signature)
    table = two_columns(document, (len(signers) + 1) // 2, half, half)
    rows = list(table.rows)
    for row in rows:
        marks.whole(row)
    for n, signed in enumerate(signers):
        alone = n == len(signers) - 1 and n % 2 == 0
        cell = rows[n // 2].cells[1 if alone else n % 2]
        _sign(cell, signed, signing.joint_room(half))
        if n > 1:
            cell.paragraphs[0].paragraph_format.space_before = Pt(_BETWEEN_ROWS)
    for row in rows[-2:-1]:
        marks.keep_with_next(row.cells)
    for place, (text, style) in enumerate(_recipients(paper)):
        add(rows[-1].cells[0], text, style, before=0 if place else _BETWEEN_ROWS)


def _recipients(paper: Paper) -> list[tuple[str, Style]]:
    listed = wording.recipient_lines(paper)
    if not listed:
        return []
    return [(wording.RECIPIENTS, styles.RECIPIENTS), *((line, styles.RECIPIENT) for line in listed)]


def _sign(cell: _Cell, signed: SignatureBlock, room: float) -> None:
    titles = filter(None, map(wording.in_capitals, (*signed.capacity, signed.position)))
    stack(cell, [(balanced(title, styles.CAPACITY, room), styles.CAPACITY) for title in titles])
    add(cell, balanced(signed.name, styles.NAME, room), styles.NAME)
