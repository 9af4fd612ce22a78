"""Writing the days a tenant remembers, and the feeds of its people."""

from app.calendar.actions.anniversaries import add, change, remove
from app.calendar.actions.feeds import Opened, enter, open_feed, revoke

__all__ = ["Opened", "add", "change", "enter", "open_feed", "remove", "revoke"]
