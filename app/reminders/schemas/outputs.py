"""What the API says of ladders, late work, digests and urgings."""

from marshmallow import Schema, fields

from app.reminders.terms import (
    Audience,
    IssuedAs,
    Side,
    SubjectKind,
    Unit,
    UrgingForm,
    UrgingState,
)


class StepOut(Schema):
    """One step with its words."""

    side = fields.Enum(Side, by_value=True)
    days = fields.Integer()
    unit = fields.Enum(Unit, by_value=True)
    audience = fields.List(fields.Enum(Audience, by_value=True))
    by_notice = fields.Boolean()
    by_mail = fields.Boolean()
    label = fields.String(metadata={"example": "Trước hạn 7 ngày"})


class LadderOut(Schema):
    """The ladder that holds."""

    steps = fields.List(fields.Nested(StepOut))
    hour = fields.Integer()
    version = fields.Integer(metadata={"description": "0: thang thường dùng, chưa sửa"})


class CountOut(Schema):
    """How much one step will remind of until the end of the year."""

    label = fields.String()
    count = fields.Integer()


class PreviewOut(Schema):
    """What steps will remind of."""

    steps = fields.List(fields.Nested(CountOut))


class LateUnitOut(Schema):
    """A subordinate with something late."""

    tenant_id = fields.Integer()
    name = fields.String()
    tasks = fields.Integer()
    earliest = fields.Date(allow_none=True)
    plan_due_on = fields.Date(allow_none=True)
    reports = fields.List(fields.String(), metadata={"description": "báo cáo chưa gửi"})
    returned = fields.List(
        fields.String(), metadata={"description": "báo cáo bị trả lại, chưa gửi lại"}
    )
    urgings = fields.Integer()
    last_urged_on = fields.Date(allow_none=True)


class LateTaskOut(Schema):
    """A task with which subordinates are late."""

    task_id = fields.Integer()
    number = fields.Integer()
    text = fields.String()
    last_day = fields.Date()
    units = fields.Integer()


class BelowOut(Schema):
    """What is late below with one plan."""

    plan_id = fields.Integer(allow_none=True)
    latest = fields.Date(allow_none=True, metadata={"description": "tính các việc có hạn đến ngày"})
    units = fields.List(fields.Nested(LateUnitOut))
    tasks = fields.List(fields.Nested(LateTaskOut))


class SubjectOut(Schema):
    """A piece of work with its last day."""

    kind = fields.Enum(SubjectKind, by_value=True)
    id = fields.Integer()
    last_day = fields.Date()
    text = fields.String()
    path = fields.String()


class NewsOut(Schema):
    """A notice that is new."""

    text = fields.String()
    path = fields.String(allow_none=True)
    sender = fields.String()
    sent_at = fields.DateTime()


class DigestOut(Schema):
    """What one finds in the morning."""

    due = fields.List(fields.Nested(SubjectOut))
    late = fields.List(fields.Nested(SubjectOut))
    news = fields.List(fields.Nested(NewsOut))


class UrgedOut(Schema):
    """A subordinate that is urged."""

    tenant_id = fields.Integer()
    name = fields.String()
    sent_at = fields.DateTime(allow_none=True)
    seen_at = fields.DateTime(allow_none=True)


class UrgingOut(Schema):
    """An urging."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    form = fields.Enum(UrgingForm, by_value=True)
    state = fields.Enum(UrgingState, by_value=True)
    plan_id = fields.Integer(allow_none=True)
    subject = fields.String()
    body = fields.String()
    reply_on = fields.Date(allow_none=True)
    issued_as = fields.Enum(IssuedAs, by_value=True)
    symbol = fields.String()
    place = fields.String()
    recipients = fields.List(fields.Dict())
    units = fields.List(fields.Dict(), metadata={"description": "phụ lục như đã gửi"})
    number = fields.String(allow_none=True)
    issued_on = fields.Date(allow_none=True)
    issued_at = fields.DateTime(allow_none=True)
    signer_position = fields.String(allow_none=True)
    signer_name = fields.String(allow_none=True)
    version = fields.Integer()


class UrgingLineOut(Schema):
    """An urging in the issuer's list."""

    id = fields.Integer(attribute="urging.id")
    form = fields.Enum(UrgingForm, by_value=True, attribute="urging.form")
    state = fields.Enum(UrgingState, by_value=True, attribute="urging.state")
    plan_id = fields.Integer(attribute="urging.plan_id", allow_none=True)
    subject = fields.String(attribute="urging.subject")
    number = fields.String(attribute="urging.number", allow_none=True)
    symbol = fields.String(attribute="urging.symbol")
    issued_on = fields.Date(attribute="urging.issued_on", allow_none=True)
    units = fields.Integer()
    seen = fields.Integer()


class UrgingListOut(Schema):
    """One page of urgings."""

    items = fields.List(fields.Nested(UrgingLineOut))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class IncomingUrgingOut(Schema):
    """An urging that came."""

    id = fields.Integer(attribute="urging.id")
    form = fields.Enum(UrgingForm, by_value=True, attribute="urging.form")
    subject = fields.String(attribute="urging.subject")
    reference = fields.String(attribute="urging.reference")
    reply_on = fields.Date(attribute="urging.reply_on", allow_none=True)
    issuer = fields.String(attribute="issuer.name")
    sent_at = fields.DateTime()
    seen_at = fields.DateTime(allow_none=True)


class IncomingUrgingListOut(Schema):
    """One page of urgings that came."""

    items = fields.List(fields.Nested(IncomingUrgingOut))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class UrgedListOut(Schema):
    """Whom an urging is for."""

    items = fields.List(fields.Nested(UrgedOut))


class DrawingOut(Schema):
    """A letter that was asked for; its own resource tells how far it is."""

    id = fields.Integer()
    title = fields.String()
    state = fields.String(metadata={"description": "queued, running, done hoặc failed"})
