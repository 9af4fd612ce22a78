"""Shape of the coverage matrix, of one of its cells, and of the picture of all units."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate
from werkzeug.datastructures import MultiDict

from app.lib import dates
from app.lib.schemas import PageQuery
from app.plans.terms import Disposition
from app.progress.queries.coverage import AskedTask, CoverageFilter, UnitRow
from app.progress.terms import CascadeState, CoverageState, Pace, TaskStatus
from tenants.models import TenantKind

STATE = {"description": "xét theo thứ tự nêu ở đây: trạng thái đứng trước được ghi"}


def coverage_filter(arguments: MultiDict[str, str]) -> CoverageFilter:
    """The filters of the coverage matrix in an address; what makes no sense is left out."""
    quarter = arguments.get("quarter", type=int)
    return CoverageFilter(
        state=arguments.get("state", type=CoverageState),
        quarter=quarter if quarter in dates.QUARTERS else None,
        mandatory=arguments.get("mandatory") == "1",
        text=arguments.get("q", "").strip(),
    )


class CoverageQuery(PageQuery):
    """Which part of the matrix; a page is so many units."""

    state = fields.Enum(CoverageState, by_value=True, load_default=None, metadata=STATE)
    quarter = fields.Integer(load_default=None, validate=validate.OneOf(dates.QUARTERS))
    mandatory = fields.Boolean(load_default=False)
    q = fields.String(attribute="text", load_default="")


class AskedTaskSchema(Schema):
    """A task of the plan."""

    task_id = fields.Integer()
    number = fields.Integer()
    quarter = fields.Integer()
    text = fields.String()
    mandatory = fields.Boolean()


class CoverageCountsSchema(Schema):
    """Cells counted by state."""

    done = fields.Integer()
    declined = fields.Integer()
    overdue = fields.Integer()
    unanswered = fields.Integer()
    merged = fields.Integer()
    adapted = fields.Integer()
    kept = fields.Integer()


class FoundSchema(Schema):
    """One task with one unit."""

    task_id = fields.Integer()
    state = fields.Enum(CoverageState, by_value=True, metadata=STATE)
    progress = fields.Enum(CascadeState, by_value=True)
    answer = fields.Enum(Disposition, by_value=True, allow_none=True)
    percent = fields.Integer()
    is_late = fields.Boolean()


class UnitRowSchema(Schema):
    """A unit with its cells."""

    tenant_id = fields.Integer()
    name = fields.String()
    plan_id = fields.Integer(allow_none=True)
    cells = fields.List(fields.Nested(FoundSchema))


class CoverageMatrixSchema(Schema):
    """The coverage of a plan: tasks, and one page of units with their cells."""

    plan_id = fields.Integer()
    counts = fields.Nested(CoverageCountsSchema)
    mandatory_unanswered = fields.Integer()
    tasks = fields.List(fields.Nested(AskedTaskSchema))
    units = fields.List(fields.Nested(UnitRowSchema))
    page = fields.Integer()
    page_size = fields.Integer()
    total = fields.Integer()


def unit_row(unit: UnitRow, tasks: Sequence[AskedTask]) -> dict[str, Any]:
    """A unit with the cells of these tasks, as the API gives it."""
    cells = [{"task_id": task.task_id, **vars(unit.cells[task.task_id])} for task in tasks]
    return {**vars(unit), "cells": cells}


class PartSchema(Schema):
    """One task of a unit's own plan that answers the superior's."""

    task_id = fields.Integer(attribute="task.id")
    text = fields.String(attribute="task.text")
    quarter = fields.Integer(attribute="task.quarter")
    deadline_on = fields.Date(attribute="task.deadline_on", allow_none=True)
    disposition = fields.Enum(Disposition, by_value=True, attribute="task.disposition")
    decline_reason = fields.String(attribute="task.decline_reason", allow_none=True)
    merged_into_id = fields.Integer(attribute="task.merged_into_id", allow_none=True)
    into = fields.String(allow_none=True)
    status = fields.Enum(TaskStatus, by_value=True, allow_none=True)
    percent = fields.Integer()
    on = fields.Date(allow_none=True)
    evidence_count = fields.Integer()


class CoverageCellSchema(Schema):
    """What one unit made of one task, and how far it is."""

    task_id = fields.Integer(attribute="cell.task_id")
    tenant_id = fields.Integer(attribute="cell.tenant_id")
    tenant_name = fields.String(attribute="cell.tenant_name")
    state = fields.Enum(CoverageState, by_value=True, metadata=STATE)
    progress = fields.Enum(CascadeState, by_value=True, attribute="cell.state")
    percent = fields.Integer(attribute="cell.percent")
    is_late = fields.Boolean(attribute="cell.is_late")
    last_day = fields.Date(attribute="cell.last_day")
    answer = fields.Enum(Disposition, by_value=True, allow_none=True)
    plan_id = fields.Integer(allow_none=True)
    parts = fields.List(fields.Nested(PartSchema))


class WorkbookAskedSchema(Schema):
    """A spreadsheet that was asked for."""

    id = fields.Integer()
    title = fields.String()
    state = fields.String()


class TileSchema(Schema):
    """A unit in the picture."""

    tenant_id = fields.Integer()
    name = fields.String()
    kind = fields.Enum(TenantKind, by_value=True)
    has_sent = fields.Boolean()
    pace = fields.Enum(Pace, by_value=True)
    done = fields.Integer()
    owed = fields.Integer()
    late = fields.Integer()
    percent = fields.Integer()


class PaceCountsSchema(Schema):
    """Units counted by pace."""

    far_behind = fields.Integer()
    behind = fields.Integer()
    on_time = fields.Integer()
    finished = fields.Integer()
    nothing = fields.Integer()


class PictureSchema(Schema):
    """Every unit of a plan at a glance."""

    plan_id = fields.Integer()
    as_of = fields.Date()
    counts = fields.Nested(PaceCountsSchema)
    units = fields.List(fields.Nested(TileSchema))
