"""The parameters of each kind of formula as fields of a form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.exchange.words import ENDS, ends_of
from app.scoring.schemas.fields import FormReader
from app.scoring.terms import FormulaKind, HolderRule


@dataclass(frozen=True)
class ParamField:
    """One field: its name among the parameters, its label, whether it takes a number."""

    name: str
    label: str
    is_number: bool = False
    required: bool = False
    hint: str | None = None
    example: str | None = None
    is_flag: bool = False
    options: tuple[tuple[str, str], ...] = ()


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
    FormulaKind.RELATIVE: (
        ParamField("actual_label", "Tên ô kết quả", example="Kết quả đạt được"),
        ParamField("target_label", "Tên ô chỉ tiêu", example="Chỉ tiêu đăng ký"),
        UNIT,
        ParamField("target_optional", "Đơn vị có thể không có chỉ tiêu", is_flag=True),
    ),
    FormulaKind.SURVEY: (
        ParamField("sample", "Số người được khảo sát", is_number=True, required=True, example="50"),
    ),
    FormulaKind.HOLDER: (
        ParamField(
            "rule",
            "Khi có nhiều danh hiệu",
            options=tuple((rule.value, rule.label) for rule in HolderRule),
        ),
    ),
}

ROWS: dict[FormulaKind, tuple[str, str, str]] = {
    FormulaKind.SURVEY: ("options", "Các phương án trả lời", "Điểm mỗi phiếu"),
    FormulaKind.HOLDER: ("awards", "Danh hiệu, hình thức khen thưởng", "Điểm"),
}
"""Kinds whose parameters have named rows: the parameter, what the rows are, what each is worth."""

EXPLAINED: dict[FormulaKind, str] = {
    FormulaKind.FIXED: "Đạt thì được điểm tối đa, không đạt thì 0 điểm.",
    FormulaKind.RATIO: "Điểm tối đa × số đã thực hiện / số được giao, không quá điểm tối đa.",
    FormulaKind.COUNT: "Số lượng × điểm cho mỗi đơn vị, không quá điểm tối đa.",
    FormulaKind.CLAMP: "Điểm cộng trừ đi điểm trừ, giữ trong khoảng tối thiểu đến tối đa.",
    FormulaKind.BANDS: "Mỗi khoảng giá trị được một số điểm; các bậc không chồng nhau, không hở.",
    FormulaKind.MANUAL: "Người chấm nhập thẳng số điểm, từ 0 đến điểm tối đa.",
    FormulaKind.RELATIVE: (
        "Đạt chỉ tiêu được nửa điểm tối đa; vượt chỉ tiêu được thêm theo mức vượt so với đơn vị "
        "dẫn đầu cụm, đơn vị dẫn đầu được điểm tối đa. Điểm tính lại cho cả cụm khi chốt."
    ),
    FormulaKind.SURVEY: "Cộng điểm của từng phiếu trả lời, không quá điểm tối đa.",
    FormulaKind.HOLDER: "Đang giữ danh hiệu nào thì được điểm của danh hiệu đó.",
}


def read_params(reader: FormReader, kind: FormulaKind) -> dict[str, Any]:
    """The parameters of a form: fields `params.<name>`, steps as rows `steps-0-…`."""
    params: dict[str, Any] = {}
    for field in FIELDS[kind]:
        name = f"params.{field.name}"
        if not reader.text(name):
            continue
        params[field.name] = _value(reader, field, name)
    if kind is FormulaKind.BANDS:
        params["steps"] = _steps(reader)
    if kind in ROWS:
        params[ROWS[kind][0]] = _choices(reader, ROWS[kind][0])
    return params


def _value(reader: FormReader, field: ParamField, name: str) -> object:
    if field.is_flag:
        return True
    return f"{reader.number(name):f}" if field.is_number else reader.text(name)


def _choices(reader: FormReader, prefix: str) -> list[dict[str, Any]]:
    """Rows `<prefix>-0-label`, `-points`; a hidden `-name` keeps the input of a row that moves."""
    rows: list[dict[str, Any]] = []
    taken = {reader.text(f"{prefix}-{number}-name") for number in reader.rows(prefix)}
    for number in reader.rows(prefix):
        label, points = f"{prefix}-{number}-label", f"{prefix}-{number}-points"
        if reader.text(label) or reader.text(points):
            name = reader.text(f"{prefix}-{number}-name") or _free(prefix, taken)
            taken.add(name)
            rows.append(
                {"name": name, "label": reader.text(label), "points": _number(reader, points)}
            )
    return rows


def _free(prefix: str, taken: Collection[str]) -> str:
    """The first name of an input that no other row has."""
    word = prefix.removesuffix("s")
    return next(name for n in range(1, 1_000) if (name := f"{word}_{n}") not in taken)


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
    if kind in ROWS:
        for number, row in enumerate(params.get(ROWS[kind][0], [])):
            for name in ("name", "label", "points"):
                text = _shown(row.get(name), name == "points")
                shown[f"{ROWS[kind][0]}-{number}-{name}"] = text
    for number, step in enumerate(params.get("steps", [])):
        for name in ("lower", "upper", "points"):
            shown[f"steps-{number}-{name}"] = _shown(step.get(name), True)
        shown[f"steps-{number}-ends"] = ends_of(step)
    return shown


def _shown(value: object, is_number: bool) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if not is_number:
        return str(value)
    try:
        return numbers.vi(numbers.exact(value), grouping=False)
    except Invalid:
        return str(value)
