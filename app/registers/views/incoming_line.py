"""Pages: one incoming paper: mended, given to somebody with an instruction, dealt with."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.accounts import queries as accounts
from app.documents.terms import PaperKind, Urgency
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_if_any, version_typed
from app.lib import clock
from app.lib.errors import Invalid
from app.lib.schemas import load_form
from app.registers import actions, policies, queries, schemas
from app.registers.terms import INCOMING_FIELDS
from app.registers.views.blueprint import pages


@pages.get("/registers/incoming/<int:incoming_id>")
@requires(Permission.PAPER_VIEW)
def incoming_line(incoming_id: int) -> str:
    """What came, from whom, its files, who deals with it."""
    return _line(incoming_id)


def _line(incoming_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    entry = queries.own_incoming(incoming_id)
    return render_template(
        "registers/incoming_line.html",
        entry=entry,
        fallen=queries.fallen([entry]),
        files=queries.incoming_files(entry.id),
        people=accounts.members(),
        can_assign=policies.can_assign(entry),
        today=clock.today(),
        typed=refusal.typed,
        errors=refusal.errors,
        is_stale=refusal.stale,
    )


@pages.get("/registers/incoming/<int:incoming_id>/edit")
@requires(Permission.PAPER_ISSUE)
def edit_incoming(incoming_id: int) -> str:
    """The form in which a line is mended."""
    entry = queries.own_incoming(incoming_id)
    present = {name: getattr(entry, name) for name in INCOMING_FIELDS}
    return _form(incoming_id, {name: getattr(v, "value", v) for name, v in present.items()})


def _form_again(incoming_id: int, refusal: Refusal) -> str:
    return _form(incoming_id, refusal.typed, refusal)


def _form(incoming_id: int, typed: Mapping[str, Any], refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "registers/incoming_form.html",
        entry=queries.own_incoming(incoming_id),
        typed=typed,
        errors=refusal.errors,
        conflicts=refusal.differences(INCOMING_FIELDS),
        refusal=refusal,
        is_stale=refusal.stale,
        next_number=None,
        kinds=list(PaperKind),
        urgencies=list(Urgency),
    )


@pages.post("/registers/incoming/<int:incoming_id>")
@requires(Permission.PAPER_ISSUE)
@shows_again(_form_again)
def change_incoming(incoming_id: int) -> Response:
    """Mend a line."""
    changes = load_form(schemas.IncomingChangeSchema(), request.form)
    actions.incoming.change(
        incoming_id=incoming_id,
        version=version_typed(),
        changes=changes,
        by=current_user,
    )
    flash("Đã sửa dòng sổ văn bản đến.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/assignment")
@requires(Permission.PAPER_APPROVE)
@shows_again(_line)
def assign_incoming(incoming_id: int) -> Response:
    """The leader gives it to somebody, with an instruction and a day."""
    given = load_form(schemas.AssignmentSchema(), request.form)
    entry = actions.incoming.assign(
        incoming_id=incoming_id, version=version_if_any(), **given, by=current_user
    )
    flash(f"Đã giao {entry.assigned_name} giải quyết.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/completion")
@requires(Permission.PAPER_WRITE)
@shows_again(_line, Invalid)
def finish_incoming(incoming_id: int) -> Response:
    """It is dealt with."""
    actions.incoming.finish(
        incoming_id=incoming_id, note=request.form.get("note", ""), by=current_user
    )
    flash("Đã ghi giải quyết xong.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/reopening")
@requires(Permission.PAPER_WRITE)
def reopen_incoming(incoming_id: int) -> Response:
    """It is open again."""
    actions.incoming.reopen(incoming_id=incoming_id, by=current_user)
    flash("Đã mở lại văn bản đến.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/files")
@requires(Permission.PAPER_ISSUE)
@says_why(_line, Invalid)
def lay_in(incoming_id: int) -> Response:
    """Lay a file beside it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid("Chọn tệp cần thêm.", "file")
    actions.incoming.lay_in(
        incoming_id=incoming_id, name=file.filename, content=file.read(), by=current_user
    )
    flash("Đã thêm tệp.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)
