"""Who decides on the open work of a closed unit, and who may take it over."""

from collections.abc import Sequence
from datetime import date

from app.lib.errors import NotAllowed
from app.mergers.terms import Fate
from tenants.models import Tenant, TenantKind

DECIDABLE = Fate.UNDECIDED


def can_decide(tenant: Tenant) -> bool:
    """The province decides where several units could go on with a task."""
    return tenant.kind is TenantKind.PROVINCE


def check_decide(tenant: Tenant) -> None:
    """Raises NotAllowed for any other unit."""
    if not can_decide(tenant):
        raise NotAllowed(
            "Chỉ cấp tỉnh quyết định đơn vị tiếp nhận; đơn vị kế thừa nhận việc ở trang Bàn giao."
        )


def passes_by_itself(successors: Sequence[int]) -> bool:
    """Whether the work of a unit passes without a decision: the register names one successor."""
    return len(successors) == 1


def fate_of(*, is_taken: bool, is_chosen: bool, is_ended: bool, successors: Sequence[int]) -> Fate:
    """What has become of an open task, by what is written of it."""
    if is_taken:
        return Fate.TAKEN
    if is_ended:
        return Fate.ENDED
    if is_chosen:
        return Fate.CHOSEN
    return Fate.PASSING if passes_by_itself(successors) else Fate.UNDECIDED


def can_sum_up(tenant: Tenant, today: date) -> bool:
    """A district that exists tells the province how its units stand."""
    ended = tenant.valid_to is not None and tenant.valid_to < today
    return tenant.kind is TenantKind.DISTRICT and not ended
