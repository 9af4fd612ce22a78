"""Pages: annexes of an outgoing paper that lie in files of their own."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents import queries as documents
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.registers import queries as registers
from app.signatures import actions, queries, schemas
from app.signatures.queries import papers
from app.signatures.terms import Part
from app.signatures.views.blueprint import pages

MOST_BYTES = 20 * 1024 * 1024


@pages.get("/signatures/papers/<int:outgoing_id>/annexes")
@requires(Permission.PAPER_ISSUE)
def annexes(outgoing_id: int) -> str:
    """The annexes, and the form for one more."""
    return _shown(outgoing_id)


def _shown(outgoing_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "signatures/annexes.html",
        paper=registers.own(outgoing_id),
        annexes=papers.annexes(outgoing_id),
        is_sealed=Part.SEAL in papers.part_done(outgoing_id),
        kinds=queries.kinds_of_keys(current_user.id),
        may_skip=queries.may_skip_timestamp(),
        errors=refusal.errors_at("file"),
        hub=url_for("correspondence.outgoing", outgoing_id=outgoing_id, _anchor="signatures"),
    )


@pages.post("/signatures/papers/<int:outgoing_id>/annexes")
@requires(Permission.PAPER_ISSUE)
@shows_again(_shown, Invalid, Conflict)
def add_annex(outgoing_id: int) -> Response:
    """One more annex, before the seal."""
    data = load_form(schemas.SecretSchema(), request.form)
    upload = request.files.get("file")
    content = schemas.read_upload(upload, "file", "Hãy chọn tệp PDF kèm theo.", MOST_BYTES)
    name = upload.filename if upload is not None and upload.filename else "phu-luc.pdf"
    file_id = actions.add_annex(
        paper_id=outgoing_id,
        name=name,
        content=content,
        wish=schemas.wish_of(data, None),
        by=current_user,
    )
    flash(f"Đã ký số và thêm tệp kèm theo “{documents.file(file_id).name}”.", "success")
    return redirect(url_for("signatures.annexes", outgoing_id=outgoing_id), 303)
