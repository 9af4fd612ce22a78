"""The trail of deeds: in words, per tenant, never changed."""

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import ProgrammingError

from app.access.permissions import Role
from app.audit import actions, queries, terms
from app.audit.models import AuditEntry
from tenants.db import db
from tests.world import Person, World

ROOT = Path(__file__).resolve().parents[2]
VERB = re.compile(r"^[a-z_]+\.[a-z_]+$")


def recorded_verbs() -> set[str]:
    """Every verb that the source passes to `record`, in words or from a table of its module."""
    found = set()
    for folder in ("app", "deploy"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text())
            for node in ast.walk(tree):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                    continue
                if node.func.attr == "record" and node.args:
                    found |= {one for one in _words(node.args[0], tree) if VERB.match(one)}
    return found


def _words(node: ast.expr, tree: ast.Module) -> set[str]:
    """What an argument may be: itself, either branch of a choice, any value of a table."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            return _words(one, tree) | _words(other, tree)
        case ast.Subscript(value=ast.Name(id=name)):
            return {text for value in _table(name, tree) for text in _words(value, tree)}
    return set()


def _table(name: str, tree: ast.Module) -> list[ast.expr]:
    """The values of the dictionary that the module holds under this name."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=held)], value=ast.Dict(values=values)):
                if held == name:
                    return values
    return []


@pytest.fixture
def leader(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.LEADER, name="Lý Văn Dũng")


def test_every_verb_has_its_sentence() -> None:
    assert sorted(recorded_verbs() - terms.SENTENCES.keys()) == []


def test_every_sentence_belongs_to_a_verb() -> None:
    assert sorted(terms.SENTENCES.keys() - recorded_verbs()) == []


def test_a_deed_is_read_in_words_with_its_details(world: World, leader: Person) -> None:
    with world.acting(leader):
        actions.record("office.added", by=leader, name="Phòng Kinh tế")
    page = world.client(leader).get("/audit").text
    assert "Lý Văn Dũng" in page
    assert "đã thêm phòng, ban" in page
    assert "tên: Phòng Kinh tế" in page


def test_the_trail_is_narrowed_to_a_person_or_a_deed(world: World, leader: Person) -> None:
    other = world.person(leader.tenant, Role.OFFICER, name="Hoàng Văn An")
    with world.acting(leader):
        actions.record("office.added", by=leader, name="Phòng Một")
        actions.record("office.closed", by=other, name="Phòng Hai")
    client = world.client(leader)
    of_person = client.get(f"/audit?person={other.id}").text
    assert "Phòng Hai" in of_person
    assert "Phòng Một" not in of_person
    of_verb = client.get("/audit?verb=office.added").text
    assert "Phòng Một" in of_verb
    assert "Phòng Hai" not in of_verb


def test_the_trail_has_pages_and_the_newest_first(world: World, leader: Person) -> None:
    with world.acting(leader):
        for number in range(60):
            actions.record("office.added", by=leader, name=f"Thôn {number:02}")
    client = world.client(leader)
    first, second = client.get("/audit").text, client.get("/audit?page=2").text
    assert "Thôn 59" in first
    assert "Thôn 00" not in first
    assert "Thôn 00" in second
    assert "61 dòng" in first


def test_the_trail_of_a_neighbour_is_not_read(world: World, leader: Person) -> None:
    with world.acting(leader):
        actions.record("office.added", by=leader, name="Phòng Riêng")
    for tenant in (world.commune("Đình Lập"), world.province):
        other = world.person(tenant, Role.LEADER)
        assert "Phòng Riêng" not in world.client(other).get("/audit").text
        with world.acting(other, read_only=True):
            found = db.session.scalars(
                select(AuditEntry).where(AuditEntry.verb == "office.added")
            ).all()
            assert found == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.VIEWER])
def test_other_roles_do_not_read_the_trail(world: World, role: Role) -> None:
    assert world.client(world.person(world.province, role)).get("/audit").status_code == 403


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET by_name = 'Người khác'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
    ],
)
def test_the_database_refuses_to_change_the_trail(
    world: World, leader: Person, statement: str
) -> None:
    with world.acting(leader):
        actions.record("office.added", by=leader, name="Phòng Kinh tế")
    with pytest.raises(ProgrammingError, match="permission denied"), world.acting(leader):
        db.session.execute(text(statement))
    with world.acting(leader, read_only=True):
        assert [entry.by_name for entry in queries.trail()] == ["Lý Văn Dũng"]


def test_no_trace_is_left_under_anothers_name_in_another_tenant(
    world: World, leader: Person
) -> None:
    forged = insert(AuditEntry).values(
        tenant_id=world.province.id, verb="office.added", by_name="X", details={}
    )
    with pytest.raises(ProgrammingError, match="row-level security"), world.acting(leader):
        db.session.execute(forged)


def test_a_deed_that_fails_leaves_no_trace(world: World, leader: Person) -> None:
    client = world.client(world.person(leader.tenant, Role.OFFICER))
    client.send("/offices", {"name": "Phòng Kinh tế", "kind": "bureau"})
    assert client.send("/offices", {"name": "phòng kinh tế", "kind": "bureau"}).status_code == 409
    with world.acting(leader, read_only=True):
        verbs = [entry.verb for entry in queries.trail()]
    assert verbs.count("office.added") == 1


def test_the_trail_of_one_row(world: World, leader: Person) -> None:
    client = world.client(leader)
    made = client.call("POST", "/api/v1/offices", json={"name": "Tổ Một", "kind": "other"})
    number = made.get_json()["id"]
    client.send(f"/offices/{number}/closing")
    with world.acting(leader, read_only=True):
        trail = queries.trail(subject=("offices", number))
        assert [entry.verb for entry in trail] == ["office.closed", "office.added"]
        earlier = queries.trail(before_id=trail[0].id, subject=("offices", number))
        assert [entry.verb for entry in earlier] == ["office.added"]
