"""The tree of a criteria set: what may be wrong with it, and how points add up in it.

Rounding: the points of each criterion are rounded half up to three places, once; sums of such
points are exact, so groups, parts and the total are not rounded again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas import MOST_POINTS
from app.scoring.terms import Part

MOST_LEVELS = 4

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Node:
    """A group, or a criterion (a leaf, which alone is given points).

    `parent` is the code of the group above, None for a group at the top. `min_points` is below 0
    only for a criterion that may take points away within its group. A `capped` group may hold more
    than its maximum, which then limits it; groups of bonus and penalty always may.
    """

    code: str
    parent: str | None
    max_points: Decimal
    is_group: bool = False
    part: Part = Part.BASE
    min_points: Decimal = _ZERO
    capped: bool = False


class Problem(NamedTuple):
    """What is wrong, in Vietnamese; `code` is None where it concerns the whole set."""

    code: str | None
    message: str


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """The sum of a group's children, and what of it counts."""

    raw: Decimal
    points: Decimal

    @property
    def is_limited(self) -> bool:
        """Whether the group's maximum cut something off."""
        return self.points != self.raw


@dataclass(frozen=True, slots=True)
class Totals:
    """A sheet added up. `bonus` and `penalty` are what counts of them, both 0 or more.

    `missing`: criteria without points, counted as 0. `zeros`: criteria of the base part with 0
    points, the missing ones among them (some bands require that there be none).
    """

    groups: Mapping[str, GroupTotal]
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    missing: tuple[str, ...]
    zeros: tuple[str, ...]

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

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Node, ...]]:
        return _by_parent(self.nodes)

    @cached_property
    def leaves(self) -> Mapping[str, Node]:
        """The criteria by their code, in the order of the set."""
        return {node.code: node for node in self.nodes if not node.is_group}

    def totals(self, points: Mapping[str, Decimal]) -> Totals:
        """Add up the points of the criteria, given by code.

        Each group counts at most its maximum; bonus and penalty count from 0 up to their caps.
        Raises Invalid at each code that is no criterion, or whose points are outside its limits.
        """
        taken = self._taken(points)
        groups: dict[str, GroupTotal] = {}
        parts = dict.fromkeys(Part, _ZERO)
        for root in self._children.get(None, ()):
            parts[root.part] += self._add(root, taken, groups)
        missing = tuple(code for code in self.leaves if code not in taken)
        zeros = tuple(
            code
            for code, leaf in self.leaves.items()
            if leaf.part is Part.BASE and not taken.get(code)
        )
        bonus = min(max(parts[Part.BONUS], _ZERO), self.bonus_cap)
        penalty = min(max(parts[Part.PENALTY], _ZERO), self.penalty_cap)
        return Totals(groups, parts[Part.BASE], bonus, penalty, missing, zeros)

    def _taken(self, points: Mapping[str, Decimal]) -> dict[str, Decimal]:
        wrong = {
            code: [said] for code, given in points.items() if (said := self._fault(code, given))
        }
        if wrong:
            raise Invalid(fields=wrong)
        return {code: numbers.quantize3(given) for code, given in points.items()}

    def _fault(self, code: str, given: Decimal) -> str | None:
        leaf = self.leaves.get(code)
        if leaf is None:
            return f"Bộ tiêu chí không có tiêu chí “{code}”."
        if given.is_finite() and leaf.min_points <= given <= leaf.max_points:
            return None
        least, most = numbers.vi(leaf.min_points), numbers.vi(leaf.max_points)
        return f"Điểm của tiêu chí “{code}” phải từ {least} đến {most}."

    def _add(
        self, node: Node, taken: Mapping[str, Decimal], groups: dict[str, GroupTotal]
    ) -> Decimal:
        if not node.is_group:
            return taken.get(node.code, _ZERO)
        raw = _ZERO
        for child in self._children.get(node.code, ()):
            raw += self._add(child, taken, groups)
        points = min(raw, node.max_points)
        groups[node.code] = GroupTotal(raw, points)
        return points


def problems(
    nodes: Iterable[Node], *, base_total: Decimal, bonus_cap: Decimal, penalty_cap: Decimal
) -> list[Problem]:
    """Everything that keeps a criteria set from being issued; empty when it is in order.

    Looked at in turn, each only once what comes before is right: the shape (codes, parents,
    levels), the limits of each node, the sums.
    """
    given = tuple(nodes)
    if not given:
        return [Problem(None, "Bộ tiêu chí chưa có nhóm nào.")]
    shape = [*_code_problems(given), *_place_problems(given)]
    limits = shape or [problem for node in given for problem in _limit_problems(node)]
    if limits:
        return limits
    children = _by_parent(given)
    return [
        *(found for node in given for found in _group_problems(node, children.get(node.code, ()))),
        *_set_problems(children[None], base_total, bonus_cap, penalty_cap),
    ]


def _by_parent(nodes: Iterable[Node]) -> dict[str | None, tuple[Node, ...]]:
    children: dict[str | None, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    return {code: tuple(below) for code, below in children.items()}


def _code_problems(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for node in nodes:
        key = node.code.strip().casefold()
        if not key:
            yield Problem(node.code, "Mã tiêu chí không được để trống.")
        elif key in seen:
            yield Problem(node.code, f"Mã “{node.code}” trùng với mã “{seen[key]}”.")
        seen.setdefault(key, node.code)


def _place_problems(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    by_code = {node.code: node for node in nodes}
    for node in nodes:
        parent = None if node.parent is None else by_code.get(node.parent)
        if node.parent is None:
            if not node.is_group:
                yield Problem(node.code, f"Tiêu chí “{node.code}” phải nằm trong một nhóm.")
        elif parent is None:
            yield Problem(node.code, f"Không có nhóm “{node.parent}” là cấp trên của mục này.")
        elif not parent.is_group:
            yield Problem(node.code, f"“{parent.code}” là tiêu chí, không chứa mục con được.")
        elif parent.part is not node.part:
            said = f"phải cùng phần {parent.part.label.lower()} với nhóm “{parent.code}”"
            yield Problem(node.code, f"Mục “{node.code}” {said}.")
        elif _level(node, by_code) > MOST_LEVELS:
            said = f"nằm sâu quá {MOST_LEVELS} cấp, hoặc là cấp trên của chính nó"
            yield Problem(node.code, f"Mục “{node.code}” {said}.")


def _level(node: Node, by_code: Mapping[str, Node]) -> int:
    """1 for the top; one more than allowed for anything deeper, circles included."""
    level, above = 1, node.parent
    while above is not None and above in by_code and level <= MOST_LEVELS:
        level, above = level + 1, by_code[above].parent
    return level


def _limit_problems(node: Node) -> Iterator[Problem]:
    most = node.max_points
    if not most.is_finite() or not 0 <= most <= MOST_POINTS:
        yield Problem(node.code, f"Điểm tối đa phải từ 0 đến {numbers.vi(MOST_POINTS)}.")
    elif most != numbers.quantize3(most):
        yield Problem(node.code, "Điểm tối đa có nhiều nhất 3 chữ số sau dấu phẩy.")
    elif most == 0 and node.min_points >= 0:
        yield Problem(node.code, "Điểm tối đa phải lớn hơn 0.")
    if node.min_points < 0 and node.part is not Part.BASE:
        said = "Trong phần điểm thưởng, điểm trừ, điểm của tiêu chí không được là số âm."
        yield Problem(node.code, said)


def _group_problems(node: Node, below: tuple[Node, ...]) -> Iterator[Problem]:
    if not node.is_group:
        return
    if not below:
        yield Problem(node.code, f"Nhóm “{node.code}” chưa có tiêu chí nào.")
        return
    held = sum((child.max_points for child in below), _ZERO)
    may_exceed = node.capped or node.part is not Part.BASE
    if held < node.max_points or (held > node.max_points and not may_exceed):
        needed = "không được nhỏ hơn" if may_exceed else "phải bằng"
        said = f"Tổng điểm tối đa các mục con của nhóm “{node.code}” là {numbers.vi(held)}"
        yield Problem(
            node.code, f"{said}; tổng này {needed} điểm tối đa {numbers.vi(node.max_points)}."
        )


def _set_problems(
    roots: tuple[Node, ...], base_total: Decimal, bonus_cap: Decimal, penalty_cap: Decimal
) -> Iterator[Problem]:
    held = dict.fromkeys(Part, _ZERO)
    for root in roots:
        held[root.part] += root.max_points
    if held[Part.BASE] != base_total:
        said = f"Tổng điểm tối đa của các nhóm điểm chuẩn là {numbers.vi(held[Part.BASE])}, khác"
        yield Problem(None, f"{said} tổng điểm chuẩn {numbers.vi(base_total)} của bộ tiêu chí.")
    for part, cap in ((Part.BONUS, bonus_cap), (Part.PENALTY, penalty_cap)):
        yield from _cap_problems(part, held[part], cap)


def _cap_problems(part: Part, held: Decimal, cap: Decimal) -> Iterator[Problem]:
    name = part.label.lower()
    if cap < 0:
        yield Problem(None, f"Mức tối đa của {name} không được là số âm.")
    elif held > 0 and cap == 0:
        yield Problem(None, f"Có nhóm {name} nhưng chưa quy định mức tối đa của {name}.")
    elif cap > held:
        said = f"Mức tối đa của {name} là {numbers.vi(cap)}, nhưng các nhóm {name}"
        yield Problem(None, f"{said} chỉ cho tối đa {numbers.vi(held)}.")
