"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("scoring_api", __name__)
