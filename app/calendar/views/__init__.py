"""Pages: the calendar, the days that are remembered, the feed."""

from app.calendar.views import anniversaries, feeds, months
from app.calendar.views.blueprint import pages

__all__ = ["anniversaries", "feeds", "months", "pages"]
