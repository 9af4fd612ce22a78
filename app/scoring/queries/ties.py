"""What was decided among equals, by a ballot or by the authority."""

from collections.abc import Sequence

from sqlalchemy import select

from app.scoring.models import TieDecision
from app.scoring.terms import StandingScope
from tenants.db import db


def decisions(set_id: int, scope: StandingScope) -> Sequence[TieDecision]:
    """What the authority has decided among equals, newest first."""
    return db.session.scalars(
        select(TieDecision)
        .where(TieDecision.criteria_set_id == set_id, TieDecision.scope == scope)
        .order_by(TieDecision.id.desc())
    ).all()


def decided(set_id: int, scope: StandingScope) -> list[TieDecision]:
    """The decisions that bear on a scope, those of the scope itself first.

    What was decided among the equals of one cluster holds in the province as well, as long as
    nobody of another cluster is equal to them.
    """
    own = list(decisions(set_id, scope))
    if scope is StandingScope.CLUSTER:
        return own
    return [*own, *decisions(set_id, StandingScope.CLUSTER)]
