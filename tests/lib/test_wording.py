"""Messages of schemas speak of letters where a text is meant, of items where a list is."""

import pytest
from marshmallow import ValidationError, fields, validate

from app.lib.schemas import StrictSchema


class _Form(StrictSchema):
    name = fields.String(validate=validate.Length(max=3))
    code = fields.String(validate=validate.Length(equal=2))
    rows = fields.List(fields.Integer(), validate=validate.Length(1, 2))
    own = fields.String(validate=validate.Length(min=2, error="Cần {min} chữ cái."))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "abcd", "Nhiều nhất 3 ký tự."),
        ("code", "a", "Cần đúng 2 ký tự."),
        ("rows", [], "Cần từ 1 đến 2 mục."),
        ("rows", [1, 2, 3], "Cần từ 1 đến 2 mục."),
        ("own", "a", "Cần 2 chữ cái."),
    ],
)
def test_lengths_are_counted_in_letters_or_in_items(field: str, value: object, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _Form().load({field: value})
    assert refused.value.messages == {field: [said]}
