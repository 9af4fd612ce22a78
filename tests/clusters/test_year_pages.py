"""The pages and the API of a cluster's year, as a member, a lead and a manager use them."""

import pytest

from app.access.permissions import Role
from tests.clusters.test_year import YEAR, Scene
from tests.sql import counted
from tests.world import World

PLAN = {
    "title": "Công tác thi đua năm 2026",
    "purpose": "Mục đích",
    "implementation": "Tổ chức thực hiện",
    "tasks-0-text": "Ký giao ước",
    "tasks-0-due": "2026-03-15",
    "tasks-0-who": "Các đơn vị",
}
MEETING = {
    "held_on": "2026-07-08",
    "starts_at": "8 giờ",
    "place": "Hội trường",
    "chair_name": "Lê Văn A",
    "chair_position": "Chủ tịch",
    "agenda": "Báo cáo\nThảo luận",
}


@pytest.fixture
def scene(world: World) -> Scene:
    """An issued cluster."""
    return Scene(world)


def test_a_lead_writes_and_sends_the_plan_on_its_page(scene: Scene) -> None:
    lead, base = scene.world.client(scene.lead), f"/clusters/{scene.cluster_id}"
    assert "Soạn kế hoạch" in lead.get(f"{base}/plan").text
    wrong = lead.send(f"{base}/plan", {**PLAN, "tasks-0-due": "ngày mai"})
    assert wrong.status_code == 422
    assert "ngày mai" in wrong.text
    nothing = lead.send(f"{base}/plan", {**PLAN, "tasks-0-text": ""})
    assert "Cần ghi nội dung nhiệm vụ." in nothing.text
    assert lead.send(f"{base}/plan", PLAN).status_code == 303
    late = lead.send(f"{base}/plan", {**PLAN, "version": 9})
    assert late.status_code == 412
    signer = {"signer_name": "", "signer_position": "Chủ tịch", "version": 1}
    assert 'value="01"' in lead.get(f"{base}/plan").text
    refused = lead.send(f"{base}/plan/sending", {**signer, "number": "7", "issued_on": "32/1"})
    assert refused.status_code == 422
    assert 'value="7"' in refused.text
    assert PLAN["title"] in refused.text
    assert lead.send(f"{base}/plan/sending", signer).status_code == 422
    sent = lead.send(f"{base}/plan/sending", {**signer, "signer_name": "Lê Văn A"})
    assert sent.status_code == 303
    page = scene.world.client(scene.member).get(f"{base}/plan").text
    assert "Ký giao ước" in page
    assert "Soạn kế hoạch" not in page
    assert scene.world.client(scene.stranger).get(f"{base}/plan").text.count("Ký giao ước") == 0


def test_a_slip_of_the_pen_does_not_hide_what_another_saved(scene: Scene) -> None:
    lead, base = scene.world.client(scene.lead), f"/clusters/{scene.cluster_id}/plan"
    assert lead.send(base, PLAN).status_code == 303
    assert lead.send(base, {**PLAN, "title": "Bản sau", "version": 1}).status_code == 303
    wrong = lead.send(base, {**PLAN, "tasks-0-due": "ngày mai", "version": 1})
    assert wrong.status_code == 422
    assert 'name="version" value="1"' in wrong.text
    late = lead.send(base, {**PLAN, "title": "Bản trước", "version": 1})
    assert late.status_code == 412
    assert 'name="version" value="2"' in late.text
    assert 'name="version" value="1"' not in late.text


def test_a_pledge_is_registered_and_signed_on_its_page(scene: Scene) -> None:
    lead, base = scene.world.client(scene.lead), f"/clusters/{scene.cluster_id}/pledge"
    empty = lead.send(base, {"contents": " \n "})
    assert empty.status_code == 422
    assert lead.send(base, {"contents": "Thi đua\nĐoàn kết"}).status_code == 303
    assert lead.send(f"{base}/sending", {"version": 1}).status_code == 303
    officer = scene.world.client(scene.world.person(scene.units[2], Role.OFFICER))
    row = {"targets-0-text": "Thu ngân sách", "targets-0-value": "", "targets-0-unit": "%"}
    wrong = officer.send(f"{base}/registration", row)
    assert wrong.status_code == 422
    assert "Cần ghi mức đăng ký." in wrong.text
    full = {**row, "targets-0-value": "105", "send": "1"}
    assert officer.send(f"{base}/registration", full).status_code == 303
    assert officer.send(f"{base}/signature", {"position": "Chuyên viên"}).status_code == 403
    leader = scene.world.client(scene.member)
    assert leader.send(f"{base}/signature", {"position": ""}).status_code == 422
    assert leader.send(f"{base}/signature", {"position": "Chủ tịch"}).status_code == 303
    state = scene.world.client(scene.manager).get(base).text
    assert "1/4" in state
    assert "105" in state


def test_a_meeting_on_its_page(scene: Scene) -> None:
    lead = scene.world.client(scene.lead)
    base = f"/clusters/{scene.cluster_id}/meetings/year"
    assert lead.get(f"/clusters/{scene.cluster_id}/meetings/quarter").status_code == 404
    wrong = lead.send(base, {**MEETING, "held_on": "2030-01-01", "place": ""})
    assert wrong.status_code == 422
    assert lead.send(base, MEETING).status_code == 303
    assert lead.send(f"{base}/invitation", {"version": 1}).status_code == 303
    ids = [unit.id for unit in scene.units]
    minutes = {
        "secretary_name": "Hoàng Thị Thư",
        "discussion": "Các đơn vị báo cáo.",
        "conclusions": "Một\nHai",
        "present": [str(one) for one in ids[:3]],
        f"people-{ids[0]}": "ông A",
        "next_lead_id": ids[1],
        "next_deputy_id": ids[1],
    }
    same = lead.send(f"{base}/minutes", minutes)
    assert same.status_code == 422
    assert "khác cụm trưởng" in same.text
    assert 'value="ông A"' in same.text
    good = {**minutes, "next_deputy_id": ids[2]}
    assert lead.send(f"{base}/minutes", good).status_code == 303
    assert lead.send(f"{base}/minutes/sending", {"version": 1}).status_code == 303
    page = scene.world.client(scene.other).get(base).text
    assert "Vắng" in page
    assert f"cụm trưởng {scene.units[1].name}" in page


def test_the_hub_says_whose_turn_it_is(scene: Scene) -> None:
    path = f"/api/v1/clusters/{scene.cluster_id}/year"
    lead, member = scene.world.client(scene.lead), scene.world.client(scene.member)

    def next_of(client: object) -> tuple[str, bool]:
        step = client.get(path).json["next_step"]  # type: ignore[attr-defined]
        return step["key"], step["is_mine"]

    assert next_of(lead) == ("plan", True)
    assert next_of(member) == ("plan", False)
    page = lead.get(f"/clusters/{scene.cluster_id}/year").text
    assert "Kế hoạch: làm ngay" in page
    base = f"/clusters/{scene.cluster_id}"
    lead.send(f"{base}/plan", PLAN)
    signer = {"signer_name": "Lê Văn A", "signer_position": "Chủ tịch", "version": 1}
    lead.send(f"{base}/plan/sending", signer)
    scene.send_pledge()
    steps = {one["key"]: one for one in member.get(path).json["steps"]}
    assert steps["plan"]["state"] == "done"
    assert steps["pledge"]["note"] == "0/4 đã đăng ký, 0/4 đã ký"
    assert steps["pledge"]["is_mine"]
    own_name = scene.member.tenant.name
    assert steps["pledge"]["actor"].startswith(f"Còn: {own_name} (đơn vị bạn), ")
    assert f"đã ký. Còn: {own_name} (đơn vị bạn)" in member.get(f"{base}/year").text
    assert [one["key"] for one in member.get(path).json["steps"]][-1] == "election"


def test_the_year_through_the_api(scene: Scene) -> None:
    lead, member = scene.world.client(scene.lead), scene.world.client(scene.member)
    base = f"/api/v1/clusters/{scene.cluster_id}"
    plan = {
        "title": "Kế hoạch",
        "purpose": "Mục đích",
        "tasks": [{"text": "Ký giao ước", "due": "2026-03-15"}],
        "implementation": "Tổ chức",
    }
    assert member.call("POST", f"{base}/plan", json=plan).status_code == 403
    made = lead.call("POST", f"{base}/plan", json=plan)
    assert made.status_code == 201
    assert lead.call("PUT", f"{base}/plan", json=plan).status_code == 428
    tag = {"If-Match": made.headers["ETag"]}
    edited = lead.call("PUT", f"{base}/plan", json={**plan, "title": "Khác"}, headers=tag)
    assert edited.json["title"] == "Khác"
    assert lead.call("PUT", f"{base}/plan", json=plan, headers=tag).status_code == 412
    signing = {"signer_name": "A", "signer_position": "Chủ tịch"}
    tag = {"If-Match": edited.headers["ETag"]}
    assert member.call("GET", f"{base}/plan").status_code == 404
    sent = lead.call("POST", f"{base}/plan/sending", json=signing, headers=tag)
    assert sent.status_code == 200
    assert member.get(f"{base}/plan").json["title"] == "Khác"

    pledge = lead.call("POST", f"{base}/pledge", json={"contents": ["Thi đua"]})
    tag = {"If-Match": pledge.headers["ETag"]}
    assert lead.call("POST", f"{base}/pledge/sending", headers=tag).status_code == 200
    targets = {"targets": [{"text": "Thu ngân sách", "value": "105", "unit": "%"}]}
    row = member.call("POST", f"{base}/pledge/registration", json=targets)
    tag = {"If-Match": row.headers["ETag"]}
    row = member.call("PUT", f"{base}/pledge/registration", json=targets, headers=tag)
    tag = {"If-Match": row.headers["ETag"]}
    sending = f"{base}/pledge/registration/sending"
    assert member.call("POST", sending, headers=tag).json["sent_at"]
    signed = member.call("POST", f"{base}/pledge/signature", json={"position": "Chủ tịch"})
    assert (signed.status_code, len(signed.json["digest"])) == (201, 64)
    state = lead.get(f"{base}/pledge").json
    assert (state["registered"], state["signed"]) == (1, 1)

    meeting = {**{k: v for k, v in MEETING.items() if k != "agenda"}, "agenda": ["Báo cáo"]}
    path = f"{base}/meetings/half_year"
    held = lead.call("POST", path, json=meeting)
    tag = {"If-Match": held.headers["ETag"]}
    called = lead.call("POST", f"{path}/invitation", headers=tag)
    assert called.json["sent_at"]
    minutes = {
        "secretary_name": "B",
        "discussion": "C",
        "conclusions": ["D"],
        "attendees": [{"tenant_id": scene.units[1].id, "present": True, "people": "ông B"}],
    }
    written = lead.call("POST", f"{path}/minutes", json=minutes)
    tag = {"If-Match": written.headers["ETag"]}
    closed = lead.call("POST", f"{path}/minutes/sending", headers=tag)
    assert closed.json["sent_at"]
    shown = member.get(path).json
    assert [one["present"] for one in shown["minutes"]["attendees"]].count(True) == 1

    manager = scene.world.client(scene.manager)
    notice = {
        "year": YEAR,
        "symbol": "TB-UBND",
        "place": "Lạng Sơn",
        "issued_on": "2026-02-01",
        "signing_capacity": "committee_chair",
        "signer_name": "Hồ Tiến Thiệu",
    }
    assert member.call("POST", "/api/v1/cluster-notices", json=notice).status_code == 403
    issued = manager.call("POST", "/api/v1/cluster-notices", json=notice)
    assert issued.status_code == 201
    assert member.get(issued.headers["Location"]).json["number"] == "01"
    terms = member.get(f"{base}/terms").json
    assert [one["role"] for one in terms] == ["lead", "deputy"]


@pytest.mark.parametrize("part", ["plan", "pledge", "meetings/half_year", "year", ""])
def test_pages_of_the_year_ask_few_questions(scene: Scene, part: str) -> None:
    scene.send_pledge()
    client = scene.world.client(scene.member)
    path = f"/clusters/{scene.cluster_id}/{part}".rstrip("/")
    client.get(path)
    with counted(scene.world.app) as before:
        client.get(path)
    for person in scene.people:
        scene.register(person)
    with counted(scene.world.app) as after:
        assert client.get(path).status_code == 200
    assert len(after) == len(before)
    assert len(after) < 30
