"""The door through which every JSON resource of reminding is entered."""

from app.lib.resources import Blueprint

resources = Blueprint("reminders_api", __name__, description="Nhắc việc và đôn đốc")
