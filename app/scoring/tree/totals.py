"""Adding up a sheet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.tree.layout import Layout
from app.scoring.tree.results import Totals
from app.scoring.tree.sums import Sums


@dataclass(frozen=True)
class Tree(Layout):
    """A criteria set without problems (see `problems`), ready to add up any number of sheets."""

    def totals(self, points: Mapping[str, Decimal], unassigned: Collection[str] = ()) -> Totals:
        """Add up the points of the criteria, given by code; those of unassigned ones do not count.

        Each group counts at most its maximum; bonus and penalty count from 0 up to their caps.
        Raises Invalid at each code that is no criterion, or whose points are outside its limits.
        """
        self.check(points, unassigned)
        taken = {
            code: numbers.quantize3(given)
            for code, given in points.items()
            if code not in unassigned
        }
        return Sums(self, taken, unassigned).totals(taken)

    def check(self, points: Mapping[str, Decimal], unassigned: Collection[str] = ()) -> None:
        """Raises Invalid as `totals` does."""
        unknown = {one: [_unknown(one)] for one in unassigned if one not in self.leaves}
        wrong = unknown | {
            code: [said] for code, given in points.items() if (said := self._fault(code, given))
        }
        if wrong:
            raise Invalid(fields=wrong)

    def _fault(self, code: str, given: Decimal) -> str | None:
        leaf = self.leaves.get(code)
        if leaf is None:
            return _unknown(code)
        if given.is_finite() and leaf.min_points <= given <= leaf.max_points:
            return None
        least, most = numbers.vi(leaf.min_points), numbers.vi(leaf.max_points)
        return f"Điểm của tiêu chí “{code}” phải từ {least} đến {most}."


def _unknown(code: str) -> str:
    return f"Bộ tiêu chí không có tiêu chí “{code}”."
