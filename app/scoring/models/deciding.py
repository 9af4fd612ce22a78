"""What a council knows, says and votes on beside the points."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.deciding.terms import (
    BallotPurpose,
    BallotState,
    DisciplineKind,
    Electorate,
    ProposalWord,
    SessionPurpose,
    VoteWay,
)
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class Discipline(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A fact of discipline of a member, by the paper that decided it (kỷ luật, vi phạm).

    `person`: on whom, by office ("Chủ tịch UBND xã"). It counts for the year in which `decided_on`
    lies, until it is withdrawn with a reason; it is never rewritten.
    """

    __tablename__ = "disciplines"
    __table_args__ = (
        unique_per_tenant(),
        Index(None, "tenant_id", "decided_on"),
        CheckConstraint("btrim(person) <> '' AND btrim(number) <> ''", name="words"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    kind: Mapped[DisciplineKind] = mapped_column(enum_column(DisciplineKind, "discipline_kind"))
    person: Mapped[str]
    decided_on: Mapped[date]
    number: Mapped[str]
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(BigInteger)
    recorded_by_name: Mapped[str]
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by_name: Mapped[str | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)


class CouncilSession(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A session of the council: when, where, who was there, what it concluded.

    `attendees`: [{"name", "position", "present", "reason"}], all members of the council. Once
    `closed_at` is set, it never changes; its minutes are drawn from it.
    """

    __tablename__ = "council_sessions"
    __table_args__ = (
        unique_per_tenant(),
        Index(None, "tenant_id", "held_on"),
        own_key("criteria_set_id", "criteria_sets"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    purpose: Mapped[SessionPurpose] = mapped_column(enum_column(SessionPurpose, "session_purpose"))
    held_on: Mapped[date]
    began_at: Mapped[str]
    ended_at: Mapped[str | None]
    place: Mapped[str]
    chair: Mapped[str]
    secretary: Mapped[str]
    attendees: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    agenda: Mapped[str] = mapped_column(Text)
    conclusion: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[Instant | None]


class Ballot(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A secret ballot (bỏ phiếu suy tôn): for members to be proposed, or for the order of equals.

    `box` is the sealed count while people vote, the only place where votes are; it is emptied when
    the ballot is counted. `by_hand`: paper ballots are counted in the room and the numbers entered.
    A candidate passes with at least `pass_numerator`/`pass_denominator` of all `eligible`; at least
    `quorum_…` of them must have voted. `cast`, `written`, `invalid` are known once it is closed.
    """

    __tablename__ = "ballots"
    __table_args__ = (
        unique_per_tenant(),
        own_key("criteria_set_id", "criteria_sets"),
        own_key("session_id", "council_sessions"),
        own_key("minutes_file_id", "files"),
        Index(None, "criteria_set_id"),
        CheckConstraint("(state = 'open' AND NOT by_hand) = (box IS NOT NULL)", name="box"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        CheckConstraint("(state = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled"),
        CheckConstraint(
            "0 < pass_numerator AND pass_numerator <= pass_denominator AND "
            "0 < quorum_numerator AND quorum_numerator <= quorum_denominator",
            name="shares",
        ),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    cluster_id: Mapped[int | None] = mapped_column(BigInteger)
    session_id: Mapped[int | None] = mapped_column(BigInteger)
    purpose: Mapped[BallotPurpose] = mapped_column(enum_column(BallotPurpose, "ballot_purpose"))
    electorate: Mapped[Electorate] = mapped_column(enum_column(Electorate, "ballot_electorate"))
    by_hand: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(Text)
    award: Mapped[str | None]
    seats: Mapped[int | None]
    pass_numerator: Mapped[int]
    pass_denominator: Mapped[int]
    quorum_numerator: Mapped[int]
    quorum_denominator: Mapped[int]
    state: Mapped[BallotState] = mapped_column(
        enum_column(BallotState, "ballot_state"), default=BallotState.DRAFT
    )
    opened_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    box: Mapped[bytes | None] = mapped_column(LargeBinary)
    eligible: Mapped[int | None]
    cast: Mapped[int | None]
    written: Mapped[int | None]
    invalid: Mapped[int | None]
    minutes_file_id: Mapped[int | None] = mapped_column(BigInteger)


class BallotCandidate(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A member on a ballot; the numbers are known once it is counted.

    Acclamation: `yes`, `no`, `blank` ballots, `passed`. Order: `points`, the sum of the places
    given (fewer is better), and the `place` that follows, equal sums sharing one.
    """

    __tablename__ = "ballot_candidates"
    __table_args__ = (
        own_key("ballot_id", "ballots", ondelete="CASCADE"),
        UniqueConstraint("ballot_id", "member_id"),
        UniqueConstraint("ballot_id", "position"),
    )

    ballot_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    member_name: Mapped[str]
    cluster_name: Mapped[str]
    sheet_id: Mapped[int] = mapped_column(BigInteger)
    yes: Mapped[int | None]
    no: Mapped[int | None]
    blank: Mapped[int | None]
    points: Mapped[int | None]
    passed: Mapped[bool | None]
    place: Mapped[int | None]


class BallotVoter(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The register of a ballot: who may vote and whether they have, never what nor when.

    All rows of a ballot are written anew with every vote, so that no row is younger than another.
    `user_id` is null for a member without an account, who can only vote in writing; `file_id` is
    the scanned opinion of an absent member.
    """

    __tablename__ = "ballot_voters"
    __table_args__ = (
        own_key("ballot_id", "ballots", ondelete="CASCADE"),
        own_key("file_id", "files"),
        UniqueConstraint("ballot_id", "user_id"),
        CheckConstraint("(way = 'written') = (file_id IS NOT NULL)", name="written"),
    )

    ballot_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    position: Mapped[str | None]
    way: Mapped[VoteWay] = mapped_column(enum_column(VoteWay, "vote_way"), default=VoteWay.NONE)
    file_id: Mapped[int | None] = mapped_column(BigInteger)


class AwardProposal(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Where the council proposes somebody for an award, or does not, other than the ranks say."""

    __tablename__ = "award_proposals"
    __table_args__ = (
        own_key("criteria_set_id", "criteria_sets"),
        own_key("ballot_id", "ballots"),
        UniqueConstraint("criteria_set_id", "award", "member_id"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    award: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    word: Mapped[ProposalWord] = mapped_column(enum_column(ProposalWord, "proposal_word"))
    reason: Mapped[str] = mapped_column(Text)
    ballot_id: Mapped[int | None] = mapped_column(BigInteger)
    said_by: Mapped[int] = mapped_column(BigInteger)
    said_by_name: Mapped[str]
