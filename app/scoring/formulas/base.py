"""What every formula has in common: limits, rounding, and the explanation of a result."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas.inputs import Entered, Input, read_typed
from app.scoring.formulas.params import Params
from app.scoring.terms import FormulaKind

MOST_POINTS = Decimal("99999.999")


@dataclass(frozen=True)
class Formula(ABC):
    """One way of giving at most `max_points` to a criterion.

    `is_relative`: the points depend on what the other members of the cluster reached.
    """

    kind: ClassVar[FormulaKind]
    is_relative: ClassVar[bool] = False
    max_points: Decimal

    @classmethod
    @abstractmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        """Take the parameters of this kind. Raises Invalid at the parameter."""

    @abstractmethod
    def params(self) -> dict[str, object]:
        """The parameters as JSON, such that `from_params` gives the same formula again."""

    @abstractmethod
    def inputs(self) -> tuple[Input, ...]:
        """The fields that the score sheet shows, in their order."""

    @abstractmethod
    def raw(self, entered: Entered) -> Decimal:
        """The points before limits and rounding, for values within the limits of their inputs."""

    @abstractmethod
    def expression(self, entered: Entered) -> str:
        """The sum that gives them, as people write it: '10 × 45/50'."""

    @property
    def min_points(self) -> Decimal:
        """The fewest points that the formula can give; below 0 only for deductions."""
        return Decimal(0)

    @property
    def most_points(self) -> Decimal:
        """The most points that any values can give; below the maximum, this cannot be reached."""
        return self.max_points

    @cached_property
    def fields(self) -> tuple[Input, ...]:
        """The inputs, made once."""
        return self.inputs()

    def is_complete(self, values: Mapping[str, object]) -> bool:
        """Whether every input that is required has a value."""
        return all(values.get(field.name) is not None for field in self.fields if field.required)

    def check(self) -> None:
        """Raise Invalid where the parameters do not go together."""
        if self.max_points <= 0:
            raise Invalid("Điểm tối đa phải lớn hơn 0.", "max_points")

    def read(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What a person typed ('8,5', 'có') as the text that is stored ('8.5', 'yes').

        Fields left empty are left out. Raises Invalid at each field that cannot be understood.
        """
        return read_typed(self.fields, typed)

    def points(self, values: Mapping[str, object]) -> Decimal:
        """The points for the values, to three places.

        Raises Invalid at each input that is missing, unknown, or outside its limits.
        """
        raw = self.raw(Entered.checked(self.fields, values))
        return numbers.quantize3(min(max(raw, self.min_points), self.max_points))

    def doubts(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """What is hardly true of values that may be stored all the same: to be looked at again.

        Nothing is said of values that are not complete.
        """
        return ()

    def explain(self, values: Mapping[str, object]) -> str:
        """How the points came about: '10 × 45/50 = 9', '8 × 2 = 16, tính tối đa 10'.

        Raises Invalid as `points` does.
        """
        entered = Entered.checked(self.fields, values)
        raw = self.raw(entered)
        shown = numbers.quantize3(raw)
        sign = "=" if shown == raw else "≈"
        said = f"{self.expression(entered)} {sign} {numbers.vi(shown)}"
        if raw > self.max_points:
            return f"{said}, tính tối đa {numbers.vi(self.max_points)}"
        if raw < self.min_points:
            return f"{said}, tính tối thiểu {numbers.vi(self.min_points)}"
        return said
