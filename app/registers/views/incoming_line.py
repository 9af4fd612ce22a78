"""Pages: one incoming paper: mended, given to somebody with an instruction, dealt with."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.accounts import queries as accounts
from app.documents.terms import PaperKind, Urgency
from app.lib import clock
from app.lib.errors import Invalid, Stale
from app.lib.schemas import load_form
from app.registers import actions, policies, queries, schemas
from app.registers.terms import INCOMING_FIELDS
from app.registers.views.blueprint import Page, pages, version_typed
from tenants.db import refuse


@pages.get("/registers/incoming/<int:incoming_id>")
@requires(Permission.PAPER_VIEW)
def incoming_line(incoming_id: int) -> str:
    """What came, from whom, its files, who deals with it."""
    return _line(incoming_id)


def _line(incoming_id: int, **values: Any) -> str:
    entry = queries.own_incoming(incoming_id)
    return render_template(
        "registers/incoming_line.html",
        entry=entry,
        fallen=queries.fallen([entry]),
        files=queries.incoming_files(entry.id),
        people=accounts.members(),
        can_assign=policies.can_assign(entry),
        today=clock.today(),
        **{"typed": {}, "errors": {}, "is_stale": False, **values},
    )


@pages.get("/registers/incoming/<int:incoming_id>/edit")
@requires(Permission.PAPER_ISSUE)
def edit_incoming(incoming_id: int) -> str:
    """The form in which a line is mended."""
    entry = queries.own_incoming(incoming_id)
    present = {name: getattr(entry, name) for name in INCOMING_FIELDS}
    return _form(incoming_id, {name: getattr(v, "value", v) for name, v in present.items()})


def _form(
    incoming_id: int,
    typed: Mapping[str, Any],
    errors: Mapping[str, list[str]] | None = None,
    conflicts: Mapping[str, tuple[str, str]] | None = None,
) -> str:
    names = {label: name for name, label in INCOMING_FIELDS.items()}
    return render_template(
        "registers/incoming_form.html",
        entry=queries.own_incoming(incoming_id),
        typed=typed,
        errors=errors or {},
        conflicts=[
            {"name": names[label], "label": label, "mine": mine, "current": theirs}
            for label, (mine, theirs) in (conflicts or {}).items()
        ],
        next_number=None,
        kinds=list(PaperKind),
        urgencies=list(Urgency),
    )


@pages.post("/registers/incoming/<int:incoming_id>")
@requires(Permission.PAPER_ISSUE)
def change_incoming(incoming_id: int) -> Page:
    """Mend a line."""
    try:
        changes = load_form(schemas.IncomingChangeSchema(), request.form)
        actions.incoming.change(
            incoming_id=incoming_id,
            version=version_typed() or 0,
            changes=changes,
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _form(incoming_id, request.form, error.fields), 422
    except Stale as error:
        refuse()
        return _form(incoming_id, request.form, conflicts=error.changed or NOTHING), 412
    flash("Đã sửa dòng sổ văn bản đến.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


NOTHING = {"": ("", "")}


@pages.post("/registers/incoming/<int:incoming_id>/assignment")
@requires(Permission.PAPER_APPROVE)
def assign_incoming(incoming_id: int) -> Page:
    """The leader gives it to somebody, with an instruction and a day."""
    try:
        given = load_form(schemas.AssignmentSchema(), request.form)
        entry = actions.incoming.assign(
            incoming_id=incoming_id, version=version_typed(), **given, by=current_user
        )
    except Invalid as error:
        refuse()
        return _line(incoming_id, typed=request.form, errors=error.fields), 422
    except Stale:
        refuse()
        return _line(incoming_id, typed=request.form, is_stale=True), 412
    flash(f"Đã giao {entry.assigned_name} giải quyết.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/completion")
@requires(Permission.PAPER_WRITE)
def finish_incoming(incoming_id: int) -> Page:
    """It is dealt with."""
    try:
        actions.incoming.finish(
            incoming_id=incoming_id, note=request.form.get("note", ""), by=current_user
        )
    except Invalid as error:
        refuse()
        return _line(incoming_id, typed=request.form, errors=error.fields), 422
    flash("Đã ghi giải quyết xong.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/reopening")
@requires(Permission.PAPER_WRITE)
def reopen_incoming(incoming_id: int) -> Page:
    """It is open again."""
    actions.incoming.reopen(incoming_id=incoming_id, by=current_user)
    flash("Đã mở lại văn bản đến.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)


@pages.post("/registers/incoming/<int:incoming_id>/files")
@requires(Permission.PAPER_ISSUE)
def lay_in(incoming_id: int) -> Page:
    """Lay a file beside it."""
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise Invalid("Chọn tệp cần thêm.", "file")
        actions.incoming.lay_in(
            incoming_id=incoming_id, name=file.filename, content=file.read(), by=current_user
        )
    except Invalid as error:
        refuse()
        return _line(incoming_id, errors=error.fields), 422
    flash("Đã thêm tệp.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=incoming_id), 303)
