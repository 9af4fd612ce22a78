"""Where the pages of the room hang."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app.lib.schemas import MOST_PAGES

pages = Blueprint("registers", __name__)
Page = Response | tuple[str, int] | str


def page_asked() -> int:
    """Which page of a book the address asks for."""
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)


def version_typed() -> int | None:
    """The version on which a form was made."""
    return request.form.get("version", type=int)
