"""Shape of joining a draft to a superior's plan, and of what is proposed for it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.lib import numbers
from app.lib.schemas import StrictSchema
from app.plans import policies
from app.plans.schemas.outputs import IssuerOut, TaskOut
from app.plans.terms import Answer, Ground

_ROW = "task-"


class ChoiceSchema(StrictSchema):
    """The superior's task behind one task of the draft; null for a task of the office's own."""

    task_id = fields.Integer(required=True)
    upstream_task_id = fields.Integer(required=True, allow_none=True)


class LinkSchema(StrictSchema):
    """The superior's plan that a draft carries out, task by task."""

    upstream_plan_id = fields.Integer(required=True)
    tasks = fields.List(
        fields.Nested(ChoiceSchema),
        required=True,
        validate=validate.Length(max=policies.MOST_TASKS),
    )
    edition = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=60),
        metadata={"description": "bản dự thảo đã xem; khác bản hiện có thì bị từ chối (412)"},
    )
    replace = fields.Boolean(
        load_default=False,
        metadata={"description": "thay dự thảo chưa sửa gì đã xây dựng từ kế hoạch đó"},
    )

    @post_load
    def as_arguments(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What the action takes."""
        choices = {one["task_id"]: one["upstream_task_id"] for one in data.pop("tasks")}
        return {**data, "choices": choices}


class UpstreamAnswerSchema(StrictSchema):
    """What becomes of a superior's task that the draft does not have."""

    answer = fields.Enum(Answer, by_value=True, required=True)
    decline_reason = fields.String(
        attribute="reason", load_default="", validate=validate.Length(max=1_000)
    )
    into_task_id = fields.Integer(allow_none=True, load_default=None)


class LinkQuery(StrictSchema):
    """For which superior's plan proposals are wanted."""

    upstream_plan_id = fields.Integer(required=True)


class CandidateOut(Schema):
    """A delivered plan that the draft may carry out, and why."""

    plan_id = fields.Integer(attribute="plan.id")
    issuer = fields.Nested(IssuerOut, attribute="arrived.issuer")
    title = fields.String(attribute="plan.title")
    number = fields.String(attribute="plan.number", allow_none=True)
    symbol = fields.String(attribute="plan.symbol")
    issued_on = fields.Date(attribute="plan.issued_on", allow_none=True)
    ground = fields.Enum(Ground, by_value=True)
    own_plan_id = fields.Integer(
        attribute="other.id",
        allow_none=True,
        dump_default=None,
        metadata={"description": "kế hoạch khác của đơn vị đã xây dựng từ kế hoạch đó"},
    )
    is_replaceable = fields.Boolean()


class LinkOut(Schema):
    """Which plan the draft carries out, what it may carry out, and what it lacks."""

    plan_id = fields.Integer()
    upstream_plan_id = fields.Integer(allow_none=True)
    candidates = fields.List(fields.Nested(CandidateOut))
    missing = fields.List(fields.Nested(TaskOut))


class ProposedOut(Schema):
    """The proposal for one task of the draft, its likeness in percent."""

    task_id = fields.Integer(attribute="task.id")
    text = fields.String(attribute="task.text")
    upstream_task_id = fields.Integer(
        attribute="match.upstream_id", allow_none=True, dump_default=None
    )
    score = fields.Integer(attribute="match.score", allow_none=True, dump_default=None)
    is_sure = fields.Boolean()


class ProposalOut(Schema):
    """The proposals for every task of the draft; `edition` is named when joining."""

    upstream_plan_id = fields.Integer(attribute="above.plan.id")
    edition = fields.String()
    tasks = fields.List(fields.Nested(ProposedOut), attribute="lines")
    left_over = fields.List(fields.Nested(TaskOut))


def link_form(form: Mapping[str, str]) -> dict[str, Any]:
    """The page of proposals as the data that `LinkSchema` takes."""
    chosen = {
        numbers.identifier(name.removeprefix(_ROW)): numbers.identifier(value)
        for name, value in form.items()
        if name.startswith(_ROW)
    }
    return {
        "upstream_plan_id": form.get("upstream_plan_id", ""),
        "tasks": [
            {"task_id": task, "upstream_task_id": source}
            for task, source in chosen.items()
            if task is not None
        ],
        "edition": form.get("edition") or None,
        "replace": "replace" in form,
    }
