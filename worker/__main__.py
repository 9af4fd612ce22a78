"""The worker: `python -m worker`."""

import sys

from redis import Redis
from rq import Queue, SimpleWorker

from tenants import jobs
from worker import runner


def main() -> int:
    """Sweep what was left, then work until told to stop.

    Jobs run in this process one after the other: a crash is seen by the launcher, which starts the
    worker again, and by the sweeper, which delivers the job again.
    """
    app = runner.application()
    connection: Redis = Redis.from_url(app.config["REDIS_URL"])
    with app.app_context():
        jobs.sweep()
    SimpleWorker([Queue(jobs.QUEUE, connection=connection)], connection=connection).work(
        logging_level="WARNING"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
