"""Where the resources of the room hang."""

from app.lib.resources import Blueprint

resources = Blueprint("stationery_api", __name__, description="Mẫu chữ, phôi, ấn phẩm")
