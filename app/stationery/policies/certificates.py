"""Who gives which certificate, and what may still be changed of a batch."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.lib.errors import Conflict, Invalid
from app.stationery.models import Certificate, CertificateBatch
from app.stationery.terms.awards import AwardForm, Honorific, Recipients, recipient_of
from app.stationery.terms.corrections import PRINTED
from tenants.models import Tenant, TenantKind

MOST_ROWS = 5_000
LONGEST_NAME = 300
LONGEST_DETAILS = 500
LONGEST_ACHIEVEMENT = 1_000
NUMBERED = (
    "Người được khen đã có số sổ vàng nên không bỏ, không đổi thứ tự được; "
    "chữ sai thì Đính chính, không còn được khen thì ghi Hủy, đều kèm lý do."
)
FROZEN = "Đã vào sổ vàng: chỉ sửa bằng Đính chính, kèm lý do."


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


def check_words(certificate: Certificate) -> None:
    """Raises Conflict for one in the gold book: its words are corrected, not changed."""
    if certificate.gold_number is not None:
        raise Conflict(
            "Người được khen đã có số sổ vàng nên không sửa thẳng được; "
            "hãy dùng Đính chính, kèm lý do."
        )


def check_frozen(batch: CertificateBatch, facts: Mapping[str, Any]) -> None:
    """Raises Invalid at everything that the gold book holds and that would change."""
    changed = [name for name in ("form", *PRINTED) if facts[name] != getattr(batch, name)]
    if changed:
        raise Invalid(fields={name: [FROZEN] for name in changed})


def can_correct(certificate: Certificate) -> bool:
    """Whether it may be corrected or cancelled: it stands in the gold book."""
    return certificate.gold_number is not None and certificate.cancelled_at is None


def check_correct(certificate: Certificate) -> None:
    """Raises Conflict for one without a number of the gold book, and for a cancelled one."""
    if certificate.gold_number is None:
        raise Conflict("Người được khen chưa vào sổ vàng; hãy sửa hoặc bỏ thẳng trong danh sách.")
    if certificate.cancelled_at is not None:
        raise Conflict("Trường hợp này đã hủy nên không đính chính, không hủy lần nữa được.")


def check_has_numbers(has_numbers: bool) -> None:
    """Raises Conflict where nothing of a batch stands in the gold book."""
    if not has_numbers:
        raise Conflict("Đợt in chưa vào sổ vàng; hãy sửa thẳng đợt in.")


def check_some_stand(count: int) -> None:
    """Raises Conflict where no award of a batch is left to cancel."""
    if count == 0:
        raise Conflict("Đợt in không còn trường hợp nào trong sổ vàng để hủy.")


def check_same_year(batch: CertificateBatch, number: str | None, on: date | None) -> None:
    """Raises Invalid where numbers of the gold book would stand in the book of another year."""
    was = batch.decided_on
    if not number:
        raise Invalid("Đợt in đã vào sổ vàng nên cần có số quyết định.", "decision_number")
    if on is None or was is None or on.year != was.year:
        raise Invalid(
            "Đợt in đã vào sổ vàng: ngày quyết định chỉ sửa được trong cùng một năm.", "decided_on"
        )


def check_changes(changes: Mapping[str, Any]) -> None:
    """Raises Invalid for a correction that corrects nothing."""
    if not changes:
        raise Invalid("Chưa có nội dung nào khác trước; hãy sửa chữ cần đính chính.", "reason")


def check_reprint(printed: int, reason: str) -> None:
    """Raises Invalid at `reason` where certificates that were printed are printed again."""
    if printed and not reason:
        raise Invalid(
            f"Trong khoảng này có {printed} tờ đã in với số sổ vàng; ghi lý do in lại.", "reason"
        )


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
