"""What may be kept beside a key: images of signatures and seals."""

from decimal import Decimal, InvalidOperation

from app.lib.errors import Invalid
from app.signatures.pades import stamps
from app.signatures.terms import Part

NARROWEST, WIDEST = Decimal(20), Decimal(60)
USUAL = Decimal(36)
"""Seals of organs are round, 36 mm across; those with the arms of state are a little wider."""


def check_stamp(content: bytes) -> None:
    """Raise Invalid at `stamp` for what is no transparent PNG of a sensible size."""
    try:
        stamps.check_image(content)
    except stamps.StampError as error:
        raise Invalid(error.message, "stamp") from error


def check_width(part: Part, typed: str) -> Decimal | None:
    """The width of a seal in millimetres, 36 unless told. Raises Invalid at `stamp_width`."""
    if part is Part.LEADER:
        return None
    if not typed.strip():
        return USUAL
    try:
        width = Decimal(typed.strip().replace(",", ".")).quantize(Decimal("0.1"))
    except InvalidOperation as error:
        raise Invalid("Đường kính dấu là số milimét, ví dụ 36.", "stamp_width") from error
    if not NARROWEST <= width <= WIDEST:
        raise Invalid(f"Đường kính dấu từ {NARROWEST} đến {WIDEST} mm.", "stamp_width")
    return width
