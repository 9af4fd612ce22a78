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


def can_add_department(tenant: Tenant) -> bool:
    """Whether this tenant has departments (sở, ban, ngành): a province does."""
    return tenant.kind is TenantKind.PROVINCE and not tenant.is_closed


def check_add_department(tenant: Tenant) -> None:
    """Raises NotAllowed for any tenant but a province at work."""
    if not can_add_department(tenant):
        raise NotAllowed("Chỉ cấp tỉnh đang hoạt động mới thêm được sở, ban, ngành.")
