"""1 July 2025: units close, their successors take over, the province decides where one was split.

Beside Bình Gia, the district Đình Lập, whose communes Bính Xá and Kiên Mộc were each divided
between two: the province's plan of 2025 goes through it down to them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.access.permissions import Role
from app.lib import clock
from app.mergers import actions, jobs
from app.mergers.actions import Decision
from app.mergers.queries import handovers, proposals
from app.plans import actions as plans
from app.plans import jobs as plan_jobs
from app.plans.actions import PlanContent, Signature, TaskContent, with_usual_prose
from app.plans.queries import plans as own_plans
from app.plans.terms import SigningCapacity
from app.progress import actions as progress
from app.progress import queries as states
from app.progress.actions import Entry, Upload
from app.progress.terms import TaskStatus
from deploy.demo import evidence, people
from deploy.demo.cast import Cast, Unit
from deploy.demo.evidence import Office
from deploy.demo.names import chance
from deploy.demo.people import Account, Person
from deploy.demo.stage import Scene, moment
from tenants.context import PLATFORM
from tenants.db import transaction

YEAR = 2025
DISTRICT = "Huyện Đình Lập"
SPLIT = ("Xã Bính Xá", "Xã Kiên Mộc")
HEIRS = ("Kiên Mộc", "Đình Lập", "Châu Sơn")
DECIDED_ON = date(2025, 7, 3)
TASKS = (
    TaskContent(
        quarter=1, text="Phát động phong trào thi đua năm 2025 trên địa bàn tỉnh", mandatory=True
    ),
    TaskContent(
        quarter=2, text="Tổ chức hội nghị biểu dương điển hình tiên tiến, hướng tới Đại hội thi đua"
    ),
    TaskContent(
        quarter=3,
        text="Rà soát, giới thiệu đại biểu dự Đại hội thi đua yêu nước tỉnh lần thứ VI",
        deadline_on=date(2025, 8, 15),
    ),
    TaskContent(quarter=4, text="Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025"),
)
ACCOUNTS = (
    Account("cu.huyendinhlap", "Hoàng Minh Thông", DISTRICT, "Phó Chủ tịch UBND huyện", ()),
    Account("cu.binhxa", "Lăng Văn Phòng", SPLIT[0], "Chủ tịch UBND xã (đến 30/6/2025)", ()),
    Account("cu.kienmoc", "Chìu Tắc Sáng", SPLIT[1], "Chủ tịch UBND xã (đến 30/6/2025)", ()),
)


@dataclass(frozen=True)
class Cascade:
    """The three levels of Đình Lập."""

    district: Unit
    communes: tuple[Unit, ...]


def scenes(cast: Cast) -> Iterator[Scene]:
    """From January to December 2025."""
    found = _settle()
    yield from _cascade(cast, found)
    yield from _evidence(cast)
    yield from _handover(cast)
    at = moment(DECIDED_ON, 14)
    for unit in (cast.district, found.district):
        yield Scene(at, cast.leader, _decides(unit.tenant.id))
    first = found.communes[0].tenant.id
    yield Scene(at, cast.leader, lambda by: _decide(first, by, most=1))
    kien_moc = cast.communes[HEIRS[0]]
    yield Scene(moment(date(2025, 7, 4)), kien_moc.officer, lambda by: _claim(first, by))
    yield from _goes_on(cast)


def _settle() -> Cascade:
    """The people of the three units, who keep their accounts for the archive."""
    with transaction(PLATFORM, read_only=True):
        roles = (Role.OFFICER, Role.LEADER)
        accounts = [
            Account(one.email, one.full_name, one.tenant, one.position, roles, closed=True)
            for one in ACCOUNTS
        ]
        places = [(one, people.tenant_of(one)) for one in accounts]
    found = people.settle(places)
    units = [
        Unit(tenant, found[one.email], found[one.email], chance(tenant.code))
        for one, tenant in places
    ]
    return Cascade(units[0], tuple(units[1:]))


def _cascade(cast: Cast, found: Cascade) -> Iterator[Scene]:
    province, district = (
        Unit(cast.province, cast.officer, cast.leader, chance("20")),
        found.district,
    )
    yield Scene(moment(date(2025, 1, 6)), cast.officer, lambda by: _draft(province, by))
    yield Scene(
        moment(date(2025, 1, 7), 15),
        cast.leader,
        lambda by: _issue(province, by, number="02", to=[district.tenant.id]),
    )
    yield Scene(
        moment(date(2025, 1, 15)), district.officer, lambda by: _derive(province, district, by)
    )
    for number, unit in enumerate(found.communes):
        yield from _commune(district, unit, number)
    at = moment(date(2025, 6, 30), 16)
    yield Scene(at, district.officer, lambda by: _record(district, 1, by))
    yield Scene(moment(date(2025, 6, 30), 17), district.officer, lambda by: actions.sum_up(by=by))


def _commune(district: Unit, unit: Unit, number: int) -> Iterator[Scene]:
    at = moment(date(2025, 1, 21), 9, number)
    yield Scene(at, unit.officer, lambda by: _derive(district, unit, by))
    at = moment(date(2025, 5, 20), 9, number)
    yield Scene(at, unit.officer, lambda by: _record(unit, 2, by))


def _draft(unit: Unit, by: Person) -> None:
    title = "Công tác thi đua, khen thưởng năm 2025 trên địa bàn tỉnh Lạng Sơn"
    content = with_usual_prose(PlanContent(year=YEAR, title=title))
    unit.plan_id = plans.draft(content=content, tasks=TASKS, by=by).id


def _issue(
    unit: Unit, by: Person, *, number: str | None = None, to: list[int] | None = None
) -> None:
    signature = Signature(
        number=number,
        issued_on=clock.today(),
        capacity=SigningCapacity.COMMITTEE_CHAIR,
        name=by.full_name,
    )
    plan_jobs.issue_and_tell(plan_id=unit.plan, signature=signature, recipient_ids=to, by=by)


def _derive(above: Unit, unit: Unit, by: Person) -> None:
    """Made out of the superior's, issued to all below, and sent up, on one day."""
    unit.plan_id = plans.derive(plan_id=above.plan, by=by).plan.id
    _issue(unit, by)
    plan_jobs.send_and_tell(plan_id=unit.plan, by=by)


def _record(unit: Unit, done: int, by: Person) -> None:
    """The first tasks are done, the next one is under way."""
    tasks = own_plans.tasks(unit.plan)[: done + 1]
    entries = [
        Entry(
            task_id=task.id,
            version=0,
            status=TaskStatus.DONE if place < done else TaskStatus.IN_PROGRESS,
            percent=100 if place < done else 50,
            on=clock.today(),
            note=None if place < done else "Đã lập danh sách sơ bộ, chờ họp xét.",
        )
        for place, task in enumerate(tasks)
    ]
    progress.record_all(entries=entries, by=by)


def _evidence(cast: Cast) -> Iterator[Scene]:
    """Tân Văn shows what it has begun; the file passes on with the task."""
    unit = cast.old_communes["Xã Tân Văn"]

    def show(by: Person) -> None:
        begun = states.present([task.id for task in own_plans.tasks(unit.plan)])
        open_ids = [one.task_id for one in begun.values() if one.status is TaskStatus.IN_PROGRESS]
        content = evidence.minutes(
            Office.of(unit),
            number="03",
            on=date(2025, 6, 11),
            about="Họp xét điển hình tiên tiến 6 tháng đầu năm 2025",
            present="Thành viên Hội đồng Thi đua - Khen thưởng xã, có mặt 7/7.",
            said=(
                "Thống nhất danh sách 03 tập thể, 05 cá nhân.",
                "Hoàn thiện hồ sơ trong quý III.",
            ),
        )
        upload = Upload(name="bien-ban-03-tan-van.pdf", content=content, caption="Biên bản số 03")
        progress.add_evidence(task_id=min(open_ids), uploads=[upload], by=by)

    yield Scene(moment(date(2025, 6, 12), 9), unit.officer, show)


def _successors(cast: Cast) -> list[Unit]:
    """The communes of today that took the place of those of Bình Gia, and those of Đình Lập."""
    names = ("Bình Gia", "Tân Văn", "Hoa Thám", "Quý Hòa", "Hồng Phong", "Thiện Hòa")
    return [cast.communes[name] for name in (*names, "Thiện Thuật", "Thiện Long", *HEIRS)]


def _handover(cast: Cast) -> Iterator[Scene]:
    """On the first morning each successor takes over."""
    for number, unit in enumerate(_successors(cast)):
        at = moment(date(2025, 7, 1), 8, number)
        yield Scene(at, unit.officer, lambda by: actions.take_over(by=by))


def _decides(unit_id: int) -> Callable[[Person], None]:
    return lambda by: _decide(unit_id, by, most=99)


def _decide(unit_id: int, by: Person, *, most: int) -> None:
    """The province decides as proposed."""
    docket = proposals.docket(unit_id)
    if docket is None:
        return
    fallback = docket.candidates[0].id
    decisions = []
    for one in docket.proposals[:most]:
        ends = one.choice == proposals.END
        successor = None if ends else int(one.choice or fallback)
        reason = proposals.proposed_reason(one)
        task_id = one.case.task.task_id
        decisions.append(Decision(task_id=task_id, successor_id=successor, reason=reason))
    jobs.decide_and_pass(decisions=decisions, by=by)


def _claim(unit_id: int, by: Person) -> None:
    """Kiên Mộc takes what is left of Bính Xá before the province has decided on it."""
    left = [case.task.task_id for case in proposals.undecided([unit_id])]
    if left:
        actions.claim(task_ids=left, by=by)


def _goes_on(cast: Cast) -> Iterator[Scene]:
    """By the year's end the successors of Bình Gia's communes have done what they took over."""
    for number, unit in enumerate(_successors(cast)[:-1]):
        at = moment(date(2025, 9, 26), 10, number)
        yield Scene(at, unit.officer, lambda by: _finish(3, by))
        at = moment(date(2025, 12, 19), 10, number)
        yield Scene(at, unit.officer, lambda by: _finish(4, by))
    at = moment(date(2025, 12, 19), 11)
    yield Scene(at, cast.officer, lambda by: _finish(4, by))


def _finish(quarter: int, by: Person) -> None:
    taken = [one for one in handovers.taken() if one.quarter <= quarter]
    waiting = [one for one in taken if one.status.is_open]
    present = states.present([one.task_id for one in waiting])
    entries = [
        Entry(
            task_id=one.task_id,
            version=present[one.task_id].version if one.task_id in present else 0,
            status=TaskStatus.DONE,
            percent=100,
            on=clock.today(),
        )
        for one in waiting
    ]
    if entries:
        progress.record_all(entries=entries, by=by)
