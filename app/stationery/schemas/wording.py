"""What may be written of letterheads and text blocks."""

from marshmallow import fields, validate

from app.documents.terms import PaperKind
from app.lib.schemas import StrictSchema
from app.stationery.policies import wording as limits
from app.stationery.terms.text_blocks import Origin, Slot
from tenants.models import TenantKind


def _line(most: int = limits.LONGEST_LINE) -> fields.String:
    return fields.String(validate=validate.Length(max=most))


EMAIL = r"^$|^[^\s@]+@[^\s@]+\.[^\s@]+$"


class LetterheadChanges(StrictSchema):
    """How the papers of an organ are headed; what is not named stays."""

    issuer_lines = fields.String(
        validate=validate.Length(max=limits.LONGEST_LINES),
        metadata={"description": "tên cơ quan ban hành, mỗi dòng in một dòng"},
    )
    superior = _line()
    place = _line(100)
    archive = _line(100)
    unit = _line(40)
    address = _line()
    phone = _line(60)
    email = fields.String(
        validate=[
            validate.Length(max=254),
            validate.Regexp(EMAIL, error="Địa chỉ thư điện tử chưa đúng, ví dụ: ubnd@xa.gov.vn."),
        ]
    )
    website = _line()


class LetterheadSchema(LetterheadChanges):
    """The letterhead of an organ; `version` 0 while the usual one stands."""

    organ = fields.String()
    version = fields.Integer()


class TextBlockBeginning(StrictSchema):
    """A text block."""

    title = fields.String(required=True, validate=validate.Length(max=limits.LONGEST_LINE))
    text = fields.String(required=True, validate=validate.Length(max=limits.LONGEST_TEXT))
    slot = fields.Enum(Slot, by_value=True, required=True)
    kind = fields.Enum(PaperKind, by_value=True, allow_none=True, load_default=None)
    level = fields.Enum(TenantKind, by_value=True, allow_none=True, load_default=None)


class TextBlockChanges(StrictSchema):
    """What of a text block is changed."""

    title = fields.String(validate=validate.Length(max=limits.LONGEST_LINE))
    text = fields.String(validate=validate.Length(max=limits.LONGEST_TEXT))
    slot = fields.Enum(Slot, by_value=True)
    kind = fields.Enum(PaperKind, by_value=True, allow_none=True)
    level = fields.Enum(TenantKind, by_value=True, allow_none=True)


class TextBlockQuery(StrictSchema):
    """For which papers blocks are wanted."""

    kind = fields.Enum(PaperKind, by_value=True)


class Adoption(StrictSchema):
    """A block of the product that is to be reworded."""

    key = fields.String(required=True, validate=validate.Length(max=100))


class Issuing(StrictSchema):
    """Whether the units below may insert it."""

    is_issued = fields.Boolean(required=True)


class TextBlockSchema(TextBlockChanges):
    """A text block as editors offer it; those of the product have no id."""

    id = fields.Integer(allow_none=True)
    version = fields.Integer(allow_none=True)
    key = fields.String()
    origin = fields.Enum(Origin, by_value=True)
    is_issued = fields.Boolean()
