"""Random lineages, split and merged at will: no open task is lost, none is taken twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.lib import clock
from app.mergers import actions, jobs
from app.mergers.actions import Decision
from app.mergers.queries import handovers, proposals
from app.plans.models import Plan, Task
from app.progress.terms import TaskStatus
from deploy.embedded import Addresses
from tenants.db import db
from tenants.jobs import run_open
from tenants.models import Succession, Tenant, TenantKind
from tests.mergers.year import FIRST_DAY, JANUARY, MARCH, Year
from tests.world import World

OLD, NEW = 4, 4
LAST = date(2025, 6, 30)


@dataclass(frozen=True)
class Stage:
    """Four communes that cease and four that begin, with no lineage yet."""

    year: Year
    old: list[Tenant]
    new: list[Tenant]
    owner_url: str


@pytest.fixture
def stage(world: World, addresses: Addresses) -> Iterator[Stage]:
    """Made for this test, and taken out again."""
    with world.on_platform():
        old = [_tenant(world, number, closed=True) for number in range(OLD)]
        new = [_tenant(world, number, closed=False) for number in range(NEW)]
        db.session.add_all([*old, *new])
        db.session.flush()
    yield Stage(Year(world), old, new, addresses.owner_url)
    with psycopg.connect(addresses.owner_url, autocommit=True) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN "
            "('alembic_version', 'tenants', 'successions')"
        ).fetchall()
        connection.execute(f"TRUNCATE {', '.join(name for (name,) in tables)}")
        connection.execute("SELECT set_config('app.platform', 'on', false)")
        ids = [tenant.id for tenant in (*old, *new)]
        connection.execute("DELETE FROM successions WHERE successor_id = ANY(%s)", (ids,))
        connection.execute("DELETE FROM tenants WHERE id = ANY(%s)", (ids,))


def _tenant(world: World, number: int, *, closed: bool) -> Tenant:
    name = f"Xã {'Cũ' if closed else 'Mới'} {number}"
    return Tenant(
        kind=TenantKind.COMMUNE,
        code=f"9{int(closed)}{number:03d}",
        name=name,
        unit_word="xã",
        sort_key=name,
        folded=name.lower(),
        parent_id=world.province.id,
        province_id=world.province.id,
        superior_ids=[world.province.id],
        valid_from=None if closed else FIRST_DAY,
        valid_to=LAST if closed else None,
    )


lineages = st.lists(
    st.sets(st.integers(0, NEW - 1), min_size=0, max_size=NEW), min_size=OLD, max_size=OLD
)
done_counts = st.lists(st.integers(0, 3), min_size=OLD, max_size=OLD)
orders = st.permutations(list(range(NEW)))


@settings(
    max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(lineage=lineages, done=done_counts, order=orders, claims=st.booleans())
def test_every_open_task_goes_on_exactly_once(
    stage: Stage, lineage: list[set[int]], done: list[int], order: list[int], claims: bool
) -> None:
    _clear(stage)
    _lay(stage, lineage)
    open_ids = _play(stage, done)
    for place in order:
        with stage.year.at(stage.new[place], FIRST_DAY) as by:
            actions.take_over(by=by)
            waiting = [case.task.task_id for case in proposals.undecided()]
            if claims and waiting:
                actions.claim(task_ids=waiting[:2], by=by)
    _decide_the_rest(stage)
    taken = _taken(stage)
    assert sorted(taken) == sorted(open_ids)
    for place in order:
        with stage.year.at(stage.new[place], FIRST_DAY) as by:
            assert actions.take_over(by=by).tasks == 0
    assert sorted(_taken(stage)) == sorted(open_ids)


def _clear(stage: Stage) -> None:
    """Take the lineage of the round before out of the register."""
    with psycopg.connect(stage.owner_url, autocommit=True) as connection:
        connection.execute("SELECT set_config('app.platform', 'on', false)")
        ids = [tenant.id for tenant in stage.new]
        connection.execute("DELETE FROM successions WHERE successor_id = ANY(%s)", (ids,))


def _lay(stage: Stage, lineage: list[set[int]]) -> None:
    with stage.year.world.on_platform():
        db.session.add_all(
            Succession(predecessor_id=old.id, successor_id=stage.new[place].id, on=FIRST_DAY)
            for old, heirs in zip(stage.old, lineage, strict=True)
            for place in heirs
        )


def _play(stage: Stage, done: list[int]) -> list[int]:
    """Each old commune writes a plan of four tasks and does some; the tasks that stay open."""
    open_ids: list[int] = []
    for old, count in zip(stage.old, done, strict=True):
        plan_id = stage.year.issue(old, JANUARY)
        with stage.year.at(old, JANUARY):
            tasks = db.session.scalars(
                select(Task.id).where(Task.plan_id == plan_id).order_by(Task.quarter)
            ).all()
        for task_id in tasks[:count]:
            stage.year.record(old, task_id, MARCH, TaskStatus.DONE, 100)
        open_ids += tasks[count:]
    return open_ids


def _decide_the_rest(stage: Stage) -> None:
    """What nobody took, the province gives to somebody: it reads what falls to it, the rest is
    taken by one of the successors."""
    for new in stage.new:
        with stage.year.at(new, FIRST_DAY) as by:
            waiting = [case.task.task_id for case in proposals.undecided()]
            if waiting:
                actions.claim(task_ids=waiting, by=by)
    with stage.year.at(stage.year.world.province, FIRST_DAY) as by:
        decisions = [
            Decision(task_id=case.task.task_id, successor_id=stage.new[0].id)
            for case in proposals.undecided()
        ]
        if decisions:
            jobs.decide_and_pass(decisions=decisions, by=by)
    with stage.year.world.app.app_context(), clock.fixed(FIRST_DAY):
        run_open()


def _taken(stage: Stage) -> list[int]:
    """The tasks that were taken over from the plans of this round, by whomever."""
    found: list[int] = []
    latest: set[int] = set()
    for old in stage.old:
        with stage.year.at(old, MARCH):
            plan_id = db.session.scalar(
                select(Plan.id).where(Plan.tenant_id == old.id).order_by(Plan.id.desc()).limit(1)
            )
            latest |= set(db.session.scalars(select(Task.id).where(Task.plan_id == plan_id)))
    for new in stage.new:
        with stage.year.at(new, FIRST_DAY):
            found += [one.from_task_id for one in handovers.taken()]
    return [task_id for task_id in found if task_id in latest]
