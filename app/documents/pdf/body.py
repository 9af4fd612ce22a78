"""The body of a paper, block by block, as pieces that flow over its pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable
from reportlab.platypus import Paragraph as Prose

from app.documents import tasks, wording
from app.documents.charts import Boxes, Chart, Columns, StackedBars
from app.documents.paper import (
    Block,
    Bullets,
    Centred,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    TaskTable,
)
from app.documents.pdf import across, drawings, flow, fonts, measures, tables
from app.documents.pdf.closing import Closing
from app.documents.pdf.grid import Grid
from app.documents.pdf.signing import Page, signature
from app.documents.pdf.stack import Line, Stack, centred


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to draw; one that `leads` may not be the last on its page."""

    flowable: Flowable
    leads: bool = False


TEXT = ParagraphStyle(
    "text",
    fontName=fonts.REGULAR,
    fontSize=measures.BODY,
    leading=measures.BODY_LEADING,
    alignment=TA_JUSTIFY,
    firstLineIndent=measures.INDENT,
    spaceBefore=measures.GAP,
    allowWidows=0,
    allowOrphans=0,
)
_RAGGED = ParagraphStyle("ragged", TEXT, alignment=TA_LEFT)
_FLUSH = ParagraphStyle("flush", TEXT, firstLineIndent=0)
_RAGGED_FLUSH = ParagraphStyle("ragged flush", _RAGGED, firstLineIndent=0)
_BASIS = ParagraphStyle("basis", TEXT, fontName=fonts.ITALIC)
_HEADING = ParagraphStyle("heading", TEXT, fontName=fonts.BOLD)
_CAPTION = ParagraphStyle("caption", _FLUSH, fontName=fonts.BOLD, alignment=TA_CENTER)
_UNIT = ParagraphStyle(
    "unit", _FLUSH, fontName=fonts.ITALIC, fontSize=12, leading=15, alignment=TA_RIGHT
)
_NOTE = ParagraphStyle("note", _UNIT, alignment=TA_JUSTIFY)
_STYLES = {
    (True, True): TEXT,
    (False, True): _RAGGED,
    (True, False): _FLUSH,
    (False, False): _RAGGED_FLUSH,
}
_MOST_SHARE = 0.6
"""Headings before what no page holds begin a new one where less of theirs than this is left."""


def bases(paper: Paper) -> list[Flowable]:
    """Box 6: the legal bases in italics, one to a line."""
    return [Prose(_markup(basis), _BASIS) for basis in wording.closed_list(paper.bases)]


def flowables(blocks: Sequence[Block], page: Page) -> list[Flowable]:
    """The blocks in order; a heading or a table's caption never ends a page."""
    return list(_with_breaks(_pieces(blocks, page), page))


def closed(paper: Paper) -> list[tuple[Page, list[Flowable]]]:
    """The whole body with its end mark, its last lines bound to the signature and recipients.

    In runs of upright pages and of pages that lie across; the first is upright, maybe empty.
    """
    blocks = wording.closed(paper.blocks)
    *before, last = across.runs(blocks)
    pieces = _pieces(last.blocks, last.page)
    between: list[Flowable] = []
    if blocks[-1:] == (Paragraph(wording.END_MARK),) and _ends_in_table(blocks[:-1]):
        while not isinstance(pieces[-1].flowable, Grid):
            between.insert(0, pieces.pop().flowable)
    bound = pieces.pop().flowable if pieces and not pieces[-1].leads else None
    closing = Closing(bound, tuple(between), signature(paper, last.page), last.page)
    end = list(_with_breaks([*pieces, Piece(closing)], last.page))
    return [*((run.page, flowables(run.blocks, run.page)) for run in before), (last.page, end)]


def _ends_in_table(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and isinstance(blocks[-1], TaskTable | DataTable)


def _pieces(blocks: Sequence[Block], page: Page) -> list[Piece]:
    return [piece for block in blocks for piece in _DRAWN[type(block)](block, page)]


def _markup(text: str) -> str:
    """The text as reportlab's markup that prints it literally."""
    return escape(wording.printable(text)).replace("\n", "<br/>")


def _heading(block: Heading, page: Page) -> list[Piece]:
    text = wording.printable(block.text)
    if block.level == 0:
        name, _, title = text.partition("\n")
        room = measures.room(page)
        stacked = (*centred(name, room), *centred(title.upper(), room))
        return [Piece(Stack(stacked, before=12, after=measures.GAP), leads=True)]
    if block.level == 1:
        text = text.upper()
    return [Piece(Prose(_markup(text), _HEADING), leads=True)] if text else []


def _paragraph(block: Paragraph, page: Page) -> list[Piece]:
    style = _STYLES[block.justified, block.indent]
    lead = f"<b>{_markup(block.lead)}</b>" if wording.printable(block.lead) else ""
    text = " ".join(filter(None, (lead, _markup(block.text))))
    return [Piece(Prose(text, style))] if text else []


def _bullets(block: Bullets, page: Page) -> list[Piece]:
    items = (item for item in map(_markup, block.items) if item)
    return [Piece(Prose(f"{_markup(block.mark)} {item}", TEXT)) for item in items]


def _centred(block: Centred, page: Page) -> list[Piece]:
    stacked: tuple[Line, ...] = centred(wording.printable(block.text), measures.room(page))
    return [Piece(Stack(stacked, before=10, after=measures.GAP), leads=True)] if stacked else []


def _task_table(block: TaskTable, page: Page) -> list[Piece]:
    return _data_table(tasks.as_data(block), page)


def _data_table(block: DataTable, page: Page) -> list[Piece]:
    if not block.columns:
        return []
    caption, unit, note = map(_markup, (block.caption, block.unit, block.note))
    return [
        *([Piece(Prose(caption, _CAPTION), leads=True)] if caption else []),
        *([Piece(Prose(unit, _UNIT), leads=True)] if unit else []),
        Piece(tables.data_grid(block, page)),
        *([Piece(Prose(note, _NOTE))] if note else []),
    ]


def _chart(block: Chart, page: Page) -> list[Piece]:
    parts = drawings.drawings(block, measures.room(page))
    caption = _markup(block.caption)
    return [
        *([Piece(Prose(caption, _CAPTION), leads=True)] if caption and parts else []),
        *(Piece(part) for part in parts),
    ]


_DRAWN: dict[type[Block], Callable[..., list[Piece]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Centred: _centred,
    TaskTable: _task_table,
    DataTable: _data_table,
    Columns: _chart,
    StackedBars: _chart,
    Boxes: _chart,
}


def _with_breaks(pieces: Sequence[Piece], page: Page) -> Iterator[Flowable]:
    """The pieces, each run of headings with a page break before it if it would end the page."""
    room, depth = measures.room(page), measures.depth(page)
    run: list[Flowable] = []
    for piece in pieces:
        if piece.leads:
            run.append(piece.flowable)
            continue
        if run:
            needed = sum(flow.height_of(lead, room) for lead in run)
            needed += flow.least_height(piece.flowable, room)
            yield CondPageBreak(needed if needed <= depth else _MOST_SHARE * depth)
        yield from run
        yield piece.flowable
        run = []
    yield from run
