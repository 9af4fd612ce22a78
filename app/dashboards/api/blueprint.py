"""The resources of the overviews."""

from app.lib.resources import Blueprint

resources = Blueprint("dashboards_api", __name__, description="Tổng quan")
