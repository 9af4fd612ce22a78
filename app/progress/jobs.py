"""What the worker does for progress: drawing the list of an office, writing a spreadsheet."""

import hashlib
import json

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import clock, workbooks
from app.plans import actions as plans
from app.plans.queries import coverage as coverages
from app.plans.queries import plans as plan_queries
from app.progress import papers, queries
from app.progress.queries.offices import Desk, OfficeTask
from tenants import context, jobs
from tenants.db import db
from tenants.models import Tenant

SUBJECT = "offices"
WORKBOOKS = "coverage"
"""Under this kind of subject spreadsheets of coverage are asked for."""


@jobs.job("progress.draw_office")
def draw_office(*, paper_id: int) -> None:
    """Draw the list of an office that was asked for, as it stands now."""
    asked = drawn.paper(paper_id)
    desk = queries.offices.desk(asked.subject_id, int(asked.fingerprint.partition("-")[0]))
    issuer = db.session.get_one(Tenant, context.acting().tenant_id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.office_paper(
            desk,
            issuer=issuer,
            place=plans.usual_place(issuer),
            superior=plan_queries.superior_named_on_papers(issuer),
        ),
        file_name=papers.office_file_name(desk),
    )


def ask_office_paper(*, office_id: int, year: int, by: Person) -> int:
    """Have the tasks of an office in a year drawn, once a state; the id of the paper.

    Raises NotFound for another tenant's office.
    """
    desk = queries.offices.desk(office_id, year)
    paper = documents.ask(
        subject_kind=SUBJECT,
        subject_id=office_id,
        fingerprint=f"{year}-{_state(desk)}",
        title=f"Bảng phân công nhiệm vụ năm {year}: {desk.office.name}",
        draw=draw_office,
        by=by,
    )
    return paper.id


def _state(desk: Desk) -> str:
    """Everything that is printed, in one word."""
    rows = [_printed(one) for one in desk.tasks]
    printed = json.dumps([desk.office.name, *rows], default=str)
    return hashlib.sha256(printed.encode()).hexdigest()[:16]


def _printed(one: OfficeTask) -> tuple[object, ...]:
    task = one.task
    said = (task.status, task.percent, task.is_late)
    return task.task_id, one.part, task.text, task.lead_office, task.last_day, *said


def workbook(plan_id: int) -> bytes:
    """The coverage of an own issued plan as a spreadsheet, as it stands now. Raises NotFound."""
    plan = queries.own_plan(plan_id)
    sheets = papers.coverage_workbook(
        plan.reference, queries.coverage.matrix(plan.id), coverages.reasons(plan.id)
    )
    return workbooks.as_xlsx(sheets, progress=jobs.report_progress)


@jobs.job("progress.draw_coverage")
def draw_coverage(*, paper_id: int) -> None:
    """Write the spreadsheet of a plan's coverage that was asked for."""
    plan = queries.own_plan(drawn.paper(paper_id).subject_id)
    documents.finish_with(
        paper_id=paper_id,
        make=lambda: workbook(plan.id),
        media_type=workbooks.XLSX,
        file_name=papers.workbook_name(plan.number, plan.year),
    )


def ask_workbook(*, plan_id: int, by: Person) -> int:
    """Have the spreadsheet of a plan's coverage written, once a state and day; the paper's id.

    Raises NotFound for another tenant's plan and for a draft.
    """
    plan = queries.own_plan(plan_id)
    told = (clock.today(), queries.coverage.matrix(plan.id), coverages.reasons(plan.id))
    paper = documents.ask(
        subject_kind=WORKBOOKS,
        subject_id=plan.id,
        fingerprint=hashlib.sha256(repr(told).encode()).hexdigest()[:16],
        title=f"Bảng chéo đơn vị – nhiệm vụ: {plan.reference}",
        draw=draw_coverage,
        by=by,
    )
    return paper.id
