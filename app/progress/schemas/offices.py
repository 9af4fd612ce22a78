"""The work of offices and what they report, as the API says it."""

from typing import Any

from marshmallow import Schema, fields, validate

from app.lib.schemas import LARGEST, StrictSchema
from app.plans.policies import FIRST_YEAR, LAST_YEAR
from app.plans.terms import Part
from app.progress.queries.offices import Desk, Voice, Workload
from app.progress.schemas.coverage import WorkbookAskedSchema
from app.progress.schemas.recording import ProgressEntrySchema, ProgressSchema
from app.progress.terms import TaskStatus

PART = {"description": "lead (chủ trì), support (phối hợp), requested (đề nghị)"}


class OfficeYearQuery(StrictSchema):
    """Which year's work is meant."""

    year = fields.Integer(required=True, validate=validate.Range(FIRST_YEAR, LAST_YEAR))


class OfficeReportInSchema(ProgressEntrySchema):
    """What an office says of its part in a task."""

    class Meta(StrictSchema.Meta):
        """The office is named by its id."""

        exclude = ("office_name",)

    office_id = fields.Integer(required=True, validate=validate.Range(1, LARGEST))


class OfficeReportSchema(Schema):
    """The last word of an office."""

    id = fields.Integer()
    status = fields.Enum(TaskStatus, by_value=True)
    percent = fields.Integer()
    on = fields.Date()
    note = fields.String(allow_none=True)
    recorded_by_name = fields.String()
    created_at = fields.DateTime()


class OfficePaperSchema(WorkbookAskedSchema):
    """The list of an office that was asked for on paper; its own resource tells how far it is."""


class VoiceSchema(Schema):
    """One office with a part in a task."""

    office_id = fields.Integer()
    office_name = fields.String()
    part = fields.Enum(Part, by_value=True, metadata=PART)
    report = fields.Nested(OfficeReportSchema, allow_none=True)


class OfficeTaskSchema(Schema):
    """One task on the table of an office."""

    part = fields.Enum(Part, by_value=True, metadata=PART)
    task = fields.Nested(ProgressSchema)
    report = fields.Nested(OfficeReportSchema, allow_none=True, attribute="word")


class DeskSchema(Schema):
    """What one office has to do in a year."""

    office_id = fields.Integer()
    office_name = fields.String()
    year = fields.Integer()
    tasks = fields.List(fields.Nested(OfficeTaskSchema))


class WorkloadSchema(Schema):
    """How much one office has to do, and how far it is with what it leads."""

    office_id = fields.Integer()
    office_name = fields.String()
    lead = fields.Integer(metadata={"description": "số nhiệm vụ chủ trì"})
    done = fields.Integer(metadata={"description": "trong đó đã hoàn thành"})
    late = fields.Integer(metadata={"description": "trong đó trễ hạn"})
    support = fields.Integer()
    requested = fields.Integer()


def voice(one: Voice) -> dict[str, Any]:
    """An office of a task as the API gives it."""
    return {
        "office_id": one.office.id,
        "office_name": one.office.name,
        "part": one.part,
        "report": one.word,
    }


def desk(one: Desk) -> dict[str, Any]:
    """The work of an office as the API gives it."""
    return {
        "office_id": one.office.id,
        "office_name": one.office.name,
        "year": one.year,
        "tasks": one.tasks,
    }


def workload(one: Workload) -> dict[str, Any]:
    """The load of an office as the API gives it."""
    return {
        "office_id": one.office.id,
        "office_name": one.office.name,
        "lead": one.lead.total,
        "done": one.lead.count(TaskStatus.DONE),
        "late": one.lead.late,
        "support": one.support,
        "requested": one.requested,
    }
