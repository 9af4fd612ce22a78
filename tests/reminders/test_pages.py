"""Pages and resources of reminding and urging."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.mail import actions as mail
from app.mail.models import Mail
from app.mail.terms import Letter, MailState
from app.plans.actions import TaskContent
from app.reminders.queries import ladders
from tenants.db import db
from tests.mail import server
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Client, Person, World

ON = date(2026, 2, 9)
MANY = tuple(TaskContent(quarter=1, text=f"Việc {number}") for number in range(30))


@pytest.fixture
def province(world: World) -> Given:
    return cascade.issued(world, world.communes[:4])


@pytest.fixture
def leader(world: World, province: Given) -> Client:
    return world.client(province.leader)


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.communes[0], Role.OFFICER)


LADDER = {
    "steps-0-side": "before",
    "steps-0-days": "5",
    "steps-0-unit": "working_day",
    "steps-0-officer": "1",
    "steps-0-by_notice": "1",
    "steps-3-side": "after",
    "steps-3-days": "2",
    "steps-3-unit": "day",
    "steps-3-leader": "1",
    "steps-3-by_mail": "1",
    "steps-4-days": "",
    "hour": "8",
}


def test_the_ladder_is_read_tried_out_and_kept(
    world: World, province: Given, officer: Person
) -> None:
    client = world.client(officer)
    with clock.fixed(date(2026, 1, 12)):
        page = client.get("/reminders/ladder").text
        assert 'value="7"' in page
        assert "bậc này sẽ nhắc <b>1</b> việc" in page
        assert "bậc này sẽ nhắc <b></b>" not in page
        assert "Tỉnh Lạng Sơn" in page
        assert "sau hạn 5 ngày làm việc" in page.lower()
        tried = client.send("/reminders/ladder", {**LADDER, "version": 0, "preview": "1"})
        assert tried.status_code == 200
        assert 'value="5"' in tried.text
        kept = client.send("/reminders/ladder", {**LADDER, "version": 0})
        assert kept.status_code == 303
        stale = client.send("/reminders/ladder", {**LADDER, "version": 0})
        assert stale.status_code == 412
        assert 'name="version" value="1"' in stale.text
        behind = client.send("/reminders/ladder", {**LADDER, "steps-0-days": "900", "version": 0})
        assert 'name="version" value="0"' in behind.text
        wrong = client.send("/reminders/ladder", {**LADDER, "steps-0-days": "900", "version": 1})
        assert wrong.status_code == 422
        assert '<a href="#f-steps-0-days">Bậc 1, số ngày: ' in wrong.text
        assert 'id="f-steps-0-days-error"' in wrong.text
        twice = {**LADDER, "steps-3-days": "5", "steps-3-side": "before"}
        twice["steps-3-unit"] = "working_day"
        said = client.send("/reminders/ladder", {**twice, "version": 1}).text
        assert '<a href="#f-steps-1-days">Bậc 2, số ngày: Đã có một bậc' in said
        silent = {name: typed for name, typed in LADDER.items() if name != "steps-3-leader"}
        said = client.send("/reminders/ladder", {**silent, "version": 1}).text
        assert '<a href="#f-steps-1-officer">Bậc 2, người được nhắc: ' in said
    with world.acting(officer, read_only=True):
        standing = ladders.standing()
    assert [step.label for step in standing.steps] == [
        "Trước hạn 5 ngày làm việc",
        "Sau hạn 2 ngày",
    ]
    assert standing.hour == 8
    restored = client.send("/reminders/ladder/restoration", {"version": 1})
    assert restored.status_code == 303
    with world.acting(officer, read_only=True):
        assert ladders.standing().version == 0


def test_the_ladder_over_the_api(world: World, province: Given, officer: Person) -> None:
    client = world.client(officer)
    found = client.get("/api/v1/reminder-ladder")
    assert found.headers["ETag"] == '"0"'
    steps = [{"side": "before", "days": 3, "audience": ["officer"]}]
    path = "/api/v1/reminder-ladder"
    assert client.call("PUT", path, json={"steps": steps}).status_code == 428
    kept = client.call("PUT", path, json={"steps": steps}, headers={"If-Match": '"0"'})
    assert kept.status_code == 200
    assert kept.get_json()["steps"][0]["label"] == "Trước hạn 3 ngày"
    again = client.call("PUT", path, json={"steps": steps}, headers={"If-Match": '"0"'})
    assert again.status_code == 412
    below = [{"side": "after", "days": 3, "audience": ["below"]}]
    wrong = client.call("PUT", path, json={"steps": below}, headers={"If-Match": '"1"'})
    assert wrong.status_code == 422
    with clock.fixed(date(2026, 1, 12)):
        tried = client.call("POST", f"{path}/previews", json={"steps": steps})
    assert tried.get_json() == {"steps": [{"label": "Trước hạn 3 ngày", "count": 1}]}
    gone = client.call("DELETE", path, headers={"If-Match": '"1"'})
    assert gone.status_code == 204


def test_what_is_late_below_leads_to_urging(world: World, province: Given, leader: Client) -> None:
    with clock.fixed(ON):
        page = leader.get("/late").text
        assert page.count('name="unit_ids"') == 4
        assert "chưa gửi kế hoạch" in page
        tasks = leader.get("/late?view=tasks&from=now").text
        assert "Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025" in tasks
        assert leader.get("/late?kind=report").text.count('name="unit_ids"') == 0
        assert leader.get("/late?plan=999").status_code == 404
        late = leader.get("/api/v1/late-below?at_once=true").get_json()
        assert [one["tasks"] for one in late["units"]] == [1] * 4
        assert late["tasks"][0]["units"] == 4
        units = [one["tenant_id"] for one in late["units"][:2]]
        form = leader.get(f"/urgings/new?plan={province.plan_id}&unit_ids={units[0]}").text
        assert form.count("checked") >= 2
        task_id = late["tasks"][0]["task_id"]
        assert leader.get(f"/urgings/new?plan={province.plan_id}&task={task_id}").status_code == 200


def _typed(province: Given, units: list[int], **other: object) -> dict[str, object]:
    return {
        "form": "letter",
        "plan_id": province.plan_id,
        "unit_ids": units,
        "subject": "đôn đốc thực hiện kế hoạch",
        "body": "Đoạn một.\r\nĐoạn hai.",
        "reply_on": "2026-02-20",
        "issued_as": "home_affairs",
        "symbol": "SNV-TĐKT",
        "place": "Lạng Sơn",
        "recipients": "Như trên\r\nUBND tỉnh (b/c)\r\nLưu: VT, TĐKT",
        **other,
    }


def test_a_letter_from_draft_to_receipt(
    world: World, province: Given, leader: Client, officer: Person
) -> None:
    units = [one.id for one in world.communes[:2]]
    with clock.fixed(ON):
        wrong = leader.send("/urgings", _typed(province, [], subject=""))
        assert wrong.status_code == 422
        made = leader.send("/urgings", _typed(province, units))
        assert made.status_code == 303
        path = made.headers["Location"]
        page = leader.get(path).text
        assert "2 đơn vị" in page
        assert "2 việc" in page
        assert leader.get(f"{path}/edit").status_code == 200
        saved = leader.send(path, _typed(province, units, subject="đôn đốc lần 2", version=1))
        assert saved.status_code == 303
        assert leader.send(path, _typed(province, units, version=1)).status_code == 412
        assert leader.get(f"{path}/issuance").status_code == 200
        signing = {
            "number": "12",
            "issued_on": "2026-02-09",
            "signing_capacity": "director",
            "signer_name": "Nông Đức Tiến",
            "version": 2,
        }
        future = leader.send(f"{path}/issuance", {**signing, "issued_on": "2026-03-09"})
        assert future.status_code == 422
        assert leader.send(f"{path}/issuance", signing).status_code == 303
        world.work()
        assert "0/2 đơn vị đã mở xem" in leader.get(path).text
        reader = world.client(officer)
        assert "Công văn số 12/SNV-TĐKT" in reader.get("/urgings/incoming").text
        shown = reader.get(path).text
        assert "data-seen-url" in shown
        assert reader.send(f"{path}/sighting").status_code == 204
        assert "data-seen-url" not in reader.get(path).text
        assert "1/2 đơn vị đã mở xem" in leader.get(path).text
        drawn = reader.send(f"{path}/papers")
        assert drawn.status_code == 303
        world.work()
        paper = reader.get(drawn.headers["Location"]).text
        assert "/files/" in paper
        assert "đôn đốc lần 2" in leader.get("/urgings").text
        assert leader.get("/urgings?unit_id=1").status_code == 200


def test_an_officer_sends_notices_but_issues_no_letters(world: World, province: Given) -> None:
    client = world.client(world.person(world.province, Role.OFFICER))
    units = [one.id for one in world.communes[:2]]
    with clock.fixed(ON):
        letter = client.send("/urgings", _typed(province, units)).headers["Location"]
        assert client.get(f"{letter}/issuance").status_code == 403
        assert client.send(f"{letter}/dispatch", {"version": 1}).status_code == 422
        notice = client.send("/urgings", _typed(province, units, form="notice"))
        path = notice.headers["Location"]
        assert client.send(f"{path}/dispatch", {"version": 1}).status_code == 303
        assert client.send(f"{letter}/deletion", {"version": 1}).status_code == 303


def test_urgings_over_the_api(world: World, province: Given, officer: Person) -> None:
    leader = world.client(province.leader)
    body = {
        "form": "notice",
        "subject": "đôn đốc",
        "body": "Khẩn trương thực hiện.",
        "unit_ids": [world.communes[0].id],
        "plan_id": province.plan_id,
        "issued_as": "committee",
        "symbol": "UBND-NV",
        "place": "Lạng Sơn",
    }
    with clock.fixed(ON):
        made = leader.call("POST", "/api/v1/urgings", json=body)
        assert made.status_code == 201
        path = made.headers["Location"]
        changed = leader.call(
            "PUT", path, json={**body, "subject": "đôn đốc gấp"}, headers={"If-Match": '"1"'}
        )
        assert changed.get_json()["subject"] == "đôn đốc gấp"
        sent = leader.call("POST", f"{path}/dispatch")
        assert sent.get_json()["state"] == "issued"
        assert len(sent.get_json()["units"][0]["items"]) == 2
        reader = world.client(officer)
        assert reader.get("/api/v1/urgings/incoming").get_json()["total"] == 1
        assert reader.call("POST", f"{path}/sighting").status_code == 204
        items = leader.get(f"{path}/recipients").get_json()["items"]
        assert items[0]["seen_at"] is not None
        assert leader.get("/api/v1/urgings").get_json()["items"][0]["seen"] == 1
        assert reader.get(f"{path}/recipients").status_code == 404


def test_the_step_of_the_list_below_is_named(leader: Client) -> None:
    typed = {**LADDER, "below-days": "99", "below-unit": "day", "below-by_notice": "1"}
    said = leader.send("/reminders/ladder", {**typed, "version": 0}).text
    assert '<a href="#f-below-days">Danh sách cấp dưới chậm hạn, số ngày: ' in said
    assert 'id="f-below-days-error"' in said


def test_the_morning_of_one_person(world: World, province: Given, officer: Person) -> None:
    client = world.client(officer)
    with clock.fixed(date(2026, 1, 28)):
        page = client.get("/digest").text
        assert "Chưa gửi kế hoạch thực hiện Kế hoạch số 01/KH-UBND" in page
        data = client.get("/api/v1/digest").get_json()
        assert [one["kind"] for one in data["due"]] == ["plan"]
    viewer = world.client(world.person(world.communes[0], Role.VIEWER))
    assert "không có việc nào" in viewer.get("/digest").text


def test_mails_are_shown_to_the_administrator_alone(world: World, officer: Person) -> None:
    admin = world.person(world.communes[0], Role.TENANT_ADMIN)
    client = world.client(admin)
    assert "chưa nối với máy chủ thư" in client.get("/mails").text
    assert world.client(officer).get("/mails").status_code == 403
    with server.listening() as box, server.used_by(world.app, box):
        with world.acting(officer):
            mail.post([Letter(officer.id, officer.email, "Thư 1", "Nội dung", None, "một")])
        with world.on_platform():
            claimed = mail.claim()
            assert claimed is not None
            mail.note_unknown(claimed.id, "đứt giữa chừng")
        page = client.get("/mails").text
        assert "Không rõ" in page
        assert client.send(f"/mails/{claimed.id}/resending").status_code == 303
        assert client.send(f"/mails/{claimed.id}/resending").status_code == 409
        listed = client.get("/api/v1/mails?state=queued").get_json()
        assert [one["address"] for one in listed["items"]] == [officer.email]
    with world.acting(admin, read_only=True):
        assert db.session.scalars(select(Mail.state)).one() is MailState.QUEUED


def test_mail_is_turned_off_in_the_account(world: World, officer: Person) -> None:
    client = world.client(officer)
    assert "Thư tóm tắt mỗi sáng" in client.get("/account").text
    assert client.send("/account/mail", {"reminders": "1"}).status_code == 303
    choice = client.get("/api/v1/me/mail-choice").get_json()
    assert choice == {"digest": False, "reminders": True}
    client.call("PUT", "/api/v1/me/mail-choice", json={"digest": True, "reminders": False})
    assert client.get("/api/v1/me/mail-choice").get_json() == {"digest": True, "reminders": False}


@pytest.mark.parametrize(
    "path", ["/late", "/late?view=tasks", "/digest", "/reminders/ladder", "/urgings"]
)
def test_pages_ask_a_fixed_number_of_questions(
    world: World, province: Given, leader: Client, path: str
) -> None:
    with clock.fixed(ON):
        leader.get(path)
        with counted(world.app) as few:
            assert leader.get(path).status_code == 200
        cascade.issued(world, world.communes, tasks=MANY)
        with counted(world.app) as many:
            assert leader.get(path).status_code == 200
    assert len(many) <= len(few)
