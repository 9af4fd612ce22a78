"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("notifications_api", __name__)
