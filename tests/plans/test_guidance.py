"""Guidance (hướng dẫn) goes down like a plan, is taken in, and calls for nothing in return."""

import pytest

from app.access import Role
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.plans import actions, papers
from app.plans.models import Plan
from app.plans.queries import incoming, plans
from app.plans.terms import DeliveryState, PlanKind
from tests.plans import cascade
from tests.plans.samples import a_plan, signature
from tests.world import Person, World

TITLE = "Tổng kết công tác thi đua, khen thưởng năm 2026"
CONTENT = "1. Các xã, phường tổng kết trước ngày 15/11/2026.\n2. Gửi báo cáo về Sở Nội vụ."


@pytest.fixture
def leader(world: World) -> Person:
    return world.person(world.province)


def issued(world: World, leader: Person) -> Plan:
    with clock.fixed(cascade.ISSUED_ON):
        with world.acting(leader):
            content = a_plan(kind=PlanKind.GUIDANCE, title=TITLE, sections={"content": CONTENT})
            draft = actions.draft(content=content, by=leader)
        with world.acting(leader):
            return actions.issue(
                plan_id=draft.id, signature=signature(), recipient_ids=None, by=leader
            )


def test_guidance_has_its_own_symbol_and_name(world: World, leader: Person) -> None:
    given = issued(world, leader)
    assert given.reference == "Hướng dẫn số 01/HD-UBND ngày 04/01/2026"
    with world.acting(leader, read_only=True):
        paper = papers.plan_paper(plans.own(given.id), [], issuer=world.province)
    assert paper.kind is PaperKind.GUIDANCE


def test_guidance_is_taken_in_and_not_derived(world: World, leader: Person) -> None:
    given = issued(world, leader)
    officer = world.person(world.commune("Điềm He"))
    with world.acting(officer), pytest.raises(Conflict, match="Hướng dẫn"):
        actions.derive(plan_id=given.id, by=officer)
    with world.acting(officer):
        actions.acknowledge(plan_id=given.id, by=officer)
    with world.acting(officer, read_only=True):
        assert incoming.delivery_of(given.id).state is DeliveryState.ACKNOWLEDGED


def test_guidance_needs_words_and_no_day(world: World, leader: Person) -> None:
    with world.acting(leader):
        draft = actions.draft(content=a_plan(kind=PlanKind.GUIDANCE, title=TITLE), by=leader)
    with world.acting(leader), pytest.raises(Invalid, match="chưa có nội dung"):
        actions.issue(plan_id=draft.id, signature=signature(), by=leader)
    with world.acting(leader):
        version = plans.own(draft.id).version
        actions.edit(
            plan_id=draft.id, version=version, changes={"sections": {"content": CONTENT}}, by=leader
        )
    with world.acting(leader), pytest.raises(Invalid, match="bỏ trống"):
        actions.issue(plan_id=draft.id, signature=signature(), due_on=cascade.DUE_ON, by=leader)


def test_the_pages_of_guidance(world: World, leader: Person) -> None:
    client = world.client(leader)
    typed = {"kind": "guidance", "year": "2026", "title": TITLE, "with_prose": "1"}
    made = client.send("/plans", typed)
    assert made.location.endswith("/edit")
    path = made.location.removesuffix("/edit")
    page = client.get(path).text
    assert "Soạn mục Nội dung" in page
    assert "Nhập nhiệm vụ theo quý" not in page
    assert "Hướng dẫn chưa có nội dung" in client.get(f"{path}/issuance").text
    given = issued(world, leader)
    reader = world.client(world.person(world.commune("Điềm He"), Role.OFFICER))
    page = reader.get(f"/plans/{given.id}").text
    assert "Tiếp nhận" in page
    assert "Xây dựng kế hoạch của đơn vị" not in page
    assert reader.send(f"/plans/{given.id}/derivation").status_code == 409
    assert "Tiếp nhận Hướng dẫn số 01/HD-UBND" in reader.get("/home").text
    told = reader.get(reader.send(f"/plans/{given.id}/acknowledgement").location).text
    assert "Đã tiếp nhận hướng dẫn" in told
    assert "Hướng dẫn số 01/HD-UBND" not in reader.get("/home").text
    assert "Hướng dẫn số 01/HD-UBND" in reader.get("/plans/incoming?view=answered").text
