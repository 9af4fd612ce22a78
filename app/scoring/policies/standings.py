"""Confirmation and announcement: what must be there first, and what then no longer changes."""

from collections.abc import Collection, Mapping, Sequence

from app.lib.errors import Conflict, Invalid
from app.scoring.models import Announcement, Appraisal, Confirmation

LONGEST_REASON = 2_000
MOST_NAMES = 5


def can_confirm(appraisal: Appraisal | None, confirmation: Confirmation | None) -> bool:
    """A sheet that its cluster has settled, until its result is announced."""
    return (
        appraisal is not None
        and appraisal.settled_at is not None
        and (confirmation is None or confirmation.sent_at is None)
    )


def check_confirm(appraisal: Appraisal | None, confirmation: Confirmation | None) -> Appraisal:
    """The settled appraisal. Raises Conflict before it is settled, and once announced."""
    if appraisal is None or appraisal.settled_at is None:
        raise Conflict("Cụm chưa chốt điểm bảng này nên Hội đồng chưa xác nhận được.")
    if confirmation is not None and confirmation.sent_at is not None:
        raise Conflict("Kết quả đã công bố nên không thay đổi được.")
    return appraisal


def check_reasons(changed: Collection[int], reasons: Mapping[int, str]) -> None:
    """Raises Invalid at `lines.<criterion id>.reason` where something changes without a reason."""
    wrong: dict[str, list[str]] = {}
    for one in sorted({*changed, *reasons}):
        reason = reasons.get(one, "")
        if one in changed and not reason:
            wrong[f"lines.{one}.reason"] = ["Khác với kết quả cụm chốt: cần ghi lý do."]
        elif len(reason) > LONGEST_REASON:
            wrong[f"lines.{one}.reason"] = [f"Nhiều nhất {LONGEST_REASON} ký tự."]
    if wrong:
        raise Invalid(fields=wrong)


def check_reason(reason: str, what: str) -> None:
    """Raises Invalid at "reason" for an empty or over-long one."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid(f"Cần ghi {what} (tối đa {LONGEST_REASON} ký tự).", "reason")


def check_absence(has_sheet: bool, is_announced: bool) -> None:
    """Raises Conflict for a member that has submitted a sheet, or whose result is announced."""
    if has_sheet:
        raise Conflict("Đơn vị đã nộp bảng điểm nên không ghi là không tự chấm điểm được.")
    if is_announced:
        raise Conflict("Kết quả đã công bố nên không thay đổi được.")


def check_voted(is_even: bool) -> None:
    """Raises Conflict unless a ballot on these equals has come out even."""
    if not is_even:
        raise Conflict(
            "Bộ tiêu chí quy định bỏ phiếu kín để xếp thứ tự các đơn vị này. Cấp có thẩm quyền chỉ "
            "quyết định khi kết quả bỏ phiếu vẫn bằng nhau."
        )


def can_announce(
    unfinished: Sequence[str], awaiting: Sequence[object], announced: Announcement | None
) -> bool:
    """Everybody has a confirmed sheet or is listed, no tie waits, and it is not done yet."""
    return not unfinished and not awaiting and announced is None


def check_announce(
    unfinished: Sequence[str],
    awaiting: Sequence[object],
    announced: Announcement | None,
    ranked: int,
) -> None:
    """Raises Conflict naming what is still missing, or that it was announced already."""
    if announced is not None:
        raise Conflict("Kết quả này đã công bố; không công bố lại được.")
    if unfinished:
        shown = ", ".join(unfinished[:MOST_NAMES])
        more = f" và {len(unfinished) - MOST_NAMES} đơn vị khác" if unfinished[MOST_NAMES:] else ""
        raise Conflict(
            f"Chưa công bố được: {shown}{more} chưa được Hội đồng xác nhận. Hãy xác nhận, hoặc ghi "
            "đơn vị không tự chấm điểm."
        )
    if awaiting:
        raise Conflict(
            f"Chưa công bố được: còn {len(awaiting)} nhóm bằng điểm chờ cấp thẩm quyền quyết định."
        )
    if not ranked:
        raise Conflict("Chưa có bảng điểm nào được xác nhận nên chưa có gì để công bố.")
