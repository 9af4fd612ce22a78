"""The half-year and year meetings of a cluster, called by its lead, and their minutes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import papers
from app.clusters import queries as clusters
from app.clusters.actions import entering, standing
from app.clusters.models import ClusterMeeting, ClusterMinutes
from app.clusters.policies import year as policies
from app.clusters.queries import year as queries
from app.clusters.terms import Occasion
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.registers.actions import Subject
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class MeetingContent:
    """When, where, under whom a cluster meets, and about what (one line each)."""

    held_on: date
    starts_at: str
    place: str
    chair_name: str
    chair_position: str
    agenda: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class MinutesContent:
    """What came of it. `present` are the members that came, `people` who came for each."""

    secretary_name: str
    discussion: str
    conclusions: Sequence[str]
    present: Sequence[int] = ()
    people: dict[int, str] = field(default_factory=dict)
    guests: str | None = None
    ended_at: str | None = None
    number: str | None = None
    next_lead_id: int | None = None
    next_deputy_id: int | None = None


def plan(
    *,
    cluster_id: int,
    occasion: Occasion,
    version: int | None,
    content: MeetingContent,
    by: Person,
) -> ClusterMeeting:
    """Set a meeting, or set it otherwise (`version`; None begins one): its members see it once
    it was called.

    Raises NotAllowed for any but the lead, Conflict once its minutes were sent, Stale, Invalid.
    """
    cluster, _ = standing.as_lead(cluster_id)
    _check_meeting(content, cluster.year)
    there = queries.meetings(cluster_id).get(occasion)
    if there is not None:
        policies.check_open(there.meeting)
    if version is None:
        if there is not None:
            raise Conflict("Hội nghị này đã được chuẩn bị; hãy mở ra để sửa.")
        row = ClusterMeeting(
            tenant_id=context.acting().tenant_id, cluster_id=cluster_id, occasion=occasion
        )
        db.session.add(row)
    else:
        row = standing.for_change(ClusterMeeting, there.meeting.id if there else None, version)
    row.held_on, row.starts_at, row.place = content.held_on, content.starts_at, content.place
    row.chair_name, row.chair_position = content.chair_name, content.chair_position
    row.agenda = list(content.agenda)
    db.session.flush()
    audit.record("cluster_meeting.planned", row, by=by, held_on=content.held_on.isoformat())
    return row


def call(*, cluster_id: int, occasion: Occasion, version: int, by: Person) -> ClusterMeeting:
    """Send the invitation to members and manager. Called already, it stays as it is.

    Raises NotAllowed, NotFound, Stale.
    """
    standing.as_lead(cluster_id)
    there = queries.meeting(cluster_id, occasion)
    row = standing.for_change(ClusterMeeting, there.meeting.id, version)
    if row.sent_at is None:
        row.sent_at = clock.now()
        db.session.flush()
        audit.record("cluster_meeting.called", row, by=by, held_on=row.held_on.isoformat())
    return row


def write_minutes(
    *,
    cluster_id: int,
    occasion: Occasion,
    version: int | None,
    content: MinutesContent,
    by: Person,
) -> ClusterMinutes:
    """Write the minutes of a meeting that was called (`version` of the draft; None begins one).

    Raises NotAllowed for any but the lead, Conflict before the meeting and once sent, Stale,
    Invalid.
    """
    _, roles = standing.as_lead(cluster_id)
    there = queries.meeting(cluster_id, occasion)
    policies.check_held(there.meeting, clock.today())
    policies.check_open(there.meeting)
    _check_minutes(content, occasion, roles.keys())
    attendees = _attendees(cluster_id, content)
    if version is None:
        if there.minutes is not None:
            raise Conflict("Biên bản đã được ghi; hãy mở ra để sửa.")
        row = ClusterMinutes(
            tenant_id=context.acting().tenant_id,
            cluster_id=cluster_id,
            meeting_id=standing.for_change(ClusterMeeting, there.meeting.id, None).id,
        )
        db.session.add(row)
    else:
        row = standing.for_change(
            ClusterMinutes, there.minutes.id if there.minutes else None, version
        )
    row.attendees = attendees
    row.guests, row.ended_at, row.number = content.guests, content.ended_at, content.number
    row.secretary_name, row.discussion = content.secretary_name, content.discussion
    row.conclusions = list(content.conclusions)
    row.next_lead_id, row.next_deputy_id = content.next_lead_id, content.next_deputy_id
    db.session.flush()
    audit.record("cluster_minutes.written", row, by=by, present=len(content.present))
    return row


def send_minutes(
    *, cluster_id: int, occasion: Occasion, version: int, by: Person
) -> ClusterMinutes:
    """Send the minutes to members and manager; meeting and minutes are closed.

    They stand in the lead's register under the number that was typed, or else the next one, with
    the day of the meeting. Raises NotAllowed, NotFound, Conflict where they were sent, Stale,
    Invalid where nobody was present or nothing was concluded, and as the register does.
    """
    standing.as_lead(cluster_id)
    there = queries.meeting(cluster_id, occasion)
    policies.check_open(there.meeting)
    row = standing.for_change(ClusterMinutes, there.minutes.id if there.minutes else None, version)
    policies.check_minutes_sending(row)
    meeting = standing.for_change(ClusterMeeting, there.meeting.id, None)
    entry = entering.enter(
        papers.minutes_paper(there, row, clusters.cluster_head(cluster_id)),
        subject=Subject(kind="cluster_minutes", id=meeting.id),
        wanted=row.number,
        by=by,
    )
    now = clock.now()
    row.number, row.sent_at, meeting.closed_at = entry.printed_number, now, now
    db.session.flush()
    audit.record("cluster_minutes.sent", row, by=by, occasion=occasion.value)
    return row


def _attendees(cluster_id: int, content: MinutesContent) -> list[dict[str, Any]]:
    present = set(content.present)
    return [
        {
            "tenant_id": member.tenant.id,
            "name": member.tenant.name,
            "present": member.tenant.id in present,
            "people": content.people.get(member.tenant.id, ""),
        }
        for member in clusters.group(cluster_id).members
    ]


def _check_meeting(content: MeetingContent, year: int) -> None:
    wrong = {
        name: ["Cần ghi nội dung này."]
        for name in ("starts_at", "place", "chair_name", "chair_position")
        if not getattr(content, name).strip()
    }
    if content.held_on.year not in (year, year + 1):
        wrong["held_on"] = [f"Hội nghị phải họp trong năm {year} hoặc đầu năm {year + 1}."]
    if wrong:
        raise Invalid(fields=wrong)
    policies.check_lines(content.agenda, "agenda", "nội dung")


def _check_minutes(content: MinutesContent, occasion: Occasion, members: Collection[int]) -> None:
    wrong = {
        name: ["Cần ghi nội dung này."]
        for name in ("secretary_name", "discussion")
        if not getattr(content, name).strip()
    }
    if wrong:
        raise Invalid(fields=wrong)
    policies.check_lines(content.conclusions, "conclusions", "kết luận")
    policies.check_attendees(members, [*content.present, *content.people])
    policies.check_next(members, content.next_lead_id, content.next_deputy_id)
    if occasion is not Occasion.YEAR and content.next_lead_id is not None:
        raise Invalid("Cụm trưởng, cụm phó năm sau bầu tại hội nghị tổng kết.", "next_lead_id")
