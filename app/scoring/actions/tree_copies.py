"""Filling the tree of a new draft: from an example, or from another set."""

from collections.abc import Sequence

from sqlalchemy import Integer, insert, literal, select, update
from sqlalchemy.orm import aliased

from app.scoring.models import CriteriaSet, Criterion
from app.scoring.samples import Item
from tenants.db import db

COPIED = (
    *("code", "part", "text", "guidance", "max_points", "capped", "formula", "params"),
    *("evidence_required", "position", "weight", "gates", "assignable"),
)
"""What a copy keeps of a node; days and named tasks belong to the year of the set copied."""
OF_THE_YEAR = ("upstream_task_id", "due_on")


def insert_items(found: CriteriaSet, items: Sequence[Item]) -> None:
    """The groups and criteria of an example, level by level."""
    db.session.flush()
    ids: dict[str, int] = {}
    level = [item for item in items if item.parent is None]
    while level:
        rows = [
            {
                "tenant_id": found.tenant_id,
                "criteria_set_id": found.id,
                "parent_id": ids.get(item.parent or ""),
                "position": items.index(item),
                **item.columns(),
            }
            for item in level
        ]
        made = db.session.execute(insert(Criterion).returning(Criterion.code, Criterion.id), rows)
        ids.update({code: number for code, number in made})
        above = {item.code for item in level}
        level = [item for item in items if item.parent in above]


def copy_nodes(from_id: int, found: CriteriaSet, *, same_year: bool = False) -> None:
    """The nodes in one statement, then their places in the tree by code in another."""
    db.session.flush()
    names = (*COPIED, *OF_THE_YEAR) if same_year else COPIED
    columns = [getattr(Criterion, name) for name in names]
    db.session.execute(
        insert(Criterion).from_select(
            ["tenant_id", "criteria_set_id", "version", *names],
            select(Criterion.tenant_id, literal(found.id), literal(1, Integer), *columns).where(
                Criterion.criteria_set_id == from_id
            ),
        )
    )
    old, above, new_parent = aliased(Criterion), aliased(Criterion), aliased(Criterion)
    parents = (
        select(old.code.label("code"), new_parent.id.label("parent_id"))
        .join(above, above.id == old.parent_id)
        .join(new_parent, new_parent.code == above.code)
        .where(old.criteria_set_id == from_id, new_parent.criteria_set_id == found.id)
        .subquery()
    )
    db.session.execute(
        update(Criterion)
        .where(Criterion.criteria_set_id == found.id, Criterion.code == parents.c.code)
        .values(parent_id=parents.c.parent_id)
        .execution_options(synchronize_session=False)
    )
