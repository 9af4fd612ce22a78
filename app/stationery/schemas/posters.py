"""Shape of posters and slogans."""

from typing import Any

from marshmallow import fields, post_load, validate
from werkzeug.datastructures import MultiDict

from app.lib.schemas import PageOut, StrictSchema
from app.stationery.schemas.blanks import Measure
from app.stationery.terms.posters import SCALES, LineRole, Palette, PosterKind

LONGEST_LINE = 300
MOST_LINES = 12


class PosterLineIn(StrictSchema):
    """One line of a poster; breaks inside it stay."""

    role = fields.Enum(LineRole, by_value=True, required=True)
    text = fields.String(required=True, validate=validate.Length(1, LONGEST_LINE))

    @post_load
    def keep(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As it is stored."""
        return {"role": data["role"].value, "text": data["text"]}


class PosterIn(StrictSchema):
    """A backdrop or a slogan; width and height are the true size in millimetres."""

    title = fields.String(required=True, validate=validate.Length(1, 200))
    kind = fields.Enum(PosterKind, by_value=True, required=True)
    width = Measure(required=True, validate=validate.Range(100, 20_000))
    height = Measure(required=True, validate=validate.Range(100, 20_000))
    scale = fields.Integer(load_default=10, validate=validate.OneOf(SCALES))
    palette = fields.Enum(Palette, by_value=True, load_default=Palette.RED_YELLOW)
    lines = fields.List(
        fields.Nested(PosterLineIn), required=True,
        validate=validate.Length(
            1, MOST_LINES, error=f"Cần từ 1 đến {MOST_LINES} dòng chữ."
        ),
    )  # fmt: skip


class PosterLineOut(StrictSchema):
    """A line."""

    role = fields.String(validate=validate.OneOf(list(LineRole)))
    text = fields.String()


class PosterOut(StrictSchema):
    """A poster."""

    id = fields.Integer()
    title = fields.String()
    kind = fields.Enum(PosterKind, by_value=True)
    width = fields.Float()
    height = fields.Float()
    scale = fields.Integer()
    palette = fields.Enum(Palette, by_value=True)
    lines = fields.List(fields.Nested(PosterLineOut))
    version = fields.Integer()


class PosterPageOut(PageOut):
    """A part of the list."""

    items = fields.List(fields.Nested(PosterOut))


class SloganIn(StrictSchema):
    """A slogan of the library."""

    text = fields.String(required=True, validate=validate.Length(1, LONGEST_LINE))
    occasion = fields.String(load_default="", validate=validate.Length(max=100))


class SloganOut(StrictSchema):
    """A slogan of the library."""

    id = fields.Integer()
    text = fields.String()
    occasion = fields.String()
    version = fields.Integer()


def typed_poster(form: MultiDict[str, str]) -> dict[str, Any]:
    """What the page of a poster holds; lines without words are left out."""
    names = ("title", "kind", "width", "height", "scale", "palette")
    roles, words = form.getlist("line_role"), form.getlist("line_text")
    lines = [
        {"role": role, "text": text}
        for role, text in zip(roles, words, strict=False)
        if text.strip()
    ]
    return {**{name: form.get(name, "") for name in names}, "lines": lines}
