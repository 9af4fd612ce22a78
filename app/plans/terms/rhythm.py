"""How often a task comes again."""

from enum import StrEnum


class Rhythm(StrEnum):
    """Every quarter or every month of the plan's year."""

    QUARTER = "quarter"
    MONTH = "month"

    @property
    def label(self) -> str:
        """The Vietnamese name of the rhythm."""
        return {"quarter": "Mỗi quý", "month": "Mỗi tháng"}[self.value]
