"""The merger of 1 July 2025, played through: three levels at work, the closing, the handover.

Done in this process on the walk's own servers, because the day is moved: January to July 2025.
What must come out is reckoned apart, from a plain table of who did what and from the official
list of divisions.
"""

import csv
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import structlog
from flask import Flask
from sqlalchemy import select

from app.access.permissions import Role
from app.factory import create_app
from app.lib import clock
from app.lib.errors import Conflict
from app.mergers import actions, jobs
from app.mergers.actions import Decision
from app.mergers.queries import handovers, proposals, recast, through
from app.plans import actions as plans
from app.plans.actions import PlanContent, Signature, TaskContent
from app.plans.queries import plans as own_plans
from app.plans.terms import SigningCapacity
from app.progress import actions as progress
from app.progress.actions import Entry
from app.progress.terms import CascadeState, TaskStatus
from deploy.demo import people
from deploy.demo.people import Account, Person
from deploy.walk.ledger import Ledger
from tenants import jobs as outbox
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import Tenant, TenantKind
from tenants.provision import DIVISIONS

JANUARY, MARCH, LAST_DAY, FIRST_DAY = (
    date(2025, 1, 10),
    date(2025, 3, 10),
    date(2025, 6, 30),
    date(2025, 7, 1),
)
DISTRICTS = ("Huyện Bình Gia", "Huyện Đình Lập")
TASKS = 8


@dataclass
class Unit:
    """A unit with the one person who acts for it, and its plan once there is one."""

    tenant: Tenant
    person: Person
    plan_id: int = 0
    tasks: list[int] = field(default_factory=list)


@dataclass
class Table:
    """What must come out, kept apart: the state of each of the province's tasks at each old
    commune, by the commune's code."""

    states: dict[tuple[int, str], CascadeState] = field(default_factory=dict)

    def by_task(self) -> list[Counter[CascadeState]]:
        """The states of each task counted over the communes."""
        found = [Counter[CascadeState]() for _ in range(TASKS)]
        for (place, _), state in self.states.items():
            found[place][state] += 1
        return found

    def open_at(self, code: str) -> list[int]:
        """The places of the tasks that a commune left open."""
        return [
            place
            for (place, owner), state in self.states.items()
            if owner == code and state is not CascadeState.DONE
        ]


def lineage() -> dict[str, list[str]]:
    """The official list: the codes of the successors of each old commune."""
    found: dict[str, list[str]] = {}
    with (DIVISIONS / "lineage_2025-07-01.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["predecessor_code"], []).append(row["successor_code"])
    return found


class Play:
    """The year's actors and the application in which they act."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.table = Table()
        with transaction(PLATFORM, read_only=True):
            province = self._one(TenantKind.PROVINCE, "Tỉnh Lạng Sơn", closed=False)
            districts = [self._one(TenantKind.DISTRICT, one, closed=True) for one in DISTRICTS]
            old = self._below(*(one.id for one in districts))
            new = self._below(province.id)
        tenants = [province, *districts, *old, *new]
        units = [Unit(one, person) for one, person in zip(tenants, _seat(tenants), strict=True)]
        self.province, self.districts = units[0], units[1 : 1 + len(districts)]
        self.old = units[1 + len(districts) : 1 + len(districts) + len(old)]
        self.new = {unit.tenant.code: unit for unit in units[1 + len(districts) + len(old) :]}

    def _one(self, kind: TenantKind, name: str, *, closed: bool) -> Tenant:
        ended = Tenant.valid_to.is_not(None) if closed else Tenant.valid_to.is_(None)
        return db.session.scalars(
            select(Tenant).where(Tenant.kind == kind, Tenant.name == name, ended)
        ).one()

    def _below(self, *parents: int) -> list[Tenant]:
        query = select(Tenant).where(
            Tenant.parent_id.in_(parents), Tenant.kind == TenantKind.COMMUNE
        )
        return list(db.session.scalars(query.order_by(Tenant.code)))

    @contextmanager
    def at(self, unit: Unit, on: date) -> Iterator[Person]:
        """One transaction of a unit on a day."""
        with clock.fixed(on), transaction(unit.person.acting):
            yield unit.person

    def work(self, on: date) -> None:
        """The worker does what was asked, on that day."""
        with clock.fixed(on):
            outbox.run_open()

    def sums(self, on: date) -> list[Counter[CascadeState]]:
        """The province's tasks over two levels."""
        with self.at(self.province, on):
            return [+line.counts for line in through.by_task(self.province.plan_id).lines]

    def taken(self) -> dict[int, str]:
        """Every task that was taken over, by whom; fails where one was taken twice."""
        found: dict[int, str] = {}
        for unit in (self.province, *self.new.values()):
            with self.at(unit, FIRST_DAY):
                for one in handovers.taken():
                    if one.from_task_id in found:
                        raise AssertionError(f"task {one.from_task_id} taken twice")
                    found[one.from_task_id] = unit.tenant.code
        return found


def _seat(tenants: list[Tenant]) -> list[Person]:
    roles = (Role.OFFICER, Role.LEADER)
    places = [
        (Account(f"sap-xep.{one.id}", f"Cán bộ {one.name}", one.name, "Chủ tịch", roles), one)
        for one in tenants
    ]
    found = people.settle(places)
    return [found[account.email] for account, _ in places]


def merge(ledger: Ledger) -> None:
    """All of it, on the servers that the environment names."""
    app = create_app()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        with app.app_context():
            play = Play(app)
            _cascade(play, ledger)
            _work(play, ledger)
            _close(play, ledger)
            _hand_over(play, ledger)
            _decide(play, ledger)
            _go_on(play, ledger)
    finally:
        with app.app_context():
            db.engine.dispose()
        app.extensions["redis"].close()


def _cascade(play: Play, ledger: Ledger) -> None:
    """The plan goes down: province, districts, communes; and each plan comes up."""
    with play.at(play.province, JANUARY) as by:
        content = PlanContent(year=2025, title="Công tác thi đua, khen thưởng năm 2025")
        tasks = [
            TaskContent(quarter=place // 2 + 1, text=f"Nhiệm vụ {place + 1} của tỉnh năm 2025")
            for place in range(TASKS)
        ]
        play.province.plan_id = plans.draft(content=content, tasks=tasks, by=by).id
        districts = [unit.tenant.id for unit in play.districts]
        _issue(play.province, by, to=districts)
    for district in play.districts:
        _derive(play, play.province, district)
        below = [unit for unit in play.old if unit.tenant.parent_id == district.tenant.id]
        for unit in below:
            _derive(play, district, unit)
    ledger.expect("xã cũ nhận kế hoạch qua huyện", sum(bool(one.tasks) for one in play.old), 31)


def _issue(unit: Unit, by: Person, *, to: list[int] | None) -> None:
    signature = Signature(
        issued_on=JANUARY, capacity=SigningCapacity.COMMITTEE_CHAIR, name=by.full_name
    )
    plans.issue(plan_id=unit.plan_id, signature=signature, recipient_ids=to, by=by)
    unit.tasks = [task.id for task in own_plans.tasks(unit.plan_id)]


def _derive(play: Play, above: Unit, unit: Unit) -> None:
    with play.at(unit, JANUARY) as by:
        unit.plan_id = plans.derive(plan_id=above.plan_id, by=by).plan.id
        _issue(unit, by, to=None)
        plans.send(plan_id=unit.plan_id, by=by)


def _work(play: Play, ledger: Ledger) -> None:
    """Half a year of work: the first tasks are done, one is under way."""
    for number, unit in enumerate(play.old):
        done = 2 + number % 4
        with play.at(unit, MARCH) as by:
            progress.record_all(entries=_entries(unit.tasks[: done + 1], done, MARCH), by=by)
        for place in range(TASKS):
            begun = CascadeState.DONE if place < done else CascadeState.IN_PROGRESS
            state = begun if place <= done else CascadeState.NOT_STARTED
            play.table.states[place, unit.tenant.code] = state
    for district in play.districts:
        with play.at(district, LAST_DAY) as by:
            progress.record_all(entries=_entries(district.tasks[:2], 2, LAST_DAY), by=by)
            actions.sum_up(by=by)
    _compare(play, LAST_DAY, "tỉnh thấy qua huyện, trước sắp xếp", ledger)


def _compare(play: Play, on: date, what: str, ledger: Ledger) -> None:
    """The province's sums beside the table: all that is done, and state by state."""
    counted, must_be = play.sums(on), play.table.by_task()
    done = CascadeState.DONE
    ledger.expect(what, sum(one[done] for one in counted), sum(one[done] for one in must_be))
    ledger.expect("    … khớp từng nhiệm vụ, từng trạng thái", counted == must_be, True)


def _entries(task_ids: list[int], done: int, on: date) -> list[Entry]:
    return [
        Entry(
            task_id=task_id,
            version=0,
            status=TaskStatus.DONE if place < done else TaskStatus.IN_PROGRESS,
            percent=100 if place < done else 30,
            on=on,
        )
        for place, task_id in enumerate(task_ids)
    ]


def _close(play: Play, ledger: Ledger) -> None:
    """On the first of July neither a district nor an old commune writes anything."""
    refused = 0
    for unit in (*play.districts, *play.old):
        try:
            with play.at(unit, FIRST_DAY) as by:
                progress.record_all(entries=_entries(unit.tasks[-1:], 1, FIRST_DAY), by=by)
        except Conflict:
            refused += 1
    ledger.expect("đơn vị cũ không ghi được từ 01/7/2025", refused, 33)
    _compare(play, FIRST_DAY, "tổng hợp của tỉnh ngày 01/7/2025", ledger)


def _hand_over(play: Play, ledger: Ledger) -> None:
    """What has one successor passes by itself, to whom the official list says.

    Where the walk is slow, the worker's own clock has asked for it before there was anything to
    take over, and it asks once: then every unit presses its button.
    """
    with clock.fixed(FIRST_DAY):
        asked = jobs.schedule_handovers()
    play.work(FIRST_DAY)
    for unit in () if asked else (play.province, *play.new.values()):
        with play.at(unit, FIRST_DAY) as by:
            actions.take_over(by=by)
    heirs = lineage()
    must_be = {
        unit.tasks[place]: heirs[unit.tenant.code][0]
        for unit in play.old
        if len(heirs[unit.tenant.code]) == 1
        for place in play.table.open_at(unit.tenant.code)
    }
    taken = play.taken()
    ledger.expect("nhiệm vụ tự chuyển về xã mới", len(taken), len(must_be))
    ledger.expect("đúng xã kế thừa theo danh mục", taken == must_be, True)


def _decide(play: Play, ledger: Ledger) -> None:
    """A person of the province decides on what was split, and on what the districts left."""
    heirs = lineage()
    split = [unit for unit in play.old if len(heirs[unit.tenant.code]) > 1]
    with play.at(play.province, FIRST_DAY):
        dockets = [proposals.docket(unit.tenant.id) for unit in (*split, *play.districts)]
    found = [docket for docket in dockets if docket is not None]
    asked = sum(len(play.table.open_at(unit.tenant.code)) for unit in split)
    waiting = sum(len(one.proposals) for one in found)
    ledger.expect("chờ người quyết định", waiting, asked + 2 * (TASKS - 2))
    for docket in found:
        decisions = [
            Decision(
                task_id=one.case.task.task_id,
                successor_id=None if one.choice == proposals.END else docket.candidates[0].id,
                reason=proposals.proposed_reason(one),
            )
            for one in docket.proposals
        ]
        with play.at(play.province, FIRST_DAY) as by:
            jobs.decide_and_pass(decisions=decisions, by=by)
    play.work(FIRST_DAY)
    everything = sum(len(play.table.open_at(unit.tenant.code)) for unit in play.old)
    ledger.expect("nhiệm vụ đã có đơn vị tiếp tục", len(play.taken()), everything)
    _compare(play, FIRST_DAY, "tổng hợp của tỉnh sau bàn giao", ledger)


def _go_on(play: Play, ledger: Ledger) -> None:
    """Every successor finishes the first task that it took; the province's sums follow."""
    places = {
        task_id: (place, unit.tenant.code)
        for unit in play.old
        for place, task_id in enumerate(unit.tasks)
    }
    for unit in play.new.values():
        with play.at(unit, FIRST_DAY) as by:
            taken = handovers.taken()
            if taken:
                first = taken[0]
                version = 1 if first.status is not TaskStatus.NOT_STARTED else 0
                entry = Entry(
                    task_id=first.task_id,
                    version=version,
                    status=TaskStatus.DONE,
                    percent=100,
                    on=FIRST_DAY,
                )
                progress.record(entry=entry, by=by)
                play.table.states[places[first.from_task_id]] = CascadeState.DONE
    _compare(play, FIRST_DAY, "tổng hợp khi xã mới làm tiếp", ledger)
    with play.at(play.province, FIRST_DAY):
        both = recast.recast(2025)
    ledger.expect("quy về địa giới mới: nhiệm vụ", both.recast_total.tasks, both.total.tasks)
    ledger.expect("quy về địa giới mới khớp mọi số liệu", both.recast_total == both.total, True)
