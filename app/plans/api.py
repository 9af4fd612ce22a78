"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("plans_api", __name__)
