"""Criteria sets out to Excel and back: a dry run first, then as it said."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents import actions as documents
from app.documents import queries as files
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import workbooks
from app.lib.errors import Invalid, Stale
from app.scoring.actions import exchange as actions
from app.scoring.exchange import compare
from app.scoring.models import CriteriaSet
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria
from app.scoring.queries import exchange as queries
from app.scoring.views.blueprint import pages
from app.scoring.views.criteria_sets import see
from tenants import context


@pages.get("/criteria-sets/<int:set_id>/workbook")
@requires(Permission.CRITERIA_VIEW)
def set_workbook(set_id: int) -> Response:
    """The set as an Excel file."""
    found = criteria.criteria_set(set_id)
    return send_file(
        BytesIO(queries.workbook(set_id)),
        mimetype=workbooks.XLSX,
        as_attachment=True,
        download_name=f"bo-tieu-chi-{found.year}-{found.id}-lan-{found.edition}.xlsx",
    )


@pages.get("/criteria-sets/<int:set_id>/workbooks")
@requires(Permission.CRITERIA_EDIT)
def new_workbook(set_id: int) -> str:
    """Choose the Excel file."""
    return _form(set_id)


def _draft(set_id: int) -> CriteriaSet:
    policies.check_arrange(context.acting())
    found = criteria.criteria_set(set_id)
    policies.check_edit(found)
    return found


def _form(set_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "scoring/new_workbook.html", criteria_set=_draft(set_id), errors=refusal.errors
    )


@pages.post("/criteria-sets/<int:set_id>/workbooks")
@requires(Permission.CRITERIA_EDIT)
@shows_again(_form, Invalid)
def upload_workbook(set_id: int) -> Response:
    """Keep the file and show what it would change."""
    _draft(set_id)
    upload = request.files.get("file")
    name, content = ("", b"") if upload is None else (upload.filename or "", upload.read())
    if not name:
        raise Invalid("Hãy chọn tệp Excel.", "file")
    queries.read(set_id, name, content)
    kept = documents.store(name=name, content=content, by=current_user)
    return redirect(url_for("scoring.workbook_changes", set_id=set_id, file_id=kept.id), 303)


@pages.get("/criteria-sets/<int:set_id>/workbooks/<int:file_id>")
@requires(Permission.CRITERIA_EDIT)
def workbook_changes(set_id: int, file_id: int) -> str:
    """The dry run: every change and every error; nothing is written."""
    return _changes(set_id, file_id)


def _changes(set_id: int, file_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = _draft(set_id)
    kept = files.file_with_content(file_id)
    reading, there, changes = queries.read(found.id, kept.name, kept.content)
    return render_template(
        "scoring/workbook_changes.html",
        criteria_set=found,
        file=kept,
        errors=reading.errors,
        changes=changes,
        counted=compare.count(changes),
        digest=there.digest,
        is_stale=refusal.stale,
    )


@pages.post("/criteria-sets/<int:set_id>/workbooks/<int:file_id>/application")
@requires(Permission.CRITERIA_EDIT)
@shows_again(_changes, Stale)
def apply_workbook(set_id: int, file_id: int) -> Response:
    """Take the changes over."""
    kept = files.file_with_content(file_id)
    actions.take_over(
        set_id=set_id,
        name=kept.name,
        content=kept.content,
        digest=request.form.get("digest", ""),
        by=current_user,
    )
    flash("Đã nhập bộ tiêu chí từ tệp Excel.", "success")
    return see(set_id)
