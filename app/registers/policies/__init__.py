"""What a number may be, which series it belongs to, what may be entered."""

from app.registers.policies.arrivals import (
    can_assign,
    check_arrival,
    check_assignment,
    check_change,
    check_note,
    check_open_paper,
)
from app.registers.policies.numbers import (
    can_cancel,
    can_recover,
    check_cancel,
    check_day,
    check_number,
    check_open,
    check_reason,
    check_recover,
    check_reservation,
    check_skip,
    check_span,
    check_symbol,
    series_of,
)

__all__ = [
    "can_assign",
    "can_cancel",
    "can_recover",
    "check_arrival",
    "check_assignment",
    "check_cancel",
    "check_change",
    "check_day",
    "check_note",
    "check_number",
    "check_open",
    "check_open_paper",
    "check_reason",
    "check_recover",
    "check_reservation",
    "check_skip",
    "check_span",
    "check_symbol",
    "series_of",
]
