"""Evidence: kept with its task, withdrawn with a trace, at home only."""

from io import BytesIO

import pytest

from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.progress import actions, queries
from app.progress.actions import Upload
from app.progress.terms import TaskStatus
from tests.plans import cascade
from tests.progress.given import ON, entry, recorded, site
from tests.world import World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
TEXT = Upload(name="danh-sach.txt", content="Danh sách đại biểu".encode(), caption="Danh sách")


def test_files_are_kept_with_their_captions_and_counted(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    task_id = here.task_ids[0]
    with clock.fixed(ON), world.acting(here.officer):
        actions.add_evidence(
            task_id=task_id,
            uploads=[TEXT, Upload(name="bao-cao.pdf", content=PDF)],
            by=here.officer,
        )
        assert queries.state(task_id).evidence_count == 2
    with world.acting(here.officer):
        kept = queries.evidence_of([task_id])
        assert [(one.name, one.caption, one.added_by_name) for one in kept] == [
            ("danh-sach.txt", "Danh sách", here.officer.full_name),
            ("bao-cao.pdf", "bao-cao.pdf", here.officer.full_name),
        ]
    row = recorded(world, here.officer, entry(task_id, TaskStatus.DONE))[0]
    assert (row.evidence_count, row.version) == (2, 1)


def test_a_withdrawn_file_leaves_a_trace_and_disturbs_no_editor(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    task_id = here.task_ids[0]
    recorded(world, here.officer, entry(task_id, TaskStatus.IN_PROGRESS, 50))
    with world.acting(here.officer):
        added = actions.add_evidence(task_id=task_id, uploads=[TEXT, TEXT], by=here.officer)
    with world.acting(here.officer):
        actions.withdraw_evidence(evidence_id=added[0].id, by=here.officer)
        assert queries.present([task_id])[task_id].evidence_count == 1
    with world.acting(here.officer):
        gone, kept = queries.evidence_of([task_id])
        assert gone.withdrawn_at is not None
        assert gone.withdrawn_by_name == here.officer.full_name
        assert kept.withdrawn_at is None
        assert queries.state(task_id).version == 1
        with pytest.raises(Conflict):
            actions.withdraw_evidence(evidence_id=added[0].id, by=here.officer)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trong.pdf", b""),
        ("virus.exe", b"MZ\x90"),
        ("anh.png", PDF),
        ("nang.txt", b"a" * (20 * 1024 * 1024 + 1)),
    ],
)
def test_unsuitable_files_are_refused_and_none_is_kept(
    world: World, name: str, content: bytes
) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    with pytest.raises(Invalid) as raised, world.acting(here.officer):
        actions.add_evidence(
            task_id=here.task_ids[0],
            uploads=[TEXT, Upload(name=name, content=content)],
            by=here.officer,
        )
    assert set(raised.value.fields) == {"files"}
    with world.acting(here.officer):
        assert queries.evidence_of(here.task_ids) == []


def test_a_draft_and_another_tenants_task_take_no_evidence(world: World) -> None:
    given = cascade.issued(world)
    draft = site(world, given, world.commune("Điềm He"), send=False)
    with pytest.raises(Conflict), world.acting(draft.officer):
        actions.add_evidence(task_id=draft.task_ids[0], uploads=[TEXT], by=draft.officer)
    neighbour = world.person(world.commune("Đình Lập"))
    with pytest.raises(NotFound), world.acting(neighbour):
        actions.add_evidence(task_id=draft.task_ids[0], uploads=[TEXT], by=neighbour)


def test_the_page_takes_several_files_and_gives_them_back(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    client = world.client(here.officer)
    page = f"/progress/tasks/{here.task_ids[0]}"
    files = [(BytesIO(PDF), "bao-cao.pdf"), (BytesIO(b"x"), "ghi-chu.txt")]
    answer = client.send(f"{page}/evidence", {"files": files, "caption": "Báo cáo quý I"})
    assert answer.status_code == 303
    shown = client.get(page).get_data(as_text=True)
    assert "Báo cáo quý I (bao-cao.pdf)" in shown
    with world.acting(here.officer):
        kept = queries.evidence_of(here.task_ids)
    assert client.get(f"/files/{kept[0].file_id}").get_data() == PDF
    assert client.send(f"/progress/evidence/{kept[0].id}/withdrawal").status_code == 303
    assert "Đã rút" in client.get(page).get_data(as_text=True)


def test_a_wrong_file_is_told_on_the_page(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    client = world.client(here.officer)
    page = f"/progress/tasks/{here.task_ids[0]}/evidence"
    wrong = client.send(page, {"files": [(BytesIO(b"MZ"), "a.exe")], "caption": "Ảnh"})
    none = client.send(page, {"caption": "Ảnh"})
    assert (wrong.status_code, none.status_code) == (422, 422)
    assert "không đúng loại" in wrong.get_data(as_text=True)
    assert "Hãy chọn ít nhất một tệp" in none.get_data(as_text=True)
    assert 'value="Ảnh"' in none.get_data(as_text=True)
