"""Pages of the directory."""

from app.directory.views import offices, platform, units
from app.directory.views.blueprint import pages

__all__ = ["offices", "pages", "platform", "units"]
