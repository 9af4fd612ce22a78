"""Task × unit in one word: against a plain reckoning, by page, spreadsheet, picture and API."""

import io
import random
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import delete

from app.access import Role
from app.lib import clock, workbooks
from app.lib.workbooks import Sheet, Value
from app.plans import actions as plans
from app.plans.actions import TaskContent
from app.plans.models import Task
from app.plans.queries import incoming
from app.plans.queries import plans as plan_queries
from app.plans.terms import Disposition
from app.progress import jobs, policies, queries
from app.progress.queries.coverage import CoverageFilter
from app.progress.terms import CascadeState, CoverageState, Pace, TaskStatus
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import entry, recorded
from tests.progress.test_pages import text
from tests.sql import counted
from tests.world import Person, World

C = CoverageState
TODAY = date(2026, 5, 21)
NAMES = ("Điềm He", "Đình Lập", "Kiên Mộc", "Bình Gia")


def _own(world: World, given: cascade.Given, name: str) -> tuple[Person, int, list[Task]]:
    officer = world.person(world.commune(name))
    plan_id = cascade.derived(world, given, officer)
    with world.acting(officer):
        return officer, plan_id, list(plan_queries.tasks(plan_id))


@pytest.fixture
def given(world: World) -> cascade.Given:
    """Điềm He splits the second task, merges the third into the fifth and declines the fourth;
    Đình Lập has done the first; Kiên Mộc drafts; Bình Gia is silent."""
    given = cascade.issued(world, [world.commune(name) for name in NAMES])
    officer, own, tasks = _own(world, given, "Điềm He")
    with world.acting(officer):
        plans.split_task(
            task_id=tasks[1].id, version=1, texts=["Phát động", "=1+1 Ký giao ước"], by=officer
        )
    with world.acting(officer):
        plans.merge_tasks(task_id=tasks[4].id, version=1, merged_ids=[tasks[2].id], by=officer)
    with world.acting(officer):
        plans.decline_task(task_id=tasks[3].id, version=1, reason="=CMD()", by=officer)
    with world.acting(officer):
        plans.add_task(
            plan_id=own, content=TaskContent(quarter=3, text="Làm 5 km đường"), by=officer
        )
    cascade.sent_up(world, own, officer)
    officer, own, tasks = _own(world, given, "Đình Lập")
    with world.acting(officer):
        plans.add_task(
            plan_id=own, content=TaskContent(quarter=3, text="Làm 12 km đường"), by=officer
        )
    cascade.sent_up(world, own, officer)
    recorded(world, officer, entry(tasks[0].id, TaskStatus.DONE))
    _own(world, given, "Kiên Mộc")
    return given


def test_the_word_of_each_cell(world: World, given: cascade.Given) -> None:
    with world.acting(given.leader, read_only=True), clock.fixed(TODAY):
        found = queries.coverage.matrix(given.plan_id)
    rows = {
        unit.name: [unit.cells[task.task_id].state for task in found.tasks] for unit in found.units
    }
    assert rows == {
        "Xã Bình Gia": [C.OVERDUE, C.OVERDUE, C.UNANSWERED, C.UNANSWERED, C.UNANSWERED],
        "Xã Điềm He": [C.OVERDUE, C.OVERDUE, C.MERGED, C.DECLINED, C.KEPT],
        "Xã Đình Lập": [C.DONE, C.OVERDUE, C.KEPT, C.KEPT, C.KEPT],
        "Xã Kiên Mộc": [C.OVERDUE, C.OVERDUE, C.UNANSWERED, C.UNANSWERED, C.UNANSWERED],
    }
    assert sum(found.counts.values()) == 20
    assert found.mandatory_unanswered == 4


def test_what_is_late_and_done_agrees_with_the_roll_up(world: World, given: cascade.Given) -> None:
    for today in (date(2026, 1, 5), TODAY, date(2026, 12, 31)):
        with world.acting(given.leader, read_only=True), clock.fixed(today):
            counts = queries.coverage.matrix(given.plan_id).counts
            totals = queries.cascade.totals(queries.cascade.by_task(given.plan_id))
        assert (counts[C.OVERDUE], counts[C.DONE]) == (
            totals.late,
            totals.count(CascadeState.DONE),
        )


def test_filters_narrow_rows_and_columns(world: World, given: cascade.Given) -> None:
    with world.acting(given.leader, read_only=True), clock.fixed(TODAY):
        whole = queries.coverage.matrix(given.plan_id)

    def shown(**chosen: object) -> tuple[list[int], list[str]]:
        found = whole.narrowed(CoverageFilter(**chosen))  # type: ignore[arg-type]
        return [task.number for task in found.tasks], [unit.name for unit in found.units]

    assert shown(state=C.DECLINED) == ([4], ["Xã Điềm He"])
    assert shown(mandatory=True)[0] == [1, 3]
    assert shown(quarter=1, text="dinh") == ([1, 2], ["Xã Đình Lập"])
    assert shown(state=C.MERGED, quarter=1) == ([], [])


def _reckoned(
    rows: Iterable[tuple[Disposition, TaskStatus | None]], *, has_sent: bool, is_late: bool
) -> CoverageState:
    """The word as a person would find it, from the unit's rows of one task."""
    listed = list(rows) if has_sent else []
    standing = [one for one in listed if one[0] is not Disposition.DECLINED]
    if standing and all(status is TaskStatus.DONE for _, status in standing):
        return C.DONE
    if listed and not standing:
        return C.DECLINED
    if is_late:
        return C.OVERDUE
    if not listed:
        return C.UNANSWERED
    own = [one for one in standing if one[0] is not Disposition.MERGED]
    if not own:
        return C.MERGED
    is_kept = len(listed) == 1 and own[0][0] is Disposition.KEPT
    return C.KEPT if is_kept else C.ADAPTED


@pytest.mark.parametrize("seed", range(4))
def test_random_plans_against_a_plain_reckoning(world: World, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    tasks = [
        TaskContent(quarter=1 + number % 4, text=f"Nhiệm vụ số {number}") for number in range(6)
    ]
    communes = world.communes[seed * 5 : seed * 5 + 4]
    given = cascade.issued(world, communes, tasks=tasks)
    expected: dict[int, dict[int, CoverageState]] = {}
    for commune in communes:
        officer = world.person(commune)
        own = cascade.derived(world, given, officer)
        has_sent = dice.random() < 0.75
        _decide_at_random(world, officer, own, dice)
        if has_sent:
            cascade.sent_up(world, own, officer)
        expected[commune.id] = _work_at_random(world, officer, own, dice, has_sent)
    with world.acting(given.leader, read_only=True), clock.fixed(TODAY):
        found = queries.coverage.matrix(given.plan_id)
        picture = {one.tenant_id: one for one in queries.picture.picture(given.plan_id).tiles}
    for unit in found.units:
        states = {task_id: cell.state for task_id, cell in unit.cells.items()}
        assert states == expected[unit.tenant_id], unit.name
        tally, tile = Counter(states.values()), picture[unit.tenant_id]
        assert (tile.done, tile.late) == (tally[C.DONE], tally[C.OVERDUE])
        assert tile.owed == 6 - tally[C.DECLINED]


def _decide_at_random(world: World, by: Person, own: int, dice: random.Random) -> None:
    for place in range(6):
        with world.acting(by):
            task = next(
                one for one in plan_queries.tasks(own) if one.text == f"Nhiệm vụ số {place}"
            )
            hosts = [one for one in plan_queries.tasks(own) if one.stands and one.id != task.id]
            what = dice.choice(["keep", "split", "adapt", "decline", "merge"])
            is_host = any(one.merged_into_id == task.id for one in plan_queries.tasks(own))
            if what == "split":
                texts = [task.text, "Phần riêng", "Phần nữa"][: dice.randint(2, 3)]
                plans.split_task(task_id=task.id, version=task.version, texts=texts, by=by)
            elif what == "adapt":
                changes = {"text": f"{task.text} của xã"}
                plans.edit_task(task_id=task.id, version=task.version, changes=changes, by=by)
            elif what == "decline" and not is_host:
                plans.decline_task(task_id=task.id, version=task.version, reason="Không", by=by)
            elif what == "merge" and not is_host and hosts:
                host = dice.choice(hosts)
                merged = [
                    one.id for one in plan_queries.tasks(own) if one.merged_into_id == host.id
                ]
                plans.merge_tasks(
                    task_id=host.id, version=host.version, merged_ids=[*merged, task.id], by=by
                )


def _work_at_random(
    world: World, by: Person, own: int, dice: random.Random, has_sent: bool
) -> dict[int, CoverageState]:
    with world.acting(by):
        rows = list(plan_queries.tasks(own))
    done: set[int] = set()
    if has_sent:
        done = {row.id for row in rows if row.stands and dice.random() < 0.5}
        recorded(world, by, *(entry(one, TaskStatus.DONE) for one in done))
    by_task: dict[int, list[Task]] = {}
    for row in rows:
        assert row.upstream_task_id is not None
        by_task.setdefault(row.upstream_task_id, []).append(row)
    return {
        task_id: _reckoned(
            (
                (part.disposition, TaskStatus.DONE if _is_done(part, done) else None)
                for part in parts
            ),
            has_sent=has_sent,
            is_late=parts[0].quarter == 1,
        )
        for task_id, parts in by_task.items()
    }


def _is_done(part: Task, done: set[int]) -> bool:
    return (part.merged_into_id or part.id) in done


def test_the_pages_lead_from_a_cell_to_the_answer_the_unit_and_the_task(
    world: World, given: cascade.Given
) -> None:
    client = world.client(given.leader)
    with world.acting(given.leader):
        tasks = plan_queries.tasks(given.plan_id)
    commune = world.commune("Điềm He")
    with clock.fixed(TODAY):
        page = text(client, f"/plans/{given.plan_id}/coverage/grid")
        assert f'href="{tasks[1].id}/{commune.id}"' in page
        assert f"/plans/{given.plan_id}/rollup/tenants/{commune.id}" in page
        assert f"/tasks/{tasks[1].id}/coverage" in page
        assert "4 lượt nhiệm vụ bắt buộc chưa được trả lời" in page
        assert page.count(' ask"') == 4
        declined = text(client, f"/plans/{given.plan_id}/coverage/grid?state=declined")
        assert "Xã Bình Gia" not in declined
        cell = text(client, f"/plans/{given.plan_id}/coverage/{tasks[1].id}/{commune.id}")
        assert "tách thành 2 nhiệm vụ" in cell
        assert "=1+1 Ký giao ước" in cell
        merged = text(client, f"/plans/{given.plan_id}/coverage/{tasks[2].id}/{commune.id}")
        assert "Thực hiện trong nhiệm vụ" in merged
        detail = text(client, f"/tasks/{tasks[2].id}/coverage")
        assert "Gộp vào nhiệm vụ khác (1)" in detail


def test_a_unit_that_sent_its_plan_and_left_a_task_out_is_told_from_a_silent_one(
    world: World, given: cascade.Given
) -> None:
    officer = world.person(world.commune("Kiên Mộc"))
    with world.acting(officer):
        own = incoming.delivery_of(given.plan_id).own_plan
        assert own is not None
        left_out = plan_queries.tasks(own.id)[4]
        asked = left_out.upstream_task_id
        db.session.execute(delete(Task).where(Task.id == left_out.id))
    cascade.sent_up(world, own.id, officer)
    client = world.client(given.leader)
    path = f"/plans/{given.plan_id}/coverage"
    with clock.fixed(TODAY):
        sent = text(client, f"{path}/{asked}/{world.commune('Kiên Mộc').id}")
        silent = text(client, f"{path}/{asked}/{world.commune('Bình Gia').id}")
        grid = text(client, f"{path}/grid")
    assert "Kế hoạch của đơn vị không có nhiệm vụ này, chưa trả lời" in sent
    assert "Đơn vị chưa gửi kế hoạch lên" not in sent
    assert "Đơn vị chưa gửi kế hoạch lên" in silent
    assert "khác trang “Theo nhiệm vụ”" in grid
    page = text(client, path)
    assert "Chưa trả lời" in page
    assert "Chưa gửi" not in page


def test_alike_additions_are_grouped(world: World, given: cascade.Given) -> None:
    client = world.client(given.leader)
    page = text(client, f"/plans/{given.plan_id}/additions")
    assert "2 đơn vị cùng bổ sung" in page
    assert "2 đơn vị tự bổ sung 2 nhiệm vụ, gom thành 1 nội dung" in page
    found = client.get(f"/api/v1/plans/{given.plan_id}/additions").json
    assert [(one["units"], len(one["items"])) for one in found["groups"]] == [(2, 2)]
    officer = world.client(world.person(world.commune("Điềm He")))
    plan_id = next(
        item["task"]["plan_id"]
        for item in found["groups"][0]["items"]
        if item["recipient_name"] == "Xã Điềm He"
    )
    own = text(officer, f"/plans/{plan_id}/additions")
    assert "Làm 5 km đường" in own
    assert "Làm 12 km đường" not in own


def test_the_spreadsheet_has_four_sheets_and_no_formula(world: World, given: cascade.Given) -> None:
    with clock.fixed(TODAY):
        answer = world.client(given.leader).get(f"/plans/{given.plan_id}/coverage.xlsx")
    assert answer.mimetype == workbooks.XLSX
    assert "bang-cheo-ke-hoach-01-2026.xlsx" in answer.headers["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    assert book.sheet_names == ["Bảng chéo", "Theo nhiệm vụ", "Không thực hiện", "Chú giải"]
    rows = book.get_sheet_by_name("Bảng chéo").to_python()
    assert rows[2] == [
        "Xã Bình Gia",
        "Chưa trả lời (bắt buộc), quá hạn",
        "Quá hạn",
        "Chưa trả lời (bắt buộc)",
        "Chưa trả lời",
        "Chưa trả lời",
    ]
    counts = book.get_sheet_by_name("Theo nhiệm vụ").to_python()
    assert [row[0] for row in counts[2:]] == [1, 2, 3, 4, 5]
    legend = {row[0]: row[1] for row in book.get_sheet_by_name("Chú giải").to_python()}
    assert (
        legend["Chưa trả lời"]
        == "chưa gửi kế hoạch lên, hoặc kế hoạch đã gửi không có nhiệm vụ này"
    )
    reasons = book.get_sheet_by_name("Không thực hiện").to_python()
    assert reasons[2][2:] == ["Xã Điềm He", "=CMD()"]
    assert b"<f>" not in _parts_of(answer.data)


def _parts_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.vn", "\t=1", "00123"])
def test_what_somebody_typed_stays_text(typed: str) -> None:
    sheet = Sheet("S", "Tên", ["Cột"], [[Value(typed)]])
    content = workbooks.as_xlsx([sheet])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[2] == [typed]
    assert b"<f>" not in _parts_of(content)
    assert b"hyperlink" not in _parts_of(content)


def test_a_large_province_gets_it_from_the_worker(world: World, given: cascade.Given) -> None:
    client = world.client(given.leader)
    answer = client.send(f"/plans/{given.plan_id}/coverage/workbooks")
    assert answer.status_code == 303
    world.work()
    page = text(client, answer.headers["Location"])
    assert "Tải bảng tính (XLSX)" in page
    again = client.call("POST", f"/api/v1/plans/{given.plan_id}/coverage/workbooks")
    assert (again.status_code, again.json["state"]) == (202, "done")
    paper = client.get(again.headers["Location"]).json
    file = client.get(f"/api/v1/files/{paper['file_id']}/content")
    assert CalamineWorkbook.from_filelike(io.BytesIO(file.data)).sheet_names[0] == "Bảng chéo"


def test_by_the_api(world: World, given: cascade.Given) -> None:
    client = world.client(given.leader)
    with clock.fixed(TODAY):
        found = client.get(f"/api/v1/plans/{given.plan_id}/coverage/cells?state=merged").json
        assert found["counts"]["overdue"] == 7
        assert (found["total"], [task["number"] for task in found["tasks"]]) == (1, [3])
        (cell,) = found["units"][0]["cells"]
        assert (cell["state"], cell["answer"]) == ("merged", "merged")
        path = f"/api/v1/plans/{given.plan_id}/coverage/{cell['task_id']}"
        one = client.get(f"{path}/{found['units'][0]['tenant_id']}").json
        assert [part["disposition"] for part in one["parts"]] == ["merged"]
        assert client.get(f"{path}/{world.commune('Lộc Bình').id}").status_code == 404
        picture = client.get(f"/api/v1/plans/{given.plan_id}/picture").json
    paces = {one["name"]: (one["pace"], one["done"], one["late"]) for one in picture["units"]}
    assert paces["Xã Đình Lập"] == ("far_behind", 1, 1)
    assert sum(picture["counts"].values()) == 4


def test_the_pace_of_a_unit() -> None:
    assert policies.pace(owed=0, done=0, late=0) is Pace.NOTHING
    assert policies.pace(owed=10, done=9, late=1) is Pace.BEHIND
    assert policies.pace(owed=10, done=5, late=2) is Pace.FAR_BEHIND
    assert policies.pace(owed=10, done=10, late=0) is Pace.FINISHED
    assert policies.pace(owed=10, done=3, late=0) is Pace.ON_TIME


PAGES = ("coverage", "coverage/grid", "picture", "additions")


def test_only_the_owner_of_a_plan_sees_its_coverage(world: World, given: cascade.Given) -> None:
    with world.acting(given.leader):
        task = plan_queries.tasks(given.plan_id)[0]
    commune = world.commune("Điềm He")
    client = world.client(world.person(commune))
    cell = f"coverage/{task.id}/{commune.id}"
    for part in (*PAGES, cell, "coverage.xlsx"):
        assert client.get(f"/plans/{given.plan_id}/{part}").status_code == 404, part
    for part in ("coverage/cells", cell, "picture", "additions"):
        assert client.get(f"/api/v1/plans/{given.plan_id}/{part}").status_code == 404, part
    for path in ("/plans", "/api/v1/plans"):
        there = f"{path}/{given.plan_id}/coverage/workbooks"
        assert client.call("POST", there).status_code == 404


def test_the_pages_cost_the_same_for_3_and_65_communes_and_stay_light(world: World) -> None:
    few = cascade.issued(world, world.communes[:3])
    many = cascade.issued(
        world,
        tasks=[
            TaskContent(quarter=1 + number % 4, text=f"Nhiệm vụ số {number} của kế hoạch " * 4)
            for number in range(60)
        ],
    )
    for part in PAGES:
        counts, weights = [], []
        for given in (few, many):
            client = world.client(given.leader)
            path = f"/plans/{given.plan_id}/{part}"
            text(client, path)
            with counted(world.app) as statements:
                page = text(client, path)
            counts.append(len(statements))
            weights.append(len(page.encode()))
        assert counts[0] == counts[1], part
        a_unit = max(weights[1] - weights[0], 0) // 62
        assert weights[1] + (168 - 65) * (a_unit if part == "picture" else 0) < 150_000, part
    with world.acting(many.leader), counted(world.app) as statements:
        queries.coverage.matrix(many.plan_id)
        queries.picture.picture(many.plan_id)
    assert sum("deliveries" in one for one in statements) == 2


def test_a_viewer_has_the_picture_and_no_workbook_of_another(
    world: World, given: cascade.Given
) -> None:
    viewer = world.client(world.person(world.province, Role.VIEWER))
    page = text(viewer, f"/plans/{given.plan_id}/picture?order=pace")
    assert page.count('class="tile ') == 4
    assert "chưa gửi kế hoạch" in page
    with world.acting(given.leader):
        assert jobs.workbook(given.plan_id).startswith(b"PK")
