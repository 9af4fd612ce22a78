"""By which decisions certificates may be given."""

from datetime import date

from app.lib.errors import Conflict, Invalid

CONFIRM = "confirm_outside"
NOT_CONFIRMED = "Chưa xác nhận quyết định ban hành ngoài hệ thống."


def check_dated(number: str | None, on: date | None) -> None:
    """Raises Invalid at `decided_on` for a number without its day: no register finds it."""
    if number and on is None:
        raise Invalid("Đã có số quyết định thì cần ghi cả ngày quyết định.", "decided_on")


def check_stands(named: str, fallen: str) -> None:
    """Raises Invalid at `decision_number` for a decision that was revoked or replaced."""
    if fallen:
        raise Invalid(f"{named} {fallen}. Hãy ghi quyết định còn hiệu lực.", "decision_number")


def check_known(named: str, is_known: bool, other_day: str, confirmed: bool) -> None:
    """Raises Invalid at `decision_number` for one that no register knows, unless the clerk says
    that it was issued outside of the system; `confirm_outside` is among the fields, for its box."""
    if is_known or confirmed:
        return
    there = f" (sổ văn bản đi có số này: {other_day})" if other_day else ""
    said = (
        f"Không thấy {named} trong sổ văn bản đi, đến của đơn vị{there}. Hãy xem lại số, ngày; "
        "nếu đúng là quyết định ban hành ngoài hệ thống, đánh dấu xác nhận."
    )
    raise Invalid(fields={"decision_number": [said], CONFIRM: [NOT_CONFIRMED]})


def check_still_stands(named: str, fallen: str) -> None:
    """Raises Conflict where certificates would be given by a decision that stands no more."""
    if fallen:
        raise Conflict(
            f"{named} {fallen}. Không vào sổ vàng, không in theo quyết định này được nữa; "
            "người đã vào sổ thì ghi Hủy, kèm lý do."
        )
