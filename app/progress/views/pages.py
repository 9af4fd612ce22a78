"""The blueprint of the pages of progress."""

from flask import Blueprint

pages = Blueprint("progress", __name__)
