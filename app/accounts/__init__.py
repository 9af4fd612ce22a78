"""People: users, their memberships in tenants, sign-in, sessions, tokens, invitations."""
