"""Where the pages of the room hang."""

from flask import Blueprint

pages = Blueprint("correspondence", __name__)
