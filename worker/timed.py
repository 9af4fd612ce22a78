"""The functions that the schedule names."""

import structlog

from app.mergers import jobs as mergers
from app.reminders import jobs as reminders
from tenants import jobs
from worker import post, runner

log = structlog.get_logger()


def sweep() -> None:
    """Deliver again what is due and not done."""
    with runner.application().app_context():
        count = jobs.sweep()
    if count:
        log.info("outbox.swept", count=count)


def remind() -> None:
    """Ask for today's reminders of every tenant whose hour has struck; once a day each."""
    with runner.application().app_context():
        reminders.schedule()


def send_mails() -> None:
    """Send the mails that are due, and name those that were lost on the way."""
    with runner.application().app_context():
        post.deliver_due()


def hand_over() -> None:
    """Ask every successor to take over what closed units left; once for each merger."""
    with runner.application().app_context():
        mergers.schedule_handovers()


def sum_up_districts() -> None:
    """Ask every district that exists for the sums of its communes; once an hour."""
    with runner.application().app_context():
        mergers.schedule_tallies()
