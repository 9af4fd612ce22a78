"""What may happen to accounts now: passwords, roles, and who must remain."""

from collections.abc import Collection, Iterable

from app.access.permissions import TENANT_ROLES, Role
from app.accounts.models import Membership
from app.accounts.terms import COMMON_PASSWORDS, LONGEST_PASSWORD, SHORTEST_PASSWORD
from app.lib.errors import Conflict, Invalid, NotAllowed
from tenants.models import Tenant, TenantKind

ADMINISTRATORS = frozenset({Role.TENANT_ADMIN, Role.OPERATOR})


def password_problem(password: str, *, email: str) -> str | None:
    """Why `password` may not protect the account `email`; None where it may."""
    plain = password.strip().lower()
    if len(password) < SHORTEST_PASSWORD:
        return f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự."
    if len(password) > LONGEST_PASSWORD:
        return f"Mật khẩu dài nhất {LONGEST_PASSWORD} ký tự."
    if plain in {email.lower(), email.lower().partition("@")[0]}:
        return "Mật khẩu không được trùng với địa chỉ thư điện tử."
    if plain in COMMON_PASSWORDS or len(set(plain)) < 4:
        return "Mật khẩu này quá dễ đoán; hãy chọn một câu chỉ bạn biết."
    return None


def check_password(password: str, *, email: str, field: str) -> None:
    """Raises Invalid at `field` for a password that is easy to guess."""
    problem = password_problem(password, email=email)
    if problem is not None:
        raise Invalid(problem, field)


def roles_of_kind(kind: TenantKind) -> tuple[Role, ...]:
    """The roles that a tenant of this kind gives: the operator's belongs to the platform alone."""
    return (Role.OPERATOR,) if kind is TenantKind.PLATFORM else TENANT_ROLES


def check_roles(names: Collection[str], *, kind: TenantKind) -> list[str]:
    """The names in the order of the role map. Raises Invalid for none, or for a foreign one."""
    allowed = roles_of_kind(kind)
    if not set(names) <= {role.value for role in allowed}:
        raise Invalid("Có vai trò không dùng được trong đơn vị này; hãy chọn lại.", "roles")
    chosen = [role.value for role in allowed if role.value in names]
    if not chosen:
        raise Invalid("Hãy chọn ít nhất một vai trò.", "roles")
    return chosen


def check_administrator_remains(
    membership: Membership, *, roles: Iterable[Role], administrators: Collection[int]
) -> None:
    """Raises Conflict where `membership` with `roles` would leave the tenant without anybody who
    looks after its people."""
    if ADMINISTRATORS & frozenset(roles) or membership.id not in administrators:
        return
    if len(administrators) == 1:
        raise Conflict(
            "Đây là người quản trị duy nhất đang hoạt động. "
            "Hãy giao vai trò Quản trị đơn vị cho một người khác trước."
        )


def can_deactivate(membership: Membership, *, by_id: int) -> bool:
    """Whether the button that deactivates this member is shown to the person `by_id`."""
    return membership.user_id != by_id and membership.deactivated_at is None


def check_deactivate(membership: Membership, *, by_id: int) -> None:
    """Raises Conflict for oneself, and for one who is deactivated already."""
    if membership.user_id == by_id:
        raise Conflict("Bạn không tự ngừng hoạt động của mình được; hãy nhờ người quản trị khác.")
    if membership.deactivated_at is not None:
        raise Conflict("Người này đã ngừng hoạt động trong đơn vị.")


def can_invite_administrator(tenant: Tenant, *, acting: Tenant, administrators: int) -> bool:
    """Whether `acting` may invite an administrator of `tenant`.

    A superior looks after the first administrator of those directly below it, the platform after
    those of the provinces; from then on the tenant looks after its own people.
    """
    return _is_directly_below(tenant, acting) and not tenant.is_closed and administrators == 0


def check_invite_administrator(tenant: Tenant, *, acting: Tenant, administrators: int) -> None:
    """Raises NotAllowed for a tenant that is not directly below, Conflict where it is closed or
    already has an administrator."""
    if not _is_directly_below(tenant, acting):
        raise NotAllowed("Chỉ mời được người quản trị cho đơn vị trực thuộc.")
    if tenant.is_closed:
        raise Conflict(f"{tenant.name} đã kết thúc hoạt động, không nhận người dùng mới.")
    if administrators:
        raise Conflict(
            f"{tenant.name} đã có người quản trị; người đó tự mời người dùng của đơn vị."
        )


def _is_directly_below(tenant: Tenant, acting: Tenant) -> bool:
    if acting.kind is TenantKind.PLATFORM:
        return tenant.kind is TenantKind.PROVINCE
    return tenant.parent_id == acting.id
