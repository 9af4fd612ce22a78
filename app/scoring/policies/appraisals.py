"""Appraisals: who may appraise whom, and what is asked of both sides."""

from collections.abc import Mapping
from decimal import Decimal

from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring.models import Appraisal, Explanation, ScoreSheet

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


def check_comments(
    points: Mapping[int, Decimal],
    comments: Mapping[int, str | None],
    *kept: Mapping[int, Decimal],
    why: str,
) -> None:
    """Raises Invalid at `lines.<criterion id>.comment` where points are none of the `kept` ones
    and nothing says why."""
    wrong = {
        f"lines.{one}.comment": [why]
        for one, given in points.items()
        if all(given != before.get(one) for before in kept)
        and not (comments.get(one) or "").strip()
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
