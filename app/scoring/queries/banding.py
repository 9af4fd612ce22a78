"""The bands of a set's members after its rules: discipline, a zero, no self-score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.lib import numbers
from app.scoring.deciding import downgrades
from app.scoring.deciding.downgrades import Fact, Lowered, Rules
from app.scoring.models import CriteriaSet
from app.scoring.queries import disciplines
from app.scoring.ranking import Bands
from app.scoring.scale import bands_of


@dataclass(frozen=True)
class Banding:
    """The rules of a set with the facts of its year, by member."""

    bands: Bands
    rules: Rules
    facts: Mapping[int, Sequence[Fact]]
    base_total: Decimal

    def scored(self, member_id: int, band: str, has_zero: bool, total: Decimal) -> dict[str, Any]:
        """What becomes of the band that the points give, as fields of a row of results."""
        known = [*self.facts.get(member_id, ())]
        if has_zero:
            known.append(disciplines.ZERO)
        percent = numbers.quantize3(total * 100 / self.base_total)
        left = downgrades.lowered(band, known, self.rules, self.bands)
        return {**_fields(left), "percent": percent}

    def unscored(self, member_id: int) -> dict[str, Any]:
        """The band of a member that did not score itself: by rule, or none."""
        known = self.facts.get(member_id, ())
        return _fields(downgrades.unscored(disciplines.ABSENT, known, self.rules, self.bands))


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


def _fields(left: Lowered) -> dict[str, Any]:
    return {"band": left.band, "band_note": left.note}
