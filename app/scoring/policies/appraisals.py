"""Appraisals: who may appraise whom, and what is asked of both sides."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    AppraisalTerm,
    Explanation,
    ScoreSheet,
    SheetLine,
)

LONGEST_COMMENT = 2_000


def can_appraise(sheet: ScoreSheet, tenant_id: int | None) -> bool:
    """The unit to which a submitted sheet was sent; never its own."""
    return (
        sheet.sent_at is not None
        and sheet.appraiser_id == tenant_id
        and sheet.tenant_id != tenant_id
    )


def check_appraise(sheet: ScoreSheet, tenant_id: int | None) -> None:
    """Raises NotAllowed for one's own sheet, or one that was sent to another."""
    if sheet.tenant_id == tenant_id:
        raise NotAllowed("Đơn vị không thẩm định bảng điểm của chính mình.")
    if not can_appraise(sheet, tenant_id):
        raise NotAllowed("Bảng điểm này do đơn vị khác thẩm định.")


def can_edit(appraisal: Appraisal, tenant_id: int | None) -> bool:
    """The appraiser, until it is sent to the member."""
    return appraisal.tenant_id == tenant_id and appraisal.sent_at is None


def check_edit(appraisal: Appraisal) -> None:
    """Raises Conflict for a sent appraisal."""
    if appraisal.sent_at is not None:
        raise Conflict(
            "Kết quả thẩm định đã gửi cho đơn vị. Sau khi đơn vị giải trình, hãy dùng mục "
            "“Chốt điểm” để điều chỉnh."
        )


def can_settle(appraisal: Appraisal | None, tenant_id: int | None) -> bool:
    """The appraiser, once sent and until settled."""
    return (
        appraisal is not None
        and appraisal.tenant_id == tenant_id
        and appraisal.sent_at is not None
        and appraisal.settled_at is None
    )


def check_settle(appraisal: Appraisal) -> None:
    """Raises Conflict where nothing was sent yet, or all is settled."""
    if appraisal.sent_at is None:
        raise Conflict("Hãy gửi kết quả thẩm định cho đơn vị trước khi chốt điểm.")
    if appraisal.settled_at is not None:
        raise Conflict("Cụm đã chốt điểm bảng này; mọi thay đổi tiếp theo do Hội đồng quyết định.")


def check_settled(comments: Mapping[int, str | None], why: str) -> None:
    """Raises Invalid at `lines.<criterion id>.comment` where nothing is said."""
    wrong = {
        f"lines.{one}.comment": [why] for one, said in comments.items() if not (said or "").strip()
    }
    if wrong:
        raise Invalid(fields=wrong)


def check_length(text: str | None, field: str) -> None:
    """Raises Invalid for an over-long text."""
    if text is not None and len(text) > LONGEST_COMMENT:
        raise Invalid(f"Nhiều nhất {LONGEST_COMMENT} ký tự.", field)


def can_explain(
    sheet: ScoreSheet,
    appraisal: Appraisal | None,
    explanations: Mapping[int | None, Explanation],
    tenant_id: int | None,
) -> bool:
    """The member, once: after the appraisal has come and before it is settled."""
    return (
        sheet.tenant_id == tenant_id
        and appraisal is not None
        and appraisal.settled_at is None
        and all(one.sent_at is None for one in explanations.values())
    )


def check_explain(
    sheet: ScoreSheet,
    appraisal: Appraisal | None,
    explanations: Mapping[int | None, Explanation],
) -> None:
    """Raises Conflict where there is nothing to explain yet, or no longer."""
    if appraisal is None:
        raise Conflict("Đơn vị thẩm định chưa gửi kết quả nên chưa có gì để giải trình.")
    if appraisal.settled_at is not None:
        raise Conflict("Cụm đã chốt điểm nên không giải trình được nữa.")
    if not can_explain(sheet, appraisal, explanations, sheet.tenant_id):
        raise Conflict("Đơn vị đã gửi giải trình; hãy chờ đơn vị thẩm định chốt điểm.")


def changes_something(line: AppraisalLine, own: SheetLine, *, is_relative: bool) -> bool:
    """Whether the appraiser holds otherwise than the member.

    Points that depend on the whole cluster differ by themselves; of these only values count.
    """
    if line.unassigned != own.unassigned or line.inputs is not None:
        return True
    return not is_relative and not line.unassigned and line.points != own.points


def check_said(
    lines: Mapping[int, AppraisalLine],
    own: Mapping[int, SheetLine],
    relative: Collection[int],
    why: str,
) -> None:
    """Raises Invalid at `lines.<criterion id>.comment` where the appraiser holds otherwise than the
    member and does not say why."""
    wrong = {
        f"lines.{one}.comment": [why]
        for one, line in lines.items()
        if changes_something(line, own[one], is_relative=one in relative)
        and not (line.comment or "").strip()
    }
    if wrong:
        raise Invalid(fields=wrong)


def explain_until(appraisal: Appraisal, terms: AppraisalTerm | None) -> date | None:
    """The last day on which the member's word is waited for; None without a term."""
    if terms is None or terms.explain_days is None or appraisal.sent_at is None:
        return None
    return clock.local(appraisal.sent_at).date() + timedelta(days=terms.explain_days)


def check_waited(appraisal: Appraisal, terms: AppraisalTerm | None, *, explained: bool) -> None:
    """Raises Conflict while the member may still explain itself and has not."""
    until = explain_until(appraisal, terms)
    if until is not None and not explained and clock.today() <= until:
        raise Conflict(
            f"Đơn vị còn thời gian giải trình đến hết ngày {dates.short(until)}; "
            "hãy chốt điểm sau ngày đó, hoặc khi đơn vị đã gửi ý kiến."
        )


def check_days(appraise_by: date | None, explain_days: int | None, settle_by: date | None) -> None:
    """Raises Invalid where the days do not go together."""
    wrong: dict[str, list[str]] = {}
    if explain_days is not None and not 1 <= explain_days <= 60:
        wrong["explain_days"] = ["Số ngày giải trình từ 1 đến 60."]
    if appraise_by is not None and settle_by is not None and settle_by < appraise_by:
        wrong["settle_by"] = ["Hạn chốt điểm không được trước hạn thẩm định lần một."]
    if wrong:
        raise Invalid(fields=wrong)
