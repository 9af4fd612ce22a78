"""Shape of what pages and API take and give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate
from werkzeug.datastructures import MultiDict

from app.lib import clock, dates
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema, load
from app.plans.actions import Signature
from app.plans.terms import SigningCapacity
from app.progress.terms import TaskStatus
from app.reports import policies
from app.reports.queries.figures import Figures
from app.reports.queries.own import Live, Standing
from app.reports.queries.received import Due, Sent
from app.reports.terms import SECTIONS, ReportKind, ReportState, Verdict
from tenants.models import TenantKind


class Day(fields.Date):
    """A day as a program writes it (2026-06-15) or a person (15/06/2026)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            return dates.parse(str(value))
        except Invalid as error:
            raise ValidationError(error.message) from error


class ReportBeginning(StrictSchema):
    """Which report is begun."""

    plan_id = fields.Integer(required=True)
    kind = fields.Enum(ReportKind, by_value=True, required=True)


class ReportChanges(StrictSchema):
    """What of the working copy is changed."""

    title = fields.String(validate=validate.Length(min=1, max=policies.LONGEST_TITLE))
    narrative = fields.Dict(
        keys=fields.String(validate=validate.OneOf(list(SECTIONS))),
        values=fields.String(
            allow_none=True, validate=validate.Length(max=policies.LONGEST_SECTION)
        ),
        metadata={"description": "các mục cần đổi theo khóa của đề cương"},
    )


class ReportSending(StrictSchema):
    """Number, day and signer of the report that goes up."""

    number = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "bỏ trống thì lấy số tiếp theo"},
    )
    issued_on = Day(
        load_default=None, allow_none=True, metadata={"description": "mặc định hôm nay"}
    )
    capacity = fields.Enum(
        SigningCapacity,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata={"description": "mặc định là cấp trưởng"},
    )
    signer_name = fields.String(required=True, validate=validate.Length(min=1, max=100))


class ReportSendingForm(ReportSending):
    """The same from a page: empty boxes come as empty text."""

    version = fields.Integer(load_default=None)

    @pre_load
    def leave_out_empty(self, data: Any, **_: Any) -> Any:
        """An empty box says nothing."""
        known = {name: value for name, value in data.items() if value.strip()}
        known.pop("csrf_token", None)
        return known


class ReportAnswer(StrictSchema):
    """The addressee's answer."""

    verdict = fields.Enum(Verdict, by_value=True, required=True)
    reason = fields.String(load_default=None, allow_none=True)


class ReceivedArguments(StrictSchema):
    """Which reports are looked at."""

    year = fields.Integer(required=True, validate=validate.Range(min=2000, max=2100))
    kind = fields.Enum(ReportKind, by_value=True, required=True)
    due_on = Day(load_default=None, metadata={"description": "mặc định là cuối kỳ"})


def signature(data: Mapping[str, Any], kind: TenantKind) -> Signature:
    """The loaded data as a signature; the head of the office signs where nobody else is named."""
    return Signature(
        issued_on=data["issued_on"] or clock.today(),
        capacity=data["capacity"] or SigningCapacity.of(kind)[0],
        name=data["signer_name"],
        number=data["number"],
    )


def sending_from_form(form: MultiDict[str, str], kind: TenantKind) -> tuple[Signature, int | None]:
    """The form as a signature, and the version of the working copy that was read."""
    data = load(ReportSendingForm(), form.to_dict())
    return signature(data, kind), data["version"]


def changes_from_form(form: Mapping[str, str]) -> dict[str, Any]:
    """The form of the narrative as changes: the abstract, and every section that it shows."""
    narrative = {key: form[f"narrative.{key}"] for key in SECTIONS if f"narrative.{key}" in form}
    title = {"title": form["title"]} if "title" in form else {}
    return {**title, "narrative": narrative}


@dataclass(frozen=True)
class Looked:
    """Which reports the page of received ones shows."""

    kind: ReportKind
    year: int
    due_on: date


def looked(arguments: MultiDict[str, str]) -> Looked:
    """What an address asks for; without it, the report whose time it is."""
    today = clock.today()
    usual = ReportKind.HALF_YEAR_REVIEW if 3 < today.month < 10 else ReportKind.YEAR_REVIEW
    kind = arguments.get("kind", usual, type=ReportKind)
    year = arguments.get("year", today.year, type=int)
    year = year if 2000 <= year <= 2100 else today.year
    try:
        due_on = dates.parse(arguments.get("due_on", ""))
    except Invalid:
        due_on = kind.due_on(year)
    return Looked(kind, year, due_on)


class ReportCountsSchema(Schema):
    """Tasks counted by status."""

    total = fields.Integer()
    done = fields.Integer()
    in_progress = fields.Integer()
    obstructed = fields.Integer()
    not_started = fields.Integer()
    cancelled = fields.Integer()
    late = fields.Integer()
    evidence = fields.Integer()
    done_percent = fields.Decimal(
        as_string=True, allow_none=True, metadata={"type": "string", "example": "50.0"}
    )


class ReportFiguresSchema(Schema):
    """The counts of every quarter and their sum."""

    as_of = fields.Date()
    quarters = fields.Dict(keys=fields.String(), values=fields.Nested(ReportCountsSchema))
    total = fields.Nested(ReportCountsSchema)


class ReportLineSchema(Schema):
    """One task as the report states it."""

    task_id = fields.Integer()
    upstream_task_id = fields.Integer(allow_none=True)
    quarter = fields.Integer()
    position = fields.Integer()
    text = fields.String()
    status = fields.Enum(TaskStatus, by_value=True)
    percent = fields.Integer()
    on = fields.Date(allow_none=True)
    is_late = fields.Boolean()
    evidence_count = fields.Integer()


class ReviewSchema(Schema):
    """The addressee's answer."""

    verdict = fields.Enum(Verdict, by_value=True)
    reason = fields.String(allow_none=True)
    sent_at = fields.DateTime()


class ReportSummarySchema(Schema):
    """A report in a list."""

    id = fields.Integer()
    plan_id = fields.Integer()
    kind = fields.Enum(ReportKind, by_value=True)
    year = fields.Integer()
    title = fields.String()
    state = fields.Enum(ReportState, by_value=True)
    last_attempt = fields.Integer()
    submission_id = fields.Integer(allow_none=True)
    review = fields.Nested(ReviewSchema, allow_none=True)
    version = fields.Integer()


class ReportSchema(ReportSummarySchema):
    """A working copy with the figures of this moment."""

    symbol = fields.String()
    addressee_id = fields.Integer()
    narrative = fields.Dict(keys=fields.String(), values=fields.String())
    missing_sections = fields.List(fields.String())
    figures = fields.Nested(ReportFiguresSchema)
    lines = fields.List(fields.Nested(ReportLineSchema))


class SubmissionSchema(Schema):
    """A report as it was sent."""

    id = fields.Integer()
    report_id = fields.Integer()
    attempt = fields.Integer()
    sender_id = fields.Integer()
    sender_name = fields.String()
    addressee_id = fields.Integer()
    kind = fields.Enum(ReportKind, by_value=True)
    year = fields.Integer()
    upstream_plan_id = fields.Integer(allow_none=True)
    title = fields.String()
    number = fields.String()
    symbol = fields.String()
    issued_on = fields.Date()
    signer_position = fields.String()
    signer_name = fields.String()
    narrative = fields.Dict(keys=fields.String(), values=fields.String())
    figures = fields.Nested(ReportFiguresSchema)
    lines = fields.List(fields.Nested(ReportLineSchema))
    sha256 = fields.String()
    sent_at = fields.DateTime()
    state = fields.Enum(ReportState, by_value=True)
    review = fields.Nested(ReviewSchema, allow_none=True)


class ReceivedSchema(Schema):
    """A subordinate with the report that it sent, or owes."""

    tenant_id = fields.Integer()
    name = fields.String()
    submission_id = fields.Integer(allow_none=True)
    attempt = fields.Integer(allow_none=True)
    number = fields.String(allow_none=True)
    first_sent_at = fields.DateTime(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    state = fields.Enum(ReportState, by_value=True, allow_none=True)
    is_late = fields.Boolean()


class ReceivedListSchema(Schema):
    """Who is to send a report, and what came."""

    kind = fields.Enum(ReportKind, by_value=True)
    year = fields.Integer()
    due_on = fields.Date()
    expected = fields.Integer()
    received = fields.Integer()
    accepted = fields.Integer()
    waiting = fields.Integer()
    returned = fields.Integer()
    missing = fields.Integer()
    late = fields.Integer()
    items = fields.List(fields.Nested(ReceivedSchema))


class ReportPaperSchema(Schema):
    """A paper that the worker draws; its state is at /papers/<id>."""

    id = fields.Integer()
    title = fields.String()


class ReportTaskSummarySchema(Schema):
    """A task of one's plan as the reports state it."""

    task_id = fields.Integer()
    number = fields.Integer()
    quarter = fields.Integer()
    text = fields.String()
    reports = fields.Integer(metadata={"description": "số đơn vị có báo cáo được tính"})
    counts = fields.Nested(ReportCountsSchema)


class ReportRollupSchema(Schema):
    """One's plan by task, over the reports that came and were not returned."""

    plan_id = fields.Integer()
    kind = fields.Enum(ReportKind, by_value=True)
    tasks = fields.List(fields.Nested(ReportTaskSummarySchema))


class RollupKind(StrictSchema):
    """Which reports are summed."""

    kind = fields.Enum(ReportKind, by_value=True, required=True)


def report(standing: Standing, live: Live | None = None) -> dict[str, Any]:
    """A report as the API gives it, with the figures of this moment where they are asked for."""
    row = standing.report
    body = {
        **{name: getattr(row, name) for name in ReportSchema().fields if hasattr(row, name)},
        "state": standing.state,
        "review": standing.review,
        "submission_id": None if standing.submission is None else standing.submission.id,
        "missing_sections": [one.key for one in policies.missing_sections(row.narrative)],
    }
    if live is None:
        return body
    return {**body, "figures": figures(live.figures), "lines": live.lines}


def figures(figures: Figures) -> dict[str, Any]:
    """Figures as the API gives them."""
    return {
        "as_of": figures.as_of,
        "quarters": {str(quarter): counts for quarter, counts in figures.quarters.items()},
        "total": figures.total,
    }


def submission(sent: Sent, lines: list[Any] | None) -> dict[str, Any]:
    """A submission as the API gives it."""
    row = sent.submission
    return {
        **{name: getattr(row, name) for name in SubmissionSchema().fields if hasattr(row, name)},
        "sender_id": sent.sender.id,
        "sender_name": sent.sender.name,
        "state": sent.state,
        "review": sent.review,
        "figures": figures(Figures.from_json(row.figures)),
        "lines": lines,
    }


def tallied(due: list[Due]) -> dict[str, int]:
    """How many are expected, came, wait, were accepted or returned, are missing, are late."""
    states = [one.state for one in due]
    return {
        "expected": len(due),
        "received": sum(state is not None for state in states),
        "accepted": states.count(ReportState.ACCEPTED),
        "waiting": states.count(ReportState.SENT),
        "returned": states.count(ReportState.RETURNED),
        "missing": states.count(None),
        "late": sum(one.is_late for one in due),
    }
