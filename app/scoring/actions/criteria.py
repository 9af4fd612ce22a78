"""Writing the nodes of a draft set: groups and criteria."""

from typing import Any

from sqlalchemy import func, select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid, Stale
from app.scoring import formulas
from app.scoring.content import NodeContent, shown
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.scale import placed
from app.scoring.terms import FormulaKind
from app.scoring.tree import MOST_LEVELS
from tenants import context
from tenants.db import db

STALE = "Mục này đã được người khác sửa sau khi bạn mở trang."
LABELS = {
    "code": "Mã",
    "text": "Nội dung",
    "guidance": "Hướng dẫn chấm",
    "max_points": "Điểm tối đa",
    "evidence_required": "Bắt buộc minh chứng",
    "weight": "Hệ số",
    "gates": "Minh chứng điều kiện",
    "assignable": "Có thể không được giao",
    "due_on": "Thời hạn",
}


def add(*, set_id: int, parent_id: int | None, content: NodeContent, by: Person) -> Criterion:
    """Put a group or criterion into a draft, last below its parent.

    Raises Invalid at the field at fault (`params.<name>` for the formula), Conflict once issued.
    """
    found = _open(set_id)
    nodes = queries.criteria(set_id)
    policies.check_room(len(nodes))
    parent = _parent(found, parent_id, content.formula)
    columns = _checked(found, content, parent)
    _check_code(found, content.code)
    last = db.session.scalar(
        select(func.max(Criterion.position)).where(
            Criterion.criteria_set_id == set_id, Criterion.parent_id.is_not_distinct_from(parent_id)
        )
    )
    node = Criterion(
        tenant_id=found.tenant_id,
        criteria_set_id=set_id,
        parent_id=parent_id,
        position=0 if last is None else last + 1,
        **columns,
    )
    db.session.add(node)
    audit.record("criterion.added", node, by=by, code=node.code)
    return node


def edit(*, criterion_id: int, version: int, content: NodeContent, by: Person) -> Criterion:
    """Change a node of a draft; a group stays a group, a criterion a criterion.

    Raises Invalid, Conflict once issued, Stale with what differs.
    """
    node = queries.criterion(criterion_id)
    found = _open(node.criteria_set_id)
    if (content.formula is None) is not node.is_group:
        raise Invalid("Nhóm không đổi thành tiêu chí được; hãy xóa rồi thêm mới.", "formula")
    parent = None if node.parent_id is None else queries.criterion(node.parent_id)
    columns = _checked(found, content, parent)
    if content.code != node.code:
        _check_code(found, content.code)
        found.tie_chain = [content.code if one == node.code else one for one in found.tie_chain]
    if node.version != version:
        raise Stale(STALE, changed=_differences(node, columns))
    if node.is_group and columns["part"] is not node.part:
        _move_part(node, columns["part"])
    for name, value in columns.items():
        if getattr(node, name) != value:
            setattr(node, name, value)
    audit.record("criterion.edited", node, by=by, code=node.code)
    return node


def remove(*, criterion_id: int, version: int, by: Person) -> CriteriaSet:
    """Take a node, with all below it, out of a draft. Raises Conflict once issued, Stale."""
    node = queries.criterion(criterion_id)
    found = _open(node.criteria_set_id)
    if node.version != version:
        raise Stale(STALE)
    gone = {one.code for one in _below(node)}
    found.tie_chain = [code for code in found.tie_chain if code not in gone]
    audit.record("criterion.removed", node, by=by, code=node.code, text=node.text)
    db.session.delete(node)
    db.session.flush()
    return found


def move(*, criterion_id: int, step: int, by: Person) -> Criterion:
    """Exchange a node with the one before it (step -1) or after it (step 1) below its parent."""
    node = queries.criterion(criterion_id)
    _open(node.criteria_set_id)
    siblings = [
        one for one in queries.criteria(node.criteria_set_id) if one.parent_id == node.parent_id
    ]
    index = siblings.index(node)
    other = index + step
    if 0 <= other < len(siblings):
        siblings[index], siblings[other] = siblings[other], siblings[index]
        for position, one in enumerate(siblings):
            if one.position != position:
                one.position = position
        audit.record("criterion.moved", node, by=by, code=node.code, step=step)
    return node


def _open(set_id: int) -> CriteriaSet:
    policies.check_arrange(context.acting())
    found = queries.set_for_change(set_id)
    policies.check_edit(found)
    return found


def _parent(
    found: CriteriaSet, parent_id: int | None, formula: FormulaKind | None
) -> Criterion | None:
    if parent_id is None:
        if formula is not None:
            raise Invalid("Tiêu chí phải nằm trong một nhóm.", "parent_id")
        return None
    parent = queries.criterion(parent_id)
    if parent.criteria_set_id != found.id or not parent.is_group:
        raise Invalid("Không có nhóm này trong bộ tiêu chí.", "parent_id")
    depth = {row.criterion.id: row.depth for row in placed(queries.criteria(found.id))}
    if depth[parent_id] + 2 > MOST_LEVELS:
        raise Invalid(f"Bộ tiêu chí có nhiều nhất {MOST_LEVELS} cấp.", "parent_id")
    return parent


def _checked(found: CriteriaSet, content: NodeContent, parent: Criterion | None) -> dict[str, Any]:
    """The columns of a node; what lies in a group belongs to the group's part."""
    policies.check_words(content.code, content.text)
    policies.check_points(content.max_points, "max_points")
    part = content.part if parent is None else parent.part
    policies.check_extras(
        weight=content.weight,
        gates=content.gates,
        assignable=content.assignable,
        part=part,
        is_group=content.formula is None,
    )
    gates = [" ".join(one.split()) for one in content.gates]
    columns = {**vars(content), "params": {}, "gates": gates, "part": part}
    if content.formula is None:
        return {**columns, "evidence_required": False, "upstream_task_id": None}
    try:
        formula = formulas.from_params(content.formula, content.params, content.max_points)
    except Invalid as error:
        raise Invalid(fields=_param_fields(error)) from error
    if content.upstream_task_id is not None:
        known = {option.id for option in queries.task_options(year=found.year)}
        if content.upstream_task_id not in known:
            raise Invalid("Nhiệm vụ này không có trong kế hoạch đã ban hành.", "upstream_task_id")
    return {**columns, "params": formula.params(), "capped": False}


def _param_fields(error: Invalid) -> dict[str, list[str]]:
    return {
        name if name == "max_points" else f"params.{name}": said
        for name, said in error.fields.items()
    }


def _check_code(found: CriteriaSet, code: str) -> None:
    taken = db.session.scalar(
        select(Criterion.text).where(
            Criterion.criteria_set_id == found.id, func.lower(Criterion.code) == code.lower()
        )
    )
    if taken is not None:
        raise Invalid(f"Mã “{code}” đã dùng cho “{taken}”.", "code")


def _below(node: Criterion) -> list[Criterion]:
    """The node and all that it holds."""
    held, ids = [node], {node.id}
    for row in placed(queries.criteria(node.criteria_set_id)):
        if row.criterion.parent_id in ids:
            ids.add(row.criterion.id)
            held.append(row.criterion)
    return held


def _move_part(node: Criterion, part: Any) -> None:
    db.session.execute(
        update(Criterion)
        .where(Criterion.id.in_([one.id for one in _below(node)][1:]))
        .values(part=part)
        .execution_options(synchronize_session="fetch")
    )


def _differences(node: Criterion, columns: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        label: (shown(columns[name]), shown(getattr(node, name)))
        for name, label in LABELS.items()
        if columns[name] != getattr(node, name)
    }
