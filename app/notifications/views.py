"""Pages: what the tenant has been told."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import signed_in
from app.notifications import actions, queries

pages = Blueprint("notifications", __name__)


@pages.get("/notifications")
@signed_in
def index() -> str:
    """The notices, those that one has not read first."""
    only_unread = request.args.get("show") == "unread"
    page = request.args.get("page", 1, type=int)
    return render_template(
        "notifications/index.html",
        notices=queries.inbox(by=current_user, only_unread=only_unread, page=page),
        only_unread=only_unread,
    )


@pages.post("/notifications/readings")
@signed_in
def read_all() -> Response:
    """Mark every notice as read."""
    count = actions.mark_read(by=current_user)
    flash(f"Đã đánh dấu {count} thông báo là đã đọc.", "success")
    return redirect(url_for("notifications.index"), 303)


@pages.post("/notifications/<int:notification_id>/reading")
@signed_in
def read(notification_id: int) -> Response:
    """Mark one notice as read and go where it points."""
    notice = queries.notice(notification_id, by=current_user)
    actions.mark_read(notification_ids=[notice.id], by=current_user)
    here = url_for("notifications.index")
    inside = notice.path is not None and notice.path.startswith("/") and notice.path[1:2] != "/"
    return redirect(notice.path if notice.path and inside else here, 303)
