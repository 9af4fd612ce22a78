"""JSON resources of plans."""

from flask_smorest import Blueprint

resources = Blueprint("plans_api", __name__, description="Kế hoạch và nhiệm vụ")

__all__ = ["resources"]
