"""Pages: what closed units left, as it was and recast to the units of today."""

from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.mergers.queries import history, recast, through
from app.mergers.views.pages import pages
from app.progress.terms import CascadeState
from app.reports.terms import ReportKind


@pages.get("/predecessors")
@requires(Permission.PLAN_VIEW)
def predecessors() -> str:
    """The closed units that the acting one succeeds."""
    return render_template("mergers/predecessors.html", papers=history.predecessors())


@pages.get("/predecessors/<int:tenant_id>")
@requires(Permission.PLAN_VIEW)
def predecessor(tenant_id: int) -> str:
    """One closed unit: its plans and reports."""
    unit = history.predecessor(tenant_id)
    return render_template(
        "mergers/predecessor.html",
        unit=unit,
        plans=history.plans_of(unit),
        reports=history.reports_of(unit),
    )


@pages.get("/predecessors/<int:tenant_id>/plans/<int:plan_id>")
@requires(Permission.PLAN_VIEW)
def old_plan(tenant_id: int, plan_id: int) -> str:
    """A plan of a closed unit, as it was."""
    return render_template("mergers/old_plan.html", found=history.plan(tenant_id, plan_id))


@pages.get("/predecessors/<int:tenant_id>/tasks/<int:task_id>")
@requires(Permission.PROGRESS_VIEW)
def old_task(tenant_id: int, task_id: int) -> str:
    """A task of a closed unit with its history and evidence."""
    return render_template("mergers/old_task.html", found=history.task(tenant_id, task_id))


@pages.get("/predecessors/<int:tenant_id>/files/<int:file_id>")
@requires(Permission.PROGRESS_VIEW)
def old_file(tenant_id: int, file_id: int) -> Response:
    """A file of a closed unit, to be kept."""
    file = history.file(tenant_id, file_id)
    return send_file(
        BytesIO(file.content),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
    )


@pages.get("/predecessors/<int:tenant_id>/reports/<int:submission_id>")
@requires(Permission.REPORT_VIEW)
def old_report(tenant_id: int, submission_id: int) -> str:
    """A report as a closed unit sent it."""
    found = history.report(tenant_id, submission_id)
    return render_template("mergers/old_report.html", found=found, kinds=ReportKind)


@pages.get("/recast")
@requires(Permission.PROGRESS_VIEW)
def recast_year() -> str:
    """A year as it was, and recast to the units of today."""
    found = recast.recast(request.args.get("year", type=int))
    as_it_was = request.args.get("view") == "then"
    return render_template(
        "mergers/recast_year.html",
        found=found,
        as_it_was=as_it_was,
        districts=recast.by_district(found.then),
    )


@pages.get("/plans/<int:plan_id>/through")
@requires(Permission.PROGRESS_VIEW)
def through_districts(plan_id: int) -> str:
    """A plan of the province over the units two levels below."""
    found = through.by_task(plan_id)
    return render_template("mergers/through_districts.html", found=found, states=CascadeState)
