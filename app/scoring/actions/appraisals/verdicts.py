"""What an appraiser says of one criterion, and what follows from it for points and values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.held import Held
from app.scoring.models import SheetLine
from app.scoring.policies import appraisals as policies
from app.scoring.scale import Scale

NOT_COMPARED = "Điểm so với cả cụm tự tính theo số liệu: xin sửa số liệu, không sửa điểm."
GATED = "Thiếu minh chứng bắt buộc ({kinds}) nên tiêu chí này 0 điểm."
NO_VALUES = "Cần ghi đủ số liệu, hoặc ghi điểm."
ALWAYS_GIVEN = "Tiêu chí này giao cho mọi đơn vị, không ghi là không được giao."


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Points for one criterion, and a remark.

    `inputs`: the values that the appraiser holds to be right, None to leave them as they are. When
    only values change, the points follow from them; `points` None asks for that too. `unassigned`:
    whether the member was not given the criterion, None to leave that. `version`: the version of
    the cell that the appraiser had before its eyes; `seal`: the sign of what stood there
    (`app.scoring.held`), by which a cell that was not touched is told from one that was.
    """

    points: Decimal | None = None
    comment: str | None = None
    inputs: Mapping[str, object] | None = None
    unassigned: bool | None = None
    version: int | None = None
    seal: str | None = None


@dataclass
class Bench:
    """Where verdicts are weighed: a set, what the member submitted, what kinds it attached.

    `wrong` collects the faults at `lines.<criterion id>.<field>`.
    """

    scale: Scale
    own: Mapping[int, SheetLine]
    kinds: Mapping[int, Collection[str]]
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def weigh(self, criterion_id: int, verdict: Verdict, now: Held) -> Held:
        """What stands after the verdict; faults are kept for `finish`."""
        at = f"lines.{criterion_id}"
        comment = (verdict.comment or "").strip() or None
        try:
            policies.check_length(comment, f"{at}.comment")
            unassigned = self._unassigned(criterion_id, verdict, now)
            inputs = self._inputs(criterion_id, verdict, now)
            points = self._points(criterion_id, verdict, now, inputs, unassigned)
            self._check_points(criterion_id, points)
        except Invalid as error:
            for name, said in (error.fields or {at: [error.message]}).items():
                self.wrong.setdefault(name, []).extend(said)
            return now
        return Held(points, comment, inputs, unassigned)

    def finish(self) -> None:
        """Raise Invalid where anything was wrong."""
        if self.wrong:
            raise Invalid(fields=self.wrong)

    def _unassigned(self, criterion_id: int, verdict: Verdict, now: Held) -> bool:
        if verdict.unassigned is None:
            return now.unassigned
        row = self.scale.leaves.get(criterion_id)
        if verdict.unassigned and row is not None and not row.criterion.assignable:
            raise Invalid(ALWAYS_GIVEN, f"lines.{criterion_id}.unassigned")
        return verdict.unassigned

    def _inputs(self, criterion_id: int, verdict: Verdict, now: Held) -> Mapping[str, str]:
        self.scale.formula(criterion_id)
        if verdict.inputs is None:
            return now.inputs
        return self.scale.answers({criterion_id: verdict.inputs})[criterion_id].inputs

    def _points(
        self,
        criterion_id: int,
        verdict: Verdict,
        now: Held,
        inputs: Mapping[str, str],
        unassigned: bool,
    ) -> Decimal:
        """By hand where points were changed, by the formula where only values were."""
        if unassigned:
            return Decimal(0)
        by_hand = verdict.points is not None and verdict.points != now.points
        if criterion_id in self.scale.relative:
            if by_hand:
                raise Invalid(NOT_COMPARED, f"lines.{criterion_id}.points")
            return now.points
        if by_hand and verdict.points is not None:
            return numbers.quantize3(verdict.points)
        if dict(inputs) == dict(now.inputs) and unassigned == now.unassigned:
            return now.points
        formula = self.scale.formula(criterion_id)
        if verdict.points is not None and not formula.is_complete(inputs):
            return numbers.quantize3(verdict.points)
        return self.by_formula(criterion_id, inputs)

    def by_formula(self, criterion_id: int, inputs: Mapping[str, str]) -> Decimal:
        """The points that follow from values and evidence. Raises Invalid where values lack."""
        answer = self.scale.answers({criterion_id: inputs})[criterion_id]
        if answer.points is None:
            raise Invalid(NO_VALUES, f"lines.{criterion_id}.points")
        return self.scale.gated(criterion_id, answer.points, self.kinds.get(criterion_id, ()))

    def _check_points(self, criterion_id: int, points: Decimal) -> None:
        self.scale.totals({criterion_id: points})
        lacking = self.scale.missing_gates(criterion_id, self.kinds.get(criterion_id, ()))
        if points > 0 and lacking:
            raise Invalid(GATED.format(kinds=", ".join(lacking)), f"lines.{criterion_id}.points")
