"""Shape of addressing a paper to a cluster."""

from marshmallow import Schema, fields, validate

from app.correspondence.terms import Purpose
from app.lib.schemas import StrictSchema


class PaperRecipientsIn(StrictSchema):
    """Which cluster receives a paper, and why."""

    cluster_id = fields.Integer(required=True, validate=validate.Range(min=1))
    purpose = fields.Enum(Purpose, by_value=True, load_default=Purpose.KNOW)


class PaperRecipientsOut(Schema):
    """How many recipients are new."""

    added = fields.Integer()
