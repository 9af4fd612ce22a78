"""The resources of the directory as one blueprint."""

from app.lib.resources import Blueprint

resources = Blueprint("directory_api", __name__, description="Đơn vị, phòng ban")
