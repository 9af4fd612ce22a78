"""Pages."""

from flask import Blueprint

pages = Blueprint("audit", __name__)
