"""Pages on which papers are written: the list of drafts, the editor, one draft."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.audit import queries as audit
from app.audit import terms as audit_terms
from app.correspondence import jobs
from app.correspondence.actions import drafts as actions
from app.correspondence.policies import desks as desk_policies
from app.correspondence.queries import desks as desk_queries
from app.correspondence.queries import drafts
from app.correspondence.schemas import draft_forms as forms
from app.correspondence.schemas import drafts as schemas
from app.correspondence.terms import DraftState, Form, Purpose
from app.correspondence.views import editor, openings, panels
from app.correspondence.views.blueprint import pages
from app.documents import pasting, pdf, pictures
from app.forms import Refusal, shows_again, version_typed
from app.lib import dates
from app.lib import schemas as shapes

Page = str | Response | tuple[str, int]
HISTORY = 100


@pages.get("/correspondence/drafts")
@requires(Permission.PAPER_VIEW)
def list_drafts() -> str:
    """Drafts: mine, those that wait for me, all; by words and kind."""
    asked = shapes.load(schemas.DraftQuery(), _asked())
    wanted = drafts.Wanted(
        desk=asked["desk"],
        text=asked["q"],
        kind=asked.get("kind"),
        state=asked.get("state"),
        user_id=current_user.id,
        permissions=current_user.permissions,
    )
    found = drafts.listed(wanted, page=asked["page"], size=asked["page_size"])
    return render_template(
        "correspondence/drafts.html",
        found=found,
        wanted=wanted,
        counts=drafts.counts(current_user.id, current_user.permissions),
        forms=list(Form),
        states=list(DraftState),
    )


def _asked() -> dict[str, str]:
    names = ("desk", "q", "kind", "state", "page")
    return {name: value for name in names if (value := request.args.get(name))}


@pages.get("/correspondence/drafts/new")
@requires(Permission.PAPER_WRITE)
def new_draft() -> Page:
    """The editor with an empty paper of one form, or the choice of forms.

    It may open with what is answered, carried out, or written to (`openings`).
    """
    form = next((one for one in Form if one.value == request.args.get("form")), None)
    if form is None:
        more = {name: request.args[name] for name in openings.FROM if request.args.get(name)}
        return render_template("correspondence/draft_forms.html", forms=list(Form), more=more)
    return editor.page(form, openings.opened(form, request.args))


def _write_again(refusal: Refusal) -> str:
    return editor.page(_form_typed(), refusal.typed, errors=forms.names_of(refusal.errors))


@pages.post("/correspondence/drafts")
@requires(Permission.PAPER_WRITE)
@shows_again(_write_again)
def write_draft() -> Response:
    """Keep a new draft."""
    form = _form_typed()
    values = editor.values(form, request.form)
    draft = actions.write(form=form, values=values, by=current_user)
    flash("Đã lưu dự thảo.", "success")
    return _go_on(draft.id)


def _form_typed() -> Form:
    """The form of paper that the editor was opened for. Raises Invalid for none."""
    wanted: Form = shapes.load(schemas.FormNamed(), {"form": request.form.get("form", "")})["form"]
    return wanted


def _go_on(draft_id: int) -> Response:
    """To the draft, or back into the editor where more is to be written."""
    if request.form.get("then") == "recipients":
        where = url_for("correspondence.edit_draft", draft_id=draft_id, _anchor="noi-nhan")
    else:
        where = url_for("correspondence.draft", draft_id=draft_id)
    return redirect(where, 303)


@pages.get("/correspondence/drafts/<int:draft_id>")
@requires(Permission.PAPER_VIEW)
def draft(draft_id: int) -> str:
    """A draft: what it says, on whose desk it lies, what was done with it."""
    found = drafts.own(draft_id)
    people = desk_queries.desks()
    return render_template(
        "correspondence/draft.html",
        draft=found,
        form=Form.of(found.kind),
        entry=drafts.entry_of(found),
        may_edit=found.state not in (DraftState.ISSUED, DraftState.DROPPED)
        and desk_policies.may_edit(found, people, current_user.id),
        purposes={one.value: one.label for one in Purpose},
        history=_history(draft_id),
        steps=panels.panel(found),
        following=drafts.following(draft_id, current_user.permissions),
    )


def _history(draft_id: int) -> list[dict[str, str]]:
    """What was done with a draft, the latest first."""
    return [
        {
            "time": dates.stamp(one.created_at),
            "by": one.by_name or "Hệ thống",
            "text": audit_terms.sentence(one.verb),
        }
        for one in audit.trail(subject=("official_papers", draft_id), limit=HISTORY)
    ]


@pages.get("/correspondence/drafts/<int:draft_id>/pages/<int:number>.png")
@requires(Permission.PAPER_VIEW)
def draft_page(draft_id: int, number: int) -> Response:
    """One page of a draft as it would be printed, as a picture."""
    content = pdf.draw(jobs.paper_of(drafts.own(draft_id)))
    picture = pictures.of_page(content, number)
    return send_file(BytesIO(picture.png), "image/png")


@pages.get("/correspondence/drafts/<int:draft_id>/text")
@requires(Permission.PAPER_WRITE)
def edit_draft(draft_id: int) -> Page:
    """The editor of a draft that lies on one's desk."""
    found = drafts.own(draft_id)
    desk_policies.check_may_edit(found, desk_queries.desks(), current_user.id)
    return editor.page(Form.of(found.kind), editor.typed(found), draft=found)


def _revise_again(draft_id: int, refusal: Refusal) -> str:
    found, typed = drafts.own(draft_id), refusal.typed
    form = Form.of(found.kind)
    return editor.page(
        form,
        typed,
        draft=found,
        errors=forms.names_of(refusal.errors),
        conflicts=editor.conflicts(found, editor.values(form, typed)) if refusal.stale else (),
        is_stale=refusal.stale,
        refusal=refusal,
    )


@pages.post("/correspondence/drafts/<int:draft_id>/text")
@requires(Permission.PAPER_WRITE)
@shows_again(_revise_again)
def revise_draft(draft_id: int) -> Response:
    """Keep what was changed; the second of two editors sees what differs."""
    changes = editor.values(Form.of(drafts.own(draft_id).kind), request.form)
    actions.revise(draft_id=draft_id, version=version_typed(), changes=changes, by=current_user)
    flash("Đã lưu dự thảo.", "success")
    return _go_on(draft_id)


@pages.post("/correspondence/drafts/<int:draft_id>/copies")
@requires(Permission.PAPER_WRITE)
def copy_draft(draft_id: int) -> Response:
    """A new draft with the same words."""
    made = actions.copy(draft_id=draft_id, by=current_user)
    flash("Đã tạo dự thảo mới từ bản này.", "success")
    return redirect(url_for("correspondence.edit_draft", draft_id=made.id), 303)


@pages.post("/correspondence/drafts/<int:draft_id>/dropping")
@requires(Permission.PAPER_WRITE)
def drop_draft(draft_id: int) -> Response:
    """Give the draft up."""
    actions.drop(draft_id=draft_id, by=current_user)
    flash("Đã bỏ dự thảo; vẫn xem và tạo bản sao được.", "success")
    return redirect(url_for("correspondence.draft", draft_id=draft_id), 303)


@pages.post("/correspondence/drafts/<int:draft_id>/papers")
@requires(Permission.PAPER_DRAW)
def print_draft(draft_id: int) -> Response:
    """Have it printed with its Word file, or an invitation for each guest."""
    for_guests = request.form.get("format") == "guests"
    ask = jobs.ask_guests if for_guests else jobs.ask_draft
    asked = ask(draft_id=draft_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=asked.id), 303)


@pages.post("/correspondence/previews")
@requires(Permission.PAPER_WRITE)
def preview_draft() -> Page | dict[str, Any]:
    """What the editor holds as it would be printed: one page as a picture, or the whole as PDF."""
    form = _form_typed()
    values = editor.values(form, request.form)
    content = editor.drawn(form, values)
    if "page" in request.form:
        picture = editor.picture(content, request.form.get("page", 1, type=int))
        return {
            "page": picture.page,
            "pages": picture.pages,
            "image": "data:image/png;base64," + b64encode(picture.png).decode(),
        }
    return send_file(BytesIO(content), "application/pdf", download_name="xem-truoc.pdf")


@pages.post("/correspondence/pasted")
@requires(Permission.PAPER_WRITE)
def pasted() -> dict[str, Any]:
    """What was copied from Word as the text of a box, and what of it was left out."""
    found = pasting.from_html(request.form.get("content", ""))
    return {"text": found.text, "left_out": found.left_out}
