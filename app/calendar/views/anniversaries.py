"""Pages: the days that the tenant remembers, beside those of the whole country."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.calendar import actions, queries, schemas
from app.calendar.terms import NATIONAL, Roundness, in_year, occasion
from app.calendar.views.blueprint import pages
from app.lib import clock
from app.lib import schemas as shapes
from app.lib.errors import Invalid, Stale
from tenants.db import refuse

Page = str | Response | tuple[str, int]


def _list_page(typed: dict[str, Any], errors: dict[str, list[str]]) -> str:
    return render_template(
        "calendar/anniversaries.html",
        own=queries.anniversaries.listed(),
        national=NATIONAL,
        year=clock.today().year,
        in_year=in_year,
        occasion=occasion,
        roundness=Roundness,
        typed=typed,
        errors=errors,
    )


@pages.get("/calendar/anniversaries")
@requires(Permission.PROGRESS_VIEW)
def anniversaries() -> str:
    """The days that are remembered."""
    return _list_page({}, {})


@pages.post("/calendar/anniversaries")
@requires(Permission.DIRECTORY_EDIT)
def add_anniversary() -> Page:
    """Enter a day."""
    typed = schemas.anniversary(request.form)
    try:
        given = shapes.load(schemas.AnniversaryIn(), typed)
        row = actions.add(by=current_user, **given)
    except Invalid as error:
        refuse()
        return _list_page(typed, error.fields), 422
    flash(f"Đã thêm “{row.name}”.", "success")
    return redirect(url_for("calendar.anniversaries"), 303)


def _edit_page(anniversary_id: int, **values: Any) -> str:
    row = queries.anniversaries.own(anniversary_id)
    typed = {name: getattr(row, name) for name in ("name", "day", "month", "since_year")}
    return render_template(
        "calendar/anniversary.html",
        row=row,
        **{"typed": typed, "version": row.version, "errors": {}, "changed": {}, **values},
    )


@pages.get("/calendar/anniversaries/<int:anniversary_id>")
@requires(Permission.DIRECTORY_EDIT)
def anniversary(anniversary_id: int) -> str:
    """One day, to correct."""
    return _edit_page(anniversary_id)


@pages.post("/calendar/anniversaries/<int:anniversary_id>")
@requires(Permission.DIRECTORY_EDIT)
def change_anniversary(anniversary_id: int) -> Page:
    """Correct a day; the second of two editors sees what differs."""
    typed = schemas.anniversary(request.form)
    version = request.form.get("version", 0, type=int)
    try:
        given = shapes.load(schemas.AnniversaryIn(), typed)
        actions.change(anniversary_id=anniversary_id, version=version, by=current_user, **given)
    except Invalid as error:
        refuse()
        return _edit_page(anniversary_id, typed=typed, version=version, errors=error.fields), 422
    except Stale as error:
        refuse()
        return _edit_page(anniversary_id, typed=typed, changed=error.changed), 412
    flash("Đã lưu ngày kỷ niệm.", "success")
    return redirect(url_for("calendar.anniversaries"), 303)


@pages.post("/calendar/anniversaries/<int:anniversary_id>/deletion")
@requires(Permission.DIRECTORY_EDIT)
def remove_anniversary(anniversary_id: int) -> Response:
    """Strike a day out."""
    actions.remove(anniversary_id=anniversary_id, by=current_user)
    flash("Đã xóa ngày kỷ niệm.", "success")
    return redirect(url_for("calendar.anniversaries"), 303)
