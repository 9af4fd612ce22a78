"""May an urging be changed or issued, to these units, under this number?"""

from collections.abc import Collection, Sequence
from datetime import date

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.reminders.models import Urging
from app.reminders.terms import IssuedAs, UrgingForm, UrgingState
from app.reminders.terms.deadlines import named_days
from tenants.models import Tenant, TenantKind


def can_change(urging: Urging) -> bool:
    """Only a draft changes."""
    return urging.state is UrgingState.DRAFT


def check_change(urging: Urging) -> None:
    """Raises Conflict for what has gone out."""
    if not can_change(urging):
        raise Conflict(
            f"{urging.reference} đã gửi nên không sửa được nữa. Nếu cần, hãy đôn đốc lần nữa."
        )


def can_issue(urging: Urging, units: int) -> bool:
    """A draft for somebody may go out."""
    return can_change(urging) and units > 0


def check_units(wanted: Collection[int], found: Sequence[Tenant]) -> None:
    """Raises Invalid where nobody is chosen, or one that is not directly below or has closed."""
    if not wanted:
        raise Invalid("Hãy chọn ít nhất một đơn vị để đôn đốc.", "unit_ids")
    if len(found) != len(set(wanted)):
        raise Invalid(
            "Có đơn vị không trực thuộc đơn vị của bạn hoặc đã kết thúc hoạt động; "
            "hãy tải lại trang và chọn lại.",
            "unit_ids",
        )


def check_plan(*, is_issued: bool) -> None:
    """Raises Invalid for a plan that was not issued: nobody is late with a draft."""
    if not is_issued:
        raise Invalid("Kế hoạch này chưa ban hành nên chưa đôn đốc được.", "plan_id")


def ways_of(kind: TenantKind) -> tuple[IssuedAs, ...]:
    """In whose name a tenant of this kind writes letters."""
    if not kind.has_committee:
        return (IssuedAs.DEPARTMENT,)
    return IssuedAs.COMMITTEE, IssuedAs.HOME_AFFAIRS


def check_way(issued_as: IssuedAs, kind: TenantKind) -> None:
    """Raises Invalid for a name in which this tenant does not write."""
    if issued_as not in ways_of(kind):
        raise Invalid("Đơn vị không ban hành công văn với danh nghĩa này.", "issued_as")


def check_reply(body: str, reply_on: date | None, today: date) -> None:
    """Raises Invalid for an answer due before today, or a text that names other days for it.

    A text that names several days is taken where one of them is the day of the answer: the others
    may be the days by which the work itself was due.
    """
    if reply_on is None:
        return
    if reply_on < today:
        raise Invalid(
            f"Hạn báo cáo {dates.short(reply_on)} đã qua; hãy chọn từ hôm nay "
            f"({dates.short(today)}) trở đi.",
            "reply_on",
        )
    named = named_days(body)
    if named and not any(one.agrees_with(reply_on) for one in named):
        raise Invalid(
            f"Nội dung ghi hạn ngày {dates.short(named[-1].on)} nhưng ô Hạn báo cáo ghi ngày "
            f"{dates.short(reply_on)}; hãy sửa cho hai ngày khớp nhau.",
            "body",
        )


def check_letter(urging: Urging, issued_on: date, today: date, signer_name: str) -> None:
    """Raises Invalid for a letter of tomorrow or of another year, one that asks for an answer
    before it is written, or one that nobody signs."""
    if issued_on > today:
        raise Invalid(f"Ngày văn bản không được sau hôm nay ({dates.short(today)}).", "issued_on")
    if issued_on.year < today.year - 1:
        raise Invalid("Ngày văn bản đã quá xa; hãy kiểm tra lại năm.", "issued_on")
    if urging.reply_on is not None and urging.reply_on < issued_on:
        raise Invalid("Hạn báo cáo trong dự thảo trước ngày văn bản; hãy sửa dự thảo.", "issued_on")
    if urging.form is UrgingForm.LETTER and not signer_name.strip():
        raise Invalid("Cần ghi họ tên người ký.", "signer_name")
