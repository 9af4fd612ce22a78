"""When a member may still change its cluster."""

from dataclasses import dataclass
from datetime import datetime

from app.lib import clock, dates
from app.lib.errors import Conflict


@dataclass(frozen=True)
class Submitted:
    """A sheet that was submitted: whose, in which cluster, when."""

    member: str
    cluster: str
    at: datetime


def check_not_submitted(sheet: Submitted | None) -> None:
    """Raises Conflict where the member's sheet of the year was submitted: it is scored there."""
    if sheet is not None:
        raise Conflict(
            f"{sheet.member} đã nộp bảng điểm trong {sheet.cluster} ngày "
            f"{dates.short(clock.local(sheet.at).date())}, nên kết quả năm nay chấm ở cụm này; "
            "chỉ chuyển cụm được từ năm sau."
        )
