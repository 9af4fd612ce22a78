"""Criteria sets, their nodes, and the tasks that a criterion may name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.clusters.terms import ClusterKind
from app.lib.errors import NotFound
from app.plans.models import Plan, Task, printed_order
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db

NO_SET = "Không tìm thấy bộ tiêu chí này."


@dataclass(frozen=True)
class SetLine:
    """A set as a line of the list."""

    criteria_set: CriteriaSet
    criterion_count: int


@dataclass(frozen=True)
class TaskOption:
    """A task of the province's issued plan that a criterion may draw from."""

    id: int
    quarter: int
    text: str


def sets(*, year: int | None = None, issued_only: bool = False) -> list[SetLine]:
    """The sets that may be read, newest year first, with how many criteria each has."""
    count = (
        select(func.count())
        .where(Criterion.criteria_set_id == CriteriaSet.id, Criterion.formula.is_not(None))
        .scalar_subquery()
    )
    query = select(CriteriaSet, count).order_by(
        CriteriaSet.year.desc(), CriteriaSet.cluster_kind, CriteriaSet.id.desc()
    )
    if year is not None:
        query = query.where(CriteriaSet.year == year)
    if issued_only:
        query = query.where(CriteriaSet.issued_at.is_not(None))
    return [SetLine(one, number) for one, number in db.session.execute(query)]


def criteria_set(set_id: int) -> CriteriaSet:
    """One set. Raises NotFound where it may not be read: a draft is the province's alone."""
    found = db.session.get(CriteriaSet, set_id)
    if found is None:
        raise NotFound(NO_SET)
    return found


def set_for_change(set_id: int) -> CriteriaSet:
    """The acting tenant's set, locked until the end of the transaction. Raises NotFound."""
    found = db.session.scalar(
        select(CriteriaSet)
        .where(CriteriaSet.id == set_id, CriteriaSet.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(NO_SET)
    return found


def issued_set(*, year: int, kind: ClusterKind) -> CriteriaSet | None:
    """The set that binds clusters of a kind in a year, if it is issued."""
    return db.session.scalar(
        select(CriteriaSet).where(
            CriteriaSet.year == year,
            CriteriaSet.cluster_kind == kind,
            CriteriaSet.issued_at.is_not(None),
        )
    )


def criteria(set_id: int) -> Sequence[Criterion]:
    """All nodes of a set."""
    return db.session.scalars(
        select(Criterion)
        .where(Criterion.criteria_set_id == set_id)
        .order_by(Criterion.position, Criterion.id)
    ).all()


def criterion(criterion_id: int) -> Criterion:
    """One node. Raises NotFound where it may not be read."""
    found = db.session.get(Criterion, criterion_id)
    if found is None:
        raise NotFound("Không tìm thấy nhóm hoặc tiêu chí này.")
    return found


def scale(set_id: int) -> Scale:
    """A set laid out to be scored: two statements. Raises NotFound."""
    return Scale.of(criteria_set(set_id), criteria(set_id))


def task_options(*, year: int) -> list[TaskOption]:
    """The tasks of the province's own issued plans of a year, in the order of the plan."""
    rows = db.session.execute(
        select(Task.id, Task.quarter, Task.text)
        .join(Plan, Plan.id == Task.plan_id)
        .where(
            Plan.tenant_id == context.acting().province_id,
            Plan.year == year,
            Plan.issued_at.is_not(None),
        )
        .order_by(Plan.id, *printed_order())
    )
    return [TaskOption(*row) for row in rows]


def tasks_by_id(task_ids: Sequence[int]) -> dict[int, TaskOption]:
    """Some tasks by id, where they may be read."""
    rows = db.session.execute(select(Task.id, Task.quarter, Task.text).where(Task.id.in_(task_ids)))
    return {row.id: TaskOption(*row) for row in rows}
