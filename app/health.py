"""Whether the process lives, and whether it can serve."""

import structlog
from flask import Blueprint, Flask, Response, current_app, jsonify
from redis import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.access import public
from app.documents import queries as documents
from tenants.db import db

pages = Blueprint("health", __name__)
log = structlog.get_logger()


@pages.get("/healthz")
@public
def alive() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@pages.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """The database and Redis answer, papers can be drawn; 503 names which one does not."""
    checks = {
        "database": _database_answers(),
        "redis": _redis_answers(),
        "fonts": not documents.missing_faces(),
    }
    healthy = all(checks.values())
    return jsonify(
        status="ok" if healthy else "unavailable", checks=checks
    ), 200 if healthy else 503


def _database_answers() -> bool:
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        return bool(current_app.extensions["redis"].ping())
    except RedisError:
        return False


def install(app: Flask) -> None:
    """Answer at /healthz and /readyz; faces that papers lack are told in the log at the start."""
    missing = documents.missing_faces()
    if missing:
        log.error("documents.fonts_missing", told=missing)
    app.register_blueprint(pages)
