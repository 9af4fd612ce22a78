"""What the API says of plans and tasks."""

from marshmallow import Schema, fields

from app.plans.terms import DeadlinePrecision, Disposition, PlanKind, PlanPeriod, PlanState


class IssuerOut(Schema):
    """Whose plan it is."""

    id = fields.Integer()
    code = fields.String()
    name = fields.String()


class PlanOut(Schema):
    """A plan without its tasks."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    issuer = fields.Nested(IssuerOut)
    kind = fields.Enum(PlanKind, by_value=True)
    state = fields.Enum(PlanState, by_value=True)
    year = fields.Integer()
    period = fields.Enum(PlanPeriod, by_value=True)
    title = fields.String()
    number = fields.String(allow_none=True)
    symbol = fields.String()
    place = fields.String()
    issued_on = fields.Date(allow_none=True)
    issued_at = fields.DateTime(allow_none=True)
    revision = fields.Integer()
    signing_capacity = fields.String(allow_none=True)
    signer_position = fields.String(allow_none=True)
    signer_name = fields.String(allow_none=True)
    legal_bases = fields.List(fields.Dict())
    sections = fields.Dict()
    recipients = fields.List(fields.Dict())
    upstream_plan_id = fields.Integer(allow_none=True)
    upstream_revision = fields.Integer(allow_none=True)
    previous_plan_id = fields.Integer(allow_none=True)
    source_file_id = fields.Integer(allow_none=True)
    reading = fields.Dict(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class PlanLineOut(Schema):
    """A plan in a list."""

    id = fields.Integer(attribute="plan.id")
    kind = fields.Enum(PlanKind, by_value=True, attribute="plan.kind")
    state = fields.Enum(PlanState, by_value=True, attribute="plan.state")
    year = fields.Integer(attribute="plan.year")
    title = fields.String(attribute="plan.title")
    number = fields.String(attribute="plan.number", allow_none=True)
    symbol = fields.String(attribute="plan.symbol")
    issued_on = fields.Date(attribute="plan.issued_on", allow_none=True)
    upstream_plan_id = fields.Integer(attribute="plan.upstream_plan_id", allow_none=True)
    sent_at = fields.DateTime(attribute="plan.sent_at", allow_none=True)
    tasks = fields.Integer()
    deliveries = fields.Integer()


class PlanListOut(Schema):
    """One page of plans."""

    items = fields.List(fields.Nested(PlanLineOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class DrawingOut(Schema):
    """A paper that was asked for; its own resource tells how far it is."""

    id = fields.Integer()
    title = fields.String()
    state = fields.String(metadata={"description": "queued, running, done hoặc failed"})


class TaskOut(Schema):
    """A task."""

    id = fields.Integer()
    plan_id = fields.Integer()
    quarter = fields.Integer()
    position = fields.Integer()
    text = fields.String()
    lead_office = fields.String(allow_none=True)
    support_offices = fields.List(fields.String())
    requested_offices = fields.List(fields.String())
    deadline_on = fields.Date(allow_none=True)
    deadline_inclusive = fields.Boolean()
    deadline_precision = fields.Enum(DeadlinePrecision, by_value=True)
    tentative = fields.Boolean()
    due_label = fields.String(metadata={"description": "thời hạn như in trong kế hoạch"})
    series = fields.String(
        allow_none=True, metadata={"description": "giống nhau ở các lần của một nhiệm vụ lặp lại"}
    )
    combined_with_id = fields.Integer(allow_none=True)
    mandatory = fields.Boolean()
    locked = fields.List(fields.String())
    disposition = fields.Enum(Disposition, by_value=True)
    decline_reason = fields.String(allow_none=True)
    upstream_task_id = fields.Integer(allow_none=True)
    version = fields.Integer()


class TaskListOut(Schema):
    """The whole list of tasks of a plan; `edition` is what a leader names when issuing it."""

    tasks = fields.List(fields.Nested(TaskOut))
    edition = fields.String()
