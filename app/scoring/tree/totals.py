"""How the points of a sheet add up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas import exact
from app.scoring.terms import Part, Rebase
from app.scoring.tree.nodes import Node, by_parent, maxima_of

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """The sum of a group's children, and what of it counts.

    `assigned`: where the group was re-based, the maximum of its assigned children; else None.
    """

    raw: Decimal
    points: Decimal
    assigned: Decimal | None = None

    @property
    def is_limited(self) -> bool:
        """Whether the group's maximum cut something off."""
        return self.assigned is None and self.points != self.raw


@dataclass(frozen=True, slots=True)
class Totals:
    """A sheet added up. `bonus` and `penalty` are what counts of them, both 0 or more.

    `missing`: criteria without points, counted as 0. `zeros`: criteria of the base part with 0
    points, the missing ones among them (some bands require that there be none). `unassigned`:
    criteria left out, in neither of these. `whole`: the sum of the base groups before re-basing the
    total, `assigned` the maximum of what was assigned where that was re-based, else None.
    """

    groups: Mapping[str, GroupTotal]
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    missing: tuple[str, ...]
    zeros: tuple[str, ...]
    unassigned: tuple[str, ...] = ()
    whole: Decimal | None = None
    assigned: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Base + bonus − penalty."""
        return self.base + self.bonus - self.penalty


@dataclass(frozen=True)
class Tree:
    """A criteria set without problems (see `problems`), ready to add up any number of sheets."""

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
    def base_total(self) -> Decimal:
        """The most that the base part can give when everything was assigned."""
        roots = (root for root in self.children.get(None, ()) if root.part is Part.BASE)
        return numbers.quantize3(maxima_of(roots))

    def totals(self, points: Mapping[str, Decimal], unassigned: Collection[str] = ()) -> Totals:
        """Add up the points of the criteria, given by code; those of unassigned ones do not count.

        Each group counts at most its maximum; bonus and penalty count from 0 up to their caps.
        Raises Invalid at each code that is no criterion, or whose points are outside its limits.
        """
        taken = self.taken(points, unassigned)
        maxima = self.maxima(unassigned)
        groups: dict[str, GroupTotal] = {}
        parts = dict.fromkeys(Part, _ZERO)
        for root in self.children.get(None, ()):
            parts[root.part] += self._add(root, taken, maxima, groups) * root.weight
        return self.summed(parts, groups, taken, unassigned, maxima)

    def taken(
        self, points: Mapping[str, Decimal], unassigned: Collection[str] = ()
    ) -> dict[str, Decimal]:
        """The points that count, to three places. Raises Invalid as `totals` does."""
        unknown = {one: [_unknown(one)] for one in unassigned if one not in self.leaves}
        wrong = unknown | {
            code: [said] for code, given in points.items() if (said := self._fault(code, given))
        }
        if wrong:
            raise Invalid(fields=wrong)
        return {
            code: numbers.quantize3(given)
            for code, given in points.items()
            if code not in unassigned
        }

    def maxima(self, unassigned: Collection[str]) -> Mapping[str | None, Decimal]:
        """The most that the assigned children of each group can give, exact; of the set for None.

        Of the base part alone; empty where nothing is re-based.
        """
        if not unassigned or self.rebase is Rebase.NONE:
            return {}
        maxima: dict[str | None, Decimal] = {None: _ZERO}
        for root in self.children.get(None, ()):
            if root.part is Part.BASE:
                maxima[None] += self._most(root, unassigned, maxima) * root.weight
        return maxima

    def group_total(
        self, group: Node, summed: Decimal, maxima: Mapping[str | None, Decimal]
    ) -> GroupTotal:
        """What counts of a group whose children have the exact sum `summed`."""
        raw = numbers.quantize3(summed)
        assigned = maxima.get(group.code) if self.rebase is Rebase.GROUP else None
        if assigned is None or summed <= 0 or not 0 < assigned < group.max_points:
            return GroupTotal(raw, raw if raw <= group.max_points else group.max_points)
        return GroupTotal(raw, _scaled(summed, group.max_points, assigned), assigned)

    def summed(
        self,
        parts: Mapping[Part, Decimal],
        groups: Mapping[str, GroupTotal],
        taken: Mapping[str, Decimal],
        unassigned: Collection[str],
        maxima: Mapping[str | None, Decimal],
    ) -> Totals:
        """The sheet added up, from the exact sums of its parts."""
        left_out = frozenset(unassigned)
        whole = parts[Part.BASE]
        assigned = self._assigned_of_total(whole, maxima)
        base = numbers.quantize3(whole)
        if assigned is not None:
            base = _scaled(whole, self.base_total, assigned)
        return Totals(
            groups=groups,
            base=base,
            bonus=_kept(parts[Part.BONUS], self.bonus_cap),
            penalty=_kept(parts[Part.PENALTY], self.penalty_cap),
            missing=tuple(
                code for code in self.leaves if code not in taken and code not in left_out
            ),
            zeros=tuple(
                code
                for code, leaf in self.leaves.items()
                if leaf.part is Part.BASE and not taken.get(code) and code not in left_out
            ),
            unassigned=tuple(code for code in self.leaves if code in left_out),
            whole=numbers.quantize3(whole),
            assigned=assigned,
        )

    def _assigned_of_total(
        self, whole: Decimal, maxima: Mapping[str | None, Decimal]
    ) -> Decimal | None:
        """The maximum by which the base is re-based, if it is."""
        assigned = maxima.get(None, _ZERO)
        re_based = self.rebase is Rebase.TOTAL and whole > 0 and 0 < assigned < self.base_total
        return assigned if re_based else None

    def _most(
        self, node: Node, unassigned: Collection[str], maxima: dict[str | None, Decimal]
    ) -> Decimal:
        """The most that a node can give, and of the groups below it the most of their children."""
        if not node.is_group:
            return _ZERO if node.code in unassigned else node.max_points
        held = _ZERO
        for child in self.children.get(node.code, ()):
            held += self._most(child, unassigned, maxima) * child.weight
        maxima[node.code] = held
        if self.rebase is Rebase.GROUP and held > 0:
            return node.max_points
        return min(held, node.max_points)

    def _fault(self, code: str, given: Decimal) -> str | None:
        leaf = self.leaves.get(code)
        if leaf is None:
            return _unknown(code)
        if given.is_finite() and leaf.min_points <= given <= leaf.max_points:
            return None
        least, most = numbers.vi(leaf.min_points), numbers.vi(leaf.max_points)
        return f"Điểm của tiêu chí “{code}” phải từ {least} đến {most}."

    def _add(
        self,
        node: Node,
        taken: Mapping[str, Decimal],
        maxima: Mapping[str | None, Decimal],
        groups: dict[str, GroupTotal],
    ) -> Decimal:
        if not node.is_group:
            return taken.get(node.code, _ZERO)
        summed = _ZERO
        for child in self.children.get(node.code, ()):
            summed += self._add(child, taken, maxima, groups) * child.weight
        groups[node.code] = self.group_total(node, summed, maxima)
        return groups[node.code].points


def _unknown(code: str) -> str:
    return f"Bộ tiêu chí không có tiêu chí “{code}”."


def _scaled(points: Decimal, most: Decimal, assigned: Decimal) -> Decimal:
    """points × most / assigned, rounded once from the exact quotient."""
    above, below = points.as_integer_ratio(), assigned.as_integer_ratio()
    times = exact.thousandths(most)
    return exact.points(above[0] * times * below[1], above[1] * below[0])


def _kept(points: Decimal, cap: Decimal) -> Decimal:
    return min(max(numbers.quantize3(points), _ZERO), cap)
