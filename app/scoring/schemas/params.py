"""The parameters of each kind of formula as fields of a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.schemas.fields import FormReader
from app.scoring.terms import FormulaKind


@dataclass(frozen=True)
class ParamField:
    """One field: its name among the parameters, its label, whether it takes a number."""

    name: str
    label: str
    is_number: bool = False
    required: bool = False
    hint: str | None = None
    example: str | None = None


UNIT = ParamField("unit", "Đơn vị tính", example="chỉ tiêu, hồ sơ, %")

FIELDS: dict[FormulaKind, tuple[ParamField, ...]] = {
    FormulaKind.FIXED: (),
    FormulaKind.RATIO: (
        ParamField("done_label", "Tên ô kết quả", example="Số chỉ tiêu đạt và vượt"),
        ParamField("assigned_label", "Tên ô được giao", example="Số chỉ tiêu được giao"),
        UNIT,
    ),
    FormulaKind.COUNT: (
        ParamField("points_each", "Điểm cho mỗi đơn vị", is_number=True, required=True),
        ParamField("label", "Tên ô số lượng", example="Số mô hình được công nhận"),
        UNIT,
    ),
    FormulaKind.CLAMP: (
        ParamField(
            "minimum",
            "Điểm tối thiểu",
            is_number=True,
            required=True,
            hint="Bằng 0 hoặc là số âm; điểm cộng trừ không xuống dưới mức này.",
        ),
        ParamField(
            "bonus_each",
            "Điểm cộng mỗi lần",
            is_number=True,
            hint="Để trống nếu nhập thẳng số điểm cộng.",
        ),
        ParamField(
            "penalty_each",
            "Điểm trừ mỗi lần",
            is_number=True,
            hint="Để trống nếu nhập thẳng số điểm trừ.",
        ),
    ),
    FormulaKind.BANDS: (
        ParamField("label", "Tên ô kết quả", example="Kết quả so với dự toán"),
        UNIT,
        ParamField("minimum", "Giá trị nhỏ nhất có thể nhập", is_number=True, hint="Mặc định 0."),
        ParamField(
            "maximum", "Giá trị lớn nhất có thể nhập", is_number=True, hint="Trống: không giới hạn."
        ),
        ParamField("below_points", "Điểm khi dưới bậc thấp nhất", is_number=True),
    ),
    FormulaKind.MANUAL: (),
}

EXPLAINED: dict[FormulaKind, str] = {
    FormulaKind.FIXED: "Đạt thì được điểm tối đa, không đạt thì 0 điểm.",
    FormulaKind.RATIO: "Điểm tối đa × số đã thực hiện / số được giao, không quá điểm tối đa.",
    FormulaKind.COUNT: "Số lượng × điểm cho mỗi đơn vị, không quá điểm tối đa.",
    FormulaKind.CLAMP: "Điểm cộng trừ đi điểm trừ, giữ trong khoảng tối thiểu đến tối đa.",
    FormulaKind.BANDS: "Mỗi khoảng giá trị được một số điểm; các bậc không chồng nhau, không hở.",
    FormulaKind.MANUAL: "Người chấm nhập thẳng số điểm, từ 0 đến điểm tối đa.",
}

ENDS: dict[str, tuple[bool, bool, str]] = {
    "from_below": (True, False, "từ … đến dưới …"),
    "from_to": (True, True, "từ … đến hết …"),
    "above_to": (False, True, "trên … đến hết …"),
    "above_below": (False, False, "trên … đến dưới …"),
}
"""How a step holds its two ends: (with the lower, with the upper, in words)."""


def read_params(reader: FormReader, kind: FormulaKind) -> dict[str, Any]:
    """The parameters of a form: fields `params.<name>`, steps as rows `steps-0-…`."""
    params: dict[str, Any] = {}
    for field in FIELDS[kind]:
        name = f"params.{field.name}"
        if not reader.text(name):
            continue
        params[field.name] = f"{reader.number(name):f}" if field.is_number else reader.text(name)
    if kind is FormulaKind.BANDS:
        params["steps"] = _steps(reader)
    return params


def _steps(reader: FormReader) -> list[dict[str, Any]]:
    steps = []
    for number in reader.rows("steps"):
        names = {name: f"steps-{number}-{name}" for name in ("lower", "upper", "points", "ends")}
        typed = {name: reader.text(field) for name, field in names.items()}
        if not any(typed[name] for name in ("lower", "upper", "points")):
            continue
        with_lower, with_upper, _ = ENDS.get(typed["ends"], ENDS["from_below"])
        steps.append(
            {
                **{name: _number(reader, names[name]) for name in ("lower", "upper", "points")},
                "with_lower": with_lower,
                "with_upper": with_upper,
            }
        )
    return steps


def _number(reader: FormReader, name: str) -> str | None:
    return f"{reader.number(name):f}" if reader.text(name) else None


def as_form(kind: FormulaKind | None, params: Mapping[str, Any]) -> dict[str, str]:
    """Stored parameters as the texts of the form's fields."""
    if kind is None:
        return {}
    shown = {
        f"params.{field.name}": _shown(params.get(field.name), field.is_number)
        for field in FIELDS[kind]
    }
    for number, step in enumerate(params.get("steps", [])):
        for name in ("lower", "upper", "points"):
            shown[f"steps-{number}-{name}"] = _shown(step.get(name), True)
        shown[f"steps-{number}-ends"] = ends_of(step)
    return shown


def ends_of(step: Mapping[str, Any]) -> str:
    """Which of `ENDS` a stored step has."""
    held = (step.get("with_lower", True), step.get("with_upper", False))
    return next(name for name, (lower, upper, _) in ENDS.items() if (lower, upper) == held)


def _shown(value: object, is_number: bool) -> str:
    if value is None:
        return ""
    if not is_number:
        return str(value)
    try:
        return numbers.vi(numbers.exact(value), grouping=False)
    except Invalid:
        return str(value)
