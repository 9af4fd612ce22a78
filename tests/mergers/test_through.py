"""The province over two levels: told by districts while they exist, counted by itself afterwards,
and the same on both sides of the merger."""

from collections import Counter

from app.lib import clock
from app.mergers import actions, jobs
from app.mergers.actions import Decision
from app.mergers.queries import proposals, recast, through
from app.progress.terms import CascadeState, TaskStatus
from tenants.jobs import run_open
from tests.mergers.year import FIRST_DAY, JANUARY, LAST_DAY, MARCH, Year
from tests.world import World


def _counts(year: Year, plan_id: int, on: object) -> list[Counter[CascadeState]]:
    with year.at(year.world.province, on):  # type: ignore[arg-type]
        return [+line.counts for line in through.by_task(plan_id).lines]


def test_the_merger_changes_nothing_in_the_sums(world: World) -> None:
    year = Year(world)
    district = year.closed("Huyện Đình Lập")
    top = year.issue(world.province, JANUARY)
    middle = year.derive(district, top, JANUARY)
    must_be = [Counter[CascadeState]() for _ in range(4)]
    for number, old in enumerate(year.below(district)):
        own = year.derive(old, middle, JANUARY)
        tasks = year.tasks(old, own, MARCH)
        done = number % 4
        for place, task_id in enumerate(tasks):
            if place < done:
                year.record(old, task_id, MARCH, TaskStatus.DONE, 100)
                must_be[place][CascadeState.DONE] += 1
            elif place == done:
                year.record(old, task_id, MARCH, TaskStatus.OBSTRUCTED, 10)
                must_be[place][CascadeState.OBSTRUCTED] += 1
            else:
                must_be[place][CascadeState.NOT_STARTED] += 1
    assert _counts(year, top, LAST_DAY) == [Counter()] * 4
    with year.at(district, LAST_DAY) as by:
        assert actions.sum_up(by=by) == 4
        assert actions.sum_up(by=by) == 4
    before = _counts(year, top, LAST_DAY)
    assert before == must_be
    assert _counts(year, top, FIRST_DAY) == must_be

    with world.app.app_context(), clock.fixed(FIRST_DAY):
        jobs.schedule_handovers()
        run_open()
        assert jobs.schedule_handovers() == 0
    with year.at(world.province, FIRST_DAY) as by:
        for share in proposals.shares():
            docket = proposals.docket(share.unit.id)
            if docket is not None and share.unit.successors:
                heir = docket.candidates[0].id
                decisions = [
                    Decision(task_id=one.case.task.task_id, successor_id=heir)
                    for one in docket.proposals
                ]
                jobs.decide_and_pass(decisions=decisions, by=by)
    with world.app.app_context(), clock.fixed(FIRST_DAY):
        run_open()
    assert _counts(year, top, FIRST_DAY) == must_be

    with year.at(world.province, FIRST_DAY):
        found = through.by_task(top)
        old_communes = len(year.below(district))
        open_before = sum(
            count
            for line in must_be
            for state, count in line.items()
            if state is not CascadeState.DONE
        )
        assert found.taken_over == open_before
        both = recast.recast(2025)
    assert both.total == both.recast_total
    assert both.total.tasks == 4 * old_communes
    assert both.total.done == sum(line[CascadeState.DONE] for line in must_be)
    assert both.total.taken == open_before
    assert {one.unit.name for one in both.shared} >= {"Xã Bính Xá", "Xã Kiên Mộc"}
