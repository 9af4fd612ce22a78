"""What the council looks at: a cluster side by side, and one sheet as it would stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.scoring.deciding.final import (
    NO_WORD,
    Inputs,
    Moved,
    Outcome,
    Settled,
    Word,
    origin_of,
    reckon,
    value_of,
)
from app.scoring.deciding.terms import LineOrigin
from app.scoring.models import ConfirmationLine
from app.scoring.queries import criteria, settling, statuses
from app.scoring.queries.sheets import Detail
from app.scoring.queries.statuses import Status
from app.scoring.scale import Scale


@dataclass(frozen=True)
class Ruled:
    """One sheet before the council: what was settled, what it says, how it would stand."""

    settled: Settled
    word: Word
    outcome: Outcome
    lines: Mapping[int, ConfirmationLine]

    def value(self, criterion_id: int) -> Inputs:
        """The values that count."""
        return value_of(self.settled, self.word, criterion_id)

    def points(self, criterion_id: int) -> Decimal | None:
        """The final points; None for a criterion that was not assigned."""
        return self.outcome.points.get(criterion_id)

    def before(self, criterion_id: int) -> Decimal | None:
        """What the cluster settled."""
        return self.settled.points.get(criterion_id)

    def moved(self, criterion_id: int) -> Moved | None:
        """Why points follow from the whole cluster, where they differ from the settled ones."""
        return self.outcome.moved.get(criterion_id)

    def origin(self, criterion_id: int) -> LineOrigin | None:
        """Whence the points differ from the settled ones; None where they do not."""
        said = criterion_id in self.word.points or criterion_id in self.word.values
        if said or self.moved(criterion_id):
            return origin_of(self.word, criterion_id)
        return None


@dataclass(frozen=True)
class SideBySide:
    """A cluster before the council: members in their order, criteria in theirs."""

    scale: Scale
    members: Sequence[Status]
    ruled: Mapping[int, Ruled]

    @property
    def columns(self) -> list[tuple[Status, Ruled]]:
        """The members that have handed in a sheet."""
        return [
            (one, self.ruled[one.sheet_id])
            for one in self.members
            if one.sheet_id is not None and one.sheet_id in self.ruled
        ]


def side_by_side(set_id: int, cluster_id: int) -> SideBySide:
    """A cluster with every criterion of every member: a fixed number of statements."""
    scale = criteria.scale(set_id)
    members = statuses.of_set(set_id, cluster_id=cluster_id)
    return SideBySide(scale, members, _ruled(scale, cluster_id))


def standing(detail: Detail) -> Ruled | None:
    """How a sheet would stand now; None before it is submitted."""
    return _ruled(detail.scale, detail.sheet.cluster_id).get(detail.sheet.id)


def _ruled(scale: Scale, cluster_id: int) -> dict[int, Ruled]:
    cases = settling.cases(scale, cluster_id=cluster_id, values=True).get(cluster_id, {})
    lines = settling.lines(cases)
    words = settling.words(lines)
    outcomes = reckon(scale, {one: case.settled for one, case in cases.items()}, words)
    return {
        one: Ruled(
            case.settled,
            words.get(one, NO_WORD),
            outcomes[one],
            {line.criterion_id: line for line in lines.get(one, ())},
        )
        for one, case in cases.items()
    }
