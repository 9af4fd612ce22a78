"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("progress_api", __name__)
