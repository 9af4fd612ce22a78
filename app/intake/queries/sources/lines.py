"""The common form of every source: numbered lines, some of which are rows of a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; paragraphs inside it are separated by newlines.

    `from_above` marks a cell merged with the one above: it carries that cell's text again.
    `from_left` marks the empty rest of a cell that spans several columns.
    """

    text: str
    from_above: bool = False
    from_left: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as extracted, counted from 1. A row of a table has its cells."""

    no: int
    text: str
    cells: tuple[Cell, ...] | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file.

    `encoding` names a legacy font encoding that had to be converted; `pictures` are the pages
    that are only a picture, each with the line before which its words are missing.
    """

    lines: tuple[Line, ...]
    encoding: str | None = None
    pictures: tuple[tuple[int, int], ...] = ()


class Lines:
    """Collects lines in reading order and numbers them."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._tables = 0
        self._last_row = 0

    def add(self, text: str) -> None:
        """One line of running text."""
        self._lines.append(Line(len(self._lines) + 1, text))

    def new_table(self) -> int:
        """The number of a further table."""
        self._tables += 1
        return self._tables

    def add_row(self, table: int, cells: tuple[Cell, ...]) -> None:
        """One row of a table."""
        self._last_row = len(self._lines)
        text = "\t".join(cell.text.replace("\n", " ") for cell in cells)
        self._lines.append(Line(len(self._lines) + 1, text, cells, table))

    @property
    def last_row(self) -> tuple[Cell, ...]:
        """The cells of the row added last."""
        return self._lines[self._last_row].cells or ()

    def rewrite_row(self, cells: tuple[Cell, ...]) -> None:
        """The row added last, gone on over a further line of its own number."""
        row = self._lines[self._last_row]
        text = "\t".join(cell.text.replace("\n", " ") for cell in cells)
        self._lines[self._last_row] = Line(row.no, text, cells, row.table)
        self.skip()

    def append_to_row(self, text: str) -> None:
        """A line of its own number that belongs to the last filled cell of the row before it."""
        cells = list(self.last_row)
        last = max((place for place, cell in enumerate(cells) if cell.text), default=0)
        cells[last] = Cell(f"{cells[last].text}\n{text}")
        self.rewrite_row(tuple(cells))

    def skip(self) -> None:
        """A line that holds nothing, kept so that the numbers go on being those of the file."""
        self.add("")

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def freeze(self) -> tuple[Line, ...]:
        """The lines collected so far."""
        return tuple(self._lines)
