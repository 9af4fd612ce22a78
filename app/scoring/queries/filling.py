"""A sheet while its member fills it in: lines, kinds of evidence, what they add up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select

from app.lib.errors import NotFound
from app.scoring.models import ScoreSheet, SheetEvidence, SheetLine
from app.scoring.policies import gaps
from app.scoring.policies.gaps import Gap
from app.scoring.queries import criteria
from app.scoring.queries.sheets import Detail
from app.scoring.scale import Placed, Scale
from app.scoring.tree import Totals
from tenants.db import db


@dataclass(frozen=True)
class GroupState:
    """A group of a sheet: its points so far, and how many of its criteria are answered."""

    criterion_id: int
    code: str
    points: Decimal
    answered: int
    count: int


@dataclass(frozen=True)
class Filling:
    """A sheet with its lines by criterion id, and the kinds of its evidence.

    Evidence that came with an explanation counts for the appraiser, not for the member's points.
    """

    sheet: ScoreSheet
    scale: Scale
    lines: Mapping[int, SheetLine]
    kinds: Mapping[int, list[str | None]]

    @property
    def points(self) -> dict[int, Decimal]:
        """The points of the criteria that are answered and were assigned."""
        return {
            one: line.points
            for one, line in self.lines.items()
            if line.points is not None and not line.unassigned
        }

    @property
    def unassigned(self) -> list[int]:
        """The criteria that the member was not given."""
        return [one for one, line in self.lines.items() if line.unassigned]

    @property
    def totals(self) -> Totals:
        """What the sheet adds up to."""
        return self.scale.totals(self.points, self.unassigned)

    @property
    def gaps(self) -> list[Gap]:
        """What it still lacks."""
        return gaps.of(self.scale, self.lines, self.kinds)

    @property
    def answered(self) -> int:
        """How many criteria are answered, or left out as not assigned."""
        return sum(map(self._is_answered, self.scale.leaves))

    @cached_property
    def groups(self) -> list[GroupState]:
        """Every group in the order of the set."""
        totals = self.totals.groups
        found = []
        for place, row in enumerate(self.scale.rows):
            if row.formula is None:
                below = _leaves_below(self.scale.rows, place)
                code, answered = row.criterion.code, sum(map(self._is_answered, below))
                points = totals[code].points if code in totals else Decimal(0)
                found.append(GroupState(row.criterion.id, code, points, answered, len(below)))
        return found

    def _is_answered(self, criterion_id: int) -> bool:
        line = self.lines.get(criterion_id)
        return line is not None and (line.unassigned or line.points is not None)


def _leaves_below(rows: tuple[Placed, ...], place: int) -> list[int]:
    below: list[int] = []
    for row in rows[place + 1 :]:
        if row.depth <= rows[place].depth:
            break
        if row.formula is not None:
            below.append(row.criterion.id)
    return below


def of_sheet(sheet: ScoreSheet) -> Filling:
    """The sheet as it stands: four statements at most, two of them for the lines and evidence."""
    return Filling(
        sheet=sheet,
        scale=criteria.scale(sheet.criteria_set_id),
        lines=lines(sheet.id),
        kinds=kinds(sheet.id),
    )


def of_detail(detail: Detail) -> Filling:
    """The same of a sheet that was read whole; asks nothing."""
    kinds: dict[int, list[str | None]] = {}
    for criterion_id, proofs in detail.proofs.items():
        own = [proof.kind for proof in proofs if not proof.explains]
        if own:
            kinds[criterion_id] = own
    return Filling(sheet=detail.sheet, scale=detail.scale, lines=detail.lines, kinds=kinds)


def line(found: Filling, criterion_id: int) -> SheetLine:
    """One line of a sheet. Raises NotFound for a criterion that is not in its set."""
    there = found.lines.get(criterion_id)
    if there is None:
        raise NotFound("Bảng điểm không có tiêu chí này.")
    return there


def lines(sheet_id: int) -> dict[int, SheetLine]:
    """The lines of a sheet by criterion id."""
    found = db.session.scalars(select(SheetLine).where(SheetLine.sheet_id == sheet_id))
    return {line.criterion_id: line for line in found}


def kinds(sheet_id: int) -> dict[int, list[str | None]]:
    """The kinds of the evidence that the member's points rest on, by criterion id."""
    rows = db.session.execute(
        select(SheetEvidence.criterion_id, SheetEvidence.kind).where(
            SheetEvidence.sheet_id == sheet_id, SheetEvidence.explains.is_(False)
        )
    )
    found: dict[int, list[str | None]] = {}
    for criterion_id, kind in rows:
        found.setdefault(criterion_id, []).append(kind)
    return found


def gate_kinds(kinds: Collection[str | None]) -> list[str]:
    """The kinds that may open a gate."""
    return [kind for kind in kinds if kind]
