"""Taking a workbook over into a draft: head and tree at once, exactly as its dry run said."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid, Stale
from app.scoring.actions import criteria_sets, editions
from app.scoring.content import NodeContent
from app.scoring.exchange import compare
from app.scoring.exchange.document import Document, NodeDraft
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria
from app.scoring.queries import exchange as queries
from tenants import context
from tenants.db import db

CHANGED = (
    "Bộ tiêu chí đã thay đổi sau khi bạn xem trước (có thể chính lần nhập này đã được áp dụng); "
    "hãy mở lại bộ tiêu chí để kiểm tra."
)


def take_over(*, set_id: int, name: str, content: bytes, digest: str, by: Person) -> CriteriaSet:
    """Bring a draft to what an uploaded workbook says.

    `digest`: that of the set when its changes were shown. Raises Invalid at "file" with every error
    by sheet and cell, Conflict once issued, Stale where the set has changed since.
    """
    policies.check_arrange(context.acting())
    found = criteria.set_for_change(set_id)
    policies.check_edit(found)
    reading, there, changes = queries.read(set_id, name, content)
    if reading.document is None:
        raise Invalid(fields={"file": [str(error) for error in reading.errors]})
    if there.digest != digest:
        raise Stale(CHANGED)
    new = reading.document
    criteria_sets.check(new.head)
    editions.check_same_clusters(found, new.head)
    criteria_sets.assign(found, new.head)
    _write_tree(found, there, new)
    counted = {kind.value: number for kind, number in compare.count(changes).items()}
    audit.record("criteria_set.imported", found, by=by, **counted)
    db.session.flush()
    return found


def _write_tree(found: CriteriaSet, old: Document, new: Document) -> None:
    """Old rows become new ones; parents are set before anything is removed below them."""
    rows = {one.id: one for one in criteria.criteria(found.id)}
    pairs = compare.match(old, new)
    there = {code: rows[node.id] for code, node in pairs.old_of.items() if node.id is not None}
    _set_codes_aside(there)
    made: dict[str, Criterion] = {}
    for position, one in enumerate(new.nodes):
        parent_id = None if one.parent is None else made[one.parent].id
        made[one.code] = _written(found, there.get(one.code), one, parent_id, position)
    db.session.flush()
    gone = {one.code for one in pairs.gone}
    tops = [one.id for one in pairs.gone if one.parent not in gone]
    db.session.execute(
        delete(Criterion).where(Criterion.id.in_(tops)).execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _set_codes_aside(there: Mapping[str, Criterion]) -> None:
    """Codes may change places: those that change get one that nobody has, for a moment."""
    for code, row in there.items():
        if row.code != code:
            row.code = f"~{row.id}"
    db.session.flush()


def _written(
    found: CriteriaSet,
    row: Criterion | None,
    one: NodeDraft,
    parent_id: int | None,
    position: int,
) -> Criterion:
    columns = {**_columns(one.content), "parent_id": parent_id, "position": position}
    if row is None:
        row = Criterion(tenant_id=found.tenant_id, criteria_set_id=found.id, **columns)
        db.session.add(row)
        db.session.flush()
        return row
    for name, value in columns.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def _columns(content: NodeContent) -> dict[str, object]:
    return {**vars(content), "gates": list(content.gates), "params": dict(content.params)}
