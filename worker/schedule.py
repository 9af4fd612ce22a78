"""What happens by the clock: one table, run by one process (`python -m worker.schedule`)."""

import sys
from dataclasses import dataclass

from redis import Redis
from rq.cron import CronScheduler

from tenants import jobs
from worker import runner, timed


@dataclass(frozen=True)
class Timed:
    """One line of the schedule: every `seconds`, or by a cron expression in Vietnam's time."""

    function: str
    seconds: int | None = None
    cron: str | None = None


TABLE = (
    Timed("worker.timed.sweep", seconds=30),
    Timed("worker.timed.remind", seconds=300),
    Timed("worker.timed.send_mails", seconds=15),
    Timed("worker.timed.hand_over", seconds=600),
    Timed("worker.timed.sum_up_districts", seconds=600),
)
"""Reminders go out in each tenant at the hour of its ladder (07:00 in Vietnam where it says nothing
else), within five minutes, or as soon as the product runs again after a downtime. All of these are
harmless to repeat: a tenant is asked once a day, a mail is claimed once."""


def main() -> int:
    """Run the schedule until told to stop."""
    app = runner.application()
    connection: Redis = Redis.from_url(app.config["REDIS_URL"])
    scheduler = CronScheduler(connection=connection, logging_level="WARNING")
    for line in TABLE:
        scheduler.register(
            getattr(timed, line.function.rsplit(".", 1)[1]),
            queue_name=jobs.QUEUE,
            interval=line.seconds,
            cron=line.cron,
            result_ttl=0,
        )
    scheduler.start()
    return 0


if __name__ == "__main__":
    sys.exit(main())
