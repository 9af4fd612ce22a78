"""What a number may be, and which series it belongs to."""

from app.registers.policies.numbers import check_number, series_of

__all__ = ["check_number", "series_of"]
