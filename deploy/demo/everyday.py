"""What happens beside the work: papers are printed, notices are read."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.notifications import actions as notifications
from app.plans import jobs as plan_jobs
from app.scoring import printing
from app.scoring.queries import standings
from deploy.demo import clusters, diem_he
from deploy.demo.cast import Cast, Unit
from deploy.demo.courses import Course
from deploy.demo.people import Person
from deploy.demo.province_plan import YEAR
from deploy.demo.stage import Scene, moment

READ_ON = date(2026, 11, 14)


def scenes(cast: Cast, courses: Sequence[Course]) -> Iterator[Scene]:
    """All of it."""
    for course in courses:
        if course.acknowledged_on:
            yield from _reading(course.unit)
    for person in (cast.officer, cast.leader, cast.council):
        yield Scene(moment(READ_ON, 17), person, _read)
    home = cast.communes[diem_he.NAME]
    yield Scene(moment(date(2026, 1, 5), 8, 30), cast.clerk, lambda by: _print(cast, by))
    yield Scene(
        moment(date(2026, 1, 12), 16),
        home.officer,
        lambda by: plan_jobs.ask_paper(plan_id=home.plan, by=by),
    )
    yield Scene(moment(date(2026, 11, 16), 16), cast.clerk, lambda by: _print_result(cast, by))


def _reading(unit: Unit) -> Iterator[Scene]:
    for person in {unit.officer.id: unit.officer, unit.leader.id: unit.leader}.values():
        yield Scene(moment(READ_ON, 16, unit.dice.randint(0, 59)), person, _read)


def _read(by: Person) -> None:
    notifications.mark_read(by=by)


def _print(cast: Cast, by: Person) -> None:
    plan_jobs.ask_paper(plan_id=cast.plan_ids[YEAR], by=by)


def _print_result(cast: Cast, by: Person) -> None:
    cluster_id = cast.cluster_ids[clusters.BORDER_1]
    found = standings.announced(cast.set_ids[0], cluster_id)
    if found is not None:
        printing.ask_notice(announcement_id=found.id, by=by)
