"""Where the pages of the room hang."""

from flask import Blueprint

pages = Blueprint("signatures", __name__)
