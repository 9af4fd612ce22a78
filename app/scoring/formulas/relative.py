"""Points by how far a unit went beyond its target, beside the one that went furthest."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Self, TypeVar

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas import exact
from app.scoring.formulas.base import Formula
from app.scoring.formulas.inputs import Entered, Input
from app.scoring.formulas.params import Params
from app.scoring.terms import FormulaKind, InputKind

PROVISIONAL = "tạm tính: phụ thuộc cả cụm"

_ZERO = Decimal(0)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Achievement:
    """What a unit reached and what it had set itself, in thousandths; no target is None."""

    actual: int
    target: int | None = None

    def __str__(self) -> str:
        if self.target is None:
            return _vi(self.actual)
        return f"{_vi(self.actual)}/{_vi(self.target)}"

    def beats(self, other: "Achievement") -> bool:
        """Whether it is the better yardstick; of equal ratios the greater result.

        One with a target comes before any without.
        """
        if self.target is None or other.target is None:
            return (self.target is not None, self.actual) > (other.target is not None, other.actual)
        mine, theirs = self.actual * other.target, other.actual * self.target
        return mine > theirs or (mine == theirs and self.actual > other.actual)

    @property
    def is_beyond(self) -> bool:
        """Whether it went beyond a target; only then the leader's ratio matters to it."""
        return self.target is not None and self.actual > self.target

    def equals(self, other: "Achievement | None") -> bool:
        """Whether units measured by the one get the same points measured by the other."""
        if other is None or self.target is None or other.target is None:
            return self == other
        return self.actual * other.target == other.actual * self.target


@dataclass(frozen=True)
class Relative(Formula):
    """Half the maximum for reaching the target, the rest by how far the unit went beyond it.

    With the maximum M, the result A and the target T of the unit, and those of the leader (the unit
    of the cluster with the greatest A/T) L and TL: below the target 0.5·M·A/T; at the target 0.5·M;
    beyond it 0.5·M + 0.5·M·(A/T − 1)/(L/TL − 1), which is M for the leader. Where nobody in the
    cluster has a target: M·A / greatest A. A unit without a target among others that have one
    cannot be compared: 0 points. Rounded half up to three places, once, from the exact quotient.

    Parameters, all optional: target_optional (no: a target must be entered), unit, actual_label,
    target_label. A target of 0 is refused.

    `points` and `explain` are of the unit alone: what it has whatever the others reached, at most
    0.5·M, and 0 without a target; `among` and `explain_among` are over the cluster.
    """

    kind = FormulaKind.RELATIVE
    is_relative: ClassVar[bool] = True
    unit: str = ""
    actual_label: str = "Kết quả đạt được"
    target_label: str = "Chỉ tiêu đăng ký"
    target_optional: bool = False

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(
            max_points,
            unit=given.text("unit", cls.unit),
            actual_label=given.text("actual_label", cls.actual_label),
            target_label=given.text("target_label", cls.target_label),
            target_optional=given.flag("target_optional", cls.target_optional),
        )

    def params(self) -> dict[str, object]:
        return {
            "unit": self.unit,
            "actual_label": self.actual_label,
            "target_label": self.target_label,
            "target_optional": self.target_optional,
        }

    def inputs(self) -> tuple[Input, ...]:
        return (
            Input("actual", self.actual_label, InputKind.NUMBER, self.unit, minimum=_ZERO),
            Input(
                "target",
                self.target_label,
                InputKind.NUMBER,
                self.unit,
                minimum=_ZERO,
                required=not self.target_optional,
            ),
        )

    def raw(self, entered: Entered) -> Decimal:
        actual, target = entered.number("actual"), entered.optional_number("target")
        self._refuse_zero(target)
        if target is None:
            return _ZERO
        return self.max_points * min(actual, target) / (2 * target)

    def expression(self, entered: Entered) -> str:
        actual, target = entered.number("actual"), entered.optional_number("target")
        if target is None:
            return "Chưa so được với các đơn vị khác"
        half = f"0,5 × {numbers.vi(self.max_points)}"
        if actual > target:
            return f"Vượt chỉ tiêu, ít nhất {half}"
        return f"{half} × {numbers.vi(actual)}/{numbers.vi(target)}"

    def explain(self, values: Mapping[str, object]) -> str:
        """As for every formula; says that the points are provisional."""
        return f"{super().explain(values)} ({PROVISIONAL})"

    def achievement(self, values: Mapping[str, object]) -> Achievement:
        """The values as they are compared. Raises Invalid as `points` does."""
        entered = Entered.checked(self.fields, values)
        target = entered.optional_number("target")
        self._refuse_zero(target)
        return Achievement(
            exact.thousandths(entered.number("actual")),
            None if target is None else exact.thousandths(target),
        )

    def leader(self, of: Iterable[Achievement]) -> Achievement | None:
        """By what all of them are measured: the greatest A/T, or the greatest A without targets."""
        best: Achievement | None = None
        for one in of:
            if best is None or one.beats(best):
                best = one
        return best

    def beside(self, own: Achievement, leader: Achievement) -> Decimal:
        """The points of one of those among whom `leader` is the leader."""
        return exact.points(*self._quotient(own, leader))

    def explain_beside(self, own: Achievement, leader: Achievement) -> str:
        """How the points of one of them came about."""
        numerator, denominator = self._quotient(own, leader)
        sign = "≈" if numerator % denominator else "="
        return f"{self._said(own, leader)} {sign} {numbers.vi(self.beside(own, leader))}"

    def among(self, values: Mapping[Key, Mapping[str, object]]) -> dict[Key, Decimal]:
        """The points of every unit of a cluster, by its values. Raises Invalid as `points` does."""
        reached = {key: self.achievement(given) for key, given in values.items()}
        leader = self.leader(reached.values())
        return {} if leader is None else {key: self.beside(reached[key], leader) for key in reached}

    def explain_among(self, values: Mapping[Key, Mapping[str, object]], key: Key) -> str:
        """How the points of one unit came about: '0,5 × 10 + 0,5 × 10 × (6/5 − 1)/(8/5 − 1) …'.

        Raises Invalid as `points` does, KeyError for one who is not among them.
        """
        reached = {one: self.achievement(given) for one, given in values.items()}
        own = reached[key]
        return self.explain_beside(own, self.leader(reached.values()) or own)

    @cached_property
    def _most(self) -> int:
        """The maximum in thousandths."""
        return exact.thousandths(self.max_points)

    def _quotient(self, own: Achievement, leader: Achievement) -> tuple[int, int]:
        """The points as thousandths: numerator and denominator, exact."""
        most = self._most
        if leader.target is None:
            return most * own.actual, leader.actual or 1
        if own.target is None:
            return 0, 1
        if own.actual <= own.target:
            return most * own.actual, 2 * own.target
        ahead = (own.actual - own.target) * leader.target
        lead = (leader.actual - leader.target) * own.target
        return most * (lead + ahead), 2 * lead

    def _said(self, own: Achievement, leader: Achievement) -> str:
        most = numbers.vi(self.max_points)
        if leader.target is None:
            if not leader.actual:
                return "Chưa đơn vị nào trong cụm có kết quả"
            return f"{most} × {own}/{leader} (cao nhất cụm)"
        if own.target is None:
            return "Không có chỉ tiêu để so với cụm"
        half = f"0,5 × {most}"
        if own.actual <= own.target:
            return f"{half} × {own}"
        if own.equals(leader):
            return f"Dẫn đầu cụm với {own}"
        return f"{half} + {half} × ({own} − 1)/({leader} − 1)"

    def _refuse_zero(self, target: Decimal | None) -> None:
        if target == 0:
            raise Invalid(
                f"“{self.target_label}” bằng 0 nên không so sánh được; nếu đơn vị không được giao "
                "nội dung này, đề nghị báo đơn vị thẩm định xem xét.",
                "target",
            )


def _vi(thousandths: int) -> str:
    return numbers.vi(Decimal(thousandths).scaleb(-3))
