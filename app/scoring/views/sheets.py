"""Pages of a member's own score sheet."""

from collections.abc import Iterable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, may, requires
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring import jobs
from app.scoring.actions import evidence, explanations
from app.scoring.actions import sheets as actions
from app.scoring.policies import appraisals
from app.scoring.policies import sheets as policies
from app.scoring.policies.gaps import Gap
from app.scoring.queries import appraisals as appraisal_queries
from app.scoring.queries import criteria, drawing, filling, last_year, statuses
from app.scoring.queries import sheets as queries
from app.scoring.queries.sheets import Detail
from app.scoring.schemas import filling as shown
from app.scoring.schemas.fields import lines_of
from app.scoring.schemas.sheets import SheetForm
from app.scoring.views.blueprint import pages
from tenants import context


def see(sheet_id: int) -> Response:
    """Go to the page of a sheet."""
    return redirect(url_for("scoring.sheet", sheet_id=sheet_id), 303)


@pages.get("/score-sheets")
@requires(Permission.SHEET_VIEW)
def own_sheets() -> str:
    """The sets by which the member is scored, with its sheets."""
    found = statuses.of_member()
    sets = {line.criteria_set.id: line.criteria_set for line in criteria.sets(issued_only=True)}
    return render_template("scoring/own_sheets.html", statuses=found, sets=sets)


@pages.post("/score-sheets")
@requires(Permission.SHEET_EDIT)
def open_sheet() -> Response:
    """Open the member's sheet."""
    set_id = request.form.get("criteria_set_id", 0, type=int)
    return see(actions.open_sheet(set_id=set_id, by=current_user).id)


@pages.get("/score-sheets/<int:sheet_id>")
@requires(Permission.SHEET_VIEW)
def sheet(sheet_id: int) -> str:
    """A sheet: to be filled by its member until submitted, afterwards with what was said of it."""
    detail = queries.detail(sheet_id)
    edits = may(Permission.SHEET_EDIT) or may(Permission.SHEET_SUBMIT)
    if edits and policies.can_edit(detail.sheet, context.acting().tenant_id):
        return form_page(detail)
    return read_page(detail)


def _explain_until(detail: Detail) -> date | None:
    """The last day on which the member's word is waited for."""
    if detail.appraisal is None:
        return None
    return appraisals.explain_until(
        detail.appraisal, appraisal_queries.terms(detail.sheet.criteria_set_id)
    )


def can_explain(detail: Detail) -> bool:
    """Whether the reader's unit may say its word on the appraisal now."""
    return appraisals.can_explain(
        detail.sheet, detail.appraisal, detail.explanations, context.acting().tenant_id
    )


def read_page(detail: Detail, refusal: Refusal = NO_REFUSAL) -> str:
    """A submitted sheet; its member may explain itself here."""
    return render_template(
        "scoring/sheet.html",
        detail=detail,
        is_member=detail.sheet.tenant_id == context.acting().tenant_id,
        can_explain=can_explain(detail),
        explain_until=_explain_until(detail),
        errors=refusal.errors,
        typed=refusal.typed,
        conflict=refusal.differences(),
    )


def keep_explanations(sheet_id: int) -> None:
    """Keep what the member wants to say, with the files that go with it. Raises Invalid, Stale."""
    lines = lines_of(request.form)
    texts: dict[int | None, str] = {one: line.get("text", "") for one, line in lines.items()}
    versions: dict[int | None, int] = {
        one: numbers.identifier(line.get("version", "")) or 0 for one, line in lines.items()
    }
    texts[None] = request.form.get("text", "")
    versions[None] = numbers.identifier(request.form.get("text_version", "")) or 0
    is_versioned = any("version" in line for line in lines.values())
    explanations.save(
        sheet_id=sheet_id,
        texts=texts,
        versions=versions if is_versioned else None,
        by=current_user,
    )
    _attach_all(sheet_id, lines)


def read_again(sheet_id: int, refusal: Refusal) -> str:
    """The explanation as it was typed, with what is wrong, or what another has changed."""
    return read_page(queries.detail(sheet_id), refusal)


def form_page(detail: Detail, refusal: Refusal = NO_REFUSAL) -> str:
    """A draft, to be filled in."""
    scale, found = detail.scale, filling.of_detail(detail)
    named = [
        row.criterion.upstream_task_id
        for row in scale.leaves.values()
        if row.criterion.upstream_task_id is not None
    ]
    lacking: dict[int, list[Gap]] = {}
    for gap in found.gaps:
        lacking.setdefault(gap.criterion_id, []).append(gap)
    return render_template(
        "scoring/sheet_form.html",
        detail=detail,
        groups={group.criterion_id: group for group in found.groups},
        gaps=lacking,
        sums=shown.sums(found, found.gaps),
        offers=drawing.offers(scale),
        earlier=last_year.of(detail.sheet),
        proofs_to_pick=drawing.task_proofs(named),
        draws=bool(named),
        shown=shown,
        errors=refusal.errors,
        typed=refusal.typed,
        conflict=refusal.differences(),
        refusal=refusal,
    )


def form_again(sheet_id: int, refusal: Refusal, **_: int) -> str:
    """The draft as it was filled in, with what is wrong, or what another has changed."""
    return form_page(queries.detail(sheet_id), refusal)


@pages.post("/score-sheets/<int:sheet_id>")
@requires(Permission.SHEET_EDIT)
@shows_again(form_again)
def save_sheet(sheet_id: int) -> Response:
    """Save values, remarks and evidence."""
    save_typed(sheet_id)
    flash("Đã lưu bảng điểm.", "success")
    return see(sheet_id)


def save_typed(sheet_id: int) -> None:
    """Save what is on the page. Raises Invalid, Stale."""
    scale = criteria.scale(queries.sheet(sheet_id).criteria_set_id)
    form = SheetForm.read(scale, request.form)
    actions.save(
        sheet_id=sheet_id,
        version=version_typed(),
        versions=form.versions if any(form.versions.values()) else None,
        lines=form.lines,
        by=current_user,
    )
    for evidence_id in form.dropped:
        evidence.detach(sheet_id=sheet_id, evidence_id=evidence_id, by=current_user)
    for criterion_id, evidence_id in form.picked:
        evidence.pick(
            sheet_id=sheet_id, criterion_id=criterion_id, evidence_id=evidence_id, by=current_user
        )
    _attach_all(sheet_id, form.lines)


def _attach_all(sheet_id: int, criterion_ids: Iterable[int]) -> None:
    for criterion_id in criterion_ids:
        for upload in request.files.getlist(f"lines.{criterion_id}.files"):
            if upload.filename:
                evidence.attach(
                    sheet_id=sheet_id,
                    criterion_id=criterion_id,
                    name=upload.filename,
                    content=upload.read(),
                    caption=None,
                    kind=request.form.get(f"lines.{criterion_id}.kind") or None,
                    by=current_user,
                )


@pages.post("/score-sheets/<int:sheet_id>/drawing")
@requires(Permission.SHEET_EDIT)
def draw_sheet(sheet_id: int) -> Response:
    """Take what the member's tasks say now."""
    actions.draw(sheet_id=sheet_id, version=version_typed(), by=current_user)
    flash("Đã lấy lại số liệu từ tiến độ nhiệm vụ.", "success")
    return see(sheet_id)


@pages.post("/score-sheets/<int:sheet_id>/submission")
@requires(Permission.SHEET_SUBMIT)
@says_why(form_again, Invalid)
def submit_sheet(sheet_id: int) -> Response:
    """Send the sheet to the province and its appraiser."""
    jobs.submit_sheet(sheet_id=sheet_id, by=current_user)
    flash("Đã nộp bảng điểm; đơn vị thẩm định và tỉnh nhận được thông báo.", "success")
    return see(sheet_id)
