"""Pages: whom verifications trust, kept by the operator of the platform."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Invalid
from app.signatures import actions, queries, schemas
from app.signatures.views.blueprint import pages

MOST_BYTES = 10 * 1024 * 1024


def _shown(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "signatures/trust.html", anchors=queries.anchors(), errors=refusal.errors
    )


@pages.get("/signatures/trust")
@requires(Permission.PLATFORM_MANAGE)
def trust() -> str:
    """The list of roots, authorities and revocation lists."""
    return _shown()


@pages.post("/signatures/trust")
@requires(Permission.PLATFORM_MANAGE)
@shows_again(_shown, Invalid)
def add_anchors() -> Response:
    """Enter what a file holds."""
    upload = request.files.get("file")
    content = schemas.read_upload(upload, "file", "Hãy chọn tệp chứng thư.", MOST_BYTES)
    added = actions.add_anchors(content=content, by=current_user)
    names = ", ".join(one.name for one in added)
    flash(f"Đã thêm: {names}." if added else "Tệp này đã có trong danh sách.", "success")
    return redirect(url_for("signatures.trust"), 303)


@pages.post("/signatures/trust/<int:anchor_id>/removal")
@requires(Permission.PLATFORM_MANAGE)
def remove_anchor(anchor_id: int) -> Response:
    """Trust an entry no more."""
    actions.remove_anchor(anchor_id=anchor_id, by=current_user)
    flash("Đã bỏ khỏi danh sách tin cậy.", "success")
    return redirect(url_for("signatures.trust"), 303)
