"""Decimal numbers as Vietnamese offices write them: a comma for decimals, dots for thousands.

What a person types goes through `parse`; what the system stores or exchanges as text goes
through `exact`. The two differ: "1.234" is one thousand two hundred … to a person in Việt Nam
and one and a bit to a machine.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from app.lib.errors import Invalid

MAX_PLACES = 3
MAX_DIGITS = 15

_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_EXACT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LONGEST_INPUT = 40
_LONGEST_IDENTIFIER = 18
_THOUSANDTH = Decimal("0.001")


def parse(text: str, field: str | None = None, *, places: int = MAX_PLACES) -> Decimal:
    """A number that a person typed: '8,5', '8.5', '1.234,56', '1.234' (= 1234), '-3'.

    Dots that stand before every third digit are thousands. Raises Invalid at `field` for
    anything else, NaN, infinity and exponents included, for more than 15 digits before the comma
    and for more than `places` after it (zeros at the end do not count).
    """
    typed = text.strip().replace("\u2212", "-").removeprefix("+")
    if not typed:
        raise Invalid("Chưa nhập số.", field)
    if len(typed) <= _LONGEST_INPUT and _GROUPED.fullmatch(typed):
        return _within(Decimal(typed.replace(".", "").replace(",", ".")), field, places)
    if len(typed) <= _LONGEST_INPUT and _PLAIN.fullmatch(typed):
        return _within(Decimal(typed.replace(",", ".")), field, places)
    raise Invalid("Không phải là số; xin ghi như 8,5 hoặc 1.234,56.", field)


def exact(value: object, field: str | None = None, *, places: int = MAX_PLACES) -> Decimal:
    """A number that the system stored or a program sent: Decimal, int, or text such as '8.5'.

    Raises Invalid at `field` for anything else (binary floats included, they are not exact), and
    within the same limits as `parse`.
    """
    if isinstance(value, Decimal) and value.is_finite():
        return _within(value, field, places)
    if isinstance(value, int) and not isinstance(value, bool):
        return _within(Decimal(value), field, places)
    if isinstance(value, str) and len(value) <= _LONGEST_INPUT and _EXACT.fullmatch(value):
        return _within(Decimal(value), field, places)
    raise Invalid('Phải là số thập phân viết dạng chữ, ví dụ "8.5".', field)


def identifier(text: str) -> int | None:
    """The number of a row as a form or an address carries it; None for what names no row."""
    if not text.isascii() or not text.isdecimal() or len(text) > _LONGEST_IDENTIFIER:
        return None
    return int(text)


def vi(number: Decimal | int, places: int | None = None, *, grouping: bool = True) -> str:
    """'1.234,5': as few decimals as the number has, or exactly `places`, rounded half up.

    `grouping=False` leaves the dots out, for the value of an input field. Raises ValueError for
    NaN and infinity.
    """
    value = Decimal(number)
    if not value.is_finite():
        raise ValueError("only finite numbers can be written")
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(value):f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    sign = "-" if value < 0 and (whole.strip("0") or fraction.strip("0")) else ""
    grouped = f"{int(whole):,}".replace(",", ".") if grouping else whole
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def plain(number: Decimal) -> str:
    """A decimal as programs exchange it: "87.5", without needless zeros."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def percentage(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` of `whole` in percent, to 0.1, rounded half up; None when the whole is 0."""
    if whole == 0:
        return None
    return (100 * Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def percent(number: Decimal | int | None, places: int | None = None) -> str:
    """A percentage, already times 100, as '90,5%'; an en dash for None (nothing to divide by)."""
    return "–" if number is None else f"{vi(number, places)}%"


def quantize3(number: Decimal) -> Decimal:
    """The number to three decimals, the scale of all points, rounded half up (away from zero).

    What rounds to zero is zero without a sign.
    """
    return number.quantize(_THOUSANDTH, rounding=ROUND_HALF_UP) + 0


def rounded(number: Decimal, places: int) -> Decimal:
    """The number to so many decimals, rounded half up (away from zero)."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _within(number: Decimal, field: str | None, places: int) -> Decimal:
    if abs(number) >= Decimal(10) ** MAX_DIGITS:
        raise Invalid(f"Số quá lớn; tối đa {MAX_DIGITS} chữ số trước dấu phẩy.", field)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if rounded != number:
        said = f"tối đa {places} chữ số" if places else "không có chữ số"
        raise Invalid(f"Số lẻ quá dài; {said} sau dấu phẩy.", field)
    return Decimal(0) if number == 0 else number
