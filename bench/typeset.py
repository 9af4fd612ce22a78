"""The same papers drawn by others: bare reportlab, WeasyPrint, Word files through LibreOffice."""

import html
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from app.documents import docx, tasks, wording
from app.documents.paper import (
    Band,
    Block,
    Bullets,
    Centred,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    TaskTable,
)
from app.documents.pdf import fonts, measures

_WAIT = 1800
_CSS = """@page { size: A4; margin: 20mm 20mm 20mm 30mm; @top-center { content: counter(page) } }
body { font: 14pt/18pt "Liberation Serif" } p { text-align: justify; text-indent: 12.7mm;
margin: 6pt 0 0 } table { border-collapse: collapse; width: 100%; font-size: 11pt }
td, th { border: 0.5pt solid; padding: 3pt } thead { display: table-header-group }
tr { break-inside: avoid } .on { break-before: page }"""


def has_weasyprint() -> bool:
    """Whether WeasyPrint can be imported here."""
    return find_spec("weasyprint") is not None


def office() -> str | None:
    """The LibreOffice of this machine."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def parts(paper: Paper) -> Iterator[str | DataTable]:
    """All text of the paper, line by line, and its tables."""
    yield from (wording.in_capitals(line) for line in paper.issuer_lines)
    yield from (wording.COUNTRY, wording.MOTTO, wording.number_line(paper))
    yield wording.place_and_date(paper.place, paper.issued_on, paper.year)
    yield from (*wording.title_lines(paper), paper.abstract)
    yield from (f"{wording.ADDRESSED_TO} {name}" for name in paper.addressees)
    yield from paper.bases
    yield from _texts(paper.blocks)
    yield from wording.recipient_lines(paper)
    yield from (*paper.signature.capacity, paper.signature.position, paper.signature.name)
    for annex in paper.annexes:
        yield annex.title
        yield from _texts(annex.blocks)


def _texts(blocks: Sequence[Block]) -> Iterator[str | DataTable]:
    for block in blocks:
        if isinstance(block, TaskTable):
            yield tasks.as_data(block)
        elif isinstance(block, DataTable):
            yield block
        elif isinstance(block, Bullets):
            yield from (f"{block.mark} {item}" for item in block.items)
        elif isinstance(block, Paragraph):
            yield f"{block.lead} {block.text}".strip()
        elif isinstance(block, Heading | Centred):
            yield block.text


def bare(papers: Sequence[Paper]) -> bytes:
    """The floor: text broken at the margin and written down, boxes around cells, nothing else."""
    fonts.load()
    file = BytesIO()
    canvas = Canvas(file, pagesize=measures.PORTRAIT, pageCompression=1)
    for paper in papers:
        _Floor(canvas).write(paper)
    canvas.save()
    return file.getvalue()


class _Floor:
    """Writes downwards, and turns the page at its foot."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._y = measures.PORTRAIT[1] - measures.TOP

    def write(self, paper: Paper) -> None:
        for part in parts(paper):
            if isinstance(part, DataTable):
                self._table(part)
                continue
            room = measures.room(measures.PORTRAIT)
            for line in simpleSplit(part, fonts.REGULAR, measures.BODY, room):
                self._turn(measures.BODY_LEADING)
                self._canvas.setFont(fonts.REGULAR, measures.BODY)
                self._canvas.drawString(measures.LEFT, self._y, line)
        self._canvas.showPage()

    def _turn(self, height: float) -> None:
        if self._y - height < measures.BOTTOM:
            self._canvas.showPage()
            self._y = measures.PORTRAIT[1] - measures.TOP
        self._y -= height

    def _table(self, table: DataTable) -> None:
        wide = measures.room(measures.PORTRAIT) / len(table.columns)
        self._row([column.title for column in table.columns], wide)
        for row in table.rows:
            self._row([row.label] if isinstance(row, Band) else row.cells, wide)

    def _row(self, cells: Sequence[str], wide: float) -> None:
        broken = [simpleSplit(cell, fonts.REGULAR, 11, wide - 9) for cell in cells]
        height = 13.4 * max(map(len, broken)) + 6
        self._turn(height)
        self._canvas.setFont(fonts.REGULAR, 11)
        for place, cell in enumerate(broken):
            left = measures.LEFT + place * wide
            self._canvas.rect(left, self._y, wide, height)
            for n, line in enumerate(cell, start=1):
                self._canvas.drawString(left + 4.5, self._y + height - 13.4 * n, line)


def weasyprint(papers: Sequence[Paper]) -> bytes:
    """The same text as HTML on A4 with the sizes of the decree, drawn by WeasyPrint."""
    drawn: bytes = import_module("weasyprint").HTML(string=page_of(papers)).write_pdf()
    return drawn


def page_of(papers: Sequence[Paper]) -> str:
    """The papers as one HTML page."""
    body = "".join(f"<div class=on>{''.join(map(_html, parts(paper)))}</div>" for paper in papers)
    return f"<!doctype html><html lang=vi><style>{_CSS}</style><body>{body}</body></html>"


def _html(part: str | DataTable) -> str:
    if isinstance(part, str):
        return f"<p>{html.escape(part)}</p>"
    titles = "".join(f"<th>{html.escape(column.title)}</th>" for column in part.columns)
    rows = "".join(map(_html_row, part.rows))
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"


def _html_row(row: object) -> str:
    if isinstance(row, Band):
        return f"<tr><th colspan=99>{html.escape(row.label)}</th></tr>"
    cells = getattr(row, "cells", ())
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"


def through_office(papers: Sequence[Paper]) -> bytes:
    """Word files turned into PDF by LibreOffice, all in one start of the program."""
    program = office()
    if program is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="thidua-office-") as name:
        folder = Path(name)
        files = [folder / f"{n}.docx" for n, _ in enumerate(papers)]
        for file, paper in zip(files, papers, strict=True):
            file.write_bytes(docx.write(paper))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=_WAIT)
        return b"".join(file.with_suffix(".pdf").read_bytes() for file in files)
