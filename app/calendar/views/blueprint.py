"""The blueprint of the pages of the calendar."""

from flask import Blueprint

pages = Blueprint("calendar", __name__)
