"""JSON resources."""

from flask_smorest import Blueprint

resources = Blueprint("accounts_api", __name__)
