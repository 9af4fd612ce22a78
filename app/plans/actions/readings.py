"""An officer compares a draft with its paper: corrects, confirms, sets slips right."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import policies
from app.plans.actions.draft import edit
from app.plans.actions.tasks import edit_task
from app.plans.models import Plan, Task
from app.plans.queries import comparison, plans, readings, slips
from app.plans.queries.slips import DraftSlip
from tenants.db import db
from tenants.models import Tenant

NO_PAPER = "Kế hoạch này không được đọc từ tệp nên không có bản gốc để đối chiếu."


def confirm_reading(
    *, plan_id: int, keys: Sequence[str] | None = None, edition: str | None = None, by: Person
) -> Plan:
    """Note that these parts of a draft (`queries.readings.keys_of`; None for all) were compared
    with the paper and are right. `edition` is what was looked at.

    Raises Conflict for an issued plan and one that was not read from a file, Invalid for an
    unknown part, Stale where the draft changed since.
    """
    plan = _draft(plan_id)
    tasks = plans.tasks(plan.id)
    if edition is not None and edition != plans.edition(plan, tasks):
        raise Stale("Dự thảo đã được sửa sau khi bạn mở trang; hãy xem lại rồi đối chiếu.")
    known = readings.keys_of(plan, tasks)
    wanted = known if keys is None else list(keys)
    if not set(wanted) <= set(known):
        raise Invalid("Có mục không thuộc dự thảo này; hãy tải lại trang.", "keys")
    _mark(plan, wanted, by)
    return plan


def confirm_read_head(*, plan_id: int, mark: int, changes: Mapping[str, Any], by: Person) -> Plan:
    """Correct the head and the prose where `changes` differ, and confirm them.

    `mark` is the head as it was shown (`queries.readings.head_mark`). Raises what `edit` and
    `confirm_reading` raise.
    """
    plan = _draft(plan_id)
    if readings.head_mark(plan) != mark:
        raise Stale(changed=comparison.as_pairs(comparison.of_plan(plan, changes)))
    if comparison.of_plan(plan, changes):
        edit(plan_id=plan_id, version=plan.version, changes=changes, by=by)
    _mark(plan, [readings.HEAD], by)
    return plan


def confirm_read_task(
    *, task_id: int, version: int, changes: Mapping[str, Any], by: Person
) -> Task:
    """Correct one task where `changes` differ, and confirm it.

    Raises what `edit_task` and `confirm_reading` raise.
    """
    plan = _draft(plans.own_task(task_id).plan_id)
    task = edit_task(task_id=task_id, version=version, changes=changes, by=by)
    _mark(plan, [readings.key_of(task)], by)
    return task


def correct_slips(
    *, plan_id: int, place: str | None = None, printed: str | None = None, by: Person
) -> int:
    """Set slips right where that is safe: the one that stands as `printed` in the field `place`,
    or all of them; how many. Nothing is rewritten that the page did not point out.

    Raises Conflict for an issued plan, and where the slip is gone.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    tenant = db.session.get_one(Tenant, plan.tenant_id)
    done = 0
    while (slip := _next(plan, tenant, place, printed)) is not None:
        _write(plan, slip, by)
        done += 1
        if place is not None:
            break
    if not done:
        raise Conflict("Chỗ này đã được sửa; hãy tải lại trang để xem bản mới.")
    return done


def _draft(plan_id: int) -> Plan:
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    if plan.source_file_id is None:
        raise Conflict(NO_PAPER)
    return plan


def _mark(plan: Plan, keys: Sequence[str], by: Person) -> None:
    reading = plan.reading or {}
    check = {"by": by.id, "name": by.full_name, "at": clock.now().isoformat()}
    checked = {**(reading.get("checked") or {}), **dict.fromkeys(keys, check)}
    plan.reading = {**reading, "checked": checked}
    db.session.flush()
    audit.record("plan.confirmed", plan, by=by, parts=len(keys))


def _next(plan: Plan, tenant: Tenant, place: str | None, printed: str | None) -> DraftSlip | None:
    found = slips.of_draft(plan, plans.tasks(plan.id), tenant)
    return next(
        (
            one
            for one in found
            if one.is_safe and place in (None, one.place) and printed in (None, one.printed)
        ),
        None,
    )


def _write(plan: Plan, slip: DraftSlip, by: Person) -> None:
    name, _, part = slip.place.partition(".")
    if name == "tasks":
        task = plans.own_task(int(part))
        changes = {"text": slip.corrected}
        edit_task(task_id=task.id, version=task.version, changes=changes, by=by)
        return
    edit(plan_id=plan.id, version=plan.version, changes=_changes(plan, name, part, slip), by=by)


def _changes(plan: Plan, name: str, part: str, slip: DraftSlip) -> dict[str, Any]:
    if name == "sections":
        return {"sections": {part: slip.corrected}}
    if name == "title":
        return {"title": slip.corrected}
    inner = "text" if name == "legal_bases" else "name"
    rows = [dict(row) for row in getattr(plan, name)]
    rows[int(part)][inner] = slip.corrected
    return {name: rows}
