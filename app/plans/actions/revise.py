"""Changing the tasks of a plan by set-based statements; an issued plan by a new revision.

Tasks come as contents (`queries.contents`): those with an id change, those without are new.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Text, bindparam, cast, column, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import JSONB

from app.lib import clock
from app.plans.models import Plan, PlanRevision, Task
from app.plans.queries import contents
from app.plans.terms import RevisionCause
from tenants.db import db

Content = Mapping[str, Any]
WRITTEN = tuple(name for name in contents.TASK if name != "id")
_TABLE = Task.__table__


def revise(
    plan: Plan,
    rows: Sequence[Content],
    *,
    cause: RevisionCause,
    upstream_revision: int | None = None,
    before: Content | None = None,
    names: Collection[str] | None = None,
) -> list[int]:
    """Write tasks of an issued plan and freeze the new revision that they make; ids of new tasks.

    `before` is the content of the revision in force where it is at hand, `names` the columns that
    changed rows differ in, where that is known. Revisions that went up stay as they were sent; new
    tasks of a plan that went up are read above at once.
    """
    at = clock.now()
    if before is None:
        before = content_in_force(plan)
    plan.revision += 1
    if upstream_revision is not None:
        plan.upstream_revision = upstream_revision
    db.session.flush()
    written = write(plan, rows, issued_at=at, names=names)
    content = contents.with_tasks(before, written, upstream_revision=plan.upstream_revision)
    text = contents.as_text(content)
    db.session.execute(
        insert(PlanRevision).values(
            tenant_id=plan.tenant_id,
            plan_id=plan.id,
            revision=plan.revision,
            cause=cause,
            content=cast(literal(text, Text), JSONB),
            sha256=contents.sha256_of_text(text),
            issued_at=at,
            created_at=at,
        )
    )
    return [row["id"] for row in written[len(written) - _count_new(rows) :]]


def write(
    plan: Plan,
    rows: Sequence[Content],
    *,
    issued_at: datetime | None,
    names: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    """Write tasks as they are given, under the plan's revision; the rows with their ids, the new
    ones last.
    """
    changed = [dict(row) for row in rows if row["id"] is not None]
    added = [dict(row) for row in rows if row["id"] is None]
    if changed:
        _change(plan, changed, WRITTEN if names is None else sorted(names))
    if added:
        for row, task_id in zip(added, _add(plan, added, issued_at), strict=True):
            row["id"] = task_id
    return [*changed, *added]


def content_in_force(plan: Plan) -> Content:
    """The content of the revision of an issued plan that is in force."""
    return db.session.scalars(
        select(PlanRevision.content).where(
            PlanRevision.plan_id == plan.id, PlanRevision.revision == plan.revision
        )
    ).one()


def _count_new(rows: Iterable[Content]) -> int:
    return sum(row["id"] is None for row in rows)


def _change(plan: Plan, rows: Sequence[Content], names: Sequence[str]) -> None:
    """One statement for all rows; who has one of them open is told when saving."""
    v = _given(tuple(names)).c
    db.session.execute(
        update(_TABLE)
        .where(_TABLE.c.id == v.id, _TABLE.c.plan_id == plan.id)
        .values(
            {name: v[name] for name in names}
            | {"revision": _revision_of(plan), "version": _TABLE.c.version + 1}
        ),
        {"rows": [{name: row[name] for name in ("id", *names)} for row in rows]},
    )
    _forget([row["id"] for row in rows])


@cache
def _given(names: tuple[str, ...]) -> Any:
    """Rows handed over as one JSON parameter, as a table of these columns."""
    columns = [column(name, _TABLE.c[name].type) for name in ("id", *names)]
    rows = func.jsonb_to_recordset(bindparam("rows", type_=JSONB))
    return rows.table_valued(*columns, name="v").render_derived(name="v", with_types=True)


def _revision_of(plan: Plan) -> int:
    return max(plan.revision, 1)


def _forget(task_ids: Iterable[int]) -> None:
    """Let tasks that are in memory be read anew."""
    wanted = set(task_ids)
    for task in [one for one in db.session if isinstance(one, Task) and one.id in wanted]:
        db.session.expire(task)


def _add(plan: Plan, rows: Sequence[Content], issued_at: datetime | None) -> list[int]:
    given = {
        "tenant_id": plan.tenant_id,
        "plan_id": plan.id,
        "revision": _revision_of(plan),
        "issued_at": issued_at,
        "addressee_id": plan.addressee_id,
        "sent_at": plan.sent_at,
        "created_at": clock.now(),
        "version": 1,
    }
    made = db.session.scalars(
        insert(Task).returning(Task.id, sort_by_parameter_order=True),
        [{**{name: row[name] for name in WRITTEN}, **given, **_typed(row)} for row in rows],
    )
    return list(made)


def _typed(row: Content) -> dict[str, Any]:
    """What JSON holds as text, as the columns take it."""
    on = row["deadline_on"]
    return {
        "deadline_on": date.fromisoformat(on) if on else None,
        **{
            name: _TABLE.c[name].type.enum_class(row[name])
            for name in ("deadline_precision", "disposition")
        },
    }
