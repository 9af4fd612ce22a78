"""The messages of marshmallow in Vietnamese."""

from collections.abc import Sized
from typing import Any

from marshmallow import fields, validate

REQUIRED = "Cần nhập nội dung này."
MESSAGES: dict[type[fields.Field[Any]], dict[str, str]] = {
    fields.Field: {
        "required": REQUIRED,
        "null": "Không được để trống.",
        "validator_failed": "Giá trị chưa đúng.",
    },
    fields.String: {"invalid": "Phải là chữ.", "invalid_utf8": "Chữ không đúng mã Unicode."},
    fields.Number: {"invalid": "Phải là số.", "too_large": "Số quá lớn."},
    fields.Integer: {"invalid": "Phải là số nguyên."},
    fields.Decimal: {"invalid": "Phải là số.", "special": "Phải là một số cụ thể."},
    fields.Boolean: {"invalid": "Phải là có hoặc không."},
    fields.Date: {
        "invalid": "Ngày không đúng; hãy ghi theo dạng năm-tháng-ngày, ví dụ 2026-01-05.",
        "format": "Ngày không ghi được theo dạng này.",
    },
    fields.DateTime: {"invalid": "Thời điểm không đúng."},
    fields.List: {"invalid": "Phải là một danh sách."},
    fields.Nested: {"type": "Nội dung không đúng dạng."},
    fields.Dict: {"invalid": "Nội dung không đúng dạng."},
    fields.Email: {"invalid": "Địa chỉ thư điện tử không đúng, ví dụ: ten@xa.gov.vn."},
    fields.Url: {"invalid": "Địa chỉ liên kết không đúng."},
    fields.Enum: {
        "unknown": "Phải là một trong: {choices}.",
        "must_be_by_value": "Phải là một trong: {choices}.",
    },
}
UNKNOWN = "Không có mục này; hãy bỏ khỏi nội dung gửi."
NOT_AN_OBJECT = "Nội dung gửi không đúng dạng."


def _length_error(self: validate.Length, value: Sized, message: str) -> str:
    """Texts are counted in letters, lists in items."""
    unit = "ký tự" if isinstance(value, str) else "mục"
    said = self.error or message
    return said.format(input=value, min=self.min, max=self.max, equal=self.equal, unit=unit)


def install() -> None:
    """Let every schema speak Vietnamese."""
    for field, messages in MESSAGES.items():
        field.default_error_messages = {**field.default_error_messages, **messages}
    validate.Length.message_min = "Cần ít nhất {min} {unit}."
    validate.Length.message_max = "Nhiều nhất {max} {unit}."
    validate.Length.message_all = "Cần từ {min} đến {max} {unit}."
    validate.Length.message_equal = "Cần đúng {equal} {unit}."
    validate.Length._format_error = _length_error  # type: ignore[method-assign]
    validate.Range.message_min = "Phải {min_op} {{min}}."
    validate.Range.message_max = "Phải {max_op} {{max}}."
    validate.Range.message_all = "Phải {min_op} {{min}} và {max_op} {{max}}."
    validate.Range.message_gte = "lớn hơn hoặc bằng"
    validate.Range.message_gt = "lớn hơn"
    validate.Range.message_lte = "nhỏ hơn hoặc bằng"
    validate.Range.message_lt = "nhỏ hơn"
    validate.OneOf.default_message = "Phải là một trong: {choices}."
