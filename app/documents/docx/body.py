"""The body of a paper in Word, block by block."""

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment

from app.documents import chart_tables, tasks, wording
from app.documents.charts import Boxes, Chart, Columns, StackedBars
from app.documents.docx import styles, tables
from app.documents.docx.prose import add, balanced
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

Page = tuple[float, float]


def add_bases(document: Document, paper: Paper) -> None:
    """Box 6: the legal bases, one to a line."""
    for basis in wording.closed_list(paper.bases):
        add(document, basis, styles.BASIS)


def bind_end(document: Document, blocks: Sequence[Block]) -> None:
    """Keep the last paragraph of the body on the page of the signature."""
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
        add(document, name, styles.PART)
        if title:
            add(document, balanced(title.upper(), styles.PART_TITLE), styles.PART_TITLE)
    elif text:
        text = text.upper() if block.level == 1 else text
        add(document, text, styles.HEADINGS[min(block.level, len(styles.HEADINGS)) - 1])


def _paragraph(document: Document, block: Paragraph, page: Page) -> None:
    if wording.printable(block.text + block.lead):
        align = styles.TEXT.look.align if block.justified else Alignment.LEFT
        indent = styles.TEXT.look.indent if block.indent else 0
        add(document, block.text, styles.TEXT, block.lead, align=align, indent=indent)


def _bullets(document: Document, block: Bullets, page: Page) -> None:
    for item in filter(None, map(wording.printable, block.items)):
        add(document, f"{block.mark} {item}", styles.TEXT)


def _centred(document: Document, block: Centred, page: Page) -> None:
    if wording.printable(block.text):
        add(document, block.text, styles.CENTRED)


def _task_table(document: Document, block: TaskTable, page: Page) -> None:
    _data_table(document, tasks.as_data(block), page)


def _data_table(document: Document, block: DataTable, page: Page) -> None:
    if not block.columns:
        return
    if wording.printable(block.caption):
        add(document, block.caption, styles.CAPTION)
    if wording.printable(block.unit):
        add(document, block.unit, styles.UNIT)
    add(document, "", styles.GAP)
    tables.add(document, block, page)
    if wording.printable(block.note):
        add(document, block.note, styles.NOTE)


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
