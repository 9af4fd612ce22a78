"""What an official pastes from Word, LibreOffice, Excel or a web page, as the text of a body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents import prose, prose_tables
from app.documents.letters import undrawable
from app.documents.paper import Band, Column, DataTable, Paragraph, Row
from app.documents.pasted import Fragment, Line, Table
from app.documents.wording import printable
from app.lib.errors import Invalid

MOST_LETTERS = 2_000_000
"""Word sends some kilobytes of styles for each page; pictures come inside the HTML."""
MOST_CELLS = 100_000
MOST_SIGNS = 10

_BULLETS = frozenset("·•◦▪■□●○§ØØoüvq–—*►➢✓✔→Ÿ¨")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF0FC: "•", 0xF076: "•", 0xF06E: "•", 0xF0A8: "•",
    0xF071: "•", 0xF06C: "•", 0xF02D: "-", 0xF02B: "+", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×",
    0xF0B8: "÷", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B9: "≠", 0xF0E0: "→", 0xF0DE: "→", 0xF0AE: "→",
    0xF061: "α", 0xF062: "β", 0xF06D: "μ", 0xF053: "Σ", 0xF0A5: "∞",
}  # fmt: skip
_OPENING_BULLET = re.compile(r"[·•◦▪■□●○►➢✓✔]\s*(?=\S)")
_STRUCTURE = re.compile(r"[|#>\\\[{]|\*\*")
_LETTERHEAD = re.compile(r"độc lập\s*[-–]\s*tự do|nơi nhận\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A fragment as text, and what of it a text cannot hold: "ô gộp", "hình ảnh"."""

    text: str
    left_out: tuple[str, ...]


def text_from_html(html: str, *, field: str = "content") -> str:
    """The text of `from_html`."""
    return from_html(html, field=field).text


def from_html(html: str, *, field: str = "content") -> Pasted:
    """The pasted fragment as a body for `prose.blocks_of`, with what was left out of it.

    Headings, lists, tables and soft breaks stay; scripts, styles, comments, pictures, hidden and
    deleted words go. The result is plain text, never HTML. Raises Invalid at `field` for a
    fragment far longer than a paper.
    """
    if len(html) > MOST_LETTERS:
        raise Invalid(
            "Nội dung dán vào quá dài; xin dán từng phần, hoặc tải tệp Word lên để đọc.", field
        )
    lines: list[str] = []
    fragment = Fragment()
    for piece in fragment.read(html):
        if isinstance(piece, Line):
            lines += _lines(piece)
        elif sum(cell.across * cell.down for row in piece.rows for cell in row) > MOST_CELLS:
            raise Invalid("Bảng dán vào quá lớn; xin dán từng phần của bảng.", field)
        else:
            lines += _table_lines(piece)
    found = [*fragment.left_out, *_lost(fragment.pieces)]
    return Pasted("\n".join(lines).strip("\n"), tuple(found))


def _lost(pieces: list[Line | Table]) -> Iterator[str]:
    """Merged cells that the table of a paper does not merge, and signs that no paper shows."""
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    if any(map(_loses_merged, tables)):
        yield "ô gộp trong bảng"
    cells = (cell for table in tables for row in table.rows for cell in row)
    words = [piece.text for piece in pieces if isinstance(piece, Line)]
    words += [line for cell in cells for line in cell.lines]
    signs = undrawable(_PRIVATE.sub("", "".join(words)))
    if signs:
        yield f"ký tự không in được: {' '.join(signs[:MOST_SIGNS])}"


def _loses_merged(table: Table) -> bool:
    """Whether a cell reaches over others, but as the title of a group or of a band."""
    if not table.rows:
        return False
    rows = table.rows[1:] if _is_grouped(table) and len(table.rows) > 2 else table.rows
    return any(cell.across > 1 or cell.down > 1 for row in rows if len(row) > 1 for cell in row)


def _lines(line: Line) -> list[str]:
    """A paragraph; a blank line of soft breaks parts it in two."""
    label = _label(line)
    if label:
        text = _tidy(line.text)
        return [_broken(f"{label} {text}")] if text else []
    paragraphs = [_tidy(part) for part in re.split(r"\n[ \u00a0]*\n", line.text)]
    kept = [_OPENING_BULLET.sub("- ", text) for text in paragraphs if text]
    if len(kept) == 1:
        return [_paragraph(kept[0], line)]
    return [_as_typed(text) for text in kept]


def _paragraph(text: str, line: Line) -> str:
    if prose.blocks_of(_broken(text)) != (Paragraph(text),) and not _STRUCTURE.match(text):
        return _broken(text)
    if line.heading:
        return f"{'#' * min(line.heading + 1, 4)} {_broken(text)}"
    if line.centred:
        return f"> {_broken(text)} <"
    lead = _tidy(_lead(line))
    if lead and text.startswith(lead) and "**" not in text:
        return _broken(f"**{lead}** {text[len(lead) :].strip()}".strip())
    return _as_typed(text)


def _as_typed(text: str) -> str:
    """A text that opens with a sign of our own stays the text that it is."""
    return ("\\" if _STRUCTURE.match(text) else "") + _broken(text)


def _lead(line: Line) -> str:
    """The bold words that open a paragraph."""
    lead = ""
    for words, bold in line.runs:
        if words.strip() and not bold:
            break
        lead += words
    return lead.split("\n")[0]


def _label(line: Line) -> str:
    """The label of a list item: numbers as printed, any bullet as `-`, below it `+`."""
    label = _tidy(line.label)
    if not label:
        return ""
    if label in ("-", "+"):
        return "+" if label == "+" or line.level > 1 else "-"
    if label in _BULLETS or not any(map(str.isalnum, label)):
        return "+" if line.level > 1 else "-"
    return label


def _tidy(text: str) -> str:
    """Composed letters; signs of symbol fonts as what they show; no signs that cannot be seen."""
    shown = _PRIVATE.sub("", text.translate(_SYMBOLS)).replace("\u00a0", " ")
    lines = (line.strip() for line in printable(shown).split("\n"))
    return "\n".join(lines).strip("\n")


def _broken(text: str) -> str:
    return text.rstrip("\\").replace("\n", "\\\n")


def _table_lines(table: Table) -> list[str]:
    grid = _grid(table)
    if not grid:
        return []
    if len(grid[0]) == 1 or any(_LETTERHEAD.search(cell) for row in grid for cell in row):
        cells = (cell for row in grid for cell in row if cell)
        return [_as_typed(line) for cell in cells for line in cell.split("\n") if line]
    bands = {n for n, row in enumerate(table.rows) if len(row) == 1 < len(grid[0])}
    deep = 2 if _is_grouped(table) and len(grid) > 2 else 1
    rows = tuple(
        Band(" ".join(row[0].split())) if place in bands else Row(row)
        for place, row in enumerate(grid)
        if place >= deep and any(row)
    )
    titles, groups = grid[deep - 1], _groups(table, len(grid[0])) if deep == 2 else ()
    columns = prose_tables.guessed(titles, rows)
    if groups:
        columns = tuple(
            Column(title or above, column.align, column.width, group)
            for column, title, above, group in zip(columns, titles, grid[0], groups, strict=True)
        )
    caption = " ".join(_tidy(table.caption).split())
    return ["", *prose_tables.lines_of(DataTable(columns, rows, caption)), ""]


def _grid(table: Table) -> list[tuple[str, ...]]:
    """The cells row by row, blank where one above or to the left reaches."""
    taken: dict[tuple[int, int], str] = {}
    for top, row in enumerate(table.rows):
        place = 0
        for cell in row[: prose_tables.MOST_COLUMNS]:
            while (top, place) in taken:
                place += 1
            text = "\n".join(filter(None, map(_tidy, cell.lines)))
            for down in range(min(cell.down, len(table.rows) - top)):
                for across in range(cell.across):
                    first = not down and not across
                    taken.setdefault((top + down, place + across), text if first else "")
    wide = min(max((place for _, place in taken), default=-1) + 1, prose_tables.MOST_COLUMNS)
    rows = [
        tuple(taken.get((top, place), "") for place in range(wide))
        for top in range(len(table.rows))
    ]
    used = [place for place in range(wide) if any(row[place] for row in rows)]
    return [tuple(row[place] for place in range(used[-1] + 1)) for row in rows] if used else []


def _is_grouped(table: Table) -> bool:
    """Whether titles stand in two rows, some under the title of their group."""
    first = table.rows[0]
    groups = [cell for cell in first if cell.across > 1]
    single = [cell for cell in first if cell.across == 1]
    return bool(groups) and len(first) > 1 and all(cell.down > 1 for cell in single)


def _groups(table: Table, wide: int) -> tuple[str, ...]:
    groups: list[str] = []
    for cell in table.rows[0]:
        name = " ".join(_tidy(" ".join(cell.lines)).split())
        groups += [name if cell.across > 1 else ""] * cell.across
    return (*groups[:wide], *[""] * (wide - len(groups)))
