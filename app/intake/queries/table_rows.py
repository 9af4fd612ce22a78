"""One row of a table of work, its cells read by the roles of their columns."""

from dataclasses import dataclass

from app.intake.queries.sources.columns import Columns, Role
from app.intake.queries.sources.lines import Cell, Line


@dataclass(slots=True)
class Row:
    """A row with its cells read by their roles."""

    line: Line
    cells: tuple[Cell, ...]
    columns: Columns

    def at(self, *roles: Role) -> str:
        """The cells with any of these roles, one under the other."""
        return "\n".join(
            text for place in self.columns.at(*roles) if (text := self.text(place)).strip()
        )

    def text(self, place: int) -> str:
        """The cell at this place, empty beyond the last."""
        return self.cells[place].text.strip() if place < len(self.cells) else ""

    @property
    def content(self) -> str:
        """What is to be done."""
        return self.text(self.columns.content)

    @property
    def content_from_above(self) -> bool:
        """Whether the content is a merged cell that began on a row above."""
        place = self.columns.content
        return place < len(self.cells) and self.cells[place].from_above

    @property
    def number(self) -> str:
        """The ordinal number, empty where it is merged with the one above."""
        place = self.columns.number
        if place is None or place >= len(self.cells) or self.cells[place].from_above:
            return ""
        return self.cells[place].text.strip()

    @property
    def time(self) -> str:
        """The printed time, or the headings of the quarters and months that are ticked."""
        ticked = [
            self.columns.labels[place]
            for place in self.columns.at(Role.PERIOD)
            if self.text(place) and not self.cells[place].from_left
        ]
        return self.at(Role.TIME) or ", ".join(ticked)

    @property
    def actors(self) -> str:
        """Everyone who does it."""
        return self.at(Role.LEAD, Role.OFFICES, Role.SUPPORT)

    @property
    def filled(self) -> list[str]:
        """The cells that hold something."""
        return [cell.text.strip() for cell in self.cells if cell.text.strip()]

    @property
    def spans(self) -> bool:
        """Whether one cell takes up nearly the whole row."""
        return sum(1 for cell in self.cells if cell.from_left) >= max(len(self.cells) - 2, 1)
