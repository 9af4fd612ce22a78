"""When the directory may be changed."""

from collections.abc import Collection, Container

from app.directory.models import Office
from app.directory.terms import OfficeKind
from app.lib.errors import Conflict, Invalid, NotAllowed
from tenants.models import Tenant, TenantKind


def can_take_usual(tenant: Tenant, *, offices: int) -> bool:
    """Whether the usual set is offered: to a commune at work that has entered no office yet."""
    return tenant.kind is TenantKind.COMMUNE and not tenant.is_closed and offices == 0


def check_take_usual(tenant: Tenant, *, offices: int) -> None:
    """Raises Conflict where offices are there already, NotAllowed for what is no commune."""
    if tenant.kind is not TenantKind.COMMUNE or tenant.is_closed:
        raise NotAllowed("Danh sách gợi ý chỉ dành cho xã, phường, đặc khu đang hoạt động.")
    if offices:
        raise Conflict("Đơn vị đã có danh sách phòng, ban; hãy thêm từng mục còn thiếu.")


def can_take_usual_groups(*, groups: int) -> bool:
    """Whether the usual groups are offered: to a tenant that has entered no group yet."""
    return groups == 0


def check_take_usual_groups(*, groups: int) -> None:
    """Raises Conflict where groups are there already."""
    if not can_take_usual_groups(groups=groups):
        raise Conflict("Đơn vị đã có nhóm cơ quan; hãy thêm từng nhóm còn thiếu.")


def check_group(
    kinds: Collection[OfficeKind], office_ids: Collection[int], *, known: Container[int]
) -> frozenset[int]:
    """The chosen offices. Raises Invalid for a group of nothing, and for an unknown office."""
    if any(office_id not in known for office_id in office_ids):
        raise Invalid("Có phòng, ban không thuộc đơn vị; hãy chọn lại.", "office_ids")
    if not kinds and not office_ids:
        raise Invalid("Hãy chọn ít nhất một loại hoặc một phòng, ban cho nhóm.", "kinds")
    return frozenset(office_ids)


def check_close(office: Office) -> None:
    """Raises Conflict for an office that is closed already."""
    if office.closed_at is not None:
        raise Conflict(f"{office.name} đã ngừng sử dụng.")


def check_reopen(office: Office) -> None:
    """Raises Conflict for an office that is in use."""
    if office.closed_at is None:
        raise Conflict(f"{office.name} đang được sử dụng.")


BODIES_BELOW = {
    TenantKind.PROVINCE: (TenantKind.DEPARTMENT, TenantKind.SCHOOL, TenantKind.ENTERPRISE),
    TenantKind.COMMUNE: (TenantKind.SCHOOL, TenantKind.ENTERPRISE),
    TenantKind.DEPARTMENT: (TenantKind.SCHOOL, TenantKind.ENTERPRISE),
}
"""Which bodies may stand directly below a tenant of a kind."""


def kinds_to_add(tenant: Tenant) -> tuple[TenantKind, ...]:
    """What this tenant may add below itself; a closed one adds nothing."""
    return () if tenant.is_closed else BODIES_BELOW.get(tenant.kind, ())


def check_add_unit(tenant: Tenant, kind: TenantKind) -> None:
    """Raises NotAllowed where a tenant at work has no bodies of this kind below it."""
    if kind not in kinds_to_add(tenant):
        raise NotAllowed(
            "Sở, ban, ngành do cấp tỉnh thêm; trường học, doanh nghiệp do cấp tỉnh, cấp xã hoặc "
            "sở, ban, ngành đang hoạt động thêm."
        )


def may_set_agency_code(acting: Tenant, unit: Tenant) -> bool:
    """Whether the acting tenant's administrator sets a unit's electronic code: its own, one's of a
    unit below, or any as the operator of the platform."""
    if unit.kind is TenantKind.PLATFORM or unit.is_closed:
        return False
    is_operator = acting.kind is TenantKind.PLATFORM
    return is_operator or acting.id == unit.id or acting.id in unit.superior_ids


def check_agency_code(acting: Tenant, unit: Tenant) -> None:
    """Raises NotAllowed for a unit that is neither one's own nor below."""
    if not may_set_agency_code(acting, unit):
        raise NotAllowed(
            "Mã định danh do quản trị của đơn vị, của cấp trên, hoặc người vận hành hệ thống ghi."
        )
