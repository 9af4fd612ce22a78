"""Quotients rounded exactly, however many digits they have."""

from decimal import Decimal

_PLACES = 3


def thousandths(number: Decimal) -> int:
    """A number of at most three places as a whole number of thousandths."""
    return int(number.scaleb(_PLACES))


def points(numerator: int, denominator: int) -> Decimal:
    """numerator / denominator thousandths, rounded half up (away from zero) to whole ones.

    Reckoned in whole numbers, so that a quotient just below a half is never taken for the half.
    Raises ZeroDivisionError.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return Decimal(rounded if numerator >= 0 else -rounded).scaleb(-_PLACES)
