"""The bands of a set's members after its rules: discipline, a zero, no self-score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.lib import numbers
from app.scoring.deciding import downgrades
from app.scoring.deciding.downgrades import Fact, Lowered, Rules
from app.scoring.models import CriteriaSet
from app.scoring.queries import disciplines
from app.scoring.ranking import Bands
from app.scoring.scale import bands_of


class Scored(NamedTuple):
    """The band that counts, why it is not that of the points, the total in percent of the base."""

    band: str
    note: str
    percent: Decimal


@dataclass(frozen=True)
class Banding:
    """The rules of a set with the facts of its year, by member."""

    bands: Bands
    rules: Rules
    facts: Mapping[int, Sequence[Fact]]
    base_total: Decimal

    def scored(self, member_id: int, band: str, has_zero: bool, total: Decimal) -> Scored:
        """What becomes of the band that the points give."""
        known = self.facts.get(member_id, ())
        percent = numbers.quantize3(total * 100 / self.base_total)
        if not known and not has_zero:
            return Scored(band, "", percent)
        facts = [*known, disciplines.ZERO] if has_zero else known
        left = downgrades.lowered(band, facts, self.rules, self.bands)
        return Scored(left.band, left.note, percent)

    def unscored(self, member_id: int) -> Lowered:
        """The band of a member that did not score itself: by rule, or none."""
        known = self.facts.get(member_id, ())
        return downgrades.unscored(disciplines.ABSENT, known, self.rules, self.bands)


def of(criteria_set: CriteriaSet) -> Banding:
    """The rules and facts that hold for a set: at most one statement.

    Raises Invalid at "downgrades" for a rule that names no band of the set.
    """
    bands = bands_of(criteria_set)
    return Banding(
        bands=bands,
        rules=downgrades.rules_of(criteria_set.downgrades, bands),
        facts=disciplines.facts(criteria_set),
        base_total=criteria_set.base_total,
    )
