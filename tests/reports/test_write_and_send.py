"""Writing a report and sending it up."""

from datetime import date

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.progress.terms import TaskStatus
from app.reports import actions, queries
from app.reports.models import Report, ReportLine, Submission
from app.reports.queries.figures import Figures
from app.reports.terms import ReportState
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import Site, entry, recorded, site
from tests.reports.given import HALF, NARRATIVE, SENT_ON, YEAR, sent, signature, worked, written
from tests.sql import counted
from tests.world import World


@pytest.fixture
def here(world: World) -> Site:
    """A commune that has worked on its plan."""
    found = site(world, cascade.issued(world), world.commune("Điềm He"))
    worked(world, found)
    return found


def test_a_report_is_begun_once(world: World, here: Site) -> None:
    with world.acting(here.officer):
        first = actions.draft(plan_id=here.plan_id, kind=HALF, by=here.officer)
        again = actions.draft(plan_id=here.plan_id, kind=HALF, by=here.officer)
        year = actions.draft(plan_id=here.plan_id, kind=YEAR, by=here.officer)
        assert first.id == again.id != year.id
        assert first.addressee_id == world.province.id
        assert (first.symbol, first.place, first.year) == ("BC-UBND", "Điềm He", 2026)
        assert first.title == (
            "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026; "
            "phương hướng, nhiệm vụ 6 tháng cuối năm 2026"
        )


def test_there_is_no_report_on_drafts_on_others_plans_and_without_a_superior(world: World) -> None:
    given = cascade.issued(world)
    draft = site(world, given, world.commune("Điềm He"), send=False)
    with world.acting(draft.officer), pytest.raises(NotFound):
        actions.draft(plan_id=draft.plan_id, kind=HALF, by=draft.officer)
    with world.acting(draft.officer), pytest.raises(NotFound):
        actions.draft(plan_id=given.plan_id, kind=HALF, by=draft.officer)
    with world.acting(given.leader), pytest.raises(Conflict, match="không có cấp trên"):
        actions.draft(plan_id=given.plan_id, kind=HALF, by=given.leader)


def test_the_figures_are_drawn_from_the_tasks(world: World, here: Site) -> None:
    with world.acting(here.officer), clock.fixed(SENT_ON):
        half = queries.own.live(here.plan_id, HALF)
        year = queries.own.live(here.plan_id, YEAR)
    assert [line.position for line in half.lines] == [1, 2, 3]
    assert [line.status for line in half.lines] == [
        TaskStatus.DONE,
        TaskStatus.NOT_STARTED,
        TaskStatus.IN_PROGRESS,
    ]
    assert sorted(half.figures.quarters) == [1, 2]
    first, total = half.figures.quarters[1], half.figures.total
    assert (first.total, first.done, first.not_started, first.late) == (2, 1, 1, 1)
    assert (total.total, total.done, total.in_progress, total.late) == (3, 1, 1, 1)
    assert str(total.done_percent) == "33.3"
    assert (len(year.lines), year.figures.total.total) == (5, 5)
    assert Figures.from_json(half.figures.as_json()) == half.figures


def test_only_what_is_named_changes_and_the_second_editor_is_told(world: World, here: Site) -> None:
    report_id = written(world, here)
    with world.acting(here.officer):
        changed = actions.edit(
            report_id=report_id,
            version=2,
            changes={"narrative": {"lessons": "Bài học\r\nhai dòng ", "causes": "  "}},
            by=here.officer,
        )
        assert changed.narrative == {**NARRATIVE, "lessons": "Bài học\nhai dòng"}
    with world.acting(here.officer), pytest.raises(Stale) as raised:
        actions.edit(
            report_id=report_id,
            version=2,
            changes={"title": "Báo cáo khác", "narrative": {"awards": NARRATIVE["awards"]}},
            by=here.officer,
        )
    assert list(raised.value.changed) == ["Trích yếu"]
    with world.acting(here.officer), pytest.raises(Invalid) as wrong:
        actions.edit(
            report_id=report_id,
            version=3,
            changes={"title": " ", "narrative": {"khac": "x", "awards": "a" * 30_001}},
            by=here.officer,
        )
    assert set(wrong.value.fields) == {"title", "narrative.khac", "narrative.awards"}


def test_what_is_sent_is_frozen_with_its_lines(world: World, here: Site) -> None:
    report_id = written(world, here)
    with counted(world.app) as statements:
        submission = sent(world, here, report_id)
    inserts = [one for one in statements if one.startswith("INSERT INTO report_lines")]
    assert len(inserts) == 1
    assert "SELECT" in inserts[0]
    recorded(world, here.officer, entry(here.task_ids[1], TaskStatus.DONE))
    with world.acting(here.officer):
        kept = queries.received.submission(submission.id).submission
        lines = queries.own.sent_lines(submission.id)
        figures = Figures.from_json(kept.figures)
        assert figures.total.done == 1
        assert figures == queries.figures.count(lines, quarters=(1, 2), as_of=SENT_ON)
        assert [line.upstream_task_id for line in lines] == here.upstream_ids[:3]
        assert kept.narrative == NARRATIVE
        assert (kept.number, kept.issued_on, kept.signer_position) == ("12", SENT_ON, "CHỦ TỊCH")
        assert kept.figures["basis"] == "Kế hoạch số 01/KH-UBND ngày 20/01/2026"
        assert len(kept.sha256) == 64
        assert queries.own.standing(report_id).state is ReportState.SENT


def test_the_database_refuses_to_change_what_was_sent(world: World, here: Site) -> None:
    sent(world, here, written(world, here))
    for statement in (
        update(Submission).values(title="Khác"),
        delete(Submission),
        update(ReportLine).values(percent=100),
        delete(ReportLine),
    ):
        with pytest.raises((IntegrityError, ProgrammingError)), world.acting(here.officer):
            db.session.execute(statement)


def test_a_form_sent_twice_sends_one_report(world: World, here: Site) -> None:
    report_id = written(world, here)
    first = sent(world, here, report_id)
    assert sent(world, here, report_id, version=2).id == first.id
    with pytest.raises(Conflict, match="chờ tiếp nhận"):
        sent(world, here, report_id, number="13")
    with world.acting(here.officer):
        assert db.session.scalar(select(func.count()).select_from(Submission)) == 1
        assert db.session.scalar(select(func.count()).select_from(ReportLine)) == 3
        with pytest.raises(Conflict):
            actions.edit(report_id=report_id, version=3, changes={"title": "Khác"}, by=here.officer)


def test_a_report_that_lacks_something_does_not_go_up(world: World, here: Site) -> None:
    with world.acting(here.officer):
        report = actions.draft(plan_id=here.plan_id, kind=HALF, by=here.officer)
    with pytest.raises(Invalid) as empty:
        sent(world, here, report.id)
    assert set(empty.value.fields) == {"narrative"}
    assert "Tồn tại, hạn chế" in empty.value.message
    written(world, here)
    for changes, field in (
        ({"number": "mười"}, "number"),
        ({"number": "0"}, "number"),
        ({"name": " "}, "signer_name"),
    ):
        with pytest.raises(Invalid) as wrong:
            sent(world, here, report.id, **changes)
        assert set(wrong.value.fields) == {field}
    with pytest.raises(Invalid) as early:
        sent(world, here, report.id, on=date(2026, 1, 19))
    assert set(early.value.fields) == {"issued_on"}
    tomorrow = signature(issued_on=date(2026, 6, 16))
    with clock.fixed(SENT_ON), world.acting(here.officer), pytest.raises(Invalid):
        actions.send(report_id=report.id, signature=tomorrow, by=here.officer)


def test_a_number_is_given_once_in_a_year(world: World, here: Site) -> None:
    sent(world, here, written(world, here))
    year = written(world, here, YEAR)
    with pytest.raises(Invalid, match="số tiếp theo là 13"):
        sent(world, here, year)
    assert sent(world, here, year, number=None).number == "13"


def test_a_working_copy_that_changed_since_it_was_read_does_not_go_up(
    world: World, here: Site
) -> None:
    report_id = written(world, here)
    with clock.fixed(SENT_ON), world.acting(here.officer), pytest.raises(Stale):
        actions.send(report_id=report_id, signature=signature(), version=1, by=here.officer)
    with world.acting(here.officer):
        assert db.session.get_one(Report, report_id).last_attempt == 0


def test_an_abandoned_sending_leaves_nothing(world: World, here: Site) -> None:
    report_id = written(world, here)
    with pytest.raises(ZeroDivisionError), clock.fixed(SENT_ON), world.acting(here.officer):
        actions.send(report_id=report_id, signature=signature(), by=here.officer).attempt // 0
    with world.acting(here.officer):
        assert queries.own.standing(report_id).state is ReportState.DRAFT
        assert db.session.scalar(select(func.count()).select_from(ReportLine)) == 0
