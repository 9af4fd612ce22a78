"""Pages: a paper as an envelope or a package, out and in."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.actions import importing
from app.correspondence.queries import envelopes
from app.correspondence.schemas import importing as schemas
from app.correspondence.schemas.public import uploaded
from app.correspondence.views.blueprint import pages
from app.documents.terms import PaperKind, Urgency
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Invalid
from app.lib.schemas import load_form

ZIP, EDXML = "application/zip", "application/xml"


def download(named: tuple[str, bytes], media_type: str) -> Response:
    """A file to be saved."""
    name, content = named
    return send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)


@pages.get("/correspondence/outgoing/<int:outgoing_id>/package")
@requires(Permission.PAPER_VIEW)
def package(outgoing_id: int) -> Response:
    """The paper with its files, a list of them, and the envelope, as one ZIP."""
    return download(envelopes.as_package(outgoing_id), ZIP)


@pages.get("/correspondence/outgoing/<int:outgoing_id>/envelope")
@requires(Permission.PAPER_VIEW)
def envelope(outgoing_id: int) -> Response:
    """The paper as an edXML envelope with its files in it."""
    return download(envelopes.as_xml(outgoing_id), EDXML)


def _upload_form(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template("correspondence/new_envelope.html", errors=refusal.errors)


@pages.get("/correspondence/incoming/envelopes/new")
@requires(Permission.PAPER_ISSUE)
def new_envelope() -> str:
    """Which file came."""
    return _upload_form()


@pages.post("/correspondence/incoming/envelopes")
@requires(Permission.PAPER_ISSUE)
@shows_again(_upload_form, Invalid)
def open_envelope() -> str:
    """What is in the file, to be looked at before it is registered."""
    _, content = uploaded(request.files.get("file"))
    opened = importing.open_envelope(content=content, by=current_user)
    return _confirm(schemas.confirmed(opened), opened=opened)


def _confirm(form: Mapping[str, Any], refusal: Refusal = NO_REFUSAL, opened: Any = None) -> str:
    return render_template(
        "correspondence/envelope.html",
        form=form,
        files=envelopes.own_files([int(one) for one in form["file_ids"]]),
        kinds=[(kind.value, kind.label) for kind in PaperKind],
        urgencies=[(urgency.value, urgency.label) for urgency in Urgency],
        errors=refusal.errors,
        opened=opened,
    )


def _confirm_again(refusal: Refusal) -> str:
    typed = {**refusal.typed, "file_ids": refusal.typed.getlist("file_ids", type=int)}
    return _confirm(typed, refusal)


@pages.post("/correspondence/incoming/entries")
@requires(Permission.PAPER_ISSUE)
@shows_again(_confirm_again, Invalid)
def take_in() -> Response:
    """Register the paper of an envelope as it was confirmed."""
    given = load_form(schemas.ParticularsIn(), request.form)
    entry = importing.take_in(particulars=given, by=current_user)
    flash(f"Đã vào sổ văn bản đến, số đến {entry.number:02d}.", "success")
    return redirect(url_for("correspondence.incoming"), 303)
