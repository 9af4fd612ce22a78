"""May a plan that came up be answered so? May a question be asked, and an answer given?"""

from app.lib.errors import Conflict, Invalid
from app.plans.terms import ASKING, MessageKind, PlanVerdict, RoundState

LONGEST_REMARKS = 4_000
LONGEST_MESSAGE = 4_000
MOST_THREADS = 200
"""To how many threads one answer goes at once."""


def can_review(state: RoundState | None, *, is_addressed_to_me: bool) -> bool:
    """A plan that waits is answered by its addressee."""
    return is_addressed_to_me and state is RoundState.WAITING


def check_addressee(*, is_addressed_to_me: bool) -> None:
    """Raises Conflict where somebody else than the addressee would answer."""
    if not is_addressed_to_me:
        raise Conflict("Chỉ cấp trên nhận kế hoạch mới chấp nhận hoặc trả lại được kế hoạch này.")


def check_review(verdict: PlanVerdict, remarks: str | None) -> None:
    """Raises Invalid for a return without remarks, and for over-long ones."""
    if verdict is PlanVerdict.RETURNED and not (remarks or "").strip():
        raise Invalid("Cần ghi ý kiến để đơn vị biết phải sửa gì.", "remarks")
    if len(remarks or "") > LONGEST_REMARKS:
        raise Invalid(f"Ý kiến nhiều nhất {LONGEST_REMARKS} ký tự.", "remarks")


def check_message(kind: MessageKind, text: str, *, is_asking: bool) -> None:
    """Raises Invalid for an empty or over-long text, and for a kind that is the other side's."""
    if not text.strip():
        raise Invalid("Cần ghi nội dung.", "text")
    if len(text) > LONGEST_MESSAGE:
        raise Invalid(f"Nội dung nhiều nhất {LONGEST_MESSAGE} ký tự.", "text")
    if (kind in ASKING) is not is_asking:
        raise Invalid("Cấp dưới hỏi hoặc nêu vướng mắc, cấp trên trả lời; hãy chọn lại.", "kind")
