"""Which node stands below which, and how far each group is re-based."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from app.lib import numbers
from app.scoring.formulas import exact
from app.scoring.terms import Part, Rebase
from app.scoring.tree.nodes import Node, by_parent, maxima_of
from app.scoring.tree.results import GroupTotal

Maxima = Mapping[str | None, Decimal]
"""The most that the assigned children of each group can give, and the groups at the top (None)."""

_ZERO = Decimal(0)


class Way(NamedTuple):
    """How a criterion counts: in each group above with a weight, then in a part of the set."""

    groups: tuple[tuple[Decimal, Node], ...]
    weight: Decimal
    part: Part


@dataclass(frozen=True)
class Layout:
    """The nodes of a criteria set without problems, the caps of bonus and penalty, the rule for
    what was not assigned."""

    nodes: tuple[Node, ...]
    bonus_cap: Decimal
    penalty_cap: Decimal
    rebase: Rebase = Rebase.NONE

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Node, ...]]:
        """The nodes below each group; those at the top below None."""
        return by_parent(self.nodes)

    @cached_property
    def leaves(self) -> Mapping[str, Node]:
        """The criteria by their code, in the order of the set."""
        return {node.code: node for node in self.nodes if not node.is_group}

    @cached_property
    def groups(self) -> tuple[Node, ...]:
        """The groups, in the order of the set."""
        return tuple(node for node in self.nodes if node.is_group)

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """How each criterion counts, from the nearest group to the top."""
        by_code = {node.code: node for node in self.nodes}
        return {code: _way(leaf, by_code) for code, leaf in self.leaves.items()}

    @cached_property
    def base_total(self) -> Decimal:
        """The most that the base part can give when everything was assigned."""
        roots = (root for root in self.children.get(None, ()) if root.part is Part.BASE)
        return numbers.quantize3(maxima_of(roots))

    def maxima(self, unassigned: Collection[str]) -> Maxima:
        """What was assigned of the base part, exact; empty where nothing is re-based."""
        if not unassigned or self.rebase is Rebase.NONE:
            return {}
        maxima: dict[str | None, Decimal] = {None: _ZERO}
        for root in self.children.get(None, ()):
            if root.part is Part.BASE:
                maxima[None] += self._most(root, unassigned, maxima) * root.weight
        return maxima

    def counted(self, group: Node, summed: Decimal, maxima: Maxima) -> Decimal:
        """The points of `group_total`."""
        if maxima:
            return self.group_total(group, summed, maxima).points
        points = numbers.quantize3(summed)
        return points if points <= group.max_points else group.max_points

    def group_total(self, group: Node, summed: Decimal, maxima: Maxima) -> GroupTotal:
        """What counts of a group whose children have the exact sum `summed`."""
        raw = numbers.quantize3(summed)
        assigned = maxima.get(group.code) if self.rebase is Rebase.GROUP else None
        if assigned is None or summed <= 0 or not 0 < assigned < group.max_points:
            return GroupTotal(raw, raw if raw <= group.max_points else group.max_points)
        return GroupTotal(raw, _scaled(summed, group.max_points, assigned), assigned)

    def base(self, summed: Decimal, maxima: Maxima) -> GroupTotal:
        """What counts of the base part, whose groups have the exact sum `summed`."""
        raw = numbers.quantize3(summed)
        assigned = maxima.get(None) if self.rebase is Rebase.TOTAL else None
        if assigned is None or summed <= 0 or not 0 < assigned < self.base_total:
            return GroupTotal(raw, raw)
        return GroupTotal(raw, _scaled(summed, self.base_total, assigned), assigned)

    def _most(
        self, node: Node, unassigned: Collection[str], maxima: dict[str | None, Decimal]
    ) -> Decimal:
        """The most that a node can give; of the groups below it, the most of their children."""
        if not node.is_group:
            return _ZERO if node.code in unassigned else node.max_points
        held = _ZERO
        for child in self.children.get(node.code, ()):
            held += self._most(child, unassigned, maxima) * child.weight
        maxima[node.code] = held
        if self.rebase is Rebase.GROUP and held > 0:
            return node.max_points
        return min(held, node.max_points)


def _way(leaf: Node, by_code: Mapping[str, Node]) -> Way:
    groups: list[tuple[Decimal, Node]] = []
    node = leaf
    while node.parent is not None:
        groups.append((node.weight, by_code[node.parent]))
        node = by_code[node.parent]
    return Way(tuple(groups), node.weight, node.part)


def _scaled(points: Decimal, most: Decimal, assigned: Decimal) -> Decimal:
    """points × most / assigned, rounded once from the exact quotient."""
    above, below = points.as_integer_ratio(), assigned.as_integer_ratio()
    times = exact.thousandths(most)
    return exact.points(above[0] * times * below[1], above[1] * below[0])
