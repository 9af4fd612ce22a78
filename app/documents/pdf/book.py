"""Registers drawn as PDF: a cover, then a table across A4 with its head on every page."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.documents.book import Book, BookColumn
from app.documents.pdf import fonts, lines, properties
from app.documents.wording import COUNTRY, MOTTO, in_capitals, printable

WIDTH, HEIGHT = landscape(A4)
LEFT, TOP, FOOT = 20 * mm, 15 * mm, 15 * mm
SIZE, LEADING, PADDING = 10.5, 13.0, 1.4 * mm
COVER_SIZE = 22
MOST_LINES = 12
"""So many lines of a cell are printed; longer text ends in dots, so that a row fits any page."""


def draw_book(book: Book, *, progress: Callable[[int], None] = lambda _: None) -> bytes:
    """The register as a PDF file. `progress` is told the percentage as rows are drawn."""
    fonts.load()
    content = io.BytesIO()
    canvas = Canvas(
        content,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=fonts.REGULAR,
        lang=properties.LANGUAGE,
    )
    properties.name(
        canvas,
        title=f"{book.title} năm {book.year}",
        author=printable(" ".join(book.issuer_lines)),
        subject=book.title,
    )
    _cover(canvas, book)
    _table(canvas, book, progress)
    canvas.save()
    return content.getvalue()


def _cover(canvas: Canvas, book: Book) -> None:
    middle = WIDTH / 2
    canvas.setFont(fonts.BOLD, 13)
    canvas.drawCentredString(middle, HEIGHT - TOP - 13, COUNTRY)
    canvas.setFont(fonts.BOLD, 14)
    canvas.drawCentredString(middle, HEIGHT - TOP - 31, MOTTO)
    half = lines.width(MOTTO, fonts.BOLD, 14) / 2
    canvas.setLineWidth(0.7)
    canvas.line(middle - half, HEIGHT - TOP - 36, middle + half, HEIGHT - TOP - 36)
    y = HEIGHT - TOP - 80
    canvas.setFont(fonts.BOLD, 14)
    for line in book.issuer_lines:
        canvas.drawCentredString(middle, y, in_capitals(line))
        y -= 18
    y = HEIGHT / 2 + 20
    title = in_capitals(book.title)
    wide = lines.width(title, fonts.BOLD, COVER_SIZE)
    canvas.setFont(fonts.BOLD, COVER_SIZE * min(1, (WIDTH - 2 * LEFT) / wide))
    canvas.drawCentredString(middle, y, title)
    canvas.setFont(fonts.REGULAR, 14)
    for line in book.cover:
        y -= 26
        canvas.drawCentredString(middle, y, printable(line))
    canvas.showPage()


def _table(canvas: Canvas, book: Book, progress: Callable[[int], None]) -> None:
    number, y = 1, _head(canvas, book.columns, 1)
    for place, row in enumerate(book.rows, start=1):
        cells = _cells(book.columns, row)
        height = _height(cells)
        if y - height < FOOT:
            canvas.showPage()
            number += 1
            y = _head(canvas, book.columns, number)
        _row(canvas, book.columns, cells, y, height, fonts.REGULAR)
        y -= height
        progress(place * 100 // len(book.rows))
    canvas.showPage()


def _head(canvas: Canvas, columns: Sequence[BookColumn], number: int) -> float:
    """The number of the page, the head and the row of column numbers; where the rows begin."""
    canvas.setFont(fonts.REGULAR, 13)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 11 * mm, str(number))
    y = HEIGHT - TOP
    titles = [
        lines.wrap(one.title, fonts.BOLD, SIZE, one.width * mm - 2 * PADDING) for one in columns
    ]
    counted = [(f"({place})",) for place in range(1, len(columns) + 1)]
    for cells, font in ((titles, fonts.BOLD), (counted, fonts.REGULAR)):
        height = _height(cells)
        _row(canvas, columns, cells, y, height, font, centred=True)
        y -= height
    return y


def _cells(columns: Sequence[BookColumn], row: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        _wrapped(text, column.width * mm - 2 * PADDING)
        for column, text in zip(columns, row, strict=True)
    ]


def _wrapped(text: str, room: float) -> tuple[str, ...]:
    found: list[str] = []
    for line in printable(text).split("\n"):
        found.extend(lines.wrap(line, fonts.REGULAR, SIZE, room))
    if len(found) > MOST_LINES:
        return (*found[: MOST_LINES - 1], f"{found[MOST_LINES - 1]}…")
    return tuple(found)


def _height(cells: Sequence[Sequence[str]]) -> float:
    return max(1, *(len(cell) for cell in cells)) * LEADING + 2 * PADDING


def _row(
    canvas: Canvas,
    columns: Sequence[BookColumn],
    cells: Sequence[Sequence[str]],
    y: float,
    height: float,
    font: str,
    *,
    centred: bool = False,
) -> None:
    canvas.setFont(font, SIZE)
    canvas.setLineWidth(0.4)
    x = LEFT
    for column, cell in zip(columns, cells, strict=True):
        width = column.width * mm
        canvas.rect(x, y - height, width, height)
        base = y - PADDING - SIZE
        for line in cell:
            if centred or column.centred:
                canvas.drawCentredString(x + width / 2, base, line)
            else:
                canvas.drawString(x + PADDING, base, line)
            base -= LEADING
        x += width
