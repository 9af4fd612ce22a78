"""Where the resources of the room hang."""

from app.lib.resources import Blueprint

resources = Blueprint("registers_api", __name__, description="Sổ văn bản đi, đến")
