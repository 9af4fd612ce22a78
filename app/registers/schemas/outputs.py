"""What the registers tell a program."""

from marshmallow import Schema, fields

from app.documents.terms import PaperKind, Urgency
from app.registers.terms import PaperState


class OutgoingOut(Schema):
    """A line of the outgoing register."""

    id = fields.Integer()
    year = fields.Integer()
    series = fields.String()
    number = fields.Integer()
    full_number = fields.String()
    symbol = fields.String()
    state = fields.Enum(PaperState, by_value=True)
    kind = fields.Enum(PaperKind, by_value=True, allow_none=True)
    abstract = fields.String()
    urgency = fields.Enum(Urgency, by_value=True, allow_none=True)
    issued_on = fields.Date(allow_none=True)
    signer_position = fields.String(allow_none=True)
    signer_name = fields.String(allow_none=True)
    recipients = fields.String(metadata={"description": "Nơi nhận, mỗi nơi một dòng"})
    archive = fields.String()
    copies = fields.Integer(allow_none=True)
    reason = fields.String(allow_none=True)
    reserved_for = fields.String(allow_none=True)
    reserved_until = fields.Date(allow_none=True)
    replaced_by_id = fields.Integer(allow_none=True)


class ReservedOut(Schema):
    """The numbers that are kept now."""

    items = fields.List(fields.Nested(OutgoingOut))


class RecoveryOut(Schema):
    """Numbers that are free again."""

    first = fields.Integer()
    last = fields.Integer()
    symbol = fields.String()
    year = fields.Integer()
    is_next = fields.Boolean(
        metadata={"description": "dãy số lùi lại, các số được cấp tiếp; nếu không thì giữ số"}
    )


class OutgoingListOut(ReservedOut):
    """A page of the outgoing register."""

    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class SeriesOut(Schema):
    """A series of numbers."""

    series = fields.String()
    last = fields.Integer()


class SeriesListOut(Schema):
    """The series of a year."""

    items = fields.List(fields.Nested(SeriesOut))


class IncomingOut(Schema):
    """A line of the incoming register."""

    id = fields.Integer()
    year = fields.Integer()
    number = fields.Integer()
    arrived_on = fields.Date()
    sender_id = fields.Integer(allow_none=True)
    sender_name = fields.String()
    paper_id = fields.Integer(allow_none=True)
    paper_number = fields.String()
    kind = fields.Enum(PaperKind, by_value=True, allow_none=True)
    issued_on = fields.Date(allow_none=True)
    abstract = fields.String()
    urgency = fields.Enum(Urgency, by_value=True, allow_none=True)
    assigned_to = fields.Integer(allow_none=True)
    assigned_name = fields.String(allow_none=True)
    assigned_at = fields.DateTime(allow_none=True)
    instruction = fields.String(allow_none=True)
    due_on = fields.Date(allow_none=True)
    done_at = fields.DateTime(allow_none=True)
    done_note = fields.String(allow_none=True)


class IncomingListOut(Schema):
    """A page of the incoming register."""

    items = fields.List(fields.Nested(IncomingOut))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class ExportOut(Schema):
    """An export under way."""

    id = fields.Integer()
    state = fields.String()
