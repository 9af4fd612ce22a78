"""Criteria sets, their nodes, and the tasks that a criterion may name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, BigInteger, ColumnElement, and_, cast, func, or_, select
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster
from app.clusters.terms import ClusterKind
from app.lib.errors import NotFound
from app.plans.models import Plan, Task, printed_order
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db
from tenants.models import Tenant

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
    """The sets that may be read, newest year first, with how many criteria each has.

    `issued_only`: those that bind, without drafts and replaced editions.
    """
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
        query = query.where(CriteriaSet.issued_at.is_not(None), CriteriaSet.replaced_at.is_(None))
    return [SetLine(one, number) for one, number in db.session.execute(query)]


def criteria_set(set_id: int) -> CriteriaSet:
    """One set. Raises NotFound where it may not be read: a draft is the province's alone."""
    found = db.session.get(CriteriaSet, set_id)
    if found is None:
        raise NotFound(NO_SET)
    return found


def issuer_name(found: CriteriaSet) -> str:
    """The name of the unit whose set it is: “Tỉnh Lạng Sơn”."""
    issuer = db.session.get(Tenant, found.tenant_id)
    return "" if issuer is None else issuer.name


def criteria_set_as_it_is(set_id: int) -> CriteriaSet:
    """The same, read again from the database: it may have been replaced a moment ago."""
    found = db.session.get(CriteriaSet, set_id, populate_existing=True)
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


def binds(found: type[CriteriaSet], cluster: type[Cluster]) -> ColumnElement[bool]:
    """Whether a set is the one by which a cluster is scored, as a condition between their tables.

    It is issued and not replaced, of the same owner, year and kind, and names the cluster; or it
    names none, and no other set names this cluster.
    """
    own = aliased(CriteriaSet)
    has_own = (
        select(own.id)
        .where(
            own.tenant_id == cluster.tenant_id,
            own.year == cluster.year,
            own.issued_at.is_not(None),
            own.replaced_at.is_(None),
            own.applies_to.any_() == cluster.id,
        )
        .exists()
    )
    return and_(
        found.tenant_id == cluster.tenant_id,
        found.year == cluster.year,
        found.cluster_kind == cluster.kind,
        found.issued_at.is_not(None),
        found.replaced_at.is_(None),
        or_(
            found.applies_to.any_() == cluster.id,
            and_(func.cardinality(found.applies_to) == 0, ~has_own),
        ),
    )


def of_cluster(cluster_id: int) -> CriteriaSet | None:
    """The set by which a cluster is scored, if there is one."""
    return db.session.scalar(
        select(CriteriaSet)
        .join(Cluster, binds(CriteriaSet, Cluster))
        .where(Cluster.id == cluster_id)
    )


def bound_clusters(set_id: int) -> Sequence[Cluster]:
    """The issued clusters that are scored by a set, in the order of their names."""
    return db.session.scalars(
        select(Cluster)
        .join(CriteriaSet, binds(CriteriaSet, Cluster))
        .where(CriteriaSet.id == set_id, Cluster.issued_at.is_not(None))
        .order_by(Cluster.sort_key, Cluster.id)
    ).all()


def competing(found: CriteriaSet) -> CriteriaSet | None:
    """Another set that binds some of the clusters for which a set is about to be issued."""
    wanted = cast(found.applies_to, ARRAY(BigInteger))
    shared = CriteriaSet.applies_to.op("&&")(wanted)
    both_for_the_rest = func.cardinality(CriteriaSet.applies_to) == 0
    return db.session.scalars(
        select(CriteriaSet)
        .where(
            CriteriaSet.tenant_id == found.tenant_id,
            CriteriaSet.year == found.year,
            CriteriaSet.cluster_kind == found.cluster_kind,
            CriteriaSet.issued_at.is_not(None),
            CriteriaSet.replaced_at.is_(None),
            CriteriaSet.id != found.id,
            shared if found.applies_to else both_for_the_rest,
        )
        .order_by(CriteriaSet.id)
    ).first()


def clusters_of_year(year: int, kind: ClusterKind) -> Sequence[Cluster]:
    """The acting tenant's clusters of a kind in a year, issued or not, in order of their names."""
    return db.session.scalars(
        select(Cluster)
        .where(
            Cluster.tenant_id == context.acting().tenant_id,
            Cluster.year == year,
            Cluster.kind == kind,
        )
        .order_by(Cluster.sort_key, Cluster.id)
    ).all()


def cluster_ids(year: int, kind: ClusterKind) -> list[int]:
    """The same by id."""
    return [one.id for one in clusters_of_year(year, kind)]


def cluster_names(ids: Iterable[int]) -> dict[int, str]:
    """The names of some clusters, where they may be read."""
    rows = db.session.execute(
        select(Cluster.id, Cluster.name)
        .where(Cluster.id.in_(list(ids)))
        .order_by(Cluster.sort_key, Cluster.id)
    )
    return {one: name for one, name in rows}


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
    """The tasks of the acting tenant's own issued plans of a year, in the order of the plan."""
    rows = db.session.execute(
        select(Task.id, Task.quarter, Task.text)
        .join(Plan, Plan.id == Task.plan_id)
        .where(
            Plan.tenant_id == context.acting().tenant_id,
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
