"""What a merge reads: the own plan, the superior's tasks that changed since, what was agreed then.

A handful of statements, whatever the number of tasks; nothing here is shown on a page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, func, literal_column, or_, select, text
from sqlalchemy.orm import aliased

from app.lib.merge import Outcome
from app.plans.models import Delivery, Merge, Plan, PlanRevision, Task
from app.plans.queries import contents
from app.plans.terms import OPEN_STATES, Disposition, MergeState
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Content = Mapping[str, Any]
Above = aliased(Plan, name="above")
Own = aliased(Task, name="own")
Up = aliased(Task, name="up")
_ASIDE = (Disposition.DECLINED, Disposition.MERGED)


@dataclass
class Known:
    """What was merged before of one task: up to which revision, and what still waits.

    `open_bases` are the bases of fields in an open conflict.
    """

    revision: int = 0
    state: MergeState = MergeState.INFORMED
    open_ids: list[int] = field(default_factory=list)
    open_bases: dict[str, Any] = field(default_factory=dict)

    def learn(self, merge_id: int, revision: int, state: MergeState, fields: Any) -> None:
        """Take in one earlier merge of the task, the older first."""
        self.revision, self.state = revision, state
        if state.is_open:
            self.open_ids.append(merge_id)
            self.open_bases |= {
                name: one["base"]
                for name, one in (fields or {}).items()
                if one["outcome"] == Outcome.CONFLICT
            }


@dataclass(frozen=True)
class Ground:
    """The own plan (kept from other writers) and the revision of the superior's that is in force.

    `content` is that of the own revision in force; none of a draft. `known` by own task, `offers`
    by the superior's task that has no own one. `is_handed_on`: others below have the own plan.
    """

    plan: Plan
    upstream_id: int
    superior_id: int
    reference: str
    revision: int
    content: Content | None
    tenant: Tenant
    is_handed_on: bool
    known: Mapping[int, Known]
    offers: Mapping[int, Known]


@dataclass(frozen=True)
class Pair:
    """A superior's task that changed, beside the own one made from it, if there is one."""

    own: dict[str, Any] | None
    theirs: dict[str, Any]
    changed_in: int

    @property
    def is_withdrawn(self) -> bool:
        """Whether the superior no longer carries it out."""
        gone = self.theirs["withdrawn_revision"] is not None
        return gone or self.theirs["disposition"] in _ASIDE

    def base_revision(self, known: Known | None) -> int:
        """The revision of the superior's plan that the own task was last held against."""
        agreed = (self.own or {}).get("upstream_revision") or 0
        return max(agreed, known.revision if known else 0)


@dataclass(frozen=True)
class Bases:
    """The superior's tasks as they were in earlier revisions; `ids`: those the own plan met."""

    tasks: Mapping[tuple[int, int], Content]
    ids: frozenset[int]

    def of(self, task_id: int, revision: int) -> Content | None:
        """The superior's task in that revision; None where it was not there yet."""
        return self.tasks.get((task_id, revision))


def lock(plan_id: int) -> None:
    """Wait for whoever derives from, or merges, this superior's plan here; keep others waiting.

    What follows reads and writes by keys alone: PostgreSQL is told to plan each statement once and
    not anew for every recipient, which costs more than the work, row security being what it is.
    """
    key = f"plans.merge:{context.acting().tenant_id}:{plan_id}"
    db.session.execute(
        select(
            func.set_config("plan_cache_mode", "force_generic_plan", True),
            func.pg_advisory_xact_lock(func.hashtextextended(key, 0)),
        )
    )


def ground(plan_id: int) -> Ground | None:
    """What stands here against the superior's plan; None where no own plan was made from it."""
    is_handed_on = select(Delivery.id).where(Delivery.plan_id == Plan.id).exists()
    row = db.session.execute(
        select(Plan, Above, PlanRevision.content, Tenant, is_handed_on)
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .join(Above, Above.id == Plan.upstream_plan_id)
        .outerjoin(
            PlanRevision,
            and_(PlanRevision.plan_id == Plan.id, PlanRevision.revision == Plan.revision),
        )
        .where(Plan.tenant_id == context.acting().tenant_id, Plan.upstream_plan_id == plan_id)
        .with_for_update(of=Plan)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        return None
    plan, above, content, tenant, handed_on = row
    known, offers = _known(plan.id)
    return Ground(
        plan=plan,
        upstream_id=above.id,
        superior_id=above.tenant_id,
        reference=above.reference,
        revision=above.revision,
        content=content,
        tenant=tenant,
        is_handed_on=handed_on,
        known=known,
        offers=offers,
    )


def _known(plan_id: int) -> tuple[dict[int, Known], dict[int, Known]]:
    by_task: dict[int, Known] = {}
    offers: dict[int, Known] = {}
    rows = db.session.execute(
        select(
            Merge.id,
            Merge.task_id,
            Merge.upstream_task_id,
            Merge.revision,
            Merge.state,
            case((Merge.state.in_(OPEN_STATES), Merge.fields)),
        )
        .where(Merge.plan_id == plan_id)
        .order_by(Merge.revision, Merge.id)
    )
    for merge_id, task_id, upstream_task_id, revision, state, fields in rows:
        held = (
            offers.setdefault(upstream_task_id, Known())
            if task_id is None
            else by_task.setdefault(task_id, Known())
        )
        held.learn(merge_id, revision, state, fields)
    return by_task, offers


def pairs(ground: Ground) -> list[Pair]:
    """Every task of the superior's plan that changed since it was last merged here."""
    rows = db.session.execute(
        select(
            func.to_jsonb(literal_column("own")),
            func.to_jsonb(literal_column("up")),
            Up.revision,
        )
        .select_from(Up)
        .outerjoin(Own, and_(Own.upstream_task_id == Up.id, Own.plan_id == ground.plan.id))
        .where(
            Up.plan_id == ground.upstream_id,
            Up.revision > func.coalesce(Own.upstream_revision, 0),
            or_(Own.id.is_(None), Own.withdrawn_revision.is_(None)),
        )
        .order_by(Up.id, Own.id)
    )
    found = [
        Pair(None if own is None else contents.picked(own), contents.picked(up), revision)
        for own, up, revision in rows
    ]
    return [pair for pair in found if not _is_merged(ground, pair)]


def _is_merged(ground: Ground, pair: Pair) -> bool:
    if pair.own is not None:
        known = ground.known.get(pair.own["id"])
        return pair.base_revision(known) >= pair.changed_in
    offer = ground.offers.get(pair.theirs["id"])
    if offer is None:
        return pair.is_withdrawn
    return not offer.state.is_open or offer.revision >= pair.changed_in


def bases(ground: Ground, pairs: Sequence[Pair]) -> Bases:
    """The superior's tasks as they were when the own ones were last held against them."""
    met = ground.plan.upstream_revision or 1
    own = [pair for pair in pairs if pair.own is not None]
    wanted = {pair.base_revision(ground.known.get((pair.own or {})["id"])) for pair in own}
    rows = db.session.execute(
        _BASES,
        {
            "plan_id": ground.upstream_id,
            "revisions": [*wanted, met],
            "ids": [pair.theirs["id"] for pair in own],
            "met": met if len(own) < len(pairs) else None,
        },
    ).all()
    return Bases(
        {(task["id"], row.revision): task for row in rows for task in row.tasks or ()},
        frozenset(task_id for row in rows for task_id in row.ids or ()),
    )


_BASES = text(
    """
    SELECT revision,
           (SELECT jsonb_agg(t) FROM jsonb_array_elements(content -> 'tasks') t
            WHERE (t ->> 'id')::bigint = ANY(:ids)) AS tasks,
           CASE WHEN revision = CAST(:met AS integer)
                THEN jsonb_path_query_array(content, '$.tasks[*].id') END AS ids
    FROM plan_revisions
    WHERE plan_id = :plan_id AND revision = ANY(:revisions)
    """
)
"""The tasks of some revisions that are asked for; of one revision the ids of all."""


def carriers(ground: Ground) -> set[int]:
    """The own tasks into which others are merged."""
    return _ids(
        select(Task.merged_into_id)
        .where(Task.plan_id == ground.plan.id, Task.merged_into_id.is_not(None))
        .distinct()
    )


def _ids(query: Any) -> set[int]:
    found: Iterable[int] = db.session.scalars(query)
    return set(found)
