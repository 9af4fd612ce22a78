"""Who does it: names on tasks as offices, and what may be amiss with them."""

import pytest
from flask import Flask

from app.access.permissions import Role
from app.accounts import queries as accounts
from app.directory import queries as directory
from app.directory.actions import offices, people
from app.directory.terms import OfficeKind
from app.plans import actions
from app.plans.actions import TaskContent
from app.plans.papers import plan_paper
from app.plans.queries import assignments, doubts, plans
from app.plans.terms import Part, WarningCode
from tests.plans.samples import a_plan
from tests.sql import counted
from tests.world import Client, Person, World

VHXH = "Phòng Văn hóa - Xã hội"
SECRETARIAT = "Văn phòng HĐND và UBND"
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam xã"


@pytest.fixture
def officer(world: World) -> Person:
    person = world.person(world.commune("Điềm He"), Role.OFFICER, Role.LEADER)
    with world.acting(person):
        offices.add_usual(tenant=person.tenant, by=person)
        for name in ("Thôn Bản Làn", "Thôn Khòn Pá"):
            offices.add(name=name, kind=OfficeKind.VILLAGE, by=person)
    return person


@pytest.fixture
def client(world: World, officer: Person) -> Client:
    return world.client(officer)


def drafted(world: World, by: Person, *tasks: TaskContent) -> int:
    with world.acting(by):
        return actions.draft(content=a_plan(), tasks=tasks, by=by).id


def task(text: str, lead: str | None = VHXH, *support: str, **given: object) -> TaskContent:
    values: dict[str, object] = {"quarter": 1, **given}
    return TaskContent(text=text, lead_office=lead, support_offices=support, **values)  # type: ignore[arg-type]


def found(world: World, by: Person, plan_id: int) -> list[doubts.Doubt]:
    with world.acting(by, read_only=True):
        return doubts.of_draft(plan_id)


def codes(world: World, by: Person, plan_id: int) -> list[WarningCode]:
    return [one.code for one in found(world, by, plan_id)]


def test_a_plan_tells_who_leads_supports_and_is_requested(world: World, officer: Person) -> None:
    plan_id = drafted(
        world,
        officer,
        task("Phát động", "phòng VHXH", "các thôn", "Công an", requested_offices=("MTTQ xã",)),
    )
    with world.acting(officer, read_only=True):
        (one,) = assignments.of_plan(plan_id).values()
        by_part = {part: [office.name for office in one.offices(part)] for part in Part}
        assert by_part == {
            Part.LEAD: [VHXH],
            Part.SUPPORT: ["Thôn Bản Làn", "Thôn Khòn Pá", "Công an xã"],
            Part.REQUESTED: [FRONT],
        }
        by_name = {office.name: office.id for office in directory.offices()}
        assert one.part_of(by_name["Công an xã"]) is Part.SUPPORT
        assert one.part_of(by_name["Phòng Kinh tế"]) is None


def test_a_sound_plan_raises_no_doubt(world: World, officer: Person) -> None:
    plan_id = drafted(
        world,
        officer,
        task("Báo cáo tổng kết", VHXH, "HĐTĐKT xã", "UBND xã"),
        task("Phát động phong trào", VHXH, "Các cơ quan, đơn vị liên quan", "các thôn"),
        task("Tổng kết cụm", "Hội đồng TĐKT xã", "Thành viên Cụm 4 các xã nội địa"),
        task("Tuyên truyền", VHXH, requested_offices=("Ban Xây dựng Đảng", "các đoàn thể")),
    )
    assert found(world, officer, plan_id) == []


def test_no_lead_and_several_leads(world: World, officer: Person) -> None:
    plan_id = drafted(
        world,
        officer,
        task("Một", None),
        task("Hai", f"{VHXH}, Công an xã"),
        task("Ba", "các thôn"),
        task("Bốn", None, quarter=2),
    )
    listed = found(world, officer, plan_id)
    assert [one.code for one in listed] == [
        WarningCode.NO_LEAD,
        WarningCode.SEVERAL_LEADS,
        WarningCode.LEAD_IS_GROUP,
    ]
    assert [place.number for place in listed[0].places] == [1, 4]
    assert "2 cơ quan chủ trì" in listed[1].sentence
    assert "“các thôn” (2 cơ quan)" in listed[2].sentence


def test_one_office_does_not_support_what_it_leads(world: World, officer: Person) -> None:
    plan_id = drafted(world, officer, task("Một", VHXH, "Phòng VHXH", "Công an xã"))
    (doubt,) = found(world, officer, plan_id)
    assert doubt.code is WarningCode.LEAD_SUPPORTS
    assert doubt.name == VHXH


def test_two_are_told_that_they_lead_the_invitations(world: World, officer: Person) -> None:
    """Xã Đình Lập, Hội nghị tổng kết 2025, part V."""
    plan_id = drafted(
        world,
        officer,
        task(
            "Phối hợp với Phòng Văn hoá – Xã hội tham mưu giấy mời và chuẩn bị tài liệu phục vụ "
            "Hội nghị.",
            SECRETARIAT,
        ),
        task(
            "Chủ trì, phối hợp với Văn phòng HĐND&UBND tham mưu giấy mời và chuẩn bị tài liệu "
            "phục vụ hội nghị.",
            VHXH,
        ),
        task("Thực hiện nội dung khen thưởng tại Hội nghị.", VHXH),
        task("Đảm bảo kinh phí cho việc tổ chức Hội nghị.", "Phòng Kinh tế"),
    )
    (doubt,) = found(world, officer, plan_id)
    assert doubt.code is WarningCode.LEADS_DIFFER
    assert [place.number for place in doubt.places] == [1, 2]
    assert SECRETARIAT in doubt.sentence
    assert VHXH in doubt.sentence


def test_the_same_work_every_quarter_or_by_the_same_office_is_no_doubt(
    world: World, officer: Person
) -> None:
    text = "Phát động, sơ kết các phong trào thi đua chuyên đề năm 2026"
    plan_id = drafted(
        world,
        officer,
        *(task(text, VHXH, quarter=quarter) for quarter in (1, 2, 3, 4)),
        task(text, "VHXH", quarter=4),
        task(text, "Công an xã", quarter=3),
    )
    assert codes(world, officer, plan_id) == [WarningCode.LEADS_DIFFER]


def test_a_name_in_no_directory_is_offered_to_be_added(
    world: World, officer: Person, client: Client
) -> None:
    centre = "Trung tâm Văn hóa và Truyền thông"
    plan_id = drafted(
        world, officer, task("Một", centre), task("Hai", VHXH, "trung tâm văn hoá & truyền thông")
    )
    (doubt,) = found(world, officer, plan_id)
    assert doubt.code is WarningCode.UNKNOWN_OFFICE
    assert doubt.name == centre
    assert [place.number for place in doubt.places] == [1, 2]
    page = client.get(f"/plans/{plan_id}").text
    assert "Thêm vào danh mục" in page
    form = client.get(f"/offices?name={centre}").text
    assert f'value="{centre}"' in form
    client.send("/offices", {"name": centre, "kind": "bureau"})
    assert found(world, officer, plan_id) == []


def test_an_empty_directory_is_one_doubt(world: World) -> None:
    person = world.person(world.commune("Đình Lập"))
    plan_id = drafted(world, person, task("Một", "Phòng Kinh tế"), task("Hai", VHXH))
    (doubt,) = found(world, person, plan_id)
    assert doubt.code is WarningCode.UNKNOWN_OFFICE
    assert doubt.name is None


def test_party_and_mass_bodies_are_requested_by_one_press(
    world: World, officer: Person, client: Client
) -> None:
    plan_id = drafted(
        world,
        officer,
        task("Một", "Ban Xây dựng Đảng", "Công an xã"),
        task("Hai", VHXH, "Uỷ ban MTTQ xã", "các thôn"),
        task("Ba", VHXH, "ủy ban MTTQ Xã"),
    )
    page = client.get(f"/plans/{plan_id}").text
    assert page.count("Chuyển sang đề nghị</button>") == 2
    for name in ("Ban Xây dựng Đảng", "Uỷ ban MTTQ xã"):
        assert client.send(f"/plans/{plan_id}/office-requests", {"name": name}).status_code == 303
    with world.acting(officer, read_only=True):
        one, two, three = plans.tasks(plan_id)
        assert (one.lead_office, one.requested_offices) == (None, ["Ban Xây dựng Đảng"])
        assert (two.support_offices, two.requested_offices) == (["các thôn"], ["Uỷ ban MTTQ xã"])
        assert (three.support_offices, three.requested_offices) == ([], ["Uỷ ban MTTQ xã"])
    assert codes(world, officer, plan_id) == [WarningCode.NO_LEAD]
    again = client.send(f"/plans/{plan_id}/office-requests", {"name": "Uỷ ban MTTQ xã"})
    assert again.status_code == 409


def test_doubts_by_api_and_from_next_door(world: World, officer: Person, client: Client) -> None:
    plan_id = drafted(world, officer, task("Một", "Ban Xây dựng Đảng", "Hạt Kiểm lâm"))
    path = f"/api/v1/plans/{plan_id}"
    listed = client.call("GET", f"{path}/assignment-warnings").get_json()
    assert [one["code"] for one in listed] == ["ordered_body", "unknown_office"]
    (row,) = client.call("GET", f"{path}/assignments").get_json()
    assert row["support"] == [
        {
            "wording": "Hạt Kiểm lâm",
            "office_ids": [],
            "is_group": False,
            "unresolved": "Hạt Kiểm lâm",
        }
    ]
    left = client.call("POST", f"{path}/office-requests", json={"name": "Ban Xây dựng Đảng"})
    assert [one["code"] for one in left.get_json()] == ["no_lead", "unknown_office"]
    neighbour = world.client(world.person(world.commune("Đình Lập")))
    for method, name in (
        ("GET", "assignments"),
        ("GET", "assignment-warnings"),
        ("POST", "office-requests"),
    ):
        body = {"json": {"name": "x"}} if method == "POST" else {}
        assert neighbour.call(method, f"{path}/{name}", **body).status_code == 404
    viewer = world.client(world.person(officer.tenant, Role.VIEWER))
    denied = viewer.call("POST", f"{path}/office-requests", json={"name": "x"})
    assert denied.status_code == 403


def test_the_paper_requests_what_may_not_be_ordered(world: World, officer: Person) -> None:
    plan_id = drafted(
        world,
        officer,
        task("Một", VHXH, "các thôn", requested_offices=("Ban Xây dựng Đảng", "Các đoàn thể")),
    )
    with world.acting(officer, read_only=True):
        plan = plans.own(plan_id)
        paper = plan_paper(plan, plans.numbered(plans.tasks(plan_id)), issuer=plan.issuer)
    table = next(block for block in paper.blocks if hasattr(block, "bands"))
    assert table.bands[0].rows[0].offices == (
        VHXH,
        "các thôn",
        "Đề nghị Ban Xây dựng Đảng",
        "Đề nghị các đoàn thể",
    )


def test_the_page_of_issuing_shows_the_doubts_and_lets_issue(
    world: World, officer: Person, client: Client
) -> None:
    plan_id = drafted(world, officer, task("Một", None))
    page = client.get(f"/plans/{plan_id}/issuance").text
    assert "chưa có cơ quan chủ trì" in page
    assert "Chỉ để nhắc; vẫn ban hành được." in page


def test_those_who_must_hear_are_the_people_of_the_lead(world: World, officer: Person) -> None:
    colleague = world.person(officer.tenant, Role.OFFICER)
    plan_id = drafted(world, officer, task("Một", "VHXH", "Công an xã"), task("Hai", "Công an"))
    with world.acting(officer):
        by_user = {one.user_id: one.id for one in accounts.members()}
        by_name = {office.name: office.id for office in directory.offices()}
        seats = {VHXH: [by_user[colleague.id], by_user[officer.id]]}
        for name, members in seats.items():
            people.seat(office_id=by_name[name], membership_ids=members, version=None, by=officer)
    with world.acting(officer, read_only=True):
        one, two = plans.tasks(plan_id)
        heard = assignments.people_of([one.id, two.id, 10**9])
        assert set(heard[one.id]) == {officer.id, colleague.id}
        assert heard[two.id] == ()
        assert heard[10**9] == ()


def test_doubts_cost_the_same_for_many_tasks(
    world: World, app: Flask, officer: Person, client: Client
) -> None:
    small = drafted(world, officer, task("Một", "Hạt Kiểm lâm"))
    large = drafted(world, officer, *(task(f"Việc số {n}", f"Tổ {n}") for n in range(60)))
    client.get(f"/plans/{small}")
    with counted(app) as few:
        client.get(f"/plans/{small}")
    with counted(app) as many:
        client.get(f"/plans/{large}")
    assert len(many) == len(few)
