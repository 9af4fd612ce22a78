"""The addressee answers; the sender sends again; both are told."""

import pytest
from sqlalchemy import select

from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.notifications.models import Notification
from app.reports import actions, jobs, queries
from app.reports.models import Review
from app.reports.terms import ReportState, Verdict
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import Site, site
from tests.reports.given import NARRATIVE, SENT_ON, answered, sent, signature, worked, written
from tests.world import Person, World

ACCEPTED, RETURNED = Verdict.ACCEPTED, Verdict.RETURNED
REASON = "Chưa nêu số người trực tiếp lao động được khen"


@pytest.fixture
def both(world: World) -> tuple[Site, Person]:
    """A commune that has worked, and its superior's leader."""
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    return here, given.leader


def test_a_returned_report_goes_up_again_and_the_first_stays(
    world: World, both: tuple[Site, Person]
) -> None:
    here, superior = both
    report_id = written(world, here)
    first = sent(world, here, report_id)
    answered(world, superior, first.id, RETURNED, f"  {REASON} ")
    with world.acting(here.officer):
        standing = queries.own.standing(report_id)
        assert standing.state is ReportState.RETURNED
        assert standing.review is not None
        assert standing.review.reason == REASON
        actions.edit(
            report_id=report_id,
            version=standing.report.version,
            changes={"narrative": {"awards": "Khen 12 người, 9 người trực tiếp lao động."}},
            by=here.officer,
        )
    second = sent(world, here, report_id, number=None)
    assert (second.attempt, second.number) == (2, "12")
    answered(world, superior, second.id, ACCEPTED)
    with world.acting(here.officer):
        attempts = queries.own.attempts(report_id)
        assert [(one.attempt, review and review.verdict) for one, review in attempts] == [
            (2, ACCEPTED),
            (1, RETURNED),
        ]
        assert attempts[1][0].narrative == NARRATIVE
        assert queries.own.standing(report_id).state is ReportState.ACCEPTED
    with pytest.raises(Conflict, match="đã được cấp trên tiếp nhận"):
        sent(world, here, report_id, number="14")


def test_a_return_needs_a_reason(world: World, both: tuple[Site, Person]) -> None:
    here, superior = both
    submission = sent(world, here, written(world, here))
    for reason in (None, "  ", "a" * 2001):
        with pytest.raises(Invalid) as raised:
            answered(world, superior, submission.id, RETURNED, reason)
        assert set(raised.value.fields) == {"reason"}


def test_an_answer_stands(world: World, both: tuple[Site, Person]) -> None:
    here, superior = both
    submission = sent(world, here, written(world, here))
    first = answered(world, superior, submission.id, ACCEPTED)
    assert answered(world, superior, submission.id, ACCEPTED).id == first.id
    with pytest.raises(Conflict):
        answered(world, superior, submission.id, RETURNED, REASON)
    with world.acting(superior):
        assert len(db.session.scalars(select(Review)).all()) == 1


def test_only_the_addressee_answers(world: World, both: tuple[Site, Person]) -> None:
    here, _ = both
    submission = sent(world, here, written(world, here))
    with pytest.raises(Conflict):
        answered(world, here.officer, submission.id, ACCEPTED)
    neighbour = world.person(world.commune("Đình Lập"))
    with pytest.raises(NotFound):
        answered(world, neighbour, submission.id, ACCEPTED)


def test_both_sides_are_told_once(world: World, both: tuple[Site, Person]) -> None:
    here, superior = both
    report_id = written(world, here)
    with clock.fixed(SENT_ON), world.acting(here.officer):
        submission = jobs.send_and_tell(report_id=report_id, signature=signature(), by=here.officer)
    with clock.fixed(SENT_ON), world.acting(here.officer):
        jobs.send_and_tell(report_id=report_id, signature=signature(), by=here.officer)
    world.work()
    with world.acting(superior):
        jobs.review_and_tell(
            submission_id=submission.id, verdict=RETURNED, reason=REASON, by=superior
        )
    world.work()
    with world.acting(here.officer):
        assert jobs.tell_addressee(submission_id=submission.id) == {"told": 0}
    with world.acting(superior):
        came = db.session.scalars(
            select(Notification).where(
                Notification.kind == "report.sent",
                Notification.addressee_id == world.province.id,
            )
        ).one()
        assert came.path == f"/submissions/{submission.id}"
        assert came.text == (
            "UBND xã Điềm He gửi Báo cáo sơ kết 6 tháng đầu năm 2026, "
            "số 12/BC-UBND ngày 15/06/2026."
        )
    with world.acting(here.officer):
        back = db.session.scalars(
            select(Notification).where(
                Notification.kind == "report.returned",
                Notification.addressee_id == here.tenant.id,
            )
        ).one()
        assert back.path == f"/reports/{report_id}"
        assert back.text.startswith("UBND tỉnh Lạng Sơn trả lại Báo cáo sơ kết")
        assert REASON in back.text
