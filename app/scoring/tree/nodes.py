"""The nodes of a criteria set, and what may be said of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.scoring.terms import Part

MOST_LEVELS = 4
MOST_WEIGHT = Decimal(1000)

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Node:
    """A group, or a criterion (a leaf, which alone is given points).

    `parent` is the code of the group above, None for a group at the top. `min_points` is below 0
    only for a criterion that may take points away within its group. A `capped` group may hold more
    than its maximum, which then limits it; groups of bonus and penalty always may. `weight`: by
    what its points, and its maximum, are multiplied in the group above, or in the set.
    """

    code: str
    parent: str | None
    max_points: Decimal
    is_group: bool = False
    part: Part = Part.BASE
    min_points: Decimal = _ZERO
    capped: bool = False
    weight: Decimal = Decimal(1)


class Problem(NamedTuple):
    """What is wrong, in Vietnamese; `code` is None where it concerns the whole set."""

    code: str | None
    message: str


def by_parent(nodes: Iterable[Node]) -> dict[str | None, tuple[Node, ...]]:
    """The nodes below each; those at the top below None."""
    children: dict[str | None, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    return {code: tuple(below) for code, below in children.items()}


def maxima_of(nodes: Iterable[Node]) -> Decimal:
    """The maxima of some nodes as they count in what stands above them, exact."""
    return sum((node.max_points * node.weight for node in nodes), _ZERO)
