"""Shapes of the list of trust."""

from flask_smorest.fields import Upload
from marshmallow import fields

from app.lib.schemas import StrictSchema
from app.signatures.terms import AnchorKind


class AnchorUpload(StrictSchema):
    """A file of certificates or a revocation list, PEM or DER."""

    file = Upload(required=True)


class AnchorOut(StrictSchema):
    """One entry of the list of trust."""

    id = fields.Integer()
    kind = fields.Enum(AnchorKind, by_value=True)
    name = fields.String()
    until = fields.AwareDateTime(allow_none=True)
    sha256 = fields.String()
    added_by_name = fields.String()
    created_at = fields.AwareDateTime()
