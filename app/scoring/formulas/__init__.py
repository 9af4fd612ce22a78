"""How each kind of criterion turns what a member entered into points.

Points are Decimals of three places, rounded half up once, after the limits were applied; no other
rounding takes place. Values are the stored text ('8.5', 'yes'), or the Decimal and bool themselves:
what a person typed ('8,5') goes through `Formula.read` first.
"""

from collections.abc import Mapping
from decimal import Decimal

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas.base import MOST_POINTS, Formula
from app.scoring.formulas.choices import Choice
from app.scoring.formulas.holder import Holder
from app.scoring.formulas.inputs import Input, Value
from app.scoring.formulas.params import Params
from app.scoring.formulas.plain import Clamp, Count, Fixed, Manual, Ratio
from app.scoring.formulas.relative import PROVISIONAL, Achievement, Relative
from app.scoring.formulas.stepped import Step, Stepped
from app.scoring.formulas.survey import Survey
from app.scoring.terms import FormulaKind

__all__ = [
    "MOST_POINTS",
    "PROVISIONAL",
    "Achievement",
    "Choice",
    "Clamp",
    "Count",
    "Fixed",
    "Formula",
    "Holder",
    "Input",
    "Manual",
    "Ratio",
    "Relative",
    "Step",
    "Stepped",
    "Survey",
    "Value",
    "from_params",
]

_KINDS: dict[FormulaKind, type[Formula]] = {
    formula.kind: formula
    for formula in (
        *(Fixed, Ratio, Count, Clamp, Stepped, Manual),
        *(Relative, Survey, Holder),
    )
}


def from_params(kind: FormulaKind, params: Mapping[str, object], max_points: Decimal) -> Formula:
    """The formula that a criterion declares with its kind, JSON parameters and maximum.

    Raises Invalid at the parameter at fault, at a parameter that the kind does not have, or at
    "max_points".
    """
    limit = numbers.exact(max_points, "max_points")
    if not 0 <= limit <= MOST_POINTS:
        raise Invalid(f"Điểm tối đa phải từ 0 đến {numbers.vi(MOST_POINTS)}.", "max_points")
    given = Params(params)
    formula = _KINDS[kind].from_given(given, limit)
    given.refuse_unread()
    formula.check()
    return formula
