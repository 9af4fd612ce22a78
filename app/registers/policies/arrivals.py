"""What may be entered in the register of incoming papers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.registers.models import IncomingPaper
from app.registers.policies.limits import LONGEST_ABSTRACT, LONGEST_NAME, LONGEST_NOTE


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


def check_change(entry: IncomingPaper, changes: Mapping[str, Any], fixed: Sequence[str]) -> None:
    """Raises Conflict where what the sender's own paper says would be changed."""
    if entry.paper_recipient_id is None:
        return
    if any(changes[name] != getattr(entry, name) for name in fixed if name in changes):
        raise Conflict(
            "Văn bản này đến qua hệ thống nên nội dung theo bản của nơi gửi, không sửa được; "
            "nếu sai, hãy trả lại nơi gửi."
        )


def can_assign(entry: IncomingPaper) -> bool:
    """Whether it may be given to somebody: it is not done."""
    return entry.done_at is None


def check_open_paper(entry: IncomingPaper) -> None:
    """Raises Conflict for one that is dealt with."""
    if not can_assign(entry):
        raise Conflict("Văn bản đã giải quyết xong; hãy mở lại rồi giao.")


def check_assignment(*, is_here: bool, instruction: str, due_on: date | None, today: date) -> None:
    """Raises Invalid with every fault at its field."""
    wrong: dict[str, list[str]] = {}
    if not is_here:
        wrong["user_id"] = ["Người này không làm việc ở đơn vị; hãy chọn lại."]
    if len(instruction.strip()) > LONGEST_NOTE:
        wrong["instruction"] = [f"Nhiều nhất {LONGEST_NOTE} ký tự."]
    if due_on is not None and due_on < today:
        wrong["due_on"] = [f"Hạn giải quyết không được trước hôm nay ({dates.short(today)})."]
    if wrong:
        raise Invalid(fields=wrong)


def check_note(note: str) -> str | None:
    """The note as it is kept. Raises Invalid at `note` for one too long."""
    kept = note.strip()
    if len(kept) > LONGEST_NOTE:
        raise Invalid(f"Nhiều nhất {LONGEST_NOTE} ký tự.", "note")
    return kept or None
