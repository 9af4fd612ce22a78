"""The plan of 2026 on its way: issued by the province, taken in, derived, issued and sent up."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.plans import actions, jobs
from app.plans.actions import Signature, TaskContent
from app.plans.models import Task
from app.plans.queries import plans
from app.plans.terms import Disposition, SigningCapacity
from deploy.demo import clusters, decisions, diem_he, province_plan, reshaping
from deploy.demo.cast import Cast, Unit
from deploy.demo.courses import Course
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment
from tenants.models import TenantKind

DEPUTIES = ("Văn Quan", "Tri Lễ")
"""Communes whose demo leader is a deputy chair."""


def scenes(cast: Cast, found: list[Course]) -> Iterator[Scene]:
    """The province issues; each unit goes as far as its course says."""
    on = province_plan.ISSUED_ON
    yield Scene(moment(date(2026, 1, 3), 15), cast.officer, lambda by: _draft(cast, by))
    yield Scene(moment(on, 8), cast.leader, lambda by: _issue(cast, by))
    for course in found:
        yield from _steps(cast, course)


def _draft(cast: Cast, by: Person) -> None:
    plan = actions.draft(content=province_plan.CONTENT, tasks=province_plan.TASKS, by=by)
    cast.plan_ids[province_plan.YEAR] = plan.id
    cast.task_ids.extend(task.id for task in plans.tasks(plan.id))


def _issue(cast: Cast, by: Person) -> None:
    jobs.issue_and_tell(
        plan_id=cast.plan_ids[province_plan.YEAR],
        signature=province_plan.SIGNATURE,
        recipient_ids=None,
        due_on=province_plan.DUE_ON,
        by=by,
    )


def _steps(cast: Cast, course: Course) -> Iterator[Scene]:
    unit, minute = course.unit, course.unit.dice.randint(0, 59)
    if course.seen_on:
        yield Scene(moment(course.seen_on, 8, minute), unit.officer, lambda by: _see(cast, by))
    if course.acknowledged_on:
        yield Scene(
            moment(course.acknowledged_on, 10, minute), unit.officer, lambda by: _take_in(cast, by)
        )
    if course.derived_on:
        at = moment(course.derived_on, 14, minute)
        yield Scene(at, unit.officer, lambda by: _derive(cast, unit, by))
    if course.issued_on:
        issued_on = course.issued_on
        at = moment(issued_on, 15, minute)
        yield Scene(at, unit.leader, lambda by: _issue_own(unit, issued_on, by))
    if course.sent_on:
        at = moment(course.sent_on, 16, minute)
        yield Scene(at, unit.leader, lambda by: jobs.send_and_tell(plan_id=unit.plan, by=by))


def _see(cast: Cast, by: Person) -> None:
    actions.see(plan_id=cast.plan_ids[province_plan.YEAR], by=by)


def _take_in(cast: Cast, by: Person) -> None:
    actions.acknowledge(plan_id=cast.plan_ids[province_plan.YEAR], by=by)


def _derive(cast: Cast, unit: Unit, by: Person) -> None:
    plan = actions.derive(plan_id=cast.plan_ids[province_plan.YEAR], by=by).plan
    unit.plan_id = plan.id
    given = plans.tasks(plan.id)
    tasks = actions.set_tasks(
        plan_id=plan.id,
        version=plans.tasks_version(given),
        contents=_decided(unit, given),
        by=by,
    )
    for task in tasks:
        if task.disposition is Disposition.DECLINED:
            continue
        if task.upstream_task_id is None:
            unit.own_task_ids.append(task.id)
        else:
            unit.task_ids[cast.task_ids.index(task.upstream_task_id)] = task.id
    reshaping.reshape(unit, by)


def _decided(unit: Unit, given: Sequence[Task]) -> list[TaskContent]:
    if unit.name == diem_he.NAME:
        return diem_he.tasks(given)
    return decisions.decide(unit, given, cluster=clusters.name_of(unit))


def _issue_own(unit: Unit, on: date, by: Person) -> None:
    jobs.issue_and_tell(plan_id=unit.plan, signature=signature(unit, on), by=by)


def signature(unit: Unit, on: date, number: str | None = None) -> Signature:
    """The unit's leader signs."""
    capacity = SigningCapacity.COMMITTEE_CHAIR
    if unit.tenant.kind is TenantKind.DEPARTMENT:
        capacity = SigningCapacity.DIRECTOR
    elif unit.name in DEPUTIES:
        capacity = SigningCapacity.COMMITTEE_DEPUTY
    return Signature(
        number=number or f"{unit.dice.randint(2, 9) * on.month:02d}",
        issued_on=on,
        capacity=capacity,
        name=unit.leader.full_name,
    )
