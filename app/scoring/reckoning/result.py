"""What was reckoned for one member."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from app.lib import numbers
from app.scoring.formulas import Achievement
from app.scoring.reckoning.given import EMPTY, Cell
from app.scoring.scale import Scale
from app.scoring.tree import Totals


@dataclass(frozen=True)
class Result:
    """The points by criterion id, those added up, and how each came about.

    It stays as it is when the reckoning goes on. Criteria that were not assigned, and those without
    complete values, have no points.
    """

    sheet_id: int
    points: Mapping[int, Decimal]
    totals: Totals
    scale: Scale
    cells: Mapping[int, Cell]
    compared: Mapping[int, tuple[Achievement, Achievement]]
    """What the member and the leader reached, by the id of the relative criterion."""

    @cached_property
    def explained(self) -> Mapping[int, str]:
        """How the points of every criterion came about, in Vietnamese; reckoned when asked for."""
        return {one: self._explain(one) for one in self.scale.leaves}

    def _explain(self, criterion_id: int) -> str:
        cell = self.cells.get(criterion_id, EMPTY)
        if cell.unassigned:
            return "Không được giao, không tính"
        said = self._by_formula(criterion_id, cell)
        if cell.fixed is not None:
            by_hand = f"Điểm chấm trực tiếp: {numbers.vi(cell.fixed)}"
            return f"{by_hand}; theo công thức: {said}" if said else by_hand
        if not said:
            return "Chưa đủ số liệu để tính điểm"
        lacking = self.scale.missing_gates(criterion_id, cell.kinds)
        if lacking:
            return f"{said}; thiếu minh chứng bắt buộc ({', '.join(lacking)}) nên được 0 điểm"
        return said

    def _by_formula(self, criterion_id: int, cell: Cell) -> str:
        formula = self.scale.formula(criterion_id)
        if criterion_id in self.compared:
            own, leader = self.compared[criterion_id]
            return self.scale.relative_formula(criterion_id).explain_beside(own, leader)
        if formula.is_relative or not formula.is_complete(cell.inputs):
            return ""
        return formula.explain(cell.inputs)
