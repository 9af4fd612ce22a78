"""What a number may be, which series it belongs to, what may be entered."""

from app.registers.policies.arrivals import check_arrival
from app.registers.policies.numbers import check_number, series_of

__all__ = ["check_arrival", "check_number", "series_of"]
