"""Pages of accounts."""

from app.accounts.views import invitations, members, profile, sign_in
from app.accounts.views.blueprint import pages

__all__ = ["invitations", "members", "pages", "profile", "sign_in"]
