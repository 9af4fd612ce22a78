"""When an issued paper may be revoked, replaced or corrected, and by which paper.

Decree 30/2020/NĐ-CP, article 18: a mistake in content is mended by a paper of equal form that
replaces the first; a mistake in form or procedure by an official letter that corrects it. What a
decision settled is taken back by a decision.
"""

from app.documents.signing import HEADS_OWN
from app.documents.terms import PaperKind
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.registers.queries import OutgoingPaper
from app.registers.terms import ChangeKind, PaperState

BY = "by_paper_id"
LONGEST_REASON = 1000
_CORRECTING = frozenset({PaperKind.OFFICIAL_LETTER})


def may_change(paper: OutgoingPaper, tenant_id: int | None) -> bool:
    """Whether this tenant may revoke, replace or correct the paper now."""
    return paper.tenant_id == tenant_id and paper.state is PaperState.ISSUED


def check_may_change(paper: OutgoingPaper, tenant_id: int | None) -> None:
    """Raise NotAllowed for another's paper, Conflict for one that stands no more."""
    if paper.tenant_id != tenant_id:
        raise NotAllowed("Chỉ cơ quan ban hành mới thu hồi, thay thế, đính chính được văn bản này.")
    if paper.state is not PaperState.ISSUED:
        raise Conflict(
            f"Số {paper.full_number} đang ở tình trạng “{paper.state.label}”; "
            "chỉ thu hồi, thay thế, đính chính được văn bản đã ban hành và còn hiệu lực."
        )


def needs_paper(change: ChangeKind, paper: OutgoingPaper) -> bool:
    """Whether the change must be made by another paper of the register."""
    return change is not ChangeKind.REVOKED or paper.kind in HEADS_OWN


def check_reason(reason: str) -> str:
    """The reason as it is kept. Raises Invalid at `reason`."""
    kept = reason.strip()
    if not 5 <= len(kept) <= LONGEST_REASON:
        raise Invalid(f"Hãy ghi lý do, từ 5 đến {LONGEST_REASON} ký tự.", "reason")
    return kept


def check_by_paper(
    change: ChangeKind, paper: OutgoingPaper, by_paper: OutgoingPaper | None
) -> None:
    """Raise Invalid at `by_paper_id` where the change needs another paper, or not this one."""
    if by_paper is None:
        if needs_paper(change, paper):
            raise Invalid(_missing(change, paper), BY)
        return
    if by_paper.id == paper.id:
        raise Invalid("Văn bản không tự thu hồi, thay thế, đính chính chính nó.", BY)
    if by_paper.state is not PaperState.ISSUED or by_paper.issued_on is None:
        raise Invalid(f"Số {by_paper.full_number} chưa ban hành hoặc không còn hiệu lực.", BY)
    if paper.issued_on is not None and by_paper.issued_on < paper.issued_on:
        raise Invalid(f"Văn bản {by_paper.full_number} có trước văn bản cần sửa.", BY)
    if not _fits(change, paper, by_paper):
        raise Invalid(_missing(change, paper), BY)


def _fits(change: ChangeKind, paper: OutgoingPaper, by_paper: OutgoingPaper) -> bool:
    if change is ChangeKind.CORRECTED:
        return by_paper.kind in _CORRECTING
    if change is ChangeKind.REPLACED or needs_paper(change, paper):
        return by_paper.kind is paper.kind
    return True


def _missing(change: ChangeKind, paper: OutgoingPaper) -> str:
    kind = (paper.kind.label if paper.kind else "văn bản").lower()
    if change is ChangeKind.CORRECTED:
        return "Đính chính bằng công văn: hãy ban hành công văn đính chính rồi chọn ở đây."
    if change is ChangeKind.REPLACED:
        return (
            f"Thay thế bằng văn bản có hình thức tương đương: hãy ban hành {kind} mới rồi chọn "
            "ở đây."
        )
    return f"Thu hồi {kind} phải bằng một {kind}: hãy ban hành {kind} thu hồi rồi chọn ở đây."
