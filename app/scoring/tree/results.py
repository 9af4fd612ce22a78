"""A sheet added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


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
    criteria left out, in neither of these. Where the base was re-based, `raw_base` is what its
    groups give and `assigned` the maximum of what was assigned; else `assigned` is None.
    """

    groups: Mapping[str, GroupTotal]
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    missing: tuple[str, ...]
    zeros: tuple[str, ...]
    unassigned: tuple[str, ...] = ()
    raw_base: Decimal = Decimal(0)
    assigned: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Base + bonus − penalty."""
        return self.base + self.bonus - self.penalty
