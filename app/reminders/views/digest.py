"""Pages: one's own morning."""

from flask import render_template
from flask_login import current_user

from app.access import signed_in
from app.lib import clock
from app.mail import queries as mails
from app.reminders.queries import digests
from app.reminders.views.blueprint import pages


@pages.get("/digest")
@signed_in
def digest() -> str:
    """What is due this week, late, and new, as it is now."""
    today = clock.today()
    return render_template(
        "reminders/digest.html",
        digest=digests.own(current_user.id),
        week_end=digests.week_end(today),
        wanted=mails.own_choice(by=current_user),
        mail_is_on=mails.is_on(),
    )
