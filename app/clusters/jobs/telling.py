"""Telling members about their cluster; deeds together with what follows from them."""

from collections.abc import Sequence
from typing import Any

from app.audit.actions import Person
from app.clusters import actions, queries
from app.clusters.actions import meetings, notices, plans, pledges
from app.clusters.jobs import drawing
from app.clusters.models import (
    Cluster,
    ClusterMeeting,
    ClusterMinutes,
    ClusterNotice,
    ClusterPlan,
    Pledge,
    PledgeRegistration,
    PledgeSignature,
)
from app.clusters.queries import leading
from app.clusters.terms import MeetingPaper, Occasion
from app.lib import dates
from app.notifications import actions as notifications
from tenants import jobs


def issue(*, cluster_ids: Sequence[int], by: Person) -> list[Cluster]:
    """Announce clusters, and have their members told."""
    issued = actions.issue(cluster_ids=cluster_ids, by=by)
    for cluster in issued:
        jobs.enqueue(tell_issued, cluster_id=cluster.id, key=f"cluster.issued:{cluster.id}")
    return issued


def change_roles(*, cluster_id: int, by: Person, **given: Any) -> Cluster:
    """Give a cluster another lead or deputy (`actions.change_roles`), and have members told."""
    cluster = actions.change_roles(cluster_id=cluster_id, by=by, **given)
    jobs.enqueue(tell_roles, cluster_id=cluster.id, version=cluster.version)
    return cluster


@jobs.job("clusters.tell_issued")
def tell_issued(*, cluster_id: int) -> None:
    """Tell every member in which cluster it is and who leads it."""
    _tell(cluster_id, "cluster.issued", f"cluster.issued:{cluster_id}", "được phân vào")


@jobs.job("clusters.tell_roles")
def tell_roles(*, cluster_id: int, version: int) -> None:
    """Tell every member who leads its cluster now."""
    _tell(cluster_id, "cluster.roles", f"cluster.roles:{cluster_id}:{version}", "thuộc")


def _tell(cluster_id: int, kind: str, key: str, word: str) -> None:
    group = queries.group(cluster_id)
    lead, deputy = group.lead, group.deputy
    if lead is None or deputy is None:
        return
    notifications.tell(
        addressee_ids=list(group.roles),
        kind=kind,
        text=(
            f"Đơn vị {word} {group.cluster.name} năm {group.cluster.year}; "
            f"cụm trưởng: {lead.name}, cụm phó: {deputy.name}."
        ),
        path=f"/clusters/{cluster_id}",
        key=key,
    )


def issue_notice(*, year: int, signing: notices.Signing, by: Person) -> ClusterNotice:
    """Announce who leads the clusters of a year; their members are told, and it is drawn."""
    notice = notices.issue(year=year, signing=signing, by=by)
    jobs.enqueue(tell_notice, notice_id=notice.id, key=f"cluster.notice:{notice.id}")
    drawing.ask_notice(notice_id=notice.id, by=by)
    return notice


@jobs.job("clusters.tell_notice")
def tell_notice(*, notice_id: int) -> None:
    """Tell the members of the clusters that a notice names."""
    notice = leading.notice(notice_id)
    notifications.tell(
        addressee_ids=notices.readers(notice),
        kind="cluster.notice",
        text=(
            f"Thông báo số {notice.full_number} về cụm trưởng, cụm phó các cụm, khối thi đua "
            f"năm {notice.year}."
        ),
        path=f"/cluster-notices/{notice_id}",
        key=f"cluster.notice:{notice_id}",
    )


def send_plan(*, cluster_id: int, by: Person, **given: Any) -> ClusterPlan:
    """Send the plan of a cluster (`plans.send`): members and manager are told, and it is drawn."""
    plan = plans.send(cluster_id=cluster_id, by=by, **given)
    word = "điều chỉnh kế hoạch" if plan.revision > 1 else "kế hoạch"
    _spread(cluster_id, "plan", f"plan:{plan.id}", f"đã gửi {word} công tác của")
    drawing.ask_plan(cluster_id=cluster_id, by=by)
    return plan


def send_pledge(*, cluster_id: int, version: int, by: Person) -> Pledge:
    """Send the pledge, and have members told to register and sign."""
    pledge = pledges.send(cluster_id=cluster_id, version=version, by=by)
    until = f"; hạn đăng ký {dates.short(pledge.register_by)}" if pledge.register_by else ""
    deed = "đã gửi giao ước thi đua để các đơn vị đăng ký chỉ tiêu, ký kết của"
    _spread(cluster_id, "pledge", f"pledge:{pledge.id}", deed, until)
    return pledge


def send_registration(*, cluster_id: int, version: int, by: Person) -> PledgeRegistration:
    """Send a member's registration, and have the cluster told."""
    row = pledges.send_registration(cluster_id=cluster_id, version=version, by=by)
    _spread(cluster_id, "pledge", f"registration:{row.id}", "đã đăng ký chỉ tiêu thi đua trong")
    return row


def sign_pledge(*, cluster_id: int, position: str, by: Person) -> PledgeSignature:
    """Sign a pledge, and have the cluster told."""
    row = pledges.sign(cluster_id=cluster_id, position=position, by=by)
    _spread(cluster_id, "pledge", f"signature:{row.id}", "đã ký giao ước thi đua của")
    return row


def call_meeting(
    *, cluster_id: int, occasion: Occasion, version: int, by: Person
) -> ClusterMeeting:
    """Call a meeting, and have members and manager told."""
    row = meetings.call(cluster_id=cluster_id, occasion=occasion, version=version, by=by)
    _tell_meeting(row, f"meeting:{row.id}", "mời dự")
    return row


def plan_meeting(*, cluster_id: int, by: Person, **given: Any) -> ClusterMeeting:
    """Set a meeting (`meetings.plan`); where it was called already, have everybody told anew."""
    row = meetings.plan(cluster_id=cluster_id, by=by, **given)
    if row.sent_at is not None:
        _tell_meeting(row, f"meeting:{row.id}:{row.version}", "đổi lịch")
    return row


def _tell_meeting(row: ClusterMeeting, key: str, deed: str) -> None:
    _spread(
        row.cluster_id,
        f"meetings/{row.occasion.value}",
        key,
        f"{deed} {row.occasion.in_text} của",
        f": {row.starts_at} ngày {dates.short(row.held_on)}, tại {row.place}",
    )


def send_minutes(
    *, cluster_id: int, occasion: Occasion, version: int, by: Person
) -> ClusterMinutes:
    """Send the minutes of a meeting: members and manager are told, and they are drawn."""
    row = meetings.send_minutes(cluster_id=cluster_id, occasion=occasion, version=version, by=by)
    part, deed = f"meetings/{occasion.value}", f"đã gửi biên bản {occasion.in_text} của"
    _spread(cluster_id, part, f"minutes:{row.id}", deed)
    drawing.ask_meeting(cluster_id=cluster_id, occasion=occasion, kind=MeetingPaper.MINUTES, by=by)
    return row


def _spread(cluster_id: int, part: str, subject: str, deed: str, rest: str = "") -> None:
    jobs.enqueue(
        tell_cluster,
        cluster_id=cluster_id,
        part=part,
        deed=deed,
        rest=rest,
        subject=subject,
        key=f"cluster.{subject}",
    )


@jobs.job("clusters.tell_cluster")
def tell_cluster(*, cluster_id: int, part: str, deed: str, rest: str, subject: str) -> None:
    """Tell the other members, and who runs the cluster, what this tenant has done."""
    group, mine = queries.group(cluster_id), queries.acting_tenant()
    notifications.tell(
        addressee_ids=[one for one in (*group.roles, group.cluster.tenant_id) if one != mine.id],
        kind="cluster.year",
        text=f"{mine.name} {deed} {group.cluster.name} năm {group.cluster.year}{rest}.",
        path=f"/clusters/{cluster_id}/{part}",
        key=f"cluster.{subject}",
    )
