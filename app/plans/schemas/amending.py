"""Shape of amendments, revisions, and what subordinates make of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.lib import dates, wording
from app.lib.errors import Invalid
from app.lib.schemas import PageQuery, StrictSchema
from app.lib.years import WorkYear
from app.plans import policies
from app.plans.actions import LineContent, Settlement, Signature
from app.plans.policies.amending import LONGEST_REASON
from app.plans.queries import wording as deadline_wording
from app.plans.schemas import written
from app.plans.schemas.inputs import TaskSchema, line, required_text
from app.plans.schemas.outputs import IssuerOut
from app.plans.terms import (
    ChangeKind,
    Disposition,
    FieldChoice,
    MergeKind,
    MergeState,
    PlanState,
    RevisionCause,
    SigningCapacity,
)


class AmendmentSchema(StrictSchema):
    """Why an issued plan is amended."""

    reason = required_text(LONGEST_REASON)


class AmendedTaskSchema(TaskSchema):
    """A task as it is to be; of a changed one, what is not named stays as it is."""

    class Meta:
        """What is decided elsewhere is left out."""

        exclude = ("decline_reason", "combined_with_id")


class LineSchema(StrictSchema):
    """One change of an amendment."""

    change = fields.Enum(ChangeKind, by_value=True, required=True)
    id = fields.Integer(
        allow_none=True,
        load_default=None,
        metadata={"description": "dòng bổ sung đã ghi trước đó; để trống: dòng mới"},
    )
    task_id = fields.Integer(
        allow_none=True,
        load_default=None,
        metadata={"description": "nhiệm vụ được sửa hoặc bãi bỏ"},
    )
    task = fields.Nested(
        AmendedTaskSchema(partial=True),
        allow_none=True,
        load_default=None,
        metadata={"description": "nội dung mới; không ghi khi bãi bỏ"},
    )


class LinesSchema(StrictSchema):
    """Everything that a draft changes, in its order."""

    lines = fields.List(
        fields.Nested(LineSchema),
        required=True,
        validate=validate.Length(max=policies.MOST_TASKS),
    )


def as_line(given: Mapping[str, Any], year: WorkYear) -> LineContent:
    """One change as the action takes it. Raises Invalid at the field at fault."""
    task, change = given["task"], given["change"]
    if change is not ChangeKind.WITHDRAW and not task:
        raise Invalid(wording.REQUIRED, "text")
    if change is ChangeKind.ADD and not task.get("text"):
        raise Invalid(wording.REQUIRED, "text")
    content = None
    if change is ChangeKind.ADD:
        content = written.content(task, year)
    elif change is ChangeKind.CHANGE:
        changes = written.changes(task, year)
        content = written.part_of(changes)
    ids = {"task_id": given["task_id"] if change is not ChangeKind.ADD else None}
    return LineContent(change=change, id=given["id"], content=content, **ids)


def as_lines(given: Sequence[Mapping[str, Any]], year: WorkYear) -> list[LineContent]:
    """All changes as the action takes them. Raises Invalid at `lines.<index>.<field>`."""
    made: list[LineContent] = []
    faults: dict[str, list[str]] = {}
    for index, one in enumerate(given):
        try:
            made.append(as_line(one, year))
        except Invalid as error:
            faults |= {f"lines.{index}.{name}": said for name, said in error.fields.items()}
    if faults:
        raise Invalid(fields=faults)
    return made


class AmendmentIssuanceSchema(StrictSchema):
    """What a leader decides when issuing an amendment."""

    number = line(20, load_default=None, metadata={"description": "để trống: số tiếp theo"})
    issued_on = fields.Date(required=True)
    signing_capacity = fields.Enum(SigningCapacity, by_value=True, required=True)
    signer_name = required_text(100)
    version = fields.Integer(
        allow_none=True,
        load_default=None,
        metadata={"description": "bản đã xem; khác bản hiện có thì bị từ chối (412)"},
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
        return {"signature": signature, "version": data["version"]}


class OtherSchema(StrictSchema):
    """The third wording of fields in conflict."""

    text = line(policies.LONGEST_TEXT)
    quarter = fields.Integer(allow_none=True, validate=validate.OneOf(dates.QUARTERS))
    deadline = line(200, metadata={"description": "bằng chữ: “trước ngày 07/8”, “quý III”"})
    lead_office = line(200)
    support_offices = fields.List(fields.String(validate=validate.Length(min=1, max=200)))
    requested_offices = fields.List(fields.String(validate=validate.Length(min=1, max=200)))


class ChoicesSchema(StrictSchema):
    """How each field in conflict is decided: theirs, mine, other."""

    text = fields.Enum(FieldChoice, by_value=True)
    quarter = fields.Enum(FieldChoice, by_value=True)
    deadline = fields.Enum(FieldChoice, by_value=True)
    lead_office = fields.Enum(FieldChoice, by_value=True)
    support_offices = fields.Enum(FieldChoice, by_value=True)
    requested_offices = fields.Enum(FieldChoice, by_value=True)


class SettlementSchema(StrictSchema):
    """The answer to one task of a superior's amendment."""

    follows = fields.Boolean(
        allow_none=True,
        load_default=None,
        metadata={"description": "nhiệm vụ bổ sung, bãi bỏ: có làm theo cấp trên không"},
    )
    choices = fields.Nested(ChoicesSchema, load_default=dict)
    others = fields.Nested(OtherSchema, load_default=dict)
    reason = fields.String(load_default="", validate=validate.Length(max=LONGEST_REASON))


def as_settlement(given: Mapping[str, Any], year: WorkYear) -> Settlement:
    """An answer as the action takes it. Raises Invalid at "other_deadline"."""
    others = {name: value for name, value in given["others"].items() if value not in (None, "")}
    if "deadline" in others:
        others["deadline"] = _deadline(others["deadline"], year)
    return Settlement(
        follows=given["follows"],
        choices=given["choices"],
        others=others,
        reason=given["reason"],
    )


def _deadline(text: str, year: WorkYear) -> dict[str, Any]:
    try:
        due = deadline_wording.fields(text, year)
    except Invalid as error:
        raise Invalid(error.message, "other_deadline") from error
    return {
        "on": due["deadline_on"].isoformat() if due["deadline_on"] else None,
        "inclusive": due["deadline_inclusive"],
        "precision": due["deadline_precision"].value,
        "tentative": due["tentative"],
    }


class FieldDifferenceOut(Schema):
    """One field that differs, in words."""

    name = fields.String()
    label = fields.String()
    before = fields.String()
    after = fields.String()


class TaskDifferenceOut(Schema):
    """One task that was changed, added or withdrawn."""

    change = fields.Enum(ChangeKind, by_value=True)
    task_id = fields.Integer(attribute="content.id", allow_none=True)
    text = fields.String()
    fields_ = fields.List(fields.Nested(FieldDifferenceOut), attribute="fields", data_key="fields")


class LineOut(Schema):
    """One change of an amendment."""

    id = fields.Integer(attribute="line.id")
    change = fields.Enum(ChangeKind, by_value=True)
    task_id = fields.Integer(attribute="line.task_id", allow_none=True)
    before = fields.Dict(attribute="line.before", allow_none=True)
    after = fields.Dict(attribute="line.after", allow_none=True)
    difference = fields.Nested(TaskDifferenceOut)


class AmendmentOut(Schema):
    """An amendment without its changes."""

    id = fields.Integer()
    plan_id = fields.Integer()
    state = fields.Enum(PlanState, by_value=True)
    reason = fields.String()
    revision = fields.Integer(allow_none=True)
    number = fields.String(allow_none=True)
    symbol = fields.String()
    issued_on = fields.Date(allow_none=True)
    issued_at = fields.DateTime(allow_none=True)
    signer_name = fields.String(allow_none=True)
    signer_position = fields.String(allow_none=True)
    version = fields.Integer()


class WholeAmendmentOut(AmendmentOut):
    """An amendment with everything that it changes."""

    lines = fields.List(fields.Nested(LineOut))


class AmendmentListOut(Schema):
    """The amendments of a plan."""

    items = fields.List(fields.Nested(AmendmentOut))


class RevisionOut(Schema):
    """One revision of a plan."""

    revision = fields.Integer()
    cause = fields.Enum(RevisionCause, by_value=True)
    issued_at = fields.DateTime()
    sha256 = fields.String()
    amendment_id = fields.Integer(attribute="amendment.id", allow_none=True)


class RevisionListOut(Schema):
    """The history of a plan, the newest first."""

    items = fields.List(fields.Nested(RevisionOut))


class RevisionContentOut(Schema):
    """The whole plan as a revision froze it, with its check sum."""

    plan_id = fields.Integer()
    revision = fields.Integer()
    cause = fields.Enum(RevisionCause, by_value=True)
    issued_at = fields.DateTime()
    sha256 = fields.String()
    content = fields.Dict()


class DifferenceQuery(StrictSchema):
    """With which earlier revision; left out: the one before."""

    base = fields.Integer(load_default=None, allow_none=True)


class DifferenceOut(Schema):
    """What differs between two revisions."""

    base = fields.Integer()
    revision = fields.Integer()
    tasks = fields.List(fields.Nested(TaskDifferenceOut))


class AnswerQuery(PageQuery):
    """Which answers."""

    state = fields.Enum(MergeState, by_value=True, load_default=None, allow_none=True)
    tenant_id = fields.Integer(load_default=None, allow_none=True)


class RecipientAnswersOut(Schema):
    """One recipient of a revision, in numbers."""

    tenant_id = fields.Integer()
    name = fields.String()
    derived_at = fields.DateTime(allow_none=True)
    done = fields.Integer(metadata={"description": "đã cập nhật, không cần quyết định"})
    open = fields.Integer(metadata={"description": "chờ đơn vị quyết định"})
    answered = fields.Integer(metadata={"description": "đơn vị đã quyết định"})


class AnswerLineOut(Schema):
    """What one recipient did with one task."""

    tenant = fields.Nested(IssuerOut)
    task_id = fields.Integer(attribute="receipt.upstream_task_id")
    kind = fields.Enum(MergeKind, by_value=True)
    state = fields.Enum(MergeState, by_value=True, attribute="receipt.state")
    fields_ = fields.Dict(attribute="receipt.fields", data_key="fields")
    reason = fields.String(attribute="receipt.reason", allow_none=True)
    received_at = fields.DateTime(attribute="receipt.sent_at")
    answered_at = fields.DateTime(attribute="receipt.answered_at", allow_none=True)


class AnswersOut(Schema):
    """What became of a revision below: by recipient, and one page of single answers."""

    states = fields.Dict(keys=fields.String(), values=fields.Integer())
    recipients = fields.List(fields.Nested(RecipientAnswersOut))
    items = fields.List(fields.Nested(AnswerLineOut))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


class MergedFieldOut(Schema):
    """One field of a merge, in words."""

    name = fields.String()
    label = fields.String()
    base = fields.String()
    theirs = fields.String()
    mine = fields.String()
    outcome = fields.String()
    choice = fields.String(allow_none=True)


class MergeOut(Schema):
    """One task of a superior's amendment against the own plan."""

    id = fields.Integer(attribute="merge.id")
    plan_id = fields.Integer(attribute="merge.plan_id")
    task_id = fields.Integer(attribute="merge.task_id", allow_none=True)
    upstream_task_id = fields.Integer(attribute="merge.upstream_task_id")
    revision = fields.Integer(attribute="merge.revision")
    kind = fields.Enum(MergeKind, by_value=True, attribute="merge.kind")
    state = fields.Enum(MergeState, by_value=True, attribute="merge.state")
    text = fields.String()
    disposition = fields.Enum(
        Disposition, by_value=True, attribute="task.disposition", allow_none=True
    )
    fields_ = fields.List(fields.Nested(MergedFieldOut), attribute="fields", data_key="fields")
    reason = fields.String(attribute="merge.reason", allow_none=True)
    answered_at = fields.DateTime(attribute="merge.answered_at", allow_none=True)
    answered_by = fields.String(attribute="merge.answered_by_name", allow_none=True)
    version = fields.Integer(attribute="merge.version")


class MergeListOut(Schema):
    """What superiors' amendments did to an own plan."""

    items = fields.List(fields.Nested(MergeOut))
