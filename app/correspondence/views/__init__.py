"""Pages of the room."""

from app.correspondence.views import (
    changes,
    delegations,
    drafts,
    envelopes,
    incoming,
    outgoing,
    public,
    steps,
)
from app.correspondence.views.blueprint import pages

__all__ = [
    "changes",
    "delegations",
    "drafts",
    "envelopes",
    "incoming",
    "outgoing",
    "pages",
    "public",
    "steps",
]
