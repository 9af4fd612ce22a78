"""Shape of what has to do with when a task is due: repeated, confirmed, done first by a pilot."""

from marshmallow import Schema, fields, validate

from app.lib import dates, wording
from app.lib.schemas import StrictSchema
from app.plans.schemas.inputs import TaskSchema
from app.plans.schemas.outputs import TaskOut
from app.plans.terms import DeadlinePrecision, Rhythm

TERM = {"description": "thời hạn như văn bản ghi: “15/8”, “trước ngày 07/8”, “trong tháng 02”"}


def term() -> fields.String:
    """A deadline in words that must be there."""
    return fields.String(
        required=True,
        validate=[validate.Length(min=1, error=wording.REQUIRED), validate.Length(max=200)],
        metadata=TERM,
    )


class RepetitionSchema(StrictSchema):
    """How often a task comes again."""

    rhythm = fields.Enum(Rhythm, by_value=True, required=True)


class SeriesChangeSchema(TaskSchema):
    """A change of all instances of a task (to be made with `partial=True`)."""


class ConfirmationSchema(StrictSchema):
    """When, and where, a tentative task takes place."""

    term = term()
    details = fields.String(
        load_default="",
        validate=validate.Length(max=300),
        metadata={"description": "giờ và địa điểm, ghi sau nội dung nhiệm vụ"},
    )


class PilotSchema(StrictSchema):
    """A unit that does the task first, and by when."""

    recipient_id = fields.Integer(required=True)
    term = term()


class DeadlineQuery(StrictSchema):
    """A deadline in words, for a task of a quarter."""

    text = fields.String(required=True, validate=validate.Length(max=200), metadata=TERM)
    quarter = fields.Integer(load_default=None, validate=validate.OneOf(dates.QUARTERS))


class DeadlineOut(Schema):
    """What a deadline in words means."""

    quarter = fields.Integer()
    deadline_on = fields.Date(allow_none=True)
    deadline_inclusive = fields.Boolean()
    deadline_precision = fields.Enum(DeadlinePrecision, by_value=True)
    tentative = fields.Boolean()
    due_label = fields.String(metadata={"description": "thời hạn như in trong kế hoạch"})
    last_day = fields.Date(metadata={"description": "ngày cuối cùng còn trong hạn"})
    note = fields.String(
        allow_none=True, metadata={"description": "lưu ý khi ngày cuối là ngày nghỉ"}
    )


class RepetitionOut(Schema):
    """The instances that were added."""

    tasks = fields.List(fields.Nested(TaskOut))


class PilotOut(Schema):
    """A pilot unit of a task."""

    id = fields.Integer(attribute="pilot.id")
    task_id = fields.Integer(attribute="pilot.task_id")
    recipient_id = fields.Integer(attribute="pilot.recipient_id")
    recipient_name = fields.String()
    deadline_on = fields.Date(attribute="pilot.deadline_on")
    deadline_inclusive = fields.Boolean(attribute="pilot.deadline_inclusive")
    deadline_precision = fields.Enum(
        DeadlinePrecision, by_value=True, attribute="pilot.deadline_precision"
    )
    due_label = fields.String(attribute="pilot.deadline")
    sent_at = fields.DateTime(attribute="pilot.sent_at", allow_none=True)


class PilotListOut(Schema):
    """Every pilot unit of a task."""

    pilots = fields.List(fields.Nested(PilotOut))
