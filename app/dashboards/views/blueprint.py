"""The pages of the overviews."""

from flask import Blueprint

pages = Blueprint("dashboards", __name__)
