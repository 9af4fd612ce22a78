"""Petitions: who may ask that a result be looked at again, until when; who answers."""

from datetime import date

from app.lib import dates
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring.models import Announcement, FrozenSheet, Petition, PetitionAnswer

LONGEST_TEXT = 5_000
MOST_FILES = 10


def can_petition(
    announcement: Announcement,
    newest: Announcement | None,
    own: FrozenSheet | None,
    tenant_id: int | None,
    today: date,
) -> bool:
    """A member that has a place in the newest edition, within the period."""
    return (
        own is not None
        and own.member_id == tenant_id
        and newest is not None
        and newest.id == announcement.id
        and announcement.petition_until is not None
        and today <= announcement.petition_until
    )


def check_petition(
    announcement: Announcement,
    newest: Announcement | None,
    own: FrozenSheet | None,
    tenant_id: int | None,
    today: date,
) -> FrozenSheet:
    """The member's own part of the result.

    Raises NotAllowed for others, Conflict for an edition that was replaced and after the last day.
    """
    if own is None or own.member_id != tenant_id:
        raise NotAllowed("Chỉ đơn vị có bảng điểm trong kết quả này được gửi kiến nghị.")
    if newest is None or newest.id != announcement.id:
        raise Conflict("Kết quả này đã được thay bằng lần công bố mới; hãy kiến nghị ở lần đó.")
    until = announcement.petition_until
    if until is None:
        raise Conflict("Kết quả này không quy định thời hạn nhận kiến nghị.")
    if today > until:
        raise Conflict(f"Đã hết hạn kiến nghị (đến hết ngày {dates.short(until)}).")
    return own


def check_text(text: str, files: int) -> None:
    """Raises Invalid at "text" and "files"."""
    wrong: dict[str, list[str]] = {}
    if not text.strip() or len(text) > LONGEST_TEXT:
        wrong["text"] = [f"Cần ghi nội dung, căn cứ kiến nghị (tối đa {LONGEST_TEXT} ký tự)."]
    if files > MOST_FILES:
        wrong["files"] = [f"Gửi kèm nhiều nhất {MOST_FILES} tệp."]
    if wrong:
        raise Invalid(fields=wrong)


def check_once(there: Petition | None) -> None:
    """Raises Conflict where the same thing was asked already."""
    if there is not None:
        raise Conflict("Đơn vị đã kiến nghị về nội dung này; hãy chờ trả lời.")


def can_answer(petition: Petition, answer: PetitionAnswer | None, tenant_id: int | None) -> bool:
    """Whoever announced, once."""
    return petition.province_id == tenant_id and answer is None


def check_answer(petition: Petition, answer: PetitionAnswer | None, tenant_id: int | None) -> None:
    """Raises NotAllowed for all but whoever announced, Conflict once answered."""
    if petition.province_id != tenant_id:
        raise NotAllowed("Kiến nghị do đơn vị công bố kết quả trả lời.")
    if answer is not None:
        raise Conflict("Kiến nghị này đã được trả lời; câu trả lời không thay đổi được.")


def check_reason(reason: str) -> None:
    """Raises Invalid at "reason"."""
    if not reason.strip() or len(reason) > LONGEST_TEXT:
        raise Invalid(f"Cần ghi lý do trả lời (tối đa {LONGEST_TEXT} ký tự).", "reason")
