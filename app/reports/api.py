"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("reports_api", __name__)
