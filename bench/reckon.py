"""One changed value of a relative criterion in a cluster, beside a full recompute with polars.

The worst case: all members are one cluster, and the value is the leader's, so that the points of
everybody who went beyond the target hang on it. Polars reckons the whole cluster in whole
thousandths, once from columns that are ready in memory and once from the stored values. All three
must come to the same points and totals.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import cycle
from typing import Any

import polars as pl

from app.scoring.models import CriteriaSet, Criterion
from app.scoring.reckoning import Cell, Given, Reckoning
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule
from bench.measure import Line, side_by_side

GROUPS = 10
KINDS = (
    FormulaKind.RELATIVE,
    FormulaKind.RATIO,
    FormulaKind.COUNT,
    FormulaKind.FIXED,
    FormulaKind.MANUAL,
    FormulaKind.RATIO,
)
CRITERIA = GROUPS * len(KINDS)
MOST = 10
"""Points of every criterion."""

LEADING = ("1900", "1950")
"""The leader's result before and after; the target is 1000, everybody else is below 1900."""

Values = Mapping[str, str]


def measure(members: int) -> list[Line]:
    """Two lines: polars with its columns ready, and polars from the stored values."""
    scale = _scale()
    stored = {sheet: _stored(scale, sheet, members) for sheet in range(1, members + 1)}
    reckoning = Reckoning(scale, {sheet: Given(inputs) for sheet, inputs in stored.items()})
    criterion_id, results = scale.relative[0], cycle(LEADING[::-1])
    columns = _columns(stored)
    changes: Iterator[str] = cycle(LEADING[::-1])

    def ours() -> None:
        cell = Cell({"actual": next(results), "target": "1000"})
        if len(reckoning.change(1, criterion_id, cell)) < members // 2:
            raise AssertionError("too few were touched to be the worst case")

    def from_columns() -> None:
        changed = _with_leader(columns, criterion_id, next(changes))
        if _reckoned(changed, scale).height != members:
            raise AssertionError

    def from_values() -> None:
        stored[1][criterion_id] = {"actual": next(changes), "target": "1000"}
        if _reckoned(_columns(stored), scale).height != members:
            raise AssertionError

    deed = f"đổi 1 giá trị trong {members} đơn vị × {CRITERIA} tiêu chí"
    rows = members * CRITERIA
    lines = [
        side_by_side(f"{deed} (polars: cột sẵn)", rows, ours, from_columns),
        side_by_side(f"{deed} (polars: từ dữ liệu)", rows, ours, from_values),
    ]
    last = reckoning.cell(1, criterion_id).inputs["actual"]
    _check(reckoning, _reckoned(_with_leader(columns, criterion_id, str(last)), scale))
    return lines


def _scale() -> Scale:
    """Ten groups of six criteria of ten points."""
    row: dict[str, Any] = {"weight": Decimal(1), "part": Part.BASE, "capped": False, "gates": []}
    nodes: list[Criterion] = []
    for number in range(1, GROUPS + 1):
        most = Decimal(MOST * len(KINDS))
        place = {"id": number, "code": f"{number}", "position": number}
        nodes.append(Criterion(**place, max_points=most, params={}, **row))
        for position, kind in enumerate(KINDS):
            nodes.append(
                Criterion(
                    id=number * 100 + position,
                    code=f"{number}.{position}",
                    parent_id=number,
                    position=position,
                    max_points=Decimal(MOST),
                    formula=kind,
                    params={"points_each": "0.7"} if kind is FormulaKind.COUNT else {},
                    **row,
                )
            )
    criteria_set = CriteriaSet(
        base_total=Decimal(MOST * CRITERIA),
        bonus_cap=Decimal(0),
        penalty_cap=Decimal(0),
        bands=[],
        tie_chain=[],
        tie_rule=TieRule.SHARED,
        rebase=Rebase.NONE,
    )
    return Scale.of(criteria_set, nodes)


def _stored(scale: Scale, sheet: int, members: int) -> dict[int, Values]:
    """What a member has entered: different for all, the same in every run."""
    return {one: _values(row.criterion.formula, sheet, one) for one, row in scale.leaves.items()}


def _values(kind: FormulaKind | None, sheet: int, criterion_id: int) -> Values:
    seed = sheet * 7919 + criterion_id * 104_729
    if kind is FormulaKind.RELATIVE:
        reached = LEADING[0] if sheet == 1 else f"{1001 + seed % 898}.{seed % 10}"
        return {"actual": reached, "target": "1000"}
    if kind is FormulaKind.RATIO:
        return {"done": f"{seed % 900}.5", "assigned": f"{700 + seed % 301}"}
    if kind is FormulaKind.COUNT:
        return {"count": f"{seed % 17}"}
    if kind is FormulaKind.FIXED:
        return {"met": "yes" if seed % 5 else "no"}
    return {"points": f"{seed % 10}.{seed % 1000:03d}"}


def _columns(stored: Mapping[int, Mapping[int, Values]]) -> pl.DataFrame:
    """A column of whole thousandths for every input, a row for every member."""
    sheets = list(stored)
    texts = {
        f"{one}.{name}": [stored[sheet][one][name] for sheet in sheets]
        for one, values in stored[sheets[0]].items()
        for name in values
    }
    yes_no = [name for name in texts if name.endswith(".met")]
    numbers = [name for name in texts if name not in yes_no]
    return pl.DataFrame(texts).select(
        pl.Series("sheet", sheets),
        *(_thousandths(name) for name in numbers),
        *((pl.col(name) == "yes").cast(pl.Int64).alias(name) for name in yes_no),
    )


def _thousandths(name: str) -> pl.Expr:
    return (pl.col(name).cast(pl.Decimal(18, 3)) * 1000).cast(pl.Int64).alias(name)


def _with_leader(columns: pl.DataFrame, criterion_id: int, actual: str) -> pl.DataFrame:
    name = f"{criterion_id}.actual"
    is_first = pl.col("sheet") == 1
    return columns.with_columns(
        pl.when(is_first).then(int(actual) * 1000).otherwise(pl.col(name)).alias(name)
    )


def _reckoned(columns: pl.DataFrame, scale: Scale) -> pl.DataFrame:
    """Points of all criteria and groups and the total, in thousandths."""
    points = columns.select(
        "sheet", *(_points(one, row.criterion) for one, row in scale.leaves.items())
    )
    groups = [row.criterion for row in scale.rows if row.criterion.is_group]
    summed = points.with_columns(
        pl.sum_horizontal(f"{group.id * 100 + place}" for place in range(len(KINDS)))
        .clip(upper_bound=int(group.max_points * 1000))
        .alias(f"{group.id}")
        for group in groups
    )
    return summed.with_columns(pl.sum_horizontal(f"{one.id}" for one in groups).alias("total"))


def _points(one: int, criterion: Criterion) -> pl.Expr:
    most = MOST * 1000
    if criterion.formula is FormulaKind.RELATIVE:
        found = _beside_the_leader(pl.col(f"{one}.actual"), pl.col(f"{one}.target"), most)
    elif criterion.formula is FormulaKind.RATIO:
        done, assigned = pl.col(f"{one}.done"), pl.col(f"{one}.assigned")
        found = _rounded(most * done, assigned).clip(upper_bound=most)
    elif criterion.formula is FormulaKind.COUNT:
        found = (pl.col(f"{one}.count") * 700 // 1000).clip(upper_bound=most)
    elif criterion.formula is FormulaKind.FIXED:
        found = pl.col(f"{one}.met") * most
    else:
        found = pl.col(f"{one}.points")
    return found.alias(f"{one}")


def _beside_the_leader(actual: pl.Expr, target: pl.Expr, most: int) -> pl.Expr:
    first = (actual / target).arg_max()
    best, aim = actual.gather(first).first(), target.gather(first).first()
    ahead, lead = (actual - target) * aim, (best - aim) * target
    beyond = _rounded(most * (lead + ahead), 2 * lead)
    return pl.when(actual > target).then(beyond).otherwise(_rounded(most * actual, 2 * target))


def _rounded(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    return (2 * numerator + denominator) // (2 * denominator)


def _check(reckoning: Reckoning, found: pl.DataFrame) -> None:
    """Raises AssertionError where the two differ in any point, group or total."""
    for row in found.iter_rows(named=True):
        result = reckoning.result(row["sheet"])
        ours = {
            **{str(one): points for one, points in result.points.items()},
            **{code: group.points for code, group in result.totals.groups.items()},
            "total": result.totals.total,
        }
        theirs = {name: Decimal(value).scaleb(-3) for name, value in row.items() if name != "sheet"}
        if ours != theirs:
            differing = {name for name in theirs if ours.get(name) != theirs[name]}
            raise AssertionError(f"sheet {row['sheet']}: {sorted(differing)}")
