"""Pages around a sheet that is filled in: its files, one value taken back, Excel and print."""

from typing import Any

from flask import Response as Answer
from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import workbooks
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring import sheet_printing
from app.scoring.actions import cells, sheet_imports
from app.scoring.exchange import sheet_writing
from app.scoring.policies import sheets as policies
from app.scoring.queries import sheets as queries
from app.scoring.views.blueprint import pages
from app.scoring.views.sheets import can_explain, form_again, save_typed, see
from tenants import context


@pages.get("/score-sheets/<int:sheet_id>/lines/<int:criterion_id>/files")
@requires(Permission.SHEET_VIEW)
def line_files(sheet_id: int, criterion_id: int) -> str:
    """The list of files of one criterion, for the page that has just changed it."""
    detail = queries.detail(sheet_id)
    detail.scale.formula(criterion_id)
    there = detail.proofs.get(criterion_id, [])
    is_sent = detail.sheet.sent_at is not None
    return render_template(
        "scoring/line_files.html",
        detail=detail,
        one=detail.scale.leaves[criterion_id].criterion,
        proofs=[proof for proof in there if proof.explains or not is_sent],
        fixed=is_sent and not can_explain(detail),
    )


@pages.post("/score-sheets/<int:sheet_id>/lines/<int:criterion_id>/drawing")
@requires(Permission.SHEET_EDIT)
@shows_again(form_again)
def draw_line(sheet_id: int, criterion_id: int) -> Response:
    """Save what is on the page, and take back what the tasks or the report say for one line."""
    save_typed(sheet_id)
    cells.take(
        sheet_id=sheet_id,
        criterion_id=criterion_id,
        version=None,
        origin=request.form.get("origin", ""),
        by=current_user,
    )
    flash("Đã lấy lại số liệu cho tiêu chí.", "success")
    return redirect(f"{url_for('scoring.sheet', sheet_id=sheet_id)}#criterion-{criterion_id}", 303)


@pages.get("/score-sheets/<int:sheet_id>/files")
@requires(Permission.SHEET_VIEW)
def sheet_files(sheet_id: int) -> str:
    """The sheet as Excel and as a paper; a filled workbook taken in."""
    return _files_page(sheet_id)


def _files_page(sheet_id: int, refusal: Refusal = NO_REFUSAL, looked: Any = None, **_: int) -> str:
    detail = queries.detail(sheet_id)
    tenant_id = context.acting().tenant_id
    return render_template(
        "scoring/sheet_files.html",
        detail=detail,
        is_own=detail.sheet.tenant_id == tenant_id,
        can_edit=policies.can_edit(detail.sheet, tenant_id),
        errors=refusal.errors,
        looked=looked,
    )


@pages.get("/score-sheets/<int:sheet_id>/workbook")
@requires(Permission.SHEET_VIEW)
def sheet_workbook(sheet_id: int) -> Answer:
    """The sheet as Excel, structure locked."""
    detail = queries.detail(sheet_id)
    name = f"bang-tu-cham-{detail.sheet.year}-{sheet_id}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(sheet_writing.of(detail), mimetype=workbooks.XLSX, headers=headers)


@pages.post("/score-sheets/<int:sheet_id>/imports")
@requires(Permission.SHEET_EDIT)
@shows_again(_files_page, Invalid)
def check_sheet_workbook(sheet_id: int) -> str:
    """Say what a filled workbook would change."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Invalid("Hãy chọn tệp Excel đã điền.", "file")
    looked = sheet_imports.look(
        sheet_id=sheet_id, name=upload.filename, content=upload.read(), by=current_user
    )
    return _files_page(sheet_id, looked=looked)


@pages.post("/score-sheets/<int:sheet_id>/imports/<int:file_id>/application")
@requires(Permission.SHEET_EDIT)
@shows_again(_files_page, Invalid)
def apply_sheet_workbook(sheet_id: int, file_id: int) -> Response:
    """Take the changes of a workbook that was looked at."""
    try:
        sheet_imports.apply(
            sheet_id=sheet_id, file_id=file_id, version=version_typed(), by=current_user
        )
    except Stale as error:
        raise Conflict(
            "Bảng điểm đã có thay đổi sau khi kiểm tra tệp; hãy kiểm tra lại tệp rồi ghi."
        ) from error
    flash("Đã ghi số liệu của tệp Excel vào bảng điểm.", "success")
    return see(sheet_id)


@pages.post("/score-sheets/<int:sheet_id>/papers")
@requires(Permission.PAPER_DRAW)
def draw_sheet_paper(sheet_id: int) -> Response:
    """Have the sheet drawn as a paper."""
    paper_id = sheet_printing.ask(sheet_id=sheet_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
