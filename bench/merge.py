"""An amendment of 20 of 60 tasks over derived plans, merged by jobs, beside a row-by-row loop."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.lib import clock
from app.lib.merge import merged, three_way
from app.plans import actions, jobs
from app.plans.actions import LineContent, Signature, TaskContent
from app.plans.models import Merge, MergeReceipt, Plan, PlanRevision, Task
from app.plans.queries import contents, incoming, plans
from app.plans.terms import ChangeKind, MergeKind, MergeState, SigningCapacity, facts_of, with_facts
from bench.ground import Person
from bench.issue import TASKS, draft
from bench.measure import Line
from tenants import jobs as tenant_jobs
from tenants.context import PLATFORM, Acting
from tenants.db import db, transaction
from tenants.models import OutboxEntry, Tenant

CHANGED = 20
EDITED_BY_EVERY = 3
"""Of so many plans one has local changes."""


def measure(leader: Person, communes: int) -> Line:
    """The line of the table: ours is the amendment with all merges, raw the naive loop."""
    plan_id = _issued(leader)
    officers = _officers(leader)
    for number, officer in enumerate(officers):
        _derive(officer, plan_id, is_edited=number % EDITED_BY_EVERY == 0)
    tenant_jobs.run_open()
    ours = _timed(lambda: _amend_and_spread(leader, plan_id))
    _amend(leader, plan_id, jobs.issue_amendment_and_spread)
    with transaction(PLATFORM):
        db.session.execute(OutboxEntry.__table__.delete())
    naive = _timed(lambda: _loop(officers, plan_id))
    return Line(
        f"điều chỉnh {CHANGED}/{TASKS} nhiệm vụ, {communes} kế hoạch cấp dưới cập nhật",
        communes * CHANGED,
        ours,
        naive,
    )


def _timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _signature(number: str | None = None) -> Signature:
    capacity = next(iter(SigningCapacity))
    return Signature(issued_on=clock.today(), capacity=capacity, name="Người đo", number=number)


def _issued(leader: Person) -> int:
    plan_id = draft(leader)
    with transaction(leader.acting):
        actions.issue(plan_id=plan_id, signature=_signature(), recipient_ids=None, by=leader)
    return plan_id


def _officers(leader: Person) -> list[Person]:
    with transaction(PLATFORM):
        units = db.session.scalars(
            select(Tenant).where(Tenant.parent_id == leader.tenant.id).order_by(Tenant.id)
        ).all()
    return [replace(leader, tenant=unit) for unit in units]


def _derive(officer: Person, plan_id: int, *, is_edited: bool) -> None:
    with transaction(officer.acting):
        own = actions.derive(plan_id=plan_id, by=officer).plan.id
    if is_edited:
        with transaction(officer.acting):
            for task in plans.tasks(own)[:10]:
                task.text = f"{task.text} trên địa bàn {officer.tenant.name}"
    with transaction(officer.acting):
        actions.issue(plan_id=own, signature=_signature(), by=officer)
        actions.send(plan_id=own, by=officer)


def _lines(plan_id: int) -> list[LineContent]:
    return [
        LineContent(
            change=ChangeKind.CHANGE,
            task_id=task.id,
            content=replace(
                TaskContent.of(task), text=f"{task.text}, báo cáo trước", lead_office="Văn phòng"
            ),
        )
        for task in list(plans.tasks(plan_id))[:CHANGED]
    ]


def _amend(leader: Person, plan_id: int, issue: Callable[..., object]) -> None:
    with transaction(leader.acting):
        amendment = actions.amend(plan_id=plan_id, reason="Đo thời gian", by=leader)
        actions.set_lines(
            amendment_id=amendment.id,
            version=amendment.version,
            lines=_lines(plan_id),
            by=leader,
        )
    with transaction(leader.acting):
        issue(amendment_id=amendment.id, signature=_signature(), by=leader)


def _amend_and_spread(leader: Person, plan_id: int) -> None:
    """Issue the amendment and let one worker do everything that it asks for."""
    _amend(leader, plan_id, jobs.issue_amendment_and_spread)
    tenant_jobs.run_open()


def _loop(officers: Sequence[Person], plan_id: int) -> None:
    """What one would write at first: every plan, every task, every row by itself."""
    for officer in officers:
        with transaction(officer.acting):
            _merge_one(officer, plan_id)


def _merge_one(officer: Person, plan_id: int) -> None:
    own = incoming.own_plan_from(plan_id)
    above = db.session.get_one(Plan, plan_id)
    assert own is not None
    own.revision += 1
    own.upstream_revision = above.revision
    db.session.flush()
    for task in plans.tasks(own.id):
        theirs = db.session.get_one(Task, task.upstream_task_id)
        if theirs.revision > (task.upstream_revision or 0):
            _merge_task(officer.acting, own, task, theirs)
            db.session.flush()
    content = contents.content_of(own, plans.tasks(own.id))
    db.session.add(
        PlanRevision(
            tenant_id=own.tenant_id,
            plan_id=own.id,
            revision=own.revision,
            content=content,
            sha256=contents.sha256_of(content),
            issued_at=clock.now(),
        )
    )


def _merge_task(acting: Acting, own: Plan, task: Task, theirs: Task) -> None:
    before = db.session.scalars(
        select(PlanRevision).where(
            PlanRevision.plan_id == theirs.plan_id,
            PlanRevision.revision == task.upstream_revision,
        )
    ).one()
    base = next(one for one in before.content["tasks"] if one["id"] == theirs.id)
    mine = contents.task_content(task)
    fields = three_way(facts_of(base), facts_of(mine), facts_of(contents.task_content(theirs)))
    row = with_facts(mine, merged(fields))
    task.text, task.lead_office = row["text"], row["lead_office"]
    task.upstream_revision, task.revision = theirs.revision, own.revision
    merge = Merge(
        tenant_id=acting.tenant_id,
        plan_id=own.id,
        task_id=task.id,
        upstream_plan_id=theirs.plan_id,
        upstream_task_id=theirs.id,
        revision=theirs.revision,
        kind=MergeKind.CHANGED,
        state=MergeState.APPLIED,
        fields={},
    )
    db.session.add(merge)
    db.session.flush()
    db.session.add(
        MergeReceipt(
            tenant_id=acting.tenant_id,
            merge_id=merge.id,
            plan_id=theirs.plan_id,
            upstream_task_id=theirs.id,
            addressee_id=theirs.tenant_id,
            sent_at=clock.now(),
            revision=theirs.revision,
            kind=MergeKind.CHANGED,
            state=MergeState.APPLIED,
            fields={},
        )
    )
