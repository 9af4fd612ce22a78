"""The sums of one sheet, which can be changed one criterion at a time."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from app.lib import numbers
from app.scoring.terms import Part
from app.scoring.tree.layout import Layout
from app.scoring.tree.nodes import Node
from app.scoring.tree.results import GroupTotal, Totals

_ZERO = Decimal(0)


class Sums:
    """The exact sums of a sheet's groups and parts, and what counts of each group.

    After `change` they are what they would be if reckoned anew: the sums are exact, and what is
    rounded is always such a sum.
    """

    __slots__ = ("_counted", "_exact", "_layout", "_maxima", "_parts", "_unassigned")

    def __init__(
        self, layout: Layout, points: Mapping[str, Decimal], unassigned: Collection[str]
    ) -> None:
        """`points` by code, three places, none of them of a criterion that was not assigned."""
        self._layout = layout
        self._unassigned = frozenset(unassigned)
        self._maxima = layout.maxima(self._unassigned)
        self._exact: dict[str, Decimal] = {}
        self._counted: dict[str, Decimal] = {}
        self._parts = dict.fromkeys(Part, _ZERO)
        for root in layout.children.get(None, ()):
            self._parts[root.part] += self._add(root, points) * root.weight

    def change(self, code: str, by: Decimal) -> None:
        """Add to the points of a criterion; groups above it are touched while they change."""
        way = self._layout.ways[code]
        for weight, group in way.groups:
            summed = self._exact[group.code] + by * weight
            after = self._layout.counted(group, summed, self._maxima)
            by = after - self._counted[group.code]
            self._exact[group.code], self._counted[group.code] = summed, after
            if not by:
                return
        self._parts[way.part] += by * way.weight

    def totals(self, points: Mapping[str, Decimal]) -> Totals:
        """The sheet added up; `points` are those that the sums hold."""
        layout, left_out = self._layout, self._unassigned
        base = layout.base(self._parts[Part.BASE], self._maxima)
        return Totals(
            groups=self._group_totals(),
            base=base.points,
            bonus=_kept(self._parts[Part.BONUS], layout.bonus_cap),
            penalty=_kept(self._parts[Part.PENALTY], layout.penalty_cap),
            missing=tuple(
                code for code in layout.leaves if code not in points and code not in left_out
            ),
            zeros=tuple(
                code
                for code, leaf in layout.leaves.items()
                if leaf.part is Part.BASE and not points.get(code) and code not in left_out
            ),
            unassigned=tuple(code for code in layout.leaves if code in left_out),
            raw_base=base.raw,
            assigned=base.assigned,
        )

    def _add(self, node: Node, points: Mapping[str, Decimal]) -> Decimal:
        if not node.is_group:
            return points.get(node.code, _ZERO)
        summed = _ZERO
        for child in self._layout.children.get(node.code, ()):
            summed += self._add(child, points) * child.weight
        self._exact[node.code] = summed
        counted = self._layout.counted(node, summed, self._maxima)
        self._counted[node.code] = counted
        return counted

    def _group_totals(self) -> dict[str, GroupTotal]:
        return {
            node.code: self._layout.group_total(node, self._exact[node.code], self._maxima)
            for node in self._layout.groups
        }


def _kept(points: Decimal, cap: Decimal) -> Decimal:
    return min(max(numbers.quantize3(points), _ZERO), cap)
