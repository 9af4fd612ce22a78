"""A subordinate makes its own plan out of its superior's, and decides on each task."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    case,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.plans import policies
from app.plans.actions import receive
from app.plans.actions.content import Origin, PlanContent
from app.plans.actions.draft import draft
from app.plans.actions.tasks import edit_task
from app.plans.models import Pilot, Plan, Task
from app.plans.queries import incoming, merging, pilots, plans
from app.plans.queries.incoming import Incoming
from app.plans.terms import (
    Disposition,
    PlanKind,
    area_of,
    in_sentence,
    localized,
    organ_name,
    starting_prose,
)
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Above = aliased(Task, name="above")
Holder = aliased(Task, name="holder")

CARRIED = (
    "quarter",
    "text",
    "lead_office",
    "support_offices",
    "requested_offices",
    "deadline_on",
    "deadline_inclusive",
    "deadline_precision",
    "tentative",
    "series",
    "mandatory",
    "locked",
)
DUE = ("quarter", "deadline_on", "deadline_inclusive", "deadline_precision")
"""What a pilot unit has of its own."""

WORDING = (
    "quarter",
    "text",
    "deadline_on",
    "deadline_inclusive",
    "deadline_precision",
    "tentative",
)

TAKEN_UP = {"decline_reason": None, "merged_into_id": None}
"""What a task that is carried out on its own has not."""


@dataclass(frozen=True)
class Derivation:
    """The own plan, and whether it was made just now or had been made before."""

    plan: Plan
    is_new: bool


def derive(*, plan_id: int, by: Person) -> Derivation:
    """Make the office's own draft out of a superior's plan: every task kept, with its origin.

    An office has one plan out of each superior's plan: asked again, the same one is given. The
    superior's plan counts as seen and taken in.
    Raises NotFound where the plan was not delivered to this office, Conflict where the office has
    closed.
    """
    merging.lock(plan_id)
    arrived = incoming.delivery_of(plan_id)
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    policies.check_open(tenant, clock.today())
    policies.check_derive(arrived.plan)
    now = clock.now()
    receive.write(arrived, seen_at=now, acknowledged_at=now, acknowledged_by=by.id)
    before = incoming.own_plan_from(plan_id)
    if before is not None:
        return Derivation(before, is_new=False)
    own = draft(
        content=_content(arrived, tenant),
        origin=Origin(
            upstream_plan_id=arrived.plan.id,
            upstream_tenant_id=arrived.issuer.id,
            upstream_revision=arrived.plan.revision,
        ),
        by=by,
    )
    count = _carry_tasks(arrived.plan, own)
    receive.write(arrived, derived_at=now, derived_plan_id=own.id)
    audit.record("plan.derived", own, by=by, upstream_plan_id=arrived.plan.id, tasks=count)
    return Derivation(own, is_new=True)


def _content(arrived: Incoming, tenant: Tenant) -> PlanContent:
    above, superior = arrived.plan, arrived.issuer
    prose = starting_prose(tenant, superior=superior, year=above.work_year)
    sections = prose.sections
    if above.kind is not PlanKind.YEAR_PLAN:
        aims = {name: above.sections.get(name, "") for name in ("purpose", "requirements")}
        sections |= {
            name: localized(text, superior=superior, tenant=tenant) for name, text in aims.items()
        }
    return PlanContent(
        kind=above.kind,
        year=above.year,
        period=above.period,
        title=_title(above.title, superior, tenant),
        legal_bases=[_basis(above, superior)],
        sections=sections,
        recipients=prose.recipients,
    )


def _title(title: str, superior: Tenant, tenant: Tenant) -> str:
    """The superior's title with the own name in it."""
    own = localized(title, superior=superior, tenant=tenant)
    return own if own != title else f"{title.rstrip(' .')} {area_of(tenant)}"


def _basis(above: Plan, superior: Tenant) -> dict[str, Any]:
    """The superior's plan as the ground on which the own one stands, in words and as facts."""
    issuer, on = organ_name(superior), above.issued_on
    return {
        "text": f"Thực hiện {above.reference} của {issuer} về {in_sentence(above.title)}",
        "kind": "kế hoạch",
        "number": above.number,
        "symbol": above.symbol,
        "on": on.isoformat() if on else None,
        "issuer": issuer,
    }


def _carry_tasks(above: Plan, own: Plan) -> int:
    """The superior's tasks as the own plan's, word for word, by one statement."""
    place = func.row_number().over(partition_by=Task.quarter, order_by=(Task.position, Task.id))
    rows = (
        select(
            literal(own.tenant_id, BigInteger),
            literal(own.id, BigInteger),
            *(_carried(name) for name in CARRIED),
            place,
            literal(Disposition.KEPT, Task.disposition.type),
            Task.id,
            select(Plan.revision).where(Plan.id == above.id).scalar_subquery(),
        )
        .outerjoin(
            Pilot,
            and_(Pilot.task_id == Task.id, Pilot.recipient_id == own.tenant_id, Pilot.holds()),
        )
        .where(
            Task.plan_id == above.id,
            Task.tenant_id == above.tenant_id,
            Task.stands,
        )
    )
    columns = [
        "tenant_id",
        "plan_id",
        *CARRIED,
        "position",
        "disposition",
        "upstream_task_id",
        "upstream_revision",
    ]
    done = db.session.execute(
        insert(Task).from_select(columns, rows), execution_options={"preserve_rowcount": True}
    )
    _combine_as_above(own)
    return int(done.rowcount)  # type: ignore[attr-defined]


def _carried(name: str) -> ColumnElement[Any]:
    """A field of the superior's task; a pilot unit takes its own, earlier deadline."""
    given: ColumnElement[Any] = getattr(Task, name)
    if name == "tentative":
        return and_(given, Pilot.id.is_(None))
    if name not in DUE:
        return given
    return case((Pilot.id.is_not(None), getattr(Pilot, name)), else_=given)


def _combine_as_above(own: Plan) -> None:
    """What the superior carries out inside another task's event is so in the own plan too."""
    db.session.execute(
        update(Task)
        .where(
            Task.plan_id == own.id,
            Above.id == Task.upstream_task_id,
            Holder.plan_id == own.id,
            Holder.upstream_task_id == Above.combined_with_id,
        )
        .values(combined_with_id=Holder.id)
        .execution_options(synchronize_session=False)
    )


def decide_task(
    *, task_id: int, version: int, disposition: Disposition, reason: str = "", by: Person
) -> Task:
    """Decide on a superior's task: kept as given, adapted (as the office words it), or declined.

    Raises Invalid for "added", which is no decision, and what the single decisions raise.
    """
    if disposition is Disposition.DECLINED:
        return decline_task(task_id=task_id, version=version, reason=reason, by=by)
    if disposition is Disposition.KEPT:
        return keep_task(task_id=task_id, version=version, by=by)
    if disposition is Disposition.ADAPTED:
        return resume_task(task_id=task_id, version=version, by=by)
    raise Invalid("Hãy chọn giữ nguyên, điều chỉnh hoặc không thực hiện.", "disposition")


def keep_task(*, task_id: int, version: int, by: Person) -> Task:
    """Take the superior's wording, quarter and deadline of a task again.

    Raises Conflict for a task of the office's own or an issued plan, Stale for a changed one.
    """
    task = plans.own_task(task_id)
    above = plans.by_id([task.upstream_task_id]).get(task.upstream_task_id or 0)
    if above is None:
        raise Conflict("Nhiệm vụ này do đơn vị tự bổ sung, không có bản gốc của cấp trên.")
    changes = {name: getattr(above, name) for name in WORDING}
    pilot = pilots.mine([above.id]).get(above.id)
    if pilot is not None:
        changes |= {name: getattr(pilot, name) for name in DUE}
    return edit_task(task_id=task_id, version=version, changes={**changes, **TAKEN_UP}, by=by)


def decline_task(*, task_id: int, version: int, reason: str, by: Person) -> Task:
    """Do not carry out a superior's task, for a reason that the superior will read.

    Raises Invalid without a reason and where the superior made the task a must, Conflict for a
    task of the office's own or an issued plan, Stale for a changed one.
    """
    if not reason.strip():
        raise Invalid("Cần ghi lý do không thực hiện để cấp trên biết.", "decline_reason")
    return edit_task(
        task_id=task_id, version=version, changes={"decline_reason": reason.strip()}, by=by
    )


def resume_task(*, task_id: int, version: int, by: Person) -> Task:
    """Carry out a declined or merged task after all, as the office worded it before.

    Raises Conflict for an issued plan, Stale for a changed task.
    """
    return edit_task(task_id=task_id, version=version, changes=TAKEN_UP, by=by)
