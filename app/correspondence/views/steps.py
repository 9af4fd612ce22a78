"""Pages: a draft goes from desk to desk and is issued; what waits for whom."""

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence import jobs
from app.correspondence.actions import steps as actions
from app.correspondence.queries import drafts
from app.correspondence.views.blueprint import pages
from app.correspondence.views.panels import panel
from app.lib import dates
from app.lib.errors import Conflict, Invalid, Stale
from app.registers import queries as registers
from tenants.db import refuse

Page = str | Response | tuple[str, int]


@pages.get("/correspondence/drafts/<int:draft_id>/steps")
@requires(Permission.PAPER_VIEW)
def steps(draft_id: int) -> str:
    """The way of a draft: where it lies, what is amiss, what may be done now, who did what."""
    return _page(draft_id)


def _page(draft_id: int, errors: dict[str, list[str]] | None = None) -> str:
    draft = drafts.own(draft_id)
    shown = panel(draft, errors=errors, typed=request.form)
    return render_template("correspondence/steps.html", draft=draft, steps=shown)


def _tried(draft_id: int, deed: Callable[[], object], done: str) -> Page:
    """Do it and go back to the draft; what cannot be taken is shown where it was typed."""
    try:
        deed()
    except Invalid as error:
        refuse()
        return _page(draft_id, error.fields), 422
    flash(done, "success")
    return redirect(url_for("correspondence.draft", draft_id=draft_id), 303)


def _version() -> int | None:
    return request.form.get("version", type=int)


def _is_acknowledged() -> bool:
    return request.form.get("acknowledged") == "1"


@pages.post("/correspondence/drafts/<int:draft_id>/submission")
@requires(Permission.PAPER_WRITE)
def submit_draft(draft_id: int) -> Page:
    """Hand a draft in."""
    return _tried(
        draft_id,
        lambda: actions.submit(
            draft_id=draft_id,
            version=_version(),
            note=request.form.get("note", ""),
            acknowledged=_is_acknowledged(),
            by=current_user,
        ),
        "Đã trình dự thảo.",
    )


@pages.post("/correspondence/drafts/<int:draft_id>/approval")
@requires(Permission.PAPER_CHECK, Permission.PAPER_APPROVE)
def approve_draft(draft_id: int) -> Page:
    """Pass a draft on."""
    return _tried(
        draft_id,
        lambda: actions.approve(
            draft_id=draft_id,
            version=_version(),
            note=request.form.get("note", ""),
            acknowledged=_is_acknowledged(),
            by=current_user,
        ),
        "Đã duyệt, chuyển bước tiếp theo.",
    )


@pages.post("/correspondence/drafts/<int:draft_id>/return")
@requires(Permission.PAPER_WRITE)
def return_draft(draft_id: int) -> Page:
    """Give a draft back to who drafted it."""
    return _tried(
        draft_id,
        lambda: actions.return_for_changes(
            draft_id=draft_id,
            version=_version(),
            note=request.form.get("note", ""),
            by=current_user,
        ),
        "Đã trả lại dự thảo cho người soạn.",
    )


@pages.post("/correspondence/drafts/<int:draft_id>/taking-back")
@requires(Permission.PAPER_WRITE)
def take_draft_back(draft_id: int) -> Page:
    """Have one's own draft back."""
    return _tried(
        draft_id,
        lambda: actions.take_back(draft_id=draft_id, version=_version(), by=current_user),
        "Đã rút dự thảo về để sửa.",
    )


@pages.post("/correspondence/drafts/<int:draft_id>/issuance")
@requires(Permission.PAPER_WRITE)
def issue_draft(draft_id: int) -> Page:
    """Give an approved draft its number."""
    try:
        entry = jobs.issue_and_draw(
            draft_id=draft_id,
            version=_version(),
            number=request.form.get("number", "").strip() or None,
            issued_on=_day("issued_on"),
            confirm_gap=request.form.get("confirm_gap") == "1",
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _page(draft_id, error.fields), 422
    except (Stale, Conflict):
        refuse()
        issued_id = drafts.own(draft_id).outgoing_id
        if issued_id is None:
            raise
        number = registers.own(issued_id).full_number
        flash(f"Văn bản này đã được ban hành trước đó, số {number}; không cấp thêm số.", "info")
        return redirect(url_for("correspondence.outgoing", outgoing_id=issued_id), 303)
    flash(f"Đã ban hành, số {entry.full_number}.", "success")
    return redirect(url_for("correspondence.outgoing", outgoing_id=entry.id), 303)


def _day(name: str) -> date | None:
    typed = request.form.get(name, "").strip()
    return dates.parse(typed, name) if typed else None
