"""Every write on clusters."""

from app.clusters.actions.clusters import assign, change_roles, create, discard, edit, issue
from app.clusters.actions.copying import copy

__all__ = ["assign", "change_roles", "copy", "create", "discard", "edit", "issue"]
