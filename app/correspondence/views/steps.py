"""Pages: a draft goes from desk to desk and is issued; what waits for whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence import jobs
from app.correspondence.actions import steps as actions
from app.correspondence.queries import drafts
from app.correspondence.views.blueprint import pages
from app.correspondence.views.panels import panel
from app.forms import NO_REFUSAL, Refusal, shows_again, version_if_any
from app.lib import dates
from app.lib.errors import Conflict, Invalid, Stale
from app.registers import queries as registers
from tenants.db import refuse


@pages.get("/correspondence/drafts/<int:draft_id>/steps")
@requires(Permission.PAPER_VIEW)
def steps(draft_id: int) -> str:
    """The way of a draft: where it lies, what is amiss, what may be done now, who did what."""
    return _page(draft_id)


def _page(draft_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    draft = drafts.own(draft_id)
    shown = panel(draft, errors=refusal.errors, typed=refusal.typed)
    return render_template("correspondence/steps.html", draft=draft, steps=shown)


def _step(draft_id: int, take: Callable[..., object], done: str, **given: Any) -> Response:
    """Take a step, and go back to the draft."""
    take(draft_id=draft_id, version=version_if_any(), by=current_user, **given)
    flash(done, "success")
    return redirect(url_for("correspondence.draft", draft_id=draft_id), 303)


def _note() -> str:
    return request.form.get("note", "")


def _is_acknowledged() -> bool:
    return request.form.get("acknowledged") == "1"


@pages.post("/correspondence/drafts/<int:draft_id>/submission")
@requires(Permission.PAPER_WRITE)
@shows_again(_page, Invalid)
def submit_draft(draft_id: int) -> Response:
    """Hand a draft in."""
    given = {"note": _note(), "acknowledged": _is_acknowledged()}
    return _step(draft_id, actions.submit, "Đã trình dự thảo.", **given)


@pages.post("/correspondence/drafts/<int:draft_id>/approval")
@requires(Permission.PAPER_CHECK, Permission.PAPER_APPROVE)
@shows_again(_page, Invalid)
def approve_draft(draft_id: int) -> Response:
    """Pass a draft on."""
    given = {"note": _note(), "acknowledged": _is_acknowledged()}
    return _step(draft_id, actions.approve, "Đã duyệt, chuyển bước tiếp theo.", **given)


@pages.post("/correspondence/drafts/<int:draft_id>/return")
@requires(Permission.PAPER_WRITE)
@shows_again(_page, Invalid)
def return_draft(draft_id: int) -> Response:
    """Give a draft back to who drafted it."""
    done = "Đã trả lại dự thảo cho người soạn."
    return _step(draft_id, actions.return_for_changes, done, note=_note())


@pages.post("/correspondence/drafts/<int:draft_id>/taking-back")
@requires(Permission.PAPER_WRITE)
@shows_again(_page, Invalid)
def take_draft_back(draft_id: int) -> Response:
    """Have one's own draft back."""
    return _step(draft_id, actions.take_back, "Đã rút dự thảo về để sửa.")


@pages.post("/correspondence/drafts/<int:draft_id>/issuance")
@requires(Permission.PAPER_WRITE)
@shows_again(_page, Invalid)
def issue_draft(draft_id: int) -> Response:
    """Give an approved draft its number; a second time leads to the paper issued before."""
    try:
        entry = jobs.issue_and_draw(
            draft_id=draft_id,
            version=version_if_any(),
            number=request.form.get("number", "").strip() or None,
            issued_on=_day("issued_on"),
            confirm_gap=request.form.get("confirm_gap") == "1",
            by=current_user,
        )
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
