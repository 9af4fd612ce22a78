"""Shape of what passes between superior and subordinate."""

from marshmallow import Schema, fields, validate

from app.lib.pages import LARGEST
from app.lib.schemas import PageQuery, StrictSchema
from app.plans.schemas.outputs import IssuerOut, TaskOut
from app.plans.terms import (
    DeliveryState,
    Disposition,
    IncomingView,
    MatrixView,
    PlanVerdict,
    RoundState,
)


class DecisionSchema(StrictSchema):
    """What the office does with a superior's task. "adapted" takes a declined one up again."""

    disposition = fields.Enum(
        Disposition,
        by_value=True,
        required=True,
        metadata={"description": "kept: giữ nguyên; adapted: theo lời văn của đơn vị; declined"},
    )
    decline_reason = fields.String(
        attribute="reason",
        load_default="",
        validate=validate.Length(max=1_000),
    )


class IncomingQuery(PageQuery):
    """Which of the delivered plans."""

    view = fields.Enum(IncomingView, by_value=True, load_default=IncomingView.ALL)
    year = fields.Integer()
    q = fields.String(attribute="text")


class DeliveryQuery(PageQuery):
    """Which recipients of a plan."""

    view = fields.Enum(MatrixView, by_value=True, load_default=MatrixView.ALL)
    q = fields.String(load_default="")
    page_size = fields.Integer(load_default=LARGEST, validate=validate.Range(1, LARGEST))


class ReceivedQuery(PageQuery):
    """Which of the plans that came up."""

    year = fields.Integer()
    q = fields.String(attribute="text")
    plan_id = fields.Integer(metadata={"description": "chỉ các kế hoạch thực hiện kế hoạch này"})
    state = fields.Enum(RoundState, by_value=True)


class ReceiptOut(Schema):
    """What the office has done with a delivered plan, and when."""

    plan_id = fields.Integer()
    state = fields.Enum(DeliveryState, by_value=True)
    seen_at = fields.DateTime(allow_none=True)
    acknowledged_at = fields.DateTime(allow_none=True)
    derived_at = fields.DateTime(allow_none=True)
    derived_plan_id = fields.Integer(allow_none=True)
    plan_issued_at = fields.DateTime(allow_none=True)
    plan_sent_at = fields.DateTime(allow_none=True)


class IncomingOut(Schema):
    """One delivered plan."""

    plan_id = fields.Integer(attribute="plan.id")
    issuer = fields.Nested(IssuerOut)
    title = fields.String(attribute="plan.title")
    year = fields.Integer(attribute="plan.year")
    number = fields.String(attribute="plan.number")
    symbol = fields.String(attribute="plan.symbol")
    issued_on = fields.Date(attribute="plan.issued_on")
    delivered_at = fields.DateTime(attribute="delivery.sent_at")
    due_on = fields.Date(allow_none=True)
    state = fields.Enum(DeliveryState, by_value=True)
    own_plan_id = fields.Integer(allow_none=True)
    verdict = fields.Enum(PlanVerdict, by_value=True, allow_none=True)
    remarks = fields.String(allow_none=True)


class IncomingListOut(Schema):
    """One page of delivered plans."""

    items = fields.List(fields.Nested(IncomingOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class RecipientOut(Schema):
    """One recipient of a plan: its steps and when it took them; its own plan once sent."""

    recipient_id = fields.Integer()
    code = fields.String()
    name = fields.String()
    state = fields.Enum(DeliveryState, by_value=True)
    late = fields.Boolean()
    due_on = fields.Date(allow_none=True)
    delivered_at = fields.DateTime()
    seen_at = fields.DateTime(allow_none=True)
    acknowledged_at = fields.DateTime(allow_none=True)
    derived_at = fields.DateTime(allow_none=True)
    issued_at = fields.DateTime(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    accepted_at = fields.DateTime(allow_none=True)
    returned_at = fields.DateTime(allow_none=True)
    plan_id = fields.Integer(allow_none=True)
    plan_number = fields.String(allow_none=True)


class MatrixCountsOut(Schema):
    """How many recipients have taken each step, and how many are late."""

    delivered = fields.Integer()
    seen = fields.Integer()
    acknowledged = fields.Integer()
    derived = fields.Integer()
    issued = fields.Integer()
    sent = fields.Integer()
    accepted = fields.Integer()
    returned = fields.Integer(metadata={"description": "đã trả lại, chưa gửi lại"})
    late = fields.Integer()


class MatrixOut(Schema):
    """The matrix of a plan: counts over all recipients, and one page of them."""

    counts = fields.Nested(MatrixCountsOut)
    items = fields.List(fields.Nested(RecipientOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class TaskCoverageOut(Schema):
    """One task, and how many recipients did what with it."""

    number = fields.Integer()
    task = fields.Nested(TaskOut)
    kept = fields.Integer()
    adapted = fields.Integer()
    merged = fields.Integer()
    declined = fields.Integer()
    waiting = fields.Integer()


class CoverageOut(Schema):
    """The coverage of every task of a plan."""

    recipients = fields.Integer()
    answered = fields.Integer()
    added = fields.Integer()
    added_by = fields.Integer()
    tasks = fields.List(fields.Nested(TaskCoverageOut))


class TaskAnswerOut(Schema):
    """What one recipient made of a task; nothing while its plan has not come up."""

    recipient_id = fields.Integer()
    recipient_name = fields.String()
    plan_id = fields.Integer(allow_none=True)
    disposition = fields.Enum(Disposition, by_value=True, allow_none=True)
    parts = fields.List(fields.Nested(TaskOut))
    text = fields.String(allow_none=True)
    decline_reason = fields.String(allow_none=True)


class TaskAnswersOut(Schema):
    """One task with every recipient's answer."""

    task = fields.Nested(TaskOut)
    answers = fields.List(fields.Nested(TaskAnswerOut))


class PairOut(Schema):
    """A derived task and the superior's task behind it; none behind an added one."""

    number = fields.Integer(allow_none=True)
    task = fields.Nested(TaskOut)
    above = fields.Nested(TaskOut, allow_none=True)
    changed = fields.List(fields.String())
    part = fields.Integer(metadata={"description": "phần thứ mấy của nhiệm vụ cấp trên đã tách"})
    parts = fields.Integer()


class ComparisonOut(Schema):
    """A derived plan beside its source."""

    plan_id = fields.Integer(attribute="plan.id")
    above_plan_id = fields.Integer(attribute="above.id")
    pairs = fields.List(fields.Nested(PairOut))


class ReceivedOut(Schema):
    """One plan that came up."""

    plan_id = fields.Integer(attribute="plan.id")
    sender = fields.Nested(IssuerOut)
    title = fields.String(attribute="plan.title")
    year = fields.Integer(attribute="plan.year")
    number = fields.String(attribute="plan.number")
    symbol = fields.String(attribute="plan.symbol")
    issued_on = fields.Date(attribute="plan.issued_on")
    sent_at = fields.DateTime(attribute="plan.sent_at")
    upstream_plan_id = fields.Integer(attribute="plan.upstream_plan_id", allow_none=True)
    came_late = fields.Boolean()
    state = fields.Enum(RoundState, by_value=True)
    rounds = fields.Integer(metadata={"description": "đã gửi lên mấy lần"})


class ReceivedListOut(Schema):
    """One page of the plans that came up."""

    items = fields.List(fields.Nested(ReceivedOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()
