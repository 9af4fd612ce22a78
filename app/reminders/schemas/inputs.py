"""What a person or a program may write of ladders and urgings."""

from typing import Any

from marshmallow import fields, post_load, validate

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
    Unit,
    UrgingForm,
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
        given = data.pop("audience")
        return Step(audience=tuple(one for one in Audience if one in given), **data)


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


class BelowQuery(StrictSchema):
    """Which late work below is wanted."""

    plan_id = fields.Integer(load_default=None)
    kind = fields.String(load_default=None, validate=validate.OneOf(list(BELOW_KINDS)))
    at_once = fields.Boolean(
        load_default=False,
        metadata={"description": "true: ngay sau hạn; false: theo bậc của thang nhắc việc"},
    )


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
