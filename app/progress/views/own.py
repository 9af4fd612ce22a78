"""Pages of one's own tasks: the board, the quick form, the page of one task."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import queries as directory
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock, numbers
from app.lib.errors import Invalid
from app.progress import actions, policies, queries, schemas
from app.progress.actions import Entry
from app.progress.queries import TaskState
from app.progress.queries.offices import Voice
from app.progress.terms import TaskStatus
from app.progress.views.pages import pages

Page = str | Response | tuple[str, int]


def _board(chosen: schemas.Chosen) -> dict[str, Any]:
    years = queries.years()
    this_year = clock.today().year
    year = chosen.year or (this_year if this_year in years or not years else years[0])
    tasks = queries.tasks_of_year(year)
    return {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "tasks": [task for task in tasks if chosen.filter.admits(task)],
        "figures": queries.counted(tasks),
        "offices": queries.offices_of(tasks),
        "plans": {task.plan_id: task.plan_title for task in tasks},
        "chosen": chosen.filter,
        "arguments": {**chosen.as_arguments(), "year": year},
        "statuses": list(TaskStatus),
        "status": TaskStatus,
    }


@pages.get("/progress")
@requires(Permission.PROGRESS_VIEW)
def index() -> str:
    """The tenant's tasks of a year, by quarter, with where they stand."""
    return render_template("progress/index.html", **_board(schemas.chosen(request.args)))


def _quick(refusal: Refusal = NO_REFUSAL) -> str:
    board = _board(schemas.chosen(request.args))
    held = schemas.entries_from_form(refusal.typed) if refusal.stale else []
    return render_template(
        "progress/entries.html",
        **board,
        typed=refusal.typed,
        office_name=current_user.membership.office_name,
        errors=refusal.errors,
        conflicts=conflicts_of(held, prefixed=True),
    )


@pages.get("/progress/entries")
@requires(Permission.PROGRESS_RECORD)
def entries() -> str:
    """Many tasks to record at once, under the same filters as the board."""
    return _quick()


@pages.post("/progress/entries")
@requires(Permission.PROGRESS_RECORD)
@shows_again(_quick)
def record_all() -> Response:
    """Record the tasks that were changed on the quick form."""
    arguments = schemas.chosen(request.args).as_arguments()
    changed = schemas.entries_from_form(request.form)
    actions.record_all(entries=changed, by=current_user)
    said = f"Đã ghi tiến độ của {len(changed)} nhiệm vụ." if changed else "Chưa có gì thay đổi."
    flash(said, "success" if changed else "info")
    return redirect(url_for("progress.index", **arguments), 303)


def conflicts_of(entries: list[Entry], *, prefixed: bool = False) -> list[dict[str, Any]]:
    """What differs from the present states, for the panel that compares."""
    ids = [entry.task_id for entry in entries]
    states, latest, rows = queries.states(ids), queries.last_entries(ids), []
    for entry in entries:
        state = states[entry.task_id]
        if entry.version == state.version:
            continue
        start = f"tasks-{entry.task_id}-" if prefixed else ""
        about = f"{state.number}. {state.text[:60]} – " if prefixed else ""
        recorded = latest.get(entry.task_id)
        facts = (
            ("status", "Trạng thái", entry.status.label, state.status.label, state.status.value),
            ("percent", "Tỷ lệ (%)", str(entry.percent), str(state.percent), str(state.percent)),
        )
        rows += [
            {
                "name": start + name,
                "label": about + label,
                "mine": mine,
                "current": theirs,
                "value": value,
                "by": recorded.recorded_by_name if recorded else None,
                "at": recorded.created_at if recorded else None,
            }
            for name, label, mine, theirs, value in facts
            if mine != theirs
        ]
    return rows


UNSAID: dict[str, Any] = {
    "errors": {},
    "file_errors": {},
    "conflicts": [],
    "stale": False,
    "refusal": NO_REFUSAL,
}
"""What the page of a task says where no form was refused."""


def task_page(
    task: TaskState,
    *,
    typed: MultiDict[str, str] = NO_REFUSAL.typed,
    speaking: int | None = None,
    **said: Any,
) -> str:
    """The page of one task; `speaking` names the office in whose place is reported."""
    voices = queries.offices.voices(task)
    return render_template(
        "progress/task.html",
        task=task,
        history=queries.history(task.task_id),
        evidence=queries.evidence_of([task.task_id]),
        upstream=queries.upstream_of(task),
        kin=queries.series.kin(task),
        typed=typed,
        statuses=list(TaskStatus),
        office_name=current_user.membership.office_name,
        voices=voices,
        speaking=_speaking(voices, speaking),
        **{**UNSAID, **said},
    )


def task_again(task_id: int, said: str = "errors", *, refusal: Refusal) -> str:
    """The page of one task, with what was typed in vain of it, or in the place of an office."""
    typed = MultiDict(refusal.typed)
    office_id = typed.pop("office_id", "")
    held = [schemas.entry_from_form(task_id, typed)] if refusal.stale else []
    return task_page(
        queries.state(task_id),
        typed=typed,
        speaking=numbers.identifier(office_id),
        conflicts=conflicts_of(held),
        stale=refusal.stale,
        refusal=refusal,
        **{said: refusal.errors},
    )


def _speaking(voices: list[Voice], office_id: int | None) -> Voice | None:
    """The office in whose place the reader may report, where that was asked for."""
    found = next((one for one in voices if one.office.id == office_id), None)
    if found is None:
        return None
    people = directory.people_by_office([found.office.id]).get(found.office.id, ())
    return found if policies.can_speak(people=people, by_id=current_user.id) else None


@pages.get("/progress/tasks/<int:task_id>")
@requires(Permission.PROGRESS_VIEW)
def task(task_id: int) -> str:
    """One task: where it stands, its history and its evidence."""
    speaking = request.args.get("office", type=numbers.identifier)
    return task_page(queries.state(task_id), speaking=speaking)


@pages.post("/progress/tasks/<int:task_id>/entries")
@requires(Permission.PROGRESS_RECORD)
@shows_again(task_again)
def record(task_id: int) -> Response:
    """Record where the task stands."""
    entry = schemas.entry_from_form(task_id, request.form)
    actions.record(entry=entry, by=current_user)
    flash("Đã ghi tiến độ nhiệm vụ.", "success")
    return redirect(url_for("progress.task", task_id=task_id), 303)


@pages.post("/progress/tasks/<int:task_id>/evidence")
@requires(Permission.PROGRESS_RECORD)
@shows_again(task_again, Invalid, said="file_errors")
def add_evidence(task_id: int) -> Response:
    """Keep files as evidence on the task."""
    given = schemas.uploads(request.files.getlist("files"), request.form.get("caption", ""))
    added = actions.add_evidence(task_id=task_id, uploads=given, by=current_user)
    flash(f"Đã lưu {len(added)} tệp minh chứng.", "success")
    return redirect(url_for("progress.task", task_id=task_id, _anchor="minh-chung"), 303)


@pages.post("/progress/evidence/<int:evidence_id>/withdrawal")
@requires(Permission.PROGRESS_RECORD)
def withdraw_evidence(evidence_id: int) -> Response:
    """Take a file back from the evidence of its task."""
    withdrawn = actions.withdraw_evidence(evidence_id=evidence_id, by=current_user)
    flash("Đã rút minh chứng; tệp vẫn được lưu trong lịch sử của nhiệm vụ.", "success")
    return redirect(url_for("progress.task", task_id=withdrawn.task_id, _anchor="minh-chung"), 303)
