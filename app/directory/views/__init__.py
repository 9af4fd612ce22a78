"""Pages of the directory."""

from app.directory.views import groups, offices, people, platform, units
from app.directory.views.blueprint import pages

__all__ = ["groups", "offices", "pages", "people", "platform", "units"]
