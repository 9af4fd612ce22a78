"""What a number may be, which series it belongs to, what may be entered."""

from app.registers.policies.arrivals import check_arrival
from app.registers.policies.numbers import (
    can_cancel,
    check_cancel,
    check_day,
    check_number,
    check_open,
    check_reason,
    check_reservation,
    check_skip,
    check_symbol,
    series_of,
)

__all__ = [
    "can_cancel",
    "check_arrival",
    "check_cancel",
    "check_day",
    "check_number",
    "check_open",
    "check_reason",
    "check_reservation",
    "check_skip",
    "check_symbol",
    "series_of",
]
