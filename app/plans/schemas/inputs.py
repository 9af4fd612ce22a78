"""What a person or a program may write of a plan and its tasks."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import fields, post_load, validate

from app.lib import dates, wording
from app.lib.schemas import PageQuery, StrictSchema
from app.plans import policies
from app.plans.actions import PlanContent, Signature
from app.plans.schemas import written
from app.plans.terms import LOCKS, DeadlinePrecision, PlanKind, PlanPeriod, SigningCapacity

MOST_RECIPIENTS = 5_000


def line(most: int, **options: Any) -> fields.String:
    """A line of text that may be left out."""
    return fields.String(allow_none=True, validate=validate.Length(max=most), **options)


def required_text(most: int) -> fields.String:
    """A text that may not be empty."""
    return fields.String(
        required=True,
        validate=[
            validate.Length(min=1, error=wording.REQUIRED),
            validate.Length(max=most),
        ],
    )


class LegalBasisSchema(StrictSchema):
    """A paper on which the plan rests: its words, and what is known of it."""

    text = required_text(1_000)
    kind = line(100)
    number = line(20)
    symbol = line(60)
    on = fields.String(allow_none=True, validate=validate.Regexp(r"\d{4}-\d{2}-\d{2}"))
    issuer = line(300)


class RecipientSchema(StrictSchema):
    """One line of "Nơi nhận"."""

    name = required_text(300)
    purpose = line(100)


class SectionsSchema(StrictSchema):
    """The prose of a plan; paragraphs are parted by line breaks."""

    purpose = line(20_000)
    requirements = line(20_000)
    content = line(20_000)
    budget = line(20_000)
    implementation = line(20_000)
    closing = line(20_000)


class TaskSchema(StrictSchema):
    """One task."""

    quarter = fields.Integer(
        validate=validate.OneOf(dates.QUARTERS),
        metadata={"description": "để trống được khi đã có thời hạn"},
    )
    text = required_text(policies.LONGEST_TEXT)
    lead_office = line(200)
    support_offices = fields.List(
        fields.String(validate=validate.Length(min=1, max=200)), validate=validate.Length(max=60)
    )
    requested_offices = fields.List(
        fields.String(validate=validate.Length(min=1, max=200)), validate=validate.Length(max=60)
    )
    term = line(
        200,
        metadata={
            "description": "thời hạn như văn bản ghi: “trước ngày 07/8”, “cuối tháng 8”, "
            "“quý III”; thay cho deadline_on, deadline_inclusive, deadline_precision, tentative"
        },
    )
    deadline_on = fields.Date(allow_none=True)
    deadline_inclusive = fields.Boolean(
        metadata={"description": "true: “chậm nhất ngày”; false: “trước ngày”"}
    )
    deadline_precision = fields.Enum(
        DeadlinePrecision,
        by_value=True,
        metadata={"description": "hạn ghi theo tháng thì deadline_on là ngày cuối tháng"},
    )
    tentative = fields.Boolean(metadata={"description": "“dự kiến”: chưa chốt"})
    mandatory = fields.Boolean()
    locked = fields.List(
        fields.String(validate=validate.OneOf(list(LOCKS))),
        metadata={"description": "các mục mà cấp dưới không được sửa; task: cả nhiệm vụ"},
    )
    combined_with_id = fields.Integer(
        allow_none=True, metadata={"description": "nhiệm vụ mà nhiệm vụ này lồng ghép vào"}
    )
    decline_reason = line(1_000)

    @post_load
    def without_blanks(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """An empty office or reason is none."""
        for name in ("lead_office", "decline_reason"):
            if data.get(name) == "":
                data[name] = None
        return data


class NewTaskSchema(TaskSchema):
    """A task to be added: its place in its quarter may be given."""

    position = fields.Integer(allow_none=True, validate=validate.Range(min=1))


class TaskChangeSchema(NewTaskSchema):
    """A change of a task: only what is named changes (to be made with `partial=True`)."""


class ListedTaskSchema(TaskSchema):
    """A task in a whole list; with `id` it changes that task, without it is new."""

    id = fields.Integer(allow_none=True)


class TaskListSchema(StrictSchema):
    """The whole list of tasks of a plan, in their order."""

    tasks = fields.List(
        fields.Nested(ListedTaskSchema),
        required=True,
        validate=validate.Length(max=policies.MOST_TASKS),
    )


class PlanChangeSchema(StrictSchema):
    """A change of a draft: only what is named changes."""

    kind = fields.Enum(PlanKind, by_value=True)
    year = fields.Integer(validate=validate.Range(min=policies.FIRST_YEAR, max=policies.LAST_YEAR))
    period = fields.Enum(
        PlanPeriod,
        by_value=True,
        metadata={"description": "school_year: từ 01/9 của năm đến 31/8 năm sau"},
    )
    title = fields.String(
        validate=[
            validate.Length(min=1, error=wording.REQUIRED),
            validate.Length(max=500),
        ]
    )
    symbol = fields.String(
        validate=validate.Regexp(
            r"[A-ZĐ][\w&.-]{0,58}", error="Ký hiệu gồm chữ cái, số và gạch nối, ví dụ KH-UBND."
        )
    )
    place = fields.String(validate=validate.Length(min=1, max=100))
    legal_bases = fields.List(fields.Nested(LegalBasisSchema), validate=validate.Length(max=60))
    sections = fields.Nested(SectionsSchema)
    recipients = fields.List(fields.Nested(RecipientSchema), validate=validate.Length(max=100))


class PlanSchema(PlanChangeSchema):
    """A new draft, with its tasks where they are known."""

    kind = fields.Enum(PlanKind, by_value=True, load_default=PlanKind.YEAR_PLAN)
    year = fields.Integer(
        required=True,
        validate=validate.Range(min=policies.FIRST_YEAR, max=policies.LAST_YEAR),
    )
    title = required_text(500)
    tasks = fields.List(
        fields.Nested(TaskSchema), validate=validate.Length(max=policies.MOST_TASKS)
    )

    @post_load
    def as_contents(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What the action takes: the plan's content and its tasks."""
        given = data.pop("tasks", [])
        content = PlanContent(**data)
        return {
            "content": content,
            "tasks": written.contents(given, content.period.of(content.year)),
        }


class IssuanceSchema(StrictSchema):
    """What a leader decides when issuing a plan."""

    number = line(20, load_default=None, metadata={"description": "để trống: số tiếp theo"})
    issued_on = fields.Date(required=True)
    signing_capacity = fields.Enum(SigningCapacity, by_value=True, required=True)
    signer_name = required_text(100)
    recipient_ids = fields.List(
        fields.Integer(),
        allow_none=True,
        load_default=list,
        validate=validate.Length(max=MOST_RECIPIENTS),
        metadata={"description": "đơn vị trực thuộc được giao; null: tất cả"},
    )
    due_on = fields.Date(allow_none=True, load_default=None)
    edition = line(
        60,
        load_default=None,
        metadata={"description": "bản dự thảo đã xem; khác bản hiện có thì bị từ chối (412)"},
    )

    @post_load
    def as_arguments(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What the action takes."""
        signature = Signature(
            number=data["number"] or None,
            issued_on=data["issued_on"],
            capacity=data["signing_capacity"],
            name=data["signer_name"],
        )
        return {
            "signature": signature,
            "recipient_ids": data["recipient_ids"],
            "due_on": data["due_on"],
            "edition": data["edition"],
        }


class ReadingSchema(StrictSchema):
    """A file to be read into a draft."""

    file = Upload(required=True, metadata={"description": "tệp .docx, .pdf, .xlsx hoặc .txt"})


class PlanQuery(PageQuery):
    """Which plans, and which page of them."""

    year = fields.Integer()
