"""When a paper may be signed, and by whom.

The person named on the paper signs first, the organ's seal follows (Decree 30/2020/NĐ-CP, annex
I, boxes 7c and 8; article 13 says who may sign). A revoked or replaced paper is not signed.
"""

from datetime import datetime
from typing import Protocol

from app.lib.errors import Conflict, Invalid, NotAllowed
from app.lib.text import fold
from app.registers.terms import PaperState
from app.signatures.pades.certificates import Certificate
from app.signatures.policies.names import Parties, other_name
from app.signatures.terms import Part


class Issued(Protocol):
    """A paper of the outgoing register, as far as signing asks."""

    @property
    def state(self) -> PaperState: ...

    @property
    def full_number(self) -> str: ...

    @property
    def signer_name(self) -> str | None: ...


def is_signable(paper: Issued) -> bool:
    """Whether the paper is in force: issued, not revoked, not replaced."""
    return paper.state is PaperState.ISSUED


def check_signable(paper: Issued) -> None:
    """Raise Conflict for a paper that is not in force."""
    if not is_signable(paper):
        raise Conflict(
            f"Văn bản số {paper.full_number} {paper.state.label.lower()} nên không ký số được nữa."
        )


def is_signer(paper: Issued, full_name: str) -> bool:
    """Whether a person is the one named on the paper as its signer."""
    return bool(paper.signer_name) and fold(paper.signer_name or "") == fold(full_name)


def check_person(paper: Issued, full_name: str) -> None:
    """Raise NotAllowed for anybody but the signer who is named on the paper."""
    if not paper.signer_name:
        raise NotAllowed("Văn bản chưa ghi người ký nên chưa ký số được.")
    if not is_signer(paper, full_name):
        raise NotAllowed(
            f"Văn bản này do {paper.signer_name} ký; bạn không ký số thay được. "
            "Muốn đổi người ký, hãy thu hồi và ban hành lại văn bản."
        )


def check_order(part: Part, done: frozenset[Part], *, is_signed_on_paper: bool) -> None:
    """Raise Conflict for a part that is there already, or for a seal before the signature."""
    if part in done:
        raise Conflict(f"Văn bản đã có {part.label.lower()}; không ký hai lần.")
    if part is Part.SEAL and Part.LEADER not in done and not is_signed_on_paper:
        raise Conflict("Người có thẩm quyền ký trước, sau đó văn thư mới ký số của cơ quan.")


def check_certificate(
    part: Part, certificate: Certificate, of: Parties, *, reason: str, at: datetime
) -> None:
    """Whether a certificate may sign a part of a paper of these parties at a moment.

    Raises Conflict for one that does not hold, Invalid at `other_name_reason` for one in another
    name while no reason is given: authorities write names in several ways.
    """
    if not certificate.is_in_time(at):
        raise Conflict("Chứng thư số đã hết hạn hoặc chưa có hiệu lực. Hãy thay khóa còn hạn.")
    told = other_name(part, certificate, of)
    if told and not reason.strip():
        raise Invalid(
            f"{told[0].upper()}{told[1:]}. Nếu đúng là chứng thư được cấp cho người ký, cơ quan "
            "ký, hãy nêu lý do; trang kiểm tra văn bản vẫn ghi là mang tên khác.",
            "other_name_reason",
        )
