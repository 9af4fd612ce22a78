"""Pages: the days that the tenant remembers, beside those of the whole country."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.calendar import actions, queries, schemas
from app.calendar.terms import NATIONAL, Roundness, in_year, occasion
from app.calendar.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock
from app.lib import schemas as shapes

LABELS = {"name": "Tên", "day": "Ngày", "month": "Tháng", "since_year": "Từ năm"}


def _list_page(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "calendar/anniversaries.html",
        own=queries.anniversaries.listed(),
        national=NATIONAL,
        year=clock.today().year,
        in_year=in_year,
        occasion=occasion,
        roundness=Roundness,
        typed=schemas.anniversary(refusal.typed) if refusal else {},
        errors=refusal.errors,
    )


@pages.get("/calendar/anniversaries")
@requires(Permission.PROGRESS_VIEW)
def anniversaries() -> str:
    """The days that are remembered."""
    return _list_page()


@pages.post("/calendar/anniversaries")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(_list_page)
def add_anniversary() -> Response:
    """Enter a day."""
    given = shapes.load(schemas.AnniversaryIn(), schemas.anniversary(request.form))
    row = actions.add(by=current_user, **given)
    flash(f"Đã thêm “{row.name}”.", "success")
    return redirect(url_for("calendar.anniversaries"), 303)


def _edit_page(anniversary_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    row = queries.anniversaries.own(anniversary_id)
    present = {name: getattr(row, name) for name in LABELS}
    return render_template(
        "calendar/anniversary.html",
        row=row,
        typed=schemas.anniversary(refusal.typed) if refusal else present,
        version=refusal.version(row.version),
        errors=refusal.errors,
        changed=refusal.differences(LABELS),
    )


@pages.get("/calendar/anniversaries/<int:anniversary_id>")
@requires(Permission.DIRECTORY_EDIT)
def anniversary(anniversary_id: int) -> str:
    """One day, to correct."""
    return _edit_page(anniversary_id)


@pages.post("/calendar/anniversaries/<int:anniversary_id>")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(_edit_page)
def change_anniversary(anniversary_id: int) -> Response:
    """Correct a day; the second of two editors sees what differs."""
    given = shapes.load(schemas.AnniversaryIn(), schemas.anniversary(request.form))
    actions.change(anniversary_id=anniversary_id, version=version_typed(), by=current_user, **given)
    flash("Đã lưu ngày kỷ niệm.", "success")
    return redirect(url_for("calendar.anniversaries"), 303)


@pages.post("/calendar/anniversaries/<int:anniversary_id>/deletion")
@requires(Permission.DIRECTORY_EDIT)
def remove_anniversary(anniversary_id: int) -> Response:
    """Strike a day out."""
    actions.remove(anniversary_id=anniversary_id, by=current_user)
    flash("Đã xóa ngày kỷ niệm.", "success")
    return redirect(url_for("calendar.anniversaries"), 303)
