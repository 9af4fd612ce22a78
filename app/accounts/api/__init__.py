"""JSON resources of accounts."""

from app.accounts.api import members, own
from app.accounts.api.blueprint import resources

__all__ = ["members", "own", "resources"]
