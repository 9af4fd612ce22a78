"""The sheets of a cluster beside each other, criterion by criterion, as the reader may see them."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select

from app.clusters import queries as clusters
from app.clusters.models import Cluster
from app.clusters.terms import MemberRole
from app.lib import numbers, statistics
from app.lib.errors import NotFound
from app.scoring.held import Held, first_review
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    AppraisalTerm,
    CriteriaSet,
    Criterion,
    SheetLine,
)
from app.scoring.queries import appraisals, criteria, cross, peers, statuses
from app.scoring.queries.statuses import Status
from app.scoring.scale import Placed, Scale
from app.scoring.terms import Part
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Key = tuple[int, int]
"""Sheet and criterion."""
HEATS = 5


@dataclass(frozen=True)
class Cell:
    """One criterion of one sheet: what the member says, what the appraiser holds.

    `points` stands: settled, before that appraised, before that the member's own; None where the
    member was not assigned the criterion.
    """

    own: SheetLine
    line: AppraisalLine | None
    points: Decimal | None
    inputs: Mapping[str, str]
    unassigned: bool
    heat: int | None
    is_relative: bool

    @property
    def held(self) -> Held:
        """What a form begins with."""
        if self.line is None:
            points = Decimal(0) if self.own.points is None else self.own.points
            return Held(points, None, self.own.inputs, self.own.unassigned)
        return first_review(self.line, self.own)

    @property
    def seen(self) -> str:
        """What a form remembers of the cell: its version and the sign of its content."""
        return f"{self.version}-{self.held.seal(is_relative=self.is_relative)}"

    @property
    def version(self) -> int:
        """How often the cell was changed; 1 before the appraisal begins."""
        return 1 if self.line is None else self.line.version

    @property
    def is_looked_at(self) -> bool:
        """Whether an appraiser has been at this cell."""
        return self.line is not None and (
            self.line.saved_by is not None or self.line.sent_at is not None
        )

    @property
    def from_self(self) -> Decimal | None:
        """How far it lies above (+) or below (−) the member's own points."""
        if self.points is None or self.own.points is None:
            return None
        return self.points - self.own.points

    @property
    def differs(self) -> bool:
        """Whether the appraiser holds otherwise than the member."""
        return self.unassigned != self.own.unassigned or bool(self.from_self)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A cell as a line of a list."""

    member_id: int
    sheet_id: int
    criterion_id: int
    self_points: Decimal | None
    points: Decimal | None
    from_self: Decimal | None
    from_median: Decimal | None
    cross_median: Decimal | None
    is_looked_at: bool
    unassigned: bool
    version: int


@dataclass(frozen=True)
class Board:
    """A cluster with its submitted sheets as columns and its criteria as rows."""

    scale: Scale
    cluster: Cluster
    statuses: Sequence[Status]
    cells: Mapping[Key, Cell]
    crossed: Mapping[Key, list[Decimal]]
    terms: AppraisalTerm | None
    me: int | None

    @property
    def criteria_set(self) -> CriteriaSet:
        """By what they are scored."""
        return self.scale.criteria_set

    @cached_property
    def members(self) -> list[Status]:
        """The members whose sheets are here."""
        return [one for one in self.statuses if (one.sheet_id or 0) in self._sheets]

    @cached_property
    def awaited(self) -> list[Status]:
        """The members whose sheets have not come, or may not be read."""
        return [one for one in self.statuses if (one.sheet_id or 0) not in self._sheets]

    @cached_property
    def _sheets(self) -> set[int]:
        return {sheet_id for sheet_id, _ in self.cells}

    def can_edit(self, member: Status) -> bool:
        """Whether the reader writes the first review of this member."""
        is_mine = member.appraiser_id == self.me and member.member_id != self.me
        return is_mine and member.appraised_at is None

    def cell(self, sheet_id: int | None, criterion_id: int) -> Cell | None:
        """One cell; None where the sheet has no such criterion."""
        return self.cells.get((sheet_id or 0, criterion_id))

    @cached_property
    def medians(self) -> Mapping[int, Decimal]:
        """The middle of what stands, by criterion: exact, without who was not assigned it."""
        found: dict[int, list[Decimal]] = {}
        for (_, criterion_id), cell in self.cells.items():
            if cell.points is not None:
                found.setdefault(criterion_id, []).append(cell.points)
        return {one: statistics.five(points).middle for one, points in found.items()}

    def from_median(self, sheet_id: int | None, criterion_id: int) -> Decimal | None:
        """How far a cell lies above (+) or below (−) the median of its criterion."""
        cell = self.cell(sheet_id, criterion_id)
        if cell is None or cell.points is None:
            return None
        return cell.points - self.medians[criterion_id]

    def cross(self, sheet_id: int | None, criterion_id: int) -> cross.Spread | None:
        """What other members gave; None where none has sent points."""
        given = self.crossed.get((sheet_id or 0, criterion_id))
        return None if not given else cross.Spread.of(given)

    @cached_property
    def totals(self) -> Mapping[int, Decimal]:
        """What each sheet adds up to as it stands, by sheet."""
        points: dict[int, dict[int, Decimal]] = {one: {} for one in self._sheets}
        left_out: dict[int, list[int]] = {one: [] for one in self._sheets}
        for (sheet_id, criterion_id), cell in self.cells.items():
            if cell.points is None:
                left_out[sheet_id].append(criterion_id)
            else:
                points[sheet_id][criterion_id] = cell.points
        return {one: self.scale.totals(given, left_out[one]).total for one, given in points.items()}

    @cached_property
    def total_median(self) -> Decimal | None:
        """The middle of the totals."""
        totals = list(self.totals.values())
        return statistics.five(totals).middle if totals else None

    @property
    def leaves(self) -> list[Placed]:
        """The criteria in their order."""
        return list(self.scale.leaves.values())

    def unseen(self, criterion_id: int) -> int:
        """At how many cells of a criterion the reader, who appraises them, has not been."""
        cells = [
            self.cell(one.sheet_id, criterion_id) for one in self.members if self.can_edit(one)
        ]
        return sum(cell is not None and not cell.is_looked_at for cell in cells)

    def differing(self, criterion_id: int) -> int:
        """In how many cells of a criterion the appraiser holds otherwise than the member."""
        cells = (self.cell(one.sheet_id, criterion_id) for one in self.members)
        return sum(cell is not None and cell.differs for cell in cells)

    @property
    def listed(self) -> list[Listed]:
        """Every cell with its differences, member by member."""
        return [
            Listed(
                member_id=member.member_id,
                sheet_id=cell.own.sheet_id,
                criterion_id=criterion_id,
                self_points=cell.own.points,
                points=cell.points,
                from_self=cell.from_self,
                from_median=self.from_median(member.sheet_id, criterion_id),
                cross_median=None if spread is None else spread.median,
                is_looked_at=cell.is_looked_at,
                unassigned=cell.unassigned,
                version=cell.version,
            )
            for member in self.members
            for criterion_id in self.scale.leaves
            if (cell := self.cell(member.sheet_id, criterion_id)) is not None
            for spread in (self.cross(member.sheet_id, criterion_id),)
        ]

    @property
    def fingerprint(self) -> str:
        """A short sign of all that stands here: the same sheets in the same state give the same."""
        words = [
            f"{sheet_id}.{criterion_id}={cell.version}:{cell.points}:{cell.unassigned}"
            for (sheet_id, criterion_id), cell in sorted(self.cells.items())
        ]
        words += [f"{one.member_id}:{one.state}" for one in self.statuses]
        return hashlib.sha256(";".join(words).encode()).hexdigest()[:16]

    def beside(self, criterion_id: int) -> tuple[Placed | None, Placed | None]:
        """The criterion before and the one after."""
        order = list(self.scale.leaves)
        place = order.index(criterion_id)
        before = self.scale.leaves[order[place - 1]] if place else None
        after = self.scale.leaves[order[place + 1]] if place + 1 < len(order) else None
        return before, after


def board(*, set_id: int, cluster_id: int) -> Board:
    """The submitted sheets of a cluster side by side: a fixed number of statements.

    Raises NotFound for who neither appraises in the cluster nor runs it.
    """
    scale = criteria.scale(set_id)
    cluster = clusters.cluster(cluster_id)
    found = statuses.of_set(set_id, cluster_id=cluster_id)
    if not found:
        raise NotFound("Cụm, khối này không chấm theo bộ tiêu chí này.")
    me = context.acting().tenant_id
    if me != scale.criteria_set.tenant_id and not any(_appraises(one, me) for one in found):
        raise NotFound("Đơn vị bạn không thẩm định ở cụm, khối này.")
    sheet_ids = [one.sheet_id for one in found if one.sheet_id and one.sent_at is not None]
    kinds = peers.kinds(sheet_ids)
    values = peers.values(set_id=set_id, cluster_id=cluster_id, criterion_ids=scale.relative)
    compared = peers.compared(scale, values, kinds)
    return Board(
        scale=scale,
        cluster=cluster,
        statuses=found,
        cells=_cells(scale, sheet_ids, compared),
        crossed=cross.given(sheet_ids),
        terms=appraisals.terms(set_id),
        me=me,
    )


def _appraises(one: Status, tenant_id: int | None) -> bool:
    """Whether the unit leads the cluster of a place, stands in for the lead, or was sent its
    sheet."""
    if one.member_id == tenant_id:
        return one.role is not MemberRole.MEMBER
    return one.appraiser_id is not None and one.appraiser_id == tenant_id


def _cells(
    scale: Scale, sheet_ids: Collection[int], compared: Mapping[int, Mapping[int, Decimal]]
) -> dict[Key, Cell]:
    rows = db.session.execute(
        select(SheetLine, AppraisalLine)
        .outerjoin(Appraisal, Appraisal.sheet_id == SheetLine.sheet_id)
        .outerjoin(
            AppraisalLine,
            (AppraisalLine.appraisal_id == Appraisal.id)
            & (AppraisalLine.criterion_id == SheetLine.criterion_id),
        )
        .where(SheetLine.sheet_id.in_(sheet_ids))
    )
    return {
        (own.sheet_id, own.criterion_id): _cell(scale, own, line, compared)
        for own, line in rows
        if own.criterion_id in scale.leaves
    }


def _cell(
    scale: Scale,
    own: SheetLine,
    line: AppraisalLine | None,
    compared: Mapping[int, Mapping[int, Decimal]],
) -> Cell:
    points, inputs, unassigned = own.points, own.inputs, own.unassigned
    if line is not None:
        points = line.points if line.settled_points is None else line.settled_points
        inputs = line.settled_inputs or line.inputs or inputs
        unassigned = line.unassigned
    if line is None or line.sent_at is None:
        points = compared.get(own.criterion_id, {}).get(own.sheet_id, points)
    if unassigned:
        points = None
    heat = _heat(points, scale.leaves[own.criterion_id].criterion)
    is_relative = own.criterion_id in scale.relative
    return Cell(own, line, points, inputs, unassigned, heat, is_relative)


def _heat(points: Decimal | None, criterion: Criterion) -> int | None:
    """Which fifth of what is best, 0 worst to 5 best.

    Best is the maximum, but nothing where points are taken off. A bonus that was not won says
    neither good nor bad: None.
    """
    most = criterion.max_points
    if points is None or most <= 0 or (criterion.part is Part.BONUS and points == 0):
        return None
    if criterion.part is Part.PENALTY:
        points = most - points
    return max(0, min(HEATS, int(points * HEATS / most)))


def reader() -> Tenant:
    """The acting tenant."""
    return db.session.get_one(Tenant, context.acting().tenant_id)


def signed(number: Decimal | None) -> str:
    """'+1,5', '−0,25', '0'; an en dash for nothing to compare with."""
    if number is None:
        return "–"
    if number == 0:
        return "0"
    return ("+" if number > 0 else "−") + numbers.vi(abs(number))
