"""The pieces of a drawn PDF, told by face, size and place: the drawing leaves no other marks."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pdfplumber

from app.documents.pdf import measures
from app.documents.wording import ADDRESSED_TO, END_MARK
from app.intake.queries.mirror import pdf_closing, pdf_head, pdf_tables
from app.intake.queries.mirror.pdf_sheet import (
    LEFT,
    FacedPage,
    Line,
    Ruled,
    Sheet,
    Word,
    joined,
    lines_of,
)
from app.intake.queries.mirror.pieces import Piece, Role, Shown
from app.intake.queries.sources.files import check_pdf_streams, refuse
from app.intake.queries.sources.pdf_page import pages_of
from app.lib.errors import Invalid

_DAMAGED = "Tệp PDF bị hỏng hoặc đặt mật khẩu, không mở được; xin tải lên bản khác."
_ANNEX = re.compile(r"Phụ lục(?: [IVXLC]+)?")
_PART = re.compile(r"(?:phần|chương|mục)\b", re.IGNORECASE)
_INDENTED = LEFT + measures.INDENT
_NEAR = 2.5
_EXACT = 0.05
_SMALLEST = 11.5
_CHECK_SIZE = 7.5
_NOTE_SIZE = 12.5
_PARAGRAPH_GAP = 21.0
_ITEM_GAP = 19.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line or a table with its page."""

    sheet: Sheet
    line: Line | None = None
    ruled: Ruled | None = None

    @property
    def y(self) -> float:
        return self.line.bottom if self.line else self.ruled.top if self.ruled else 0.0


def read(data: bytes) -> Shown:
    """The pieces of the file; none that make sense of a file that the product did not draw.

    Raises Invalid for a damaged file, and for one made to fill the memory.
    """
    check_pdf_streams(data)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[]) as pdf:
            kind = str(pdf.metadata.get("Subject") or "")
            sheets = [Sheet(page) for page in pages_of(pdf, FacedPage)]
    except Invalid:
        raise
    except Exception as error:
        # a broken file makes pdfminer raise anything, from struct.error to AssertionError
        raise refuse(_DAMAGED) from error
    body, *annexes = _sections(sheets)
    pieces = [*_foot(sheets[0]), *_paper(body, kind)] if body else []
    for annex in annexes:
        pieces += _annex(annex)
    return Shown(tuple(pieces), kind)


def _sections(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """The pages of the body, and those of each annex."""
    sections: list[list[Sheet]] = [[]]
    for sheet in sheets:
        first = sheet.lines()[:1]
        if sections[-1] and first and first[0].bold and _ANNEX.fullmatch(first[0].text):
            sections.append([])
        sections[-1].append(sheet)
    return sections


def _foot(sheet: Sheet) -> Iterator[Piece]:
    """The address below its rule and the line of the verification, taken off the page."""
    whole = sheet.right - LEFT - _NEAR
    rules = [rule.y for rule in sheet.rules if rule.x1 - rule.x0 > whole]
    below = [w for w in sheet.words if w.size < _CHECK_SIZE or (rules and w.top > rules[-1])]
    sheet.words = [word for word in sheet.words if word not in below]
    address = [word for word in below if word.size > _CHECK_SIZE]
    lines = lines_of(address)
    if lines:
        for text in joined(lines, sheet.right).split("\n"):
            yield Piece(Role.FOOTER, text)
    check = [word.text for word in below if word.size < _CHECK_SIZE]
    if check:
        yield Piece(Role.VERIFICATION, " ".join(check))


def _paper(sheets: Sequence[Sheet], kind: str) -> Iterator[Piece]:
    first, lines = sheets[0], sheets[0].lines()
    head, taken = pdf_head.read(first, lines, kind)
    yield from head
    items = [_Placed(first, line) for line in lines[taken:]]
    items = sorted([*items, *_ruled(first)], key=lambda item: item.y)
    items += [item for sheet in sheets[1:] for item in _items(sheet)]
    end = _end(items)
    yield from _flow(items[:end], opening=True)
    yield from pdf_closing.read(_below(sheets, items, end))


def _annex(sheets: Sequence[Sheet]) -> Iterator[Piece]:
    lines = sheets[0].lines()
    yield Piece(Role.ANNEX, lines[0].text, across=sheets[0].across)
    end = 1
    while end < len(lines) and lines[end].bottom - lines[end - 1].bottom < _ITEM_GAP:
        end += 1
    titles = [line.text for line in lines[1:end] if line.bold]
    yield Piece(Role.ANNEX_TITLE, " ".join(titles))
    items = [_Placed(sheets[0], line) for line in lines[end:]]
    items = sorted([*items, *_ruled(sheets[0])], key=lambda item: item.y)
    items += [item for sheet in sheets[1:] for item in _items(sheet)]
    yield from _flow(items, opening=False)


def _items(sheet: Sheet) -> list[_Placed]:
    lines = [_Placed(sheet, line) for line in sheet.lines()]
    return sorted([*lines, *_ruled(sheet)], key=lambda item: item.y)


def _ruled(sheet: Sheet) -> list[_Placed]:
    return [_Placed(sheet, ruled=ruled) for ruled in sheet.tables]


def _end(items: Sequence[_Placed]) -> int:
    """How many items belong to the body: up to its end mark, or to where somebody signs."""
    for place in range(len(items) - 1, -1, -1):
        line = items[place].line
        if line and line.text.endswith(END_MARK) and line.size > _NOTE_SIZE:
            return place + 1
    return next((n for n, item in enumerate(items) if item.line and _closes(item)), len(items))


def _closes(item: _Placed) -> bool:
    line = item.line
    if line is None:
        return False
    heads_list = line.words[0].bold and line.words[0].italic
    return heads_list or (line.bold and line.x0 > item.sheet.centre)


def _below(
    sheets: Sequence[Sheet], items: Sequence[_Placed], end: int
) -> list[tuple[Sheet, Sequence[Word]]]:
    """The words after the body on each page."""
    last = items[end - 1] if end else None
    if last is None:
        start = items[0].y - _PARAGRAPH_GAP if items else 0.0
        return [(sheets[0], [word for word in sheets[0].words if word.bottom > start])]
    place = sheets.index(last.sheet)
    foot = last.line.bottom if last.line else last.ruled.bottom if last.ruled else 0.0
    rest = [word for word in last.sheet.words if word.bottom > foot + _NEAR]
    return [(last.sheet, rest), *((sheet, sheet.words) for sheet in sheets[place + 1 :])]


def _flow(items: Sequence[_Placed], *, opening: bool) -> Iterator[Piece]:
    """Paragraphs, headings and tables in order; `opening` where addressees and bases may stand."""
    pieces: list[Piece] = []
    table: pdf_tables.Sheets | None = None
    for run in _runs(items):
        if run[0].ruled is not None:
            part = pdf_tables.read(run[0].ruled)
            if table is not None and _turned(items, run[0]) and table.goes_on(part):
                table.add(part)
                pieces[-1] = replace(pieces[-1], table=table.table())
            else:
                table = part
                pieces.append(Piece(Role.TABLE, table=table.table()))
            continue
        table = None
        pieces += _pieces(run, opening)
        opening = opening and pieces[-1:] != [] and pieces[-1].role in _OPENING
    yield from _captioned(pieces)


_OPENING = frozenset({Role.BASIS, Role.ADDRESSED, Role.ADDRESSEE})


def _turned(items: Sequence[_Placed], item: _Placed) -> bool:
    """Whether the item is the first on its page and a table the last on the page before."""
    place = items.index(item)
    return place > 0 and items[place - 1].sheet is not item.sheet


def _runs(items: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The lines of each paragraph; a table by itself."""
    run: list[_Placed] = []
    for item in items:
        if item.line is not None and item.line.size < _SMALLEST:
            continue
        if run and not _continues(run, item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _continues(run: Sequence[_Placed], item: _Placed) -> bool:
    above, line = run[-1].line, item.line
    if above is None or line is None:
        return False
    if run[-1].sheet is item.sheet:
        return line.bottom - above.bottom < _PARAGRAPH_GAP
    flowing = run[0].line is not None and not _is_centred(run[0])
    return flowing and line.x0 < _INDENTED - _NEAR and line.bold == above.bold


def _is_centred(item: _Placed) -> bool:
    line = item.line
    if line is None or abs(line.middle - item.sheet.centre) > _NEAR:
        return False
    return abs(line.x0 - _INDENTED) > _EXACT


def _pieces(run: Sequence[_Placed], opening: bool) -> Iterator[Piece]:
    lines = [item.line for item in run if item.line]
    first, right = lines[0], run[0].sheet.right
    if first.text.startswith(ADDRESSED_TO) and opening:
        yield from _addressed(lines)
    elif first.italic and first.size < _NOTE_SIZE:
        role = Role.UNIT if first.x0 > _INDENTED else Role.NOTE
        yield Piece(role, joined(lines, right))
    elif all(line.bold for line in lines) and _is_centred(run[0]):
        yield from _stack(lines)
    elif all(line.bold for line in lines):
        yield Piece(Role.HEADING, joined(lines, right))
    elif opening and all(line.italic for line in lines):
        yield Piece(Role.BASIS, joined(lines, right))
    else:
        yield _paragraph(lines, right)


def _addressed(lines: Sequence[Line]) -> Iterator[Piece]:
    if lines[0].text != ADDRESSED_TO:
        yield Piece(Role.ADDRESSED, " ".join(line.text for line in lines))
        return
    names: list[str] = []
    for line in lines[1:]:
        if line.text.startswith("- ") or not names:
            names.append(line.text)
        else:
            names[-1] += f" {line.text}"
    yield from (Piece(Role.ADDRESSEE, name) for name in names)


def _stack(lines: Sequence[Line]) -> Iterator[Piece]:
    texts = [line.text for line in lines]
    if _PART.match(texts[0]):
        yield Piece(Role.PART, texts[0])
        yield from (Piece(Role.PART_TITLE, " ".join(rest)) for rest in [texts[1:]] if rest)
    else:
        yield Piece(Role.CENTRED, " ".join(texts))


def _paragraph(lines: Sequence[Line], right: float) -> Piece:
    """Prose with its bold opening apart."""
    words = [word for line in lines for word in line.words]
    bold = next((n for n, word in enumerate(words) if not word.bold), len(words))
    text = joined(lines, right)
    lead = " ".join(word.text for word in words[:bold])
    flat = " ".join(text.split())
    return Piece(Role.TEXT, flat[len(lead) :].strip(), lead) if lead else Piece(Role.TEXT, text)


def _captioned(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A line in the middle right above a table, or above its unit, is its caption."""
    for place, piece in enumerate(pieces):
        below = [one.role for one in pieces[place + 1 : place + 3]]
        captions = below[:1] == [Role.TABLE] or below == [Role.UNIT, Role.TABLE]
        if piece.role is Role.CENTRED and captions:
            piece = replace(piece, role=Role.CAPTION)
        yield piece
