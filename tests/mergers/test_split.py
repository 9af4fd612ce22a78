"""A commune that was split: a person decides, each task is taken once, siblings see who has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import select

from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound
from app.mergers import actions, jobs
from app.mergers.actions import Decision
from app.mergers.models import HandoverChoice, HandoverLine
from app.mergers.queries import handovers, history, proposals
from app.mergers.terms import Fate
from app.plans.models import Plan, Task
from app.progress.terms import TaskStatus
from tenants import archive
from tenants.db import db
from tenants.jobs import run_open
from tenants.models import Tenant
from tests.mergers.year import FIRST_DAY, JANUARY, MARCH, Year
from tests.world import World

OLD = "Xã Bính Xá"


@pytest.fixture
def year(world: World) -> Year:
    """Three levels of Đình Lập, whose commune Bính Xá was split between two."""
    played = Year(world)
    district = played.closed("Huyện Đình Lập")
    old = played.closed(OLD)
    played.top = played.issue(world.province, JANUARY)
    played.middle = played.derive(district, played.top, JANUARY)
    played.own = played.derive(old, played.middle, JANUARY)
    played.task_ids = played.tasks(old, played.own, MARCH)
    played.record(old, played.task_ids[0], MARCH, TaskStatus.DONE, 100)
    return played


def _decide(year: Year, *decisions: Decision) -> int:
    with year.at(year.world.province, FIRST_DAY) as by:
        return jobs.decide_and_pass(decisions=list(decisions), by=by)


def _work(year: Year) -> None:
    with year.world.app.app_context(), clock.fixed(FIRST_DAY):
        run_open()


def _taken(year: Year, name: str) -> list[int]:
    with year.at(year.world.commune(name), FIRST_DAY):
        return [one.from_task_id for one in handovers.taken()]


def test_nothing_of_a_split_unit_passes_by_itself(year: Year) -> None:
    for name in ("Kiên Mộc", "Đình Lập"):
        with year.at(year.world.commune(name), FIRST_DAY) as by:
            assert actions.take_over(by=by).tasks == 0
            fates = [case.fate for case in proposals.undecided()]
        assert fates == [Fate.UNDECIDED] * 3


def test_the_province_decides_task_by_task(year: Year) -> None:
    _, second, third, fourth = year.task_ids
    heir = year.world.commune("Kiên Mộc")
    assert (
        _decide(
            year,
            Decision(task_id=second, successor_id=heir.id),
            Decision(task_id=third, successor_id=None, reason="Đã thực hiện xong ở cấp tỉnh."),
        )
        == 2
    )
    _work(year)
    assert _taken(year, "Kiên Mộc") == [second]
    assert _taken(year, "Đình Lập") == []
    with year.at(year.world.province, FIRST_DAY):
        share = {one.unit.name: one.counts for one in proposals.shares()}[OLD]
    assert share == {
        Fate.TAKEN: 1,
        Fate.ENDED: 1,
        Fate.CHOSEN: 0,
        Fate.PASSING: 0,
        Fate.UNDECIDED: 1,
    }
    with year.at(year.world.commune("Đình Lập"), FIRST_DAY) as by:
        assert [case.task.task_id for case in proposals.undecided()] == [fourth]
        with pytest.raises(Conflict):
            actions.claim(task_ids=[second], by=by)


def test_decided_once_and_only_by_the_province(year: Year) -> None:
    _, second, *_ = year.task_ids
    heir = year.world.commune("Kiên Mộc")
    decision = Decision(task_id=second, successor_id=heir.id)
    with year.at(heir, FIRST_DAY) as by, pytest.raises(NotAllowed):
        actions.decide(decisions=[decision], by=by)
    _decide(year, decision)
    with pytest.raises(Conflict):
        _decide(year, decision)
    with pytest.raises(NotFound):
        _decide(year, Decision(task_id=year.task_ids[0], successor_id=heir.id))
    with pytest.raises(Invalid) as refused:
        _decide(year, Decision(task_id=year.task_ids[2], successor_id=None))
    assert refused.value.fields == {
        f"reason.{year.task_ids[2]}": ["Cần ghi lý do kết thúc nhiệm vụ."]
    }
    with pytest.raises(Invalid):
        _decide(year, Decision(task_id=year.task_ids[2], successor_id=year.closed(OLD).id))


def test_a_district_task_may_go_to_a_unit_that_does_not_read_its_archive(year: Year) -> None:
    district = year.closed("Huyện Đình Lập")
    middle = year.tasks(district, year.middle, MARCH)
    year.record(district, middle[1], MARCH, TaskStatus.IN_PROGRESS, 30)
    stranger = year.world.commune("Điềm He")
    _decide(
        year,
        Decision(task_id=middle[1], successor_id=stranger.id),
        Decision(task_id=middle[2], successor_id=year.world.province.id),
    )
    _work(year)
    with year.at(stranger, FIRST_DAY):
        (line,) = handovers.taken()
        assert (line.percent, line.status_then) == (30, TaskStatus.IN_PROGRESS)
        task = db.session.get_one(Task, line.task_id)
        assert task.upstream_task_id is not None
    with year.at(year.world.province, FIRST_DAY):
        assert len(handovers.taken()) == 1


@contextmanager
def _archive_of(year: Year, tenant: Tenant, on: date = FIRST_DAY) -> Iterator[None]:
    with year.at(tenant, on), archive.opened():
        yield


def _seen(year: Year, tenant: Tenant, on: date = FIRST_DAY) -> tuple[int, int, int]:
    old = year.closed(OLD)
    with _archive_of(year, tenant, on):
        return tuple(  # type: ignore[return-value]
            len(db.session.scalars(select(model.id).where(model.tenant_id == old.id)).all())
            for model in (Plan, Task, HandoverLine)
        )


def test_who_reads_the_archive(year: Year) -> None:
    """Both successors and, through its district, the province; no stranger, and nobody before the
    day; outside of the archive nobody."""
    world = year.world
    assert _seen(year, world.commune("Kiên Mộc")) == (1, 4, 0)
    assert _seen(year, world.commune("Đình Lập")) == (1, 4, 0)
    assert _seen(year, world.province) == (1, 4, 0)
    assert _seen(year, world.commune("Điềm He")) == (0, 0, 0)
    assert _seen(year, world.commune("Kiên Mộc"), date(2025, 6, 30)) == (0, 0, 0)
    with year.at(world.commune("Kiên Mộc"), FIRST_DAY):
        assert db.session.scalars(select(Plan.id)).all() == []
        with archive.opened():
            assert len(db.session.scalars(select(Plan.id)).all()) == 2
        assert db.session.scalars(select(Plan.id)).all() == []
        assert db.session.scalars(select(HandoverChoice.id)).all() == []


def test_a_stranger_is_told_that_the_unit_is_none_of_its_predecessors(year: Year) -> None:
    old = year.closed(OLD)
    with year.at(year.world.commune("Kiên Mộc"), FIRST_DAY):
        assert len(history.plan(old.id, year.own).tasks) == 4
    with year.at(year.world.commune("Điềm He"), FIRST_DAY), pytest.raises(NotFound):
        history.plan(old.id, year.own)
    with year.at(year.world.commune("Điềm He"), FIRST_DAY) as by, pytest.raises(NotFound):
        actions.claim(task_ids=[year.task_ids[1]], by=by)


def test_the_archive_is_read_only(year: Year) -> None:
    with year.at(year.world.commune("Kiên Mộc"), FIRST_DAY), archive.opened():
        task = db.session.get_one(Task, year.task_ids[1])
        text = task.text
        changed = db.session.execute(
            Task.__table__.update().where(Task.id == task.id).values(text="khác")  # type: ignore[attr-defined]
        )
        assert changed.rowcount == 0  # type: ignore[attr-defined]
        db.session.refresh(task)
        assert task.text == text
