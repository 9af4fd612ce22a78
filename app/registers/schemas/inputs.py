"""What may be written into the registers."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import fields, post_load, validate

from app.documents.terms import PaperKind, Urgency
from app.lib import clock, wording
from app.lib.schemas import LARGEST, StrictSchema
from app.registers.actions import Reservation
from app.registers.policies import limits
from app.registers.queries.books import IncomingFilter, OutgoingFilter
from app.registers.schemas.filters import IncomingLines, OutgoingLines
from app.registers.terms import ExportFormat

MOST_FILES = 20


def _needed(most: int) -> fields.String:
    checks = [validate.Length(min=1, error=wording.REQUIRED), validate.Length(max=most)]
    return fields.String(required=True, validate=checks)


def _text(most: int) -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=most))


class ReservationSchema(StrictSchema):
    """Numbers to keep: which series, how many, why, for whom, until when."""

    kind = fields.Enum(PaperKind, by_value=True, required=True)
    symbol = _needed(limits.LONGEST_SYMBOL)
    year = fields.Integer(
        load_default=lambda: clock.today().year, validate=validate.Range(2000, 2100)
    )
    first = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=10),
        metadata={"description": "Số đầu tiên; bỏ trống là số tiếp theo"},
    )
    count = fields.Integer(load_default=1, validate=validate.Range(1, limits.MOST_RESERVED))
    reason = _needed(limits.LONGEST_REASON)
    reserved_for = _text(limits.LONGEST_PERSON)
    until = fields.Date(load_default=None, allow_none=True)
    confirm_gap = fields.Boolean(
        load_default=False,
        metadata={
            "description": "xác nhận: các số bị bỏ qua trước số đầu tiên đã cấp ngoài hệ thống"
        },
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Reservation:
        """As the action takes it."""
        return Reservation(**data)


class CancellationSchema(StrictSchema):
    """Why no paper will carry a number."""

    reason = _needed(limits.LONGEST_REASON)


class RecoverySchema(StrictSchema):
    """Which numbers of a jump were skipped by mistake (all where none are named), and why."""

    reason = _needed(limits.LONGEST_REASON)
    first = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(1, limits.LARGEST_NUMBER)
    )
    last = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(1, limits.LARGEST_NUMBER)
    )


class IncomingSchema(StrictSchema):
    """A paper that came on paper or by mail."""

    arrived_on = fields.Date(load_default=None, allow_none=True)
    sender_name = _needed(limits.LONGEST_NAME)
    paper_number = _text(limits.LONGEST_NUMBER)
    kind = fields.Enum(PaperKind, by_value=True, load_default=None, allow_none=True)
    issued_on = fields.Date(load_default=None, allow_none=True)
    abstract = _needed(limits.LONGEST_ABSTRACT)
    urgency = fields.Enum(Urgency, by_value=True, load_default=None, allow_none=True)
    acknowledged = fields.Boolean(
        load_default=False,
        metadata={"description": "đã xem: không phải văn bản giống vậy đã có trong sổ"},
    )


class IncomingChangeSchema(StrictSchema):
    """What changes of a line of the incoming register."""

    arrived_on = fields.Date()
    sender_name = fields.String(validate=validate.Length(max=limits.LONGEST_NAME))
    paper_number = fields.String(validate=validate.Length(max=limits.LONGEST_NUMBER))
    kind = fields.Enum(PaperKind, by_value=True, allow_none=True)
    issued_on = fields.Date(allow_none=True)
    abstract = fields.String(validate=validate.Length(max=limits.LONGEST_ABSTRACT))
    urgency = fields.Enum(Urgency, by_value=True, allow_none=True)


class FileSchema(StrictSchema):
    """The file that is sent."""

    file = Upload(required=True, metadata={"description": "bản quét PDF, tệp DOCX, XLSX, ảnh"})


class AssignmentSchema(StrictSchema):
    """Who deals with a paper, what is to be done, until when."""

    user_id = fields.Integer(required=True, validate=validate.Range(1, LARGEST))
    instruction = _text(limits.LONGEST_NOTE)
    due_on = fields.Date(load_default=None, allow_none=True)


class CompletionSchema(StrictSchema):
    """How a paper was dealt with."""

    note = _text(limits.LONGEST_NOTE)


class OutgoingExportSchema(OutgoingLines):
    """Which lines of the outgoing register are exported, and how."""

    format = fields.Enum(ExportFormat, by_value=True, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the job takes it."""
        export_format = data.pop("format")
        return {"chosen": OutgoingFilter(**data), "export_format": export_format}


class IncomingExportSchema(IncomingLines):
    """Which lines of the incoming register are exported, and how."""

    format = fields.Enum(ExportFormat, by_value=True, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the job takes it."""
        export_format = data.pop("format")
        return {"chosen": IncomingFilter(**data), "export_format": export_format}
