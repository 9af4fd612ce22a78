"""The last day of a task is one, in Python and in SQL, in calendar and in school years."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.lib import dates
from app.lib.dates import DeadlinePrecision
from app.plans.models import Plan, Task, printed_order
from app.plans.terms import PlanKind, PlanPeriod
from app.progress.queries.states import last_day
from tenants.db import db
from tests.world import World

Case = tuple[int, PlanPeriod, int, dict[str, Any]]
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


def _due(on: date | None, precision: DeadlinePrecision, inclusive: bool) -> dict[str, Any]:
    is_day = precision is DeadlinePrecision.DAY
    return {
        "deadline_on": on if on is None or is_day else dates.month_end(on),
        "deadline_inclusive": inclusive or not is_day,
        "deadline_precision": precision,
    }


some_cases = st.lists(
    st.tuples(
        st.integers(2000, 2099),
        st.sampled_from(PlanPeriod),
        st.sampled_from(dates.QUARTERS),
        st.builds(_due, st.none() | DAYS, st.sampled_from(DeadlinePrecision), st.booleans()),
    ),
    min_size=1,
    max_size=30,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some_cases)
def test_sql_and_python_agree(world: World, cases: list[Case]) -> None:
    with world.acting(world.person(world.province)):
        tasks = [_task(world, case) for case in cases]
        expected = {
            task.id: task.last_day(period.of(year))
            for task, (year, period, _, _) in zip(tasks, cases, strict=True)
        }
        rows = db.session.execute(
            select(Task.id, last_day())
            .join_from(Task, Plan, Plan.id == Task.plan_id)
            .where(Task.id.in_(expected))
        )
        assert {row[0]: row[1] for row in rows} == expected


def test_quarters_come_in_the_order_of_the_year(world: World) -> None:
    with world.acting(world.person(world.province)):
        for period in PlanPeriod:
            plan = _plan(world, 2026, period)
            for quarter in dates.QUARTERS:
                db.session.add(_row(plan, quarter, {}))
            db.session.flush()
            found = db.session.scalars(
                select(Task.quarter)
                .join(Plan, Plan.id == Task.plan_id)
                .where(Task.plan_id == plan.id)
                .order_by(*printed_order())
            ).all()
            assert tuple(found) == plan.work_year.quarters


def _task(world: World, case: Case) -> Task:
    year, period, quarter, due = case
    task = _row(_plan(world, year, period), quarter, due)
    db.session.add(task)
    db.session.flush()
    return task


def _plan(world: World, year: int, period: PlanPeriod) -> Plan:
    plan = Plan(
        tenant_id=world.province.id,
        kind=PlanKind.YEAR_PLAN,
        year=year,
        period=period,
        title="Công tác",
        symbol="KH-UBND",
        place="Lạng Sơn",
    )
    db.session.add(plan)
    db.session.flush()
    return plan


def _row(plan: Plan, quarter: int, due: dict[str, Any]) -> Task:
    given = {"tenant_id": plan.tenant_id, "plan_id": plan.id, "position": 1, "text": "Việc"}
    return Task(**given, quarter=quarter, **due)
