"""JSON resources of reminding and urging."""

from app.reminders.api import reminders, urgings
from app.reminders.api.blueprint import resources

__all__ = ["reminders", "resources", "urgings"]
