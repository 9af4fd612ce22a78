"""The home page about papers: to be registered, to be signed and sealed, given to somebody."""

from datetime import date, timedelta

from app.access.permissions import Role
from app.correspondence.actions import addressing, receiving, sending
from app.correspondence.terms import Purpose
from app.lib import clock
from app.registers import actions as registers
from app.signatures.terms import Part
from tenants.models import Tenant
from tests.correspondence import issued
from tests.dashboards.scenes import desk
from tests.signatures.kit import SIGNER
from tests.signatures.test_papers import Office, kit_key, trusted
from tests.signatures.test_papers import issued as drawn
from tests.sql import counted
from tests.world import Person, World

MARCH = date(2026, 3, 10)


def _came(by: Person, number: int = 1) -> int:
    """A paper that came by post."""
    return registers.incoming.receive(
        sender_name="Sở Nội vụ tỉnh Lạng Sơn",
        paper_number=f"{number}/SNV-TĐKT",
        abstract="Đề nghị báo cáo tổng kết phong trào thi đua",
        by=by,
    ).id


def _sent(world: World, unit: Tenant) -> int:
    """A paper of the province that reaches the unit through the system."""
    found = issued.paper(world)
    with world.acting(found.clerk):
        addressing.add_tenants(
            paper_id=found.id, tenant_ids=[unit.id], purpose=Purpose.CARRY_OUT, by=found.clerk
        )
        sending.send(paper_id=found.id, by=found.clerk)
    return found.id


def test_the_clerk_sees_how_many_papers_wait_to_be_registered(world: World) -> None:
    commune = world.commune("Điềm He")
    clerk, officer = world.person(commune, Role.CLERK), world.person(commune, Role.OFFICER)
    with clock.fixed(MARCH):
        first, _ = _sent(world, commune), _sent(world, commune)
    line = desk(world, clerk, MARCH).line("paper.register")
    assert (line["text"], line["path"]) == ("2 văn bản chờ vào sổ", "/correspondence/incoming")
    assert (line["count"], line["topic"], line["due_on"]) == (2, "paper", None)
    assert "paper.register" not in desk(world, officer, MARCH).kinds
    neighbour = world.person(world.commune("Kiên Mộc"), Role.CLERK)
    assert "paper.register" not in desk(world, neighbour, MARCH).kinds

    with clock.fixed(MARCH), world.acting(clerk):
        receiving.register(paper_id=first, by=clerk)
    assert desk(world, clerk, MARCH).line("paper.register")["text"] == "1 văn bản chờ vào sổ"
    with clock.fixed(MARCH), world.acting(clerk):
        receiving.register_all(by=clerk)
    assert "paper.register" not in desk(world, clerk, MARCH).kinds


def test_who_is_named_signs_then_the_clerk_seals(world: World) -> None:
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, name=SIGNER)
    other = world.person(commune, Role.LEADER, name="Vi Văn Khác")
    clerk = world.person(commune, Role.CLERK)
    trusted(world)
    with world.acting(clerk):
        paper_id, file_id = drawn(clerk)
        drawn(clerk)
    with world.acting(leader):
        kit_key(Part.LEADER, leader)
    today = clock.today()
    line = desk(world, leader, today).line("paper.sign")
    assert (line["text"], line["path"]) == ("2 văn bản chờ bạn ký số", "/signatures/waiting")
    for person in (other, clerk):
        assert {"paper.sign", "paper.seal"} & set(desk(world, person, today).kinds) == set()

    office = Office(world, leader, clerk, paper_id, file_id)
    assert office.sign(world.client(leader)).status_code == 303
    assert desk(world, leader, today).line("paper.sign")["count"] == 1
    line = desk(world, clerk, today).line("paper.seal")
    assert (line["text"], line["count"]) == ("1 văn bản chờ ký số của cơ quan", 1)
    assert "paper.seal" not in desk(world, leader, today).kinds


def test_what_was_given_to_a_person_stands_on_that_persons_page(world: World) -> None:
    commune = world.commune("Điềm He")
    clerk, leader, viewer = (
        world.person(commune, role) for role in (Role.CLERK, Role.LEADER, Role.VIEWER)
    )
    with clock.fixed(MARCH), world.acting(clerk):
        ids = [_came(clerk, number) for number in range(3)]
    with clock.fixed(MARCH), world.acting(leader):
        for incoming_id, days in zip(ids, (3, 6, None), strict=True):
            registers.incoming.assign(
                incoming_id=incoming_id,
                user_id=viewer.id,
                due_on=MARCH + timedelta(days=days) if days else None,
                by=leader,
            )
    found = desk(world, viewer, MARCH)
    line = found.line("paper.answer")
    assert (line["text"], line["count"]) == ("3 văn bản đến được giao", 3)
    assert (line["due_on"], found.late) == ("2026-03-13", [])
    for person in (clerk, leader):
        assert "paper.answer" not in desk(world, person, MARCH).kinds

    found = desk(world, viewer, MARCH + timedelta(days=4))
    assert found.line("paper.answer")["text"] == "3 văn bản đến được giao, 1 quá hạn"
    assert found.late == ["paper.answer"]
    listed = world.client(viewer).get(line["path"]).get_data(as_text=True)
    assert [f"/registers/incoming/{one}" in listed for one in ids] == [True] * 3

    with clock.fixed(MARCH), world.acting(viewer):
        registers.incoming.finish(incoming_id=ids[0], note="Đã báo cáo.", by=viewer)
    found = desk(world, viewer, MARCH + timedelta(days=4))
    assert found.line("paper.answer")["text"] == "2 văn bản đến được giao"
    assert found.late == []


def test_what_last_year_left_open_is_a_line_of_its_own(world: World) -> None:
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, Role.CLERK)
    for on in (date(2025, 12, 20), MARCH):
        with clock.fixed(on), world.acting(leader):
            registers.incoming.assign(incoming_id=_came(leader), user_id=leader.id, by=leader)
    lines = [one for one in desk(world, leader, MARCH).lines if one["kind"] == "paper.answer"]
    assert [(one["text"], one["note"]) for one in lines] == [
        ("1 văn bản đến được giao", None),
        ("1 văn bản đến được giao", "Sổ văn bản đến năm 2025"),
    ]
    for year, one in zip((2026, 2025), lines, strict=True):
        assert f"year={year}" in one["path"]


def test_it_does_not_grow_with_papers(world: World) -> None:
    commune = world.commune("Điềm He")
    person = world.person(commune, Role.LEADER, Role.CLERK)
    client = world.client(person)
    costs = []
    for many in (1, 30):
        with world.acting(person):
            for number in range(many):
                registers.incoming.assign(
                    incoming_id=_came(person, number),
                    user_id=person.id,
                    due_on=clock.today() + timedelta(days=number),
                    by=person,
                )
        client.get("/home")
        with counted(world.app) as statements:
            page = client.get("/home")
        costs.append(len(statements))
        assert len(page.data) < 150_000
    assert costs[0] == costs[1]
