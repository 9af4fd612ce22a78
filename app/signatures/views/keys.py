"""Pages: one's own key, and the key of the organ's seal."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.signatures import actions, policies, queries, schemas
from app.signatures.terms import KeyKind, Part
from app.signatures.views.blueprint import pages

PAGES = {Part.LEADER: "signatures.personal_key", Part.SEAL: "signatures.seal_key"}


@pages.get("/signatures/personal-key")
@requires(Permission.PAPER_WRITE)
def personal_key() -> str:
    """One's own key: facts of its certificate, image of the signature."""
    return _shown(Part.LEADER)


@pages.post("/signatures/personal-key")
@requires(Permission.PAPER_WRITE)
def keep_personal_key() -> Response:
    """Keep or replace one's own key."""
    return _kept(part=Part.LEADER)


@pages.get("/signatures/personal-key/stamp")
@requires(Permission.PAPER_WRITE)
def personal_stamp() -> Response:
    """The image of one's own signature."""
    return _image(Part.LEADER)


@pages.post("/signatures/personal-key/stamp")
@requires(Permission.PAPER_WRITE)
def keep_personal_stamp() -> Response:
    """Keep the image of one's own signature."""
    return _stamped(part=Part.LEADER)


@pages.post("/signatures/personal-key/removal")
@requires(Permission.PAPER_WRITE)
def remove_personal_key() -> Response:
    """Forget one's own key."""
    return _removed(Part.LEADER)


@pages.get("/signatures/seal-key")
@requires(Permission.PAPER_ISSUE)
def seal_key() -> str:
    """The key of the organ's seal."""
    return _shown(Part.SEAL)


@pages.post("/signatures/seal-key")
@requires(Permission.PAPER_ISSUE)
def keep_seal_key() -> Response:
    """Keep or replace the key of the seal."""
    return _kept(part=Part.SEAL)


@pages.get("/signatures/seal-key/stamp")
@requires(Permission.PAPER_ISSUE)
def seal_stamp() -> Response:
    """The image of the seal."""
    return _image(Part.SEAL)


@pages.post("/signatures/seal-key/stamp")
@requires(Permission.PAPER_ISSUE)
def keep_seal_stamp() -> Response:
    """Keep the image of the seal."""
    return _stamped(part=Part.SEAL)


@pages.post("/signatures/seal-key/removal")
@requires(Permission.PAPER_ISSUE)
def remove_seal_key() -> Response:
    """Forget the key of the seal."""
    return _removed(Part.SEAL)


def _shown(part: Part, refusal: Refusal = NO_REFUSAL) -> str:
    facts = queries.key_facts(part, current_user.id)
    return render_template(
        "signatures/key.html",
        part=part,
        facts=facts,
        has_devices=queries.has_devices(),
        usual_width=policies.USUAL_WIDTH,
        kinds=list(KeyKind),
        errors=refusal.errors_at("secret"),
        typed=refusal.typed,
        keep=PAGES[part].replace(".", ".keep_"),
        keep_stamp=PAGES[part].replace(".", ".keep_").replace("_key", "_stamp"),
        remove=PAGES[part].replace(".", ".remove_"),
        image=PAGES[part].replace("_key", "_stamp"),
    )


def _image(part: Part) -> Response:
    content = queries.image(part, current_user.id)
    answer = send_file(BytesIO(content), mimetype="image/png", max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@shows_again(_shown, Invalid, Conflict)
def _kept(part: Part) -> Response:
    data = load_form(schemas.KeyForm(), request.form)
    if data["kind"] is KeyKind.KEY_FILE:
        content = schemas.key_file(request.files.get("file"))
        key = actions.keep_key_file(
            part=part, content=content, secret=data["secret"], by=current_user
        )
    else:
        labels = {name: data[name] for name in ("token_label", "key_label", "secret")}
        key = actions.keep_device(part=part, by=current_user, **labels)
    flash(f"Đã lưu khóa ký số của {key.subject}. Mật khẩu không được lưu lại.", "success")
    return redirect(url_for(PAGES[part]), 303)


@shows_again(_shown, Invalid)
def _stamped(part: Part) -> Response:
    data = load_form(schemas.StampForm(), request.form)
    content = schemas.stamp(request.files.get("stamp"))
    actions.keep_stamp(part=part, content=content, width=data["stamp_width"], by=current_user)
    flash("Đã lưu hình ảnh.", "success")
    return redirect(url_for(PAGES[part]), 303)


def _removed(part: Part) -> Response:
    actions.remove_key(part=part, by=current_user)
    flash("Đã xóa khóa ký số khỏi hệ thống. Văn bản đã ký vẫn giữ nguyên chữ ký.", "success")
    return redirect(url_for(PAGES[part]), 303)
