"""What may be entered in the register of incoming papers."""

from datetime import date

from app.lib import dates
from app.lib.errors import Invalid

LONGEST_ABSTRACT = 2_000
LONGEST_NAME = 300


def check_arrival(
    *, arrived_on: date, issued_on: date | None, sender_name: str, abstract: str, today: date
) -> None:
    """Raises Invalid with every fault at its field."""
    wrong: dict[str, list[str]] = {}
    if arrived_on > today:
        wrong["arrived_on"] = [f"Ngày đến không được sau hôm nay ({dates.short(today)})."]
    if issued_on is not None and issued_on > arrived_on:
        wrong["issued_on"] = ["Ngày của văn bản không được sau ngày đến."]
    for name, text, most in (
        ("sender_name", sender_name, LONGEST_NAME),
        ("abstract", abstract, LONGEST_ABSTRACT),
    ):
        if not 1 <= len(text.strip()) <= most:
            wrong[name] = [f"Cần ghi từ 1 đến {most} ký tự."]
    if wrong:
        raise Invalid(fields=wrong)
