"""The door through which every page of reminding and urging is entered."""

from flask import Blueprint, request

pages = Blueprint("reminders", __name__)


def version_typed() -> int:
    """The version on which a form was made."""
    return request.form.get("version", 0, type=int)
