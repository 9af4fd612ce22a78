"""JSON resources of the directory."""

from app.directory.api import groups, offices, units
from app.directory.api.blueprint import resources

__all__ = ["groups", "offices", "resources", "units"]
