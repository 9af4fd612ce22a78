"""Every read of accounts."""

from app.accounts.queries.identity import (
    Identity,
    Place,
    hashed,
    identify_session,
    identify_token,
    latest_tenant_of,
    places_of,
    user_by_email,
)
from app.accounts.queries.invitations import (
    GONE,
    invitation,
    invitation_by_token,
    open_invitations,
)
from app.accounts.queries.members import (
    active_administrators,
    head_counts,
    member,
    members,
)
from app.accounts.queries.own import own_sessions, own_tokens

__all__ = [
    "GONE",
    "Identity",
    "Place",
    "active_administrators",
    "hashed",
    "head_counts",
    "identify_session",
    "identify_token",
    "invitation",
    "invitation_by_token",
    "latest_tenant_of",
    "member",
    "members",
    "open_invitations",
    "own_sessions",
    "own_tokens",
    "places_of",
    "user_by_email",
]
