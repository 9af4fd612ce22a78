"""A reckoning as bytes that depend on nothing but the set, the values and the results."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from app.lib import numbers
from app.scoring.reckoning.given import Cell
from app.scoring.reckoning.result import Result
from app.scoring.scale import Placed, Scale


def of(scale: Scale, results: Iterable[Result]) -> bytes:
    """JSON with sorted keys and without spaces; points have three places, members their order."""
    content = {
        "set": _set(scale),
        "criteria": [_criterion(row) for row in scale.rows],
        "members": [_member(scale, result) for result in results],
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode()


def _set(scale: Scale) -> dict[str, Any]:
    found = scale.criteria_set
    return {
        "base_total": _text(found.base_total),
        "bonus_cap": _text(found.bonus_cap),
        "penalty_cap": _text(found.penalty_cap),
        "rebase": found.rebase.value,
    }


def _criterion(row: Placed) -> dict[str, Any]:
    one = row.criterion
    return {
        "code": one.code,
        "parent": row.parent_code,
        "part": one.part.value,
        "max_points": _text(one.max_points),
        "weight": _text(one.weight),
        "capped": one.capped,
        "formula": None if row.formula is None else row.formula.kind.value,
        "params": None if row.formula is None else row.formula.params(),
        "gates": list(one.gates),
    }


def _member(scale: Scale, result: Result) -> dict[str, Any]:
    totals = result.totals
    codes = {one: row.criterion.code for one, row in scale.leaves.items()}
    given = {codes[one]: _cell(scale, one, cell) for one, cell in result.cells.items()}
    return {
        "sheet": result.sheet_id,
        "given": {code: cell for code, cell in given.items() if cell},
        "points": {codes[one]: _text(points) for one, points in result.points.items()},
        "groups": {code: _text(group.points) for code, group in totals.groups.items()},
        "base": _text(totals.base),
        "bonus": _text(totals.bonus),
        "penalty": _text(totals.penalty),
        "total": _text(totals.total),
    }


def _cell(scale: Scale, criterion_id: int, cell: Cell) -> dict[str, Any]:
    """What is known, without what is empty."""
    found: dict[str, Any] = {}
    values = _values(scale, criterion_id, cell.inputs)
    if values:
        found["inputs"] = values
    if cell.unassigned:
        found["unassigned"] = True
    if cell.kinds:
        found["kinds"] = sorted(set(cell.kinds))
    if cell.fixed is not None:
        found["fixed"] = _text(cell.fixed)
    return found


def _values(scale: Scale, criterion_id: int, inputs: Mapping[str, object]) -> dict[str, str]:
    """One way of writing each value: '8.5' for '8.50', 'yes' for True."""
    found: dict[str, str] = {}
    for field in scale.formula(criterion_id).fields:
        given = inputs.get(field.name)
        if given is not None:
            value = field.check(given)
            found[field.name] = field.store(value) if isinstance(value, bool) else _plain(value)
    return found


def _plain(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _text(points: Decimal) -> str:
    return f"{numbers.quantize3(points):f}"
