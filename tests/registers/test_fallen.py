"""The page of a plan, a report or a result says that its paper was revoked, replaced, corrected."""

from datetime import date

from app.access.permissions import Role
from app.correspondence.actions import changes
from app.documents.terms import PaperKind
from app.lib import clock
from app.registers import queries
from app.registers.queries import OutgoingPaper
from app.registers.terms import ChangeKind
from tests.plans.samples import issued as issued_plan
from tests.registers.samples import entered
from tests.scoring.announced import known
from tests.sql import counted
from tests.world import Person, World

REASON = "Ban hành sai thẩm quyền"


def fall(
    world: World, by: Person, paper: OutgoingPaper, kind: ChangeKind, by_kind: PaperKind
) -> OutgoingPaper:
    """The paper falls by another one issued today."""
    with world.acting(by):
        other = entered(
            by, kind=by_kind, symbol=by_kind.symbol("UBND"), issued_on=clock.today(), wanted=None
        )
        changes.change(paper_id=paper.id, kind=kind, reason=REASON, by_paper_id=other.id, by=by)
        return other


def entry_of(world: World, by: Person, kind: str, subject_id: int) -> OutgoingPaper:
    """The line of the register of what was issued."""
    with world.acting(by, read_only=True):
        entry = queries.of_subject(kind, subject_id)
        assert entry is not None
        return entry


def test_the_page_of_a_plan_names_what_revoked_it_and_leads_there(world: World) -> None:
    leader = world.person(world.province, Role.LEADER)
    with clock.fixed(date(2026, 1, 5)):
        plan = issued_plan(world, leader)
    client = world.client(leader)
    page = f"/plans/{plan.id}"
    before = client.get(page).get_data(as_text=True)
    assert "không còn là căn cứ thực hiện" not in before
    assert "Soạn văn bản triển khai" in before
    with counted(world.app) as statements:
        client.get(page)
    paper = entry_of(world, leader, "plans", plan.id)
    other = fall(world, leader, paper, ChangeKind.REVOKED, PaperKind.DECISION)
    with counted(world.app) as after:
        shown = client.get(page).get_data(as_text=True)
    assert len(after) == len(statements)
    said = f"Kế hoạch số 01/KH-UBND đã bị thu hồi bằng Quyết định số {other.full_number} ngày "
    assert said in shown
    assert REASON in shown
    assert "không còn là căn cứ thực hiện" in shown
    assert f"/correspondence/outgoing/{other.id}" in shown
    hub = client.get(f"/correspondence/outgoing/{paper.id}").get_data(as_text=True)
    assert "Văn bản này đã bị thu hồi" in hub
    for fallen in (shown, hub):
        assert "Soạn văn bản triển khai" not in fallen


def test_a_correction_leaves_the_paper_standing(world: World) -> None:
    leader = world.person(world.province, Role.LEADER)
    with clock.fixed(date(2026, 1, 5)):
        plan = issued_plan(world, leader)
    paper = entry_of(world, leader, "plans", plan.id)
    fall(world, leader, paper, ChangeKind.CORRECTED, PaperKind.OFFICIAL_LETTER)
    shown = world.client(leader).get(f"/plans/{plan.id}").get_data(as_text=True)
    assert "đã được đính chính bằng Công văn số" in shown
    assert "không còn là căn cứ thực hiện" not in shown


def test_the_page_of_a_result_says_it_too(world: World) -> None:
    here = known(world)
    leader = here.scene.leader
    paper = entry_of(world, leader, "announcements", here.announcement_id)
    fall(world, leader, paper, ChangeKind.REPLACED, PaperKind.NOTICE)
    shown = world.client(leader).get(f"/announcements/{here.announcement_id}")
    said = "Thông báo số 01/TB-UBND đã được thay thế bằng Thông báo số 02/TB-UBND"
    assert said in shown.get_data(as_text=True)


def test_members_are_told_on_the_page_of_the_result(world: World) -> None:
    here = known(world)
    leader = here.scene.leader
    reader = world.client(world.person(world.communes[0], Role.OFFICER))
    page = f"/announcements/{here.announcement_id}"
    before = reader.get(page).get_data(as_text=True)
    assert "không còn là căn cứ thực hiện" not in before
    paper = entry_of(world, leader, "announcements", here.announcement_id)
    fall(world, leader, paper, ChangeKind.REVOKED, PaperKind.DECISION)
    shown = reader.get(page).get_data(as_text=True)
    assert "Thông báo số 01/TB-UBND đã bị thu hồi bằng Quyết định số" in shown
    assert f"/correspondence/outgoing/{paper.id}" in shown
    assert reader.get(f"/correspondence/outgoing/{paper.id}").status_code == 200


def test_whoever_received_the_plan_is_told(world: World) -> None:
    leader = world.person(world.province, Role.LEADER)
    with clock.fixed(date(2026, 1, 5)):
        plan = issued_plan(world, leader)
    paper = entry_of(world, leader, "plans", plan.id)
    fall(world, leader, paper, ChangeKind.REVOKED, PaperKind.DECISION)
    reader = world.person(world.communes[0], Role.OFFICER)
    shown = world.client(reader).get(f"/plans/{plan.id}").get_data(as_text=True)
    assert "Kế hoạch số 01/KH-UBND đã bị thu hồi bằng Quyết định số" in shown
    assert f"/correspondence/outgoing/{paper.id}" in shown
