"""Shape of comparing a draft with the paper it was read from."""

from typing import Any

from marshmallow import Schema, fields, validate
from werkzeug.datastructures import MultiDict

from app.lib.schemas import StrictSchema
from app.plans import policies
from app.plans.schemas import forms
from app.plans.terms import Certainty, Found


class ReadingConfirmationSchema(StrictSchema):
    """Which parts of a draft were compared with the paper and are right."""

    keys = fields.List(
        fields.String(validate=validate.Length(max=40)),
        allow_none=True,
        load_default=None,
        validate=validate.Length(min=1, max=policies.MOST_TASKS + 1),
        metadata={"description": "head, task.<id>; null: toàn bộ dự thảo"},
    )


class CorrectionSchema(StrictSchema):
    """Which slip is set right; nothing for all that are safe."""

    place = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=60))
    printed = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))


class ReadFieldOut(Schema):
    """One field: its line in the source, how it was found, how sure the reader is."""

    name = fields.String()
    label = fields.String()
    line = fields.Integer(allow_none=True)
    found = fields.Enum(Found, by_value=True)
    certainty = fields.Enum(Certainty, by_value=True, attribute="found.certainty")
    reason = fields.String(attribute="found.label")
    is_changed = fields.Boolean()


class CardOut(Schema):
    """What is compared at one go: the head, or one task."""

    key = fields.String()
    title = fields.String()
    task_id = fields.Integer(attribute="task.id", allow_none=True, dump_default=None)
    is_checked = fields.Boolean()
    checked_by = fields.String(allow_none=True)
    checked_at = fields.DateTime(allow_none=True)
    fields_ = fields.Function(
        lambda card: ReadFieldOut(many=True).dump(list(card.fields.values())),
        data_key="fields",
        metadata={"type": "array", "items": {"type": "object"}},
    )


class SlipOut(Schema):
    """A slip in a draft; without `right` a person must decide."""

    place = fields.String()
    label = fields.String()
    code = fields.String()
    message = fields.String()
    printed = fields.String()
    right = fields.String(allow_none=True)


class ReviewOut(Schema):
    """The comparison of a draft with its paper."""

    plan_id = fields.Integer(attribute="plan.id")
    checked = fields.Integer()
    cards = fields.List(fields.Nested(CardOut))
    slips = fields.List(fields.Nested(SlipOut))


class CorrectedOut(Schema):
    """How many slips were set right."""

    corrected = fields.Integer()


def read_task_form(form: MultiDict[str, str]) -> dict[str, Any]:
    """The card of one task: what a paper says of it, and nothing else."""
    typed = forms.task(form)
    return {
        name: typed[name]
        for name in ("quarter", "text", "lead_office", "support_offices", "term")
        if name in typed
    }
