"""What letterheads and text blocks must hold."""

from app.lib.errors import Conflict, Invalid
from tenants.models import Tenant

LONGEST_LINE = 200
LONGEST_LINES = 600
LONGEST_TEXT = 20_000
MOST_ISSUER_LINES = 4


def check_issuer(lines: str) -> None:
    """Raise Invalid at `issuer_lines` for a head without a name, or of more lines than fit."""
    count = len(lines.split("\n")) if lines else 0
    if count == 0:
        raise Invalid("Hãy ghi tên cơ quan ban hành.", "issuer_lines")
    if count > MOST_ISSUER_LINES:
        raise Invalid(f"Tên cơ quan nhiều nhất {MOST_ISSUER_LINES} dòng.", "issuer_lines")


def check_block(title: str, text: str, key: str | None) -> None:
    """Raise Invalid for a block without a title, or without words where it hides none."""
    if not title.strip():
        raise Invalid("Hãy đặt tên cho mẫu câu.", "title")
    if not text.strip() and key is None:
        raise Invalid("Hãy ghi nội dung mẫu câu.", "text")


def check_may_issue(tenant: Tenant) -> None:
    """Raise Conflict for a tenant with no units below it."""
    if not tenant.kind.has_committee:
        raise Conflict("Đơn vị không có cấp dưới trong hệ thống để dùng chung mẫu câu.")
