"""JSON resources: reports, submissions, reviews, papers."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.lib.resources import Blueprint
from app.lib.schemas import PageQuery
from app.reports import actions, jobs, queries, schemas
from app.reports.queries.own import Standing

resources = Blueprint("reports_api", __name__, description="Báo cáo sơ kết, tổng kết")

Answer = tuple[Any, int, dict[str, str]]


def _whole(report_id: int, status: int = 200, **headers: str) -> Answer:
    standing = queries.own.standing(report_id)
    row = standing.report
    body = schemas.report(standing, queries.own.live(row.plan_id, row.kind))
    return body, status, {"ETag": etags.of(row.version), **headers}


def _version(standing: Standing) -> int:
    return etags.held(request.headers.get("If-Match"), standing.report.version)


@resources.get("/reports")
@requires(Permission.REPORT_VIEW)
@resources.arguments(PageQuery, location="query")
@resources.response(200, schemas.ReportSummarySchema(many=True))
@resources.doc(summary="Các báo cáo của đơn vị")
def reports(page: dict[str, int]) -> list[dict[str, Any]]:
    """The tenant's reports, the latest first."""
    return [schemas.report(standing) for standing in queries.own.listed(**page)]


@resources.post("/reports")
@requires(Permission.REPORT_EDIT)
@resources.arguments(schemas.ReportBeginning)
@resources.response(201, schemas.ReportSchema)
@resources.doc(summary="Bắt đầu một báo cáo trên kế hoạch đã ban hành (đã có thì trả lại bản đó)")
def draft(data: dict[str, Any]) -> Answer:
    """Begin a report."""
    report = actions.draft(**data, by=current_user)
    return _whole(report.id, 201, Location=url_for("reports_api.report", report_id=report.id))


@resources.get("/reports/<int:report_id>")
@requires(Permission.REPORT_VIEW)
@resources.response(200, schemas.ReportSchema)
@resources.doc(summary="Bản đang soạn của một báo cáo, kèm số liệu hiện thời")
def report(report_id: int) -> Answer:
    """A working copy with the figures of this moment."""
    return _whole(report_id)


@resources.patch("/reports/<int:report_id>")
@requires(Permission.REPORT_EDIT)
@resources.arguments(schemas.ReportChanges)
@resources.response(200, schemas.ReportSchema)
@resources.doc(summary="Sửa bản đang soạn (cần If-Match)")
def edit(changes: dict[str, Any], report_id: int) -> Answer:
    """Change the working copy."""
    version = _version(queries.own.standing(report_id))
    actions.edit(report_id=report_id, version=version, changes=changes, by=current_user)
    return _whole(report_id)


@resources.post("/reports/<int:report_id>/submissions")
@requires(Permission.REPORT_SEND)
@resources.arguments(schemas.ReportSending)
@resources.response(201, schemas.SubmissionSchema)
@resources.doc(summary="Gửi báo cáo lên cấp trên (If-Match nếu muốn chắc chắn gửi đúng bản đã đọc)")
def send(data: dict[str, Any], report_id: int) -> Answer:
    """Send the report up."""
    guarded = "If-Match" in request.headers
    sent = jobs.send_and_tell(
        report_id=report_id,
        signature=schemas.signature(data, current_user.tenant.kind),
        version=_version(queries.own.standing(report_id)) if guarded else None,
        by=current_user,
    )
    where = url_for("reports_api.submission", submission_id=sent.id)
    return _sent(sent.id), 201, {"Location": where}


@resources.post("/reports/<int:report_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.response(201, schemas.ReportPaperSchema)
@resources.doc(summary="In bản đang soạn ra PDF (đánh dấu dự thảo)")
def paper(report_id: int) -> Answer:
    """Have the working copy drawn."""
    asked = jobs.ask_working_copy(report_id=report_id, by=current_user)
    return asked, 201, {"Location": url_for("documents_api.paper", paper_id=asked.id)}


@resources.get("/submissions")
@requires(Permission.REPORT_VIEW)
@resources.arguments(schemas.ReceivedArguments, location="query")
@resources.response(200, schemas.ReceivedListSchema)
@resources.doc(summary="Các đơn vị cấp dưới phải gửi báo cáo và báo cáo đã nhận")
def submissions(asked: dict[str, Any]) -> dict[str, Any]:
    """Who is to send a report, and what came."""
    due_on = asked["due_on"] or asked["kind"].due_on(asked["year"])
    due = queries.received.expected(asked["kind"], asked["year"], due_on=due_on)
    return {**asked, "due_on": due_on, **schemas.tallied(due), "items": due}


def _sent(submission_id: int) -> dict[str, Any]:
    sent = queries.received.submission(submission_id)
    return schemas.submission(sent, queries.own.sent_lines(submission_id))


@resources.get("/submissions/<int:submission_id>")
@requires(Permission.REPORT_VIEW)
@resources.response(200, schemas.SubmissionSchema)
@resources.doc(summary="Báo cáo như đã gửi: bên gửi và nơi nhận đọc được")
def submission(submission_id: int) -> dict[str, Any]:
    """A report as it was sent."""
    return _sent(submission_id)


@resources.put("/submissions/<int:submission_id>/review")
@requires(Permission.REPORT_REVIEW)
@resources.arguments(schemas.ReportAnswer)
@resources.response(200, schemas.ReviewSchema)
@resources.doc(summary="Tiếp nhận báo cáo, hoặc trả lại kèm lý do")
def review(data: dict[str, Any], submission_id: int) -> Any:
    """Answer a report that came."""
    return jobs.review_and_tell(submission_id=submission_id, **data, by=current_user)


@resources.post("/submissions/<int:submission_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.response(201, schemas.ReportPaperSchema)
@resources.doc(summary="In báo cáo đã gửi ra PDF")
def submission_paper(submission_id: int) -> Answer:
    """Have a report drawn as it was sent."""
    asked = jobs.ask_submission(submission_id=submission_id, by=current_user)
    return asked, 201, {"Location": url_for("documents_api.paper", paper_id=asked.id)}


@resources.get("/plans/<int:plan_id>/report-rollup")
@requires(Permission.REPORT_VIEW)
@resources.arguments(schemas.RollupKind, location="query")
@resources.response(200, schemas.ReportRollupSchema)
@resources.doc(summary="Tổng hợp theo nhiệm vụ từ các báo cáo đã nhận")
def rollup(asked: dict[str, Any], plan_id: int) -> dict[str, Any]:
    """One's plan by task, over the reports."""
    tasks = queries.received.by_task(plan_id, asked["kind"])
    return {"plan_id": plan_id, **asked, "tasks": tasks}
