"""Shape of splitting and merging tasks, and of what subordinates added of their own."""

from marshmallow import Schema, fields, validate

from app.lib.schemas import StrictSchema
from app.plans import policies
from app.plans.actions import MOST_PARTS
from app.plans.schemas.inputs import required_text
from app.plans.schemas.outputs import TaskOut

MOST_MERGED = 60


class PartsSchema(StrictSchema):
    """The wording of each part of a superior's task; the first one words the row that is there."""

    texts = fields.List(
        required_text(policies.LONGEST_TEXT),
        required=True,
        validate=validate.Length(min=2, max=MOST_PARTS),
    )


class PartsOut(Schema):
    """The parts of a superior's task, in order."""

    parts = fields.List(fields.Nested(TaskOut))


class MergedSchema(StrictSchema):
    """Which tasks are carried out as this one: exactly these; an empty list takes all out."""

    task_ids = fields.List(
        fields.Integer(),
        attribute="merged_ids",
        required=True,
        validate=validate.Length(max=MOST_MERGED),
    )
    text = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=policies.LONGEST_TEXT),
        metadata={"description": "lời văn mới của nhiệm vụ nhận gộp; để trống: giữ nguyên"},
    )


class MergedOut(Schema):
    """A task, and those that were merged into it."""

    task = fields.Nested(TaskOut)
    merged = fields.List(fields.Nested(TaskOut))


class AdditionOut(Schema):
    """A task that a recipient added to its plan."""

    recipient_id = fields.Integer()
    recipient_name = fields.String()
    task = fields.Nested(TaskOut)


class AdditionGroupOut(Schema):
    """Added tasks that say the same."""

    text = fields.String()
    units = fields.Integer()
    items = fields.List(fields.Nested(AdditionOut))


class AdditionsOut(Schema):
    """What recipients added: one page of groups, the most widespread first; and the plan's own
    tasks that no superior asked for, where it was derived from a superior's."""

    tasks = fields.Integer()
    units = fields.Integer()
    groups = fields.List(fields.Nested(AdditionGroupOut))
    own = fields.List(fields.Nested(TaskOut))
    page = fields.Integer()
    pages = fields.Integer()


class AdditionsQuery(StrictSchema):
    """Which page of the groups; a page holds about 300 tasks and whole groups."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000))
