"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("intake_api", __name__)
