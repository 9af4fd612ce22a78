"""Writing down what a ballot has given, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock, dates
from app.lib.errors import Invalid
from app.scoring.deciding.counting import Tally, shared_places
from app.scoring.deciding.terms import BallotPurpose, BallotState, ProposalWord
from app.scoring.models import AwardProposal, Ballot, BallotCandidate, CriteriaSet, TieDecision
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import ballots as queries
from app.scoring.queries import criteria
from app.scoring.terms import StandingScope
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class HandCount:
    """What was counted on paper: ballots collected, invalid ones, and numbers by candidate.

    `yes` and `no` for an acclamation, `sums` of the places for an order.
    """

    cast: int
    invalid: int = 0
    yes: Mapping[int, int] = field(default_factory=dict)
    no: Mapping[int, int] = field(default_factory=dict)
    sums: Mapping[int, int] = field(default_factory=dict)


def count_by_hand(
    *,
    ballot_id: int,
    version: int,
    count: HandCount,
    minutes: tuple[str, bytes] | None = None,
    by: Person,
) -> Ballot:
    """Enter what was counted on paper, with the scanned minutes of the counting.

    Raises Invalid at every number that cannot be, Conflict where too few have voted, Stale.
    """
    set_policies.check_arrange(context.acting())
    ballot = queries.for_change(ballot_id)
    policies.check_open(ballot, by_hand=True)
    policies.check_version(version, ballot.version)
    found = queries.candidates(ballot_id)
    _check(ballot, count, found)
    policies.check_quorum(ballot, count.cast)
    if minutes is not None:
        name, content = minutes
        ballot.minutes_file_id = documents.store(name=name, content=content, by=by).id
    ballot.written = 0
    finish(ballot, _tally(ballot, count, found), by)
    return ballot


def _check(ballot: Ballot, count: HandCount, found: Sequence[BallotCandidate]) -> None:
    wrong: dict[str, list[str]] = {}
    eligible = ballot.eligible or 0
    if not 0 <= count.cast <= eligible:
        wrong["cast"] = [f"Số phiếu thu về phải từ 0 đến {eligible}."]
    if not 0 <= count.invalid <= count.cast:
        wrong["invalid"] = ["Số phiếu không hợp lệ phải từ 0 đến số phiếu thu về."]
    valid = count.cast - count.invalid
    if ballot.purpose is BallotPurpose.ORDER:
        wrong.update(_wrong_sums(count, valid, found))
    else:
        wrong.update(_wrong_marks(count, valid, found))
    if wrong:
        raise Invalid(fields=wrong)


def _wrong_marks(
    count: HandCount, valid: int, found: Sequence[BallotCandidate]
) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for one in found:
        yes, no = count.yes.get(one.id, 0), count.no.get(one.id, 0)
        if yes < 0 or no < 0 or yes + no > valid:
            wrong[f"yes.{one.id}"] = [f"Đồng ý và không đồng ý cộng lại nhiều nhất {valid} phiếu."]
    return wrong


def _wrong_sums(
    count: HandCount, valid: int, found: Sequence[BallotCandidate]
) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for one in found:
        wrong.update(_wrong_sum(one, count, valid, len(found)))
    total = sum(count.sums.get(one.id, 0) for one in found)
    expected = valid * len(found) * (len(found) + 1) // 2
    if not wrong and total != expected:
        wrong["sums"] = [f"Tổng các thứ bậc phải bằng {expected}; đang là {total}."]
    return wrong


def _wrong_sum(
    one: BallotCandidate, count: HandCount, valid: int, candidates: int
) -> dict[str, list[str]]:
    given = count.sums.get(one.id, 0)
    if valid <= given <= valid * candidates:
        return {}
    return {f"sums.{one.id}": [f"Tổng thứ bậc phải từ {valid} đến {valid * candidates}."]}


def _tally(ballot: Ballot, count: HandCount, found: Sequence[BallotCandidate]) -> Tally:
    valid = count.cast - count.invalid
    if ballot.purpose is BallotPurpose.ORDER:
        return Tally(count.cast, count.invalid, tuple((count.sums[one.id], 0, 0) for one in found))
    marks = [(count.yes.get(one.id, 0), count.no.get(one.id, 0)) for one in found]
    rows = tuple((yes, no, valid - yes - no) for yes, no in marks)
    return Tally(count.cast, count.invalid, rows)


def finish(ballot: Ballot, tally: Tally, by: Person) -> None:
    """Write the numbers, empty the box, and draw the consequences."""
    found = queries.candidates(ballot.id)
    if ballot.purpose is BallotPurpose.ORDER:
        places = shared_places({one.id: row[0] for one, row in _pairs(found, tally)})
        for one, row in _pairs(found, tally):
            one.points, one.place = row[0], places[one.id]
    else:
        part = policies.pass_of(ballot)
        for one, row in _pairs(found, tally):
            one.yes, one.no, one.blank = row
            one.passed = part.reached(one.yes, ballot.eligible or 0)
    db.session.flush()
    ballot.cast, ballot.invalid, ballot.box = tally.cast, tally.invalid, None
    ballot.closed_at = clock.now()
    ballot.state = BallotState.CLOSED
    db.session.flush()
    audit.record("ballot.closed", ballot, by=by, cast=tally.cast, eligible=ballot.eligible)
    if ballot.purpose is BallotPurpose.ORDER:
        _put_in_order(ballot, found, by)
    else:
        _propose(ballot, found, by)


def _pairs(
    found: Sequence[BallotCandidate], tally: Tally
) -> list[tuple[BallotCandidate, tuple[int, int, int]]]:
    return list(zip(found, tally.rows, strict=True))


def _said(ballot: Ballot) -> str:
    day = dates.short(clock.local(ballot.closed_at).date()) if ballot.closed_at else ""
    return f"Kết quả bỏ phiếu kín ngày {day}"


def _put_in_order(ballot: Ballot, found: Sequence[BallotCandidate], by: Person) -> None:
    """The order that the ballot gives; nothing where places are shared."""
    if len({one.place for one in found}) < len(found):
        return
    order = sorted(found, key=lambda one: one.place or 0)
    sums = ", ".join(f"{one.member_name}: {one.points}" for one in order)
    decision = TieDecision(
        tenant_id=ballot.tenant_id,
        criteria_set_id=ballot.criteria_set_id,
        scope=StandingScope.PROVINCE if ballot.cluster_id is None else StandingScope.CLUSTER,
        sheet_ids=[one.sheet_id for one in order],
        reason=f"{_said(ballot)} (tổng thứ bậc {sums})",
        ballot_id=ballot.id,
        decided_by=by.id,
        decided_by_name=by.full_name,
    )
    db.session.add(decision)
    db.session.flush()
    audit.record("tie.decided", decision, by=by, sheets=decision.sheet_ids, reason=decision.reason)


def _propose(ballot: Ballot, found: Sequence[BallotCandidate], by: Person) -> None:
    """Whom the ballot did not pass is not proposed for its award."""
    criteria_set = criteria.criteria_set(ballot.criteria_set_id)
    if not _has_quota(criteria_set, ballot.award):
        return
    known = set(
        db.session.scalars(
            select(AwardProposal.member_id).where(
                AwardProposal.criteria_set_id == criteria_set.id,
                AwardProposal.award == ballot.award,
            )
        )
    )
    needed = policies.pass_of(ballot).least(ballot.eligible or 0)
    db.session.add_all(
        AwardProposal(
            tenant_id=ballot.tenant_id,
            criteria_set_id=criteria_set.id,
            award=ballot.award,
            member_id=one.member_id,
            word=ProposalWord.DROP,
            reason=f"{_said(ballot)}: {one.yes}/{ballot.eligible} phiếu đồng ý, cần {needed}",
            ballot_id=ballot.id,
            said_by=by.id,
            said_by_name=by.full_name,
        )
        for one in found
        if not one.passed and one.member_id not in known
    )
    db.session.flush()


def _has_quota(criteria_set: CriteriaSet, award: str | None) -> bool:
    return any(row["award"] == award for row in criteria_set.quotas)
