"""Where the resources of the room hang."""

from app.lib.resources import Blueprint

resources = Blueprint("correspondence_api", __name__, description="Soạn, ban hành, gửi, nhận")
