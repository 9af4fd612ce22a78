"""JSON resources."""

from app.lib.resources import Blueprint

resources = Blueprint("intake_api", __name__)
