"""Criteria sets and members drawn at random: every kind of formula, weights, gates, re-basing."""

from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from app.lib import numbers
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.reckoning import Cell, Given
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule

D = Decimal
GATES = ("Kế hoạch", "Biên bản")

maxima = st.decimals("0.5", 20, places=3)
weights = st.sampled_from([D(1), D(1), D(2), D("0.5"), D("0.333"), D("1.25")])
quantities = st.one_of(
    st.integers(0, 6).map(str), st.decimals(0, 100, places=3).map(lambda one: f"{one:f}")
)
above_zero = quantities.filter(lambda one: D(one) > 0)
yes_no = st.sampled_from(["yes", "no"])


def text(number: Decimal) -> str:
    """As a stored parameter or value."""
    return f"{number:f}" if number else "0"


@st.composite
def params(draw: st.DrawFn, kind: FormulaKind, most: Decimal, *, is_base: bool) -> dict[str, Any]:
    """Parameters of a kind, as they are stored."""
    each = st.decimals("0.001", 5, places=3).map(text)
    if kind is FormulaKind.RATIO:
        return {"unit": "", "assigned_label": "Giao", "done_label": "Đạt"}
    if kind is FormulaKind.COUNT:
        return {"points_each": draw(each), "unit": "", "label": "Số"}
    if kind is FormulaKind.CLAMP:
        minimum = draw(st.sampled_from(["0", "-2.5"])) if is_base else "0"
        sides = {name: draw(st.none() | each) for name in ("bonus_each", "penalty_each")}
        return {"minimum": minimum, **sides}
    if kind is FormulaKind.BANDS:
        points = sorted(draw(st.lists(st.decimals(0, most, places=3), min_size=2, max_size=2)))
        ends = {"with_lower": True, "with_upper": False}
        return {
            "steps": [
                {"lower": "50", "upper": "80", **ends, "points": text(points[0])},
                {"lower": "80", "upper": None, **ends, "points": text(points[1])},
            ],
            "minimum": "0",
            "maximum": None,
            "below_points": "0",
            "unit": "%",
            "label": "Kết quả",
        }
    if kind is FormulaKind.RELATIVE:
        labels = {"unit": "", "actual_label": "Đạt", "target_label": "Chỉ tiêu"}
        return {**labels, "target_optional": draw(st.booleans())}
    rows = [{"name": f"n{one}", "label": f"Dòng {one}", "points": draw(each)} for one in range(3)]
    if kind is FormulaKind.SURVEY:
        return {"sample": "12", "options": rows}
    if kind is FormulaKind.HOLDER:
        return {"awards": rows, "rule": draw(st.sampled_from(["sum", "highest"]))}
    return {}


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """A set that could be issued: groups of groups and criteria, in all three parts."""
    ids = count(1)
    nodes: list[Criterion] = []

    def add(parent: Criterion | None, part: Part, **values: Any) -> Criterion:
        number = next(ids)
        row: dict[str, Any] = {"params": {}, "gates": [], "capped": False, "formula": None}
        one = Criterion(
            id=number,
            code=f"{parent.code}.{number}" if parent else f"{number}",
            parent_id=parent.id if parent else None,
            position=draw(st.integers(0, 3)),
            part=part,
            weight=draw(weights),
            **(row | values),
        )
        nodes.append(one)
        return one

    def leaf(parent: Criterion, part: Part) -> None:
        kind, most = draw(st.sampled_from(list(FormulaKind))), draw(maxima)
        add(
            parent,
            part,
            max_points=most,
            formula=kind,
            params=draw(params(kind, most, is_base=part is Part.BASE)),
            gates=draw(st.lists(st.sampled_from(GATES), max_size=1)),
        )

    def group(parent: Criterion | None, part: Part) -> None:
        found = add(parent, part, max_points=D(0), capped=draw(st.booleans()))
        if parent is None and draw(st.booleans()):
            group(found, part)
        for _ in range(draw(st.integers(1, 3))):
            leaf(found, part)
        held = _held(nodes, found.id)
        found.max_points = numbers.quantize3(held * D("0.75") if found.capped else held)

    for part, many in ((Part.BASE, 2), (Part.BONUS, 1), (Part.PENALTY, 1)):
        for _ in range(draw(st.integers(1 if part is Part.BASE else 0, many))):
            group(None, part)
    roots = [one for one in nodes if one.parent_id is None and one.part is Part.BASE]
    criteria_set = CriteriaSet(
        base_total=numbers.quantize3(sum((one.max_points * one.weight for one in roots), D(0))),
        bonus_cap=D(3),
        penalty_cap=D("2.5"),
        bands=[],
        tie_chain=[],
        tie_rule=TieRule.SHARED,
        rebase=draw(st.sampled_from(list(Rebase))),
    )
    return Scale.of(criteria_set, nodes)


def _held(nodes: list[Criterion], parent_id: int) -> Decimal:
    below = [one for one in nodes if one.parent_id == parent_id]
    return sum((one.max_points * one.weight for one in below), D(0))


@st.composite
def values(draw: st.DrawFn, one: Criterion) -> dict[str, Any]:
    """Values of a criterion within its limits; now and then one of them is missing."""
    found = dict(draw(_complete(one)))
    if found and draw(st.integers(0, 9)) == 0:
        found.pop(draw(st.sampled_from(sorted(found))))
    return found


def _complete(one: Criterion) -> st.SearchStrategy[dict[str, Any]]:
    whole = st.integers(0, 4).map(str)
    points = st.decimals(0, one.max_points, places=3).map(text)
    plain: dict[FormulaKind | None, dict[str, st.SearchStrategy[str]]] = {
        FormulaKind.FIXED: {"met": yes_no},
        FormulaKind.RATIO: {"done": quantities, "assigned": above_zero},
        FormulaKind.COUNT: {"count": st.integers(0, 9).map(str)},
        FormulaKind.BANDS: {"value": quantities},
        FormulaKind.MANUAL: {"points": points},
        FormulaKind.RELATIVE: {"actual": quantities, "target": above_zero},
        FormulaKind.SURVEY: {row["name"]: whole for row in one.params.get("options", [])},
        FormulaKind.HOLDER: {row["name"]: yes_no for row in one.params.get("awards", [])},
        FormulaKind.CLAMP: {
            side: quantities if one.params.get(f"{side}_each") is None else whole
            for side in ("bonus", "penalty")
        },
    }
    fields = plain[one.formula]
    if one.params.get("target_optional"):
        return st.fixed_dictionaries({"actual": quantities}, optional={"target": above_zero})
    return st.fixed_dictionaries(fields)


@st.composite
def cells(draw: st.DrawFn, one: Criterion) -> Cell:
    """What is known of a member for a criterion."""
    least = min(D(one.params.get("minimum") or 0), D(0))
    return Cell(
        inputs=draw(values(one)),
        unassigned=draw(st.integers(0, 5)) == 0,
        kinds=tuple(draw(st.lists(st.sampled_from(GATES), max_size=2))),
        fixed=draw(st.none() | st.none() | st.decimals(least, one.max_points, places=3)),
    )


@st.composite
def clusters(draw: st.DrawFn, scale: Scale, least: int = 1) -> dict[int, Given]:
    """Some members of a cluster by sheet id, in no order."""
    sheets = draw(st.lists(st.integers(1, 99), min_size=least, max_size=5, unique=True))
    rows = [row.criterion for row in scale.leaves.values()]
    return {sheet: given({one.id: draw(cells(one)) for one in rows}) for sheet in sheets}


def given(known: dict[int, Cell]) -> Given:
    """The same by what is known."""
    return Given(
        inputs={one: cell.inputs for one, cell in known.items()},
        unassigned=frozenset(one for one, cell in known.items() if cell.unassigned),
        kinds={one: cell.kinds for one, cell in known.items()},
        fixed={one: cell.fixed for one, cell in known.items() if cell.fixed is not None},
    )
