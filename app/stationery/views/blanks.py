"""Pages: blanks, and where their texts are printed."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Invalid
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
from app.stationery.views.showing import options, typed_facts
from tenants import context


def _list_page(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "stationery/blanks.html",
        own=queries.own(),
        issued=queries.issued(),
        usual=USUAL,
        errors=refusal.errors,
    )


@pages.get("/stationery/blanks")
@requires(Permission.PAPER_VIEW)
def blanks() -> str:
    """The tenant's blanks, and those of its superiors."""
    return _list_page()


@pages.post("/stationery/blanks")
@requires(Permission.PAPER_WRITE)
@shows_again(_list_page)
def draft_blank() -> Response:
    """Begin with a usual blank."""
    given = shapes.load_form(schemas.UsualBlankIn(), request.form)
    blank = actions.draft_usual(by=current_user, **given)
    flash("Đã tạo phôi. Hãy đo phôi thật rồi chỉnh vị trí chữ.", "success")
    return redirect(url_for("stationery.blank", blank_id=blank.id), 303)


def _page(blank_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    blank = queries.blank(blank_id)
    there = typed_facts(blank, (*actions.LABELS, "fields"))
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
        typed=schemas.typed_blank(refusal.typed) if refusal.typed else there,
        version=refusal.version(blank.version),
        errors=refusal.errors,
        conflict=refusal.differences(actions.LABELS, there),
    )


@pages.get("/stationery/blanks/<int:blank_id>")
@requires(Permission.PAPER_VIEW)
def blank(blank_id: int) -> str:
    """One blank: its picture and its numbers."""
    return _page(blank_id)


@pages.post("/stationery/blanks/<int:blank_id>")
@requires(Permission.PAPER_WRITE)
@shows_again(_page)
def change_blank(blank_id: int) -> Response:
    """Move the texts."""
    facts = shapes.load(schemas.BlankIn(), schemas.typed_blank(request.form))
    actions.change(blank_id=blank_id, version=version_typed(), facts=facts, by=current_user)
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
@says_why(_page, Invalid)
def set_blank_background(blank_id: int) -> Response:
    """Lay a scan under the fields."""
    upload = request.files.get("file")
    name, content = ("", b"") if upload is None else (upload.filename or "", upload.read())
    if not name:
        raise Invalid("Hãy chọn ảnh chụp hoặc ảnh quét của phôi.", "file")
    actions.lay_under(blank_id=blank_id, name=name, content=content, by=current_user)
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
