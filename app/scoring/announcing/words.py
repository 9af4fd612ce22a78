"""What a formula does, in one sentence for an official."""

from collections.abc import Callable
from typing import Any, cast

from app.lib import numbers
from app.scoring.formulas import (
    Clamp,
    Count,
    Formula,
    Holder,
    Manual,
    Ratio,
    Relative,
    Stepped,
    Survey,
)
from app.scoring.terms import FormulaKind, HolderRule


def formula(one: Formula) -> str:
    """ "10 điểm × số hồ sơ đã giải quyết / số hồ sơ tiếp nhận, nhiều nhất 10 điểm."""
    return _SAID[one.kind](one)


def _fixed(one: Formula) -> str:
    return f"Đạt yêu cầu được {_vi(one.max_points)} điểm; không đạt, 0 điểm."


def _ratio(one: Ratio) -> str:
    most, done, given = _vi(one.max_points), one.done_label, one.assigned_label
    return f"{most} × ({_low(done)} / {_low(given)}), nhiều nhất {most} điểm."


def _count(one: Count) -> str:
    each = f"{_low(one.label)} × {_vi(one.points_each)} điểm"
    return f"{_up(each)}, nhiều nhất {_vi(one.max_points)} điểm."


def _clamp(one: Clamp) -> str:
    bonus = "điểm cộng" if one.bonus_each is None else f"số lần cộng × {_vi(one.bonus_each)}"
    penalty = "điểm trừ" if one.penalty_each is None else f"số lần trừ × {_vi(one.penalty_each)}"
    limits = f"từ {_vi(one.minimum)} đến {_vi(one.max_points)} điểm"
    return f"{_up(bonus)} − {penalty}, trong khoảng {limits}."


def _bands(one: Stepped) -> str:
    unit = one.unit if one.unit in ("", "%") else f" {one.unit}"
    steps = "; ".join(f"{step.interval}{unit}: {_vi(step.points)} điểm" for step in one.steps)
    return f"Theo bậc của {_low(one.label)}: {steps}."


def _manual(one: Manual) -> str:
    return f"Người chấm cho điểm trực tiếp, từ 0 đến {_vi(one.max_points)}."


def _relative(one: Relative) -> str:
    half, most = _vi(one.max_points / 2), _vi(one.max_points)
    return (
        f"A là {_low(one.actual_label)}, T là {_low(one.target_label)}. Chưa đạt T: {half} × A/T; "
        f"đạt T: {half} điểm; vượt T: {half} + {half} × (A/T − 1) / (A/T của đơn vị dẫn đầu − 1); "
        f"đơn vị dẫn đầu cụm được {most} điểm. Cả cụm không có T: {most} × A / A cao nhất."
    )


def _survey(one: Survey) -> str:
    rows = "; ".join(f"{row.label}: {_vi(row.points)} điểm mỗi phiếu" for row in one.options)
    return f"Khảo sát {one.sample} người. {rows}; nhiều nhất {_vi(one.max_points)} điểm."


def _holder(one: Holder) -> str:
    rows = "; ".join(f"{row.label}: {_vi(row.points)} điểm" for row in one.awards)
    rule = "lấy mức cao nhất" if one.rule is HolderRule.HIGHEST else "cộng lại"
    return f"{rows}; {rule}, nhiều nhất {_vi(one.max_points)} điểm."


_vi = numbers.vi


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


_SAID = cast(
    "dict[FormulaKind, Callable[[Any], str]]",
    {
        FormulaKind.FIXED: _fixed,
        FormulaKind.RATIO: _ratio,
        FormulaKind.COUNT: _count,
        FormulaKind.CLAMP: _clamp,
        FormulaKind.BANDS: _bands,
        FormulaKind.MANUAL: _manual,
        FormulaKind.RELATIVE: _relative,
        FormulaKind.SURVEY: _survey,
        FormulaKind.HOLDER: _holder,
    },
)
