"""After the announcement: verification, why, petitions, further editions; nothing is edited."""

import hashlib
import json

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.notifications.models import Notification
from app.scoring import jobs
from app.scoring.announcing import results
from app.scoring.models import (
    Announcement,
    Confirmation,
    FrozenResult,
    FrozenSheet,
    Petition,
    PetitionAnswer,
)
from app.scoring.queries import announcements, criteria, standings, statuses, telling
from app.scoring.queries import sheets as sheet_queries
from tenants.db import db
from tests.scoring.announced import Known, announce, answer, decide_anew, known, petition
from tests.scoring.scenes import fill, make_scene, member
from tests.sql import counted
from tests.world import World


def heard(here: Known, index: int) -> list[str]:
    """What a member was told, newest first."""
    person = member(here.scene, index)
    with here.world.acting(person):
        found = db.session.scalars(select(Notification.text).order_by(Notification.id.desc()))
        return list(found)


def test_what_was_announced_is_frozen_whole_and_each_member_reads_its_own_part(
    world: World,
) -> None:
    here = known(world)
    with world.acting(here.scene.leader):
        found = db.session.get_one(Announcement, here.announcement_id)
        whole = announcements.frozen_result(found.id)
        assert found.digest == whole.digest == hashlib.sha256(whole.content.encode()).hexdigest()
        assert results.check(whole.content, whole.digest, found.digest) == []
        rows = db.session.execute(select(FrozenSheet.sheet_id, FrozenSheet.digest))
        parts = {row.sheet_id: row.digest for row in rows}
        stored = json.loads(whole.content)["sheets"]
        assert {str(one): digest for one, digest in parts.items()} == stored
        assert set(parts) == set(here.sheet_ids)
    for change in (
        update(FrozenResult).values(digest="x"),
        update(FrozenSheet).values(content="{}"),
    ):
        with pytest.raises(IntegrityError, match="frozen"), world.acting(here.scene.leader):
            db.session.execute(change)
    for index in range(2):
        with world.acting(member(here.scene, index), read_only=True):
            assert db.session.scalars(select(FrozenResult.id)).all() == []
            [own] = db.session.scalars(select(FrozenSheet)).all()
            assert own.sheet_id == here.sheet_ids[index]


def test_the_command_line_and_the_page_verify_a_result(world: World) -> None:
    here = known(world)
    runner = world.app.test_cli_runner()
    said = runner.invoke(args=["scoring", "verify", str(here.announcement_id)])
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "khớp")
    assert runner.invoke(args=["scoring", "verify", "999"]).exit_code == 1
    client = world.client(here.scene.leader)
    path = f"/api/v1/announcements/{here.announcement_id}"
    assert client.get(f"{path}/verification").json["matches"] is True
    page = client.get(f"/announcements/{here.announcement_id}/verification")
    assert "đúng từng byte" in page.get_data(as_text=True)
    shown = client.get(path).json
    assert (shown["edition"], shown["replaced_by_id"], shown["changes"]) == (1, None, [])
    assert len(shown["digest"]) == 64
    stranger = world.client(member(here.scene, 0))
    assert stranger.get(f"{path}/verification").status_code == 404
    assert stranger.get(path).json["digest"] == shown["digest"]


def test_why_is_read_by_the_member_and_whoever_announced_alone(world: World) -> None:
    here = known(world)
    sheet_id = here.sheet_ids[1]
    path, page = f"/api/v1/score-sheets/{sheet_id}/why", f"/score-sheets/{sheet_id}/why"
    for client in (world.client(member(here.scene, 1)), world.client(here.scene.leader)):
        told = client.get(path).json
        assert (told["total"], told["cluster_rank"]) == ("96", 2)
        ratio = next(line for line in told["lines"] if line["code"] == "I.1")
        assert (ratio["points"], ratio["explained"]) == ("36", "40 × 45/50 = 36")
        assert [stage["name"] for stage in ratio["stages"]][:2] == ["Tự chấm", "Thẩm định lần 1"]
        assert told["sums"][-1] == "Tổng điểm: 96 + 0 − 0 = 96."
        text = client.get(page).get_data(as_text=True)
        assert "40 × 45/50 = 36" in text
        assert told["digest"] in text
    for index in (2, 5):
        other = world.client(member(here.scene, index))
        assert other.get(path).status_code == 404
        assert other.get(page).status_code == 404


def test_a_member_tries_other_values_and_nothing_is_kept(world: World) -> None:
    here = known(world)
    client, sheet_id = world.client(member(here.scene, 1)), here.sheet_ids[1]
    one = here.scene.ids["I.1"]
    values = {"lines": [{"criterion_id": one, "inputs": {"done": "50", "assigned": "50"}}]}
    path = f"/api/v1/score-sheets/{sheet_id}/estimates"
    found = client.call("POST", path, json=values).json
    assert (found["total"], found["rank"], found["equals"]) == ("100", 1, 1)
    assert found["band"] == "Xuất sắc"
    assert client.call("POST", path, json={}).json["total"] == "96"
    page = f"/score-sheets/{sheet_id}/what-if"
    assert "Nếu" in client.get(page).get_data(as_text=True)
    shown = client.send(page, {f"lines.{one}.done": "40", f"lines.{one}.assigned": "50"})
    assert "96 → 92" in shown.get_data(as_text=True)
    wrong = client.send(page, {f"lines.{one}.done": "nhiều", f"lines.{one}.assigned": "50"})
    assert wrong.status_code == 422
    assert "Không phải là số" in wrong.get_data(as_text=True)
    with world.acting(here.scene.leader, read_only=True):
        assert telling.told(sheet_id).story.total == 96


def test_the_council_tries_one_value_and_sees_who_moves(world: World) -> None:
    here = known(world)
    client = world.client(here.scene.leader)
    given = {
        "sheet_id": here.sheet_ids[2],
        "criterion_id": here.scene.ids["I.1"],
        "inputs": {"done": "50", "assigned": "50"},
    }
    path = f"/api/v1/criteria-sets/{here.scene.set_id}/estimates"
    steps = {one["sheet_id"]: one for one in client.call("POST", path, json=given).json}
    moved = steps[here.sheet_ids[2]]
    assert (moved["rank_before"], moved["rank_after"], moved["total_after"]) == (3, 1, "100")
    assert steps[here.sheet_ids[1]]["rank_after"] == 3
    page = f"/criteria-sets/{here.scene.set_id}/what-if?cluster={here.scene.cluster_ids[0]}"
    asked = f"{page}&sheet={here.sheet_ids[2]}&criterion={here.scene.ids['I.1']}&reckon=1"
    shown = client.get(f"{asked}&inputs.done=50&inputs.assigned=50").get_data(as_text=True)
    assert "lên 2 bậc, từ hạng 3" in shown
    assert client.get(f"{asked}&points=41").status_code == 422
    assert client.get(page).status_code == 200


def test_a_petition_is_sent_within_its_period_once_and_by_the_member_alone(world: World) -> None:
    here = known(world)
    person = member(here.scene, 1)
    asked = {"announcement_id": here.announcement_id, "criterion_id": here.scene.ids["I.1"]}
    with pytest.raises(Invalid) as raised, world.acting(person):
        jobs.petition(**asked, text=" ", files=(), by=person)
    assert list(raised.value.fields) == ["text"]
    with pytest.raises(Invalid) as raised, world.acting(person):
        jobs.petition(**asked, text="Xem lại", files=[("a.exe", b"MZ")], by=person)
    assert list(raised.value.fields) == ["files"]
    petition(here, 1)
    with pytest.raises(Conflict, match="đã kiến nghị"):
        petition(here, 1)
    petition(here, 1, code=None)
    with pytest.raises(NotAllowed):
        petition(here, 7)
    late = clock.today().replace(year=clock.today().year + 1)
    with clock.fixed(late), pytest.raises(Conflict, match="hết hạn kiến nghị"):
        petition(here, 0)
    world.work()
    with world.acting(here.scene.leader):
        told = list(db.session.scalars(select(Notification.text)))
        assert sum("kiến nghị về kết quả" in one for one in told) == 2
    with pytest.raises(IntegrityError, match="frozen"), world.acting(person):
        db.session.execute(update(Petition).values(text="khác"))


def test_a_refused_petition_changes_nothing(world: World) -> None:
    here = known(world)
    asked = petition(here, 1)
    leader = here.scene.leader
    with world.acting(leader), pytest.raises(Invalid, match="lý do"):
        jobs.answer_petition(petition_id=asked, granted=False, reason=" ", by=leader)
    answer(here, asked, granted=False)
    with pytest.raises(Conflict, match="đã được trả lời"):
        answer(here, asked)
    with world.acting(leader):
        assert db.session.scalars(select(Confirmation.revision)).all() == [1, 1, 1]
    with pytest.raises(Conflict, match="chưa có gì thay đổi"):
        announce(here.scene, here.scene.cluster_ids[0], cause="Trả lời kiến nghị")
    world.work()
    assert "không được chấp nhận" in heard(here, 1)[0]
    with pytest.raises(IntegrityError, match="frozen"), world.acting(leader):
        db.session.execute(update(PetitionAnswer).values(granted=True))


def test_a_granted_petition_leads_to_a_new_edition_and_the_old_one_stays(world: World) -> None:
    here = known(world)
    scene, first_id = here.scene, here.announcement_id
    asked = petition(here, 2)
    answer(here, asked)
    decide_anew(here, 2, "I.1", "40")
    with world.acting(member(scene, 2), read_only=True):
        standing = sheet_queries.detail(here.sheet_ids[2]).standing
        assert standing is not None
        assert standing.cluster_rank == 3
    with pytest.raises(Invalid) as raised:
        announce(scene, scene.cluster_ids[0])
    assert list(raised.value.fields) == ["cause"]
    second_id = announce(scene, scene.cluster_ids[0], cause="Chấp nhận kiến nghị về việc số 50")
    world.work()
    with world.acting(scene.leader, read_only=True):
        newest = standings.announced(scene.set_id, scene.cluster_ids[0])
        assert newest is not None
        assert (newest.id, newest.edition) == (second_id, 2)
        old = standings.announcement(first_id)
        assert [row.total for row in announcements.board(old).rows] == [100, 96, 92]
        assert [row.total for row in announcements.board(newest).rows] == [100, 100, 96]
        moved = announcements.differences(old, newest)
        assert {one.member_id for one in moved} == {world.communes[one].id for one in (1, 2)}
        for one in (first_id, second_id):
            whole = announcements.frozen_result(one)
            assert results.verify(whole.content) == []
        newer = sheet_queries.detail(here.sheet_ids[2]).standing
        assert newer is not None
        assert newer.cluster_rank == 1
        ranks = standings.announced_ranks(scene.set_id)
        assert [ranks[world.communes[one].id] for one in range(3)] == [1, 3, 1]
    assert "thay đổi từ 3 thành 1" in heard(here, 2)[0]
    assert "thay đổi từ 2 thành 3" in heard(here, 1)[0]
    assert "Công bố lại (lần 2)" in heard(here, 0)[0]
    assert "thay đổi" not in heard(here, 0)[0]


def test_a_granted_petition_waits_for_the_council_on_its_page(world: World) -> None:
    here = known(world)
    scene = here.scene
    council = world.client(world.person(world.province, Role.COUNCIL_MEMBER))
    page = f"/council?set={scene.set_id}&cluster={scene.cluster_ids[0]}"
    address = f"/score-sheets/{here.sheet_ids[2]}/confirmation"
    assert address not in council.get(page).get_data(as_text=True)
    asked = petition(here, 2)
    hope = "bạn nhận được thông báo ngay khi có trả lời"
    assert hope not in council.get(f"/petitions/{asked}").get_data(as_text=True)
    own = world.client(member(scene, 2))
    assert hope in own.get(f"/petitions/{asked}").get_data(as_text=True)
    answer(here, asked)
    shown = council.get(page).get_data(as_text=True)
    assert shown.count("Trở lại theo kiến nghị") == shown.count(address) == 1
    with world.acting(scene.leader, read_only=True):
        waiting = [one for one in statuses.of_set(scene.set_id) if one.awaits_council]
        assert [one.sheet_id for one in waiting] == [here.sheet_ids[2]]
    again = "Xem xét lại 1 bảng điểm trở lại theo kiến nghị"
    assert again in council.get("/home").get_data(as_text=True)
    decide_anew(here, 2, "I.1", "40")
    shown = council.get(page).get_data(as_text=True)
    assert "Đã xác nhận lại, chờ công bố lại" in shown
    assert address in shown
    assert again not in council.get("/home").get_data(as_text=True)
    announce(scene, scene.cluster_ids[0], cause="Chấp nhận kiến nghị")
    assert address not in council.get(page).get_data(as_text=True)


def test_readers_take_the_newest_edition_and_are_told_of_old_ones(world: World) -> None:
    here = known(world)
    scene = here.scene
    answer(here, petition(here, 2))
    decide_anew(here, 2, "I.1", "40")
    leader = world.client(scene.leader)
    page = f"/standings?set={scene.set_id}&cluster={scene.cluster_ids[0]}"
    assert "Kết quả lần 1 đã công bố" in leader.get(page).get_data(as_text=True)
    path = f"/criteria-sets/{scene.set_id}/announcements"
    form = {"cluster": scene.cluster_ids[0], "issued_on": "", "number": "16"}
    refused = leader.send(path, form)
    assert refused.status_code == 422
    assert "lý do công bố lại" in refused.get_data(as_text=True)
    assert leader.send(path, {**form, "cause": "Chấp nhận kiến nghị"}).status_code == 303
    client = world.client(member(scene, 2))
    shown = client.get(page).get_data(as_text=True)
    assert "lần 2" in shown
    old = client.get(f"/announcements/{here.announcement_id}").get_data(as_text=True)
    assert "Đã được thay bằng lần công bố 2" in old
    query = f"/api/v1/standings?criteria_set_id={scene.set_id}&cluster_id={scene.cluster_ids[0]}"
    assert [row["total"] for row in client.get(query).json["rows"]] == ["100", "100", "96"]
    sheet_id = here.sheet_ids[2]
    why = client.get(f"/api/v1/score-sheets/{sheet_id}/why").json
    assert why["total"] == "100"
    ratio = next(line for line in why["lines"] if line["code"] == "I.1")
    assert ratio["stages"][-1]["name"] == "Hội đồng, lần 2"
    assert ratio["by_hand"] is True
    before = client.get(
        f"/api/v1/score-sheets/{sheet_id}/why?announcement_id={here.announcement_id}"
    ).json
    assert before["total"] == "92"
    told = client.get(f"/score-sheets/{sheet_id}/why").get_data(as_text=True)
    assert "Được chấp nhận" in told


def test_a_cluster_announced_anew_outdates_the_province(world: World) -> None:
    given = ({}, {"done": "45"}, {"done": "40"}, {"done": "35"})
    here = known(world, given, sizes=(2, 2))
    scene = here.scene
    announce(scene, scene.cluster_ids[1])
    whole_id = announce(scene)
    answer(here, petition(here, 1))
    decide_anew(here, 1, "I.1", "38")
    with pytest.raises(Conflict, match="Cụm 1"):
        announce(scene, cause="Theo kiến nghị")
    announce(scene, scene.cluster_ids[0], cause="Theo kiến nghị")
    client = world.client(member(scene, 0))
    assert client.get(f"/api/v1/announcements/{whole_id}").json["outdated"] is True
    page = f"/standings?set={scene.set_id}"
    assert "chưa cập nhật" in client.get(page).get_data(as_text=True)
    again = announce(scene, cause="Cụm 1 công bố lại")
    assert client.get(f"/api/v1/announcements/{again}").json["outdated"] is False
    assert client.get(f"/api/v1/announcements/{again}").json["edition"] == 2
    assert "chưa cập nhật" not in client.get(page).get_data(as_text=True)


def test_petitions_through_pages_and_api(world: World) -> None:
    here = known(world)
    client, leader = world.client(member(here.scene, 1)), world.client(here.scene.leader)
    path = f"/announcements/{here.announcement_id}/petitions"
    assert "Nội dung, căn cứ" in client.get(f"{path}/new").get_data(as_text=True)
    assert client.send(path, {"text": ""}).status_code == 422
    made = client.send(path, {"text": "Đề nghị xem lại", "criterion_id": here.scene.ids["I.1"]})
    assert made.status_code == 303
    one = made.headers["Location"]
    assert "Chờ trả lời" in client.get(one).get_data(as_text=True)
    assert "tiêu chí I.1" in leader.get("/petitions").get_data(as_text=True)
    api = f"/api/v1/announcements/{here.announcement_id}/petitions"
    sent = client.call("POST", api, json={"text": "Về toàn bảng"})
    assert sent.status_code == 201
    assert client.call("POST", api, json={"text": "Về toàn bảng"}).status_code == 409
    assert [line["criterion_id"] for line in leader.get("/api/v1/petitions").json] == [
        None,
        here.scene.ids["I.1"],
    ]
    answers = f"{sent.headers['Location']}/answer"
    assert client.call("POST", answers, json={"granted": True, "reason": "x"}).status_code == 403
    said = leader.call("POST", answers, json={"granted": False, "reason": "Đã tính đủ"})
    assert (said.status_code, said.json["granted"]) == (201, False)
    assert leader.send(f"{one}/answer", {"granted": "", "reason": "a"}).status_code == 422
    done = leader.send(
        f"{one}/answer", {"granted": "yes", "reason": "Có căn cứ"}, follow_redirects=True
    )
    assert "Mở bảng điểm để Hội đồng xác nhận lại" in done.get_data(as_text=True)
    stranger = world.client(member(here.scene, 2))
    assert stranger.get(one).status_code == 404
    assert stranger.get("/api/v1/petitions").json == []


def test_the_file_of_a_petition_is_read_by_its_addressee(world: World) -> None:
    here = known(world)
    petition(here, 1)
    with world.acting(here.scene.leader, read_only=True):
        file_id = db.session.execute(db.text("SELECT file_id FROM petition_files")).scalar_one()
    assert world.client(here.scene.leader).get(f"/files/{file_id}").status_code == 200
    assert world.client(member(here.scene, 2)).get(f"/files/{file_id}").status_code == 404


@pytest.mark.parametrize("size", [3, 20])
def test_statements_do_not_grow_with_the_members(world: World, size: int) -> None:
    here = known(world, tuple({"done": str(50 - one)} for one in range(size)))
    petition(here, 1)
    leader = world.client(here.scene.leader)
    for path, most in (
        (f"/announcements/{here.announcement_id}", 23),
        (f"/announcements/{here.announcement_id}/verification", 12),
        (f"/score-sheets/{here.sheet_ids[0]}/why", 17),
        (f"/score-sheets/{here.sheet_ids[0]}/what-if", 16),
        (f"/criteria-sets/{here.scene.set_id}/what-if", 23),
        ("/petitions", 13),
    ):
        leader.get(path)
        with counted(world.app) as statements:
            assert leader.get(path).status_code == 200
        assert len(statements) <= most, (path, len(statements))


def test_announcing_takes_a_fixed_number_of_statements(world: World) -> None:
    here = known(world, tuple({"done": str(50 - one)} for one in range(12)), sizes=(2, 10))
    scene = here.scene
    with world.acting(scene.leader):
        criteria.criteria_set(scene.set_id)
    with counted(world.app) as many:
        announce(scene, scene.cluster_ids[1])
    with counted(world.app) as whole:
        announce(scene)
    assert len(many) <= 50
    assert len(whole) <= len(many) + 5


def test_before_it_is_submitted_a_member_tries_values_and_is_told_that_all_is_provisional(
    world: World,
) -> None:
    scene = make_scene(world, (2,))
    person = member(scene, 1)
    sheet_id = fill(scene, person, done="40")
    client, one = world.client(person), scene.ids["I.1"]
    values = {"lines": [{"criterion_id": one, "inputs": {"done": "50", "assigned": "50"}}]}
    path = f"/api/v1/score-sheets/{sheet_id}"
    found = client.call("POST", f"{path}/estimates", json=values).json
    assert (found["total"], found["rank"], found["band"]) == ("100", None, "Xuất sắc")
    assert client.get(f"{path}/why").json["total"] == "92"
    assert "Tạm tính" in client.get(f"/score-sheets/{sheet_id}/why").get_data(as_text=True)
    assert world.client(member(scene, 0)).get(f"{path}/why").status_code == 404
