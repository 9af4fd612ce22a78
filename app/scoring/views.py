"""Pages."""

from flask import Blueprint

pages = Blueprint("scoring", __name__)
