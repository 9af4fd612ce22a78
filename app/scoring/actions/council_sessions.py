"""The minutes of a session of the council: written, edited, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.scoring.deciding.counting import Part
from app.scoring.deciding.terms import SessionPurpose
from app.scoring.models import CouncilSession
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import council_sessions as queries
from app.scoring.queries import criteria
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """A member of the council, and whether it came."""

    name: str
    position: str = ""
    present: bool = True
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionContent:
    """What the minutes say."""

    purpose: SessionPurpose
    held_on: date | None
    began_at: str
    place: str
    chair: str
    secretary: str
    agenda: str
    attendees: Sequence[Attendee]
    ended_at: str | None = None
    conclusion: str | None = None


def write(*, set_id: int, content: SessionContent, by: Person) -> CouncilSession:
    """Write down a session in which results by a set are considered. Raises Invalid, NotFound."""
    set_policies.check_arrange(context.acting())
    criteria.criteria_set(set_id)
    found = CouncilSession(tenant_id=context.acting().tenant_id, criteria_set_id=set_id)
    _fill(found, content)
    db.session.add(found)
    db.session.flush()
    audit.record("council_session.written", found, by=by, held_on=found.held_on.isoformat())
    return found


def edit(*, session_id: int, version: int, content: SessionContent, by: Person) -> CouncilSession:
    """Change what the minutes say. Raises Invalid, Conflict once they are closed, Stale."""
    set_policies.check_arrange(context.acting())
    found = queries.session(session_id)
    policies.check_edit(found)
    policies.check_version(version, found.version)
    _fill(found, content)
    db.session.flush()
    audit.record("council_session.edited", found, by=by)
    return found


def close(*, session_id: int, version: int, by: Person) -> CouncilSession:
    """Close the minutes; they never change again.

    Raises Conflict where too few members attended or the conclusion is not written, Stale.
    """
    set_policies.check_arrange(context.acting())
    found = queries.session(session_id)
    policies.check_edit(found)
    policies.check_version(version, found.version)
    present, whole = presence(found)
    part = Part(*found.purpose.quorum)
    if not part.reached(present, whole):
        raise Conflict(
            f"Phiên họp có {present}/{whole} thành viên dự; cần ít nhất {part.least(whole)} "
            f"({part.label} tổng số) nên không đủ điều kiện họp."
        )
    if not (found.conclusion or "").strip():
        raise Conflict("Chưa ghi kết luận của phiên họp.")
    found.closed_at = clock.now()
    db.session.flush()
    audit.record("council_session.closed", found, by=by, present=present, members=whole)
    return found


def presence(found: CouncilSession) -> tuple[int, int]:
    """How many members attended, of how many."""
    return sum(bool(one["present"]) for one in found.attendees), len(found.attendees)


def _fill(found: CouncilSession, content: SessionContent) -> None:
    held_on = _checked(content)
    found.purpose = content.purpose
    found.held_on = held_on
    found.began_at = content.began_at.strip()
    found.ended_at = (content.ended_at or "").strip() or None
    found.place = content.place.strip()
    found.chair = content.chair.strip()
    found.secretary = content.secretary.strip()
    found.agenda = content.agenda.strip()
    found.conclusion = (content.conclusion or "").strip() or None
    found.attendees = [
        {
            "name": one.name.strip(),
            "position": one.position.strip(),
            "present": one.present,
            "reason": "" if one.present else one.reason.strip(),
        }
        for one in content.attendees
    ]


def _checked(content: SessionContent) -> date:
    """The day of the session. Raises Invalid at the fields."""
    policies.check_words(
        {
            "began_at": ("giờ bắt đầu", content.began_at),
            "place": ("địa điểm", content.place),
            "chair": ("người chủ trì", content.chair),
            "secretary": ("thư ký", content.secretary),
        }
    )
    policies.check_text("agenda", content.agenda, "nội dung phiên họp")
    policies.check_text("conclusion", content.conclusion, "kết luận", required=False)
    if len(content.ended_at or "") > policies.LONGEST_WORDS:
        raise Invalid("Giờ kết thúc quá dài.", "ended_at")
    if content.held_on is None or content.held_on > clock.today():
        raise Invalid("Cần ghi ngày họp, không sau hôm nay.", "held_on")
    _check_attendees(content.attendees)
    return content.held_on


def _check_attendees(attendees: Sequence[Attendee]) -> None:
    if not 0 < len(attendees) <= policies.MOST_PEOPLE:
        raise Invalid(
            f"Cần ghi đủ thành viên Hội đồng (nhiều nhất {policies.MOST_PEOPLE}).", "attendees"
        )
    for one in attendees:
        longest = max(len(one.name), len(one.position), len(one.reason))
        if not one.name.strip() or longest > policies.LONGEST_WORDS:
            raise Invalid(
                f"Mỗi thành viên cần có họ tên; mỗi ô tối đa {policies.LONGEST_WORDS} ký tự.",
                "attendees",
            )
