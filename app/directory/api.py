"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("directory_api", __name__)
