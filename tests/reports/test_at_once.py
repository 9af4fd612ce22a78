"""Two people at the same moment: one records, the other is told; a report goes up once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from app.lib import clock
from app.lib.errors import Stale
from app.progress import actions, queries
from app.progress.terms import TaskStatus
from app.reports import actions as reports
from app.reports.models import ReportLine, Submission
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import ON, entry, site
from tests.reports.given import SENT_ON, signature, worked, written
from tests.world import World


def together(*deeds: Callable[[], object]) -> list[object]:
    """What the deeds give, or the error that they raise, when they start at the same moment."""
    barrier = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return deed()
        except Stale as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as hands:
        return list(hands.map(do, deeds))


def test_of_two_who_record_at_once_the_second_is_told(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    task_id = here.task_ids[0]

    def record(percent: int) -> Callable[[], object]:
        def deed() -> object:
            with clock.fixed(ON), world.acting(here.officer):
                given = entry(task_id, TaskStatus.IN_PROGRESS, percent)
                return actions.record(entry=given, by=here.officer).percent

        return deed

    given = together(*(record(percent) for percent in (10, 20, 30, 40)))
    assert sum(isinstance(one, Stale) for one in given) == 3
    with world.acting(here.officer):
        assert len(queries.history(task_id)) == 1
        assert queries.state(task_id).percent in given


def test_a_report_sent_twice_at_once_goes_up_once(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    worked(world, here)
    report_id = written(world, here)

    def send() -> object:
        with clock.fixed(SENT_ON), world.acting(here.officer):
            return reports.send(
                report_id=report_id, signature=signature(), version=2, by=here.officer
            ).id

    assert len(set(together(send, send, send, send))) == 1
    with world.acting(here.officer):
        assert db.session.scalar(select(func.count()).select_from(Submission)) == 1
        assert db.session.scalar(select(func.count()).select_from(ReportLine)) == 3


def test_what_is_recorded_while_a_report_goes_up_is_in_it_or_not_but_never_half(
    world: World,
) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    worked(world, here)
    report_id = written(world, here)

    def send() -> object:
        with clock.fixed(SENT_ON), world.acting(here.officer):
            return reports.send(report_id=report_id, signature=signature(), by=here.officer).id

    def record() -> object:
        with clock.fixed(SENT_ON), world.acting(here.officer):
            given = entry(here.task_ids[1], TaskStatus.DONE)
            return actions.record(entry=given, by=here.officer).percent

    submission_id, _ = together(send, record)
    with world.acting(here.officer):
        kept = db.session.get_one(Submission, submission_id)
        done = db.session.scalar(
            select(func.count()).where(
                ReportLine.submission_id == submission_id, ReportLine.status == TaskStatus.DONE
            )
        )
        assert kept.figures["total"]["done"] == done
