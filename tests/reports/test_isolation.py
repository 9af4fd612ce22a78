"""A draft stays at home; what was sent is read by its addressee alone; nobody else writes."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import ProgrammingError

from app.lib import clock
from app.reports import actions
from app.reports.models import Report, ReportLine, Review, Submission
from app.reports.terms import Verdict
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import Site, site
from tests.reports.given import SENT_ON, answered, sent, worked, written
from tests.world import Person, World

SECRET = "Nội dung còn trong dự thảo"


@pytest.fixture
def place(world: World) -> tuple[Site, int, Submission, Person, Person]:
    """A sent and returned report with a changed working copy; the superior; a neighbour."""
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    report_id = written(world, here)
    submission = sent(world, here, report_id)
    answered(world, given.leader, submission.id, Verdict.RETURNED, "Thiếu số liệu")
    with world.acting(here.officer):
        actions.edit(
            report_id=report_id,
            version=3,
            changes={"narrative": {"lessons": SECRET}},
            by=here.officer,
        )
    return here, report_id, submission, given.leader, world.person(world.commune("Đình Lập"))


def test_the_superior_reads_what_was_sent_and_no_working_copy(
    world: World, place: tuple[Site, int, Submission, Person, Person]
) -> None:
    _, _, submission, superior, _ = place
    with world.acting(superior):
        assert db.session.scalars(select(Submission.id)).all() == [submission.id]
        assert len(db.session.scalars(select(ReportLine.id)).all()) == 3
        assert db.session.scalars(select(Report)).all() == []
        with pytest.raises(ProgrammingError):
            db.session.execute(update(Review).values(reason="Khác"))


def test_the_neighbour_reads_nothing(
    world: World, place: tuple[Site, int, Submission, Person, Person]
) -> None:
    _, _, _, _, neighbour = place
    with world.acting(neighbour):
        for model in (Report, Submission, ReportLine, Review):
            assert db.session.scalars(select(model)).all() == []


def test_the_superior_writes_nothing_of_the_senders(
    world: World, place: tuple[Site, int, Submission, Person, Person]
) -> None:
    _, report_id, submission, superior, _ = place
    with world.acting(superior):
        assert db.session.execute(update(Submission).values(title="Khác")).rowcount == 0
        assert db.session.execute(update(Report).values(title="Khác")).rowcount == 0
    with clock.fixed(SENT_ON):
        client = world.client(superior)
        form = {"number": "1", "issued_on": "2026-06-15", "signer_name": "A"}
        for path in ("narrative", "submissions", "papers"):
            assert client.send(f"/reports/{report_id}/{path}", form).status_code == 404
        api = f"/api/v1/reports/{report_id}"
        held = {"If-Match": '"4"'}
        assert client.call("PATCH", api, json={"title": "x"}, headers=held).status_code == 404
        assert client.call("POST", f"{api}/submissions", json=form).status_code == 404
        assert client.call("POST", f"{api}/papers").status_code == 404
        answer = {"verdict": "accepted"}
        other = client.call("PUT", f"/api/v1/submissions/{submission.id}/review", json=answer)
        assert other.status_code == 409


def test_a_draft_is_found_by_no_page_and_no_api(
    world: World, place: tuple[Site, int, Submission, Person, Person]
) -> None:
    _, report_id, submission, superior, neighbour = place
    for stranger in (superior, neighbour):
        client = world.client(stranger)
        for path in (
            f"/reports/{report_id}",
            f"/reports/{report_id}/narrative",
            f"/reports/{report_id}/submission",
            f"/api/v1/reports/{report_id}",
        ):
            assert client.get(path).status_code == 404, path
    page = world.client(superior).get(f"/submissions/{submission.id}")
    assert page.status_code == 200
    assert SECRET not in page.get_data(as_text=True)
    assert SECRET not in world.client(superior).get("/reports/received").get_data(as_text=True)


def test_what_was_sent_is_closed_to_the_neighbour(
    world: World, place: tuple[Site, int, Submission, Person, Person]
) -> None:
    here, _, submission, _, neighbour = place
    client = world.client(neighbour)
    for path in (f"/submissions/{submission.id}", f"/api/v1/submissions/{submission.id}"):
        assert client.get(path).status_code == 404
    assert client.send(f"/submissions/{submission.id}/papers").status_code == 404
    assert (
        client.send(f"/submissions/{submission.id}/review", {"verdict": "accepted"}).status_code
        == 404
    )
    drawn = world.client(here.officer).send(f"/submissions/{submission.id}/papers")
    world.work()
    assert client.get(drawn.headers["Location"]).status_code == 404
