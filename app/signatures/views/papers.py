"""Pages: a paper of the outgoing register is signed, or comes back signed."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.registers import queries as registers
from app.signatures import actions, policies, queries, schemas
from app.signatures.terms import Part
from app.signatures.views.blueprint import pages


@pages.get("/signatures/papers/<int:outgoing_id>/signature")
@requires(Permission.PAPER_WRITE)
def signature(outgoing_id: int) -> str:
    """The signer named on the paper signs it: the form."""
    return _form(outgoing_id, Part.LEADER)


@pages.post("/signatures/papers/<int:outgoing_id>/signature")
@requires(Permission.PAPER_WRITE)
def sign(outgoing_id: int) -> Response:
    """The signer named on the paper signs it."""
    return _signed(outgoing_id=outgoing_id, part=Part.LEADER)


@pages.get("/signatures/papers/<int:outgoing_id>/seal")
@requires(Permission.PAPER_ISSUE)
def seal(outgoing_id: int) -> str:
    """The clerk puts the organ's seal on it: the form."""
    return _form(outgoing_id, Part.SEAL)


@pages.post("/signatures/papers/<int:outgoing_id>/seal")
@requires(Permission.PAPER_ISSUE)
def put_seal(outgoing_id: int) -> Response:
    """The clerk puts the organ's seal on it."""
    return _signed(outgoing_id=outgoing_id, part=Part.SEAL)


@pages.get("/signatures/papers/<int:outgoing_id>/signed-file")
@requires(Permission.PAPER_ISSUE)
def signed_file(outgoing_id: int) -> str:
    """A paper signed elsewhere comes back: the form."""
    return _upload(outgoing_id)


def _upload(outgoing_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    paper = registers.own(outgoing_id)
    return render_template(
        "signatures/signed_file.html",
        paper=paper,
        file=registers.current_file(outgoing_id),
        errors=refusal.errors,
        hub=_hub(outgoing_id),
    )


@pages.post("/signatures/papers/<int:outgoing_id>/signed-file")
@requires(Permission.PAPER_ISSUE)
@shows_again(_upload, Invalid)
def take(outgoing_id: int) -> Response:
    """A paper signed elsewhere comes back."""
    data = load_form(schemas.SignedFileForm(), _without_seen())
    upload = request.files.get("file")
    content = schemas.read_upload(upload, "file", "Hãy chọn tệp PDF đã ký.", 20 * 1024 * 1024)
    taken = actions.take(
        paper_id=outgoing_id,
        name=upload.filename if upload is not None and upload.filename else "van-ban.pdf",
        content=content,
        seen_file_id=request.form.get("seen_file_id", type=int),
        is_accepted=data["is_accepted"],
        by=current_user,
    )
    flash(f"Đã nhận tệp đã ký. {taken.report.headline}", "success")
    return redirect(_hub(outgoing_id), 303)


def _form(outgoing_id: int, part: Part, refusal: Refusal = NO_REFUSAL) -> str:
    paper = registers.own(outgoing_id)
    file = registers.current_file(outgoing_id)
    facts = queries.key_facts(part, current_user.id)
    return render_template(
        "signatures/sign.html",
        paper=paper,
        part=part,
        file=file,
        is_early=part is Part.SEAL and file is not None and queries.is_early(outgoing_id, file.id),
        facts=facts,
        other_name=policies.other_name(part, facts.key, queries.parties(paper)) if facts else "",
        may_skip=queries.may_skip_timestamp(),
        errors=refusal.errors,
        typed=refusal.typed,
        address="signatures.sign" if part is Part.LEADER else "signatures.put_seal",
        keys="signatures.personal_key" if part is Part.LEADER else "signatures.seal_key",
        hub=_hub(outgoing_id),
    )


@shows_again(_form, Invalid, Conflict)
def _signed(outgoing_id: int, part: Part) -> Response:
    data = load_form(schemas.WishSchema(), _without_seen())
    seen = request.form.get("seen_file_id", 0, type=int)
    row = actions.sign(
        paper_id=outgoing_id, part=part, wish=schemas.wish_of(data, seen), by=current_user
    )
    flash(f"Đã ký số: {row.subject}.", "success")
    return redirect(_hub(outgoing_id), 303)


def _without_seen() -> MultiDict[str, str]:
    form = request.form.copy()
    form.poplist("seen_file_id")
    return form


def _hub(outgoing_id: int) -> str:
    return url_for("correspondence.outgoing", outgoing_id=outgoing_id, _anchor="signatures")
