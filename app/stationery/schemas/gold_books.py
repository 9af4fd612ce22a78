"""Shape of gold books."""

from marshmallow import fields, validate

from app.lib.schemas import PageOut, StrictSchema
from app.stationery.schemas.certificates import CertificateOut, CorrectionOut
from app.stationery.terms.awards import AwardForm

HIGHEST = 1_000_000


class VolumeIn(StrictSchema):
    """Which numbers make a volume, and its own number."""

    first = fields.Integer(load_default=1, allow_none=True, validate=validate.Range(1, HIGHEST))
    last = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, HIGHEST))
    volume = fields.Integer(load_default=1, allow_none=True, validate=validate.Range(1, 999))


class GoldBookOut(StrictSchema):
    """A gold book: the last number of a form in a year."""

    id = fields.Integer()
    form = fields.Enum(AwardForm, by_value=True)
    year = fields.Integer()
    last = fields.Integer()


class GoldLineOut(StrictSchema):
    """One number of a gold book."""

    certificate = fields.Nested(CertificateOut)
    decision_number = fields.String(attribute="batch.decision_number", allow_none=True)
    decided_on = fields.Date(attribute="batch.decided_on", allow_none=True)
    corrections = fields.List(fields.Nested(CorrectionOut))


class GoldPageOut(PageOut):
    """A part of a gold book."""

    items = fields.List(fields.Nested(GoldLineOut))
