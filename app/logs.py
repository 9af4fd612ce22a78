"""Structured logs, one JSON line an event, with the request and the tenant."""

import logging
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request

from tenants import context

log = structlog.get_logger()


def _with_actor(_: object, __: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    actor = context.acting()
    if actor.tenant_id is not None:
        event.setdefault("tenant_id", actor.tenant_id)
    return event


def configure() -> None:
    """Write logs as JSON lines to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _with_actor,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


def install(app: Flask) -> None:
    """Give every request an id; log every answer with its time in milliseconds."""
    configure()

    @app.before_request
    def _start() -> None:
        g.request_id = secrets.token_hex(8)
        g.started = time.perf_counter()

    @app.after_request
    def _note(response: Response) -> Response:
        if request.endpoint not in ("static", "health.alive", "health.ready"):
            log.info(
                "request",
                request_id=g.get("request_id"),
                method=request.method,
                endpoint=request.endpoint,
                status=response.status_code,
                ms=round((time.perf_counter() - g.started) * 1000, 1),
            )
        return response
