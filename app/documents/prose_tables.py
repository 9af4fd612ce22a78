r"""Tables inside a typed body: lines of cells between `|`, the first one the titles.

    [Danh sách tập thể]
    Đơn vị tính: đồng
    | TT | Tên đơn vị | Mức thưởng |
    |= QUÝ I |
    | 1 | Xã Điềm He | 1.800.000 |
    | Tổng cộng | | 1.800.000 |

`[…]` above is the caption, `Đơn vị tính: …` or `{…}` above the unit, `{…}` below a note. A lone
cell is a band across the table, `|=` too; `|+` a row of sums, `|~` a row that only looks like
one. A line of dashes under the titles (`|---|:-:|--:|`) says how columns stand, and may add their
width and the sign below the title: `| :-: 11mm (A) |`; two lines of titles above it name groups.
`\n` in a cell breaks its line, `\|` is a stroke.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.paper import Align, Band, Column, DataTable, Row, Total
from app.documents.wording import printable

_CAPTION = re.compile(r"\[(?P<text>.*\S.*)\]")
_BRACED = re.compile(r"\{(?P<text>.*\S.*)\}")
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*\S.*", re.IGNORECASE)
_RULE = re.compile(
    r"(?P<left>:)?-+(?P<right>:)?(?:\s+(?P<width>\d{1,3}(?:\.\d{1,2})?)mm)?"
    r"(?:\s+\((?P<index>.*)\))?",
    re.DOTALL,
)
_ORDINAL = re.compile(r"(?:stt|tt|số tt|số thứ tự)\.?", re.IGNORECASE)
_FIGURE = re.compile(r"[-+]?\d[\d.,]*\s?%?")
_SUM = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số)\s*:?", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = "=+~"
_ORDINAL_WIDTH = 11.0
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A table among lines, and the place of the line after it."""

    table: DataTable
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells of one line and the sign that it opens with."""

    cells: tuple[str, ...]
    sign: str = ""
    is_rule: bool = False


def at(lines: Sequence[str], place: int) -> Found | None:
    """The table that begins at this line, its caption and unit first; None where none does."""
    caption, unit = "", ""
    captioned = _CAPTION.fullmatch(lines[place].strip())
    if captioned:
        caption, place = captioned["text"].strip(), place + 1
    unit_line = lines[place].strip() if place < len(lines) else ""
    braced = _BRACED.fullmatch(unit_line)
    if braced or _UNIT.fullmatch(unit_line):
        unit, place = (braced["text"].strip() if braced else unit_line), place + 1
    end = place
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    if end == place:
        return None
    table = replace(_table([_split(line.strip()) for line in lines[place:end]]), caption=caption)
    noted = _BRACED.fullmatch(lines[end].strip()) if end < len(lines) else None
    note = noted["text"].strip() if noted else ""
    return Found(replace(table, unit=unit, note=note), end + 1 if noted else end)


def lines_of(table: DataTable) -> list[str]:
    """The lines that `at` reads as this table; none for a table without columns."""
    if not table.columns:
        return []
    caption, unit, note = (
        " ".join(printable(text).split()) for text in (table.caption, table.unit, table.note)
    )
    wide = len(table.columns)
    titles = _written([column.title for column in table.columns])
    body = [_row_line(row, wide) for row in table.rows]
    if _table([_split(line) for line in (titles, *body)]).columns != table.columns:
        body.insert(0, _rule_line(table.columns))
        if any(column.group for column in table.columns):
            titles = "\n".join([_written([column.group for column in table.columns]), titles])
    return [
        *([f"[{caption}]"] if caption else []),
        *([unit if _UNIT.fullmatch(unit) else f"{{{unit}}}"] if unit else []),
        *titles.split("\n"),
        *body,
        *([f"{{{note}}}"] if note else []),
    ]


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.startswith("|") and len(line) > 1


def _split(line: str) -> _Line:
    sign = line[1] if line[1] in _SIGNS else ""
    inner = line[1 + len(sign) :]
    cells, cell, place = [], "", 0
    while place < len(inner):
        letter = inner[place]
        if letter == "\\" and place + 1 < len(inner):
            cell += inner[place : place + 2]
            place += 2
            continue
        if letter == "|":
            cells.append(cell)
            cell = ""
        else:
            cell += letter
        place += 1
    if cell.strip():
        cells.append(cell)
    is_rule = not sign and bool(cells) and all(_RULE.fullmatch(cell.strip()) for cell in cells)
    return _Line(tuple(map(_plain, cells)) or ("",), sign, is_rule)


def _plain(cell: str) -> str:
    broken = _ESCAPED.sub(lambda one: "\n" if one[1] == "n" else one[1], cell.strip())
    return "\n".join(line.strip() for line in broken.split("\n")).strip("\n")


def _table(lines: Sequence[_Line]) -> DataTable:
    rule = next((n for n in (1, 2) if n < len(lines) and lines[n].is_rule), None)
    body = lines[1 if rule is None else rule + 1 :]
    wide = min(max(len(line.cells) for line in lines), MOST_COLUMNS)
    titles = _padded(lines[0 if rule is None else rule - 1].cells, wide)
    rows = tuple(_row(line, wide) for line in body)
    if rule is None:
        return DataTable(guessed(titles, rows), rows)
    groups = _padded(lines[0].cells, wide) if rule == 2 else ("",) * wide
    looks = _padded(lines[rule].cells, wide)
    return DataTable(tuple(map(_column, titles, groups, looks)), rows)


def _padded(cells: Sequence[str], wide: int) -> tuple[str, ...]:
    return (*cells[:wide], *[""] * (wide - len(cells)))


def _column(title: str, group: str, look: str) -> Column:
    match = _RULE.fullmatch(look)
    if match is None:
        return Column(title, group=group)
    align = Align.LEFT
    if match["right"]:
        is_middle = match["left"] or _ORDINAL.fullmatch(title)
        align = Align.CENTER if is_middle else Align.RIGHT
    width = float(match["width"]) if match["width"] else None
    return Column(title, align, width, group, (match["index"] or "").strip())


def guessed(titles: Sequence[str], rows: Sequence[Row | Band | Total]) -> tuple[Column, ...]:
    """Columns as officials expect them: ordinals in the middle, figures on the right."""
    bodies = [row.cells for row in rows if not isinstance(row, Band)]
    columns = []
    for place, title in enumerate(titles):
        filled = [cells[place] for cells in bodies if cells[place]]
        if _ORDINAL.fullmatch(title):
            columns.append(Column(title, Align.CENTER, _ORDINAL_WIDTH))
        elif filled and all(map(_FIGURE.fullmatch, filled)):
            columns.append(Column(title, Align.RIGHT))
        else:
            columns.append(Column(title))
    return tuple(columns)


def _row(line: _Line, wide: int) -> Row | Band | Total:
    cells = _padded(line.cells, wide)
    if line.sign == "=" or (not line.sign and len(line.cells) == 1 < wide):
        return Band(" ".join(filter(None, cells)))
    if line.sign == "+" or (not line.sign and _is_sum(cells)):
        return Total(cells)
    return Row(cells)


def _is_sum(cells: Sequence[str]) -> bool:
    first = next(filter(None, cells), "")
    return _SUM.fullmatch(first) is not None and any(map(_FIGURE.fullmatch, cells))


def _row_line(row: Row | Band | Total, wide: int) -> str:
    if isinstance(row, Band):
        return _written([row.label], "" if wide > 1 and row.label else "=")
    cells = _padded(row.cells, wide)
    wanted = type(row)(tuple(map(_normal, cells)))
    plain = _written(cells)
    if _row(_split(plain), wide) == wanted:
        return plain
    return _written(cells, "+" if isinstance(row, Total) else "~")


def _rule_line(columns: Sequence[Column]) -> str:
    return f"| {' | '.join(map(_look, columns))} |"


def _look(column: Column) -> str:
    dashes = {Align.LEFT: "---", Align.CENTER: ":-:", Align.RIGHT: "--:"}[column.align]
    width = f" {column.width:g}mm" if column.width is not None else ""
    return dashes + width + (f" ({_escaped(column.index)})" if column.index else "")


def _normal(cell: str) -> str:
    lines = printable(cell).split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")


def _written(cells: Sequence[str], sign: str = "") -> str:
    return f"|{sign} {' | '.join(map(_escaped, cells))} |"


def _escaped(cell: str) -> str:
    text = _normal(cell).replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")
    return f"\\{text}" if _RULE.fullmatch(text) else text
