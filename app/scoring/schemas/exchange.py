"""Workbooks of criteria sets: the file in, its changes and errors out."""

from flask_smorest.fields import Upload
from marshmallow import fields

from app.lib.schemas import StrictSchema
from app.scoring.exchange.compare import ChangeKind


class SetWorkbookFile(StrictSchema):
    """The Excel file."""

    file = Upload(required=True)


class SetDifferenceOut(StrictSchema):
    """One field, as it was and as it becomes."""

    label = fields.String()
    old = fields.String()
    new = fields.String()


class SetChangeOut(StrictSchema):
    """What happens to the head (no code), a group or a criterion."""

    kind = fields.Enum(ChangeKind, by_value=True)
    code = fields.String(allow_none=True)
    text = fields.String()
    fields_ = fields.List(fields.Nested(SetDifferenceOut), attribute="fields", data_key="fields")


class SetCellErrorOut(StrictSchema):
    """What is wrong in a cell of the file; without a cell, in its sheet."""

    sheet = fields.String()
    cell = fields.String()
    message = fields.String()


class SetWorkbookChangesOut(StrictSchema):
    """The dry run."""

    errors = fields.List(fields.Nested(SetCellErrorOut))
    changes = fields.List(fields.Nested(SetChangeOut))
