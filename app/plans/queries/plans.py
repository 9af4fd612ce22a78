"""Plans that the acting tenant has, or may read, with their tasks."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from app.directory.models import Office
from app.documents.models import File
from app.documents.terms import PaperKind
from app.lib.errors import NotFound
from app.plans.models import Amendment, Delivery, Plan, PlanRevision, Task, printed_order
from app.plans.queries import contents
from app.plans.queries import years as books
from app.plans.terms import PlanKind
from app.registers import queries as registers
from tenants import context
from tenants.db import db
from tenants.models import Tenant, TenantKind

MISSING = "Không tìm thấy kế hoạch này, hoặc kế hoạch không thuộc đơn vị của bạn."


def own(plan_id: int) -> Plan:
    """A plan of the acting tenant, draft or issued. Raises NotFound."""
    plan = db.session.scalar(
        select(Plan)
        .where(Plan.id == plan_id, Plan.tenant_id == context.acting().tenant_id)
        .options(joinedload(Plan.issuer))
    )
    if plan is None:
        raise NotFound(MISSING)
    return plan


def own_for_change(plan_id: int) -> Plan:
    """A plan of the acting tenant, kept from other writers until the end of the transaction.

    Raises NotFound, and Conflict where the tenant has closed the plan's year.
    """
    plan = db.session.scalar(
        select(Plan)
        .where(Plan.id == plan_id, Plan.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if plan is None:
        raise NotFound(MISSING)
    books.check_open(plan.year)
    return plan


def readable(plan_id: int) -> Plan:
    """A plan that may be read: one's own, delivered by a superior, or sent up. Raises NotFound."""
    plan = db.session.scalar(
        select(Plan).where(Plan.id == plan_id).options(joinedload(Plan.issuer))
    )
    if plan is None:
        raise NotFound(MISSING)
    return plan


def original(plan_id: int) -> File | None:
    """The issuer's own file of a plan that was received; None of one's own, of one amended since.

    Raises NotFound.
    """
    plan = readable(plan_id)
    return registers.original("plans", plan_id) if plan.revision == 1 else None


def tasks(plan_id: int) -> Sequence[Task]:
    """The tasks of a plan in the order in which they are printed, declined ones among them."""
    return db.session.scalars(
        select(Task)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Task.plan_id == plan_id)
        .order_by(*printed_order())
        .execution_options(populate_existing=True)
    ).all()


def tasks_as_issued(plan_id: int) -> Sequence[Task]:
    """The tasks of an issued plan as its first revision froze them, to be printed."""
    frozen = revision(plan_id, 1)
    return [] if frozen is None else [contents.task_of(row) for row in frozen.content["tasks"]]


def own_task(task_id: int) -> Task:
    """A task of the acting tenant. Raises NotFound."""
    task = db.session.scalar(
        select(Task).where(Task.id == task_id, Task.tenant_id == context.acting().tenant_id)
    )
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này, hoặc nhiệm vụ không thuộc đơn vị của bạn.")
    return task


def upstream(plan: Plan) -> Plan | None:
    """The superior's plan from which this one was derived, where it may be read."""
    if plan.upstream_plan_id is None:
        return None
    return db.session.scalar(
        select(Plan).where(Plan.id == plan.upstream_plan_id).options(joinedload(Plan.issuer))
    )


def readable_task(task_id: int) -> Task:
    """A task that may be read: one's own, delivered by a superior, or sent up. Raises NotFound."""
    task = db.session.get(Task, task_id)
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này, hoặc nhiệm vụ không thuộc đơn vị của bạn.")
    return task


def by_id(task_ids: Iterable[int | None]) -> dict[int, Task]:
    """Tasks that may be read, by id: the superior's tasks behind those of a derived plan."""
    wanted = {task_id for task_id in task_ids if task_id is not None}
    if not wanted:
        return {}
    found = db.session.scalars(select(Task).where(Task.id.in_(wanted)))
    return {task.id: task for task in found}


def versions(tasks: Iterable[Task]) -> dict[int, int]:
    """The version of each task, by id, in the order given."""
    return {task.id: task.version for task in tasks}


def upstream_of(plan_id: int) -> dict[int, Task]:
    """The superior's task behind each derived task of a plan, by the id of the latter."""
    own, above = aliased(Task), aliased(Task)
    rows = db.session.execute(
        select(own.id, above)
        .join(above, above.id == own.upstream_task_id)
        .where(own.plan_id == plan_id)
    )
    return {row[0]: row[1] for row in rows}


def tasks_state(versions: Mapping[int, int]) -> str:
    """A list of tasks in one word, by their ids and versions in order: "12.1,13.4"."""
    return ",".join(f"{task_id}.{version}" for task_id, version in versions.items())


def version_of(state: str) -> int:
    """The version of the list of tasks in this state."""
    return zlib.crc32(state.encode())


def tasks_version(tasks: Iterable[Task]) -> int:
    """The version of a list of tasks: it changes with every task that changes, comes or goes."""
    return version_of(tasks_state(versions(tasks)))


def edition(plan: Plan, tasks: Iterable[Task]) -> str:
    """The whole plan as it stands, in one word: what a leader has read before issuing it."""
    return f"{plan.version}-{tasks_version(tasks):08x}"


def numbered(tasks: Iterable[Task]) -> list[tuple[int | None, Task]]:
    """Each task with its number through the whole plan; what is set aside has none."""
    rows: list[tuple[int | None, Task]] = []
    number = 0
    for task in tasks:
        number += task.stands
        rows.append((number if task.stands else None, task))
    return rows


@dataclass(frozen=True)
class Listed:
    """A plan in a list, with what it holds and to how many it went."""

    plan: Plan
    tasks: int
    deliveries: int


def listed(*, year: int | None = None, page: int = 1, page_size: int = 200) -> list[Listed]:
    """The tenant's own plans, the latest year first, drafts before issued ones."""
    task_count = select(func.count()).where(Task.plan_id == Plan.id, Task.stands).scalar_subquery()
    delivery_count = select(func.count()).where(Delivery.plan_id == Plan.id).scalar_subquery()
    rows = db.session.execute(
        _own_plans(year, Plan, task_count, delivery_count)
        .order_by(Plan.year.desc(), Plan.issued_at.desc().nulls_first(), Plan.id.desc())
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return [Listed(*row) for row in rows]


def count(*, year: int | None = None) -> int:
    """How many plans the tenant has."""
    return db.session.scalar(_own_plans(year, func.count(Plan.id))) or 0


def years() -> list[int]:
    """The years of the tenant's own plans, the latest first."""
    return list(
        db.session.scalars(_own_plans(None, Plan.year).distinct().order_by(Plan.year.desc()))
    )


def _own_plans(year: int | None, *columns: Any) -> Any:
    query = select(*columns).where(Plan.tenant_id == context.acting().tenant_id)
    return query if year is None else query.where(Plan.year == year)


def next_number(plan: Plan | Amendment, year: int) -> str:
    """What a form suggests: the next number of the series in the register ("01")."""
    is_guidance = isinstance(plan, Plan) and plan.kind is PlanKind.GUIDANCE
    kind = PaperKind.GUIDANCE if is_guidance else PaperKind.PLAN
    return registers.suggested_number(kind, plan.symbol, year)


def subordinates_on(on: date) -> Any:
    """The tenants directly under the acting one that existed on the day, as a query of tenants."""
    return select(Tenant).where(
        Tenant.parent_id == context.acting().tenant_id,
        Tenant.kind != TenantKind.PLATFORM,
        func.coalesce(Tenant.valid_from, on) <= on,
        func.coalesce(Tenant.valid_to, on) >= on,
    )


def subordinates(on: date) -> Sequence[Tenant]:
    """The tenants directly under the acting one on the day, in the order of the alphabet."""
    return db.session.scalars(
        subordinates_on(on).order_by(Tenant.kind.desc(), Tenant.sort_key, Tenant.id)
    ).all()


def delivered_count(plan_id: int) -> int:
    """To how many tenants the plan went."""
    return db.session.scalar(select(func.count()).where(Delivery.plan_id == plan_id)) or 0


def revision(plan_id: int, number: int) -> PlanRevision | None:
    """The frozen content of the plan as issued under this revision number."""
    return db.session.scalar(
        select(PlanRevision).where(PlanRevision.plan_id == plan_id, PlanRevision.revision == number)
    )


def superior_named_on_papers(issuer: Tenant) -> Tenant | None:
    """Whom a department's or school's papers name above it; people's committees print nobody."""
    if issuer.kind not in (TenantKind.DEPARTMENT, TenantKind.SCHOOL) or issuer.parent_id is None:
        return None
    return db.session.get(Tenant, issuer.parent_id)


def office_names() -> list[str]:
    """The open offices of the acting tenant, in the order of the alphabet."""
    return list(
        db.session.scalars(
            select(Office.name)
            .where(Office.tenant_id == context.acting().tenant_id, Office.closed_at.is_(None))
            .order_by(Office.sort_key, Office.id)
        )
    )
