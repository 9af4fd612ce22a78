"""JSON resources: progress and evidence on tasks, and the roll-up of a plan."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.documents import queries as drawn
from app.lib import clock, etags
from app.lib.resources import Blueprint
from app.plans import actions as plans
from app.plans.terms import Part
from app.progress import actions, jobs, queries, schemas
from app.progress.queries import TaskState, books
from app.progress.queries.coverage import CoverageFilter
from app.progress.schemas import offices as shapes

resources = Blueprint("progress_api", __name__, description="Tiến độ và minh chứng")

Answer = tuple[Any, int, dict[str, str]]


def _with_etag(state: TaskState, status: int = 200) -> Answer:
    body = {**vars(state), "history": queries.history(state.task_id)}
    return body, status, {"ETag": etags.of(state.version)}


def _version_of(state: TaskState) -> int:
    """The version on which the caller builds; a task without a record needs none."""
    if state.version == 0 or request.headers.get("If-None-Match") == "*":
        return 0
    return etags.held(request.headers.get("If-Match"), state.version)


@resources.get("/plans/<int:plan_id>/progress")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.PlanProgressSchema)
@resources.doc(summary="Tiến độ mọi nhiệm vụ của một kế hoạch đã ban hành của đơn vị")
def plan_progress(plan_id: int) -> dict[str, Any]:
    """Every task of a plan with its state."""
    return {"plan_id": plan_id, "tasks": queries.tasks_of_plan(plan_id)}


@resources.get("/tasks/<int:task_id>/progress")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.TaskProgressSchema)
@resources.doc(summary="Tiến độ một nhiệm vụ, kèm lịch sử")
def task_progress(task_id: int) -> Answer:
    """The state of a task with its history."""
    return _with_etag(queries.state(task_id))


@resources.put("/tasks/<int:task_id>/progress")
@requires(Permission.PROGRESS_RECORD)
@resources.arguments(schemas.ProgressEntrySchema)
@resources.response(200, schemas.TaskProgressSchema)
@resources.alt_response(201, schema=schemas.TaskProgressSchema, description="Lần ghi đầu tiên")
@resources.doc(summary="Ghi tiến độ một nhiệm vụ (If-Match khi đã có lần ghi trước)")
def record(data: dict[str, Any], task_id: int) -> Answer:
    """Record where a task stands; 201 for the first time."""
    before = queries.state(task_id)
    entry = schemas.entry(task_id, _version_of(before), data)
    actions.record(entry=entry, by=current_user)
    return _with_etag(queries.state(task_id), 201 if before.version == 0 else 200)


@resources.get("/tasks/<int:task_id>/evidence")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.TaskEvidenceSchema(many=True))
@resources.doc(summary="Minh chứng của một nhiệm vụ, kể cả tệp đã rút")
def evidence(task_id: int) -> Any:
    """The evidence on a task."""
    return queries.evidence_of([queries.state(task_id).task_id])


@resources.post("/tasks/<int:task_id>/evidence")
@requires(Permission.PROGRESS_RECORD)
@resources.arguments(schemas.TaskEvidenceUpload, location="form")
@resources.arguments(schemas.TaskEvidenceFiles, location="files")
@resources.response(201, schemas.TaskEvidenceSchema(many=True))
@resources.doc(summary="Nộp tệp minh chứng (multipart: files, caption)")
def add_evidence(data: dict[str, Any], files: dict[str, Any], task_id: int) -> Answer:
    """Keep files as evidence on a task."""
    given = schemas.uploads(files["files"], data["caption"])
    added = {
        one.id for one in actions.add_evidence(task_id=task_id, uploads=given, by=current_user)
    }
    kept = [one for one in queries.evidence_of([task_id]) if one.id in added]
    return kept, 201, {"Location": url_for("progress_api.evidence", task_id=task_id)}


@resources.delete("/tasks/<int:task_id>/evidence/<int:evidence_id>")
@requires(Permission.PROGRESS_RECORD)
@resources.response(204)
@resources.doc(summary="Rút một minh chứng; tệp vẫn được lưu trong lịch sử")
def withdraw_evidence(task_id: int, evidence_id: int) -> None:
    """Take a file back from the evidence of a task."""
    actions.withdraw_evidence(task_id=task_id, evidence_id=evidence_id, by=current_user)


@resources.get("/plans/<int:plan_id>/rollup")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(schemas.RollupPageArguments, location="query")
@resources.response(200, schemas.RollupSchema)
@resources.doc(summary="Tổng hợp tiến độ của các đơn vị cấp dưới theo từng nhiệm vụ của kế hoạch")
def rollup(page: dict[str, int], plan_id: int) -> dict[str, Any]:
    """How a plan is carried out below it."""
    plan = queries.own_plan(plan_id)
    tasks = queries.cascade.by_task(plan.id)
    tenants = queries.cascade.by_tenant(plan.id, **page)
    return {
        "plan_id": plan.id,
        "as_of": clock.today(),
        "recipients": queries.cascade.recipient_count(plan.id),
        "totals": schemas.tally(queries.cascade.totals(tasks)),
        "tasks": [{**vars(line), **schemas.tally(line.tally)} for line in tasks],
        "tenants": [{**vars(line), **schemas.tally(line.tally)} for line in tenants],
        **page,
    }


@resources.get("/plan-years")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.PlanYearSchema(many=True))
@resources.doc(summary="Các năm kế hoạch của đơn vị: kết quả, đã khóa sổ hay chưa")
def plan_years() -> Any:
    """Every plan year, the latest first."""
    return books.plan_years()


@resources.put("/plan-years/<int:year>/closing")
@requires(Permission.PLAN_ISSUE)
@resources.response(200, schemas.PlanYearSchema)
@resources.doc(summary="Khóa sổ một năm kế hoạch đã kết thúc; khóa lại lần nữa không đổi gì")
def close_year(year: int) -> Any:
    """Close a year's books."""
    found = books.plan_year(year)
    plans.close_year(year=year, open_tasks=found.open_tasks, by=current_user)
    return books.plan_year(year)


@resources.post("/plan-years/<int:year>/reopenings")
@requires(Permission.PLAN_ISSUE)
@resources.arguments(schemas.ReopeningSchema)
@resources.response(201, schemas.PlanYearSchema)
@resources.doc(summary="Mở lại một năm kế hoạch đã khóa sổ, kèm lý do")
def reopen_year(data: dict[str, str], year: int) -> Answer:
    """Open a year's books again."""
    plans.reopen_year(year=year, reason=data["reason"], by=current_user)
    return books.plan_year(year), 201, {"Location": url_for("progress_api.plan_years")}


@resources.get("/plans/<int:plan_id>/previous-year")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.SuccessorSchema(many=True))
@resources.doc(summary="Nhiệm vụ của kế hoạch năm trước, kết quả, và nhiệm vụ chuyển sang năm nay")
def previous_year(plan_id: int) -> Any:
    """A plan beside the one of the year before."""
    return books.successors(plan_id)


@resources.get("/plans/<int:plan_id>/coverage/cells")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(schemas.CoverageQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.CoverageMatrixSchema)
@resources.doc(summary="Bảng chéo: từng nhiệm vụ ở từng đơn vị đang ở trạng thái nào")
def coverage_cells(plan_id: int, page: int, page_size: int, **chosen: Any) -> dict[str, Any]:
    """Task × unit in one word each; the counts are over the whole plan, whatever is asked for."""
    plan = queries.own_plan(plan_id)
    whole = queries.coverage.matrix(plan.id)
    found = whole.narrowed(CoverageFilter(**chosen))
    shown = found.units[(page - 1) * page_size : page * page_size]
    return {
        "plan_id": plan.id,
        "counts": {state.value: count for state, count in whole.counts.items()},
        "mandatory_unanswered": whole.mandatory_unanswered,
        "tasks": found.tasks,
        "units": [schemas.unit_row(unit, found.tasks) for unit in shown],
        "page": page,
        "page_size": page_size,
        "total": len(found.units),
    }


@resources.get("/plans/<int:plan_id>/coverage/<int:task_id>/<int:tenant_id>")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.CoverageCellSchema)
@resources.doc(summary="Một nhiệm vụ ở một đơn vị: đơn vị đưa vào kế hoạch thế nào, tiến độ ra sao")
def coverage_cell(plan_id: int, task_id: int, tenant_id: int) -> Any:
    """What one unit made of one task, and how far it is."""
    return queries.picture.answered(queries.own_plan(plan_id).id, task_id, tenant_id)


@resources.post("/plans/<int:plan_id>/coverage/workbooks")
@requires(Permission.PAPER_DRAW)
@resources.response(202, schemas.WorkbookAskedSchema)
@resources.doc(summary="Yêu cầu bảng chéo dưới dạng bảng tính XLSX")
def ask_workbook(plan_id: int) -> Answer:
    """Have the spreadsheet written by the worker; its own resource tells how far it is."""
    paper = drawn.paper(jobs.ask_workbook(plan_id=plan_id, by=current_user))
    location = url_for("documents_api.paper", paper_id=paper.id)
    state = drawn.drawing(paper).state
    return {"id": paper.id, "title": paper.title, "state": state}, 202, {"Location": location}


@resources.get("/plans/<int:plan_id>/picture")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.PictureSchema)
@resources.doc(summary="Toàn cảnh: mỗi đơn vị đã xong, quá hạn bao nhiêu nhiệm vụ")
def picture(plan_id: int) -> dict[str, Any]:
    """Every unit of a plan at a glance."""
    found = queries.picture.picture(queries.own_plan(plan_id).id)
    return {
        "plan_id": plan_id,
        "as_of": clock.today(),
        "counts": {pace.value: count for pace, count in found.counts.items()},
        "units": found.tiles,
    }


@resources.get("/office-workloads")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(shapes.OfficeYearQuery, location="query")
@resources.response(200, shapes.WorkloadSchema(many=True))
@resources.doc(summary="Mỗi phòng, ban chủ trì, phối hợp bao nhiêu nhiệm vụ của một năm")
def workloads(query: dict[str, int]) -> Any:
    """Every open office with what it has to do."""
    return [shapes.workload(one) for one in queries.offices.workloads(query["year"])]


@resources.get("/offices/<int:office_id>/tasks")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(shapes.OfficeYearQuery, location="query")
@resources.response(200, shapes.DeskSchema)
@resources.doc(summary="Việc của một phòng, ban trong năm, kèm báo cáo gần nhất của phòng, ban")
def office_tasks(query: dict[str, int], office_id: int) -> Any:
    """What one office has to do."""
    return shapes.desk(queries.offices.desk(office_id, query["year"]))


@resources.post("/offices/<int:office_id>/task-papers")
@requires(Permission.PAPER_DRAW)
@resources.arguments(shapes.OfficeYearQuery)
@resources.response(202, shapes.OfficePaperSchema)
@resources.doc(summary="Yêu cầu bản in PDF: bảng phân công nhiệm vụ của một phòng, ban")
def ask_office_paper(given: dict[str, int], office_id: int) -> Answer:
    """Have the list of an office drawn by the worker."""
    paper = drawn.paper(jobs.ask_office_paper(office_id=office_id, by=current_user, **given))
    location = url_for("documents_api.paper", paper_id=paper.id)
    state = drawn.drawing(paper).state
    return {"id": paper.id, "title": paper.title, "state": state}, 202, {"Location": location}


@resources.get("/tasks/<int:task_id>/office-reports")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, shapes.VoiceSchema(many=True))
@resources.doc(summary="Các cơ quan có phần trong một nhiệm vụ và báo cáo gần nhất của mỗi cơ quan")
def office_reports(task_id: int) -> Any:
    """Every office of a task with its last word."""
    return [shapes.voice(one) for one in queries.offices.voices(queries.state(task_id))]


@resources.post("/tasks/<int:task_id>/office-reports")
@requires(Permission.PROGRESS_RECORD)
@resources.arguments(shapes.OfficeReportInSchema)
@resources.response(201, shapes.OfficeReportSchema)
@resources.doc(
    summary="Báo cáo thay một phòng, ban (cơ quan chủ trì cần If-Match khi đã có lần ghi trước)",
    description="Báo cáo của cơ quan chủ trì là trạng thái của nhiệm vụ; của cơ quan phối hợp "
    "hoặc được đề nghị thì được giữ bên cạnh.",
)
def report(data: dict[str, Any], task_id: int) -> Answer:
    """Write down what an office says of its part in a task."""
    office_id, given = data["office_id"], {**data, "office_name": None}
    leads = queries.offices.part_in(task_id, office_id) is Part.LEAD
    version = _version_of(queries.state(task_id)) if leads else 0
    entry = schemas.entry(task_id, version, given)
    word = actions.report(office_id=office_id, entry=entry, by=current_user)
    return word, 201, {"Location": url_for("progress_api.office_reports", task_id=task_id)}
