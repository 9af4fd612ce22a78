"""May the books of a plan year be closed?"""

from datetime import date

from app.lib.errors import Conflict


def can_close_year(year: int, today: date) -> bool:
    """A year is closed once it has ended: in December nothing is owed that cannot still be done."""
    return today.year > year


def check_year_has_ended(year: int, today: date) -> None:
    """Raises Conflict for the running year and for those to come."""
    if not can_close_year(year, today):
        raise Conflict(
            f"Năm {year} chưa kết thúc nên chưa khóa sổ được; hãy khóa sổ từ ngày 01/01/{year + 1}."
        )
