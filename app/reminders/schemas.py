"""Shape of the ladder, the list of those late, digests and urgings, for pages and API."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, validate
from werkzeug.datastructures import MultiDict

from app.lib import wording
from app.lib.schemas import PageQuery, StrictSchema
from app.plans.terms import SigningCapacity
from app.reminders.actions import Signing, UrgingContent
from app.reminders.policies import MOST_STEPS
from app.reminders.queries.below import BELOW_KINDS
from app.reminders.terms import (
    DEFAULT_HOUR,
    Audience,
    IssuedAs,
    Side,
    Step,
    SubjectKind,
    Unit,
    UrgingForm,
    UrgingState,
)

MOST_UNITS = 5_000
HOURS = validate.Range(5, 20)
NOT_EMPTY = validate.Length(min=1, error=wording.REQUIRED)


class StepSchema(StrictSchema):
    """One step of a ladder."""

    side = fields.Enum(Side, by_value=True, required=True)
    days = fields.Integer(required=True, validate=validate.Range(0, 60))
    unit = fields.Enum(Unit, by_value=True, load_default=Unit.DAY)
    audience = fields.List(
        fields.Enum(Audience, by_value=True),
        required=True,
        validate=validate.Length(max=len(Audience)),
        metadata={"description": "below: danh sách cấp dưới chậm hạn (chỉ đơn vị có cấp dưới)"},
    )
    by_notice = fields.Boolean(load_default=True)
    by_mail = fields.Boolean(load_default=False)

    @post_load
    def as_step(self, data: dict[str, Any], **_: Any) -> Step:
        """The step, its audience in the usual order."""
        chosen = tuple(one for one in Audience if one in data.pop("audience"))
        return Step(audience=chosen, **data)


class LadderSchema(StrictSchema):
    """A whole ladder."""

    steps = fields.List(
        fields.Nested(StepSchema), required=True, validate=validate.Length(max=MOST_STEPS)
    )
    hour = fields.Integer(
        load_default=DEFAULT_HOUR,
        validate=HOURS,
        metadata={"description": "giờ nhắc trong ngày, theo giờ Việt Nam"},
    )


class PreviewSchema(StrictSchema):
    """Steps to be tried out on this year's work."""

    steps = fields.List(
        fields.Nested(StepSchema), required=True, validate=validate.Length(max=MOST_STEPS)
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


class BelowQuery(StrictSchema):
    """Which late work below is wanted."""

    plan_id = fields.Integer(load_default=None)
    kind = fields.String(load_default=None, validate=validate.OneOf(list(BELOW_KINDS)))
    at_once = fields.Boolean(
        load_default=False,
        metadata={"description": "true: ngay sau hạn; false: theo bậc của thang nhắc việc"},
    )


class LateUnitOut(Schema):
    """A subordinate with something late."""

    tenant_id = fields.Integer()
    name = fields.String()
    tasks = fields.Integer()
    earliest = fields.Date(allow_none=True)
    plan_due_on = fields.Date(allow_none=True)
    reports = fields.List(fields.String())
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


class RecipientSchema(StrictSchema):
    """One line of "Nơi nhận"."""

    name = fields.String(required=True, validate=[NOT_EMPTY, validate.Length(max=300)])
    purpose = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=100))


class UrgingSchema(StrictSchema):
    """An urging as it is written."""

    form = fields.Enum(UrgingForm, by_value=True, required=True)
    subject = fields.String(
        required=True,
        validate=[NOT_EMPTY, validate.Length(max=500)],
        metadata={"description": "trích yếu, sau “V/v”"},
    )
    body = fields.String(required=True, validate=[NOT_EMPTY, validate.Length(max=10_000)])
    unit_ids = fields.List(
        fields.Integer(), required=True, validate=validate.Length(min=1, max=MOST_UNITS)
    )
    plan_id = fields.Integer(allow_none=True, load_default=None)
    reply_on = fields.Date(allow_none=True, load_default=None)
    issued_as = fields.Enum(IssuedAs, by_value=True, required=True)
    symbol = fields.String(
        required=True,
        validate=validate.Regexp(
            r"[A-ZĐ][\w&.-]{0,58}\Z", error="Ký hiệu gồm chữ cái, số và gạch nối, ví dụ UBND-NV."
        ),
    )
    place = fields.String(required=True, validate=[NOT_EMPTY, validate.Length(max=100)])
    recipients = fields.List(
        fields.Nested(RecipientSchema), load_default=list, validate=validate.Length(max=100)
    )

    @post_load
    def as_content(self, data: dict[str, Any], **_: Any) -> UrgingContent:
        """What the action takes; each unit once."""
        data["unit_ids"] = list(dict.fromkeys(data["unit_ids"]))
        return UrgingContent(**data)


class SigningSchema(StrictSchema):
    """Who signs a letter, and under which number."""

    number = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=20),
        metadata={"description": "để trống: số tiếp theo"},
    )
    issued_on = fields.Date(required=True)
    signing_capacity = fields.Enum(SigningCapacity, by_value=True, required=True)
    signer_name = fields.String(required=True, validate=[NOT_EMPTY, validate.Length(max=100)])

    @post_load
    def as_signing(self, data: dict[str, Any], **_: Any) -> Signing:
        """What the action takes."""
        return Signing(
            issued_on=data["issued_on"],
            capacity=data["signing_capacity"],
            name=data["signer_name"],
            number=data["number"],
        )


class UrgingQuery(PageQuery):
    """Which urgings are wanted."""

    plan_id = fields.Integer(load_default=None)
    unit_id = fields.Integer(load_default=None)


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


Form = MultiDict[str, str]
STEP_WORDS = ("side", "unit")
BELOW = "below-"


def ladder_form(form: Form) -> dict[str, Any]:
    """The form of a ladder; rows without a number of days are left out."""
    rows = [f"steps-{index}-" for index in range(MOST_STEPS * 3)]
    steps = [_step(form, row) for row in rows if form.get(f"{row}days", "").strip()]
    if form.get(f"{BELOW}days", "").strip():
        below = _step(form, BELOW)
        steps.append({**below, "side": Side.AFTER.value, "audience": [Audience.BELOW.value]})
    return {"steps": steps, "hour": form.get("hour", "").strip()}


def _step(form: Mapping[str, str], row: str) -> dict[str, Any]:
    people = (Audience.OFFICER, Audience.LEADER)
    return {
        "side": form.get(f"{row}side", ""),
        "days": form.get(f"{row}days", "").strip(),
        "unit": form.get(f"{row}unit", ""),
        "audience": [one.value for one in people if f"{row}{one.value}" in form],
        "by_notice": f"{row}by_notice" in form,
        "by_mail": f"{row}by_mail" in form,
    }


def urging_form(form: Form) -> dict[str, Any]:
    """The form of an urging."""
    names = ("form", "subject", "issued_as", "symbol", "place")
    lines = [line.strip() for line in form.get("recipients", "").splitlines()]
    return {
        **{name: form.get(name, "").strip() for name in names},
        "body": form.get("body", "").replace("\r\n", "\n").strip(),
        "unit_ids": form.getlist("unit_ids"),
        "plan_id": form.get("plan_id", "").strip() or None,
        "reply_on": form.get("reply_on", "").strip() or None,
        "recipients": [_recipient(line) for line in lines if line],
    }


def _recipient(line: str) -> dict[str, str | None]:
    """ "Sở Nội vụ (b/c)" as name and purpose."""
    name, mark, purpose = line.removesuffix(")").rpartition(" (")
    if line.endswith(")") and mark:
        return {"name": name, "purpose": purpose}
    return {"name": line, "purpose": None}


def recipient_lines(recipients: list[dict[str, Any]]) -> str:
    """ "Nơi nhận" as it is typed: one a line, the purpose in brackets."""
    return "\n".join(
        f"{one['name']} ({one['purpose']})" if one.get("purpose") else one["name"]
        for one in recipients
    )


def signing_form(form: Form) -> dict[str, Any]:
    """The form of signing a letter."""
    names = ("issued_on", "signing_capacity", "signer_name")
    return {
        **{name: form.get(name, "").strip() for name in names},
        "number": form.get("number", "").strip() or None,
    }
