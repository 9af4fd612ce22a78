"""Pages."""

from flask import Blueprint

pages = Blueprint("clusters", __name__)
