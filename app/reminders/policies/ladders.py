"""Which ladders make sense."""

from collections.abc import Sequence

from app.lib.errors import Invalid
from app.reminders.terms import Audience, Side, Step

MOST_STEPS = 12


def check_ladder(steps: Sequence[Step], *, is_issuer: bool) -> None:
    """Raises Invalid, naming step and field, for one that reminds nobody, or twice at one height.

    Only a tenant with subordinates has a step onto the list of those late; it has one at most, and
    after the last day.
    """
    if len(steps) > MOST_STEPS:
        raise Invalid(f"Thang nhắc việc có nhiều nhất {MOST_STEPS} bậc.", "steps")
    heights: set[tuple[bool, int]] = set()
    for place, step in enumerate(steps):
        fault = _fault(step, is_issuer)
        if (step.is_below, step.height) in heights:
            fault = "days", "Đã có một bậc vào ngày này; hãy gộp hai bậc làm một."
        if fault is not None:
            name, said = fault
            raise Invalid(said, f"steps.{place}.{name}")
        heights.add((step.is_below, step.height))
    if sum(step.is_below for step in steps) > 1:
        raise Invalid("Chỉ có một bậc đưa vào danh sách cấp dưới chậm hạn.", "steps")


def _fault(step: Step, is_issuer: bool) -> tuple[str, str] | None:
    if not step.audience:
        return "audience", "Hãy chọn người được nhắc."
    if not (step.by_notice or step.by_mail):
        return "by_notice", "Hãy chọn cách nhắc: thông báo, thư điện tử hoặc cả hai."
    if not step.is_below:
        return None
    if not is_issuer:
        return "audience", "Danh sách cấp dưới chậm hạn chỉ có ở đơn vị có cấp dưới."
    if step.audience != (Audience.BELOW,) or step.side is not Side.AFTER:
        return "audience", "Danh sách cấp dưới chậm hạn là một bậc riêng, sau hạn."
    return None
