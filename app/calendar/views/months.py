"""Pages: a month as a wall calendar, and its days as a list."""

from datetime import date, timedelta

from flask import render_template, request
from flask_login import current_user

from app.access import Permission, requires
from app.calendar import queries, schemas
from app.calendar.actions import Opened
from app.calendar.terms import EventKind
from app.calendar.views.blueprint import pages

LONG_ENOUGH = timedelta(days=32)


@pages.get("/calendar")
@requires(Permission.PROGRESS_VIEW)
def month() -> str:
    """What is due and remembered in a month."""
    return month_page()


def month_page(opened: Opened | None = None) -> str:
    """The sheet of the month asked for; `opened` is a feed whose address is shown this once."""
    first = schemas.first_of_month(request.args.get("month"))
    only_mine = request.args.get("mine") == "1"
    found = queries.days.month(first, only_of=current_user.id if only_mine else None)
    return render_template(
        "calendar/month.html",
        month=found,
        only_mine=only_mine,
        before=_label(first - timedelta(days=1)),
        after=_label(first + LONG_ENOUGH),
        here=_label(first),
        counts=queries.days.counted(one for day in found.days for one in day.events),
        kinds=list(EventKind),
        feed=queries.feeds.own(current_user.id),
        opened=opened,
    )


def _label(on: date) -> str:
    return f"{on.year}-{on.month:02d}"
