"""What stays at home: notes, history, evidence and files; and who never writes."""

from io import BytesIO

import pytest
from sqlalchemy import select, update

from app.documents.models import File
from app.lib import clock
from app.progress.models import Evidence, Progress, ProgressEntry
from app.progress.terms import TaskStatus
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import ON, Site, entry, recorded, site
from tests.world import Person, World

SECRET = "Ghi chú chỉ trong xã"


@pytest.fixture
def place(world: World) -> tuple[Site, Person, Person]:
    """A commune with a note and a file; the province's leader; a neighbour's officer."""
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    recorded(world, here.officer, entry(here.task_ids[0], TaskStatus.DONE, note=SECRET))
    files = {"files": [(BytesIO(b"noi bo"), "noi-bo.txt")]}
    sent = world.client(here.officer).send(f"/progress/tasks/{here.task_ids[0]}/evidence", files)
    assert sent.status_code == 303
    return here, given.leader, world.person(world.commune("Đình Lập"))


def test_the_superior_reads_the_state_and_nothing_else(
    world: World, place: tuple[Site, Person, Person]
) -> None:
    here, superior, _ = place
    with world.acting(superior):
        row = db.session.scalars(select(Progress)).one()
        assert (row.tenant_id, row.status) == (here.tenant.id, TaskStatus.DONE)
        for model in (ProgressEntry, Evidence, File):
            assert db.session.scalars(select(model)).all() == []


def test_the_neighbour_reads_nothing(world: World, place: tuple[Site, Person, Person]) -> None:
    _, _, neighbour = place
    with world.acting(neighbour):
        for model in (Progress, ProgressEntry, Evidence, File):
            assert db.session.scalars(select(model)).all() == []


def test_the_superior_changes_nothing(world: World, place: tuple[Site, Person, Person]) -> None:
    here, superior, _ = place
    with world.acting(superior):
        for model in (Progress, Evidence):
            changed = db.session.execute(update(model).values(task_id=here.task_ids[0]))
            assert changed.rowcount == 0


def test_neither_opens_pages_files_or_the_api(
    world: World, place: tuple[Site, Person, Person]
) -> None:
    here, superior, neighbour = place
    with world.acting(here.officer):
        file_id = db.session.scalars(select(File.id)).one()
        evidence_id = db.session.scalars(select(Evidence.id)).one()
    task = here.task_ids[0]
    reads = (
        f"/progress/tasks/{task}",
        f"/files/{file_id}",
        f"/api/v1/files/{file_id}",
        f"/api/v1/files/{file_id}/content",
        f"/api/v1/tasks/{task}/progress",
        f"/api/v1/tasks/{task}/evidence",
        f"/api/v1/plans/{here.plan_id}/progress",
        f"/plans/{here.plan_id}/rollup",
    )
    for stranger in (superior, neighbour):
        client = world.client(stranger)
        for path in reads:
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert SECRET not in answer.get_data(as_text=True)
        with clock.fixed(ON):
            form = {"version": "1", "status": "in_progress", "percent": "1"}
            api = f"/api/v1/tasks/{task}"
            writes = (
                client.send(f"/progress/tasks/{task}/entries", form),
                client.send(f"/progress/evidence/{evidence_id}/withdrawal"),
                client.send(
                    f"/progress/tasks/{task}/evidence", {"files": [(BytesIO(b"x"), "x.txt")]}
                ),
                client.call("PUT", f"{api}/progress", json={"status": "done"}),
                client.call("DELETE", f"{api}/evidence/{evidence_id}"),
            )
        assert [answer.status_code for answer in writes] == [404] * 5


def test_the_superiors_pages_never_carry_the_note(
    world: World, place: tuple[Site, Person, Person]
) -> None:
    here, superior, _ = place
    client = world.client(superior)
    with world.acting(here.officer):
        upstream = db.session.scalars(select(Progress.upstream_task_id)).one()
        plan_id = here.plan_id
    home = client.get(f"/progress/tasks/{upstream}").get_data(as_text=True)
    assert SECRET not in home
    assert "noi-bo.txt" not in home
    assert client.get(f"/progress?plan={plan_id}").status_code == 200
