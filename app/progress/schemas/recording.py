"""Shape of what is recorded on tasks, and of their roll-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate
from werkzeug.datastructures import FileStorage, MultiDict

from app.lib import clock, dates, numbers
from app.lib.errors import Invalid
from app.lib.pages import LARGEST
from app.lib.schemas import PageQuery, StrictSchema, load
from app.progress import policies
from app.progress.actions import Entry, Upload
from app.progress.queries import Filter
from app.progress.terms import CascadeState, TaskStatus

PERCENT_MISSING = "Cần ghi tỷ lệ, từ 0 đến 99."
STATUS = fields.Enum(TaskStatus, by_value=True)


class Day(fields.Date):
    """A day as a program writes it (2026-03-05) or a person (05/03/2026)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            return dates.parse(str(value))
        except Invalid as error:
            raise ValidationError(error.message) from error


class ProgressEntrySchema(StrictSchema):
    """The state of a task as it is recorded."""

    status = fields.Enum(TaskStatus, by_value=True, required=True)
    percent = fields.Integer(
        strict=True,
        allow_none=True,
        load_default=None,
        metadata={"description": "0–100; bỏ trống khi hoàn thành (100) hoặc chưa thực hiện (0)"},
    )
    on = Day(load_default=None, allow_none=True, metadata={"description": "mặc định là hôm nay"})
    note = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=policies.LONGEST_NOTE),
        metadata={"description": "ghi chú nội bộ, không gửi lên cấp trên"},
    )
    office_name = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=policies.LONGEST_OFFICE)
    )


class EntryForm(ProgressEntrySchema):
    """The same from a page: numbers come as text, empty boxes as empty text."""

    percent = fields.Integer(load_default=None, allow_none=True)
    version = fields.Integer(load_default=0)

    @pre_load
    def leave_out_empty(self, data: Any, **_: Any) -> Any:
        """An empty box says nothing."""
        known = {name: value for name, value in data.items() if value.strip()}
        known.pop("csrf_token", None)
        return known


def entry(task_id: int, version: int, data: Mapping[str, Any]) -> Entry:
    """The loaded data as an entry. Raises Invalid where the status leaves the percentage open."""
    status: TaskStatus = data["status"]
    percent = data["percent"] if data["percent"] is not None else status.fixed_percent
    if percent is None:
        raise Invalid(PERCENT_MISSING, "percent")
    return Entry(
        task_id=task_id,
        version=version,
        status=status,
        percent=percent,
        on=data["on"] or clock.today(),
        note=data["note"],
        office_name=data["office_name"],
    )


def entry_from_form(task_id: int, form: MultiDict[str, str]) -> Entry:
    """The form of a task as an entry: a status that says its own percentage wins over the box."""
    data = load(EntryForm(), form.to_dict())
    if data["status"].fixed_percent is not None:
        data["percent"] = None
    return entry(task_id, data["version"], data)


def entries_from_form(form: MultiDict[str, str]) -> list[Entry]:
    """The rows of the quick form that were changed; the date and the note stand for all of them.

    Raises Invalid at `tasks-<task id>-<field>` for a row, or at the field for what is common.
    """
    common = {name: form.get(name, "") for name in ("on", "note", "office_name")}
    wrong: dict[str, list[str]] = {}
    entries = []
    for number in changed_rows(form):
        row = {
            name: form.get(f"tasks-{number}-{name}", "")
            for name in ("status", "percent", "version")
        }
        try:
            entries.append(entry_from_form(number, MultiDict({**common, **row})))
        except Invalid as error:
            wrong |= {
                name if name in common else f"tasks-{number}-{name}": said
                for name, said in error.fields.items()
            }
    if wrong:
        raise Invalid(fields=wrong)
    return entries


def changed_rows(form: Mapping[str, str]) -> list[int]:
    """The tasks of the quick form whose state is no longer what the page showed."""
    parts = (name.split("-") for name in form)
    rows = (numbers.identifier(one[1]) for one in parts if one[::2] == ["tasks", "was"])
    return [row for row in rows if row and form.get(f"tasks-{row}-was") != _shown(form, row)]


def _shown(form: Mapping[str, str], number: int) -> str:
    status = form.get(f"tasks-{number}-status", "")
    return f"{status}:{form.get(f'tasks-{number}-percent', '').strip()}"


@dataclass(frozen=True)
class Chosen:
    """What the filters of the board ask for."""

    year: int | None
    filter: Filter

    def as_arguments(self) -> dict[str, Any]:
        """The same as the arguments of an address."""
        chosen = self.filter
        given = {
            "year": self.year,
            "quarter": chosen.quarter,
            "status": chosen.status.value if chosen.status else None,
            "office": chosen.office,
            "late": 1 if chosen.late else None,
            "plan": chosen.plan_id,
        }
        return {name: value for name, value in given.items() if value is not None}


def chosen(arguments: MultiDict[str, str]) -> Chosen:
    """The filters in an address; what makes no sense is left out."""
    quarter = arguments.get("quarter", type=int)
    return Chosen(
        year=arguments.get("year", type=int),
        filter=Filter(
            quarter=quarter if quarter in dates.QUARTERS else None,
            status=arguments.get("status", type=TaskStatus),
            office=arguments.get("office") or None,
            late=arguments.get("late") == "1",
            plan_id=arguments.get("plan", type=int),
        ),
    )


def uploads(files: Sequence[FileStorage], caption: str) -> list[Upload]:
    """The files that were chosen; with several, the caption stands before each file's name."""
    given = [file for file in files if file.filename]
    caption = caption.strip()
    return [
        Upload(
            name=file.filename or "",
            content=file.read(),
            caption=f"{caption} ({file.filename})" if caption and len(given) > 1 else caption,
        )
        for file in given
    ]


class RollupPageArguments(PageQuery):
    """Which part of a long list."""

    page_size = fields.Integer(load_default=100, validate=validate.Range(1, LARGEST))


class TaskEvidenceUpload(StrictSchema):
    """What the evidence shows; the files travel beside it."""

    caption = fields.String(load_default="", validate=validate.Length(max=policies.LONGEST_CAPTION))


class TaskEvidenceFiles(StrictSchema):
    """The files of evidence."""

    files = fields.List(
        fields.Raw(metadata={"type": "string", "format": "binary"}),
        required=True,
        validate=validate.Length(min=1),
    )


class ProgressSchema(Schema):
    """The state of a task."""

    task_id = fields.Integer()
    plan_id = fields.Integer()
    number = fields.Integer(metadata={"description": "số thứ tự như in trong kế hoạch"})
    quarter = fields.Integer()
    text = fields.String()
    lead_office = fields.String(allow_none=True)
    support_offices = fields.List(fields.String())
    mandatory = fields.Boolean()
    upstream_task_id = fields.Integer(allow_none=True)
    last_day = fields.Date(metadata={"description": "ngày cuối cùng còn trong hạn"})
    status = STATUS
    percent = fields.Integer()
    on = fields.Date(allow_none=True)
    is_late = fields.Boolean()
    evidence_count = fields.Integer()
    recorded_at = fields.DateTime(allow_none=True)
    version = fields.Integer(metadata={"description": "0 khi chưa ghi lần nào"})


class ProgressHistorySchema(Schema):
    """One entry of the history, with the internal note."""

    id = fields.Integer()
    status = STATUS
    percent = fields.Integer()
    on = fields.Date()
    office_name = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    recorded_by_name = fields.String()
    created_at = fields.DateTime()


class TaskProgressSchema(ProgressSchema):
    """The state of a task with its history."""

    history = fields.List(fields.Nested(ProgressHistorySchema))


class PlanProgressSchema(Schema):
    """Every task of a plan with its state."""

    plan_id = fields.Integer()
    tasks = fields.List(fields.Nested(ProgressSchema))


class TaskEvidenceSchema(Schema):
    """A file shown as evidence; its content is at /files/<file_id>."""

    id = fields.Integer()
    task_id = fields.Integer()
    file_id = fields.Integer()
    name = fields.String()
    media_type = fields.String()
    size = fields.Integer(metadata={"description": "byte"})
    caption = fields.String()
    added_by_name = fields.String(allow_none=True)
    created_at = fields.DateTime()
    withdrawn_at = fields.DateTime(allow_none=True)


class RollupTallySchema(Schema):
    """Counts by state."""

    done = fields.Integer()
    in_progress = fields.Integer()
    obstructed = fields.Integer()
    not_started = fields.Integer()
    cancelled = fields.Integer()
    declined = fields.Integer()
    late = fields.Integer()
    total = fields.Integer()


class TaskRollupSchema(RollupTallySchema):
    """A task with how many subordinates are in which state."""

    task_id = fields.Integer()
    number = fields.Integer()
    quarter = fields.Integer()
    text = fields.String()
    mandatory = fields.Boolean()
    last_day = fields.Date()


class TenantRollupSchema(RollupTallySchema):
    """A subordinate with how many tasks are in which state."""

    tenant_id = fields.Integer()
    name = fields.String()


class RollupSchema(Schema):
    """How a plan is carried out below it."""

    plan_id = fields.Integer()
    as_of = fields.Date()
    recipients = fields.Integer()
    totals = fields.Nested(RollupTallySchema)
    tasks = fields.List(fields.Nested(TaskRollupSchema))
    tenants = fields.List(fields.Nested(TenantRollupSchema))
    page = fields.Integer()
    page_size = fields.Integer()


class PlanYearSchema(Schema):
    """A plan year with what was done in it."""

    year = fields.Integer()
    plans = fields.Integer(metadata={"description": "kế hoạch đã ban hành"})
    drafts = fields.Integer()
    tasks = fields.Integer(attribute="figures.total")
    late = fields.Integer(attribute="figures.late")
    open_tasks = fields.Integer(metadata={"description": "nhiệm vụ chưa xong"})
    closed_at = fields.DateTime(allow_none=True)


class ReopeningSchema(StrictSchema):
    """Why a closed year is opened again."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=1_000))


class SuccessorSchema(Schema):
    """A task of the year before, and the task made out of it."""

    previous_task_id = fields.Integer(attribute="before.task_id")
    previous_text = fields.String(attribute="before.text")
    previous_status = fields.Enum(TaskStatus, by_value=True, attribute="before.status")
    task_id = fields.Integer(allow_none=True)
    text = fields.String(allow_none=True)


def tally(tally: Any) -> dict[str, int]:
    """A tally as the API gives it."""
    counts = {state.value: tally.count(state) for state in CascadeState}
    return {**counts, "late": tally.late, "total": tally.total}
