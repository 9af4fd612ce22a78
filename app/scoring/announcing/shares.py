"""By what the points of a relative criterion are measured: the leader's ratio, nothing else of it.

It is kept as the smallest whole numbers of the same ratio ("5", "4" for 15 of 12), so that a member
learns what the formula needs and not the values themselves.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import gcd
from typing import Any

from app.lib import numbers
from app.scoring.announcing import values
from app.scoring.announcing.canonical import Content
from app.scoring.formulas import Achievement, Relative
from app.scoring.scale import Scale

THOUSAND = 1000


def add(scale: Scale, members: Sequence[Content], results: Content) -> None:
    """Write the leaders of one cluster into the results of its members, by code."""
    leaders = {
        scale.leaves[one].criterion.code: _leader(scale, one, members) for one in scale.relative
    }
    for member in members:
        results[str(member["sheet"])]["leaders"] = leaders


def _leader(scale: Scale, criterion_id: int, members: Sequence[Content]) -> Content | None:
    formula, code = scale.relative_formula(criterion_id), scale.leaves[criterion_id].criterion.code
    lines = [member["lines"][code] for member in members]
    reached = [
        formula.achievement(values.counting(line))
        for line in lines
        if not values.is_unassigned(line) and formula.is_complete(values.counting(line))
    ]
    best = formula.leader(reached)
    return None if best is None else _shared(best)


def _shared(best: Achievement) -> Content:
    if best.target is None:
        return {"actual": str(best.actual), "target": None}
    most = gcd(best.actual, best.target) or 1
    return {"actual": str(best.actual // most), "target": str(best.target // most)}


def leader(told: Mapping[str, Any] | None) -> Achievement | None:
    """The yardstick that was kept; None where nobody in the cluster had values."""
    if told is None:
        return None
    if told["target"] is None:
        return Achievement(int(told["actual"]))
    return Achievement(int(told["actual"]) * THOUSAND, int(told["target"]) * THOUSAND)


def points(formula: Relative, inputs: Mapping[str, str], told: Mapping[str, Any] | None) -> Decimal:
    """The points of a unit beside the leader that was kept; one that goes further leads itself."""
    own = formula.achievement(inputs)
    best = formula.leader([own, *([] if (kept := leader(told)) is None else [kept])])
    return formula.beside(own, best or own)


def said(told: Mapping[str, Any] | None) -> str:
    """ "Đơn vị dẫn đầu cụm: A/T = 1,25"."""
    best = leader(told)
    if best is None:
        return "Chưa đơn vị nào trong cụm có kết quả"
    if best.target is None:
        return f"Kết quả cao nhất cụm: A = {numbers.vi(Decimal(best.actual).scaleb(-3))}"
    ratio = Decimal(best.actual) / Decimal(best.target)
    shown = numbers.quantize3(ratio)
    sign = "=" if shown * best.target == best.actual else "≈"
    return f"Đơn vị dẫn đầu cụm: A/T {sign} {numbers.vi(shown)}"
