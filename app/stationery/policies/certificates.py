"""Who gives which certificate, and what may still be changed of a batch."""

from app.lib.errors import Conflict, Invalid
from app.stationery.models import Certificate, CertificateBatch
from app.stationery.terms.awards import AwardForm
from tenants.models import Tenant, TenantKind

MOST_ROWS = 2_000
LONGEST_NAME = 300
LONGEST_DETAILS = 500
LONGEST_ACHIEVEMENT = 1_000
NUMBERED = (
    "Người được khen đã có số sổ vàng nên không bỏ, không đổi thứ tự được; "
    "chữ sai thì sửa rồi in lại tờ đó."
)


def forms_of(tenant: Tenant) -> tuple[AwardForm, ...]:
    """What a tenant may give: bằng khen and flags are the province's (Luật TĐKT 2022, articles 26
    and 74), giấy khen everybody's (article 75)."""
    if tenant.kind is TenantKind.PROVINCE:
        return tuple(AwardForm)
    return (AwardForm.COMMENDATION_LETTER,)


def check_form(tenant: Tenant, form: AwardForm) -> None:
    """Raises Invalid at `form` where the tenant may not give it."""
    if form not in forms_of(tenant):
        raise Invalid(
            f"{form.label} do cấp tỉnh tặng; đơn vị chọn {AwardForm.COMMENDATION_LETTER.label}.",
            "form",
        )


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
