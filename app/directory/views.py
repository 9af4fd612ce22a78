"""Pages."""

from flask import Blueprint

pages = Blueprint("directory", __name__)
