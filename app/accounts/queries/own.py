"""A person's own sign-ins and tokens."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import ApiToken, UserSession
from app.audit.actions import Person
from app.lib import clock
from tenants.db import db


def own_sessions(*, by: Person) -> Sequence[UserSession]:
    """The devices on which this person is signed in, the one last used first."""
    return db.session.scalars(
        select(UserSession)
        .where(
            UserSession.user_id == by.id,
            UserSession.ended_at.is_(None),
            UserSession.expires_at > clock.now(),
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
    ).all()


def own_tokens(*, by: Person) -> Sequence[ApiToken]:
    """This person's API tokens that still work, with their tenant, the newest first."""
    return db.session.scalars(
        select(ApiToken)
        .options(joinedload(ApiToken.place))
        .where(
            ApiToken.user_id == by.id,
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at > clock.now(),
        )
        .order_by(ApiToken.id.desc())
    ).all()
