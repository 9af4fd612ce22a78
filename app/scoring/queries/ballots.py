"""Ballots with their candidates and the register of who has voted; never what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from app.access.permissions import Role
from app.accounts import queries as accounts
from app.accounts.models import Membership
from app.clusters.models import ClusterMember
from app.lib.errors import NotFound
from app.scoring.deciding import box
from app.scoring.deciding.counting import Tally
from app.scoring.deciding.terms import BallotPurpose, BallotState, VoteWay
from app.scoring.models import Ballot, BallotCandidate, BallotVoter
from app.scoring.policies import deciding as policies
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Poll:
    """A ballot as it is shown."""

    ballot: Ballot
    candidates: Sequence[BallotCandidate]
    voters: Sequence[BallotVoter]

    @property
    def cast(self) -> int:
        """How many have voted so far."""
        return sum(voter.way is not VoteWay.NONE for voter in self.voters)

    @property
    def absent(self) -> list[BallotVoter]:
        """Who has not voted."""
        return [voter for voter in self.voters if voter.way is VoteWay.NONE]

    @property
    def needed(self) -> int:
        """How many of all a candidate needs."""
        return policies.pass_of(self.ballot).least(self.ballot.eligible or 0)

    @property
    def quorum(self) -> int:
        """How many of all have to vote."""
        return policies.quorum_of(self.ballot).least(self.ballot.eligible or 0)

    @property
    def is_undecided(self) -> bool:
        """Whether an order came out with equal places."""
        places = [one.place for one in self.candidates if one.place is not None]
        return len(set(places)) < len(places)

    def voter(self, user_id: int) -> BallotVoter | None:
        """The person in the register."""
        return next((voter for voter in self.voters if voter.user_id == user_id), None)


@dataclass(frozen=True)
class Listing:
    """A ballot as a line of the list."""

    ballot: Ballot
    voted: int
    may_vote: bool


def of_set(set_id: int, *, user_id: int) -> list[Listing]:
    """The ballots of a set, newest first, and whether the person still may vote: two statements."""
    found = db.session.scalars(
        select(Ballot).where(Ballot.criteria_set_id == set_id).order_by(Ballot.id.desc())
    ).all()
    rows = db.session.execute(
        select(
            BallotVoter.ballot_id,
            func.count().filter(BallotVoter.way != VoteWay.NONE),
            func.bool_or((BallotVoter.user_id == user_id) & (BallotVoter.way == VoteWay.NONE)),
        )
        .where(BallotVoter.ballot_id.in_([one.id for one in found]))
        .group_by(BallotVoter.ballot_id)
    )
    counts = {ballot_id: (voted, waits) for ballot_id, voted, waits in rows}
    listing = []
    for one in found:
        voted, waits = counts.get(one.id, (0, False))
        open_here = one.state is BallotState.OPEN and not one.by_hand
        listing.append(Listing(one, voted, bool(waits) and open_here))
    return listing


def ballot(ballot_id: int) -> Ballot:
    """One ballot. Raises NotFound."""
    found = db.session.get(Ballot, ballot_id)
    if found is None:
        raise NotFound("Không tìm thấy cuộc bỏ phiếu này.")
    return found


def for_change(ballot_id: int) -> Ballot:
    """One ballot, locked until the end of the transaction. Raises NotFound."""
    found = db.session.scalar(
        select(Ballot)
        .where(Ballot.id == ballot_id, Ballot.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("Không tìm thấy cuộc bỏ phiếu này.")
    return found


def poll(ballot_id: int) -> Poll:
    """One ballot with its candidates and its register by name: three statements."""
    found = ballot(ballot_id)
    return Poll(found, candidates(ballot_id), voters(ballot_id))


def candidates(ballot_id: int) -> Sequence[BallotCandidate]:
    """The candidates in their order."""
    return db.session.scalars(
        select(BallotCandidate)
        .where(BallotCandidate.ballot_id == ballot_id)
        .order_by(BallotCandidate.position)
    ).all()


def voters(ballot_id: int) -> Sequence[BallotVoter]:
    """The register, in the order in which it was drawn up."""
    return db.session.scalars(
        select(BallotVoter)
        .where(BallotVoter.ballot_id == ballot_id)
        .order_by(BallotVoter.id)
        .execution_options(populate_existing=True)
    ).all()


def council() -> list[Membership]:
    """The members of the council of the acting tenant who are at work."""
    return [
        one
        for one in accounts.members()
        if Role.COUNCIL_MEMBER in one.roles and one.deactivated_at is None
    ]


def cluster_size(cluster_id: int) -> int:
    """How many units are in a cluster."""
    query = select(func.count()).where(ClusterMember.cluster_id == cluster_id)
    return db.session.scalar(query) or 0


def tally(found: Ballot) -> Tally:
    """The count so far, out of the sealed box. Raises Conflict where it cannot be opened."""
    return Tally.of_numbers(box.unseal(found.box or b"", key=_key(), ballot=_name(found)))


def sealed(found: Ballot, count: Tally) -> bytes:
    """A count sealed for a ballot."""
    return box.seal(count.numbers, key=_key(), ballot=_name(found))


def on_group(set_id: int, sheet_ids: Collection[int]) -> list[Poll]:
    """The counted ballots on the order of exactly these sheets, newest first."""
    rows = db.session.execute(
        select(Ballot, BallotCandidate)
        .join(BallotCandidate, BallotCandidate.ballot_id == Ballot.id)
        .where(
            Ballot.criteria_set_id == set_id,
            Ballot.state == BallotState.CLOSED,
            Ballot.purpose == BallotPurpose.ORDER,
        )
        .order_by(Ballot.id.desc(), BallotCandidate.position)
    )
    found: dict[Ballot, list[BallotCandidate]] = {}
    for one, candidate in rows:
        found.setdefault(one, []).append(candidate)
    wanted = set(sheet_ids)
    return [
        Poll(one, listed, ())
        for one, listed in found.items()
        if {candidate.sheet_id for candidate in listed} == wanted
    ]


def _name(found: Ballot) -> str:
    return f"{found.tenant_id}:{found.id}"


def _key() -> bytes:
    return box.key_of(str(current_app.config["SECRET_KEY"]))
