"""Pages: blanks, and where their texts are printed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import schemas as shapes
from app.lib.errors import Invalid, Stale
from app.stationery.actions import blanks as actions
from app.stationery.drawing.texts import SAMPLE
from app.stationery.drawing.usual_blanks import USUAL
from app.stationery.papers import certificates as papers
from app.stationery.policies import blanks as policies
from app.stationery.queries import blanks as queries
from app.stationery.queries.certificates import issuer
from app.stationery.schemas import blanks as schemas
from app.stationery.terms import awards
from app.stationery.terms import blanks as terms
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import Page, conflict, options
from tenants import context
from tenants.db import refuse


def _list_page(errors: dict[str, list[str]]) -> str:
    return render_template(
        "stationery/blanks.html",
        own=queries.own(),
        issued=queries.issued(),
        usual=USUAL,
        errors=errors,
    )


@pages.get("/stationery/blanks")
@requires(Permission.PAPER_VIEW)
def blanks() -> str:
    """The tenant's blanks, and those of its superiors."""
    return _list_page({})


@pages.post("/stationery/blanks")
@requires(Permission.PAPER_WRITE)
def draft_blank() -> Page:
    """Begin with a usual blank."""
    try:
        given = shapes.load_form(schemas.UsualBlankIn(), request.form)
        blank = actions.draft_usual(by=current_user, **given)
    except Invalid as error:
        refuse()
        return _list_page(error.fields), 422
    flash("Đã tạo phôi. Hãy đo phôi thật rồi chỉnh vị trí chữ.", "success")
    return redirect(url_for("stationery.blank", blank_id=blank.id), 303)


def _page(blank_id: int, **values: Any) -> str:
    blank = queries.blank(blank_id)
    shown = {name: getattr(blank, name) for name in (*actions.LABELS, "fields")}
    shown["form"] = blank.form.value
    return render_template(
        "stationery/blanks_one.html",
        blank=blank,
        editable=policies.can_edit(blank, context.acting().tenant_id),
        is_own=blank.tenant_id == context.acting().tenant_id,
        issuable=policies.can_issue(blank, issuer()),
        background=queries.background(blank),
        samples={source.value: SAMPLE.of(source) for source in terms.FieldSource},
        sources=options(terms.FieldSource),
        aligns=options(terms.TextAlign),
        inks=options(terms.Ink),
        colours={ink.value: ink.colour for ink in terms.Ink},
        forms=options(awards.AwardForm),
        labels=actions.LABELS,
        **{"typed": shown, "version": blank.version, "errors": {}, "conflict": [], **values},
    )


@pages.get("/stationery/blanks/<int:blank_id>")
@requires(Permission.PAPER_VIEW)
def blank(blank_id: int) -> str:
    """One blank: its picture and its numbers."""
    return _page(blank_id)


@pages.post("/stationery/blanks/<int:blank_id>")
@requires(Permission.PAPER_WRITE)
def change_blank(blank_id: int) -> Page:
    """Move the texts."""
    typed, version = schemas.typed_blank(request.form), request.form.get("version", 0, type=int)
    try:
        facts = shapes.load(schemas.BlankIn(), typed)
        actions.change(blank_id=blank_id, version=version, facts=facts, by=current_user)
    except Invalid as error:
        refuse()
        return _page(blank_id, typed=typed, version=version, errors=error.fields), 422
    except Stale as error:
        refuse()
        shown = conflict(error.changed, actions.LABELS, queries.blank(blank_id))
        return _page(blank_id, typed=typed, conflict=shown), 412
    flash("Đã lưu phôi.", "success")
    return redirect(url_for("stationery.blank", blank_id=blank_id), 303)


@pages.get("/stationery/blanks/<int:blank_id>/test-print.pdf")
@requires(Permission.PAPER_VIEW)
def blank_test_print(blank_id: int) -> Response:
    """A grid of millimetres with the texts at their places, to be held against the blank."""
    content = papers.test_file(queries.blank(blank_id), SAMPLE)
    return Response(content, mimetype="application/pdf")


@pages.post("/stationery/blanks/<int:blank_id>/copies")
@requires(Permission.PAPER_WRITE)
def copy_blank(blank_id: int) -> Response:
    """A blank of one's own from another."""
    made = actions.copy(blank_id=blank_id, by=current_user)
    flash("Đã sao chép phôi về đơn vị.", "success")
    return redirect(url_for("stationery.blank", blank_id=made.id), 303)


@pages.post("/stationery/blanks/<int:blank_id>/issuance")
@requires(Permission.PAPER_WRITE)
def issue_blank(blank_id: int) -> Response:
    """Give it to the tenants below."""
    actions.issue(blank_id=blank_id, by=current_user)
    flash("Đã phát phôi mẫu cho các đơn vị cấp dưới.", "success")
    return redirect(url_for("stationery.blank", blank_id=blank_id), 303)


@pages.post("/stationery/blanks/<int:blank_id>/background")
@requires(Permission.PAPER_WRITE)
def set_blank_background(blank_id: int) -> Page:
    """Lay a scan under the fields."""
    upload = request.files.get("file")
    name, content = ("", b"") if upload is None else (upload.filename or "", upload.read())
    try:
        if not name:
            raise Invalid("Hãy chọn ảnh chụp hoặc ảnh quét của phôi.", "file")
        actions.lay_under(blank_id=blank_id, name=name, content=content, by=current_user)
    except Invalid as error:
        refuse()
        return _page(blank_id, errors=error.fields), 422
    flash("Đã đặt ảnh nền. Ảnh chỉ hiện trên màn hình, không in.", "success")
    return redirect(url_for("stationery.blank", blank_id=blank_id), 303)


@pages.post("/stationery/blanks/<int:blank_id>/background/deletion")
@requires(Permission.PAPER_WRITE)
def remove_blank_background(blank_id: int) -> Response:
    """Show no scan any more."""
    actions.take_away(blank_id=blank_id, by=current_user)
    flash("Đã bỏ ảnh nền.", "success")
    return redirect(url_for("stationery.blank", blank_id=blank_id), 303)


@pages.post("/stationery/blanks/<int:blank_id>/deletion")
@requires(Permission.PAPER_WRITE)
def discard_blank(blank_id: int) -> Response:
    """Strike a blank out."""
    actions.discard(blank_id=blank_id, by=current_user)
    flash("Đã xóa phôi.", "success")
    return redirect(url_for("stationery.blanks"), 303)
