"""Points by what people said when they were asked."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas import choices
from app.scoring.formulas.base import Formula
from app.scoring.formulas.choices import Choice
from app.scoring.formulas.inputs import Entered, Input
from app.scoring.formulas.params import Params
from app.scoring.terms import FormulaKind, InputKind

_MOST_ASKED = 100_000
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Survey(Formula):
    """So many points for each person who gave an answer, at most the maximum.

    Parameters: sample (how many people are asked at most, a whole number), options [{label, points,
    name}] (the answers; name optional). Entered is how many gave each answer, all together no more
    than the sample.
    """

    kind = FormulaKind.SURVEY
    sample: int
    options: tuple[Choice, ...]

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(
            max_points,
            sample=given.whole("sample"),
            options=choices.read(given, "options", "option"),
        )

    def check(self) -> None:
        super().check()
        if not 0 < self.sample <= _MOST_ASKED:
            most = numbers.vi(_MOST_ASKED)
            raise Invalid(f"Số người được khảo sát phải từ 1 đến {most}.", "sample")
        choices.check(self.options, "options", "Chưa có phương án trả lời nào.")

    def params(self) -> dict[str, object]:
        return {
            "sample": str(self.sample),
            "options": [option.params() for option in self.options],
        }

    @property
    def most_points(self) -> Decimal:
        best = max(option.points for option in self.options)
        return min(self.max_points, self.sample * best)

    def inputs(self) -> tuple[Input, ...]:
        most = Decimal(self.sample)
        return tuple(
            Input(option.name, option.label, InputKind.COUNT, "phiếu", _ZERO, most)
            for option in self.options
        )

    def raw(self, entered: Entered) -> Decimal:
        given = self._given(entered)
        asked = sum((count for _, count in given), _ZERO)
        if asked > self.sample:
            said = f"Tổng số phiếu là {numbers.vi(asked)}, nhiều hơn {numbers.vi(self.sample)}"
            raise Invalid(f"{said} phiếu khảo sát.", self.options[-1].name)
        return sum((option.points * count for option, count in given), _ZERO)

    def expression(self, entered: Entered) -> str:
        said = " + ".join(
            f"{numbers.vi(count)} × {numbers.vi(option.points)}"
            for option, count in self._given(entered)
            if count
        )
        return said or "Không có phiếu nào"

    def _given(self, entered: Entered) -> list[tuple[Choice, Decimal]]:
        return [(option, entered.number(option.name)) for option in self.options]
