"""The work of offices: their lists, what they report, what leaders see, the printed list."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import ProgrammingError

from app.access.permissions import Role
from app.accounts import queries as accounts
from app.directory import queries as directory
from app.directory.actions import offices, people
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.plans import actions as plans
from app.plans.actions import TaskContent
from app.plans.queries import plans as plan_queries
from app.plans.terms import Part
from app.progress import actions, queries
from app.progress.models import OfficeReport
from app.progress.terms import TaskStatus
from tenants.db import db
from tests.plans.samples import a_plan, signature
from tests.progress.given import ON, entry
from tests.sql import counted
from tests.world import Client, Person, World

VHXH, SECRETARIAT = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"
TASKS = (
    TaskContent(
        quarter=1,
        text="Tổ chức Hội nghị tổng kết năm 2025",
        lead_office="phòng VHXH xã",
        support_offices=("Văn phòng HĐND&UBND", "Công an xã"),
        requested_offices=("các đoàn thể",),
    ),
    TaskContent(quarter=2, text="Báo cáo sơ kết 6 tháng", lead_office=VHXH),
    TaskContent(
        quarter=3, text="Bố trí hội trường", lead_office="Văn phòng", support_offices=("VHXH",)
    ),
    TaskContent(quarter=4, text="Ban hành kế hoạch năm sau", lead_office=None),
)


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He's bureau of culture; the commune has issued a plan of four tasks."""
    person = world.person(world.commune("Điềm He"), Role.OFFICER, Role.LEADER)
    with clock.fixed(date(2026, 1, 5)), world.acting(person):
        offices.add_usual(tenant=person.tenant, by=person)
        plan = plans.draft(content=a_plan(), tasks=TASKS, by=person)
    with clock.fixed(date(2026, 1, 5)), world.acting(person):
        plans.issue(plan_id=plan.id, signature=signature(), by=person)
    sit(world, person, VHXH)
    return person


def sit(world: World, person: Person, office: str) -> None:
    """Put a person into an office, beside those who sit there."""
    with world.acting(person):
        number = ids()[office]
        member = next(one.id for one in accounts.members() if one.user_id == person.id)
        people.seat(
            office_id=number,
            membership_ids={*directory.seated(number), member},
            version=None,
            by=person,
        )


def ids() -> dict[str, int]:
    return {office.name: office.id for office in directory.offices()}


def office_id(world: World, by: Person, name: str) -> int:
    with world.acting(by, read_only=True):
        return ids()[name]


def desk(world: World, by: Person, name: str) -> queries.offices.Desk:
    with clock.fixed(ON), world.acting(by, read_only=True):
        return queries.offices.desk(ids()[name], 2026)


def task_id(world: World, by: Person, number: int) -> int:
    with world.acting(by, read_only=True):
        return next(one.task_id for one in queries.tasks_of_year(2026) if one.number == number)


def report(world: World, by: Person, name: str, number: int, status: str, **given: int) -> None:
    percent = given.pop("percent", None)
    said = entry(task_id(world, by, number), TaskStatus(status), percent, **given)
    number = office_id(world, by, name)
    with clock.fixed(ON), world.acting(by):
        actions.report(office_id=number, entry=said, by=by)


def test_an_office_sees_what_it_leads_supports_and_is_asked(world: World, officer: Person) -> None:
    mine = desk(world, officer, VHXH)
    assert [(one.task.number, one.part) for one in mine.tasks] == [
        (1, Part.LEAD),
        (2, Part.LEAD),
        (3, Part.SUPPORT),
    ]
    assert [one.task.number for one in mine.late] == [1]
    assert [(quarter, len(rows)) for quarter, rows in mine.by_quarter] == [(2, 1), (3, 1)]
    farmers = desk(world, officer, "Hội Nông dân xã")
    assert [(one.task.number, one.part) for one in farmers.tasks] == [(1, Part.REQUESTED)]
    assert desk(world, officer, "Phòng Kinh tế").tasks == []


def test_the_word_of_the_lead_is_the_state(world: World, officer: Person) -> None:
    report(world, officer, VHXH, 1, "done")
    with world.acting(officer, read_only=True):
        state = queries.tasks_of_year(2026)[0]
        assert (state.status, state.percent) == (TaskStatus.DONE, 100)
        assert queries.history(state.task_id)[0].office_name == VHXH


def test_the_word_of_a_supporting_office_leaves_the_state_alone(
    world: World, officer: Person
) -> None:
    report(world, officer, VHXH, 1, "in_progress", percent=40)
    report(world, officer, "Công an xã", 1, "done")
    report(world, officer, "Hội Nông dân xã", 1, "obstructed", percent=10)
    report(world, officer, "Công an xã", 1, "in_progress", percent=80)
    with clock.fixed(ON), world.acting(officer, read_only=True):
        state = queries.tasks_of_year(2026)[0]
        assert (state.status, state.percent, state.version) == (TaskStatus.IN_PROGRESS, 40, 1)
        assert len(queries.history(state.task_id)) == 1
        heard = queries.offices.voices(state)
    said = {one.office.name: (one.part, one.word.percent) for one in heard if one.word}
    assert said == {
        VHXH: (Part.LEAD, 40),
        "Công an xã": (Part.SUPPORT, 80),
        "Hội Nông dân xã": (Part.REQUESTED, 10),
    }
    assert [one.part for one in heard] == sorted((one.part for one in heard), key=list(Part).index)
    assert len(heard) == 8
    assert desk(world, officer, "Công an xã").tasks[0].task.percent == 40


def test_who_may_speak_for_an_office(world: World, officer: Person) -> None:
    stranger = world.person(officer.tenant, Role.OFFICER)
    with pytest.raises(NotAllowed, match=VHXH):
        report(world, stranger, VHXH, 1, "done")
    report(world, stranger, "Công an xã", 1, "done")
    sit(world, stranger, VHXH)
    report(world, stranger, VHXH, 1, "done")


def test_what_is_no_business_of_an_office_is_refused(world: World, officer: Person) -> None:
    with pytest.raises(NotFound, match="không được giao"):
        report(world, officer, "Phòng Kinh tế", 1, "done")
    with pytest.raises(NotFound, match="không được giao"):
        report(world, officer, VHXH, 4, "done")
    with pytest.raises(Invalid) as wrong:
        report(world, officer, "Công an xã", 1, "in_progress", percent=100)
    assert set(wrong.value.fields) == {"percent"}
    report(world, officer, VHXH, 1, "in_progress", percent=40)
    with pytest.raises(Stale):
        report(world, officer, VHXH, 1, "done")


def test_a_neighbour_reports_on_nothing(world: World, officer: Person) -> None:
    neighbour = world.person(world.commune("Đình Lập"))
    theirs, task = office_id(world, officer, "Công an xã"), task_id(world, officer, 1)
    with pytest.raises(NotFound), world.acting(neighbour):
        actions.report(office_id=theirs, entry=entry(task, TaskStatus.DONE), by=neighbour)
    client = world.client(neighbour)
    assert client.get(f"/progress/offices/{theirs}").status_code == 404
    assert client.call("GET", f"/api/v1/offices/{theirs}/tasks?year=2026").status_code == 404
    assert client.send(f"/progress/offices/{theirs}/papers", {"year": 2026}).status_code == 404


def test_reports_are_never_rewritten(world: World, officer: Person) -> None:
    report(world, officer, "Công an xã", 1, "done")
    with world.acting(officer), pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(update(OfficeReport).values(note="khác"))


@pytest.fixture
def client(world: World, officer: Person) -> Client:
    return world.client(officer)


def test_the_menu_leads_to_the_own_office(world: World, client: Client, officer: Person) -> None:
    page = client.get("/progress/own-office?year=2026").text
    assert f"Việc của {VHXH}" in page
    assert "phòng, ban của bạn" in page
    nobody = world.client(world.person(officer.tenant, Role.VIEWER))
    overview = nobody.get("/progress/own-office?year=2026").text
    assert "Phân công theo phòng, ban" in overview
    assert "Bạn chưa được xếp vào phòng, ban nào" in overview


def test_an_office_reports_from_its_list(world: World, client: Client, officer: Person) -> None:
    number, task = office_id(world, officer, VHXH), task_id(world, officer, 3)
    page = client.get(f"/progress/offices/{number}?year=2026").text
    assert f"/progress/tasks/{task}?office={number}#bao-cao" in page
    form = client.get(f"/progress/tasks/{task}?office={number}").text
    assert f"Báo cáo của {VHXH}" in form
    assert "trạng thái của nhiệm vụ theo cơ quan chủ trì" in form
    typed = {
        "office_id": number,
        "version": 0,
        "status": "in_progress",
        "percent": "60",
        "on": clock.today().isoformat(),
        "note": "Đã duyệt phông chữ",
    }
    wrong = client.send(f"/progress/tasks/{task}/office-reports", {**typed, "percent": "200"})
    assert wrong.status_code == 422
    assert "Đã duyệt phông chữ" in wrong.text
    assert client.send(f"/progress/tasks/{task}/office-reports", typed).status_code == 303
    seen = client.get(f"/progress/tasks/{task}").text
    assert "Các cơ quan báo cáo" in seen
    assert "Đã duyệt phông chữ" in seen
    assert "Chưa thực hiện" in seen
    unknown = client.send(f"/progress/tasks/{task}/office-reports", {**typed, "office_id": "abc"})
    assert unknown.status_code == 404


def test_who_is_not_of_the_office_reads_its_list_and_gets_no_form(
    world: World, officer: Person
) -> None:
    number, task = office_id(world, officer, VHXH), task_id(world, officer, 1)
    colleague = world.client(world.person(officer.tenant, Role.OFFICER))
    page = colleague.get(f"/progress/offices/{number}?year=2026").text
    assert "Tổ chức Hội nghị tổng kết năm 2025" in page
    assert "#bao-cao" not in page
    assert (
        f"Báo cáo của {VHXH}" not in colleague.get(f"/progress/tasks/{task}?office={number}").text
    )
    typed = {"office_id": number, "status": "done", "on": clock.today().isoformat()}
    assert colleague.send(f"/progress/tasks/{task}/office-reports", typed).status_code == 403


def test_the_second_who_speaks_for_the_lead_is_told(
    world: World, client: Client, officer: Person
) -> None:
    number, task = office_id(world, officer, VHXH), task_id(world, officer, 1)
    typed = {"office_id": number, "version": 0, "status": "done", "on": clock.today().isoformat()}
    path = f"/progress/tasks/{task}/office-reports"
    assert client.send(path, typed).status_code == 303
    late = client.send(path, {**typed, "status": "in_progress", "percent": "30", "note": "Còn dở"})
    assert late.status_code == 412
    assert "Còn dở" in late.text
    assert "Hoàn thành" in late.text


def test_leaders_see_how_much_every_office_has(
    world: World, client: Client, officer: Person
) -> None:
    report(world, officer, VHXH, 1, "done")
    with clock.fixed(ON), world.acting(officer, read_only=True):
        found = {one.office.name: one for one in queries.offices.workloads(2026)}
    mine = found[VHXH]
    assert (mine.lead.total, mine.lead.count(TaskStatus.DONE), mine.support) == (2, 1, 1)
    assert mine.people == [officer.full_name]
    assert found[SECRETARIAT].lead.total == 1
    assert found["Hội Nông dân xã"].requested == 1
    page = client.get("/progress/offices?year=2026").text
    assert VHXH in page
    assert "không có việc trong năm 2026" in page


def test_offices_by_api(world: World, client: Client, officer: Person) -> None:
    number, task = office_id(world, officer, VHXH), task_id(world, officer, 1)
    loads = client.call("GET", "/api/v1/office-workloads?year=2026").get_json()
    assert next(one for one in loads if one["office_id"] == number)["lead"] == 2
    mine = client.call("GET", f"/api/v1/offices/{number}/tasks?year=2026").get_json()
    assert [one["part"] for one in mine["tasks"]] == ["lead", "lead", "support"]
    path = f"/api/v1/tasks/{task}/office-reports"
    body = {"office_id": number, "status": "in_progress", "percent": 30}
    assert client.call("POST", path, json=body).status_code == 201
    assert client.call("POST", path, json=body).status_code == 428
    tag = client.call("GET", f"/api/v1/tasks/{task}/progress").headers["ETag"]
    again = client.call("POST", path, json=body, headers={"If-Match": tag})
    assert again.status_code == 201
    guard = office_id(world, officer, "Công an xã")
    other = client.call("POST", path, json={**body, "office_id": guard, "percent": 90})
    assert other.status_code == 201
    voices = client.call("GET", path).get_json()
    assert [(one["part"], one["report"]["percent"]) for one in voices if one["report"]] == [
        ("lead", 30),
        ("support", 90),
    ]
    assert client.call("GET", "/api/v1/office-workloads").status_code == 422


def test_the_list_of_an_office_is_printed(world: World, client: Client, officer: Person) -> None:
    number = office_id(world, officer, VHXH)
    asked = client.send(f"/progress/offices/{number}/papers", {"year": 2026})
    assert asked.status_code == 303
    again = client.send(f"/progress/offices/{number}/papers", {"year": 2026})
    assert again.headers["Location"] == asked.headers["Location"]
    world.work()
    paper = client.call("GET", f"/api/v1{asked.headers['Location']}").get_json()
    content = client.get(f"/files/{paper['file_id']}").data
    with pdfplumber.open(BytesIO(content)) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "BẢNG PHÂN CÔNG NHIỆM VỤ" in text
    assert "chủ trì 2 nhiệm vụ, phối hợp 1 nhiệm vụ" in " ".join(text.split())
    assert "Bố trí hội trường" in text
    assert "QUÝ III" in text
    assert f"Yêu cầu {VHXH} triển khai" in " ".join(text.split())
    by_api = client.call("POST", f"/api/v1/offices/{number}/task-papers", json={"year": 2026})
    assert by_api.status_code == 202
    assert by_api.get_json()["state"] == "done"


def test_pages_of_offices_cost_the_same_for_many_tasks(
    world: World, app: Flask, client: Client, officer: Person
) -> None:
    number, task = office_id(world, officer, VHXH), task_id(world, officer, 1)
    paths = (
        f"/progress/offices/{number}?year=2026",
        "/progress/offices?year=2026",
        f"/progress/tasks/{task}",
    )

    def cost() -> list[int]:
        counts = []
        for path in paths:
            client.get(path)
            with counted(app) as statements:
                assert client.get(path).status_code == 200
            counts.append(len(statements))
        return counts

    few = cost()
    many = [
        TaskContent(quarter=1, text=f"Việc số {n}", lead_office=VHXH, support_offices=("Công an",))
        for n in range(40)
    ]
    with clock.fixed(date(2026, 1, 6)):
        with world.acting(officer):
            plan = plans.draft(content=a_plan(title="Kế hoạch khác"), tasks=many, by=officer)
        with world.acting(officer):
            plans.issue(plan_id=plan.id, signature=signature(number="02"), by=officer)
    assert cost() == few


def test_reports_wait_for_the_plan_to_be_issued(world: World, officer: Person) -> None:
    with world.acting(officer):
        draft = plans.draft(content=a_plan(title="Dự thảo"), tasks=TASKS[:1], by=officer)
    with world.acting(officer):
        task = plan_queries.tasks(draft.id)[0].id
        with pytest.raises((Conflict, NotFound)):
            actions.report(
                office_id=ids()["Công an xã"], entry=entry(task, TaskStatus.DONE), by=officer
            )
