"""What clusters have begun and not sent, and a member that left after it had signed."""

from collections.abc import Iterator
from datetime import date

from app.clusters import jobs
from app.clusters.actions import meetings, moves, plans, pledges
from app.clusters.actions.meetings import MeetingContent, MinutesContent
from app.clusters.actions.moves import Cause
from app.clusters.actions.pledges import USUAL, PledgeContent
from app.clusters.terms import Occasion
from app.plans.terms import SigningCapacity, organ_name
from deploy.demo import clusters
from deploy.demo.cast import Cast, Unit
from deploy.demo.clusters import BORDER_1
from deploy.demo.people import Person
from deploy.demo.province_plan import YEAR
from deploy.demo.stage import Scene, moment

LATE = "Cụm 5 các xã nội địa"
MET_ON = date(2026, 7, 14)
UNDECIDED = "Hoàng Văn Thụ"
"""The member that has drafted its targets and not registered them."""
LEAVING = "Công an tỉnh"


def scenes(cast: Cast) -> Iterator[Scene]:
    """A cluster whose lead only begins, a registration kept back, a department that leaves."""
    lead = clusters.units_of(cast, LATE)[0]
    undecided = cast.communes[UNDECIDED]
    yield Scene(moment(date(2026, 3, 24), 9), lead.officer, lambda by: _draft(cast, lead, by))
    yield Scene(moment(date(2026, 7, 6), 9), lead.leader, lambda by: _call(cast, lead, by))
    yield Scene(moment(date(2026, 7, 15), 9), lead.officer, lambda by: _write(cast, lead, by))
    yield Scene(moment(date(2026, 3, 12), 16), undecided.officer, lambda by: _consider(cast, by))
    yield Scene(moment(date(2026, 8, 3), 9), cast.leader, lambda by: _leave(cast, by))


def _draft(cast: Cast, lead: Unit, by: Person) -> None:
    cluster_id = cast.cluster_ids[LATE]
    plans.draft(cluster_id=cluster_id, content=plans.usual(LATE, YEAR), by=by)
    content = PledgeContent(contents=USUAL, place=_hall(lead))
    pledges.write(cluster_id=cluster_id, version=None, content=content, by=by)


def _call(cast: Cast, lead: Unit, by: Person) -> None:
    cluster_id = cast.cluster_ids[LATE]
    content = MeetingContent(
        held_on=MET_ON,
        starts_at="8 giờ 00",
        place=_hall(lead),
        chair_name=by.full_name,
        chair_position=_position(lead),
        agenda=("Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026", "Thảo luận"),
    )
    row = meetings.plan(
        cluster_id=cluster_id, occasion=Occasion.HALF_YEAR, version=None, content=content, by=by
    )
    jobs.call_meeting(
        cluster_id=cluster_id, occasion=Occasion.HALF_YEAR, version=row.version, by=by
    )


def _write(cast: Cast, lead: Unit, by: Person) -> None:
    content = MinutesContent(
        secretary_name=by.full_name,
        discussion="Các đơn vị trao đổi về tiến độ thực hiện chỉ tiêu 6 tháng đầu năm.",
        conclusions=("Cụm trưởng gửi lại dự thảo kế hoạch, giao ước để các đơn vị góp ý.",),
        present=[unit.tenant.id for unit in clusters.units_of(cast, LATE)],
        people={lead.tenant.id: f"{lead.leader.full_name}, {_position(lead)}"},
    )
    meetings.write_minutes(
        cluster_id=cast.cluster_ids[LATE],
        occasion=Occasion.HALF_YEAR,
        version=None,
        content=content,
        by=by,
    )


def _consider(cast: Cast, by: Person) -> None:
    targets = [{"text": "Tỷ lệ hộ nghèo giảm", "value": "3", "unit": "%"}]
    pledges.register(cluster_id=cast.cluster_ids[BORDER_1], version=None, targets=targets, by=by)


def _leave(cast: Cast, by: Person) -> None:
    """What it had registered and signed stays its own."""
    moves.move(
        member_id=cast.departments[LEAVING].tenant.id,
        year=YEAR,
        to_cluster_id=None,
        cause=Cause(
            moved_on=date(2026, 8, 1),
            reason="Tham gia cụm thi đua của Bộ Công an, không bình xét tại khối của tỉnh",
        ),
        by=by,
    )


def _hall(unit: Unit) -> str:
    return f"Hội trường {organ_name(unit.tenant)}"


def _position(unit: Unit) -> str:
    return next(iter(SigningCapacity.of(unit.tenant.kind))).position.capitalize()
