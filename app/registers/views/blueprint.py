"""Where the pages of the room hang."""

from flask import Blueprint, request

from app.lib.schemas import MOST_PAGES

pages = Blueprint("registers", __name__)


def page_asked() -> int:
    """Which page of a book the address asks for."""
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
