"""What the queue calls: one outbox entry, inside the application."""

from functools import lru_cache

import structlog
from flask import Flask

from app.factory import create_app
from tenants import jobs

log = structlog.get_logger()


@lru_cache(maxsize=1)
def application() -> Flask:
    """The application of this process."""
    return create_app()


def run(entry_id: int) -> None:
    """Do one outbox entry."""
    with application().app_context():
        jobs.run(entry_id)
