"""May it happen now? Shared by the buttons and the actions."""

from collections.abc import Mapping
from datetime import date

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.reports.terms import SECTIONS, ReportState, Section, Verdict

LONGEST_TITLE = 500
LONGEST_SECTION = 30_000
LONGEST_REASON = 2_000


def state_of(attempts: int, verdict: Verdict | None) -> ReportState:
    """Where a report stands after so many attempts, the last of them answered by `verdict`."""
    if attempts == 0:
        return ReportState.DRAFT
    if verdict is None:
        return ReportState.SENT
    return ReportState(verdict.value)


def can_edit(state: ReportState) -> bool:
    """A report is written on before it goes up, and after it came back."""
    return state in (ReportState.DRAFT, ReportState.RETURNED)


def check_edit(state: ReportState) -> None:
    """Raises Conflict while the report lies with its addressee, and once it was accepted."""
    if state is ReportState.SENT:
        raise Conflict(
            "Báo cáo đã gửi lên, đang chờ tiếp nhận nên không sửa được. "
            "Nếu cần sửa, hãy đề nghị cấp trên trả lại báo cáo."
        )
    if state is ReportState.ACCEPTED:
        raise Conflict("Báo cáo đã được cấp trên tiếp nhận nên không sửa được nữa.")


def missing_sections(narrative: Mapping[str, str]) -> list[Section]:
    """The sections that must be written before the report goes up, and are not."""
    return [
        section
        for key, section in SECTIONS.items()
        if section.is_required and not narrative.get(key, "").strip()
    ]


def check_send(state: ReportState, narrative: Mapping[str, str], *, has_tasks: bool) -> None:
    """Raises Conflict as `check_edit`, Invalid where the narrative or the tasks are missing."""
    check_edit(state)
    if not has_tasks:
        raise Invalid("Kế hoạch không có nhiệm vụ nào trong kỳ báo cáo.", "plan_id")
    missing = missing_sections(narrative)
    if missing:
        names = ", ".join(f"“{section.heading}”" for section in missing)
        raise Invalid(f"Báo cáo còn thiếu: {names}. Hãy viết các mục này rồi gửi.", "narrative")


def check_issue_day(on: date, *, today: date, plan_issued_on: date | None) -> None:
    """Raises Invalid for a day in the future, or before the plan that the report is about."""
    if on > today:
        raise Invalid(f"Ngày báo cáo không được sau hôm nay ({dates.short(today)}).", "issued_on")
    if plan_issued_on is not None and on < plan_issued_on:
        first = dates.short(plan_issued_on)
        raise Invalid(
            f"Ngày báo cáo không được trước ngày ban hành kế hoạch ({first}).", "issued_on"
        )


def check_review(verdict: Verdict, reason: str | None) -> None:
    """Raises Invalid for a return without a reason, and for an over-long one."""
    if verdict is Verdict.RETURNED and not (reason or "").strip():
        raise Invalid("Cần ghi lý do trả lại để đơn vị biết phải bổ sung gì.", "reason")
    if len(reason or "") > LONGEST_REASON:
        raise Invalid(f"Lý do nhiều nhất {LONGEST_REASON} ký tự.", "reason")
