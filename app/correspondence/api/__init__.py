"""JSON resources of the room."""

from app.correspondence.api import delegations, drafts, steps
from app.correspondence.api.blueprint import resources

__all__ = ["delegations", "drafts", "resources", "steps"]
