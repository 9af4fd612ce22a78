"""The board, the quick form and the page of one task."""

from datetime import date

import pytest

from app.access import Role
from app.lib import clock
from app.progress import queries
from app.progress.terms import TaskStatus
from tests.plans import cascade
from tests.progress.given import ON, entry, recorded, site
from tests.sql import counted
from tests.world import Client, World


def text(client: Client, path: str) -> str:
    """A page that must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_the_board_shows_tasks_by_quarter_and_filters_them(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    recorded(
        world,
        here.officer,
        entry(here.task_ids[0], TaskStatus.DONE),
        entry(here.task_ids[2], TaskStatus.OBSTRUCTED, 20),
    )
    with clock.fixed(date(2026, 7, 2)):
        client = world.client(here.officer)
        page = text(client, "/progress")
        assert "Quý I" in page
        assert "Quý IV" in page
        assert page.count('data-status="late"') == 2
        late = text(client, "/progress?year=2026&late=1")
        assert "Phát động phong trào thi đua năm 2026" in late
        assert "Kiểm tra công tác thi đua" not in late
        stuck = text(client, "/progress?year=2026&status=obstructed")
        assert "Báo cáo sơ kết 6 tháng" in stuck
        assert "Phát động phong trào" not in stuck
        office = text(client, "/progress?year=2026&office=S%E1%BB%9F+N%E1%BB%99i+v%E1%BB%A5")
        assert "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025" in office
        assert "Phát động phong trào" not in office
        assert "Không có nhiệm vụ nào" in text(client, "/progress?quarter=4&late=1")
        assert "Phát động" in text(client, "/progress?quarter=9&status=x&plan=y&year=z")


def test_an_empty_board_says_what_to_do(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    page = text(client, "/progress")
    assert "ban hành kế hoạch năm" in page
    assert "Cập nhật nhiều nhiệm vụ" not in page


def test_a_state_is_recorded_on_the_page_of_the_task(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    with clock.fixed(ON):
        client = world.client(here.officer)
        path = f"/progress/tasks/{here.task_ids[0]}"
        form = {
            "version": "0",
            "status": "done",
            "percent": "40",
            "on": "20/05/2026",
            "note": "Xong <b>",
        }
        assert client.send(f"{path}/entries", form).status_code == 303
        page = text(client, path)
    assert "Xong &lt;b&gt;" in page
    assert 'data-status="done"' in page
    assert "sau hạn" in page
    assert "Tỉnh Lạng Sơn" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"percent": "100"}, "chọn trạng thái"),
        ({"percent": ""}, "Cần ghi tỷ lệ"),
        ({"percent": "nhiều"}, "Phải là số nguyên"),
        ({"on": "2027-01-01"}, "không được sau ngày hôm nay"),
        ({"on": "31/02/2026"}, "Ngày không đúng"),
        ({"status": "abc"}, "Phải là một trong"),
        ({"note": "a" * 4001}, "Nhiều nhất 4000"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    world: World, changes: dict[str, str], said: str
) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    form = {"version": "0", "status": "in_progress", "percent": "40", "on": "2026-05-20"}
    with clock.fixed(ON):
        client = world.client(here.officer)
        answer = client.send(
            f"/progress/tasks/{here.task_ids[0]}/entries",
            {**form, "office_name": "Văn phòng HĐND và UBND", **changes},
        )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert 'value="Văn phòng HĐND và UBND"' in page


def test_the_second_editor_sees_the_difference_and_saves_on_purpose(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    task_id = here.task_ids[0]
    recorded(world, here.officer, entry(task_id, TaskStatus.DONE))
    form = {"version": "0", "status": "in_progress", "percent": "60", "on": "2026-05-20"}
    with clock.fixed(ON):
        client = world.client(here.officer)
        answer = client.send(f"/progress/tasks/{task_id}/entries", form)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 412
        assert "Nội dung đã được người khác sửa" in page
        assert 'data-take="status" data-take-value="done"' in page
        assert here.officer.full_name in page
        assert 'name="version" value="1"' in page
        again = client.send(f"/progress/tasks/{task_id}/entries", {**form, "version": "1"})
        assert again.status_code == 303
    with world.acting(here.officer):
        assert queries.state(task_id).percent == 60


def quick(task_id: int, was: str, status: str, percent: str, version: int = 0) -> dict[str, str]:
    """The boxes of one row of the quick form."""
    start = f"tasks-{task_id}-"
    return {
        f"{start}was": was,
        f"{start}version": str(version),
        f"{start}status": status,
        f"{start}percent": percent,
    }


def test_the_quick_form_records_only_the_rows_that_changed(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    first, second, third = here.task_ids[:3]
    form = {
        "on": "2026-05-20",
        "note": "Giao ban tháng 5",
        **quick(first, "not_started:0", "done", "0"),
        **quick(second, "not_started:0", "in_progress", "30"),
        **quick(third, "not_started:0", "not_started", "0"),
    }
    with clock.fixed(ON):
        client = world.client(here.officer)
        assert "Cập nhật tiến độ năm 2026" in text(client, "/progress/entries?year=2026&quarter=1")
        answer = client.send("/progress/entries?year=2026&quarter=1", form)
        assert answer.status_code == 303
        assert "quarter=1" in answer.headers["Location"]
        assert "Đã ghi tiến độ của 2 nhiệm vụ" in text(client, "/progress")
    with world.acting(here.officer):
        states = queries.states([first, second, third])
        assert [states[one].percent for one in (first, second, third)] == [100, 30, 0]
        assert states[third].version == 0
        assert queries.history(second)[0].note == "Giao ban tháng 5"


def test_the_quick_form_names_wrong_and_stale_rows(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    first, second = here.task_ids[:2]
    recorded(world, here.officer, entry(first, TaskStatus.DONE))
    with clock.fixed(ON):
        client = world.client(here.officer)
        wrong = client.send(
            "/progress/entries",
            {"on": "2026-05-20", **quick(second, "not_started:0", "in_progress", "100")},
        )
        assert wrong.status_code == 422
        assert "chọn trạng thái" in wrong.get_data(as_text=True)
        assert f'href="#f-tasks-{second}-percent"' in wrong.get_data(as_text=True)
        late = client.send(
            "/progress/entries",
            {
                "on": "2026-05-20",
                **quick(first, "not_started:0", "in_progress", "70"),
                **quick(second, "not_started:0", "in_progress", "10"),
            },
        )
    page = late.get_data(as_text=True)
    assert late.status_code == 412
    assert f'data-take="tasks-{first}-status" data-take-value="done"' in page
    assert f'data-take="tasks-{second}-status"' not in page
    with world.acting(here.officer):
        assert queries.state(second).version == 0


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CLERK, Role.COUNCIL_MEMBER])
def test_who_does_not_record_sees_no_form_and_may_not_send_one(world: World, role: Role) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    client = world.client(world.person(here.tenant, role))
    path = f"/progress/tasks/{here.task_ids[0]}"
    assert "Ghi tiến độ</h2>" not in text(client, path)
    assert client.send(f"{path}/entries", {"status": "done"}).status_code == 403
    assert client.send(f"{path}/evidence").status_code == 403
    assert client.get("/progress/entries").status_code == 403
    assert client.send("/progress/entries").status_code == 403


def test_the_count_of_statements_does_not_grow_with_the_tasks(world: World) -> None:
    small = site(world, cascade.issued(world, [world.commune("Điềm He")]), world.commune("Điềm He"))
    many = [task for _ in range(8) for task in cascade.TASKS]
    given = cascade.issued(world, [world.commune("Đình Lập")], tasks=many)
    big = site(world, given, world.commune("Đình Lập"))
    counts = []
    for here in (small, big):
        client = world.client(here.officer)
        task = f"/progress/tasks/{here.task_ids[0]}"
        for path in ("/progress?year=2026", "/progress/entries?year=2026", task):
            text(client, path)
            with counted(world.app) as statements:
                text(client, path)
            counts.append(len(statements))
    assert counts[:3] == counts[3:]
