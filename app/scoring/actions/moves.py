"""A member that changes its cluster in mid-year: its score sheet goes with it until submitted."""

from app.audit.actions import Person
from app.clusters.actions import moves
from app.clusters.actions.moves import Cause
from app.scoring.policies import moves as policies
from app.scoring.queries import moving


def move(*, member_id: int, year: int, to_cluster_id: int | None, cause: Cause, by: Person) -> int:
    """Move a member (`clusters.actions.moves.move`); the id of what is kept of it.

    Raises Conflict where its sheet of the year was submitted.
    """
    policies.check_not_submitted(moving.submitted(member_id=member_id, year=year))
    return moves.move(
        member_id=member_id, year=year, to_cluster_id=to_cluster_id, cause=cause, by=by
    ).id


def succeed(
    *, member_id: int, year: int, successor_id: int | None, cause: Cause, by: Person
) -> int:
    """Put a successor in a merged member's place (`clusters.actions.moves.succeed`).

    Raises Conflict where the merged unit submitted its sheet: then the year ends in its name.
    """
    policies.check_not_submitted(moving.submitted(member_id=member_id, year=year))
    return moves.succeed(
        member_id=member_id, year=year, successor_id=successor_id, cause=cause, by=by
    ).id
