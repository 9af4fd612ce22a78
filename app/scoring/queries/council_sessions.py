"""Sessions of the council, with the ballots that were held in them."""

from collections.abc import Sequence

from sqlalchemy import select

from app.lib.errors import NotFound
from app.scoring.models import Ballot, CouncilSession
from app.scoring.queries import ballots
from app.scoring.queries.ballots import Poll
from tenants.db import db


def of_set(set_id: int) -> Sequence[CouncilSession]:
    """The sessions in which results by a set were considered, newest first."""
    return db.session.scalars(
        select(CouncilSession)
        .where(CouncilSession.criteria_set_id == set_id)
        .order_by(CouncilSession.held_on.desc(), CouncilSession.id.desc())
    ).all()


def session(session_id: int) -> CouncilSession:
    """One session. Raises NotFound."""
    found = db.session.get(CouncilSession, session_id)
    if found is None:
        raise NotFound("Không tìm thấy phiên họp này.")
    return found


def polls(session_id: int) -> list[Poll]:
    """The ballots of a session in the order in which they were prepared."""
    ids = db.session.scalars(
        select(Ballot.id).where(Ballot.session_id == session_id).order_by(Ballot.id)
    )
    return [ballots.poll(one) for one in ids]


def usual_attendees() -> list[dict[str, object]]:
    """All members of the council, as present."""
    return [
        {"name": one.user.full_name, "position": one.position or "", "present": True, "reason": ""}
        for one in ballots.council()
    ]
