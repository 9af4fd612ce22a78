"""The year of a cluster from its issue to the election of the next lead: what is done, who acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.clusters import queries as clusters
from app.clusters.models import Cluster
from app.clusters.queries import Group
from app.clusters.queries import year as papers
from app.clusters.queries.year import Meeting, PledgeState
from app.clusters.terms import MemberRole, Occasion
from app.dashboards.terms import StepState, YearStep
from app.lib import clock, dates
from app.scoring.models import CriteriaSet
from app.scoring.queries import criteria, statuses
from app.scoring.queries.statuses import Status
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Step:
    """One step of the year: how far it is, what is to be said of it, whose turn it is."""

    key: YearStep
    state: StepState
    note: str
    actor: str
    is_mine: bool
    time: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything from which the steps of a cluster's year are told."""

    group: Group
    manager: Tenant
    reader_id: int
    today: date
    plan_sent: bool
    pledge: PledgeState | None
    meetings: dict[Occasion, Meeting]
    criteria_set: CriteriaSet | None
    statuses: Sequence[Status]
    has_next: bool

    @property
    def sees_all(self) -> bool:
        """Whether the reader sees every member's sheet once it is submitted: lead and manager."""
        role = self.group.roles.get(self.reader_id)
        return role is MemberRole.LEAD or self.reader_id == self.manager.id

    @property
    def scored(self) -> list[Status]:
        """The members whose sheets the reader follows: all, or its own."""
        kept = [one for one in self.statuses if one.absence is None]
        return kept if self.sees_all else [one for one in kept if one.member_id == self.reader_id]


@dataclass(frozen=True)
class ClusterYear:
    """A cluster with the steps of its year, and the one that comes next."""

    group: Group
    manager: Tenant
    steps: Sequence[Step]
    criteria_set: CriteriaSet | None

    @property
    def next_step(self) -> Step | None:
        """The first step that is late, or else under way."""
        for state in (StepState.LATE, StepState.CURRENT):
            found = next((step for step in self.steps if step.state is state), None)
            if found is not None:
                return found
        return None


def of(cluster_id: int) -> ClusterYear:
    """The year of a cluster as the acting tenant may see it. Raises NotFound."""
    group = clusters.group(cluster_id)
    cluster = group.cluster
    manager = db.session.get_one(Tenant, cluster.tenant_id)
    plan, pledge = papers.plan(cluster_id), papers.pledge(cluster_id)
    is_sent = pledge is not None and pledge.sent_at is not None
    following = select(Cluster.id).where(
        Cluster.previous_id == cluster_id, Cluster.issued_at.is_not(None)
    )
    facts = Facts(
        group=group,
        manager=manager,
        reader_id=context.acting().tenant_id or 0,
        today=clock.today(),
        plan_sent=plan is not None and plan.sent_at is not None,
        pledge=papers.pledge_state(group, pledge) if pledge is not None and is_sent else None,
        meetings=papers.meetings(cluster_id),
        criteria_set=criteria.of_cluster(cluster_id),
        statuses=statuses.of_set(None, cluster_id=cluster_id),
        has_next=bool(db.session.scalar(select(following.exists()))),
    )
    return ClusterYear(group, manager, steps(facts), facts.criteria_set)


def steps(facts: Facts) -> list[Step]:
    """The eight steps in the order of the year; the first open one is under way."""
    told = [
        _issue(facts),
        _plan(facts),
        _pledge(facts),
        _meeting(facts, Occasion.HALF_YEAR, YearStep.HALF_YEAR),
        _self_scoring(facts),
        _appraisal(facts),
        _meeting(facts, Occasion.YEAR, YearStep.YEAR_MEETING),
        _election(facts),
    ]
    first = next((one for one in told if one.state is StepState.TODO), None)
    if first is None or any(one.state is StepState.CURRENT for one in told):
        return told
    return [
        Step(one.key, StepState.CURRENT, one.note, one.actor, one.is_mine, one.time)
        if one is first
        else one
        for one in told
    ]


def _lead(facts: Facts) -> tuple[str, bool]:
    lead = facts.group.lead
    return (
        (f"Cụm trưởng: {_name(facts, lead)}", lead.id == facts.reader_id) if lead else ("", False)
    )


def _manager(facts: Facts) -> tuple[str, bool]:
    return f"Đơn vị quản lý cụm: {_name(facts, facts.manager)}", facts.manager.id == facts.reader_id


def _waiting(facts: Facts, waiting: Sequence[Tenant], word: str = "Còn") -> tuple[str, bool]:
    """Those awaited by name, the reader's own unit first and marked as such."""
    waiting = sorted(waiting, key=lambda one: one.id != facts.reader_id)
    names = ", ".join(_name(facts, one) for one in waiting[:4])
    more = f" và {len(waiting) - 4} đơn vị khác" if len(waiting) > 4 else ""
    is_mine = bool(waiting) and waiting[0].id == facts.reader_id
    return (f"{word}: {names}{more}" if waiting else ""), is_mine


def _name(facts: Facts, one: Tenant) -> str:
    return f"{one.name} (đơn vị bạn)" if one.id == facts.reader_id else one.name


def _issue(facts: Facts) -> Step:
    at = facts.group.cluster.issued_at
    actor, mine = _manager(facts)
    if at is None:
        return Step(YearStep.ISSUE, StepState.TODO, "Chưa ban hành", actor, mine)
    return Step(
        YearStep.ISSUE,
        StepState.DONE,
        f"{len(facts.group.members)} thành viên",
        actor,
        False,
        dates.short(clock.local(at).date()),
    )


def _plan(facts: Facts) -> Step:
    actor, mine = _lead(facts)
    if facts.plan_sent:
        return Step(YearStep.PLAN, StepState.DONE, "Đã gửi các đơn vị", actor, False)
    return Step(YearStep.PLAN, StepState.TODO, "Chưa gửi kế hoạch", actor, mine)


def _pledge(facts: Facts) -> Step:
    found = facts.pledge
    if found is None:
        actor, mine = _lead(facts)
        return Step(YearStep.PLEDGE, StepState.TODO, "Chưa gửi giao ước", actor, mine)
    total = len(found.parties)
    note = f"{found.registered}/{total} đã đăng ký, {found.signed}/{total} đã ký"
    waiting = [one.tenant for one in found.parties if one.signature is None]
    if not waiting:
        return Step(YearStep.PLEDGE, StepState.DONE, note, "", False)
    actor, mine = _waiting(facts, waiting)
    until = found.pledge.register_by
    late = until is not None and until < facts.today and found.registered < total
    time = f"hạn đăng ký {dates.short(until)}" if until else ""
    return Step(YearStep.PLEDGE, _open(late), note, actor, mine, time)


def _meeting(facts: Facts, occasion: Occasion, key: YearStep) -> Step:
    found = facts.meetings.get(occasion)
    actor, mine = _lead(facts)
    if found is None or found.meeting.sent_at is None:
        return Step(key, StepState.TODO, "Chưa gửi giấy mời", actor, mine)
    time = f"{found.meeting.starts_at} {dates.short(found.meeting.held_on)}"
    if found.meeting.closed_at is not None:
        return Step(key, StepState.DONE, "Đã gửi biên bản", actor, False, time)
    if found.meeting.held_on < facts.today:
        return Step(key, StepState.LATE, "Đã họp, chưa gửi biên bản", actor, mine, time)
    return Step(key, StepState.CURRENT, f"Họp tại {found.meeting.place}", actor, mine, time)


def _self_scoring(facts: Facts) -> Step:
    found, scored = facts.criteria_set, facts.scored
    if found is None:
        actor, mine = _manager(facts)
        return Step(YearStep.SELF_SCORING, StepState.TODO, "Chưa ban hành bộ tiêu chí", actor, mine)
    sent = [one for one in scored if one.sent_at is not None]
    until = found.submit_by
    time = f"hạn nộp {dates.short(until)}" if until else ""
    note = f"{len(sent)}/{len(scored)} bảng điểm đã nộp" if facts.sees_all else _own_word(sent)
    if scored and len(sent) == len(scored):
        return Step(YearStep.SELF_SCORING, StepState.DONE, note, "", False, time)
    left = {one.member_id for one in scored if one.sent_at is None}
    waiting = [one.tenant for one in facts.group.by_name if one.tenant.id in left]
    actor, mine = _waiting(facts, waiting)
    late = until is not None and until < facts.today
    state = StepState.LATE if late else StepState.CURRENT if sent else StepState.TODO
    return Step(YearStep.SELF_SCORING, state, note, actor, mine, time)


def _own_word(sent: Sequence[Status]) -> str:
    return "Đơn vị bạn đã nộp" if sent else "Đơn vị bạn chưa nộp"


def _appraisal(facts: Facts) -> Step:
    scored = facts.scored
    settled = [one for one in scored if one.settled_at is not None]
    if not any(one.sent_at for one in scored):
        actor, mine = _lead(facts)
        return Step(YearStep.APPRAISAL, StepState.TODO, "Chưa có bảng điểm nộp", actor, False)
    note = (
        f"{len(settled)}/{len(scored)} bảng điểm đã chốt"
        if facts.sees_all
        else ("Bảng điểm của bạn đã chốt" if settled else "Bảng điểm của bạn đang thẩm định")
    )
    if len(settled) == len(scored):
        return Step(YearStep.APPRAISAL, StepState.DONE, note, "", False)
    waiting = {one.appraiser_id for one in scored if one.sent_at and one.settled_at is None}
    tenants = [one.tenant for one in facts.group.members if one.tenant.id in waiting]
    actor, mine = _waiting(facts, tenants, "Chờ thẩm định, chốt")
    return Step(YearStep.APPRAISAL, StepState.CURRENT, note, actor, mine)


def _election(facts: Facts) -> Step:
    year = facts.group.cluster.year + 1
    if facts.has_next:
        return Step(YearStep.ELECTION, StepState.DONE, f"Đã lập cụm năm {year}", "", False)
    meeting = facts.meetings.get(Occasion.YEAR)
    minutes = meeting.minutes if meeting else None
    if minutes is not None and minutes.sent_at is not None and minutes.next_lead_id is not None:
        names = {one.tenant.id: one.tenant.name for one in facts.group.members}
        note = f"Đã bầu {names.get(minutes.next_lead_id, 'đơn vị khác')} cho năm {year}"
        return Step(YearStep.ELECTION, StepState.DONE, note, "", False)
    actor, mine = _lead(facts)
    note = "Bầu tại hội nghị tổng kết, hoặc luân phiên khi lập cụm năm sau"
    return Step(YearStep.ELECTION, StepState.TODO, note, actor, mine)


def _open(late: bool) -> StepState:
    return StepState.LATE if late else StepState.CURRENT
