"""The base of every schema: what is not declared is refused, in Vietnamese."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate
from werkzeug.datastructures import MultiDict

from app.lib import characters, wording
from app.lib.errors import Invalid
from app.lib.pages import LARGEST as LARGEST_PAGE
from app.lib.pages import SIZE

wording.install()  # fields take their messages when a schema declares them


MOST_PAGES = 100_000
LARGEST = 2**63 - 1
"""The largest whole number that the database keeps."""


class StrictSchema(Schema):
    """A schema that refuses unknown fields and numbers beyond the database's, and tidies text."""

    class Meta:
        """Unknown fields are refused."""

        unknown = RAISE

    error_messages = {  # noqa: RUF012 - marshmallow declares it on the instance
        "unknown": wording.UNKNOWN,
        "type": wording.NOT_AN_OBJECT,
    }

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Hold whole numbers that have no limits of their own to what the database keeps."""
        inner = getattr(field_obj, "inner", field_obj)
        ranged = any(isinstance(one, validate.Range) for one in inner.validators)
        if isinstance(inner, fields.Integer) and not ranged:
            inner.validators = [*inner.validators, validate.Range(max=LARGEST)]

    @pre_load
    def trim(self, data: Any, **_: Any) -> Any:
        """Tidy every text (characters.tidy); refuse fractions where a whole number is wanted."""
        if not isinstance(data, dict):
            return data
        self._check_whole(data)
        return {name: _tidy(value) for name, value in data.items()}

    def _check_whole(self, data: dict[str, Any]) -> None:
        wrong = {
            field.data_key or name: [field.error_messages["invalid"]]
            for name, field in self.fields.items()
            if isinstance(field, fields.Integer)
            and isinstance(value := data.get(field.data_key or name), float)
            and not value.is_integer()
        }
        if wrong:
            raise ValidationError(wrong)


class PageQuery(StrictSchema):
    """Which part of a long list."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, MOST_PAGES))
    page_size = fields.Integer(load_default=SIZE, validate=validate.Range(1, LARGEST_PAGE))


class PageOut(StrictSchema):
    """A part of a long list: with `items` of its own the answer to `PageQuery`."""

    number = fields.Integer()
    size = fields.Integer()
    total = fields.Integer()


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return characters.tidy(value)
    if isinstance(value, list):
        return [characters.tidy(one) if isinstance(one, str) else one for one in value]
    return value


def load(schema: Schema, data: Any) -> Any:
    """What `schema` makes of `data`. Raises Invalid with the messages by field (dotted paths)."""
    try:
        return schema.load(data)
    except ValidationError as error:
        raise Invalid(fields=flatten(error.normalized_messages())) from error


FORM_TOKENS = frozenset({"csrf_token", "version"})


def load_form(schema: Schema, form: MultiDict[str, str]) -> Any:
    """What `schema` makes of a page's form, without its tokens; repeated names become lists.

    An optional field left empty is None. Raises Invalid with the messages by field.
    """
    data: dict[str, Any] = {}
    for name, values in form.lists():
        if name not in FORM_TOKENS:
            field = schema.fields.get(name)
            data[name] = values if isinstance(field, fields.List) else _value(field, values[-1])
    return load(schema, data)


def _value(field: fields.Field[Any] | None, text: str) -> str | None:
    is_empty = not text.strip() and field is not None and field.allow_none
    return None if is_empty else text


def flatten(messages: Any, prefix: str = "") -> dict[str, list[str]]:
    """Nested messages as one level: {"tasks.3.text": ["…"]}."""
    if isinstance(messages, list):
        return {prefix: [str(message) for message in messages]}
    flat: dict[str, list[str]] = {}
    for name, inner in messages.items():
        flat.update(flatten(inner, f"{prefix}.{name}" if prefix else str(name)))
    return flat
