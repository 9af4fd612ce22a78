"""JSON resources of the room."""

from app.correspondence.api import delegations, drafts, exchange, incoming, public, steps
from app.correspondence.api.blueprint import resources

__all__ = ["delegations", "drafts", "exchange", "incoming", "public", "resources", "steps"]
