"""Pages: the work of one office, of every office, and what an office reports on a task."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import queries as directory
from app.forms import shows_again
from app.lib import clock, numbers
from app.progress import actions, jobs, policies, queries, schemas
from app.progress.terms import TaskStatus
from app.progress.views import own
from app.progress.views.pages import pages


def _years() -> dict[str, Any]:
    years = queries.years()
    this_year = clock.today().year
    asked = request.args.get("year", type=int)
    year = asked or (this_year if this_year in years or not years else years[0])
    return {"year": year, "years": sorted({*years, year}, reverse=True)}


@pages.get("/progress/own-office")
@requires(Permission.PROGRESS_VIEW)
def own_office() -> str:
    """The list of the reader's own office; of every office for one who sits in none."""
    mine = directory.offices_of(current_user.id)
    return _office_page(mine[0].id) if mine else _overview()


@pages.get("/progress/offices")
@requires(Permission.PROGRESS_VIEW)
def offices() -> str:
    """How much every office has to do, and how far it is."""
    return _overview()


def _overview() -> str:
    chosen = _years()
    found = queries.offices.workloads(chosen["year"])
    return render_template(
        "progress/offices.html",
        busy=sorted(
            (one for one in found if one.total),
            key=lambda one: (-one.lead.late, -one.lead.total, -one.total, one.office.sort_key),
        ),
        idle=[one for one in found if not one.total],
        mine=directory.offices_of(current_user.id),
        statuses=list(TaskStatus),
        status=TaskStatus,
        **chosen,
    )


@pages.get("/progress/offices/<int:office_id>")
@requires(Permission.PROGRESS_VIEW)
def office(office_id: int) -> str:
    """What one office has to do: overdue first, then by quarter."""
    return _office_page(office_id)


def _office_page(office_id: int) -> str:
    chosen = _years()
    desk = queries.offices.desk(office_id, chosen["year"])
    people = directory.people_by_office([office_id]).get(office_id, ())
    return render_template(
        "progress/office.html",
        desk=desk,
        mine=directory.offices_of(current_user.id),
        speaks=policies.can_speak(people=people, by_id=current_user.id),
        status=TaskStatus,
        **chosen,
    )


@pages.post("/progress/offices/<int:office_id>/papers")
@requires(Permission.PAPER_DRAW)
def ask_office_paper(office_id: int) -> Response:
    """Have the list of an office drawn, and wait for it on the page of the paper."""
    year = request.form.get("year", clock.today().year, type=int)
    paper_id = jobs.ask_office_paper(office_id=office_id, year=year, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.post("/progress/tasks/<int:task_id>/office-reports")
@requires(Permission.PROGRESS_RECORD)
@shows_again(own.task_again)
def report(task_id: int) -> Response:
    """Write down what an office says of its part in a task."""
    state = queries.state(task_id)
    typed = MultiDict(request.form)
    office_id = directory.office(numbers.identifier(typed.pop("office_id", "")) or 0).id
    entry = schemas.entry_from_form(task_id, typed)
    word = actions.report(office_id=office_id, entry=entry, by=current_user)
    flash(f"Đã ghi báo cáo ({word.part.label.lower()}).", "success")
    return redirect(url_for("progress.office", office_id=office_id, year=state.year), 303)
