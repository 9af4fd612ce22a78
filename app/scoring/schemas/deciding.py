"""Discipline, ballots, proposals, sessions of the council: API schemas and page forms."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.ballots import BallotContent, Vote
from app.scoring.actions.council_sessions import Attendee, SessionContent
from app.scoring.actions.counts import HandCount
from app.scoring.deciding.counting import Mark, Part
from app.scoring.deciding.terms import (
    BallotPurpose,
    BallotState,
    DisciplineKind,
    Electorate,
    ProposalWord,
    SessionPurpose,
    VoteWay,
)

WORDS = validate.Length(1, 200)
TEXT = validate.Length(max=4000)


class DisciplineIn(StrictSchema):
    """Somebody who answers for a member was disciplined, by which paper."""

    member_id = fields.Integer(required=True)
    kind = fields.Enum(DisciplineKind, by_value=True, required=True)
    person = fields.String(required=True, validate=WORDS)
    decided_on = fields.Date(required=True)
    number = fields.String(required=True, validate=WORDS)
    note = fields.String(load_default=None, allow_none=True, validate=TEXT)


class DisciplineOut(DisciplineIn):
    """A recorded fact; it does not count once it is withdrawn."""

    id = fields.Integer()
    recorded_by_name = fields.String()
    withdrawn_at = fields.DateTime(allow_none=True)
    withdrawn_reason = fields.String(allow_none=True)


class YearQuery(StrictSchema):
    """Which year."""

    year = fields.Integer(load_default=None, validate=validate.Range(2000, 2100))


class ReasonIn(StrictSchema):
    """Why."""

    reason = fields.String(required=True, validate=validate.Length(1, 4000))


class PartIn(StrictSchema):
    """A part of all members: 4/5."""

    numerator = fields.Integer(required=True, validate=validate.Range(1, 1000))
    denominator = fields.Integer(required=True, validate=validate.Range(1, 1000))


class BallotIn(StrictSchema):
    """A ballot to be prepared."""

    title = fields.String(required=True, validate=validate.Length(1, 4000))
    purpose = fields.Enum(BallotPurpose, by_value=True, required=True)
    member_ids = fields.List(fields.Integer(), required=True, validate=validate.Length(1, 60))
    cluster_id = fields.Integer(load_default=None, allow_none=True)
    session_id = fields.Integer(load_default=None, allow_none=True)
    electorate = fields.Enum(Electorate, by_value=True, load_default=Electorate.COUNCIL)
    by_hand = fields.Boolean(load_default=False)
    award = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))
    seats = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 60))
    passing = fields.Nested(PartIn, load_default=lambda: {"numerator": 4, "denominator": 5})
    quorum = fields.Nested(PartIn, load_default=lambda: {"numerator": 4, "denominator": 5})


class CandidateOut(StrictSchema):
    """A member on a ballot; numbers once it is counted."""

    id = fields.Integer()
    member_id = fields.Integer()
    member_name = fields.String()
    sheet_id = fields.Integer()
    yes = fields.Integer(allow_none=True)
    no = fields.Integer(allow_none=True)
    blank = fields.Integer(allow_none=True)
    passed = fields.Boolean(allow_none=True)
    points = fields.Integer(allow_none=True)
    place = fields.Integer(allow_none=True)


class VoterOut(StrictSchema):
    """Somebody in the register, and whether they have voted; never what."""

    id = fields.Integer()
    name = fields.String()
    way = fields.Enum(VoteWay, by_value=True)


class BallotOut(StrictSchema):
    """A ballot."""

    id = fields.Integer()
    criteria_set_id = fields.Integer()
    cluster_id = fields.Integer(allow_none=True)
    session_id = fields.Integer(allow_none=True)
    title = fields.String()
    purpose = fields.Enum(BallotPurpose, by_value=True)
    electorate = fields.Enum(Electorate, by_value=True)
    by_hand = fields.Boolean()
    award = fields.String(allow_none=True)
    seats = fields.Integer(allow_none=True)
    state = fields.Enum(BallotState, by_value=True)
    eligible = fields.Integer(allow_none=True)
    cast = fields.Integer(allow_none=True)
    written = fields.Integer(allow_none=True)
    invalid = fields.Integer(allow_none=True)
    version = fields.Integer()


class PollOut(StrictSchema):
    """A ballot with its candidates and its register."""

    ballot = fields.Nested(BallotOut)
    candidates = fields.List(fields.Nested(CandidateOut))
    voters = fields.List(fields.Nested(VoterOut))
    needed = fields.Integer()
    quorum = fields.Integer()


class SetQuery(StrictSchema):
    """Of which criteria set."""

    criteria_set_id = fields.Integer(required=True)


class OpeningIn(StrictSchema):
    """Members of the council without an account, who vote in writing."""

    extra = fields.List(
        fields.String(validate=WORDS), load_default=list, validate=validate.Length(max=200)
    )


class MarkIn(StrictSchema):
    """What a ballot says of a candidate of an acclamation."""

    candidate_id = fields.Integer(required=True)
    mark = fields.Enum(Mark, by_value=True, required=True)


class PlaceIn(StrictSchema):
    """Which place a ballot gives a candidate of an order."""

    candidate_id = fields.Integer(required=True)
    place = fields.Integer(required=True, validate=validate.Range(1, 60))


class VoteIn(StrictSchema):
    """One ballot: marks, or places, or blank."""

    marks = fields.List(fields.Nested(MarkIn), load_default=list, validate=validate.Length(max=60))
    places = fields.List(
        fields.Nested(PlaceIn), load_default=list, validate=validate.Length(max=60)
    )
    is_blank = fields.Boolean(load_default=False)


class WrittenForm(StrictSchema):
    """Whose written opinion it is, and what it says: "12:yes,13:no" or "12:1,13:2", or blank."""

    voter_id = fields.Integer(required=True)
    marks = fields.String(load_default="", validate=validate.Length(max=2000))
    is_blank = fields.Boolean(load_default=False)


class PaperFile(StrictSchema):
    """A scanned paper."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class CandidateCountIn(StrictSchema):
    """What was counted on paper for one candidate."""

    candidate_id = fields.Integer(required=True)
    yes = fields.Integer(load_default=0, validate=validate.Range(0, 10_000))
    no = fields.Integer(load_default=0, validate=validate.Range(0, 10_000))
    sum = fields.Integer(load_default=0, validate=validate.Range(0, 1_000_000))


class HandCountIn(StrictSchema):
    """What was counted on paper."""

    cast = fields.Integer(required=True, validate=validate.Range(0, 10_000))
    invalid = fields.Integer(load_default=0, validate=validate.Range(0, 10_000))
    candidates = fields.List(
        fields.Nested(CandidateCountIn), required=True, validate=validate.Length(1, 60)
    )


class ProposalIn(StrictSchema):
    """The council's word on a member for an award."""

    criteria_set_id = fields.Integer(required=True)
    award = fields.String(required=True, validate=WORDS)
    member_id = fields.Integer(required=True)
    word = fields.Enum(ProposalWord, by_value=True, required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 4000))


class ProposalOut(StrictSchema):
    """What was said."""

    id = fields.Integer()
    criteria_set_id = fields.Integer()
    award = fields.String()
    member_id = fields.Integer()
    word = fields.Enum(ProposalWord, by_value=True)
    reason = fields.String()


class RemovalQuery(StrictSchema):
    """Which word is taken back."""

    criteria_set_id = fields.Integer(required=True)
    award = fields.String(required=True, validate=WORDS)
    member_id = fields.Integer(required=True)


class PoolOut(StrictSchema):
    """An award among those who compete for it.

    `provisional`: `unfinished` members are neither confirmed by the council nor listed as absent.
    """

    award = fields.String(attribute="share.quota.award")
    cluster_id = fields.Integer(allow_none=True)
    limit = fields.Integer(attribute="share.limit")
    proposed = fields.List(fields.Integer(), attribute="share.proposed")
    undecided = fields.List(fields.Integer(), attribute="share.undecided")
    provisional = fields.Boolean()
    unfinished = fields.Integer()


class AttendeeIn(StrictSchema):
    """A member of the council, and whether it came."""

    name = fields.String(required=True, validate=WORDS)
    position = fields.String(load_default="", validate=validate.Length(max=200))
    present = fields.Boolean(load_default=True)
    reason = fields.String(load_default="", validate=validate.Length(max=200))


class SessionEdit(StrictSchema):
    """What the minutes of a session say."""

    purpose = fields.Enum(SessionPurpose, by_value=True, required=True)
    held_on = fields.Date(required=True)
    began_at = fields.String(required=True, validate=WORDS)
    ended_at = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))
    place = fields.String(required=True, validate=WORDS)
    chair = fields.String(required=True, validate=WORDS)
    secretary = fields.String(required=True, validate=WORDS)
    agenda = fields.String(required=True, validate=validate.Length(1, 4000))
    conclusion = fields.String(load_default=None, allow_none=True, validate=TEXT)
    attendees = fields.List(
        fields.Nested(AttendeeIn), required=True, validate=validate.Length(1, 200)
    )


class SessionIn(SessionEdit):
    """A session in which results by a set are considered."""

    criteria_set_id = fields.Integer(required=True)


class SessionOut(SessionIn):
    """A session; closed, it never changes."""

    id = fields.Integer()
    closed_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


def ballot_content(given: Mapping[str, Any]) -> BallotContent:
    """A ballot as the API gives it."""
    parts = {name: Part(**given[name]) for name in ("passing", "quorum")}
    return BallotContent(**{**given, **parts})


def vote(given: Mapping[str, Any]) -> Vote:
    """A vote as the API gives it."""
    return Vote(
        marks={one["candidate_id"]: one["mark"] for one in given["marks"]},
        places={one["candidate_id"]: one["place"] for one in given["places"]},
        is_blank=given["is_blank"],
    )


def written_vote(given: Mapping[str, Any]) -> Vote:
    """A written opinion as the API gives it. Raises Invalid at "marks"."""
    marks: dict[int, Mark] = {}
    places: dict[int, int] = {}
    for pair in filter(None, given["marks"].split(",")):
        name, _, said = pair.partition(":")
        candidate, place = numbers.identifier(name.strip()), numbers.identifier(said.strip())
        if candidate is not None and said.strip() in set(Mark):
            marks[candidate] = Mark(said.strip())
        elif candidate is not None and place is not None:
            places[candidate] = place
        else:
            raise Invalid("Ghi theo mẫu “12:yes,13:no” hoặc “12:1,13:2”.", "marks")
    return Vote(marks, places, given["is_blank"])


def hand_count(given: Mapping[str, Any]) -> HandCount:
    """A count on paper as the API gives it."""
    rows = given["candidates"]
    return HandCount(
        cast=given["cast"],
        invalid=given["invalid"],
        yes={one["candidate_id"]: one["yes"] for one in rows},
        no={one["candidate_id"]: one["no"] for one in rows},
        sums={one["candidate_id"]: one["sum"] for one in rows},
    )


def session_content(given: Mapping[str, Any]) -> SessionContent:
    """A session as the API gives it."""
    attendees = [Attendee(**one) for one in given["attendees"]]
    return SessionContent(**{**given, "attendees": attendees})
