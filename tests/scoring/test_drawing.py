"""A criterion that names a task of the province draws its value from the member's own task."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from app.lib import clock
from app.plans.models import Task
from app.progress import actions as progress
from app.progress.actions import Entry, Upload
from app.progress.terms import TaskStatus
from app.scoring.actions import evidence, sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.queries import drawing
from app.scoring.queries import sheets as queries
from tenants.db import db
from tests.plans.cascade import Given, derived, issued, sent_up
from tests.scoring.scenes import PDF, Scene, make_scene, member
from tests.world import Person, World

ON = date(2026, 3, 20)


def scene_with_task(world: World) -> tuple[Scene, Given, Person, int]:
    """A set whose first criterion names a task, and the member's own issued task."""
    given = issued(world)
    with world.acting(given.leader):
        upstream_id = db.session.scalars(select(Task.id).where(Task.text.like("Phát động%"))).one()
    scene = make_scene(world, (3,), task_id=upstream_id)
    owner = member(scene, 2)
    sent_up(world, derived(world, given, owner), owner)
    with world.acting(owner):
        own_id = db.session.scalars(
            select(Task.id).where(Task.upstream_task_id == upstream_id)
        ).one()
    return scene, given, owner, own_id


def record(world: World, owner: Person, task_id: int, version: int, percent: int) -> None:
    """The member writes down how far its task is."""
    status = TaskStatus.DONE if percent == 100 else TaskStatus.IN_PROGRESS
    with clock.fixed(ON), world.acting(owner):
        entry = Entry(task_id=task_id, version=version, status=status, percent=percent, on=ON)
        progress.record(entry=entry, by=owner)


def test_the_value_comes_with_its_source_and_is_taken_again_when_asked(world: World) -> None:
    scene, _, owner, own_id = scene_with_task(world)
    record(world, owner, own_id, 0, 60)
    one = scene.ids["I.1"]
    with world.acting(owner):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=owner)
        line = queries.lines(sheet.id)[one]
        assert line.inputs == {"done": "60", "assigned": "100"}
        assert line.points == Decimal(24)
        assert line.source == (
            "Tiến độ nhiệm vụ của đơn vị: đang thực hiện (60%), cập nhật đến 20/03/2026"
        )
        assert sheet.self_total == Decimal(24)
        by_hand = {one: LineContent(inputs={"done": "70", "assigned": "100"})}
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=by_hand, by=owner)
        assert queries.lines(sheet.id)[one].source is None
    record(world, owner, own_id, 1, 100)
    with world.acting(owner):
        version = queries.sheet(sheet.id).version
        sheets.draw(sheet_id=sheet.id, version=version, by=owner)
        line = queries.lines(sheet.id)[one]
        assert line.points == Decimal(40)
        assert "hoàn thành (100%)" in (line.source or "")
    page = world.client(owner).get(f"/score-sheets/{sheet.id}").get_data(as_text=True)
    assert "Lấy lại số liệu từ nhiệm vụ" in page
    assert "hoàn thành (100%)" in page


def test_without_a_task_of_its_own_a_member_is_told_so(world: World) -> None:
    scene, _, _, _ = scene_with_task(world)
    other = member(scene, 1)
    with world.acting(other):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=other)
        line = queries.lines(sheet.id)[scene.ids["I.1"]]
        assert (line.inputs, line.points) == ({}, None)
        assert "chưa có nhiệm vụ" in (line.source or "")


def test_evidence_of_the_task_is_taken_over_and_then_read_by_the_appraiser(world: World) -> None:
    scene, _, owner, own_id = scene_with_task(world)
    record(world, owner, own_id, 0, 100)
    with world.acting(owner):
        uploads = [Upload(name="phat-dong.pdf", content=PDF, caption="Lễ phát động")]
        progress.add_evidence(task_id=own_id, uploads=uploads, by=owner)
    one = scene.ids["I.1"]
    lead = member(scene, 0)
    with world.acting(owner):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=owner)
        upstream_id = db.session.get_one(Task, own_id).upstream_task_id
        assert upstream_id is not None
        [proof] = drawing.task_proofs([upstream_id])
        evidence.pick(sheet_id=sheet.id, criterion_id=one, evidence_id=proof.id, by=owner)
        rest = {
            scene.ids["I.2"]: LineContent(inputs={"met": "no"}),
            scene.ids["II.1"]: LineContent(inputs={"value": "60"}),
            scene.ids["III.1"]: LineContent(inputs={"count": "0"}),
            scene.ids["IV.1"]: LineContent(inputs={"count": "0"}),
        }
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=rest, by=owner)
    client = world.client(lead)
    assert client.get(f"/files/{proof.file_id}").status_code == 404
    with world.acting(owner):
        sheets.submit(sheet_id=sheet.id, by=owner)
    assert client.get(f"/files/{proof.file_id}").status_code == 200
