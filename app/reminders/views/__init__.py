"""Pages of reminding and urging."""

from app.reminders.views import below, digest, incoming, ladder, urgings
from app.reminders.views.blueprint import pages

__all__ = ["below", "digest", "incoming", "ladder", "pages", "urgings"]
