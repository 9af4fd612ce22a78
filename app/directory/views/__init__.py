"""Pages of the directory."""

from app.directory.views import agency_codes, groups, offices, people, platform, units
from app.directory.views.blueprint import pages

__all__ = ["agency_codes", "groups", "offices", "pages", "people", "platform", "units"]
