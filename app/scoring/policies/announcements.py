"""Announcing, and announcing anew: what must be there first."""

from collections.abc import Sequence
from datetime import date

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.scoring.models import Announcement

LONGEST_CAUSE = 2_000
MOST_NAMES = 5


def check_complete(unfinished: Sequence[str], awaiting: Sequence[object], ranked: int) -> None:
    """Raises Conflict naming what is still missing."""
    if unfinished:
        raise Conflict(
            f"Chưa công bố được: {named(unfinished)} chưa được Hội đồng xác nhận. Hãy xác nhận, "
            "hoặc ghi đơn vị không tự chấm điểm."
        )
    if awaiting:
        raise Conflict(
            f"Chưa công bố được: còn {len(awaiting)} nhóm bằng điểm chờ cấp thẩm quyền quyết định."
        )
    if not ranked:
        raise Conflict("Chưa có bảng điểm nào được xác nhận nên chưa có gì để công bố.")


def check_anew(known: Announcement | None, is_pending: bool, cause: str | None) -> None:
    """A further edition: the council has decided anew, and its cause is said.

    Raises Conflict where nothing has changed, Invalid at "cause".
    """
    if known is None:
        return
    if not is_pending:
        raise Conflict(
            "Kết quả này đã công bố và từ đó chưa có gì thay đổi; chỉ công bố lại sau khi Hội đồng "
            "xác nhận lại theo kiến nghị được chấp nhận."
        )
    if not (cause or "").strip() or len(cause or "") > LONGEST_CAUSE:
        raise Invalid(f"Cần ghi lý do công bố lại (tối đa {LONGEST_CAUSE} ký tự).", "cause")


def check_alone(whole: Announcement | None) -> None:
    """Raises Conflict for a cluster whose result is known by that of the whole province."""
    if whole is not None:
        raise Conflict(
            "Kết quả của cụm này đã công bố trong kết quả toàn tỉnh; muốn thay đổi, hãy công bố "
            "lại kết quả toàn tỉnh."
        )


def check_clusters(pending: Sequence[str]) -> None:
    """Raises Conflict where clusters have to be announced anew before the province."""
    if pending:
        raise Conflict(
            f"Hãy công bố lại kết quả của {named(pending)} trước, rồi công bố kết quả toàn tỉnh."
        )


def check_same(wrong: Sequence[str]) -> None:
    """Raises Conflict where points no longer follow from what was entered and decided."""
    if wrong:
        raise Conflict(
            f"Điểm của {named(wrong)} không còn khớp với số liệu và công thức; Hội đồng cần xác "
            "nhận lại trước khi công bố."
        )


def check_day(issued_on: date, today: date) -> None:
    """Raises Invalid at "issued_on" for a paper of a day that has not come."""
    if issued_on > today:
        raise Invalid("Ngày ban hành không được sau hôm nay.", "issued_on")


def check_period(issued_on: date, until: date | None) -> None:
    """Raises Invalid at "petition_until" for a period that ends before it begins."""
    if until is not None and until < issued_on:
        said = f"Hạn kiến nghị không được trước ngày công bố {dates.short(issued_on)}."
        raise Invalid(said, "petition_until")


def named(names: Sequence[str]) -> str:
    """The first few names, and how many more."""
    more = f" và {len(names) - MOST_NAMES} đơn vị khác" if names[MOST_NAMES:] else ""
    return ", ".join(names[:MOST_NAMES]) + more
