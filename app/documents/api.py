"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("documents_api", __name__)
