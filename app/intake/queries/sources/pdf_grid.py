"""Ruled tables of a PDF: which words stand in which cell, spans filled in."""

from collections.abc import Sequence

from pdfplumber.table import Table

from app.intake.queries.sources.lines import Cell
from app.intake.queries.sources.pdf_words import Word, cell_text


def columns(table: Table) -> int:
    """How many columns the table has."""
    return max(len(row.cells) for row in table.rows)


_Box = tuple[float, float, float, float]


class Grid:
    """The boxes of a ruled table, and which words stand in each."""

    def __init__(self, table: Table) -> None:
        self.x0, self.top, self.x1, self.bottom = (float(edge) for edge in table.bbox)
        width = columns(table)
        self._boxes: list[list[_Box | None]] = [
            [*row.cells, *[None] * (width - len(row.cells))] for row in table.rows
        ]
        self._middles = [(row.bbox[1] + row.bbox[3]) / 2 for row in table.rows]
        self._lanes = [self._lane(place) for place in range(width)]

    def _lane(self, place: int) -> float:
        """The middle of the narrowest box in this column."""
        boxes = [row[place] for row in self._boxes]
        spans = [(box[2] - box[0], (box[0] + box[2]) / 2) for box in boxes if box]
        return min(spans)[1] if spans else self.x1

    def holds(self, word: Word) -> bool:
        """Whether the middle of the word lies inside the table."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def rows(self, words: Sequence[Word]) -> list[tuple[Cell, ...]]:
        """The cells of every row, spans across rows and columns filled in."""
        texts = {box: cell_text(words, box) for row in self._boxes for box in row if box}
        return [
            tuple(self._cell(row, place, texts) for place in range(len(self._lanes)))
            for row in range(len(self._boxes))
        ]

    def _cell(self, row: int, place: int, texts: dict[_Box, str]) -> Cell:
        own = self._boxes[row][place]
        if own:
            return Cell(texts[own])
        x, y = self._lanes[place], self._middles[row]
        for above in range(row, -1, -1):
            for box in self._boxes[above]:
                if box and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                    return (
                        Cell("", from_left=True)
                        if above == row
                        else Cell(texts[box], from_above=True)
                    )
        return Cell("")
