"""A relative criterion over a cluster: what each member reached, and who leads."""

from collections.abc import Collection
from decimal import Decimal

from app.scoring.formulas import Achievement, Relative


class Comparison:
    """Members are compared by their values; those without complete values are not part of it."""

    __slots__ = ("formula", "leader", "reached")

    def __init__(self, formula: Relative, reached: dict[int, Achievement]) -> None:
        self.formula = formula
        self.reached = reached
        self.leader = formula.leader(reached.values())

    def change(self, sheet_id: int, achieved: Achievement | None) -> Collection[int]:
        """Put in what a member reached, or take it out; whose points may be others now."""
        before = self.leader
        if achieved is None:
            self.reached.pop(sheet_id, None)
        else:
            self.reached[sheet_id] = achieved
        self.leader = self.formula.leader(self.reached.values())
        if self.leader is None or before is None or self.leader.equals(before):
            return (sheet_id,)
        if before.target is None or self.leader.target is None:
            return {sheet_id, *self.reached}
        return {sheet_id, *(one for one, reached in self.reached.items() if reached.is_beyond)}

    def points(self, sheet_id: int) -> Decimal | None:
        """The points of a member; None for one that is not part of it."""
        own = self.reached.get(sheet_id)
        if own is None or self.leader is None:
            return None
        return self.formula.beside(own, self.leader)
