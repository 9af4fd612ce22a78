"""Where the pages of the room hang."""

from flask import Blueprint

pages = Blueprint("stationery", __name__)
