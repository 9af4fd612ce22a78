"""When a paper may be sent, published, registered by who received it, or returned."""

import re

from app.correspondence.models import PaperReceipt
from app.documents.terms import Circulation
from app.lib import characters
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.registers.queries import OutgoingPaper
from app.registers.terms import PaperState

LONGEST_NAME = 300
LONGEST_REASON = 1_000
MOST_RECIPIENTS = 2_000
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")


def check_own(paper: OutgoingPaper, tenant_id: int | None) -> None:
    """Raises NotAllowed for a paper that the acting tenant only received."""
    if paper.tenant_id != tenant_id:
        raise NotAllowed("Chỉ cơ quan ban hành mới gửi, công khai được văn bản này.")


def is_given_out(paper: OutgoingPaper) -> bool:
    """Whether it was issued and stands: neither revoked nor replaced."""
    return paper.state is PaperState.ISSUED


def check_given_out(paper: OutgoingPaper) -> None:
    """Raises Conflict for a number without a paper, and for a paper that stands no more."""
    if not is_given_out(paper):
        raise Conflict(
            f"Số {paper.full_number} đang ở tình trạng “{paper.state.label}”; "
            "chỉ gửi, công khai được văn bản đã ban hành và còn hiệu lực."
        )


def check_file(file: object | None) -> None:
    """Raises Conflict for a paper without a file: nothing would arrive."""
    if file is None:
        raise Conflict(
            "Văn bản chưa có tệp. Hãy đợi hệ thống tạo xong bản in, hoặc đưa bản đã ký lên rồi gửi."
        )


def check_outsider(name: str, email: str | None) -> None:
    """Raises Invalid for a recipient without a name, or with an address that cannot be one."""
    wrong: dict[str, list[str]] = {}
    if not 1 <= len(name) <= LONGEST_NAME:
        wrong["name"] = [f"Hãy ghi tên nơi nhận, không quá {LONGEST_NAME} ký tự."]
    if email and not is_email(email):
        wrong["email"] = ["Địa chỉ thư điện tử chưa đúng, ví dụ vanthu@langson.gov.vn."]
    if wrong:
        raise Invalid(fields=wrong)


def is_email(text: str) -> bool:
    """Whether a mail server may take the address."""
    return len(text) <= 200 and _EMAIL.fullmatch(text) is not None


def check_reason(reason: str, field: str = "reason") -> str:
    """The reason as it is kept. Raises Invalid without one, and for one too long."""
    kept = characters.tidy(reason)
    if not 1 <= len(kept) <= LONGEST_REASON:
        raise Invalid(f"Hãy ghi lý do, từ 1 đến {LONGEST_REASON} ký tự.", field)
    return kept


def check_publish(paper: OutgoingPaper, circulation: Circulation | None) -> None:
    """Raises Conflict for what stands no more, is public already, or is marked for few."""
    check_given_out(paper)
    if paper.public_at is not None:
        raise Conflict("Văn bản này đã được công khai.")
    if circulation is not None:
        raise Conflict(
            f"Văn bản có dấu “{circulation.label}” nên không công khai được trên trang chung."
        )


def check_unpublish(paper: OutgoingPaper) -> None:
    """Raises Conflict for what is not public."""
    if paper.public_at is None:
        raise Conflict("Văn bản này hiện không công khai.")


def check_answer(receipt: PaperReceipt | None) -> None:
    """Raises Conflict where the paper was registered or returned already."""
    if receipt is not None:
        said = f"vào sổ số {receipt.number}" if receipt.number else "trả lại nơi gửi"
        raise Conflict(f"Văn bản này đã được {receipt.by_name} {said}.")
