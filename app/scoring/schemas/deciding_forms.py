"""Discipline, ballots, sessions of the council: what pages send."""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from app.lib import numbers
from app.scoring.actions.ballots import BallotContent, Vote
from app.scoring.actions.council_sessions import Attendee, SessionContent
from app.scoring.actions.counts import HandCount
from app.scoring.deciding.counting import Mark, Part
from app.scoring.deciding.terms import BallotPurpose, DisciplineKind, Electorate, SessionPurpose
from app.scoring.schemas.fields import FormReader

PARTS = (("9/10", "90% tổng số"), ("4/5", "80% tổng số"), ("2/3", "2/3 tổng số"), ("1/2", "1/2"))
"""Parts that offices use, as a form names them."""


def discipline_form(form: Mapping[str, str]) -> dict[str, Any]:
    """A fact of discipline as the page gives it. Raises Invalid."""
    reader = FormReader(form)
    found = {
        "member_id": reader.whole("member_id") or 0,
        "kind": reader.choice("kind", DisciplineKind),
        "person": reader.text("person"),
        "decided_on": reader.day("decided_on"),
        "number": reader.text("number"),
        "note": reader.text("note") or None,
    }
    if found["decided_on"] is None and "decided_on" not in reader.wrong:
        reader.wrong["decided_on"] = ["Cần ghi ngày quyết định."]
    reader.finish()
    return found


def ballot_form(form: MultiDict[str, str]) -> BallotContent:
    """A ballot as the page gives it. Raises Invalid."""
    reader = FormReader(form)
    ids = [one for text in form.getlist("member_ids") if (one := numbers.identifier(text))]
    content = BallotContent(
        title=reader.text("title"),
        purpose=reader.choice("purpose", BallotPurpose),
        member_ids=ids,
        cluster_id=reader.whole("cluster"),
        session_id=reader.whole("session_id"),
        electorate=reader.choice("electorate", Electorate),
        by_hand=reader.flag("by_hand"),
        award=reader.text("award") or None,
        seats=reader.whole("seats"),
        passing=_part(reader, "passing"),
        quorum=_part(reader, "quorum"),
    )
    reader.finish()
    return content


def _part(reader: FormReader, name: str) -> Part:
    if reader.text(name) not in {value for value, _ in PARTS}:
        reader.wrong[name] = ["Xin chọn một mục."]
        return Part(1, 1)
    numerator, _, denominator = reader.text(name).partition("/")
    return Part(int(numerator), int(denominator))


def vote_form(form: Mapping[str, str]) -> Vote:
    """One ballot as the page gives it: mark.<candidate> or place.<candidate>, or blank."""
    reader = FormReader(form)
    marks: dict[int, Mark] = {}
    places: dict[int, int] = {}
    for name in form:
        head, _, rest = name.partition(".")
        candidate = numbers.identifier(rest)
        if candidate is None:
            continue
        if head == "mark":
            marks[candidate] = reader.choice(name, Mark)
        elif head == "place":
            places[candidate] = reader.whole(name) or 0
    reader.finish()
    return Vote(marks, places, reader.flag("is_blank"))


def hand_count_form(form: Mapping[str, str]) -> HandCount:
    """What was counted on paper as the page gives it. Raises Invalid at every number."""
    reader = FormReader(form)
    found: dict[str, dict[int, int]] = {"yes": {}, "no": {}, "sums": {}}
    for name in form:
        head, _, rest = name.partition(".")
        candidate = numbers.identifier(rest)
        if candidate is not None and head in found:
            found[head][candidate] = reader.whole(name) or 0
    cast, invalid = reader.whole("cast"), reader.whole("invalid") or 0
    if cast is None:
        reader.wrong["cast"] = ["Cần ghi số phiếu thu về."]
    reader.finish()
    return HandCount(cast or 0, invalid, **found)


def session_form(form: Mapping[str, str]) -> SessionContent:
    """A session as the page gives it. Raises Invalid."""
    reader = FormReader(form)
    content = SessionContent(
        purpose=reader.choice("purpose", SessionPurpose),
        held_on=reader.day("held_on"),
        began_at=reader.text("began_at"),
        ended_at=reader.text("ended_at") or None,
        place=reader.text("place"),
        chair=reader.text("chair"),
        secretary=reader.text("secretary"),
        agenda=reader.text("agenda"),
        conclusion=reader.text("conclusion") or None,
        attendees=_attendees(reader),
    )
    reader.finish()
    return content


def attendees_form(form: Mapping[str, str]) -> Sequence[Attendee]:
    """The attendees alone, as the page gives them."""
    return _attendees(FormReader(form))


def _attendees(reader: FormReader) -> Sequence[Attendee]:
    found = []
    for number in reader.rows("attendees"):
        row = f"attendees-{number}-"
        if reader.text(f"{row}name"):
            found.append(
                Attendee(
                    name=reader.text(f"{row}name"),
                    position=reader.text(f"{row}position"),
                    present=reader.text(f"{row}present") != "no",
                    reason=reader.text(f"{row}reason"),
                )
            )
    return found
