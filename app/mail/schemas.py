"""Shape of outgoing mails and of what people want by mail."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.lib.schemas import PageQuery, StrictSchema
from app.mail.queries import Wanted
from app.mail.terms import MailState


class MailQuery(PageQuery):
    """Which mails are wanted."""

    state = fields.Enum(MailState, by_value=True, load_default=None)


class MailOut(Schema):
    """One outgoing mail, without its text."""

    id = fields.Integer()
    address = fields.String()
    subject = fields.String()
    state = fields.Enum(MailState, by_value=True)
    attempts = fields.Integer()
    created_at = fields.DateTime()
    sent_at = fields.DateTime(allow_none=True)
    error = fields.String(allow_none=True)


class MailListOut(Schema):
    """One page of mails."""

    items = fields.List(fields.Nested(MailOut))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class ChoiceSchema(StrictSchema):
    """What a person wants by mail."""

    digest = fields.Boolean(
        required=True, metadata={"description": "thư tóm tắt mỗi sáng ngày làm việc"}
    )
    reminders = fields.Boolean(
        required=True, metadata={"description": "thư nhắc việc theo thang của đơn vị"}
    )

    @post_load
    def as_wanted(self, data: dict[str, Any], **_: Any) -> Wanted:
        """What the action takes."""
        return Wanted(**data)


class ChoiceOut(Schema):
    """What a person wants by mail."""

    digest = fields.Boolean()
    reminders = fields.Boolean()
