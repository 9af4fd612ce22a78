"""Where the resources of the room hang."""

from app.lib.resources import Blueprint

resources = Blueprint("signatures_api", __name__, description="Chữ ký số")
