"""Writing the draft of an amendment: why, and what changes task by task."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid, NotFound, Stale
from app.plans import policies
from app.plans.actions.content import TaskContent
from app.plans.actions.draft import usual_place, usual_symbol
from app.plans.models import Amendment, AmendmentLine, Plan, Task
from app.plans.policies import amending
from app.plans.queries import amendments, contents, plans
from app.plans.terms import ChangeKind, Disposition, facts_of, locks_of
from tenants.db import db
from tenants.models import Tenant

STALE = "Bản điều chỉnh đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi lưu."


@dataclass(frozen=True, kw_only=True)
class LineContent:
    """One change as written: of a task of the plan, or a new task (`id` names a line written
    before). `content` is the task as it is to be; a withdrawn one has none.
    """

    change: ChangeKind
    task_id: int | None = None
    content: TaskContent | None = None
    id: int | None = None


def amend(*, plan_id: int, reason: str, by: Person) -> Amendment:
    """Begin to amend an issued plan, for a reason that everybody will read.

    A plan has one open amendment: begun already, that one is given back as it is.
    Raises Conflict for a draft and a closed office, Invalid without a reason.
    """
    plan = plans.own_for_change(plan_id)
    amending.check_amend(plan)
    held = amendments.open_draft(plan.id)
    if held is not None:
        return held
    tenant = db.session.get_one(Tenant, plan.tenant_id)
    policies.check_open(tenant, clock.today())
    amendment = Amendment(
        tenant_id=plan.tenant_id,
        plan_id=plan.id,
        reason=amending.reason_given(reason),
        symbol=plan.symbol or usual_symbol(tenant),
        place=plan.place or usual_place(tenant),
    )
    db.session.add(amendment)
    db.session.flush()
    audit.record("amendment.drafted", amendment, by=by, plan_id=plan.id, reason=amendment.reason)
    return amendment


def reword_amendment(*, amendment_id: int, version: int, reason: str, by: Person) -> Amendment:
    """Change the reason of a draft. Raises Conflict once it is issued, Stale, Invalid."""
    amendment = _draft(amendment_id, version, changed={"Lý do": reason})
    amendment.reason = amending.reason_given(reason)
    db.session.flush()
    audit.record("amendment.edited", amendment, by=by, reason=amendment.reason)
    return amendment


def discard_amendment(*, amendment_id: int, version: int, by: Person) -> None:
    """Throw a draft away. Raises Conflict once it is issued, Stale where it was changed."""
    amendment = _draft(amendment_id, version)
    audit.record("amendment.discarded", amendment, by=by, plan_id=amendment.plan_id)
    db.session.delete(amendment)
    db.session.flush()


def set_lines(
    *, amendment_id: int, version: int, lines: Sequence[LineContent], by: Person
) -> Amendment:
    """Make `lines` everything that a draft changes, in their order.

    Raises Conflict once it is issued, Stale where somebody saved after `version`, Invalid at
    `lines.<index>.<field>`.
    """
    amendment = _draft(amendment_id, version)
    plan = plans.own(amendment.plan_id)
    tasks = {task.id: task for task in plans.tasks(plan.id)}
    upstream = plans.by_id(task.upstream_task_id for task in tasks.values())
    kept = {_key(line): line for line in amendments.lines(amendment.id)}
    _check_once(lines)
    faults: dict[str, list[str]] = {}
    for position, line in enumerate(lines):
        try:
            written = kept.pop(_key(line), None)
            _put(amendment, plan, line, position, written, tasks, upstream)
        except Invalid as error:
            for name, messages in (error.fields or {"": [error.message]}).items():
                faults.setdefault(f"lines.{position}.{name}", []).extend(messages)
    if faults:
        raise Invalid(fields=faults)
    for gone in kept.values():
        db.session.delete(gone)
    return _saved(amendment, by, len(lines))


def put_line(*, amendment_id: int, version: int, line: LineContent, by: Person) -> Amendment:
    """Write one change into a draft, in place of what it said of the same task.

    Raises Conflict once it is issued, Stale where somebody saved after `version`, Invalid.
    """
    amendment = _draft(amendment_id, version)
    plan = plans.own(amendment.plan_id)
    listed = amendments.lines(amendment.id)
    written = next((one for one in listed if _key(one) == _key(line)), None)
    if line.id is not None and written is None:
        raise NotFound("Không tìm thấy thay đổi này trong bản điều chỉnh.")
    tasks = {task.id: task for task in plans.tasks(plan.id)}
    upstream = plans.by_id(task.upstream_task_id for task in tasks.values())
    position = written.position if written else 1 + max((one.position for one in listed), default=0)
    _put(amendment, plan, line, position, written, tasks, upstream)
    return _saved(amendment, by, len(listed) + (written is None))


def remove_line(*, amendment_id: int, line_id: int, version: int, by: Person) -> Amendment:
    """Take one change out of a draft. Raises Conflict once it is issued, Stale, NotFound."""
    amendment = _draft(amendment_id, version)
    listed = amendments.lines(amendment.id)
    line = next((one for one in listed if one.id == line_id), None)
    if line is None:
        raise NotFound("Không tìm thấy thay đổi này trong bản điều chỉnh.")
    db.session.delete(line)
    return _saved(amendment, by, len(listed) - 1)


def _draft(amendment_id: int, version: int, changed: Mapping[str, str] | None = None) -> Amendment:
    amendment = amendments.own_for_change(amendment_id)
    amending.check_amendment_open(amendment)
    if amendment.version != version:
        pairs = {label: (mine, amendment.reason) for label, mine in (changed or {}).items()}
        raise Stale(STALE, changed=pairs)
    return amendment


def _saved(amendment: Amendment, by: Person, count: int) -> Amendment:
    """The draft counts as changed with each of its lines."""
    flag_modified(amendment, "reason")
    db.session.flush()
    audit.record("amendment.edited", amendment, by=by, count=count)
    return amendment


def _key(line: LineContent | AmendmentLine) -> tuple[str, int | None]:
    """What a line is about: its task, or for a new task the line itself."""
    if line.change is ChangeKind.ADD:
        return "line", line.id
    return "task", line.task_id


def _check_once(lines: Iterable[LineContent]) -> None:
    seen: set[int] = set()
    for position, line in enumerate(lines):
        if line.change is ChangeKind.ADD:
            continue
        if line.task_id in seen:
            raise Invalid("Mỗi nhiệm vụ chỉ ghi một thay đổi.", f"lines.{position}.task_id")
        seen.add(line.task_id or 0)


def _put(
    amendment: Amendment,
    plan: Plan,
    line: LineContent,
    position: int,
    written: AmendmentLine | None,
    tasks: Mapping[int, Task],
    upstream: Mapping[int, Task],
) -> None:
    before, after = _contents(plan, line, tasks, upstream)
    if written is not None and (written.change, written.after) == (line.change, after):
        written.position = position
        return
    if written is None:
        written = AmendmentLine(
            tenant_id=amendment.tenant_id,
            amendment_id=amendment.id,
            plan_id=plan.id,
            task_id=line.task_id,
        )
        db.session.add(written)
    written.position, written.change = position, line.change
    written.before, written.after = before, after


def _contents(
    plan: Plan, line: LineContent, tasks: Mapping[int, Task], upstream: Mapping[int, Task]
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The task before and after. Raises Invalid."""
    if line.change is ChangeKind.ADD:
        new = {**_EMPTY, **_written(plan, line.content)}
        policies.check_lock(plan.issuer, new["locked"])
        return None, new
    task = tasks.get(line.task_id or 0)
    amending.check_amendable(task)
    assert task is not None
    source = upstream.get(task.upstream_task_id or 0)
    before = contents.task_content(task)
    if line.change is ChangeKind.WITHDRAW:
        amending.check_withdrawal(source)
        return before, None
    content = line.content and line.content.over(task)
    after = {**before, **_written(plan, content)}
    if (facts_of(after), after["locked"]) == (facts_of(before), before["locked"]):
        raise Invalid("Nội dung chưa có gì khác với nhiệm vụ hiện có.", "text")
    policies.check_lock(plan.issuer, set(after["locked"]) - set(before["locked"]))
    if source is not None:
        amending.check_locks(after, contents.task_content(source))
    return before, after


def _written(plan: Plan, content: TaskContent | None) -> dict[str, Any]:
    if content is None:
        raise Invalid("Cần ghi nội dung nhiệm vụ.", "text")
    policies.check_task(content, plan.work_year)
    given = {one.name: getattr(content, one.name) for one in fields(content)}
    given["locked"] = locks_of(content.locked)
    return {name: contents.plain(given[name]) for name in _FACTS}


_FACTS = (
    "quarter",
    "text",
    "lead_office",
    "support_offices",
    "requested_offices",
    "deadline_on",
    "deadline_inclusive",
    "deadline_precision",
    "tentative",
    "mandatory",
    "locked",
)
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(contents.TASK),
    "position": 0,
    "disposition": Disposition.ADDED.value,
}
