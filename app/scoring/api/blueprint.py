"""The resources of scoring, and what they share."""

from typing import Any

from flask import request

from app.lib import etags
from app.lib.resources import Blueprint

resources = Blueprint("scoring_api", __name__, description="Chấm điểm, xếp hạng thi đua")

Answer = tuple[Any, int, dict[str, str]]


def tagged(row: Any, status: int = 200, location: str | None = None, body: Any = None) -> Answer:
    """A row (or `body` that shows it) with its ETag, and where it is if it is new."""
    headers = {"ETag": etags.of(row.version)}
    if location is not None:
        headers["Location"] = location
    return row if body is None else body, status, headers


def held(row: Any) -> int:
    """The version of the row on which the caller builds, by If-Match. Raises VersionMissing."""
    return etags.held(request.headers.get("If-Match"), row.version)
