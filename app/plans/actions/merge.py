"""A subordinate's plan is brought up to the new revision of its superior's, task by task.

Everything here is done as the subordinate, over its own rows: by the worker, once per revision.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text, update
from sqlalchemy.dialects.postgresql import JSONB

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.merge import Field
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.actions import revise
from app.plans.models import Merge, MergeReceipt, Plan
from app.plans.policies import merging as decisions
from app.plans.policies.merging import Decision
from app.plans.queries import merging
from app.plans.queries.merging import Ground, Pair
from app.plans.terms import Disposition, MergeKind, MergeState, PlanState, RevisionCause
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Merged:
    """What a merge came to: the own plan, how many tasks ended how, whether it was revised, and
    whether others below have it."""

    plan_id: int
    revision: int
    states: Mapping[MergeState, int]
    is_revised: bool
    is_handed_on: bool

    @property
    def open(self) -> int:
        """How many tasks wait for a decision."""
        return sum(count for state, count in self.states.items() if state.is_open)


def merge_above(*, plan_id: int, by: Person | None = None) -> Merged | None:
    """Merge whatever the superior has changed in its plan since into the own plan made from it.

    Untouched fields are brought up to date, at once in a draft, by a new revision in an issued
    plan; what both sides changed waits for an answer. The superior has a receipt of each task.
    None where there is no own plan or nothing is left to merge, so that a repeated job does
    nothing.
    """
    merging.lock(plan_id)
    ground = merging.ground(plan_id)
    if ground is None or not policies.is_open(ground.tenant, clock.today()):
        return None
    pairs = merging.pairs(ground)
    if not pairs:
        return None
    decisions = list(_decide(ground, pairs))
    if not decisions:
        return None
    _supersede(ground, decisions)
    is_revised = _write_tasks(ground, pairs, decisions)
    _write_merges(ground, decisions)
    states = Counter(one.state for one in decisions)
    audit.record(
        "plan.merged",
        ground.plan,
        by=by,
        upstream_plan_id=plan_id,
        upstream_revision=ground.revision,
        count=len(decisions),
    )
    merged = Merged(ground.plan.id, ground.revision, states, is_revised, ground.is_handed_on)
    _tell(ground, merged)
    return merged


def _decide(ground: Ground, pairs: Sequence[Pair]) -> Iterable[Decision]:
    bases = merging.bases(ground, pairs)
    known = ground.known
    parts = Counter(
        pair.theirs["id"]
        for pair in pairs
        if pair.own is not None and pair.own["disposition"] != Disposition.DECLINED
    )
    carriers = merging.carriers(ground) if any(pair.is_withdrawn for pair in pairs) else set()
    for pair in pairs:
        if pair.own is None:
            yield from _decide_new(ground, pair, bases.ids)
            continue
        held = known.get(pair.own["id"])
        situation = decisions.Situation(
            own=pair.own,
            base=bases.of(pair.theirs["id"], pair.base_revision(held)) or pair.theirs,
            theirs=pair.theirs,
            revision=ground.revision,
            open_bases=held.open_bases if held else {},
            is_part=parts[pair.theirs["id"]] > 1,
            carries_others=pair.own["id"] in carriers,
        )
        if pair.is_withdrawn:
            yield decisions.decide_withdrawal(
                situation,
                is_draft=ground.plan.state is PlanState.DRAFT,
                next_revision=ground.plan.revision + 1,
            )
        else:
            yield decisions.decide_change(situation)


def _decide_new(ground: Ground, pair: Pair, before: frozenset[int]) -> Iterable[Decision]:
    """A task that the superior added after the own plan was made; offered once."""
    offered = ground.offers.get(pair.theirs["id"])
    if pair.is_withdrawn:
        if offered is not None and offered.state.is_open:
            yield Decision(MergeKind.WITHDRAWN, MergeState.INFORMED, None, pair.theirs["id"])
        return
    decision = decisions.decide_addition(pair.theirs, ground.revision)
    is_new = offered is None and pair.theirs["id"] not in before
    if is_new or (offered is not None and offered.state.is_open and decision.row is not None):
        yield decision


def _supersede(ground: Ground, decisions: Iterable[Decision]) -> None:
    """What waited for an answer and is decided anew by this revision."""
    own = {one.own_id for one in decisions if one.own_id is not None}
    offered = {one.upstream_id for one in decisions if one.own_id is None}
    gone = [
        merge_id
        for held in (
            *(known for task_id, known in ground.known.items() if task_id in own),
            *(known for task_id, known in ground.offers.items() if task_id in offered),
        )
        for merge_id in held.open_ids
    ]
    if not gone:
        return
    state = {"state": MergeState.SUPERSEDED}
    db.session.execute(
        update(Merge).where(Merge.id.in_(gone)).values(**state, version=Merge.version + 1),
        execution_options={"synchronize_session": False},
    )
    db.session.execute(
        update(MergeReceipt).where(MergeReceipt.merge_id.in_(gone)).values(**state),
        execution_options={"synchronize_session": False},
    )


def _write_tasks(ground: Ground, pairs: Sequence[Pair], decisions: Sequence[Decision]) -> bool:
    """Whether the own plan has a new revision by them."""
    plan = ground.plan
    rows = [one.row for one in decisions if one.row is not None]
    if not rows:
        return False
    own = {pair.own["id"]: pair.own for pair in pairs if pair.own is not None}
    changed = [row for row in rows if row["id"] is not None]
    names = {name for row in changed for name in row if row[name] != own[row["id"]][name]}
    if plan.state is PlanState.DRAFT:
        revise.write(plan, rows, issued_at=None, names=names)
        _follow(plan, ground.revision)
        return False
    revise.revise(
        plan,
        rows,
        cause=RevisionCause.MERGED,
        upstream_revision=ground.revision,
        before=ground.content,
        names=names,
    )
    return True


def _follow(plan: Plan, revision: int) -> None:
    """A draft follows the superior's plan; who edits its head is not disturbed."""
    db.session.execute(
        update(Plan).where(Plan.id == plan.id).values(upstream_revision=revision),
        execution_options={"synchronize_session": False},
    )


_MERGES = text(
    """
    WITH made AS (
      INSERT INTO merges (tenant_id, plan_id, task_id, upstream_plan_id, upstream_task_id,
                          revision, kind, state, fields, created_at)
      SELECT :tenant_id, :plan_id,
             coalesce(v.task_id, CASE WHEN v.state = 'inserted' THEN
               (SELECT max(t.id) FROM tasks t
                WHERE t.plan_id = :plan_id AND t.upstream_task_id = v.upstream_task_id) END),
             :upstream_plan_id, v.upstream_task_id, :revision, v.kind, v.state, v.fields, :at
      FROM jsonb_to_recordset(:rows) AS
           v(task_id bigint, upstream_task_id bigint, kind text, state text, fields jsonb)
      RETURNING id, upstream_task_id, kind, state, fields
    )
    INSERT INTO merge_receipts (tenant_id, merge_id, plan_id, upstream_task_id, addressee_id,
                                sent_at, revision, kind, state, fields, created_at)
    SELECT :tenant_id, id, :upstream_plan_id, upstream_task_id, :addressee_id, :at, :revision,
           kind, state,
           (SELECT coalesce(jsonb_object_agg(one.key, one.value -> 'outcome')
                            FILTER (WHERE one.value ->> 'outcome' <> 'kept'), '{}')
            FROM jsonb_each(made.fields) one),
           :at
    FROM made
    """
).bindparams(bindparam("rows", type_=JSONB))


def _write_merges(ground: Ground, decisions: Sequence[Decision]) -> None:
    """What was decided, for the office, and what the superior may know of it; one statement."""
    rows = [
        {
            "task_id": one.own_id,
            "upstream_task_id": one.upstream_id,
            "kind": one.kind.value,
            "state": one.state.value,
            "fields": {name: _kept(field) for name, field in one.fields.items()},
        }
        for one in decisions
    ]
    db.session.execute(
        _MERGES,
        {
            "rows": rows,
            "tenant_id": context.acting().tenant_id,
            "plan_id": ground.plan.id,
            "upstream_plan_id": ground.upstream_id,
            "addressee_id": ground.superior_id,
            "revision": ground.revision,
            "at": clock.now(),
        },
    )


def _kept(field: Field) -> dict[str, Any]:
    return {
        "base": field.base,
        "mine": field.mine,
        "theirs": field.theirs,
        "outcome": field.outcome.value,
    }


def _tell(ground: Ground, merged: Merged) -> None:
    """The office's own people learn what was done for them and what waits for them."""
    taken = sum(merged.states[state] for state in _TAKEN)
    said = [f"đã cập nhật {taken} nhiệm vụ"] if taken else []
    if merged.open:
        said.append(f"{merged.open} nhiệm vụ chờ đơn vị quyết định")
    notifications.tell(
        addressee_ids=[ground.plan.tenant_id],
        kind="plan.merged",
        text=(
            f"{ground.reference} của cấp trên đã điều chỉnh: "
            f"{', '.join(said) or 'kế hoạch của đơn vị không phải đổi'}."
        ),
        path=f"/plans/{ground.plan.id}/merges",
        key=f"plan.merged:{ground.plan.id}:{ground.revision}",
    )


_TAKEN = (
    MergeState.APPLIED,
    MergeState.FORCED,
    MergeState.INSERTED,
    MergeState.REMOVED,
)
