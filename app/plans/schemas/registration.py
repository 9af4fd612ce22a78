"""Shape of the superior's answers, of questions and of what was said."""

from marshmallow import Schema, fields, validate

from app.lib.schemas import PageQuery, StrictSchema
from app.plans import policies
from app.plans.schemas.inputs import required_text
from app.plans.schemas.outputs import IssuerOut
from app.plans.terms import (
    ASKING,
    MessageKind,
    PlanVerdict,
    RoundState,
    ThreadSide,
    ThreadState,
    ThreadView,
)


class PlanAnswer(StrictSchema):
    """The superior's answer to one sending of a plan."""

    verdict = fields.Enum(PlanVerdict, by_value=True, required=True)
    remarks = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=policies.LONGEST_REMARKS),
        metadata={"description": "bắt buộc khi trả lại"},
    )


class QuestionSchema(StrictSchema):
    """What a subordinate asks."""

    kind = fields.Enum(
        MessageKind,
        by_value=True,
        load_default=MessageKind.QUESTION,
        validate=validate.OneOf(ASKING, error="Chọn câu hỏi hoặc khó khăn, vướng mắc."),
    )
    text = required_text(policies.LONGEST_MESSAGE)
    task_id = fields.Integer(
        load_default=None,
        allow_none=True,
        metadata={"description": "nhiệm vụ của kế hoạch trong địa chỉ; để trống: cả kế hoạch"},
    )


class MessageSchema(StrictSchema):
    """What is said in a thread: "answer" by the superior, the other kinds by who asked."""

    kind = fields.Enum(MessageKind, by_value=True, required=True)
    text = required_text(policies.LONGEST_MESSAGE)


class ThreadAnswer(StrictSchema):
    """One answer to one or several threads."""

    thread_ids = fields.List(
        fields.Integer(),
        required=True,
        validate=validate.Length(
            min=1, max=policies.MOST_THREADS, error="Hãy chọn ít nhất một nội dung cần trả lời."
        ),
    )
    text = required_text(policies.LONGEST_MESSAGE)
    question = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=policies.LONGEST_MESSAGE),
        metadata={
            "description": "có thì thành thông báo chung: câu hỏi như mọi đơn vị nhận kế hoạch đọc"
        },
    )


class ThreadQuery(PageQuery):
    """Which threads."""

    side = fields.Enum(ThreadSide, by_value=True, load_default=ThreadSide.OWN)
    view = fields.Enum(ThreadView, by_value=True, load_default=ThreadView.ALL)
    plan_id = fields.Integer()
    task_id = fields.Integer()
    q = fields.String(attribute="text")


class PlanReviewOut(Schema):
    """The answer to one sending."""

    plan_id = fields.Integer()
    revision = fields.Integer()
    verdict = fields.Enum(PlanVerdict, by_value=True)
    remarks = fields.String(allow_none=True)
    sent_at = fields.DateTime()


class RoundOut(Schema):
    """One sending of a plan with its answer."""

    number = fields.Integer()
    revision = fields.Integer()
    sent_at = fields.DateTime()
    state = fields.Enum(RoundState, by_value=True)
    review = fields.Nested(PlanReviewOut, allow_none=True)


class RoundsOut(Schema):
    """Every sending of a plan."""

    plan_id = fields.Integer(attribute="plan.id")
    state = fields.Enum(RoundState, by_value=True, allow_none=True)
    rounds = fields.List(fields.Nested(RoundOut))


class SentContentOut(RoundOut):
    """One sending with the whole plan as it went up."""

    content = fields.Dict()
    sha256 = fields.String()


class MessageOut(Schema):
    """One message."""

    id = fields.Integer(attribute="message.id")
    writer = fields.Nested(IssuerOut)
    kind = fields.Enum(MessageKind, by_value=True, attribute="message.kind")
    text = fields.String(attribute="message.text")
    sent_at = fields.DateTime(attribute="message.sent_at")
    file_id = fields.Integer(attribute="message.file_id", allow_none=True)
    file_name = fields.String(allow_none=True)


class ThreadLineOut(Schema):
    """A thread in a list."""

    id = fields.Integer()
    plan_id = fields.Integer(attribute="root.plan_id")
    task_id = fields.Integer(attribute="root.task_id", allow_none=True)
    kind = fields.Enum(MessageKind, by_value=True, attribute="root.kind")
    text = fields.String(attribute="root.text")
    asker = fields.Nested(IssuerOut)
    superior = fields.Nested(IssuerOut)
    state = fields.Enum(ThreadState, by_value=True)
    asked_at = fields.DateTime(attribute="root.sent_at")
    last_at = fields.DateTime()
    count = fields.Integer()


class ThreadListOut(Schema):
    """One page of threads."""

    items = fields.List(fields.Nested(ThreadLineOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class ThreadOut(ThreadLineOut):
    """A thread with all that was said."""

    messages = fields.List(fields.Nested(MessageOut))


class ClarificationOut(Schema):
    """A general answer, without who asked."""

    id = fields.Integer()
    plan_id = fields.Integer()
    task_id = fields.Integer(allow_none=True)
    question = fields.String()
    answer = fields.String()
    issued_at = fields.DateTime()


class AnsweredOut(Schema):
    """What one answer did."""

    messages = fields.Integer(metadata={"description": "đã trả lời bao nhiêu nội dung"})
    clarification = fields.Nested(ClarificationOut, allow_none=True)
