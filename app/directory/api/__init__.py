"""JSON resources of the directory."""

from app.directory.api import offices, units
from app.directory.api.blueprint import resources

__all__ = ["offices", "resources", "units"]
