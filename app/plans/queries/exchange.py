"""Threads of questions and answers between a subordinate and its superior; general answers.

The policies show a thread to its two sides only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from app.documents.models import File
from app.lib.errors import Conflict, NotFound
from app.lib.text import fold
from app.plans.models import Clarification, Plan, PlanMessage, Task
from app.plans.queries import incoming, plans
from app.plans.terms import ASKING, MessageKind, ThreadSide, ThreadState, ThreadView
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Asker = aliased(Tenant, name="asker")
Superior = aliased(Tenant, name="superior")
MISSING = "Không tìm thấy nội dung trao đổi này, hoặc đơn vị của bạn không phải một bên trao đổi."


@dataclass(frozen=True)
class Subject:
    """What is asked about, and whom: the superior's plan, or the own plan that went up."""

    plan: Plan
    task: Task | None
    superior_id: int


@dataclass(frozen=True)
class Thread:
    """One thread: its first message, what it is about, its two sides, and its last word."""

    root: PlanMessage
    plan: Plan
    task: Task | None
    asker: Tenant
    superior: Tenant
    last_kind: MessageKind
    last_at: datetime
    count: int

    @property
    def id(self) -> int:
        """The thread's name: that of its first message."""
        return self.root.id

    @property
    def state(self) -> ThreadState:
        """Open while the last word is the subordinate's."""
        return ThreadState.OPEN if self.last_kind in ASKING else ThreadState.ANSWERED

    @property
    def is_mine(self) -> bool:
        """Whether the acting tenant asked."""
        return self.root.tenant_id == context.acting().tenant_id


@dataclass(frozen=True)
class ThreadPage:
    """One page of threads, and how many there are in each state."""

    items: Sequence[Thread]
    total: int
    counts: dict[ThreadView, int]


@dataclass(frozen=True)
class Message:
    """One message, whose it is, and the file that went with it."""

    message: PlanMessage
    writer: Tenant
    file_name: str | None


@dataclass(frozen=True)
class Counts:
    """What has been said about a plan, as far as the acting tenant reads it."""

    open: int
    answered: int
    clarifications: int

    @property
    def threads(self) -> int:
        """All threads."""
        return self.open + self.answered


def subject(plan_id: int, task_id: int | None = None) -> Subject:
    """What the acting tenant asks about when it stands before this plan, or this task of it.

    Before one's own derived plan that is the superior's plan behind it, and the superior's task
    behind the own one. Raises NotFound for a plan or task that may not be read or was not
    delivered here, Conflict for an own plan of which no superior knows.
    """
    plan = plans.readable(plan_id)
    task = _task_of(plan, task_id)
    if plan.tenant_id != context.acting().tenant_id:
        return Subject(incoming.delivery_of(plan.id).plan, task, plan.tenant_id)
    if plan.upstream_plan_id is not None:
        above = plans.readable(plan.upstream_plan_id)
        behind = plans.by_id([task.upstream_task_id]) if task else {}
        return Subject(above, next(iter(behind.values()), None), above.tenant_id)
    if plan.sent_at is None or plan.addressee_id is None:
        raise Conflict(
            "Kế hoạch này chưa gửi lên cấp trên nên chưa trao đổi được; hãy gửi kế hoạch trước."
        )
    return Subject(plan, task, plan.addressee_id)


def _task_of(plan: Plan, task_id: int | None) -> Task | None:
    if task_id is None:
        return None
    task = plans.readable_task(task_id)
    if task.plan_id != plan.id:
        raise NotFound("Không tìm thấy nhiệm vụ này trong kế hoạch.")
    return task


def _last() -> Subquery:
    """Of each thread that may be read, its last message and how many there are."""
    name = func.coalesce(PlanMessage.root_id, PlanMessage.id)
    return (
        select(
            name.label("thread_id"),
            PlanMessage.kind,
            PlanMessage.sent_at,
            PlanMessage.tenant_id,
            PlanMessage.text,
            func.count().over(partition_by=name).label("count"),
        )
        .ext(distinct_on(name))
        .order_by(name, PlanMessage.sent_at.desc(), PlanMessage.id.desc())
        .subquery("last_message")
    )


def _states(last: Subquery) -> dict[ThreadView, ColumnElement[bool]]:
    return {
        ThreadView.OPEN: last.c.kind.in_(ASKING),
        ThreadView.ANSWERED: last.c.kind.not_in(ASKING),
        ThreadView.ALL: last.c.thread_id.is_not(None),
    }


def _threads(last: Subquery, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(PlanMessage)
        .join(last, last.c.thread_id == PlanMessage.id)
        .join(Plan, Plan.id == PlanMessage.plan_id)
        .join(Asker, Asker.id == PlanMessage.tenant_id)
        .join(Superior, Superior.id == PlanMessage.addressee_id)
        .outerjoin(Task, Task.id == PlanMessage.task_id)
        .where(PlanMessage.root_id.is_(None))
    )


def _whole(last: Subquery) -> Any:
    told = (last.c.kind, last.c.sent_at, last.c.count)
    return _threads(last, PlanMessage, Plan, Task, Asker, Superior, *told)


def threads(
    *,
    side: ThreadSide,
    view: ThreadView = ThreadView.ALL,
    plan_id: int | None = None,
    task_id: int | None = None,
    text: str | None = None,
    page: int = 1,
    page_size: int = 50,
) -> ThreadPage:
    """The threads of one side: those asked here, or one's own.

    What has waited longest comes first among the open ones, else the newest word.
    """
    last = _last()
    states = _states(last)
    conditions = _conditions(side, plan_id, task_id, text)
    counted = db.session.execute(
        _threads(
            last, *(func.count().filter(one).label(each.value) for each, one in states.items())
        ).where(*conditions)
    ).one()
    counts = {each: getattr(counted, each.value) for each in states}
    first = last.c.sent_at if view is ThreadView.OPEN else last.c.sent_at.desc()
    rows = db.session.execute(
        _whole(last)
        .where(*conditions, states[view])
        .order_by(first, PlanMessage.id)
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return ThreadPage([Thread(*row) for row in rows], counts[view], counts)


def _conditions(
    side: ThreadSide, plan_id: int | None, task_id: int | None, text: str | None
) -> list[ColumnElement[bool]]:
    mine = context.acting().tenant_id
    here = PlanMessage.tenant_id if side is ThreadSide.OWN else PlanMessage.addressee_id
    found: list[ColumnElement[bool]] = [here == mine]
    if plan_id is not None:
        found.append(PlanMessage.plan_id == plan_id)
    if task_id is not None:
        found.append(PlanMessage.task_id == task_id)
    if text:
        found.append(
            or_(
                PlanMessage.text.icontains(text.strip(), autoescape=True),
                Asker.folded.contains(fold(text), autoescape=True),
            )
        )
    return found


def thread(thread_id: int) -> Thread:
    """One thread, for its two sides. Raises NotFound for anybody else."""
    row = db.session.execute(_whole(_last()).where(PlanMessage.id == thread_id)).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    return Thread(*row)


def messages(thread_id: int) -> list[Message]:
    """What was said in a thread, in the order in which it was said."""
    rows = db.session.execute(
        select(PlanMessage, Tenant, File.name)
        .join(Tenant, Tenant.id == PlanMessage.tenant_id)
        .outerjoin(File, File.id == PlanMessage.file_id)
        .where(or_(PlanMessage.id == thread_id, PlanMessage.root_id == thread_id))
        .order_by(PlanMessage.sent_at, PlanMessage.id)
    )
    return [Message(*row) for row in rows]


def last_said(thread_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """The last word of each of these threads: whose, and what."""
    last = _last()
    rows = db.session.execute(
        select(last.c.thread_id, last.c.tenant_id, last.c.text).where(
            last.c.thread_id.in_(thread_ids)
        )
    )
    return {thread_id: (writer, text) for thread_id, writer, text in rows}


def asked_here(thread_ids: Sequence[int]) -> Sequence[PlanMessage]:
    """The first messages of threads that the acting tenant is to answer.

    Raises NotFound where one of them is none of these.
    """
    found = db.session.scalars(
        select(PlanMessage)
        .where(
            PlanMessage.id.in_(thread_ids),
            PlanMessage.root_id.is_(None),
            PlanMessage.addressee_id == context.acting().tenant_id,
        )
        .order_by(PlanMessage.id)
    ).all()
    if len(found) != len(set(thread_ids)):
        raise NotFound(MISSING)
    return found


def same_question(subject: Subject, kind: MessageKind, text: str) -> PlanMessage | None:
    """The acting tenant's open thread that begins with these very words, where there is one."""
    last = _last()
    return db.session.scalar(
        select(PlanMessage)
        .join(last, last.c.thread_id == PlanMessage.id)
        .where(
            PlanMessage.tenant_id == context.acting().tenant_id,
            PlanMessage.plan_id == subject.plan.id,
            PlanMessage.task_id.is_not_distinct_from(subject.task.id if subject.task else None),
            PlanMessage.root_id.is_(None),
            PlanMessage.kind == kind,
            PlanMessage.text == text,
            last.c.count == 1,
        )
        .limit(1)
    )


def clarifications(plan_id: int) -> Sequence[tuple[Clarification, Task | None]]:
    """The general answers about a plan, the newest first, with the task meant."""
    rows = db.session.execute(
        select(Clarification, Task)
        .outerjoin(Task, Task.id == Clarification.task_id)
        .where(Clarification.plan_id == plan_id)
        .order_by(Clarification.issued_at.desc(), Clarification.id.desc())
    )
    return [(one, task) for one, task in rows]


def counts(plan_id: int) -> Counts:
    """How much has been said about a plan, by one statement."""
    last = _last()
    states = _states(last)
    general = select(func.count()).where(Clarification.plan_id == plan_id).scalar_subquery()
    row = db.session.execute(
        select(
            func.count().filter(states[ThreadView.OPEN]),
            func.count().filter(states[ThreadView.ANSWERED]),
            general,
        )
        .select_from(PlanMessage)
        .join(last, last.c.thread_id == PlanMessage.id)
        .where(PlanMessage.plan_id == plan_id, PlanMessage.root_id.is_(None))
    ).one()
    return Counts(*row)


def open_count() -> int:
    """How many threads wait for the acting tenant's answer."""
    last = _last()
    return (
        db.session.scalar(
            select(func.count())
            .select_from(PlanMessage)
            .join(last, last.c.thread_id == PlanMessage.id)
            .where(
                PlanMessage.root_id.is_(None),
                PlanMessage.addressee_id == context.acting().tenant_id,
                _states(last)[ThreadView.OPEN],
            )
        )
        or 0
    )
