"""The feed: an address for calendar programs, and what they fetch from it."""

import hashlib
from datetime import timedelta

from flask import Response, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from app.access import Permission, public, requires
from app.calendar import actions, papers, queries
from app.calendar.views.blueprint import pages
from app.calendar.views.months import month_page
from app.lib import clock

BACK = timedelta(days=60)
AHEAD = timedelta(days=400)


@pages.post("/calendar/feed")
@requires(Permission.PROGRESS_VIEW)
def open_feed() -> str:
    """A new address; it is shown this once."""
    opened = actions.open_feed(only_mine="only_mine" in request.form, by=current_user)
    return month_page(opened)


@pages.post("/calendar/feed/revocation")
@requires(Permission.PROGRESS_VIEW)
def revoke_feed() -> Answer:
    """End the address."""
    actions.revoke(by=current_user)
    flash("Đã thu hồi địa chỉ lịch; phần mềm lịch không lấy được nữa.", "success")
    return redirect(url_for("calendar.month"), 303)


@pages.get("/calendar/feeds/<token>.ics")
@public
def feed(token: str) -> Answer:
    """The dates of the person to whom the address was given."""
    holder = actions.enter(token)
    today = clock.today()
    body = papers.feed(
        queries.days.events(
            today - BACK, today + AHEAD, only_of=holder.user_id if holder.only_mine else None
        ),
        name=f"Thi đua, khen thưởng - {holder.tenant.name}",
        host=request.host,
        base=request.host_url,
        at=clock.now().replace(hour=0, minute=0, second=0),
    )
    response = Response(body, mimetype="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="lich-thi-dua.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    return response.make_conditional(request)
