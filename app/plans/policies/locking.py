"""What of a superior's task its subordinates may not change."""

from collections.abc import Iterable
from typing import Any, Protocol

from app.lib.errors import Invalid
from app.plans.models import Task
from app.plans.policies.amending import check_locks_known
from app.plans.terms import LOCKS, MERGED_FIELDS, WHOLE_TASK, held_by
from tenants.models import Tenant, TenantKind

DEADLINE = ("deadline_on", "deadline_inclusive", "deadline_precision", "tentative")
"""The fields that together say when a task is due."""

ISSUERS = (TenantKind.PROVINCE, TenantKind.DISTRICT)


class Content(Protocol):
    """A task as it is to be, as a row or as it was written."""

    @property
    def decline_reason(self) -> str | None: ...


def can_lock(tenant: Tenant) -> bool:
    """Whether the tenant's plans go to subordinates, so that there is somebody to be bound."""
    return tenant.kind in ISSUERS


def is_locked(task: Task) -> bool:
    """Whether the task as a whole is locked: it is neither changed nor declined."""
    return WHOLE_TASK in task.locked


def check_lock(tenant: Tenant, names: Iterable[str]) -> None:
    """Raises Invalid for what cannot be locked, and where there is nobody below."""
    wanted = set(names)
    if wanted and not can_lock(tenant):
        raise Invalid("Đơn vị không có cấp dưới nên không khóa nhiệm vụ.", "locked")
    check_locks_known(wanted)


def bound_by(above: Task) -> list[str]:
    """What of a superior's task its subordinates may not change, as `MERGED_FIELDS` names it."""
    held = held_by(above.locked)
    return [name for name in LOCKS if name in held]


def check_locked(task: Task, content: Content, above: Task) -> None:
    """Raises Invalid at each field that the superior locked and that would come to differ.

    Taking the superior's value is always allowed.
    """
    if content.decline_reason and is_locked(above):
        raise Invalid(
            "Cấp trên đã khóa nhiệm vụ này nên không bỏ được; hãy thực hiện theo nội dung cấp "
            "trên giao.",
            "decline_reason",
        )
    faults = {
        "deadline_on" if name == "deadline" else name: [
            f"Cấp trên đã khóa mục “{MERGED_FIELDS[name]}” nên không sửa được."
        ]
        for name in bound_by(above)
        if _value(content, name) not in (_value(task, name), _value(above, name))
    }
    if faults:
        raise Invalid(fields=faults)


def _value(holder: Any, name: str) -> Any:
    if name == "deadline":
        return [getattr(holder, part) for part in DEADLINE]
    value = getattr(holder, name)
    return list(value) if isinstance(value, list | tuple) else value
