"""What may be done to a blank."""

from app.lib.errors import Conflict, Invalid, NotAllowed
from app.stationery.models import Blank
from tenants.models import Tenant, TenantKind

MOST_FIELDS = 30
ISSUED = (
    "Phôi đã phát cho cấp dưới nên không sửa được vị trí chữ; hãy sao chép thành phôi mới rồi sửa."
)


def can_edit(blank: Blank, tenant_id: int | None) -> bool:
    """Whether its fields may be moved: its own, and not issued."""
    return blank.tenant_id == tenant_id and blank.issued_at is None


def check_edit(blank: Blank, tenant_id: int | None) -> None:
    """Raises NotAllowed for another's blank, Conflict for one that was issued."""
    if blank.tenant_id != tenant_id:
        raise NotAllowed("Phôi của cấp trên: hãy sao chép về đơn vị rồi sửa bản sao.")
    if blank.issued_at is not None:
        raise Conflict(ISSUED)


def can_issue(blank: Blank, tenant: Tenant) -> bool:
    """Whether it may be given to the tenants below."""
    return (
        tenant.kind is TenantKind.PROVINCE
        and blank.tenant_id == tenant.id
        and blank.issued_at is None
    )


def check_issue(blank: Blank, tenant: Tenant) -> None:
    """Raises NotAllowed below the province, Conflict for one already issued."""
    if tenant.kind is not TenantKind.PROVINCE or blank.tenant_id != tenant.id:
        raise NotAllowed("Chỉ cấp tỉnh phát phôi mẫu cho cấp dưới.")
    if blank.issued_at is not None:
        raise Conflict("Phôi này đã phát cho cấp dưới.")


def check_inside(fields: list[dict[str, float]], width: float, height: float) -> None:
    """Raises Invalid at the field whose place is outside of the sheet."""
    wrong: dict[str, list[str]] = {}
    for number, field in enumerate(fields):
        if field["x"] + field["width"] > width:
            most = f"{width:g}".replace(".", ",")
            wrong[f"fields.{number}.width"] = [f"Ô chữ vượt mép phải của phôi ({most} mm)."]
        if field["y"] > height:
            most = f"{height:g}".replace(".", ",")
            wrong[f"fields.{number}.y"] = [f"Ô chữ vượt mép dưới của phôi ({most} mm)."]
    if wrong:
        raise Invalid(fields=wrong)
