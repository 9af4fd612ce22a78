"""What would follow if a value were another: nothing is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.lib.errors import Invalid
from app.scoring import ranking
from app.scoring.announcing import shares, values
from app.scoring.announcing.canonical import Content
from app.scoring.announcing.results import reckoned
from app.scoring.formulas import Relative
from app.scoring.ranking import Entry
from app.scoring.reckoning import Cell, Reckoning
from app.scoring.scale import Scale, ties_of
from app.scoring.tree import Totals

Told = Mapping[str, Any]
Inputs = Mapping[str, str]


@dataclass(frozen=True)
class Mine:
    """A member's own sheet with other values: points and how they came about, totals, band.

    `provisional`: criteria measured by a cluster of which the leader is not known yet.
    """

    points: Mapping[int, Decimal]
    explained: Mapping[int, str]
    totals: Totals
    band: str
    provisional: frozenset[int]
    changed: frozenset[int]


@dataclass(frozen=True)
class Among:
    """Where a total would stand among announced ones: `equals` others have the same."""

    rank: int
    equals: int
    members: int


@dataclass(frozen=True)
class Step:
    """A member before and after the change of one value."""

    sheet_id: int
    name: str
    total_before: Decimal
    total_after: Decimal
    rank_before: int
    rank_after: int

    @property
    def moves(self) -> int:
        """How many places up (below 0: down)."""
        return self.rank_before - self.rank_after


def mine(scale: Scale, member: Told, result: Told | None, given: Mapping[int, Inputs]) -> Mine:
    """The sheet of one member with the values that are given instead of those that count.

    Points set by hand stay where the values stay. `result`: what was announced, if it was. Raises
    Invalid at every `lines.<criterion id>.<input>` outside its limits.
    """
    answers = scale.answers(given)
    leaders = {} if result is None else result.get("leaders", {})
    points: dict[int, Decimal] = {}
    explained: dict[int, str] = {}
    unassigned: set[int] = set()
    changed: set[int] = set()
    for criterion_id, row in scale.leaves.items():
        line = member["lines"][row.criterion.code]
        counting = values.counting(line)
        inputs = answers[criterion_id].inputs if criterion_id in answers else counting
        if dict(inputs) != dict(counting):
            changed.add(criterion_id)
        elif values.is_unassigned(line):
            unassigned.add(criterion_id)
            continue
        elif (stands := _stands(scale, criterion_id, line, result)) is not None:
            points[criterion_id] = stands
            continue
        reached = _reached(scale, criterion_id, inputs, leaders.get(row.criterion.code))
        if reached is not None:
            kinds = values.evidence_kinds(line)
            points[criterion_id] = scale.gated(criterion_id, reached[0], kinds)
            explained[criterion_id] = reached[1]
    totals = scale.totals(points, unassigned)
    loose = frozenset(_loose(scale, leaders))
    return Mine(points, explained, totals, scale.band(totals), loose, frozenset(changed))


def _loose(scale: Scale, leaders: Told) -> set[int]:
    """The criteria of which the leader of the cluster is not known."""
    return {one for one in scale.relative if scale.leaves[one].criterion.code not in leaders}


def _stands(scale: Scale, criterion_id: int, line: Told, result: Told | None) -> Decimal | None:
    """The points that count where the values stay as they are."""
    if result is not None:
        kept = result["points"].get(scale.leaves[criterion_id].criterion.code)
        return None if kept is None else Decimal(kept)
    return values.by_hand(line, is_relative=criterion_id in scale.relative)


def _reached(
    scale: Scale, criterion_id: int, inputs: Inputs, leader: Told | None
) -> tuple[Decimal, str] | None:
    formula = scale.formula(criterion_id)
    if not formula.is_complete(inputs):
        return None
    try:
        if isinstance(formula, Relative) and leader is not None:
            own, best = formula.achievement(inputs), shares.leader(leader)
            lead = formula.leader([own] if best is None else [own, best]) or own
            return formula.beside(own, lead), formula.explain_beside(own, lead)
        return formula.points(inputs), formula.explain(inputs)
    except Invalid as error:
        fields = error.fields or {error.field or "": [error.message]}
        raise Invalid(
            fields={f"lines.{criterion_id}.{name}": said for name, said in fields.items()}
        ) from error


def among(total: Decimal, others: Sequence[Decimal]) -> Among:
    """The rank of a total among those of the other members."""
    return Among(
        rank=1 + sum(one > total for one in others),
        equals=sum(one == total for one in others),
        members=len(others) + 1,
    )


def cluster(
    scale: Scale,
    members: Sequence[Content],
    *,
    sheet_id: int,
    criterion_id: int,
    inputs: Inputs | None = None,
    points: Decimal | None = None,
) -> list[Step]:
    """Who would move where if one member had other values (or points) in one criterion.

    Ranks are by total and the declared tie chain. Raises Invalid outside the limits, NotFound for a
    sheet that is none of the cluster.
    """
    reckoning = reckoned(scale, list(members))
    before = _standing(scale, members, reckoning)
    cell = reckoning.cell(sheet_id, criterion_id)
    given = cell.inputs if inputs is None else inputs
    reckoning.change(sheet_id, criterion_id, Cell(inputs=given, kinds=cell.kinds, fixed=points))
    after = _standing(scale, members, reckoning)
    steps = [
        Step(one["sheet"], one["name"], *_both(before[one["sheet"]], after[one["sheet"]]))
        for one in members
    ]
    return sorted(steps, key=lambda step: (step.rank_after, step.sheet_id))


def _both(before: tuple[Decimal, int], after: tuple[Decimal, int]) -> Iterable[Any]:
    return before[0], after[0], before[1], after[1]


def _standing(
    scale: Scale, members: Sequence[Content], reckoning: Reckoning
) -> dict[int, tuple[Decimal, int]]:
    """Total and rank of every member now."""
    entries = []
    for one in members:
        found = reckoning.result(one["sheet"])
        subtotals = scale.subtotals(found.totals, found.points)
        entries.append(
            Entry(
                sheet_id=one["sheet"],
                cluster_id=0,
                total=found.totals.total,
                points={code: Decimal(points) for code, points in subtotals.items()},
            )
        )
    totals = {one.sheet_id: one.total for one in entries}
    places = ranking.places(entries, ties_of(scale.criteria_set))
    return {one.sheet_id: (totals[one.sheet_id], one.rank) for one in places}
