"""Papers of the other rooms: each number comes from the register, the drawn file lies there."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.access.permissions import Role
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Invalid
from app.plans import jobs as plan_jobs
from app.registers import actions, queries
from app.registers.terms import FileRole, PaperState
from app.reports.terms import Verdict
from tests.plans import cascade
from tests.plans.samples import issued, signature
from tests.progress.given import site
from tests.registers.samples import entered
from tests.reports.given import SENT_ON, answered, sent, worked, written
from tests.world import Person, World


@pytest.fixture(name="leader")
def _leader(world: World) -> Iterator[Person]:
    with clock.fixed(date(2026, 1, 5)):
        yield world.person(world.province, Role.LEADER)


def test_an_issued_plan_stands_in_the_register_with_its_drawn_file(
    world: World, leader: Person
) -> None:
    plan = issued(world, leader)
    with world.acting(leader):
        entry = queries.of_subject("plans", plan.id)
        assert entry is not None
        assert (entry.full_number, entry.issued_on) == ("01/KH-UBND", date(2026, 1, 4))
        assert (entry.signing_lines, entry.signer_name) == (
            "TM. ỦY BAN NHÂN DÂN",
            "Đoàn Thanh Sơn",
        )
        assert (entry.abstract, entry.archive) == (plan.title, "VT")
        assert queries.current_file(entry.id) is None
        plan_jobs.ask_paper(plan_id=plan.id, by=leader)
    world.work()
    with world.acting(leader, read_only=True):
        (link, file), (second, word) = queries.files(entry.id)
        assert (link.role, file.media_type) == (FileRole.DRAWN, "application/pdf")
        assert (second.role, word.name[-5:]) == (FileRole.EDITABLE, ".docx")
        assert queries.current_file(entry.id) is file


def test_a_number_of_another_room_is_refused_and_a_kept_one_taken_up(
    world: World, leader: Person
) -> None:
    with world.acting(leader):
        entered(leader, kind=PaperKind.PLAN, symbol="KH-UBND", issued_on=date(2026, 1, 3))
    with pytest.raises(Invalid, match="Số 01/KH-UBND của năm 2026 đã dùng") as refused:
        issued(world, leader, signature=signature(number="1"))
    assert list(refused.value.fields) == ["number"]
    assert issued(world, leader).number == "02"
    assert issued(world, leader, signature=signature(number="5")).number == "05"
    assert issued(world, leader, signature=signature(number="4")).number == "04"


def test_a_signed_file_is_the_paper_before_a_drawn_one(world: World, leader: Person) -> None:
    plan = issued(world, leader)
    with world.acting(leader):
        entry = queries.of_subject("plans", plan.id)
        assert entry is not None
        plan_jobs.ask_paper(plan_id=plan.id, by=leader)
    world.work()
    with world.acting(leader):
        (_, drawn), *_ = queries.files(entry.id)
        signed = plan_jobs.documents.store(name="ky.pdf", content=b"%PDF-1.4 signed", by=leader)
        actions.attach(paper_id=entry.id, file_id=signed.id, role=FileRole.SIGNED, by=leader)
        actions.attach(paper_id=entry.id, file_id=signed.id, role=FileRole.SIGNED, by=leader)
        assert [file.id for _, file in queries.files(entry.id)][:2] == [signed.id, drawn.id]
        current = queries.current_file(entry.id)
        assert current is not None
        assert current.id == signed.id


def test_a_returned_report_keeps_its_line_while_the_day_fits(world: World) -> None:
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    report_id = written(world, here)
    first = sent(world, here, report_id)
    with world.acting(here.officer, read_only=True):
        entry = queries.of_subject("reports", report_id)
        assert entry is not None
        assert (entry.number, entry.issued_on) == (12, SENT_ON)
        numbers = range(1, 12)
        states = {queries.numbered("BC-UBND", SENT_ON.year, one).state for one in numbers}
        assert states == {PaperState.OUTSIDE}
    answered(world, given.leader, first.id, Verdict.RETURNED, "Chưa đủ số liệu")
    again = sent(world, here, report_id, number=None)
    answered(world, given.leader, again.id, Verdict.RETURNED, "Vẫn chưa đủ số liệu")
    with world.acting(here.officer, read_only=True):
        same = queries.of_subject("reports", report_id)
        assert same is not None
        assert (same.id, again.number) == (entry.id, "12")
    other = sent(world, here, report_id, number="20")
    with world.acting(here.officer, read_only=True):
        replacing = queries.of_subject("reports", report_id)
        assert replacing is not None
        assert (replacing.number, other.number) == (20, "20")
        replaced = queries.own(entry.id)
        assert (replaced.state, replaced.replaced_by_id) == (PaperState.REPLACED, replacing.id)
