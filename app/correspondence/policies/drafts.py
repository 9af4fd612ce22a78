"""What a draft may hold while it is written; whether it may go out is the linter's."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.correspondence.terms import DraftState, Form
from app.lib.errors import Conflict, Invalid
from app.stationery.terms import organs_of
from tenants.models import Tenant

LONGEST_ABSTRACT = 500
LONGEST_LINE = 300
LONGEST_TEXT = 100_000
LONGEST_LIST = 500
MOST_RECIPIENTS = 1000
MOST_PARTIES = 200
MOST_ANNEXES = 30


def check_abstract(abstract: str) -> None:
    """Raise Invalid at `abstract` for a paper that says not what it is about."""
    if not abstract.strip():
        raise Invalid(
            "Hãy ghi trích yếu: văn bản về việc gì, ví dụ “Tổ chức phong trào thi đua năm 2027”.",
            "abstract",
        )


def check_organ(tenant: Tenant, organ: str) -> None:
    """Raise Invalid at `organ` for one in whose name the tenant does not write."""
    organs = organs_of(tenant)
    if organ not in organs:
        raise Invalid(f"Đơn vị ban hành văn bản với tên: {', '.join(organs)}.", "organ")


def check_asked(form: Form, content: Mapping[str, Any]) -> None:
    """Raise Invalid at each part of the content that this form of paper does not have."""
    strange = [name for name in content if name not in form.asks]
    if strange:
        said = f"{form.label} không có mục này."
        raise Invalid(fields={f"content.{name}": [said] for name in strange})


def check_recipients(recipients: Sequence[Mapping[str, Any]], known: Mapping[int, Tenant]) -> None:
    """Raise Invalid at each recipient whose unit is not in the register, or has ceased."""
    wrong = {
        f"recipients.{place}.tenant_id": ["Không có đơn vị này, hoặc đơn vị đã ngừng hoạt động."]
        for place, one in enumerate(recipients)
        if one.get("tenant_id") is not None and one["tenant_id"] not in known
    }
    if wrong:
        raise Invalid(fields=wrong)


def check_can_drop(state: DraftState) -> None:
    """Raise Conflict unless the draft lies with whoever drafts it."""
    if state is not DraftState.DRAFTING:
        raise Conflict(
            "Chỉ bỏ được dự thảo đang soạn; dự thảo đã trình hãy rút lại trước, văn bản đã ban "
            "hành hãy thu hồi."
        )
