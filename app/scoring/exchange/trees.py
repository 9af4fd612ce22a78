"""The tree of a workbook: its rows put in their places, each checked as a form would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.lib.errors import Invalid
from app.scoring.content import NodeContent
from app.scoring.exchange.cells import CellError, Errors, Row, table
from app.scoring.exchange.columns import (
    CHOICE_PARAMS,
    CHOICES,
    GATES,
    LISTS,
    PARAM_COLUMNS,
    STEPS,
    TREE,
    TREE_COLUMNS,
)
from app.scoring.exchange.document import NodeDraft, plain_number, tidy_node
from app.scoring.exchange.known import Known
from app.scoring.exchange.words import ENDS
from app.scoring.policies import criteria as policies
from app.scoring.terms import FormulaKind, Part
from app.scoring.tree import MOST_LEVELS

_PARAM_KEYS = {key for columns in PARAM_COLUMNS.values() for key in columns.values()}
_LABELS = {column.key: column.label for column in TREE_COLUMNS}
Book = Mapping[str, list[list[Any]]]


@dataclass
class Lists:
    """The rows of the other sheets that belong to one criterion."""

    steps: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    gates: list[Row] = field(default_factory=list)


@dataclass
class Line:
    """One row of the tree on its way to a node."""

    row: Row
    code: str
    parent: str | None
    values: dict[str, Any]
    lists: Lists

    @property
    def formula(self) -> FormulaKind | None:
        """The way of reckoning; None for a group."""
        return FormulaKind(self.values["formula"]) if self.values["formula"] else None


def nodes(book: Book, rows: Sequence[Row], known: Known, errors: Errors) -> tuple[NodeDraft, ...]:
    """The nodes, every group before what it holds; what is wrong goes into `errors`."""
    if len(rows) > policies.MOST_NODES:
        said = f"Một bộ tiêu chí có nhiều nhất {policies.MOST_NODES} nhóm và tiêu chí."
        errors.found.append(CellError(TREE, "", said))
        return ()
    lines = _lines(rows)
    _gather(book, lines, errors)
    _check_places(lines)
    made: dict[str, NodeDraft] = {}
    seen: set[int] = set()
    for line in _in_print_order(lines):
        above = made.get((line.parent or "").casefold())
        node = _node(line, above, known, seen)
        if node is not None:
            made[line.code.casefold()] = node
    return tuple(made.values())


def _lines(rows: Sequence[Row]) -> dict[str, Line]:
    """The rows by code; a code that comes twice is refused the second time."""
    lines: dict[str, Line] = {}
    for row in rows:
        code = row.text("code")
        if code.casefold() in lines:
            row.wrong("code", f"Mã “{code}” đã có ở dòng {lines[code.casefold()].row.number + 1}.")
            continue
        values = {column.key: row.read(column) for column in TREE_COLUMNS}
        if not row.text("formula"):
            row.wrong("formula", "Cần chọn cách tính, hoặc “Nhóm”.")
        lines[code.casefold()] = Line(row, code, row.text("parent") or None, values, Lists())
    return lines


def _gather(book: Book, lines: Mapping[str, Line], errors: Errors) -> None:
    """Give every criterion its rows of the other sheets."""
    for sheet, name in ((STEPS, "steps"), (CHOICES, "choices"), (GATES, "gates")):
        for row in table(book, sheet, LISTS[sheet], errors):
            line = lines.get(row.text("code").casefold())
            if line is None:
                row.wrong("code", f"Không có tiêu chí “{row.text('code')}” ở trang “{TREE}”.")
            else:
                getattr(line.lists, name).append(row)


def _check_places(lines: Mapping[str, Line]) -> None:
    for line in lines.values():
        above = None if line.parent is None else lines.get(line.parent.casefold())
        if line.parent is None:
            if line.formula is not None:
                line.row.wrong("parent", "Tiêu chí phải nằm trong một nhóm; hãy ghi mã cấp trên.")
        elif above is None:
            line.row.wrong("parent", f"Không có mục “{line.parent}” trong trang này.")
        elif above.formula is not None:
            line.row.wrong("parent", f"“{above.code}” là tiêu chí, không chứa mục con được.")
        elif _depth(line, lines) > MOST_LEVELS:
            said = f"Nằm sâu quá {MOST_LEVELS} cấp, hoặc là cấp trên của chính nó."
            line.row.wrong("parent", said)


def _depth(line: Line, lines: Mapping[str, Line]) -> int:
    depth, above = 1, line.parent
    while above is not None and depth <= MOST_LEVELS:
        depth += 1
        found = lines.get(above.casefold())
        above = None if found is None else found.parent
    return depth


def _in_print_order(lines: Mapping[str, Line]) -> list[Line]:
    """Groups before what they hold; what hangs nowhere comes last, for its errors."""
    below: dict[str | None, list[Line]] = {}
    for line in lines.values():
        below.setdefault(None if line.parent is None else line.parent.casefold(), []).append(line)
    ordered: list[Line] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        line = waiting.pop()
        ordered.append(line)
        waiting.extend(reversed(below.get(line.code.casefold(), [])))
    placed = {line.code.casefold() for line in ordered}
    return [*ordered, *(line for code, line in lines.items() if code not in placed)]


def _node(line: Line, above: NodeDraft | None, known: Known, seen: set[int]) -> NodeDraft | None:
    part = above.content.part if above is not None else None
    if line.values["max_points"] is None:
        if not line.row.text("max_points"):
            line.row.wrong("max_points", "Cần ghi điểm tối đa.")
        return None
    try:
        content = _checked(line, part, known)
    except Invalid as error:
        _say(line, error)
        return None
    return NodeDraft(
        id=_key(line, known, seen),
        parent=None if above is None else above.code,
        content=content,
    )


def _key(line: Line, known: Known, seen: set[int]) -> int | None:
    """The row of this set that it was; a key of another set says nothing."""
    key = line.values["id"]
    if key is None or key not in known.node_ids:
        return None
    if key in seen:
        line.row.wrong("id", "Khóa này đã có ở dòng khác; hãy để trống ở dòng mới.")
        return None
    seen.add(key)
    return int(key)


def _checked(line: Line, part: Part | None, known: Known) -> NodeContent:
    """The content of a row. Raises Invalid with fields as the form's, `params.` left out."""
    values, formula = line.values, line.formula
    own_part = Part(values["part"]) if values["part"] else Part.BASE
    content = NodeContent(
        code=line.code,
        text=values["text"] or "",
        max_points=values["max_points"],
        part=own_part if part is None else part,
        guidance=values["guidance"],
        capped=bool(values["capped"]) and formula is None,
        formula=formula,
        params={} if formula is None else _params(line, formula),
        evidence_required=bool(values["evidence_required"]) and formula is not None,
        upstream_task_id=values["upstream_task_id"],
        weight=Decimal(1) if values["weight"] is None else values["weight"],
        gates=[row.text("kind") for row in line.lists.gates],
        assignable=bool(values["assignable"]),
        due_on=values["due_on"],
    )
    policies.check_words(content.code, content.text)
    policies.check_points(content.max_points, "max_points")
    policies.check_extras(
        weight=content.weight,
        gates=content.gates,
        assignable=content.assignable,
        part=content.part,
        is_group=formula is None,
    )
    _check_task(content, known)
    return tidy_node(content, group_part=part)


def _check_task(content: NodeContent, known: Known) -> None:
    task = content.upstream_task_id
    if task is not None and content.formula is None:
        raise Invalid("Nhóm không lấy số liệu từ nhiệm vụ.", "upstream_task_id")
    if task is not None and task not in known.task_ids:
        raise Invalid("Nhiệm vụ này không có trong kế hoạch đã ban hành.", "upstream_task_id")


def _params(line: Line, formula: FormulaKind) -> dict[str, Any]:
    """The parameters of a formula out of its columns. Raises Invalid at columns it has not."""
    columns = PARAM_COLUMNS[formula]
    unused = {
        key: [f"Cách tính “{formula.label}” không dùng cột này; hãy để trống."]
        for key in _PARAM_KEYS - set(columns.values())
        if line.row.text(key)
    }
    if unused:
        raise Invalid(fields=unused)
    params = {name: _given(line.values[key]) for name, key in columns.items()}
    params = {name: value for name, value in params.items() if value is not None}
    if formula is FormulaKind.BANDS:
        params["steps"] = [_step(row) for row in line.lists.steps]
    if formula in CHOICE_PARAMS:
        params[CHOICE_PARAMS[formula]] = [_choice(row) for row in line.lists.choices]
    return params


def _given(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    return plain_number(Decimal(value)) if isinstance(value, int | Decimal) else value


def _step(row: Row) -> dict[str, Any]:
    columns = {column.key: column for column in LISTS[STEPS]}
    ends = ENDS.get(row.read(columns["ends"]) or "", ENDS["from_below"])
    numbers = {key: _given(row.read(columns[key])) for key in ("lower", "upper", "points")}
    return {**numbers, "with_lower": ends[0], "with_upper": ends[1]}


def _choice(row: Row) -> dict[str, Any]:
    columns = {column.key: column for column in LISTS[CHOICES]}
    points = _given(row.read(columns["points"]))
    found = {"label": row.text("label"), "points": points, "name": row.text("name")}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _say(line: Line, error: Invalid) -> None:
    """Put each message at the cell to which it belongs."""
    if not error.fields:
        line.row.wrong("code", error.message)
    for name, messages in error.fields.items():
        row, key = _cell(line, name)
        for message in messages:
            row.wrong(key, message)


def _cell(line: Line, name: str) -> tuple[Row, str]:
    """The row and column of a field: "steps.1.lower" is the second row of its steps."""
    head, _, rest = name.partition(".")
    rows = {"steps": line.lists.steps, "gates": line.lists.gates}.get(head, line.lists.choices)
    if head in ("steps", "options", "awards", "gates"):
        if not rows:
            return line.row, "formula"
        number, _, key = rest.partition(".")
        row = rows[int(number)] if number.isdigit() and int(number) < len(rows) else rows[0]
        return row, key or "code"
    formula = line.formula
    columns = PARAM_COLUMNS[formula] if formula is not None else {}
    return line.row, columns.get(head, head if head in _LABELS else "code")
