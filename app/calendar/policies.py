"""What may be entered as a day of remembrance."""

from app.calendar import terms
from app.lib.errors import Invalid

LONGEST_NAME = 200
LEAP_YEAR = 2024


def check_anniversary(*, name: str, day: int, month: int) -> None:
    """Raises Invalid without a name, and for a day that no year has."""
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise Invalid(f"Tên ngày kỷ niệm cần từ 1 đến {LONGEST_NAME} ký tự.", "name")
    try:
        terms.in_year(day, month, LEAP_YEAR)
    except ValueError as error:
        raise Invalid(f"Không có ngày {day} tháng {month}; hãy sửa lại.", "day") from error
