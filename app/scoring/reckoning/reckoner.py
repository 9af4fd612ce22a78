"""The reckoning of one cluster."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from app.lib import numbers
from app.lib.errors import NotFound
from app.scoring.formulas import Achievement
from app.scoring.reckoning import canonical
from app.scoring.reckoning.comparison import Comparison
from app.scoring.reckoning.given import EMPTY, Cell, Given
from app.scoring.reckoning.result import Result
from app.scoring.scale import Scale
from app.scoring.tree import Sums

_ZERO = Decimal(0)


class _Sheet:
    """What is kept of one member: cells by criterion id, points by code, and their sums."""

    __slots__ = ("cells", "points", "sums")

    def __init__(self, cells: Mapping[int, Cell]) -> None:
        self.cells = cells
        self.points: dict[str, Decimal] = {}
        self.sums: Sums


class Reckoning:
    """All members of one cluster by one scale.

    Raises Invalid at `lines.<criterion id>.<input>` for values outside their limits, at
    `lines.<criterion id>.points` for points given by hand outside theirs, and at
    `lines.<criterion id>` for a criterion that is not in the set.
    """

    def __init__(self, scale: Scale, members: Mapping[int, Given]) -> None:
        """`members` by the id of their sheet."""
        self.scale = scale
        self._codes = {one: row.criterion.code for one, row in scale.leaves.items()}
        self._gated = {one for one, row in scale.leaves.items() if row.criterion.gates}
        self._sheets = {one: _Sheet(members[one].cells()) for one in sorted(members)}
        self._comparisons: dict[int, Comparison] = {}
        for criterion_id in scale.relative:
            self._comparisons[criterion_id] = self._compare(criterion_id)
        for sheet_id, sheet in self._sheets.items():
            self._fill(sheet_id, sheet)

    @property
    def sheet_ids(self) -> tuple[int, ...]:
        """The members' sheets, in the order of their ids."""
        return tuple(self._sheets)

    def cell(self, sheet_id: int, criterion_id: int) -> Cell:
        """What is known of a member for a criterion. Raises NotFound for an unknown sheet."""
        return self._sheet(sheet_id).cells.get(criterion_id, EMPTY)

    def result(self, sheet_id: int) -> Result:
        """What is reckoned for a member now. Raises NotFound for an unknown sheet."""
        sheet = self._sheet(sheet_id)
        points = {
            one: sheet.points[code] for one, code in self._codes.items() if code in sheet.points
        }
        compared = {
            one: (found.reached[sheet_id], found.leader)
            for one, found in self._comparisons.items()
            if found.leader is not None and sheet_id in found.reached
        }
        totals = sheet.sums.totals(sheet.points)
        return Result(sheet_id, points, totals, self.scale, sheet.cells, compared)

    def change(self, sheet_id: int, criterion_id: int, cell: Cell) -> set[int]:
        """Put in what is now known of a member for a criterion; whose points or totals changed.

        Raises Invalid as the constructor does, NotFound for an unknown sheet; then nothing is
        changed.
        """
        sheet = self._sheet(sheet_id)
        self._check(criterion_id, cell)
        comparison = self._comparisons.get(criterion_id)
        if comparison is None:
            points = self._points(sheet_id, criterion_id, cell)
            turned = self._put(sheet, criterion_id, cell)
            changed = {sheet_id} if self._set(sheet, criterion_id, points) else set()
        else:
            achieved = self._achieved(criterion_id, cell)
            turned = self._put(sheet, criterion_id, cell)
            changed = self._renew(comparison.change(sheet_id, achieved), criterion_id)
        if turned:
            sheet.sums = self._sums(sheet)
            changed.add(sheet_id)
        return changed

    def canonical(self) -> bytes:
        """The set, what was given and what was reckoned, as JSON in UTF-8.

        The same scale and values give the same bytes, in whatever order they came.
        """
        return canonical.of(self.scale, (self.result(one) for one in self._sheets))

    def _sheet(self, sheet_id: int) -> _Sheet:
        sheet = self._sheets.get(sheet_id)
        if sheet is None:
            raise NotFound("Bảng điểm này không thuộc cụm, khối đang tính.")
        return sheet

    def _compare(self, criterion_id: int) -> Comparison:
        reached: dict[int, Achievement] = {}
        for sheet_id, sheet in self._sheets.items():
            achieved = self._achieved(criterion_id, sheet.cells.get(criterion_id, EMPTY))
            if achieved is not None:
                reached[sheet_id] = achieved
        return Comparison(self.scale.relative_formula(criterion_id), reached)

    def _fill(self, sheet_id: int, sheet: _Sheet) -> None:
        for criterion_id, cell in sheet.cells.items():
            self._check(criterion_id, cell)
            points = self._points(sheet_id, criterion_id, cell)
            if points is not None:
                sheet.points[self._codes[criterion_id]] = points
        sheet.sums = self._sums(sheet)

    def _check(self, criterion_id: int, cell: Cell) -> None:
        """All but the values, which are checked where they are reckoned with."""
        self.scale.formula(criterion_id)
        if cell.fixed is not None:
            self.scale.check_points({criterion_id: cell.fixed})

    def _achieved(self, criterion_id: int, cell: Cell) -> Achievement | None:
        """What counts of a member in a relative criterion; None where it is left out."""
        return None if cell.unassigned else self.scale.achievement(criterion_id, cell.inputs)

    def _points(self, sheet_id: int, criterion_id: int, cell: Cell) -> Decimal | None:
        """The points of a member for a criterion; None where it has none."""
        if cell.unassigned:
            return None
        if cell.fixed is not None:
            return numbers.quantize3(cell.fixed)
        comparison = self._comparisons.get(criterion_id)
        if comparison is None:
            found = self.scale.points(criterion_id, cell.inputs)
        else:
            found = comparison.points(sheet_id)
        if found is None or criterion_id not in self._gated:
            return found
        return numbers.quantize3(self.scale.gated(criterion_id, found, cell.kinds))

    def _put(self, sheet: _Sheet, criterion_id: int, cell: Cell) -> bool:
        """Keep what is known; whether the criterion was turned from assigned to not, or back.

        Results that were handed out keep the cells that they have.
        """
        before = sheet.cells.get(criterion_id, EMPTY)
        sheet.cells = {**sheet.cells, criterion_id: cell}
        return cell.unassigned is not before.unassigned

    def _renew(self, sheet_ids: Collection[int], criterion_id: int) -> set[int]:
        """Reckon a relative criterion again for these members; whose points changed."""
        changed: set[int] = set()
        for one in sheet_ids:
            sheet = self._sheets[one]
            cell = sheet.cells.get(criterion_id, EMPTY)
            if self._set(sheet, criterion_id, self._points(one, criterion_id, cell)):
                changed.add(one)
        return changed

    def _set(self, sheet: _Sheet, criterion_id: int, points: Decimal | None) -> bool:
        """Give a member these points for a criterion; whether they are others than before."""
        code = self._codes[criterion_id]
        before = sheet.points.get(code)
        if points == before:
            return False
        if points is None:
            del sheet.points[code]
        else:
            sheet.points[code] = points
        by = (points or _ZERO) - (before or _ZERO)
        if by:
            sheet.sums.change(code, by)
        return True

    def _sums(self, sheet: _Sheet) -> Sums:
        left_out = [self._codes[one] for one, cell in sheet.cells.items() if cell.unassigned]
        return Sums(self.scale.tree, sheet.points, left_out)
