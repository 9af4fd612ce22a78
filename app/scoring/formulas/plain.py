"""The formulas that are one line of arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas.base import MOST_POINTS, Formula
from app.scoring.formulas.inputs import Entered, Input
from app.scoring.formulas.params import Params
from app.scoring.terms import FormulaKind, InputKind

_ZERO = Decimal(0)
_ONE = Decimal(1)


@dataclass(frozen=True)
class Fixed(Formula):
    """All the points or none: the thing was done or it was not. No parameters."""

    kind = FormulaKind.FIXED

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(max_points)

    def params(self) -> dict[str, object]:
        return {}

    def inputs(self) -> tuple[Input, ...]:
        return (Input("met", "Đạt yêu cầu", InputKind.YES_NO),)

    def raw(self, entered: Entered) -> Decimal:
        return self.max_points if entered.yes("met") else _ZERO

    def expression(self, entered: Entered) -> str:
        return "Đạt" if entered.yes("met") else "Không đạt"


@dataclass(frozen=True)
class Ratio(Formula):
    """Maximum × done / assigned, at most the maximum.

    Parameters, all optional: unit, assigned_label, done_label.
    """

    kind = FormulaKind.RATIO
    unit: str = ""
    assigned_label: str = "Số phải thực hiện"
    done_label: str = "Số đã thực hiện"

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(
            max_points,
            unit=given.text("unit", cls.unit),
            assigned_label=given.text("assigned_label", cls.assigned_label),
            done_label=given.text("done_label", cls.done_label),
        )

    def params(self) -> dict[str, object]:
        return {
            "unit": self.unit,
            "assigned_label": self.assigned_label,
            "done_label": self.done_label,
        }

    def inputs(self) -> tuple[Input, ...]:
        return (
            Input("done", self.done_label, InputKind.NUMBER, self.unit, minimum=_ZERO),
            Input("assigned", self.assigned_label, InputKind.NUMBER, self.unit, minimum=_ZERO),
        )

    def raw(self, entered: Entered) -> Decimal:
        done, assigned = entered.number("done"), entered.number("assigned")
        if assigned == 0:
            raise Invalid(
                f"“{self.assigned_label}” bằng 0 nên không tính được tỷ lệ; nếu đơn vị không được "
                "giao nội dung này, đề nghị báo đơn vị thẩm định xem xét.",
                "assigned",
            )
        return self.max_points * done / assigned

    def doubts(self, values: Mapping[str, object]) -> tuple[str, ...]:
        if not self.is_complete(values):
            return ()
        entered = Entered.checked(self.fields, values)
        if entered.number("done") <= entered.number("assigned"):
            return ()
        return ("Số đã thực hiện lớn hơn số phải thực hiện; xin kiểm tra.",)

    def expression(self, entered: Entered) -> str:
        done, assigned = numbers.vi(entered.number("done")), numbers.vi(entered.number("assigned"))
        return f"{numbers.vi(self.max_points)} × {done}/{assigned}"


@dataclass(frozen=True)
class Count(Formula):
    """So many points for each, at most the maximum.

    Parameters: points_each; optional unit, label.
    """

    kind = FormulaKind.COUNT
    points_each: Decimal
    unit: str = ""
    label: str = "Số lượng"

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(
            max_points,
            points_each=given.number("points_each"),
            unit=given.text("unit", cls.unit),
            label=given.text("label", cls.label),
        )

    def check(self) -> None:
        super().check()
        _check_each("points_each", self.points_each)

    def params(self) -> dict[str, object]:
        return {"points_each": f"{self.points_each:f}", "unit": self.unit, "label": self.label}

    def inputs(self) -> tuple[Input, ...]:
        return (Input("count", self.label, InputKind.COUNT, self.unit, minimum=_ZERO),)

    def raw(self, entered: Entered) -> Decimal:
        return entered.number("count") * self.points_each

    def expression(self, entered: Entered) -> str:
        return _times(entered.number("count"), self.points_each)


@dataclass(frozen=True)
class Clamp(Formula):
    """Bonus less penalty, kept between the minimum (0 or below) and the maximum.

    Parameters: minimum; optional bonus_each, penalty_each. With one of these, that side is entered
    as a number of times; without, as points.
    """

    kind = FormulaKind.CLAMP
    minimum: Decimal
    bonus_each: Decimal | None = None
    penalty_each: Decimal | None = None

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(
            max_points,
            minimum=given.number("minimum"),
            bonus_each=given.optional_number("bonus_each"),
            penalty_each=given.optional_number("penalty_each"),
        )

    def check(self) -> None:
        if not -MOST_POINTS <= self.minimum <= 0:
            raise Invalid("Điểm tối thiểu phải bằng 0 hoặc là số âm.", "minimum")
        if self.minimum == self.max_points:
            raise Invalid("Điểm tối đa phải lớn hơn điểm tối thiểu.", "max_points")
        _check_each("bonus_each", self.bonus_each)
        _check_each("penalty_each", self.penalty_each)

    @property
    def min_points(self) -> Decimal:
        return self.minimum

    def params(self) -> dict[str, object]:
        return {
            "minimum": f"{self.minimum:f}",
            "bonus_each": None if self.bonus_each is None else f"{self.bonus_each:f}",
            "penalty_each": None if self.penalty_each is None else f"{self.penalty_each:f}",
        }

    def inputs(self) -> tuple[Input, ...]:
        return (
            _side("bonus", "Điểm cộng", "Số lần được cộng điểm", self.bonus_each),
            _side("penalty", "Điểm trừ", "Số lần bị trừ điểm", self.penalty_each),
        )

    def raw(self, entered: Entered) -> Decimal:
        bonus, penalty = entered.number("bonus"), entered.number("penalty")
        return bonus * (self.bonus_each or _ONE) - penalty * (self.penalty_each or _ONE)

    def expression(self, entered: Entered) -> str:
        bonus = _times(entered.number("bonus"), self.bonus_each)
        return f"{bonus} − {_times(entered.number('penalty'), self.penalty_each)}"


@dataclass(frozen=True)
class Manual(Formula):
    """Points given directly by whoever scores, from 0 to the maximum. No parameters."""

    kind = FormulaKind.MANUAL

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(max_points)

    def params(self) -> dict[str, object]:
        return {}

    def inputs(self) -> tuple[Input, ...]:
        name, label = "points", "Điểm chấm"
        return (Input(name, label, InputKind.POINTS, "điểm", _ZERO, self.max_points),)

    def raw(self, entered: Entered) -> Decimal:
        return entered.number("points")

    def expression(self, entered: Entered) -> str:
        return "Chấm trực tiếp"


def _check_each(name: str, each: Decimal | None) -> None:
    if each is not None and not 0 < each <= MOST_POINTS:
        raise Invalid("Điểm cho mỗi lần, mỗi đơn vị tính phải lớn hơn 0.", name)


def _side(name: str, scored: str, counted: str, each: Decimal | None) -> Input:
    if each is None:
        return Input(name, scored, InputKind.POINTS, "điểm", minimum=_ZERO)
    return Input(name, counted, InputKind.COUNT, "lần", minimum=_ZERO)


def _times(entered: Decimal, each: Decimal | None) -> str:
    said = numbers.vi(entered)
    return said if each is None else f"{said} × {numbers.vi(each)}"
