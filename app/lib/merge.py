"""Three texts of one thing: what it was, what we made of it, what they made of it meanwhile."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What becomes of one field when two sides have gone on from one base.

    `SAME`: nobody changed it. `APPLIED`: only they did, theirs is taken. `KEPT`: only we did, ours
    stays. `EQUAL`: both did, alike. `CONFLICT`: both did, differently; ours stays until a human
    has decided. `FORCED`: they insist, theirs is taken whatever we had.
    """

    SAME = "same"
    APPLIED = "applied"
    KEPT = "kept"
    EQUAL = "equal"
    CONFLICT = "conflict"
    FORCED = "forced"


@dataclass(frozen=True)
class Field:
    """One field of a merge: the three values, what became of it, and the value after it."""

    base: Any
    mine: Any
    theirs: Any
    outcome: Outcome

    @property
    def value(self) -> Any:
        """The value after the merge: theirs where it was taken, ours in every other case."""
        return self.theirs if self.outcome in TAKEN else self.mine


TAKEN = frozenset({Outcome.APPLIED, Outcome.FORCED})


def three_way(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    forced: Set[str] = frozenset(),
) -> dict[str, Field]:
    """Merge field by field; every field of `base` must be in all three. `forced` fields follow
    theirs wherever they differ from ours.
    """
    return {
        name: Field(
            base[name],
            mine[name],
            theirs[name],
            outcome_of(base[name], mine[name], theirs[name], is_forced=name in forced),
        )
        for name in base
    }


def outcome_of(base: Any, mine: Any, theirs: Any, *, is_forced: bool = False) -> Outcome:
    """What becomes of one field."""
    if mine == theirs:
        return Outcome.SAME if mine == base else Outcome.EQUAL
    if is_forced:
        return Outcome.FORCED
    if mine == base:
        return Outcome.APPLIED
    return Outcome.KEPT if theirs == base else Outcome.CONFLICT


def merged(fields: Mapping[str, Field]) -> dict[str, Any]:
    """The thing after the merge."""
    return {name: field.value for name, field in fields.items()}
