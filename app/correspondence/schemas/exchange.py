"""Shape of recipients, answers, publications."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from app.correspondence.policies import exchange
from app.correspondence.terms import Channel, Purpose
from app.correspondence.terms.exchange import Arrival, RecipientGroup
from app.lib.schemas import StrictSchema

ONE_WAY = "Hãy chọn một cách thêm: đơn vị trong hệ thống, cả nhóm, hoặc nơi nhận khác."


class RecipientsIn(StrictSchema):
    """Recipients to be added: units, a whole group of units, or somebody outside of the system."""

    purpose = fields.Enum(Purpose, by_value=True, load_default=Purpose.KNOW)
    tenant_ids = fields.List(
        fields.Integer(validate=validate.Range(min=1)),
        load_default=None,
        validate=validate.Length(1, exchange.MOST_RECIPIENTS),
        metadata={"description": "các đơn vị trong hệ thống"},
    )
    group = fields.Enum(
        RecipientGroup, by_value=True, load_default=None, metadata={"description": "cả một nhóm"}
    )
    name = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, exchange.LONGEST_NAME),
        metadata={"description": "nơi nhận ngoài hệ thống"},
    )
    email = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))

    @validates_schema
    def check_one_way(self, data: dict[str, Any], **_: Any) -> None:
        """Exactly one of the three ways."""
        ways = [name for name in ("tenant_ids", "group", "name") if data.get(name)]
        if len(ways) != 1:
            raise ValidationError(ONE_WAY, "tenant_ids")


class ReasonIn(StrictSchema):
    """Why something is done."""

    reason = fields.String(required=True, validate=validate.Length(1, exchange.LONGEST_REASON))


class AddedOut(Schema):
    """How many are new."""

    added = fields.Integer()


class LineOut(Schema):
    """One recipient and what came back."""

    id = fields.Integer(attribute="recipient.id")
    tenant_id = fields.Integer(attribute="recipient.addressee_id", allow_none=True)
    name = fields.String(attribute="recipient.name")
    email = fields.String(attribute="recipient.email", allow_none=True)
    purpose = fields.Enum(Purpose, by_value=True, attribute="recipient.purpose")
    channel = fields.Enum(Channel, by_value=True, attribute="recipient.channel")
    sent_at = fields.DateTime(attribute="recipient.sent_at", allow_none=True)
    seen_at = fields.DateTime(allow_none=True)
    arrival = fields.Enum(Arrival, by_value=True)
    number = fields.Integer(attribute="receipt.number", allow_none=True)
    answered_at = fields.DateTime(attribute="receipt.sent_at", allow_none=True)
    note = fields.String(attribute="receipt.note", allow_none=True)


class RecipientsOut(Schema):
    """All recipients of a paper."""

    items = fields.List(fields.Nested(LineOut), attribute="lines")
    unsent = fields.Integer(metadata={"description": "chưa gửi"})
    silent = fields.Integer(metadata={"description": "chưa vào sổ, chưa trả lại"})


class SentOut(Schema):
    """To how many a paper was sent now."""

    tenants = fields.Integer()
    mails = fields.Integer()
    packages = fields.Integer()
    waiting = fields.Integer(metadata={"description": "chờ máy chủ thư"})


class RemindedOut(Schema):
    """How many units were reminded."""

    count = fields.Integer()


class PublicationOut(Schema):
    """Whether a paper is shown to everybody."""

    public_at = fields.DateTime(allow_none=True)


class WaitingPaperOut(Schema):
    """A paper that waits to be registered."""

    paper_id = fields.Integer(attribute="paper.id")
    number = fields.String(attribute="paper.full_number")
    kind = fields.String(attribute="paper.kind.value")
    abstract = fields.String(attribute="paper.abstract")
    issued_on = fields.Date(attribute="paper.issued_on")
    state = fields.String(attribute="paper.state.value")
    sender = fields.String(attribute="sender_name")
    purpose = fields.Enum(Purpose, by_value=True, attribute="recipient.purpose")
    sent_at = fields.DateTime(attribute="recipient.sent_at")
    is_seen = fields.Boolean()


class WaitingPaperListOut(Schema):
    """One page of papers that wait to be registered."""

    items = fields.List(fields.Nested(WaitingPaperOut))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class RegisteredOut(Schema):
    """Under which number a paper was registered."""

    id = fields.Integer()
    number = fields.Integer()
    year = fields.Integer()
    arrived_on = fields.Date()


class RegisteredAllOut(Schema):
    """How many papers were registered."""

    count = fields.Integer()
