"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("clusters_api", __name__)
