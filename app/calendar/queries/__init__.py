"""What is due and remembered, the days a tenant keeps, and who subscribes."""

from app.calendar.queries import anniversaries, events, feeds

__all__ = ["anniversaries", "events", "feeds"]
