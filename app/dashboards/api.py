"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("dashboards_api", __name__)
