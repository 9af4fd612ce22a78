"""Who gives which certificate, and what may still be changed of a batch."""

from collections.abc import Mapping
from typing import Any

from app.lib.errors import Conflict, Invalid
from app.stationery.models import Certificate, CertificateBatch
from app.stationery.terms.awards import AwardForm, Honorific, Recipients, recipient_of
from tenants.models import Tenant, TenantKind

MOST_ROWS = 5_000
LONGEST_NAME = 300
LONGEST_DETAILS = 500
LONGEST_ACHIEVEMENT = 1_000
NUMBERED = (
    "Người được khen đã có số sổ vàng nên không bỏ, không đổi thứ tự được; "
    "chữ sai thì sửa rồi in lại tờ đó."
)


_OF_UNITS = (
    AwardForm.COMMENDATION_LETTER,
    AwardForm.FIGHTER,
    AwardForm.ADVANCED_WORKER,
    AwardForm.ADVANCED_COLLECTIVE,
)
_OF_BASE = (AwardForm.CULTURED_FAMILY, AwardForm.CULTURED_VILLAGE)
"""Titles that the chairman at the base gives (Decree 129/2025/NĐ-CP, article 59)."""


def forms_of(tenant: Tenant) -> tuple[AwardForm, ...]:
    """What a tenant may give (Luật TĐKT 2022, articles 74, 75, 79, 80): bằng khen, flags and the
    titles of the province are the province's, giấy khen and the titles of the base every unit's."""
    if tenant.kind is TenantKind.PROVINCE:
        return tuple(form for form in AwardForm if form not in _OF_BASE)
    return (*_OF_UNITS, *_OF_BASE) if tenant.kind.has_committee else _OF_UNITS


def check_form(tenant: Tenant, form: AwardForm) -> None:
    """Raises Invalid at `form` where the tenant may not give it."""
    allowed = forms_of(tenant)
    if form not in allowed:
        names = ", ".join(one.label for one in allowed)
        raise Invalid(f"Đơn vị không có thẩm quyền tặng {form.named}; hãy chọn: {names}.", "form")


def unfit(
    form: AwardForm, honorific: Honorific, name: str, is_posthumous: bool
) -> dict[str, list[str]]:
    """Why a form is not given to this recipient, by field: titles of persons are no collective's,
    and persons alone are honoured after their death."""
    who, said = recipient_of(honorific, name), f"“{name[:60]}”"
    if Recipients.ANY not in (form.recipients, who) and form.recipients is not who:
        return {"honorific": [f"{said}: {form.named} chỉ tặng {form.recipients.label}."]}
    if is_posthumous and who in (Recipients.COLLECTIVES, Recipients.HOUSEHOLDS):
        return {"is_posthumous": [f"{said}: chỉ truy tặng cho cá nhân."]}
    return {}


def check_recipient(form: AwardForm, row: Mapping[str, Any]) -> None:
    """Raises Invalid at the field of `unfit`."""
    wrong = unfit(form, row["honorific"], row["name"], row.get("is_posthumous", False))
    if wrong:
        raise Invalid(fields=wrong)


def can_remove(certificate: Certificate) -> bool:
    """Whether it may be taken out of its batch: not once the gold book knows it."""
    return certificate.gold_number is None


def check_remove(certificate: Certificate) -> None:
    """Raises Conflict for one that has a number of the gold book."""
    if not can_remove(certificate):
        raise Conflict(NUMBERED)


def check_room(present: int, added: int) -> None:
    """Raises Invalid at `rows` where a batch would become too long."""
    if present + added > MOST_ROWS:
        raise Invalid(
            f"Một đợt in nhiều nhất {MOST_ROWS} dòng; đã có {present}, thêm {added}. "
            "Hãy lập đợt in thứ hai.",
            "rows",
        )


def check_number(batch: CertificateBatch, count: int) -> int:
    """The year of the gold book. Raises Conflict without a decision or without rows to number."""
    if not batch.decision_number or batch.decided_on is None:
        raise Conflict("Hãy nhập số và ngày quyết định khen thưởng rồi mới vào sổ vàng.")
    if count == 0:
        raise Conflict("Mọi dòng của đợt in đã có số sổ vàng; hãy thêm người được khen trước.")
    return batch.decided_on.year
