"""Pages of the plan, as a browser without scripts uses them."""

import re
from datetime import date
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions
from app.plans.models import Plan
from app.plans.queries import plans
from app.plans.terms import PlanState
from tests.plans.samples import TODAY, YEAR_PLAN_TEXT, a_task, drafted, issued
from tests.sql import counted
from tests.world import Client, Person, World


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.fixed(TODAY) as now:
        yield now


def body(answer: TestResponse, status: int = 200) -> str:
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page
    return page


def values(page: str, form: str) -> dict[str, str]:
    """The fields of the form that posts to `form`, as a browser would send them."""
    inside = page[page.index(f'action="{form}"') :]
    inside = re.sub(r"<template.*?</template>", "", inside[: inside.index("</form>")], flags=re.S)
    found = {}
    for tag in re.findall(r"<input [^>]*>", inside):
        name = re.search(r' name="([^"]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        is_box = 'type="checkbox"' in tag or 'type="radio"' in tag
        if name and (not is_box or " checked" in tag):
            found[name.group(1)] = value.group(1) if value else "on"
    for name, text in re.findall(
        r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', inside, re.S
    ):
        found[name] = text
    for name, options in re.findall(
        r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', inside, re.S
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    del found["csrf_token"]  # each browser sends its own
    return found


def listed(world: World, by: Person, plan: Plan) -> list[str]:
    with world.acting(by, read_only=True):
        return [task.text for task in plans.tasks(plan.id)]


def upload(client: Client, name: str, content: bytes) -> TestResponse:
    return client.send("/plans/readings", {"file": (BytesIO(content), name)})


def test_a_draft_by_hand(world: World, officer: Person) -> None:
    client = world.client(officer)
    page = body(client.get("/plans/new"))
    typed = values(page, "/plans")
    assert (typed["year"], typed["title"]) == ("2026", "Công tác thi đua, khen thưởng năm 2026")
    answer = client.send("/plans", typed)
    assert answer.status_code == 303
    assert answer.location.endswith("/tasks")
    assert "Quý I" in body(client.get(answer.location))
    page = body(client.get(answer.location.removesuffix("/tasks")))
    assert "Dự thảo chưa có nhiệm vụ" in page
    assert "trên địa bàn xã Điềm He" in page
    assert "Công tác thi đua" in body(client.get("/plans"))


def test_a_fault_of_a_new_draft_stands_at_its_field(world: World, officer: Person) -> None:
    client = world.client(officer)
    page = body(client.send("/plans", {"kind": "year_plan", "year": "1900", "title": ""}), 422)
    assert 'href="#f-year"' in page
    assert 'href="#f-title"' in page
    assert 'value="1900"' in page


def test_a_file_becomes_a_draft_with_the_original_beside_it(world: World, officer: Person) -> None:
    client = world.client(officer)
    answer = upload(client, "kế hoạch.txt", YEAR_PLAN_TEXT.encode())
    assert answer.status_code == 303
    page = body(client.get(answer.location))
    assert "Tổ chức Hội nghị tổng kết năm 2025" in page
    assert "trước ngày 25/01/2026" in page
    assert "tạm lấy cơ quan ghi đầu tiên" in page
    assert "II. NỘI DUNG THỰC HIỆN" in page
    (original,) = set(re.findall(r"/files/\d+", page))
    assert client.get(original).get_data() == YEAR_PLAN_TEXT.encode()
    sibling = world.client(world.person(world.commune("Đình Lập")))
    assert sibling.get(original).status_code == sibling.get(answer.location).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rong.txt", b"", "rỗng"),
        ("anh.png", b"\x89PNG\r\n\x1a\n0000", ""),
        ("gia.docx", b"MZ day la tep thuc thi", "không đúng loại"),
        (
            "thu.txt",
            "Kính gửi các đồng chí, trân trọng kính mời.".encode(),
            "Không thấy đây là một kế hoạch",
        ),
    ],
)
def test_what_is_no_plan_is_refused_at_the_field(
    world: World, officer: Person, name: str, content: bytes, said: str
) -> None:
    client = world.client(officer)
    page = body(upload(client, name, content), 422)
    assert 'href="#f-file"' in page
    assert said in page
    assert "Đơn vị chưa có kế hoạch nào" in body(client.get("/plans"))


def test_no_file_at_all(world: World, officer: Person) -> None:
    assert "Hãy chọn tệp" in body(world.client(officer).send("/plans/readings"), 422)


def test_the_head_is_edited_and_the_second_editor_sees_what_differs(
    world: World, officer: Person
) -> None:
    plan = drafted(world, officer, recipients=[{"name": "Các thôn", "purpose": None}])
    first, second = world.client(officer), world.client(officer)
    path = f"/plans/{plan.id}/edit"
    typed = values(body(first.get(path)), path)
    assert typed["recipients-0-name"] == "Các thôn"
    late = {**typed, "title": "Bản của người thứ hai", "sections-purpose": "Gõ <b>dở</b>"}
    early = {**typed, "title": "Bản của người thứ nhất", "recipients-1-name": "Lưu: VT"}
    assert first.send(path, early).status_code == 303
    page = body(second.send(path, late), 412)
    assert "Bản của người thứ nhất" in page
    assert 'value="Bản của người thứ hai"' in page
    assert "Gõ &lt;b&gt;dở&lt;/b&gt;" in page
    again = values(page, path)
    assert again["version"] == str(int(typed["version"]) + 1)
    assert second.send(path, again).status_code == 303
    with world.acting(officer, read_only=True):
        assert plans.own(plan.id).title == "Bản của người thứ hai"


def test_faults_of_the_head_stand_at_their_fields(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    client, path = world.client(officer), f"/plans/{plan.id}/edit"
    typed = values(body(client.get(path)), path)
    wrong = {**typed, "title": "x" * 501, "symbol": "kh ubnd", "recipients-0-purpose": "b/c"}
    page = body(client.send(path, wrong), 422)
    for name in ("title", "symbol", "recipients-0-name"):
        assert f'href="#f-{name}"' in page


def test_the_whole_list_is_edited_on_one_page(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"), a_task("B"), a_task("C", quarter=3))
    client, path = world.client(officer), f"/plans/{plan.id}/tasks"
    typed = values(body(client.get(path)), path)
    moved = {name.replace("q1-0-", "q1-9-"): value for name, value in typed.items()}
    moved |= {
        "q1-9-text": "A sửa",
        "q1-9-support_offices": "Các thôn; ; Công an xã;Các thôn",
        "q1-9-term": "xong trước 20/3",
        "q1-1-quarter": "2",
        "q4-0-text": "Mới",
        "q4-0-quarter": "4",
    }
    assert client.send(path, moved).status_code == 303
    with world.acting(officer, read_only=True):
        first, second, third, fourth = plans.tasks(plan.id)
        assert [first.text, second.text, third.text, fourth.text] == ["A sửa", "B", "C", "Mới"]
        assert [first.quarter, second.quarter, third.quarter, fourth.quarter] == [1, 2, 3, 4]
        assert first.support_offices == ["Các thôn", "Công an xã"]
        assert str(first.deadline) == "trước ngày 20/03/2026"


def test_faults_of_the_list_stand_at_their_rows(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"), a_task("B", quarter=2))
    client, path = world.client(officer), f"/plans/{plan.id}/tasks"
    typed = values(body(client.get(path)), path)
    wrong = {**typed, "q2-0-term": "trước 02/01/2027", "q1-0-text": "", "q1-1-lead_office": "Mới"}
    page = body(client.send(path, wrong), 422)
    for name in ("q1-0-text", "q1-1-text"):
        assert f'href="#f-{name}"' in page
    assert 'value="Mới"' in page
    assert 'value="trước 02/01/2027"' in page
    page = body(client.send(path, {**typed, "q2-0-term": "trước 02/01/2027"}), 422)
    assert 'href="#f-q2-0-term"' in page
    assert listed(world, officer, plan) == ["A", "B"]


def test_of_two_list_editors_nobody_loses_anything(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"), a_task("B"), a_task("C"))
    first, second = world.client(officer), world.client(officer)
    path = f"/plans/{plan.id}/tasks"
    typed = values(body(first.get(path)), path)
    theirs = {
        **typed,
        "q1-0-text": "A của người thứ nhất",
        "q2-0-text": "Thêm",
        "q2-0-quarter": "2",
    }
    theirs = {name: value for name, value in theirs.items() if not name.startswith("q1-2-")}
    mine = {**typed, "q1-0-text": "A của người thứ hai", "q1-1-text": "B sửa", "q1-2-text": "C sửa"}
    assert first.send(path, theirs).status_code == 303
    page = body(second.send(path, mine), 412)
    for said in ("A của người thứ nhất", "đã bị người khác xóa", "đã đưa vào danh sách", "C sửa"):
        assert said in page
    assert listed(world, officer, plan) == ["A của người thứ nhất", "B", "Thêm"]
    assert second.send(path, values(page, path)).status_code == 303
    assert listed(world, officer, plan) == ["A của người thứ hai", "B sửa", "C sửa", "Thêm"]


def test_one_task_on_its_own_page(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A", deadline_on=date(2026, 2, 1)))
    with world.acting(officer, read_only=True):
        (task,) = plans.tasks(plan.id)
    path = f"/plans/{plan.id}/tasks/{task.id}"
    first, second = world.client(officer), world.client(officer)
    typed = values(body(first.get(path)), path)
    assert first.send(path, {**typed, "text": "A thứ nhất"}).status_code == 303
    page = body(second.send(path, {**typed, "text": "A thứ hai"}), 412)
    assert "A thứ nhất" in page
    assert "A thứ hai" in values(page, path)["text"]
    page = body(first.send(path, {**typed, "version": "2", "term": "01/02/2025"}), 422)
    assert 'href="#f-term"' in page
    assert first.send(f"{path}/deletion", {"version": "2"}).status_code == 303
    assert listed(world, officer, plan) == []
    assert first.get(path).status_code == 404


def test_a_leader_issues_and_pressing_twice_is_harmless(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    client, path = world.client(leader), f"/plans/{plan.id}/issuance"
    page = body(client.get(path))
    typed = values(page, path)
    assert (typed["number"], typed["issued_on"]) == ("01", "2026-01-05")
    assert typed["signer_name"] == leader.full_name
    typed |= {"recipient_ids": [str(one.id) for one in world.communes], "due_on": "2026-01-31"}
    for _ in range(2):
        answer = client.send(path, typed)
        assert answer.status_code == 303
    page = body(client.get(answer.location))
    assert "Kế hoạch số 01/KH-UBND ngày 05/01/2026 đã được ban hành." in page
    assert "65 đơn vị" in page
    assert "Ban hành lúc" in page
    with world.acting(leader, read_only=True):
        assert plans.delivered_count(plan.id) == 65
    assert client.get(path).status_code == 302
    assert client.get(f"/plans/{plan.id}/edit").location == f"/plans/{plan.id}"
    assert client.get(f"/plans/{plan.id}/tasks").status_code == 409


def test_faults_of_issuing_keep_what_was_typed(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    client, path = world.client(leader), f"/plans/{plan.id}/issuance"
    typed = values(body(client.get(path)), path)
    chosen = str(world.communes[7].id)
    wrong = {**typed, "issued_on": "2026-02-01", "recipient_ids": [chosen], "signer_name": "Ai đó"}
    page = body(client.send(path, wrong), 422)
    assert 'href="#f-issued_on"' in page
    assert 'value="Ai đó"' in page
    assert re.findall(r'name="recipient_ids" value="(\d+)" checked', page) == [chosen]


def test_a_draft_that_changed_under_the_leader_is_not_issued(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    client, path = world.client(leader), f"/plans/{plan.id}/issuance"
    typed = values(body(client.get(path)), path)
    with world.acting(leader):
        actions.add_task(plan_id=plan.id, content=a_task("Thêm vào phút chót"), by=leader)
    page = body(client.send(path, typed), 412)
    assert "Dự thảo đã được sửa sau khi bạn mở trang" in page
    assert client.send(path, values(page, path)).status_code == 303


def test_an_officer_does_not_issue(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    client = world.client(officer)
    assert client.get(f"/plans/{plan.id}/issuance").status_code == 403
    assert client.send(f"/plans/{plan.id}/issuance").status_code == 403
    page = body(client.get(f"/plans/{plan.id}"))
    assert "Dự thảo chờ lãnh đạo ban hành" in page
    assert "/issuance" not in page


def test_a_viewer_changes_nothing(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    viewer = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    page = body(viewer.get(f"/plans/{plan.id}"))
    assert "/edit" not in page
    assert viewer.get("/plans/new").status_code == 403
    assert viewer.send(f"/plans/{plan.id}/deletion", {"version": "1"}).status_code == 403


def test_strangers_find_no_draft_on_any_page(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    with world.acting(officer, read_only=True):
        task_id = plans.tasks(plan.id)[0].id
    below = f"/plans/{plan.id}"
    reads = ["", "/edit", "/tasks", f"/tasks/{task_id}", "/issuance"]
    writes = ["/edit", "/tasks", f"/tasks/{task_id}", f"/tasks/{task_id}/deletion"]
    writes += ["/issuance", "/copies", "/papers", "/deletion"]
    typed = {"issued_on": "2026-01-05", "signing_capacity": "committee_chair", "signer_name": "A"}
    for stranger in (world.province, world.commune("Đình Lập")):
        client = world.client(world.person(stranger))
        for path in reads:
            assert client.get(f"{below}{path}").status_code == 404, path
        for path in writes:
            sent = {"version": "1", "text": "x", "quarter": "1", "title": "x", "year": "2026"}
            sent |= {"kind": "year_plan", "symbol": "KH", "place": "x", **typed}
            assert client.send(f"{below}{path}", sent).status_code == 404, path
    with world.acting(officer, read_only=True):
        assert plans.own(plan.id).state is PlanState.DRAFT


def test_next_year_from_this_year(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("Tổng kết năm 2025", deadline_on=date(2026, 1, 20)))
    client = world.client(officer)
    assert "Lập cho năm 2027" in body(client.get("/plans/new"))
    answer = client.send(f"/plans/{plan.id}/copies")
    page = body(client.get(answer.location))
    assert "Công tác thi đua, khen thưởng năm 2027" in page
    assert "Tổng kết năm 2026" in page
    assert "chậm nhất ngày 20/01/2027" in page


def test_a_draft_is_deleted_only_as_it_was_seen(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    client = world.client(officer)
    assert client.send(f"/plans/{plan.id}/deletion", {"version": "7"}).status_code == 412
    assert client.send(f"/plans/{plan.id}/deletion", {"version": "1"}).status_code == 303
    assert client.get(f"/plans/{plan.id}").status_code == 404


@pytest.mark.parametrize("path", ["", "/tasks", "/issuance", "/edit"])
def test_a_page_costs_the_same_for_2_and_60_tasks(world: World, path: str) -> None:
    leader = world.person(world.province)
    client = world.client(leader)
    costs = []
    for number in (2, 60):
        plan = drafted(world, leader, *[a_task(f"Nhiệm vụ {n}") for n in range(number)])
        with counted(world.app) as statements:
            page = body(client.get(f"/plans/{plan.id}{path}"))
        costs.append(len(statements))
        assert len(page.encode()) < 150_000
    assert costs[0] == costs[1] < 20


def test_the_list_of_plans_costs_the_same_for_any_number(world: World, leader: Person) -> None:
    client = world.client(leader)
    costs = []
    for _ in range(2):
        issued(world, leader)
        drafted(world, leader)
        with counted(world.app) as statements:
            body(client.get("/plans"))
        costs.append(len(statements))
    assert costs[0] == costs[1] < 12


def test_the_draft_is_printed_by_the_worker(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    client = world.client(officer)
    answer = client.send(f"/plans/{plan.id}/papers")
    assert answer.status_code == 303
    again = client.send(f"/plans/{plan.id}/papers")
    assert again.location == answer.location
    world.work()
    page = body(client.get(answer.location))
    paths = set(re.findall(r"/files/\d+", page))
    assert {client.get(path).get_data()[:2] for path in paths} == {b"%P", b"PK"}


def test_a_recipient_opens_the_plan_and_finds_what_to_do(world: World, leader: Person) -> None:
    plan = issued(world, leader, due_on=date(2026, 1, 31))
    reader = world.client(world.person(world.commune("Điềm He")))
    page = body(reader.get(f"/plans/{plan.id}"))
    assert f'data-seen-url="/plans/{plan.id}/sighting"' in page
    assert f'action="/plans/{plan.id}/acknowledgement"' in page
    assert f'action="/plans/{plan.id}/derivation"' in page
    assert "hạn 31/01/2026" in page
    assert "/edit" not in page
    assert "/copies" not in page
    reader.send(f"/plans/{plan.id}/derivation")
    page = body(reader.get(f"/plans/{plan.id}"))
    assert "Mở kế hoạch của đơn vị" in page
    assert "acknowledgement" not in page


def test_a_superior_reads_what_was_sent_up(world: World, leader: Person) -> None:
    above = issued(world, leader)
    author = world.person(world.commune("Điềm He"))
    with world.acting(author):
        own = actions.derive(plan_id=above.id, by=author).plan
    client, superior = world.client(author), world.client(leader)
    path = f"/plans/{own.id}/issuance"
    assert client.send(path, values(body(client.get(path)), path)).status_code == 303
    assert superior.get(f"/plans/{own.id}").status_code == 404
    assert "Gửi lên cấp trên" in body(client.get(f"/plans/{own.id}"))
    assert client.send(f"/plans/{own.id}/dispatch").status_code == 303
    page = body(superior.get(f"/plans/{own.id}"))
    assert "Xã Điềm He · Kế hoạch số 01/KH-UBND" in page
    assert "/dispatch" not in page
