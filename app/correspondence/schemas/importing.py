"""Shape of papers that come as envelopes."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, post_load, validate

from app.correspondence.actions.importing import LONGEST_NUMBER, Opened, Particulars
from app.documents.terms import PaperKind, Urgency
from app.lib import clock
from app.lib.schemas import StrictSchema

MOST_FILES = 50


class ParticularsIn(StrictSchema):
    """What the clerk confirms of a paper from elsewhere."""

    sender_name = fields.String(required=True, validate=validate.Length(1, 300))
    sender_code = fields.String(load_default="", validate=validate.Length(max=40))
    paper_number = fields.String(required=True, validate=validate.Length(1, LONGEST_NUMBER))
    abstract = fields.String(required=True, validate=validate.Length(1, 2_000))
    kind = fields.Enum(PaperKind, by_value=True, load_default=None, allow_none=True)
    issued_on = fields.Date(required=True)
    arrived_on = fields.Date(load_default=None, allow_none=True)
    urgency = fields.Enum(Urgency, by_value=True, load_default=None, allow_none=True)
    due_on = fields.Date(load_default=None, allow_none=True)
    file_ids = fields.List(
        fields.Integer(validate=validate.Range(min=1)),
        load_default=list,
        validate=validate.Length(max=MOST_FILES),
    )

    @post_load
    def as_particulars(self, data: dict[str, Any], **_: Any) -> Particulars:
        """What the action takes."""
        return Particulars(**data)


def confirmed(opened: Opened) -> dict[str, Any]:
    """What an opened envelope offers to be confirmed, as the form shows it."""
    found = opened.arrived
    return {
        "sender_name": found.sender_name,
        "sender_code": found.envelope.sender.code,
        "paper_number": found.envelope.full_number,
        "abstract": found.envelope.subject,
        "kind": found.kind.value if found.kind else "",
        "issued_on": found.envelope.issued_on.isoformat(),
        "arrived_on": clock.today().isoformat(),
        "urgency": found.urgency.value if found.urgency else "",
        "due_on": found.envelope.due_on.isoformat() if found.envelope.due_on else "",
        "business": found.business,
        "file_ids": [file.id for file in opened.files],
    }


class OpenedOut(Schema):
    """What was in an envelope, to be confirmed."""

    sender_name = fields.String()
    sender_code = fields.String()
    paper_number = fields.String()
    abstract = fields.String()
    kind = fields.String()
    issued_on = fields.String()
    arrived_on = fields.String()
    urgency = fields.String()
    due_on = fields.String(metadata={"description": "hạn xử lý mà nơi gửi ghi, nếu có"})
    business = fields.String(
        metadata={"description": "thu hồi, cập nhật, thay thế văn bản đã gửi; trống là văn bản mới"}
    )
    file_ids = fields.List(fields.Integer())
    left_out = fields.List(
        fields.String(), metadata={"description": "các tệp không nhận được và lý do"}
    )
    twin_number = fields.Integer(
        allow_none=True, metadata={"description": "số đến của văn bản có thể đã nhận"}
    )


class UploadIn(StrictSchema):
    """The file that is sent."""

    file = Upload(required=True, metadata={"description": "phong bì .edxml hoặc gói .zip"})
