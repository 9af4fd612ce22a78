"""Every write on clusters."""

from app.clusters.actions.clusters import assign, change_roles, copy, create, discard, edit, issue

__all__ = ["assign", "change_roles", "copy", "create", "discard", "edit", "issue"]
