"""The body of a paper in Word, block by block."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment

from app.documents import chart_tables, tasks, wording
from app.documents.charts import Boxes, Chart, Columns, StackedBars
from app.documents.docx import marks, tables
from app.documents.docx.prose import BASIS, CENTRED, HEADING, TEXT, Look, add, balanced
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
from app.documents.pdf.measures import GAP, PORTRAIT

Page = tuple[float, float]

_UNIT = Look(Alignment.RIGHT, size=12, italic=True, before=GAP, keep_next=True)
_NOTE = replace(_UNIT, align=Alignment.JUSTIFY, keep_next=False)
_GAP_SIZE = 4.0


def add_body(document: Document, paper: Paper) -> None:
    """Bases and blocks; the last paragraph stays on the page of the signature."""
    for basis in wording.closed_list(paper.bases):
        add(document, basis, BASIS)
    blocks = wording.closed(paper.blocks)
    add_blocks(document, blocks, PORTRAIT)
    if blocks and not isinstance(blocks[-1], TaskTable | DataTable | Chart):
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def add_blocks(document: Document, blocks: Sequence[Block], page: Page) -> None:
    """The blocks in order, at the end of the document."""
    for block in blocks:
        _WRITTEN[type(block)](document, block, page)


def _heading(document: Document, block: Heading, page: Page) -> None:
    text = wording.printable(block.text)
    if block.level == 0:
        name, _, title = text.partition("\n")
        marks.outlined(add(document, name, replace(CENTRED, before=12, keep_next=True)), 0)
        if title:
            add(document, balanced(title.upper(), CENTRED), replace(CENTRED, keep_next=True))
    elif text:
        text = text.upper() if block.level == 1 else text
        marks.outlined(add(document, text, HEADING), min(block.level, 8))


def _paragraph(document: Document, block: Paragraph, page: Page) -> None:
    if wording.printable(block.text + block.lead):
        align = Alignment.JUSTIFY if block.justified else Alignment.LEFT
        look = replace(TEXT, align=align, indent=TEXT.indent if block.indent else 0)
        add(document, block.text, look, block.lead)


def _bullets(document: Document, block: Bullets, page: Page) -> None:
    for item in filter(None, map(wording.printable, block.items)):
        add(document, f"{block.mark} {item}", TEXT)


def _centred(document: Document, block: Centred, page: Page) -> None:
    if wording.printable(block.text):
        add(document, block.text, replace(CENTRED, before=10, after=GAP, keep_next=True))


def _task_table(document: Document, block: TaskTable, page: Page) -> None:
    _data_table(document, tasks.as_data(block), page)


def _data_table(document: Document, block: DataTable, page: Page) -> None:
    if not block.columns:
        return
    if wording.printable(block.caption):
        add(document, block.caption, replace(CENTRED, before=GAP, keep_next=True))
    if wording.printable(block.unit):
        add(document, block.unit, _UNIT)
    add(document, "", Look(size=_GAP_SIZE, leading=_GAP_SIZE, keep_next=True))
    tables.add(document, block, page)
    if wording.printable(block.note):
        add(document, block.note, _NOTE)


def _chart(document: Document, block: Chart, page: Page) -> None:
    _data_table(document, chart_tables.as_table(block), page)


_WRITTEN: dict[type[Block], Callable[..., None]] = {
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
