"""The functions that the schedule names."""

import structlog

from app.plans import jobs as plans
from tenants import jobs
from worker import runner

log = structlog.get_logger()


def sweep() -> None:
    """Deliver again what is due and not done."""
    with runner.application().app_context():
        count = jobs.sweep()
    if count:
        log.info("outbox.swept", count=count)


def remind_late_deliveries() -> None:
    """Ask for every issuer's reminders of today; once a day however often it is called."""
    with runner.application().app_context():
        plans.schedule_reminders()
