"""What is due and remembered, the days a tenant keeps, and who subscribes."""

from app.calendar.queries import anniversaries, days, feeds

__all__ = ["anniversaries", "days", "feeds"]
