"""What is known of a member before anything is reckoned."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cell:
    """What counts for one criterion of one member.

    `inputs`: the stored values ('8.5', 'yes'). `unassigned`: the member was not given this.
    `kinds`: of what kinds there is evidence. `fixed`: points given by hand, which win over the
    formula and over missing evidence.
    """

    inputs: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    unassigned: bool = False
    kinds: Collection[str] = ()
    fixed: Decimal | None = None


EMPTY = Cell()
"""Nothing is known."""


@dataclass(frozen=True, slots=True)
class Given:
    """The same for all criteria of a member, by criterion id; what is not named is empty."""

    inputs: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    unassigned: Collection[int] = ()
    kinds: Mapping[int, Collection[str]] = field(default_factory=dict)
    fixed: Mapping[int, Decimal] = field(default_factory=dict)

    def cells(self) -> dict[int, Cell]:
        """By criterion id, in its order; empty ones are left out."""
        left_out = frozenset(self.unassigned)
        named = {*self.inputs, *left_out, *self.kinds, *self.fixed}
        return {
            one: Cell(
                self.inputs.get(one, _NOTHING),
                one in left_out,
                self.kinds.get(one, ()),
                self.fixed.get(one),
            )
            for one in sorted(named)
        }
