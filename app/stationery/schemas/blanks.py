"""Shape of blanks."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import fields, post_load, validate
from werkzeug.datastructures import MultiDict

from app.lib.schemas import StrictSchema
from app.stationery.drawing.usual_blanks import USUAL
from app.stationery.policies.blanks import MOST_FIELDS
from app.stationery.terms.awards import AwardForm
from app.stationery.terms.blanks import FieldSource, Ink, TextAlign

LONGEST_NAME = 200
FIELD_NAMES = (
    *("source", "text", "x", "y", "width", "size", "lines", "align"),
    *("bold", "italic", "capitals", "ink"),
)


class Measure(fields.Float):
    """Millimetres or points with one digit after the comma, which may be typed as a comma."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        found = super()._deserialize(value, *args, **kwargs)
        return found if found is None else round(found, 1)


class BlankFieldIn(StrictSchema):
    """One text of a blank: where it stands, how it looks."""

    source = fields.Enum(FieldSource, by_value=True, required=True)
    text = fields.String(load_default="", validate=validate.Length(max=300))
    x = Measure(required=True, validate=validate.Range(0, 1200))
    y = Measure(required=True, validate=validate.Range(1, 1200))
    width = Measure(required=True, validate=validate.Range(5, 1200))
    size = Measure(required=True, validate=validate.Range(5, 150))
    lines = fields.Integer(load_default=1, validate=validate.Range(1, 10))
    align = fields.Enum(TextAlign, by_value=True, load_default=TextAlign.LEFT)
    bold = fields.Boolean(load_default=False)
    italic = fields.Boolean(load_default=False)
    capitals = fields.Boolean(load_default=False)
    ink = fields.Enum(Ink, by_value=True, load_default=Ink.BLACK)

    @post_load
    def keep(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As it is stored."""
        return {name: getattr(value, "value", value) for name, value in data.items()}


class BlankIn(StrictSchema):
    """A blank with all its fields."""

    name = fields.String(required=True, validate=validate.Length(1, LONGEST_NAME))
    form = fields.Enum(AwardForm, by_value=True, required=True)
    width = Measure(required=True, validate=validate.Range(50, 1200))
    height = Measure(required=True, validate=validate.Range(50, 1200))
    offset_x = Measure(load_default=0.0, validate=validate.Range(-30, 30))
    offset_y = Measure(load_default=0.0, validate=validate.Range(-30, 30))
    fields_ = fields.List(
        fields.Nested(BlankFieldIn), required=True, data_key="fields", attribute="fields",
        validate=validate.Length(max=MOST_FIELDS),
    )  # fmt: skip


class UsualBlankIn(StrictSchema):
    """Which usual blank to begin with."""

    usual = fields.String(required=True, validate=validate.OneOf(list(USUAL)))


class BackgroundFile(StrictSchema):
    """A scan of a blank."""

    file = Upload(required=True)


class BlankFieldOut(StrictSchema):
    """A field as it is."""

    source = fields.String(validate=validate.OneOf(list(FieldSource)))
    text = fields.String()
    x = fields.Float()
    y = fields.Float()
    width = fields.Float()
    size = fields.Float()
    lines = fields.Integer()
    align = fields.String(validate=validate.OneOf(list(TextAlign)))
    bold = fields.Boolean()
    italic = fields.Boolean()
    capitals = fields.Boolean()
    ink = fields.String(validate=validate.OneOf(list(Ink)))


class BlankOut(StrictSchema):
    """A blank."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    name = fields.String()
    form = fields.Enum(AwardForm, by_value=True)
    width = fields.Float()
    height = fields.Float()
    offset_x = fields.Float()
    offset_y = fields.Float()
    fields_ = fields.List(fields.Nested(BlankFieldOut), attribute="fields", data_key="fields")
    background_id = fields.Integer(allow_none=True)
    issued_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


def typed_blank(form: MultiDict[str, str]) -> dict[str, Any]:
    """What the page of a blank holds; rows without a width are taken out."""
    names = ("name", "form", "width", "height", "offset_x", "offset_y")
    return {**{name: form.get(name, "") for name in names}, "fields": typed_fields(form)}


def typed_fields(form: MultiDict[str, str]) -> list[dict[str, Any]]:
    """The rows `fields-0-source`, `fields-0-x` … in their order; empty ones are left out."""
    numbers = sorted(
        {
            int(parts[1])
            for name in form
            if name.startswith("fields-")
            and len(parts := name.split("-")) == 3
            and parts[1].isdecimal()
            and len(parts[1]) < 4
        }
    )
    rows: list[dict[str, Any]] = [
        {name: form.get(f"fields-{number}-{name}", "") for name in FIELD_NAMES}
        for number in numbers
    ]
    kept = [row for row in rows if row["x"] or row["y"] or row["width"]]
    for row in kept:
        for name in ("bold", "italic", "capitals"):
            row[name] = row[name] == "1"
        row["lines"] = row["lines"] or "1"
    return kept
