"""Who may do what: permissions, the role map, and the declaration on every route."""

from app.access.declare import may, public, requires, signed_in
from app.access.permissions import Permission, Role, permissions_of

__all__ = ["Permission", "Role", "may", "permissions_of", "public", "requires", "signed_in"]
