"""Secret ballots: prepared, opened, voted in, counted; never a ballot of a single voter kept.

The count lies sealed in the ballot's row. With every vote it is opened, added to and sealed anew,
and the whole register is written anew, in one transaction under one lock: no row is younger than
another, and nothing is stored from which a vote could be read back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import case, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.scoring.actions import counts
from app.scoring.deciding.counting import Mark, Part, Tally, is_order
from app.scoring.deciding.terms import BallotPurpose, BallotState, Electorate, VoteWay
from app.scoring.models import Ballot, BallotCandidate, BallotVoter, CriteriaSet
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import ballots as queries
from app.scoring.queries import council_sessions, criteria, standings
from app.scoring.queries.standings import Row
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class BallotContent:
    """A ballot before it is a row.

    `passing`: which part of all members a candidate needs; `quorum`: which part has to vote;
    `seats`: how many of the candidates a ballot may name (None: all).
    """

    title: str
    purpose: BallotPurpose
    member_ids: Sequence[int]
    cluster_id: int | None = None
    session_id: int | None = None
    electorate: Electorate = Electorate.COUNCIL
    by_hand: bool = False
    award: str | None = None
    seats: int | None = None
    passing: Part = field(default_factory=lambda: Part(4, 5))
    quorum: Part = field(default_factory=lambda: Part(4, 5))


@dataclass(frozen=True)
class Vote:
    """One ballot: a mark for each candidate of an acclamation, or a place for each of an order;
    neither for a ballot that is left blank or is not valid."""

    marks: Mapping[int, Mark] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    is_blank: bool = False


def draft(*, set_id: int, content: BallotContent, by: Person) -> Ballot:
    """Prepare a ballot on members that stand in the result as it is now.

    Raises Invalid at the fields; an order needs exactly the equals that wait for one.
    """
    set_policies.check_arrange(context.acting())
    found = criteria.set_for_change(set_id)
    set_policies.check_issued(found)
    policies.check_text("title", content.title, "nội dung bỏ phiếu")
    policies.check_electorate(content.electorate, content.by_hand, content.cluster_id)
    policies.check_parts({"passing": content.passing, "quorum": content.quorum})
    if content.session_id is not None:
        council_sessions.session(content.session_id)
    rows = _rows(found, content)
    ballot = Ballot(
        tenant_id=found.tenant_id,
        criteria_set_id=set_id,
        cluster_id=content.cluster_id,
        session_id=content.session_id,
        purpose=content.purpose,
        electorate=content.electorate,
        by_hand=content.by_hand,
        title=content.title.strip(),
        award=_award(found, content),
        seats=_seats(content, len(rows)),
        pass_numerator=content.passing.numerator,
        pass_denominator=content.passing.denominator,
        quorum_numerator=content.quorum.numerator,
        quorum_denominator=content.quorum.denominator,
    )
    db.session.add(ballot)
    db.session.flush()
    db.session.add_all(_candidate(ballot, number, row) for number, row in enumerate(rows, 1))
    db.session.flush()
    audit.record("ballot.drafted", ballot, by=by, title=ballot.title, candidates=len(rows))
    return ballot


def _rows(found: CriteriaSet, content: BallotContent) -> list[Row]:
    """The candidates in the order of the result."""
    board = standings.reckoned(found, cluster_id=content.cluster_id)
    wanted = set(content.member_ids)
    rows = [row for row in board.rows if row.member_id in wanted]
    if not 0 < len(rows) <= policies.MOST_CANDIDATES or len(rows) != len(wanted):
        raise Invalid("Hãy chọn các đơn vị đã được Hội đồng xác nhận điểm.", "member_ids")
    if content.purpose is BallotPurpose.ORDER:
        group = tuple(sorted(row.sheet_id for row in rows if row.sheet_id is not None))
        if group not in board.awaiting:
            raise Invalid("Phải chọn đúng các đơn vị đang bằng nhau.", "member_ids")
    return rows


def _award(found: CriteriaSet, content: BallotContent) -> str | None:
    if content.purpose is BallotPurpose.ORDER:
        return None
    policies.check_words({"award": ("danh hiệu, hình thức khen thưởng", content.award or "")})
    known = [str(row["award"]) for row in found.quotas]
    award = (content.award or "").strip()
    if known and award not in known:
        raise Invalid(f"Bộ tiêu chí chỉ có: {'; '.join(known)}.", "award")
    return award


def _seats(content: BallotContent, candidates: int) -> int | None:
    if content.purpose is BallotPurpose.ORDER or content.seats is None:
        return None
    if not 0 < content.seats <= candidates:
        raise Invalid(f"Phải từ 1 đến {candidates}.", "seats")
    return content.seats


def _candidate(ballot: Ballot, position: int, row: Row) -> BallotCandidate:
    return BallotCandidate(
        tenant_id=ballot.tenant_id,
        ballot_id=ballot.id,
        position=position,
        member_id=row.member_id,
        member_name=row.member_name,
        cluster_name=row.cluster_name,
        sheet_id=row.sheet_id,
    )


def open_ballot(*, ballot_id: int, version: int, extra: Sequence[str] = (), by: Person) -> Ballot:
    """Draw up the register of all members and let them vote.

    `extra`: members of the council without an account, who vote in writing. Raises Invalid at
    "extra" where there are too few, Conflict where it was opened before, Stale.
    """
    set_policies.check_arrange(context.acting())
    ballot = queries.for_change(ballot_id)
    policies.check_draft(ballot)
    policies.check_version(version, ballot.version)
    if ballot.electorate is Electorate.CLUSTER and ballot.cluster_id is not None:
        ballot.eligible = queries.cluster_size(ballot.cluster_id)
    else:
        voters = _voters(ballot, extra)
        policies.check_voters(len(voters))
        db.session.add_all(voters)
        ballot.eligible = len(voters)
    ballot.opened_at = clock.now()
    if not ballot.by_hand:
        ballot.box = queries.sealed(ballot, Tally.empty(len(queries.candidates(ballot_id))))
    ballot.state = BallotState.OPEN
    db.session.flush()
    audit.record("ballot.opened", ballot, by=by, title=ballot.title, eligible=ballot.eligible)
    return ballot


def _voters(ballot: Ballot, extra: Sequence[str]) -> list[BallotVoter]:
    known = [(one.user_id, one.user.full_name, one.position) for one in queries.council()]
    others = [(None, name, None) for line in extra if (name := line.strip())]
    if len(known) + len(others) > policies.MOST_PEOPLE:
        raise Invalid(f"Nhiều nhất {policies.MOST_PEOPLE} người.", "extra")
    return [
        BallotVoter(
            tenant_id=ballot.tenant_id,
            ballot_id=ballot.id,
            user_id=user_id,
            name=name[: policies.LONGEST_WORDS],
            position=position,
        )
        for user_id, name, position in (*known, *others)
    ]


def cast(*, ballot_id: int, vote: Vote, by: Person) -> None:
    """Vote, once. What was voted is added to the sealed count and kept nowhere.

    Raises Invalid where the ballot is not filled in as it says, NotAllowed for who is not in the
    register, Conflict where it is not open or the person has voted.
    """
    ballot = queries.for_change(ballot_id)
    voters = queries.voters(ballot_id)
    mine = next((one for one in voters if one.user_id == by.id), None)
    voter = policies.check_vote(ballot, mine)
    _drop_in(ballot, vote)
    _mark(ballot, voter, VoteWay.BALLOT)
    audit.record("ballot.cast", ballot, by=by)


def record_written(
    *, ballot_id: int, voter_id: int, vote: Vote, name: str, content: bytes, by: Person
) -> None:
    """Count the written opinion of an absent member, with the scanned paper that says it.

    The member can no longer vote otherwise. Raises as `cast` does, Invalid at "file".
    """
    set_policies.check_arrange(context.acting())
    ballot = queries.for_change(ballot_id)
    found = next((one for one in queries.voters(ballot_id) if one.id == voter_id), None)
    if found is None:
        raise NotFound("Không tìm thấy người này trong danh sách bỏ phiếu.")
    voter = policies.check_vote(ballot, found)
    _drop_in(ballot, vote)
    file = documents.store(name=name, content=content, by=by)
    _mark(ballot, voter, VoteWay.WRITTEN, file.id)
    audit.record("ballot.written", ballot, by=by, voter=voter.name, sha256=file.sha256)


def _drop_in(ballot: Ballot, vote: Vote) -> None:
    """Add one ballot to the sealed count."""
    ids = [one.id for one in queries.candidates(ballot.id)]
    before = queries.tally(ballot)
    ballot.box = queries.sealed(ballot, _added(ballot, before, vote, ids))
    db.session.flush()


def _added(ballot: Ballot, before: Tally, vote: Vote, ids: Sequence[int]) -> Tally:
    if vote.is_blank:
        return before.with_invalid()
    if ballot.purpose is BallotPurpose.ORDER:
        if set(vote.places) != set(ids) or not is_order(vote.places.values()):
            raise Invalid(f"Xếp mỗi đơn vị một thứ bậc khác nhau, từ 1 đến {len(ids)}.", "places")
        return before.with_places([vote.places[one] for one in ids])
    if set(vote.marks) - set(ids):
        raise Invalid("Phiếu có đơn vị không thuộc cuộc bỏ phiếu này.", "marks")
    marks = [vote.marks.get(one, Mark.BLANK) for one in ids]
    chosen = sum(mark is Mark.YES for mark in marks)
    if ballot.seats is not None and chosen > ballot.seats:
        raise Invalid(f"Chỉ được đồng ý nhiều nhất {ballot.seats} đơn vị.", "marks")
    if all(mark is Mark.BLANK for mark in marks):
        raise Invalid("Phiếu chưa chọn gì; nếu muốn bỏ phiếu trắng, hãy đánh dấu ô đó.", "marks")
    return before.with_marks(marks)


def _mark(ballot: Ballot, voter: BallotVoter, way: VoteWay, file_id: int | None = None) -> None:
    """Say that somebody has voted, and write the whole register anew."""
    is_mine = BallotVoter.id == voter.id
    db.session.execute(
        update(BallotVoter)
        .where(BallotVoter.ballot_id == ballot.id)
        .values(
            way=case((is_mine, way.value), else_=BallotVoter.way),
            file_id=case((is_mine, file_id), else_=BallotVoter.file_id),
        )
        .execution_options(synchronize_session=False)
    )


def close(*, ballot_id: int, version: int, by: Person) -> Ballot:
    """Open the box and count; the box is emptied.

    Raises Conflict where too few of all have voted or paper ballots are counted, Stale.
    """
    set_policies.check_arrange(context.acting())
    ballot = queries.for_change(ballot_id)
    policies.check_open(ballot, by_hand=False)
    policies.check_version(version, ballot.version)
    voters = queries.voters(ballot_id)
    tally = queries.tally(ballot)
    if tally.cast != sum(one.way is not VoteWay.NONE for one in voters):
        raise Conflict("Số phiếu trong hòm khác số người đã bỏ phiếu; hãy hủy và bỏ phiếu lại.")
    policies.check_quorum(ballot, tally.cast)
    ballot.written = sum(one.way is VoteWay.WRITTEN for one in voters)
    counts.finish(ballot, tally, by)
    return ballot


def cancel(*, ballot_id: int, version: int, reason: str, by: Person) -> Ballot:
    """Give a ballot up without counting it; the box is emptied unopened.

    Raises Conflict where it was counted, Invalid at "reason", Stale.
    """
    set_policies.check_arrange(context.acting())
    ballot = queries.for_change(ballot_id)
    policies.check_cancel(ballot)
    policies.check_version(version, ballot.version)
    policies.check_text("reason", reason, "lý do hủy")
    ballot.box = None
    ballot.cancel_reason = reason.strip()
    ballot.state = BallotState.CANCELLED
    db.session.flush()
    audit.record("ballot.cancelled", ballot, by=by, reason=reason.strip())
    return ballot
