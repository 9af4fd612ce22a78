"""The papers of a cluster's year as the acting tenant may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.clusters.models import (
    ClusterMeeting,
    ClusterMinutes,
    ClusterPlan,
    Pledge,
    PledgeRegistration,
    PledgeSignature,
)
from app.clusters.queries.clusters import Group
from app.clusters.terms import Occasion
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Party:
    """A member with what it has registered (newest sent, own draft) and its signature."""

    tenant: Tenant
    registration: PledgeRegistration | None
    draft: PledgeRegistration | None
    signature: PledgeSignature | None


@dataclass(frozen=True)
class PledgeState:
    """The pledge of a cluster: how far its members have come."""

    pledge: Pledge
    parties: Sequence[Party]

    @property
    def registered(self) -> int:
        """How many have sent their targets."""
        return sum(party.registration is not None for party in self.parties)

    @property
    def signed(self) -> int:
        """How many leaders have signed."""
        return sum(party.signature is not None for party in self.parties)

    @property
    def is_signed_by_all(self) -> bool:
        """Whether nobody's signature is missing."""
        return self.signed == len(self.parties)

    def party(self, tenant_id: int | None) -> Party | None:
        """The member of this id."""
        return next((one for one in self.parties if one.tenant.id == tenant_id), None)


@dataclass(frozen=True)
class Meeting:
    """A meeting with its minutes, where they may be read."""

    meeting: ClusterMeeting
    minutes: ClusterMinutes | None


def plan(cluster_id: int) -> ClusterPlan | None:
    """The plan that holds: the one sent last; before any is sent, the reader's own draft."""
    rows = _plans(cluster_id)
    return next((row for row in rows if row.sent_at), None) or next(iter(rows), None)


def plan_draft(cluster_id: int) -> ClusterPlan | None:
    """The acting tenant's plan that was not sent yet."""
    return next((row for row in _plans(cluster_id) if row.sent_at is None), None)


def plans_sent(cluster_id: int) -> list[ClusterPlan]:
    """Every plan that was sent, the newest first."""
    return [row for row in _plans(cluster_id) if row.sent_at is not None]


def _plans(cluster_id: int) -> Sequence[ClusterPlan]:
    return db.session.scalars(
        select(ClusterPlan)
        .where(ClusterPlan.cluster_id == cluster_id)
        .order_by(ClusterPlan.sent_at.desc().nulls_last(), ClusterPlan.id.desc())
    ).all()


def pledge(cluster_id: int) -> Pledge | None:
    """The pledge that was sent; before that, the reader's own draft."""
    return db.session.scalars(
        select(Pledge)
        .where(Pledge.cluster_id == cluster_id)
        .order_by(Pledge.sent_at.asc().nulls_last(), Pledge.id)
        .limit(1)
    ).first()


def pledge_state(group: Group, found: Pledge) -> PledgeState:
    """Who has registered and who has signed, in the order of names."""
    mine = context.acting().tenant_id
    sent: dict[int, PledgeRegistration] = {}
    drafts: dict[int, PledgeRegistration] = {}
    for row in db.session.scalars(
        select(PledgeRegistration)
        .where(PledgeRegistration.pledge_id == found.id)
        .order_by(PledgeRegistration.revision)
    ):
        if row.sent_at is not None:
            sent[row.tenant_id] = row
        elif row.tenant_id == mine:
            drafts[row.tenant_id] = row
    signatures = {
        row.tenant_id: row
        for row in db.session.scalars(
            select(PledgeSignature).where(PledgeSignature.pledge_id == found.id)
        )
    }
    return PledgeState(
        found,
        [
            Party(
                member.tenant,
                sent.get(member.tenant.id),
                drafts.get(member.tenant.id),
                signatures.get(member.tenant.id),
            )
            for member in group.by_name
        ],
    )


def meetings(cluster_id: int) -> dict[Occasion, Meeting]:
    """The meetings of the year with their minutes, the one of the present lead before others'."""
    rows = db.session.execute(
        select(ClusterMeeting, ClusterMinutes)
        .outerjoin(ClusterMinutes, ClusterMinutes.meeting_id == ClusterMeeting.id)
        .where(ClusterMeeting.cluster_id == cluster_id)
        .order_by(
            ClusterMeeting.sent_at.desc().nulls_first(),
            ClusterMeeting.closed_at.asc().nulls_first(),
            ClusterMeeting.id,
        )
    )
    return {meeting.occasion: Meeting(meeting, minutes) for meeting, minutes in rows}


def meeting(cluster_id: int, occasion: Occasion) -> Meeting:
    """One meeting. Raises NotFound where none may be read."""
    found = meetings(cluster_id).get(occasion)
    if found is None:
        raise NotFound("Hội nghị này chưa được chuẩn bị.")
    return found


def registered_targets(cluster_id: int, member_id: int) -> Sequence[dict[str, str]]:
    """The targets that a member registered in the pledge of its cluster; empty where none."""
    found = db.session.scalars(
        select(PledgeRegistration)
        .where(
            PledgeRegistration.cluster_id == cluster_id,
            PledgeRegistration.tenant_id == member_id,
            PledgeRegistration.sent_at.is_not(None),
        )
        .order_by(PledgeRegistration.revision.desc())
        .limit(1)
    ).first()
    return [] if found is None else found.targets


def plan_by_id(plan_id: int) -> ClusterPlan:
    """A plan that may be read. Raises NotFound."""
    found = db.session.get(ClusterPlan, plan_id)
    if found is None:
        raise NotFound("Không tìm thấy kế hoạch này.")
    return found


def plan_there(cluster_id: int) -> ClusterPlan:
    """The plan that holds, or the own draft. Raises NotFound where there is none."""
    found = plan(cluster_id)
    if found is None:
        raise NotFound("Cụm chưa có kế hoạch.")
    return found


def pledge_by_id(pledge_id: int) -> Pledge:
    """A pledge that may be read. Raises NotFound."""
    found = db.session.get(Pledge, pledge_id)
    if found is None:
        raise NotFound("Không tìm thấy giao ước này.")
    return found


def pledge_there(cluster_id: int) -> Pledge:
    """The pledge of a cluster. Raises NotFound where there is none."""
    found = pledge(cluster_id)
    if found is None:
        raise NotFound("Cụm chưa có giao ước thi đua.")
    return found


def meeting_by_id(meeting_id: int) -> Meeting:
    """A meeting that may be read, with its minutes. Raises NotFound."""
    row = db.session.get(ClusterMeeting, meeting_id)
    if row is None:
        raise NotFound("Không tìm thấy hội nghị này.")
    return meeting(row.cluster_id, row.occasion)


def minutes_of(found: Meeting) -> ClusterMinutes:
    """The minutes of a meeting. Raises NotFound where there are none to read."""
    if found.minutes is None:
        raise NotFound("Hội nghị chưa có biên bản.")
    return found.minutes
