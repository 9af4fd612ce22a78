"""Points for awards that the unit holds."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.lib import numbers
from app.scoring.formulas import choices
from app.scoring.formulas.base import Formula
from app.scoring.formulas.choices import Choice
from app.scoring.formulas.inputs import Entered, Input
from app.scoring.formulas.params import Params
from app.scoring.terms import FormulaKind, HolderRule, InputKind

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Holder(Formula):
    """The points of the awards held, added up or the highest of them, at most the maximum.

    Parameters: awards [{label, points, name}] (name optional); optional rule, "sum" (the default)
    or "highest".
    """

    kind = FormulaKind.HOLDER
    awards: tuple[Choice, ...]
    rule: HolderRule = HolderRule.SUM

    @classmethod
    def from_given(cls, given: Params, max_points: Decimal) -> Self:
        return cls(
            max_points,
            awards=choices.read(given, "awards", "award"),
            rule=HolderRule(given.one_of("rule", [rule.value for rule in HolderRule], cls.rule)),
        )

    def check(self) -> None:
        super().check()
        choices.check(self.awards, "awards", "Chưa có danh hiệu, hình thức khen thưởng nào.")

    def params(self) -> dict[str, object]:
        return {
            "awards": [award.params() for award in self.awards],
            "rule": self.rule.value,
        }

    @property
    def most_points(self) -> Decimal:
        return min(self.max_points, self._worth(self.awards))

    def inputs(self) -> tuple[Input, ...]:
        return tuple(Input(award.name, award.label, InputKind.YES_NO) for award in self.awards)

    def raw(self, entered: Entered) -> Decimal:
        return self._worth(self._held(entered))

    def expression(self, entered: Entered) -> str:
        held = [f"{award.label} {numbers.vi(award.points)}" for award in self._held(entered)]
        if not held:
            return "Không giữ danh hiệu nào"
        if len(held) > 1 and self.rule is HolderRule.HIGHEST:
            return f"Mức cao nhất trong: {', '.join(held)}"
        return " + ".join(held)

    def _held(self, entered: Entered) -> tuple[Choice, ...]:
        return tuple(award for award in self.awards if entered.yes(award.name))

    def _worth(self, held: tuple[Choice, ...]) -> Decimal:
        if self.rule is HolderRule.SUM:
            return sum((award.points for award in held), _ZERO)
        return max((award.points for award in held), default=_ZERO)
