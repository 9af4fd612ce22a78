"""Points by a table of bands: each value belongs to exactly one band."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.lib import intervals, numbers
from app.lib.errors import Invalid
from app.lib.intervals import Interval
from app.scoring.formulas.base import Formula
from app.scoring.formulas.inputs import Entered, Input
from app.scoring.formulas.params import Params
from app.scoring.terms import FormulaKind, InputKind

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: the values in the interval give the points."""

    interval: Interval
    points: Decimal

    @classmethod
    def from_given(cls, given: Params) -> Self:
        """Parameters: lower, points; optional upper (null: no limit), with_lower, with_upper."""
        interval = Interval(
            given.number("lower"),
            given.optional_number("upper"),
            with_lower=given.flag("with_lower", True),
            with_upper=given.flag("with_upper", False),
        )
        step = cls(interval, given.number("points"))
        given.refuse_unread()
        return step

    def params(self) -> dict[str, object]:
        upper = self.interval.upper
        return {
            "lower": f"{self.interval.lower:f}",
            "upper": None if upper is None else f"{upper:f}",
            "with_lower": self.interval.with_lower,
            "with_upper": self.interval.with_upper,
            "points": f"{self.points:f}",
        }


@dataclass(frozen=True)
class Stepped(Formula):
    """Points of the step in which the value lies.

    Parameters: steps in ascending order, by default with their lower and without their upper end;
    optional minimum (0) and maximum (none) of the value, below_points for values under the first
    step, unit, label. The steps must cover every possible value exactly once: `check` names each
    overlap and gap.
    """

    kind = FormulaKind.BANDS
    steps: tuple[Step, ...]
    minimum: Decimal = Decimal(0)
    maximum: Decimal | None = None
    below_points: Decimal | None = None
    unit: str = ""
    label: str = "Kết quả đạt được"

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        minimum = given.optional_number("minimum")
        return cls(
            max_points,
            steps=tuple(Step.from_given(row) for row in given.rows("steps")),
            minimum=cls.minimum if minimum is None else minimum,
            maximum=given.optional_number("maximum"),
            below_points=given.optional_number("below_points"),
            unit=given.text("unit", cls.unit),
            label=given.text("label", cls.label),
        )

    def check(self) -> None:
        super().check()
        if self.maximum is not None and self.maximum <= self.minimum:
            raise Invalid("Giá trị lớn nhất phải lớn hơn giá trị nhỏ nhất.", "maximum")
        if not self.steps:
            raise Invalid("Chưa có bậc nào.", "steps")
        whole = Interval(self.minimum, self.maximum, with_upper=True)
        rows = [step.interval for step in self._rows()]
        said = [*intervals.problems(rows, whole), *self._wrong_points()]
        if said:
            raise Invalid(fields={"steps": said})

    def params(self) -> dict[str, object]:
        return {
            "steps": [step.params() for step in self.steps],
            "minimum": f"{self.minimum:f}",
            "maximum": None if self.maximum is None else f"{self.maximum:f}",
            "below_points": None if self.below_points is None else f"{self.below_points:f}",
            "unit": self.unit,
            "label": self.label,
        }

    @property
    def most_points(self) -> Decimal:
        return max(step.points for step in self._rows())

    def inputs(self) -> tuple[Input, ...]:
        name, kind = "value", InputKind.NUMBER
        return (Input(name, self.label, kind, self.unit, self.minimum, self.maximum),)

    def raw(self, entered: Entered) -> Decimal:
        return self._step(entered).points

    def doubts(self, values: Mapping[str, object]) -> tuple[str, ...]:
        if self.unit != "%" or not self.is_complete(values):
            return ()
        if Entered.checked(self.fields, values).number("value") <= _WHOLE:
            return ()
        return ("Tỷ lệ lớn hơn 100 %; xin kiểm tra.",)

    def expression(self, entered: Entered) -> str:
        unit = self.unit if self.unit in ("", "%") else f" {self.unit}"
        return f"{numbers.vi(entered.number('value'))}{unit} (bậc {self._step(entered).interval})"

    def _step(self, entered: Entered) -> Step:
        value = entered.number("value")
        return next(step for step in self._rows() if value in step.interval)

    def _rows(self) -> tuple[Step, ...]:
        """The steps, after one for the values below them when these have points of their own."""
        first = self.steps[0].interval
        lowest = Interval(self.minimum, self.minimum).start
        if self.below_points is None or first.start <= lowest:
            return self.steps
        return (Step(Interval.between(lowest, first.start), self.below_points), *self.steps)

    def _wrong_points(self) -> list[str]:
        return [
            f"Điểm của bậc “{step.interval}” phải từ 0 đến {numbers.vi(self.max_points)}."
            for step in self._rows()
            if not 0 <= step.points <= self.max_points
        ]
