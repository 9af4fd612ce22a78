"""Discipline lowers bands by the set's rules; proposals keep to quotas; sessions have minutes."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring import council_papers
from app.scoring.actions import council_sessions, disciplines, proposals, standings
from app.scoring.actions.council_sessions import Attendee, SessionContent
from app.scoring.deciding.terms import DisciplineKind, ProposalWord, SessionPurpose
from app.scoring.models import CouncilSession, Discipline
from app.scoring.queries import criteria
from app.scoring.queries import proposals as queries
from app.scoring.queries.proposals import Pool
from tenants.db import db
from tests.scoring.scenes import Scene, make_scene, member
from tests.scoring.test_standings import board, confirmed
from tests.sql import counted
from tests.world import World

TODAY = date(2026, 12, 10)
RULES = (
    {"when": "reprimand", "at_most": "Tốt"},
    {"when": "warning", "at_most": "Hoàn thành"},
    {"when": "no_self_score", "at_most": "Hoàn thành"},
)
FLAG = {"award": "Cờ thi đua", "count": 1, "per_members": None, "scope": "cluster"}
PRAISE = {"award": "Bằng khen", "count": 1, "per_members": 3, "scope": "province"}


def record(scene: Scene, index: int, kind: DisciplineKind, on: date) -> int:
    """A fact of a commune; its id."""
    with clock.fixed(TODAY), scene.world.acting(scene.leader):
        return disciplines.record(
            member_id=scene.world.communes[index].id,
            kind=kind,
            person="Chủ tịch UBND xã",
            decided_on=on,
            number="Quyết định số 12/QĐ-UBND",
            by=scene.leader,
        ).id


def bands(scene: Scene) -> dict[int, tuple[str, str]]:
    """Band and note by the number of the commune."""
    index = {one.id: number for number, one in enumerate(scene.world.communes)}
    return {index[row.member_id]: (row.band, row.band_note) for row in board(scene).rows}


def test_a_reprimand_in_the_year_lowers_the_band_and_says_so(world: World) -> None:
    scene = make_scene(world, (3,), downgrades=RULES)
    confirmed(scene, [{}, {"done": "49"}])
    assert bands(scene) == {0: ("Xuất sắc", ""), 1: ("Xuất sắc", "")}
    record(scene, 0, DisciplineKind.REPRIMAND, date(2025, 12, 31))
    assert bands(scene)[0] == ("Xuất sắc", "")
    fact = record(scene, 0, DisciplineKind.REPRIMAND, date(2026, 6, 1))
    assert bands(scene)[0] == (
        "Tốt",
        "Hạ từ Xuất sắc xuống Tốt: Chủ tịch UBND xã bị khiển trách, Quyết định số 12/QĐ-UBND ngày "
        "01/06/2026.",
    )
    assert [row.cluster_rank for row in board(scene).rows] == [1, 2]
    record(scene, 0, DisciplineKind.CRIMINAL, date(2026, 6, 1))
    assert bands(scene)[0][0] == "Tốt"
    record(scene, 0, DisciplineKind.WARNING, date(2026, 7, 1))
    assert bands(scene)[0][0] == "Hoàn thành"
    with world.acting(scene.leader):
        with pytest.raises(Invalid, match="lý do rút"):
            disciplines.withdraw(discipline_id=fact, reason=" ", by=scene.leader)
        disciplines.withdraw(discipline_id=fact, reason="Quyết định bị hủy", by=scene.leader)
        with pytest.raises(Conflict):
            disciplines.withdraw(discipline_id=fact, reason="Lần hai", by=scene.leader)
    assert bands(scene)[0][0] == "Hoàn thành"
    for change in (
        update(Discipline).values(person="Khác"),
        update(Discipline).values(kind=DisciplineKind.WARNING),
    ):
        with pytest.raises(IntegrityError, match="frozen"), world.acting(scene.leader):
            db.session.execute(change)


def test_who_did_not_score_itself_has_a_band_by_rule_and_no_place(world: World) -> None:
    scene = make_scene(world, (3,), downgrades=RULES)
    confirmed(scene, [{}, {"done": "49"}])
    with world.acting(scene.leader):
        standings.list_absence(
            set_id=scene.set_id,
            member_id=world.communes[2].id,
            reason="Không nộp",
            by=scene.leader,
        )
    found = board(scene)
    assert [(one.band, one.band_note) for one in found.listed] == [
        ("Hoàn thành", "Xếp Hoàn thành: không tự chấm điểm.")
    ]
    assert len(found.rows) == 2
    assert found.rows[0].percent == 100


def test_facts_are_checked_and_are_the_manager_s(world: World) -> None:
    scene = make_scene(world, (2,))
    other = member(scene, 0)
    given = {
        "member_id": world.communes[1].id,
        "kind": DisciplineKind.WARNING,
        "person": "Chủ tịch",
        "decided_on": TODAY,
        "number": "Số 1",
    }
    with clock.fixed(TODAY):
        with world.acting(other), pytest.raises(NotAllowed):
            disciplines.record(**given, by=other)  # type: ignore[arg-type]
        for wrong, field in (
            ({"person": " "}, "person"),
            ({"number": ""}, "number"),
            ({"decided_on": date(2026, 12, 11)}, "decided_on"),
            ({"decided_on": date(2024, 12, 11)}, "decided_on"),
            ({"member_id": world.province.id}, "member_id"),
        ):
            with world.acting(scene.leader), pytest.raises(Invalid) as raised:
                disciplines.record(**{**given, **wrong}, by=scene.leader)  # type: ignore[arg-type]
            assert field in raised.value.fields


def pools(scene: Scene) -> list[Pool]:
    """Who is proposed now."""
    with scene.world.acting(scene.leader, read_only=True):
        return queries.pools(criteria.criteria_set(scene.set_id))


def shared(scene: Scene) -> list[tuple[str, int, list[int]]]:
    """Award, limit, and the numbers of the communes that are proposed."""
    index = {one.id: number for number, one in enumerate(scene.world.communes)}
    return [
        (one.share.quota.award, one.share.limit, [index[who] for who in one.share.proposed])
        for one in pools(scene)
    ]


def say(scene: Scene, award: str, index: int, word: ProposalWord) -> None:
    """The council's word."""
    with scene.world.acting(scene.leader):
        proposals.say(
            set_id=scene.set_id,
            award=award,
            member_id=scene.world.communes[index].id,
            word=word,
            reason="Ý kiến của Hội đồng",
            by=scene.leader,
        )


def test_proposals_keep_to_the_quota_and_the_bands(world: World) -> None:
    scene = make_scene(world, (3, 3), quotas=(FLAG, PRAISE), downgrades=RULES)
    confirmed(scene, [{}, {"done": "45"}, {"done": "40"}, {}, {"done": "44"}, {"value": "0"}])
    assert shared(scene) == [
        ("Cờ thi đua", 1, [0]),
        ("Cờ thi đua", 1, [3]),
        ("Bằng khen", 2, [1, 4]),
    ]
    with pytest.raises(Invalid, match="Chỉ tiêu “Cờ thi đua” là 1, đã đủ 1"):
        say(scene, "Cờ thi đua", 1, ProposalWord.ADD)
    with pytest.raises(Invalid, match="chỉ đề nghị đơn vị xếp Xuất sắc hoặc Tốt"):
        say(scene, "Cờ thi đua", 5, ProposalWord.ADD)
    with pytest.raises(Invalid, match="không có chỉ tiêu"):
        say(scene, "Huân chương", 0, ProposalWord.ADD)
    say(scene, "Cờ thi đua", 0, ProposalWord.DROP)
    assert shared(scene)[0] == ("Cờ thi đua", 1, [1])
    with world.acting(scene.leader):
        proposals.take_back(
            set_id=scene.set_id,
            award="Cờ thi đua",
            member_id=world.communes[0].id,
            by=scene.leader,
        )
    assert shared(scene)[0] == ("Cờ thi đua", 1, [0])
    record(scene, 0, DisciplineKind.WARNING, date(2026, 6, 1))
    assert shared(scene)[0] == ("Cờ thi đua", 1, [1])


def test_the_council_chooses_among_equals_at_the_cut(world: World) -> None:
    scene = make_scene(world, (3,), quotas=(FLAG,))
    confirmed(scene, [{}, {}, {"done": "40"}])
    found = pools(scene)[0]
    assert (found.share.proposed, found.share.room) == ((), 1)
    assert len(found.undecided) == 2
    say(scene, "Cờ thi đua", 1, ProposalWord.ADD)
    assert shared(scene) == [("Cờ thi đua", 1, [1])]


def test_who_is_proposed_is_provisional_until_everybody_is_confirmed(world: World) -> None:
    scene = make_scene(world, (3, 2), quotas=(FLAG,))
    confirmed(scene, [{}, {"done": "45"}])
    [pool] = pools(scene)
    assert (pool.provisional, pool.unfinished) == (True, 1)
    client = world.client(scene.leader)
    page = f"/award-proposals?set={scene.set_id}"
    shown = client.get(page).get_data(as_text=True)
    assert "Tạm tính: còn 1 đơn vị chưa được Hội đồng xác nhận" in shown
    assert "Ghi ý kiến" not in shown
    [told] = client.get(f"/api/v1/award-proposals?criteria_set_id={scene.set_id}").json
    assert (told["provisional"], told["unfinished"]) == (True, 1)
    with pytest.raises(Conflict, match="còn 1 đơn vị chưa được Hội đồng xác nhận"):
        say(scene, "Cờ thi đua", 0, ProposalWord.DROP)
    with world.acting(scene.leader):
        standings.list_absence(
            set_id=scene.set_id,
            member_id=world.communes[2].id,
            reason="Không nộp",
            by=scene.leader,
        )
    assert "Tạm tính" not in client.get(page).get_data(as_text=True)
    say(scene, "Cờ thi đua", 0, ProposalWord.DROP)
    assert shared(scene) == [("Cờ thi đua", 1, [1])]


def minutes(**given: object) -> SessionContent:
    """A session of five members, all present."""
    content: dict[str, object] = {
        "purpose": SessionPurpose.AWARDS,
        "held_on": TODAY,
        "began_at": "8 giờ 00",
        "ended_at": "11 giờ 00",
        "place": "Phòng họp số 1",
        "chair": "Hồ Tiến Thiệu",
        "secretary": "Nguyễn Thị Thư",
        "agenda": "Xét kết quả thi đua.\nBỏ phiếu suy tôn.",
        "conclusion": "Thống nhất kết quả.",
        "attendees": [Attendee(name=f"Ủy viên {number}") for number in range(5)],
        **given,
    }
    return SessionContent(**content)  # type: ignore[arg-type]


def absent(number: int) -> list[Attendee]:
    """Five members of whom some did not come."""
    return [
        Attendee(name=f"Ủy viên {index}", present=index >= number, reason="Đi công tác")
        for index in range(5)
    ]


def test_minutes_are_closed_only_with_a_quorum_and_then_never_change(world: World) -> None:
    scene = make_scene(world, (2,))
    leader = scene.leader
    with clock.fixed(TODAY), world.acting(leader):
        for wrong, field in (
            ({"place": ""}, "place"),
            ({"held_on": date(2026, 12, 11)}, "held_on"),
            ({"attendees": []}, "attendees"),
            ({"agenda": " "}, "agenda"),
        ):
            with pytest.raises(Invalid) as raised:
                council_sessions.write(set_id=scene.set_id, content=minutes(**wrong), by=leader)
            assert field in raised.value.fields
        made = council_sessions.write(
            set_id=scene.set_id, content=minutes(attendees=absent(2)), by=leader
        )
        with pytest.raises(Conflict, match="3/5 thành viên dự; cần ít nhất 4"):
            council_sessions.close(session_id=made.id, version=made.version, by=leader)
        for content, said in (
            (minutes(attendees=absent(1), conclusion=" "), "Chưa ghi kết luận"),
            (minutes(attendees=absent(1)), None),
        ):
            council_sessions.edit(
                session_id=made.id, version=made.version, content=content, by=leader
            )
            if said:
                with pytest.raises(Conflict, match=said):
                    council_sessions.close(session_id=made.id, version=made.version, by=leader)
        council_sessions.close(session_id=made.id, version=made.version, by=leader)
        with pytest.raises(Conflict, match="đã chốt"):
            council_sessions.edit(
                session_id=made.id, version=made.version, content=minutes(), by=leader
            )
        paper_id = council_papers.ask_session(session_id=made.id, by=leader)
    with pytest.raises(IntegrityError, match="frozen"), world.acting(leader):
        db.session.execute(update(CouncilSession).values(place="Khác"))
    world.work()
    client = world.client(leader)
    shown = client.get(f"/api/v1/papers/{paper_id}")
    assert shown.json["file_id"] is not None


def test_the_pages(world: World) -> None:
    scene = make_scene(world, (2,), quotas=(FLAG,), downgrades=RULES)
    confirmed(scene, [{}, {"done": "45"}])
    client = world.client(scene.leader)
    year = clock.today().year
    page = client.get(f"/disciplines?year={scene_year(scene)}").get_data(as_text=True)
    assert "cao nhất là mức" in page
    given = {
        "member_id": world.communes[0].id,
        "kind": "reprimand",
        "person": "Chủ tịch UBND xã",
        "number": "Quyết định số 12/QĐ-UBND",
        "decided_on": "",
        "year": year,
    }
    refused = client.send("/disciplines", given)
    assert refused.status_code == 422
    assert "Cần ghi ngày quyết định" in refused.get_data(as_text=True)
    given["decided_on"] = f"01/01/{year}"
    assert client.send("/disciplines", given).status_code == 303
    assert client.send("/disciplines/1/withdrawal", {"reason": "", "year": year}).status_code == 422
    assert client.send("/disciplines/1/withdrawal", {"reason": "Nhầm"}).status_code == 303
    path = f"/award-proposals?set={scene.set_id}"
    assert world.communes[0].name in client.get(path).get_data(as_text=True)
    word = {
        "set": scene.set_id,
        "award": "Cờ thi đua",
        "member_id": world.communes[1].id,
        "word": "add",
        "reason": "Ý kiến",
    }
    full = client.send("/award-proposals", word)
    assert full.status_code == 422
    assert "đã đủ 1" in full.get_data(as_text=True)
    drop = {**word, "word": "drop", "member_id": world.communes[0].id}
    assert client.send("/award-proposals", drop).status_code == 303
    assert client.send("/award-proposals/removal", drop).status_code == 303
    new = client.get(f"/council-sessions/new?set={scene.set_id}").get_data(as_text=True)
    assert scene.leader.full_name in new
    form = {
        "set": scene.set_id,
        "purpose": "ordinary",
        "held_on": f"01/01/{year}",
        "began_at": "8 giờ",
        "place": "Phòng họp",
        "chair": "Chủ tịch",
        "secretary": "Thư ký",
        "agenda": "Xét kết quả",
        "attendees-0-name": "Ủy viên A",
        "attendees-1-name": "Ủy viên B",
        "attendees-1-present": "no",
        "attendees-1-reason": "Ốm",
    }
    assert client.send("/council-sessions", {**form, "place": ""}).status_code == 422
    made = client.send("/council-sessions", form)
    assert made.status_code == 303
    shown = client.get(made.headers["Location"]).get_data(as_text=True)
    assert "1/2" in shown
    assert client.send(f"{made.headers['Location']}/closing", {"version": 1}).status_code == 409
    assert client.send(made.headers["Location"], {**form, "version": 9}).status_code == 412
    assert client.send(made.headers["Location"], {**form, "version": 1}).status_code == 303
    listed = client.get(f"/council-sessions?set={scene.set_id}").get_data(as_text=True)
    assert "Phiên họp thường kỳ" in listed
    stranger = world.client(world.person(world.communes[0], Role.LEADER))
    for address in ("/disciplines", "/award-proposals", "/council-sessions", "/ballots"):
        assert stranger.get(address).status_code == 403


def scene_year(scene: Scene) -> int:
    """The year of the set."""
    with scene.world.acting(scene.leader, read_only=True):
        return criteria.criteria_set(scene.set_id).year


def test_the_api(world: World) -> None:
    scene = make_scene(world, (2,), quotas=(FLAG,), downgrades=RULES)
    confirmed(scene, [{}, {"done": "45"}])
    client = world.client(scene.leader)
    fact = {
        "member_id": world.communes[0].id,
        "kind": "reprimand",
        "person": "Chủ tịch UBND xã",
        "number": "Quyết định số 12/QĐ-UBND",
        "decided_on": f"{clock.today().year}-01-01",
    }
    made = client.call("POST", "/api/v1/disciplines", json=fact)
    assert made.status_code == 201
    assert len(client.get("/api/v1/disciplines").json) == 1
    base = f"/api/v1/disciplines/{made.json['id']}/withdrawal"
    assert client.call("POST", base, json={"reason": "Nhầm"}).status_code == 200
    path = f"/api/v1/award-proposals?criteria_set_id={scene.set_id}"
    [pool] = client.get(path).json
    assert (pool["proposed"], pool["provisional"]) == ([world.communes[0].id], False)
    word = {
        "criteria_set_id": scene.set_id,
        "award": "Cờ thi đua",
        "member_id": world.communes[0].id,
        "word": "drop",
        "reason": "Ý kiến Hội đồng",
    }
    assert client.call("POST", "/api/v1/award-proposals", json=word).status_code == 201
    assert client.get(path).json[0]["proposed"] == [world.communes[1].id]
    gone = f"{path}&award=Cờ thi đua&member_id={world.communes[0].id}"
    assert client.call("DELETE", gone).status_code == 204
    session = {
        "criteria_set_id": scene.set_id,
        "purpose": "ordinary",
        "held_on": f"{clock.today().year}-01-01",
        "began_at": "8 giờ",
        "place": "Phòng họp",
        "chair": "Chủ tịch",
        "secretary": "Thư ký",
        "agenda": "Xét kết quả",
        "conclusion": "Thống nhất",
        "attendees": [{"name": "A"}, {"name": "B"}],
    }
    held = client.call("POST", "/api/v1/council-sessions", json=session)
    assert held.status_code == 201
    path = held.headers["Location"]
    closing = f"{path}/closing"
    assert client.call("POST", closing).status_code == 428
    session.pop("criteria_set_id")
    tag = {"If-Match": held.headers["ETag"]}
    edited = client.call("PUT", path, json={**session, "place": "Phòng 2"}, headers=tag)
    assert edited.json["place"] == "Phòng 2"
    tag = {"If-Match": edited.headers["ETag"]}
    assert client.call("POST", closing, headers=tag).json["closed_at"] is not None
    listed = client.get(f"/api/v1/council-sessions?criteria_set_id={scene.set_id}")
    assert len(listed.json) == 1


def test_an_impossible_year_shows_the_present_one(world: World) -> None:
    client = world.client(make_scene(world, (2,)).leader)
    said = f"xếp loại năm {clock.today().year}"
    for year in ("99999999999", "1999", "2101", "nay"):
        shown = client.get(f"/disciplines?year={year}")
        assert (shown.status_code, said in shown.get_data(as_text=True)) == (200, True)
        assert client.send("/disciplines", {"year": year}).status_code == 422
    assert "xếp loại năm 2030" in client.get("/disciplines?year=2030").get_data(as_text=True)


def test_a_session_form_is_shown_bare_and_nearly_empty(world: World) -> None:
    scene = make_scene(world, (2,))
    client = world.client(scene.leader)
    assert client.get(f"/council-sessions/new?set={scene.set_id}").status_code == 200
    refused = client.send("/council-sessions", {"set": scene.set_id})
    shown = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'id="f-purpose-error"' in shown
    whole = {"set": scene.set_id, "purpose": "ordinary"}
    refused = client.send("/council-sessions", whole)
    assert refused.status_code == 422
    assert 'id="f-place-error"' in refused.get_data(as_text=True)


@pytest.mark.parametrize("sizes", [(2,), (2, 2, 2, 2)])
def test_pages_ask_no_more_for_many_clusters(world: World, sizes: tuple[int, ...]) -> None:
    scene = make_scene(world, sizes, quotas=(FLAG, PRAISE), downgrades=RULES)
    confirmed(scene, [{}, {"done": "40"}] * len(sizes))
    client = world.client(scene.leader)
    for path, most in (
        (f"/award-proposals?set={scene.set_id}", 16),
        (f"/disciplines?year={scene_year(scene)}", 18),
    ):
        with counted(world.app) as statements:
            assert client.get(path).status_code == 200
        assert len(statements) <= most
