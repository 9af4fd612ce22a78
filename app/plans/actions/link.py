"""A plan written elsewhere is joined to the superior's plan that it carries out."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import policies
from app.plans.actions import receive, rows
from app.plans.actions.content import TaskContent
from app.plans.actions.draft import discard
from app.plans.actions.parts import merge_tasks
from app.plans.models import Plan, Receipt, Task
from app.plans.queries import incoming, linking, plans
from app.plans.queries.incoming import Incoming
from app.plans.terms import Answer, Disposition
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Choices = Mapping[int, int | None]


def link(
    *,
    plan_id: int,
    upstream_plan_id: int,
    choices: Choices,
    edition: str | None = None,
    replace: bool = False,
    by: Person,
) -> Plan:
    """Make a draft the one that carries out a superior's plan; `choices` name the superior's task
    behind each task of the draft, None where the task is the office's own.

    Text, quarter and deadline stay as the office wrote them (kept or adapted by the shared rule);
    only what the superior locked takes the superior's value. The superior's plan counts as taken
    in and derived. `edition` is what was read when choosing (`queries.plans.edition`). `replace`
    discards the office's draft out of the same plan where nobody has worked on it.

    Raises NotFound where the plan was not delivered here; Conflict for guidance, an issued or
    linked plan and where another plan carries the superior's out; Invalid at `choices`; Stale
    for a changed draft.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    arrived = incoming.delivery_of(upstream_plan_id)
    policies.check_derive(arrived.plan)
    policies.check_link(plan, arrived.plan)
    tasks = plans.tasks(plan.id)
    if edition is not None and edition != plans.edition(plan, tasks):
        raise Stale("Dự thảo đã được sửa sau khi bạn mở trang; hãy xem lại các đề xuất rồi nối.")
    _make_room(arrived, plan, replace=replace, by=by)
    linked = _join(plan, arrived.plan, tasks, choices)
    now = clock.now()
    receive.write(
        arrived, seen_at=now, acknowledged_at=now, acknowledged_by=by.id, derived_at=now,
        derived_plan_id=plan.id,
    )  # fmt: skip
    audit.record("plan.linked", plan, by=by, upstream_plan_id=arrived.plan.id, tasks=linked)
    return plan


def _make_room(arrived: Incoming, plan: Plan, *, replace: bool, by: Person) -> None:
    """One plan carries out one superior's plan: an untouched draft in the way may go."""
    other = arrived.own_plan
    if other is None or other.id == plan.id:
        return
    policies.check_replace(other, plans.tasks(other.id), is_wanted=replace)
    _forget_derivation(other)
    discard(plan_id=other.id, version=other.version, by=by)


def _join(plan: Plan, above: Plan, tasks: Sequence[Task], choices: Choices) -> int:
    own = {task.id: task for task in tasks}
    upstream = {task.id: task for task in plans.tasks(above.id) if task.stands}
    wanted = {task: source for task, source in choices.items() if source is not None}
    if not choices.keys() <= own.keys() or not set(wanted.values()) <= upstream.keys():
        raise Invalid("Có nhiệm vụ không thuộc hai kế hoạch này; hãy tải lại trang.", "choices")
    if not wanted:
        raise Invalid("Hãy chọn ít nhất một nhiệm vụ cấp trên giao để nối.", "choices")
    plan.upstream_plan_id, plan.upstream_tenant_id = above.id, above.tenant_id
    plan.upstream_revision = above.revision
    for task_id, source_id in wanted.items():
        _join_task(plan, own[task_id], upstream[source_id], above.revision)
    db.session.flush()
    return len(wanted)


def _join_task(plan: Plan, task: Task, source: Task, revision: int) -> None:
    bound = {name: getattr(source, name) for name in policies.bound_by(source)}
    content = TaskContent.of(task, **{**bound, "locked": tuple(source.locked)})
    policies.check_task(content, plan.work_year)
    with db.session.no_autoflush:
        task.upstream_task_id, task.upstream_revision = source.id, revision
        rows.update(task, content, {source.id: source})


def unlink(*, plan_id: int, version: int, by: Person) -> Plan:
    """Undo the joining of a draft: its tasks become the office's own again, word for word.

    What the office only answered (declined or merged as the superior worded it) goes; what it
    had written itself stays. The superior's plan counts as taken in and not yet derived.
    Raises Conflict for an issued plan and one that carries out none, Stale for a changed one.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    if plan.upstream_plan_id is None:
        raise Conflict("Dự thảo này chưa nối với kế hoạch nào của cấp trên.")
    if plan.version != version:
        raise Stale("Dự thảo đã được sửa sau khi bạn mở trang; hãy xem lại rồi bỏ nối.")
    tasks = plans.tasks(plan.id)
    upstream = plans.by_id(task.upstream_task_id for task in tasks)
    gone = [task for task in tasks if policies.is_mere_answer(task, upstream)]
    above_id = plan.upstream_plan_id
    _make_own([task for task in tasks if task not in gone])
    db.session.execute(delete(Task).where(Task.id.in_([task.id for task in gone])))
    _forget_derivation(plan)
    plan.upstream_plan_id = plan.upstream_tenant_id = plan.upstream_revision = None
    db.session.flush()
    audit.record("plan.unlinked", plan, by=by, upstream_plan_id=above_id, removed=len(gone))
    return plan


def _make_own(tasks: Sequence[Task]) -> None:
    for task in tasks:
        task.disposition = Disposition.ADDED
        task.upstream_task_id = task.upstream_revision = None
        task.decline_reason = task.merged_into_id = None
        task.locked = []
    db.session.flush()


def _forget_derivation(plan: Plan) -> None:
    """The office's receipt says again that no plan has been made out of the superior's."""
    db.session.execute(
        update(Receipt)
        .where(
            Receipt.plan_id == plan.upstream_plan_id,
            Receipt.tenant_id == context.acting().tenant_id,
        )
        .values(derived_at=None, derived_plan_id=None)
    )


def answer_upstream(
    *,
    plan_id: int,
    task_id: int,
    answer: Answer,
    reason: str = "",
    into_task_id: int | None = None,
    by: Person,
) -> Task:
    """Answer a task of the superior (`task_id`) that the linked draft lacks: put in as it is,
    declined with a reason, or merged into one of the draft's own tasks.

    Raises Conflict for an issued plan and a task that has been answered, Invalid without a reason
    or a task to merge into, and where the superior made the task a must.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    source = dict(_by_id(linking.missing(plan))).get(task_id)
    if source is None or plan.upstream_plan_id is None:
        raise Conflict("Nhiệm vụ này đã có trong kế hoạch, hoặc không phải do cấp trên giao.")
    content = _taken_over(source, plans.readable(plan.upstream_plan_id).revision)
    if answer is Answer.DECLINED:
        content = _declined(content, source, reason)
    policies.check_task(content, plan.work_year)
    target = _target(plan, into_task_id) if answer is Answer.MERGED else None
    task = _added(plan, content)
    if target is not None:
        merged = [one.id for one in plans.tasks(plan.id) if one.merged_into_id == target.id]
        merge_tasks(task_id=target.id, version=target.version, merged_ids=[*merged, task.id], by=by)
    audit.record("task.answered", task, by=by, plan_id=plan.id, answer=answer.value)
    return task


def _by_id(missing: Sequence[tuple[int | None, Task]]) -> list[tuple[int, Task]]:
    return [(task.id, task) for _, task in missing]


def _taken_over(source: Task, revision: int) -> TaskContent:
    return TaskContent.of(
        source,
        combined_with_id=None,
        merged_into_id=None,
        decline_reason=None,
        disposition=Disposition.KEPT,
        upstream_task_id=source.id,
        upstream_revision=revision,
    )


def _declined(content: TaskContent, source: Task, reason: str) -> TaskContent:
    if not reason.strip():
        raise Invalid("Cần ghi lý do không thực hiện để cấp trên biết.", "decline_reason")
    policies.check_decline(source)
    return TaskContent(
        **{
            **vars(content),
            "decline_reason": reason.strip(),
            "disposition": Disposition.DECLINED,
        }
    )


def _target(plan: Plan, task_id: int | None) -> Task:
    found = next((task for task in plans.tasks(plan.id) if task.id == task_id), None)
    if found is None:
        raise Invalid("Hãy chọn nhiệm vụ của đơn vị để gộp vào.", "into_task_id")
    return found


def _added(plan: Plan, content: TaskContent) -> Task:
    """The row at the end of its quarter."""
    before = plans.tasks(plan.id)
    if len(before) >= policies.MOST_TASKS:
        raise Invalid(f"Một kế hoạch có nhiều nhất {policies.MOST_TASKS} nhiệm vụ.", "answer")
    (task,) = rows.insert(plan, [content])
    rows.arrange([*before, task])
    db.session.flush()
    return task
