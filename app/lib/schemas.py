"""The base of every schema: what is not declared is refused, in Vietnamese."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load
from werkzeug.datastructures import MultiDict

from app.lib import wording
from app.lib.errors import Invalid

wording.install()  # fields take their messages when a schema declares them


class StrictSchema(Schema):
    """A schema that refuses unknown fields and trims the strings it is given."""

    class Meta:
        """Unknown fields are refused."""

        unknown = RAISE

    error_messages = {  # noqa: RUF012 - marshmallow declares it on the instance
        "unknown": wording.UNKNOWN,
        "type": wording.NOT_AN_OBJECT,
    }

    @pre_load
    def trim(self, data: Any, **_: Any) -> Any:
        """Leave out white space at both ends of every string."""
        if not isinstance(data, dict):
            return data
        return {
            name: value.strip() if isinstance(value, str) else value for name, value in data.items()
        }


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
