"""The door through which every JSON resource of plans is entered."""

from app.lib.resources import Blueprint

resources = Blueprint("plans_api", __name__, description="Kế hoạch và nhiệm vụ")
