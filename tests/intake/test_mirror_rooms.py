"""Papers that the rooms write come back from their files too."""

import pytest
from sqlalchemy import select

from app import intake
from app.clusters import jobs as clusters
from app.documents.models import DrawnPaper, File
from app.documents.queries import file_with_content
from app.reminders import papers as reminder_papers
from app.reminders.queries import urgings
from app.reports import papers as report_papers
from app.scoring import papers as scoring_papers
from app.scoring.queries import criteria
from app.scoring.queries import standings as scoring
from tenants.db import db
from tests.clusters.test_year import Scene
from tests.intake.printed import compared
from tests.intake.test_mirror import DRAW, assert_mirrored
from tests.plans import cascade
from tests.plans.samples import a_task, drafted
from tests.plans.test_papers import BASES, COPIES, PROSE, paper_of
from tests.reminders import test_urging as urging_tests
from tests.reports.test_papers import reporting, working_copy
from tests.scoring import scenes
from tests.scoring import test_standings as standings_tests
from tests.world import Person, World


@pytest.mark.parametrize("kind", DRAW)
def test_a_plan_of_a_commune(world: World, kind: str) -> None:
    officer = world.person(world.commune("Điềm He"))
    tasks = [
        a_task(f"Nhiệm vụ số {n} của năm", lead_office="Phòng VHXH", quarter=1 + n % 4)
        for n in range(40)
    ]
    given = {"sections": PROSE, "legal_bases": BASES, "recipients": COPIES}
    plan = drafted(world, officer, *tasks, **given)
    assert_mirrored(paper_of(world, officer, plan), kind)


@pytest.mark.parametrize("kind", DRAW)
def test_a_report_of_a_commune(world: World, kind: str) -> None:
    here, report_id, _ = reporting(world)
    content = working_copy(world, here, report_id)
    paper = report_papers.report_paper(content, issuer=here.tenant, addressee=world.province)
    assert_mirrored(paper, kind)


def test_what_a_cluster_pledges_reads_alike_from_pdf_and_word(world: World) -> None:
    scene = Scene(world)
    scene.send_pledge()
    with world.acting(scene.lead):
        clusters.ask_pledge(cluster_id=scene.cluster_id, by=scene.lead)
    world.work()
    pdf_file, word_file = _drawn_by(world, scene.lead)
    assert compared(intake.read_paper(pdf_file, "a.pdf")) == compared(
        intake.read_paper(word_file, "a.docx")
    )


def _drawn_by(world: World, person: Person) -> tuple[bytes, bytes]:
    """The PDF and the Word file of the paper that was drawn last."""
    with world.acting(person, read_only=True):
        query = select(File.id, File.media_type).join(DrawnPaper, DrawnPaper.file_id == File.id)
        found = {kind: key for key, kind in db.session.execute(query.order_by(File.id))}
        assert len(found) == 2
        word = next(key for kind, key in found.items() if kind != "application/pdf")
        return file_with_content(found["application/pdf"]).content, file_with_content(word).content


@pytest.mark.parametrize("kind", DRAW)
def test_a_letter_that_urges(world: World, kind: str) -> None:
    province = cascade.issued(world, world.communes[:4])
    urging_id = urging_tests.drafted(world, province.leader, urging_tests.content(world, province))
    urging_tests.issued(world, province.leader, urging_id)
    with world.acting(province.leader, read_only=True):
        urging = urgings.own(urging_id)
        paper = reminder_papers.urging_paper(
            urging, issuer=world.province, province=None, units=urging.units
        )
    assert_mirrored(paper, kind)


@pytest.mark.parametrize("kind", DRAW)
def test_standings_of_a_cluster(world: World, kind: str) -> None:
    scene = scenes.make_scene(world, (3,))
    standings_tests.confirmed(scene, [{}, {"done": "40"}, {"done": "25"}])
    announcement_id = standings_tests.announce(scene)
    with world.acting(scenes.member(scene, 1)):
        found = scoring.announcement(announcement_id)
        board = scoring.announced_board(scene.set_id)
        assert board is not None
        paper = scoring_papers.standings_paper(
            found, board, criteria.criteria_set(scene.set_id), issuer=scoring.issuer(found)
        )
    assert_mirrored(paper, kind)
