"""Scoring told plainly: everything anew, one fraction after the other, as one would on paper.

It is what the reckoning is measured against, so it shares no arithmetic with it: it reads the rows
of the criteria set and the stored values, and writes the same JSON.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.scoring.models import CriteriaSet, Criterion
from app.scoring.reckoning import Given

Reached = tuple[Fraction, Fraction | None]


def rounded(value: Fraction) -> Fraction:
    """To three places, halves away from zero."""
    whole = math.floor(abs(value) * 1000 + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 1000)


def text(value: Fraction) -> str:
    """'-1.250'"""
    thousandths = int(rounded(value) * 1000)
    whole, rest = divmod(abs(thousandths), 1000)
    return f"{'-' if thousandths < 0 else ''}{whole}.{rest:03d}"


def shortest(value: Fraction) -> str:
    """'1.25', '3'"""
    written = text(value)
    return written.rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Plain:
    """A criteria set, its nodes in their order, and what is known of the members by sheet id."""

    criteria_set: CriteriaSet
    criteria: Sequence[Criterion]
    members: Mapping[int, Given]

    def canonical(self) -> bytes:
        found = self.criteria_set
        content = {
            "set": {
                "base_total": text(Fraction(found.base_total)),
                "bonus_cap": text(Fraction(found.bonus_cap)),
                "penalty_cap": text(Fraction(found.penalty_cap)),
                "rebase": found.rebase.value,
            },
            "criteria": [self._criterion(one) for one in self._in_order(None)],
            "members": [self.member(sheet) for sheet in sorted(self.members)],
        }
        return json.dumps(
            content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()

    def member(self, sheet: int) -> dict[str, Any]:
        """What the JSON says of one member."""
        points = {
            one.id: found
            for one in self.criteria
            if one.formula is not None and (found := self.points(sheet, one)) is not None
        }
        groups: dict[str, Fraction] = {}
        sums = {"base": Fraction(0), "bonus": Fraction(0), "penalty": Fraction(0)}
        for root in self._below(None):
            counted = self._counted(sheet, root, points, groups)
            sums[root.part.value] += counted * Fraction(root.weight)
        base = self._base(sheet, sums["base"])
        bonus = min(max(rounded(sums["bonus"]), 0), Fraction(self.criteria_set.bonus_cap))
        penalty = min(max(rounded(sums["penalty"]), 0), Fraction(self.criteria_set.penalty_cap))
        codes = {one.id: one.code for one in self.criteria}
        given = {one.code: self._given(sheet, one) for one in self.criteria if one.formula}
        return {
            "sheet": sheet,
            "given": {code: cell for code, cell in given.items() if cell},
            "points": {codes[one]: text(found) for one, found in points.items()},
            "groups": {code: text(found) for code, found in groups.items()},
            "base": text(base),
            "bonus": text(bonus),
            "penalty": text(penalty),
            "total": text(base + bonus - penalty),
        }

    def points(self, sheet: int, one: Criterion) -> Fraction | None:
        """The points of a criterion; None where there are none."""
        member = self.members[sheet]
        if one.id in member.unassigned:
            return None
        if one.id in member.fixed:
            return Fraction(member.fixed[one.id])
        values = member.inputs.get(one.id, {})
        raw = self._relative(sheet, one) if one.formula == "relative" else _formula(one, values)
        if raw is None:
            return None
        least = Fraction(one.params["minimum"]) if one.formula == "clamp" else Fraction(0)
        points = rounded(min(max(raw, least), Fraction(one.max_points)))
        there = {kind.lower() for kind in member.kinds.get(one.id, ())}
        if any(gate.lower() not in there for gate in one.gates):
            return min(points, Fraction(0))
        return points

    def _relative(self, sheet: int, one: Criterion) -> Fraction | None:
        reached = {
            other: found
            for other, member in self.members.items()
            if one.id not in member.unassigned
            and (found := _reached(one, member.inputs.get(one.id, {}))) is not None
        }
        if sheet not in reached:
            return None
        most, (actual, target) = Fraction(one.max_points), reached[sheet]
        ratios = [a / t for a, t in reached.values() if t is not None]
        if not ratios:
            best = max(a for a, _ in reached.values())
            return most * actual / best if best else Fraction(0)
        if target is None:
            return Fraction(0)
        ratio = actual / target
        if ratio <= 1:
            return most / 2 * ratio
        return most / 2 + most / 2 * (ratio - 1) / (max(ratios) - 1)

    def _below(self, parent_id: int | None) -> list[Criterion]:
        below = [one for one in self.criteria if one.parent_id == parent_id]
        return sorted(below, key=lambda one: (one.position, one.id))

    def _in_order(self, parent_id: int | None) -> list[Criterion]:
        return [found for one in self._below(parent_id) for found in (one, *self._in_order(one.id))]

    def _counted(
        self,
        sheet: int,
        one: Criterion,
        points: Mapping[int, Fraction],
        groups: dict[str, Fraction],
    ) -> Fraction:
        if one.formula is not None:
            return points.get(one.id, Fraction(0))
        summed = Fraction(0)
        for child in self._below(one.id):
            summed += self._counted(sheet, child, points, groups) * Fraction(child.weight)
        most = Fraction(one.max_points)
        if self.criteria_set.rebase == "group" and one.part == "base" and summed > 0:
            assigned = self._assigned_below(sheet, one)
            if 0 < assigned < most and self._leaves_out(sheet):
                summed = summed * most / assigned
        groups[one.code] = min(rounded(summed), most)
        return groups[one.code]

    def _base(self, sheet: int, summed: Fraction) -> Fraction:
        if self.criteria_set.rebase == "total" and summed > 0 and self._leaves_out(sheet):
            roots = [one for one in self._below(None) if one.part == "base"]
            most = rounded(sum((_weighed(one) for one in roots), Fraction(0)))
            assigned = sum(
                (self._assigned(sheet, one) * Fraction(one.weight) for one in roots), Fraction(0)
            )
            if 0 < assigned < most:
                summed = summed * most / assigned
        return rounded(summed)

    def _leaves_out(self, sheet: int) -> bool:
        return len(self.members[sheet].unassigned) > 0

    def _assigned_below(self, sheet: int, group: Criterion) -> Fraction:
        return sum(
            (
                self._assigned(sheet, child) * Fraction(child.weight)
                for child in self._below(group.id)
            ),
            Fraction(0),
        )

    def _assigned(self, sheet: int, one: Criterion) -> Fraction:
        """The most that the node can give when what was not assigned is left out."""
        if one.formula is not None:
            left_out = one.id in self.members[sheet].unassigned
            return Fraction(0) if left_out else Fraction(one.max_points)
        below = self._assigned_below(sheet, one)
        if self.criteria_set.rebase == "group" and below > 0:
            return Fraction(one.max_points)
        return min(below, Fraction(one.max_points))

    def _criterion(self, one: Criterion) -> dict[str, Any]:
        codes = {other.id: other.code for other in self.criteria}
        return {
            "code": one.code,
            "parent": None if one.parent_id is None else codes[one.parent_id],
            "part": one.part.value,
            "max_points": text(Fraction(one.max_points)),
            "weight": text(Fraction(one.weight)),
            "capped": one.capped,
            "formula": None if one.formula is None else one.formula.value,
            "params": None if one.formula is None else one.params,
            "gates": one.gates,
        }

    def _given(self, sheet: int, one: Criterion) -> dict[str, Any]:
        member = self.members[sheet]
        values = {
            name: value if value in ("yes", "no") else shortest(Fraction(str(value)))
            for name, value in member.inputs.get(one.id, {}).items()
        }
        known = {
            "inputs": values,
            "unassigned": one.id in member.unassigned,
            "kinds": sorted(set(member.kinds.get(one.id, ()))),
            "fixed": text(Fraction(member.fixed[one.id])) if one.id in member.fixed else None,
        }
        return {name: value for name, value in known.items() if value}


def _weighed(one: Criterion) -> Fraction:
    return Fraction(one.max_points) * Fraction(one.weight)


def _reached(one: Criterion, values: Mapping[str, Any]) -> Reached | None:
    if "actual" not in values or ("target" not in values and not one.params["target_optional"]):
        return None
    return (
        Fraction(values["actual"]),
        Fraction(values["target"]) if "target" in values else None,
    )


def _formula(one: Criterion, values: Mapping[str, Any]) -> Fraction | None:
    """The points before limits and rounding; None where a value is missing."""
    assert one.formula is not None
    try:
        return _RAW[one.formula.value](Fraction(one.max_points), one.params, values)
    except KeyError:
        return None


def _clamp(most: Fraction, params: Mapping[str, Any], values: Mapping[str, Any]) -> Fraction:
    bonus, penalty = Fraction(values["bonus"]), Fraction(values["penalty"])
    if params["bonus_each"] is not None:
        bonus *= Fraction(params["bonus_each"])
    if params["penalty_each"] is not None:
        penalty *= Fraction(params["penalty_each"])
    return bonus - penalty


def _bands(most: Fraction, params: Mapping[str, Any], values: Mapping[str, Any]) -> Fraction:
    value, found = Fraction(values["value"]), Fraction(0)
    for step in params["steps"]:
        if value >= Fraction(step["lower"]):
            found = Fraction(step["points"])
    return found


def _survey(most: Fraction, params: Mapping[str, Any], values: Mapping[str, Any]) -> Fraction:
    return sum(
        (Fraction(one["points"]) * Fraction(values[one["name"]]) for one in params["options"]),
        Fraction(0),
    )


def _holder(most: Fraction, params: Mapping[str, Any], values: Mapping[str, Any]) -> Fraction:
    held = [
        Fraction(one["points"]) if values[one["name"]] == "yes" else Fraction(0)
        for one in params["awards"]
    ]
    return sum(held, Fraction(0)) if params["rule"] == "sum" else max(held)


_RAW = {
    "fixed": lambda most, params, values: most if values["met"] == "yes" else Fraction(0),
    "ratio": lambda most, params, values: (
        most * Fraction(values["done"]) / Fraction(values["assigned"])
    ),
    "count": lambda most, params, values: (
        Fraction(values["count"]) * Fraction(params["points_each"])
    ),
    "clamp": _clamp,
    "bands": _bands,
    "manual": lambda most, params, values: Fraction(values["points"]),
    "survey": _survey,
    "holder": _holder,
}
