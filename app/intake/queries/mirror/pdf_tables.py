"""Ruled tables of a drawn PDF as tables of data, put together over pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from app.documents.paper import Align, Band, Column, DataTable, Row, Total
from app.intake.queries.mirror.pdf_sheet import Box, Line, Ruled, Word, joined, lines_of

_PADDING = 4.5
_NEAR = 2.0
_EXACT = 0.2
_WHOLE_LINES = 8


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the drawn table: what stands in it, and over how many columns it goes."""

    lines: tuple[Line, ...]
    box: Box
    span: int = 1

    @property
    def text(self) -> str:
        return joined(self.lines, self.box[2] - _PADDING + _NEAR)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        return all(line.italic for line in self.lines)


_Row = tuple[_Cell | None, ...]


@dataclass(slots=True)
class Sheets:
    """A table while its parts on further pages are added."""

    head: tuple[_Row, ...]
    rows: list[_Row]
    lanes: tuple[float, ...]

    def goes_on(self, part: "Sheets") -> bool:
        """Whether this part, the first thing on its page, belongs to the table before it."""
        return len(self.lanes) == len(part.lanes) and all(
            abs(mine - other) < _NEAR for mine, other in zip(self.lanes, part.lanes, strict=True)
        )

    def add(self, part: "Sheets") -> None:
        """The rows of a further page, a row that goes on over it in one."""
        rows = list(part.rows)
        if list(map(_texts, part.head)) != list(map(_texts, self.head)):
            rows = [*part.head, *rows]
        if rows and self.rows and _is_parted(self.rows[-1], rows[0]):
            self.rows[-1] = tuple(map(_both, self.rows[-1], rows.pop(0)))
        self.rows += rows

    def table(self) -> DataTable:
        """The table of data."""
        columns = _columns(self.head, self.rows)
        wide = len(columns)
        if len(self.rows) == 1 and _is_empty_text(self.rows[0], wide):
            return DataTable(columns, (), empty_text=_texts(self.rows[0])[0])
        return DataTable(columns, tuple(map(_row, self.rows)))


def read(ruled: Ruled) -> Sheets:
    """One ruled table as it stands on its page."""
    lanes = sorted({round(box[0], 1) for row in ruled.rows for box in row if box})
    merged = [lane for n, lane in enumerate(lanes) if n == 0 or lane - lanes[n - 1] > _NEAR]
    rows = [_cells(row, ruled.words, merged) for row in ruled.rows]
    depth = _depth(rows)
    return Sheets(tuple(rows[:depth]), rows[depth:], tuple(merged))


def _cells(row: Sequence[Box | None], words: Sequence[Word], lanes: Sequence[float]) -> _Row:
    cells: list[_Cell | None] = [None] * len(lanes)
    for box in row:
        if box is None:
            continue
        x0, top, x1, bottom = box
        inside = lines_of(
            word
            for word in words
            if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
        )
        places = [n for n, lane in enumerate(lanes) if x0 - _NEAR <= lane < x1 - _NEAR]
        if places:
            cells[places[0]] = _Cell(tuple(inside), box, len(places))
    return tuple(cells)


def _depth(rows: Sequence[_Row]) -> int:
    """How many rows the header has: titles, maybe under groups, and signs in italics."""
    first = rows[0]
    grouped = any(cell and 1 < cell.span < len(first) for cell in first) or (
        len(rows) > 1 and any(cell is None for cell in rows[1]) and _is_bold(rows[1])
        and not _is_across(rows[1])
    )  # fmt: skip
    depth = 2 if grouped and len(rows) > 1 else 1
    if len(rows) > depth and _is_italic(rows[depth]) and not _is_across(rows[depth]):
        depth += 1
    return depth


def _filled(row: _Row) -> list[_Cell]:
    return [cell for cell in row if cell is not None and cell.lines]


def _is_bold(row: _Row) -> bool:
    return bool(_filled(row)) and all(cell.bold for cell in _filled(row))


def _is_italic(row: _Row) -> bool:
    return bool(_filled(row)) and all(cell.italic for cell in _filled(row))


def _is_across(row: _Row) -> bool:
    return row[0] is not None and row[0].span == len(row)


def _is_empty_text(row: _Row, wide: int) -> bool:
    return _is_across(row) and _is_italic(row) and wide > 0


def _texts(row: _Row) -> tuple[str, ...]:
    return tuple(cell.text if cell else "" for cell in row)


def _columns(head: Sequence[_Row], rows: Sequence[_Row]) -> tuple[Column, ...]:
    signed = len(head) > 1 and _is_italic(head[-1])
    signs = _texts(head[-1]) if signed else ("",) * len(head[0])
    titled = head[: len(head) - signed]
    columns = []
    for place in range(len(head[0])):
        lower = titled[-1][place]
        title = lower.text if lower else (titled[0][place].text if titled[0][place] else "")  # type: ignore[union-attr]
        group = _group(titled[0], place) if len(titled) > 1 and lower else ""
        columns.append(Column(title, _align(rows, place), None, group, signs[place]))
    return tuple(columns)


def _group(row: _Row, place: int) -> str:
    for first in range(place, -1, -1):
        cell = row[first]
        if cell is not None:
            return cell.text if first + cell.span > place else ""
    return ""


def _align(rows: Sequence[_Row], place: int) -> Align:
    """Where the lines of the column stand between its edges."""
    cells = [row[place] for row in rows if not _is_across(row)]
    lines = [(line, cell.box) for cell in cells if cell for line in cell.lines]
    if not lines:
        return Align.LEFT
    if all(abs(line.x0 - box[0] - _PADDING) < _EXACT for line, box in lines):
        return Align.LEFT
    right = all(abs(box[2] - line.x1 - _PADDING) < _EXACT for line, box in lines)
    return Align.RIGHT if right else Align.CENTER


def _row(row: _Row) -> Row | Band | Total:
    if _is_across(row) and _is_bold(row):
        return Band(" ".join(_texts(row)[0].split()))
    return Total(_texts(row)) if _is_bold(row) else Row(_texts(row))


def _is_parted(upper: _Row, lower: _Row) -> bool:
    """Whether a tall row was broken by the page: its shorter cells then stand at the top."""
    counts = [len(cell.lines) if cell else 0 for cell in upper]
    below = max((len(cell.lines) for cell in _filled(lower)), default=0)
    if len(upper) != len(lower) or max(counts) + below <= _WHOLE_LINES or _is_across(lower):
        return False
    tops = [cell.lines[0].words[0].top for cell in _filled(upper)]
    short = [cell for cell in _filled(upper) if len(cell.lines) < max(counts)]
    if not short:
        return any(cell is None or not cell.lines for cell in lower)
    return all(abs(cell.lines[0].words[0].top - min(tops)) < _NEAR for cell in short)


def _both(upper: _Cell | None, lower: _Cell | None) -> _Cell | None:
    if upper is None or lower is None:
        return upper or lower
    return replace(upper, lines=tuple(chain(upper.lines, lower.lines)))
