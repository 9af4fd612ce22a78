"""The council confirms, ties are decided, results are announced: exact, at once, frozen."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.access.permissions import Role
from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, NotAllowed, Stale
from app.notifications.models import Notification
from app.scoring import jobs, papers
from app.scoring.actions import confirmations, sheets, standings
from app.scoring.actions.announcements import Paper
from app.scoring.actions.confirmations import Change
from app.scoring.models import Confirmation, ConfirmationLine, Standing
from app.scoring.queries import criteria, statuses
from app.scoring.queries import sheets as sheet_queries
from app.scoring.queries import standings as queries
from app.scoring.queries.standings import Board
from app.scoring.terms import SheetState, TieRule
from tenants.db import db
from tests.scoring.scenes import Scene, appraise, fill, make_scene, member, settle, submit
from tests.sql import counted
from tests.world import Person, World


def settled(scene: Scene, given: Sequence[dict[str, str]]) -> list[int]:
    """Settled sheets of the first communes, filled as given; their ids."""
    ids = [submit(scene, member(scene, index), **one) for index, one in enumerate(given)]
    for sheet_id in ids:
        settle(scene, sheet_id)
    return ids


def confirmed(scene: Scene, given: Sequence[dict[str, str]]) -> list[int]:
    """Sheets that the council has confirmed as settled; their ids."""
    ids = settled(scene, given)
    with scene.world.acting(scene.leader):
        assert confirmations.confirm_all(set_id=scene.set_id, by=scene.leader) == len(ids)
    return ids


def board(scene: Scene, cluster_id: int | None = None) -> Board:
    """The result as the province sees it."""
    with scene.world.acting(scene.leader, read_only=True):
        return queries.board(criteria.criteria_set(scene.set_id), cluster_id=cluster_id)


def announce(scene: Scene, cluster_id: int | None = None, number: str | None = None) -> int:
    """Announce, under the next number or the one wanted; the id of the announcement."""
    with scene.world.acting(scene.leader):
        paper = Paper(number=number, issued_on=clock.today(), signer_name="Hồ Tiến Thiệu")
        return jobs.announce(
            set_id=scene.set_id, cluster_id=cluster_id, paper=paper, by=scene.leader
        ).id


def test_the_council_changes_points_with_a_reason_until_the_result_is_known(world: World) -> None:
    scene = make_scene(world, (2,))
    first, _ = settled(scene, [{}, {"done": "40"}])
    leader, one = scene.leader, scene.ids["II.1"]
    with world.acting(leader):
        silent = {one: Change(points=Decimal(20))}
        with pytest.raises(Invalid) as raised:
            confirmations.confirm(sheet_id=first, version=0, changes=silent, by=leader)
        assert list(raised.value.fields) == [f"lines.{one}.reason"]
        above = {one: Change(points=Decimal(41), reason="Vượt")}
        with pytest.raises(Invalid) as raised:
            confirmations.confirm(sheet_id=first, version=0, changes=above, by=leader)
        assert list(raised.value.fields) == [f"lines.{one}.points"]
        same = {one: Change(points=Decimal(40)), scene.ids["I.2"]: Change(points=Decimal(20))}
        made = confirmations.confirm(sheet_id=first, version=0, changes=same, by=leader)
        assert (made.total, made.has_zero) == (Decimal(100), False)
        less = {one: Change(points=Decimal(0), reason="Không có căn cứ")}
        with pytest.raises(Stale):
            confirmations.confirm(sheet_id=first, version=0, changes=less, by=leader)
        made = confirmations.confirm(sheet_id=first, version=1, changes=less, by=leader)
        assert (made.total, made.has_zero) == (Decimal(60), True)
        assert made.subtotals == {"I": "60.000", "II": "0.000", "III": "0.000", "IV": "0.000"}
        assert confirmations.confirm_all(set_id=scene.set_id, by=leader) == 1
    announce(scene)
    with world.acting(leader), pytest.raises(Conflict, match="đã công bố"):
        confirmations.confirm(sheet_id=first, version=3, changes=same, by=leader)
    for change in (
        update(Confirmation).values(total=1),
        update(ConfirmationLine).values(points=1),
        delete(ConfirmationLine),
    ):
        with pytest.raises(IntegrityError, match="frozen"), world.acting(leader):
            db.session.execute(change)


def test_only_a_settled_sheet_is_confirmed_and_only_by_the_province(world: World) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    appraise(scene, sheet_id)
    with world.acting(scene.leader):
        with pytest.raises(Conflict, match="chưa chốt"):
            confirmations.confirm(sheet_id=sheet_id, version=0, changes={}, by=scene.leader)
        assert confirmations.confirm_all(set_id=scene.set_id, by=scene.leader) == 0
    with world.acting(owner), pytest.raises(NotAllowed):
        confirmations.confirm(sheet_id=sheet_id, version=0, changes={}, by=owner)


def test_the_council_s_word_is_read_by_the_member_only_with_the_result(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    first, second = (world.client(member(scene, index)) for index in range(2))
    outsider = world.client(member(scene, 9))
    path = f"/api/v1/standings?criteria_set_id={scene.set_id}"
    page = f"/standings?set={scene.set_id}"
    for client in (first, outsider):
        assert client.get(path).status_code == 404
        assert "chưa được công bố" in client.get(page).get_data(as_text=True)
        assert client.get("/api/v1/score-sheets/1/confirmation").status_code == 404
        assert client.get(f"/council?set={scene.set_id}").status_code == 403
    announce(scene)
    for client in (first, second, outsider):
        rows = client.get(path).json["rows"]
        assert [row["total"] for row in rows] == ["100", "92"]
        assert f"Đã công bố {dates.short(clock.today())}" in client.get(page).get_data(as_text=True)
    assert first.get("/api/v1/score-sheets/1/confirmation").json["total"] == "100"
    assert second.get("/api/v1/score-sheets/1/confirmation").status_code == 200
    assert outsider.get("/api/v1/score-sheets/1/confirmation").status_code == 404


def test_bands_ranks_and_the_tie_chain(world: World) -> None:
    scene = make_scene(world, (3, 3))
    given = [
        {},  # 100, cluster 1
        {"done": "25", "value": "100"},  # 80: 20 + 20 + 40
        {"done": "50", "value": "75"},  # 80: 40 + 20 + 20, less in II
        {"value": "0"},  # 60, a zero, cluster 2
        {"late": "4"},  # 100 − 2 (cap) = 98
        {"late": "8"},  # the same: 98
    ]
    confirmed(scene, given)
    whole = board(scene)
    names = {one.id: index for index, one in enumerate(world.communes)}
    found = [
        (names[row.member_id], row.total, row.band, row.cluster_rank, row.province_rank)
        for row in whole.rows
    ]
    assert found == [
        (0, Decimal(100), "Xuất sắc", 1, 1),
        (4, Decimal(98), "Xuất sắc", 1, 2),
        (5, Decimal(98), "Xuất sắc", 1, 2),
        (1, Decimal(80), "Tốt", 2, 4),
        (2, Decimal(80), "Tốt", 3, 5),
        (3, Decimal(60), "Hoàn thành", 3, 6),
    ]
    assert "điểm mục II cao hơn (40 so với 20)" in whole.rows[3].tie_note
    assert "2 đơn vị đồng hạng" in whole.rows[1].tie_note
    second = board(scene, scene.cluster_ids[1])
    assert [row.cluster_rank for row in second.rows] == [1, 1, 3]


def test_nothing_is_announced_while_somebody_is_missing(world: World) -> None:
    scene = make_scene(world, (3,))
    settled(scene, [{}, {}])
    missing = world.communes[2]
    with world.acting(scene.leader):
        confirmations.confirm_all(set_id=scene.set_id, by=scene.leader)
    with pytest.raises(Conflict, match=missing.name):
        announce(scene)
    with world.acting(scene.leader):
        with pytest.raises(Conflict, match="đã nộp bảng điểm"):
            standings.list_absence(
                set_id=scene.set_id,
                member_id=world.communes[0].id,
                reason="Nhầm",
                by=scene.leader,
            )
        standings.list_absence(
            set_id=scene.set_id,
            member_id=missing.id,
            reason="Không gửi bảng tự chấm",
            by=scene.leader,
        )
    announce(scene)
    late = member(scene, 2)
    sheet_id = fill(scene, late)
    with world.acting(late):
        with pytest.raises(Conflict, match="không tự chấm"):
            sheets.submit(sheet_id=sheet_id, by=late)
        known = queries.announced_board(scene.set_id)
        assert known is not None
        assert [(one.member_id, one.reason) for one in known.listed] == [
            (missing.id, "Không gửi bảng tự chấm")
        ]
        assert missing.id not in {row.member_id for row in known.rows}
    with world.acting(scene.leader), pytest.raises(Conflict):
        standings.withdraw_absence(set_id=scene.set_id, member_id=missing.id, by=scene.leader)


def decide(scene: Scene, cluster_id: int | None, sheet_ids: Sequence[int]) -> None:
    """The authority's word."""
    with scene.world.acting(scene.leader):
        standings.decide_tie(
            set_id=scene.set_id,
            cluster_id=cluster_id,
            sheet_ids=sheet_ids,
            reason="Kết luận phiên họp Hội đồng ngày 15/12/2026",
            by=scene.leader,
        )


def test_a_tie_waits_for_the_authority(world: World) -> None:
    scene = make_scene(world, (2, 2), tie_rule=TieRule.AUTHORITY)
    a, b, c = confirmed(scene, [{}, {}, {}, {"done": "25"}])[:3]
    first = scene.cluster_ids[0]
    assert board(scene, first).awaiting == [(a, b)]
    with pytest.raises(Conflict, match="1 nhóm bằng điểm"):
        announce(scene, first)
    with pytest.raises(Invalid):
        decide(scene, first, [a, c])
    decide(scene, first, [b, a])
    announce(scene, first)
    whole = board(scene)
    assert whole.awaiting == [(a, b, c)]
    with pytest.raises(Conflict, match="trái với kết quả đã công bố"):
        decide(scene, None, [c, a, b])
    decide(scene, None, [b, c, a])
    announce(scene)
    rows = board(scene).rows
    assert [(row.member_id, row.province_rank, row.cluster_rank) for row in rows] == [
        (world.communes[1].id, 1, 1),
        (world.communes[2].id, 2, 1),
        (world.communes[0].id, 3, 2),
        (world.communes[3].id, 4, 2),
    ]
    assert "Kết luận phiên họp Hội đồng ngày 15/12/2026" in rows[0].tie_note


def test_what_was_decided_in_a_cluster_is_not_asked_again_in_the_province(world: World) -> None:
    scene = make_scene(world, (2, 2), tie_rule=TieRule.AUTHORITY)
    a, b = confirmed(scene, [{}, {}, {"done": "25"}, {"done": "20"}])[:2]
    first = scene.cluster_ids[0]
    decide(scene, first, [b, a])
    announce(scene, first)
    whole = board(scene)
    assert whole.awaiting == []
    assert [row.member_id for row in whole.rows[:2]] == [
        world.communes[1].id,
        world.communes[0].id,
    ]
    announce(scene)


def test_a_decision_no_longer_holds_when_the_equals_change(world: World) -> None:
    scene = make_scene(world, (3,), tie_rule=TieRule.AUTHORITY)
    a, b, c = confirmed(scene, [{}, {}, {"done": "25"}])
    decide(scene, None, [b, a])
    assert board(scene).awaiting == []
    with world.acting(scene.leader):
        up = {scene.ids["I.1"]: Change(points=Decimal(40), reason="Bổ sung số liệu")}
        confirmations.confirm(sheet_id=c, version=1, changes=up, by=scene.leader)
    assert board(scene).awaiting == [(a, b, c)]


def test_a_result_is_announced_once_and_never_changes(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    announcement_id = announce(scene, number="15")
    for again in (None, scene.cluster_ids[0]):
        with pytest.raises(Conflict, match="đã công bố"):
            announce(scene, again)
    for change in (update(Standing).values(total=1), delete(Standing)):
        with pytest.raises(DBAPIError, match="permission denied"), world.acting(scene.leader):
            db.session.execute(change)
    world.work()
    with world.acting(scene.leader):
        told = db.session.scalars(
            select(Notification).where(Notification.kind == "standings.announced")
        ).all()
        assert {one.addressee_id for one in told} == {one.id for one in world.communes[:2]}
        found = queries.announcement(announcement_id)
        assert (found.number, found.issued_on) == ("15", clock.today())
        states = {one.state for one in statuses.of_set(scene.set_id)}
        assert states == {SheetState.ANNOUNCED}


def test_a_cluster_may_be_announced_before_the_province(world: World) -> None:
    scene = make_scene(world, (2, 2))
    confirmed(scene, [{}, {"done": "40"}])
    announce(scene, scene.cluster_ids[0])
    outsider = member(scene, 9)
    with world.acting(outsider):
        known = queries.announced_board(scene.set_id, cluster_id=scene.cluster_ids[0])
        assert known is not None
        assert [row.cluster_rank for row in known.rows] == [1, 2]
        assert [row.province_rank for row in known.rows] == [None, None]
        assert queries.announced_board(scene.set_id) is None
        assert queries.announced_board(scene.set_id, cluster_id=scene.cluster_ids[1]) is None
    with pytest.raises(Conflict):
        announce(scene)
    for index in (2, 3):
        settle(scene, submit(scene, member(scene, index)))
    with world.acting(scene.leader):
        confirmations.confirm_all(set_id=scene.set_id, by=scene.leader)
    announce(scene)
    with world.acting(outsider):
        second = queries.announced_board(scene.set_id, cluster_id=scene.cluster_ids[1])
        assert second is not None
        assert len(second.rows) == 2
        assert db.session.query(Standing).count() == 2 + 4


def besides_its_notice(statements: Sequence[str]) -> list[str]:
    """What announcing takes besides entering its notice in the register and asking for its drawing:
    two runs of statements, each from its first insert to its entry of the audit."""
    rest, inside = list[str](), False
    for one in statements:
        inside = inside or one.startswith(("INSERT INTO number_series", "INSERT INTO drawn_papers"))
        if not inside:
            rest.append(one)
        inside = inside and not one.startswith("INSERT INTO audit_entries")
    return rest


def test_the_whole_way_of_sixty_five_communes(world: World) -> None:
    """Every total is known beforehand: done of 50 tasks decides, from 50 down to 0 and again."""
    scene = make_scene(world, (13, 13, 13, 13, 13))
    ids = [submit(scene, member(scene, index), done=str(50 - index % 50)) for index in range(65)]
    for sheet_id in ids:
        settle(scene, sheet_id)
    with counted(world.app) as statements, world.acting(scene.leader):
        assert confirmations.confirm_all(set_id=scene.set_id, by=scene.leader) == 65
    assert len(statements) <= 10
    with counted(world.app) as statements:
        announce(scene)
    inserted = [one for one in statements if one.startswith("INSERT INTO standings")]
    assert len(inserted) == 1
    result = besides_its_notice(statements)
    assert len(result) <= 27
    assert len(statements) - len(result) <= 13
    totals = [60 + Decimal(40) * (50 - index % 50) / 50 for index in range(65)]
    expected = {
        world.communes[index].id: (
            totals[index],
            1 + sum(other > totals[index] for other in totals),
            1
            + sum(
                other > totals[index]
                for other in totals[13 * (index // 13) : 13 * (index // 13) + 13]
            ),
        )
        for index in range(65)
    }
    with world.acting(member(scene, 64)):
        rows = db.session.scalars(select(Standing)).all()
        found = {row.member_id: (row.total, row.province_rank, row.cluster_rank) for row in rows}
        assert found == expected
        assert all(row.self_total == row.appraised_total == row.total for row in rows)
        assert {row.band for row in rows if row.total >= 90} == {"Xuất sắc"}


def test_the_pages_of_the_council_and_of_the_result(world: World) -> None:
    rules = ({"when": "no_self_score", "at_most": "Hoàn thành"},)
    scene = make_scene(world, (3,), tie_rule=TieRule.AUTHORITY, downgrades=rules)
    a, b = settled(scene, [{}, {}])
    client = world.client(scene.leader)
    cluster_id = scene.cluster_ids[0]
    council = f"/council?set={scene.set_id}&cluster={cluster_id}"
    assert "Xác nhận 2 bảng đã chốt" in client.get(council).get_data(as_text=True)
    path = f"/score-sheets/{a}/confirmation"
    assert "Lý do thay đổi" in client.get(path).get_data(as_text=True)
    form = {f"lines.{scene.ids['I.1']}.points": "39,5", "version": 0}
    refused = client.send(path, form)
    assert refused.status_code == 422
    assert "cần ghi lý do" in refused.get_data(as_text=True)
    form[f"lines.{scene.ids['I.1']}.reason"] = "Trùng số liệu"
    assert client.send(path, form).status_code == 303
    assert client.send(path, form).status_code == 412
    back = {f"lines.{scene.ids['I.1']}.points": "40", "version": 1}
    assert client.send(path, back).status_code == 303
    bulk = {"set": scene.set_id, "cluster": cluster_id}
    assert client.send("/council/confirmations", bulk).status_code == 303

    page = f"/standings?set={scene.set_id}"
    shown = client.get(page).get_data(as_text=True)
    assert "1 đơn vị chưa được Hội đồng xác nhận" in shown
    assert "chờ cấp có thẩm quyền quyết định" in shown
    missing = world.communes[2]
    base = f"/criteria-sets/{scene.set_id}"
    given = {"member_id": missing.id, "reason": "Không gửi bảng tự chấm hai lần."}
    assert client.send(f"{base}/absences", given).status_code == 303
    assert client.send(f"{base}/absences/removal", given).status_code == 303
    assert client.send(f"{base}/absences", given).status_code == 303
    assert "hai lần. <b>Hoàn thành</b>" in client.get(page).get_data(as_text=True)
    assert client.send(f"{base}/announcements", {}).status_code == 409
    twice = {f"place.{a}": "1", f"place.{b}": "1", "reason": "Họp Hội đồng"}
    assert client.send(f"{base}/tie-decisions", twice).status_code == 422
    assert client.send(f"{base}/tie-decisions", {**twice, f"place.{a}": "2"}).status_code == 303
    wrong = client.send(f"{base}/announcements", {"issued_on": "hôm nay"})
    assert wrong.status_code == 422
    tomorrow = dates.short(clock.today() + timedelta(days=1))
    wrong = client.send(f"{base}/announcements", {"issued_on": tomorrow})
    assert wrong.status_code == 422
    assert "Ngày ban hành không được sau hôm nay." in wrong.get_data(as_text=True)
    today = dates.short(clock.today())
    paper = {"number": "15", "issued_on": today, "signer_name": "Hồ Tiến Thiệu"}
    assert client.send(f"{base}/announcements", paper).status_code == 303
    shown = client.get(page).get_data(as_text=True)
    assert f"Đã công bố {today}" in shown
    assert "Không gửi bảng tự chấm hai lần." in shown
    assert "<svg" in shown
    anyone = world.client(world.person(world.communes[40], Role.VIEWER))
    assert world.communes[1].name in anyone.get(page).get_data(as_text=True)
    assert anyone.send(f"{base}/announcements", paper).status_code == 403


def test_the_api_from_confirmation_to_result(world: World) -> None:
    scene = make_scene(world, (3,))
    a = settled(scene, [{}, {"done": "40"}])[0]
    client, base = world.client(scene.leader), f"/api/v1/criteria-sets/{scene.set_id}"
    made = client.call("POST", "/api/v1/confirmations", json={"sheet_id": a})
    assert (made.status_code, made.json["total"]) == (201, "100")
    tag = {"If-Match": made.headers["ETag"]}
    lines = {
        "lines": [{"criterion_id": scene.ids["I.1"], "points": "39.5", "reason": "Trùng số liệu"}]
    }
    assert client.call("PUT", made.headers["Location"], json=lines).status_code == 428
    again = client.call("PUT", made.headers["Location"], json=lines, headers=tag)
    assert again.json["total"] == "99.5"
    stale = client.call("PUT", made.headers["Location"], json=lines, headers=tag)
    assert stale.status_code == 412
    assert client.call("POST", f"{base}/confirmations", json={}).json == {"confirmed": 1}
    waiting = client.get(f"/api/v1/standings?criteria_set_id={scene.set_id}").json
    assert waiting["unfinished"] == [world.communes[2].name]
    assert client.call("POST", f"{base}/announcements", json={}).status_code == 409
    absent = {"member_id": world.communes[2].id, "reason": "Không gửi"}
    assert client.call("POST", f"{base}/absences", json=absent).status_code == 201
    gone = client.call("DELETE", f"{base}/absences/{world.communes[2].id}")
    assert gone.status_code == 204
    assert client.call("POST", f"{base}/absences", json=absent).status_code == 201
    announced = client.call("POST", f"{base}/announcements", json={"number": "15"})
    assert (announced.status_code, announced.json["scope"]) == (201, "province")
    assert len(client.get(f"{base}/announcements").json) == 1
    result = client.get(f"/api/v1/standings?criteria_set_id={scene.set_id}").json
    assert [(row["total"], row["province_rank"]) for row in result["rows"]] == [
        ("99.5", 1),
        ("92", 2),
    ]
    assert result["absences"][0]["reason"] == "Không gửi"
    line = client.get(f"/api/v1/score-sheets/{a}/lines").json[0]
    assert (line["settled_points"], line["council_points"]) == ("40", "39.5")
    assert line["council_reason"] == "Trùng số liệu"


def test_the_paper_is_drawn_by_the_worker(world: World) -> None:
    scene = make_scene(world, (3,))
    confirmed(scene, [{}, {"done": "40"}, {"done": "25"}])
    announcement_id = announce(scene, number="15")
    reader: Person = member(scene, 1)
    client = world.client(reader)
    asked = client.send(f"/announcements/{announcement_id}/paper")
    assert asked.status_code == 303
    world.work()
    state = client.get(f"{asked.headers['Location']}/progress").json
    assert state["state"] == "done"
    with world.acting(reader):
        found = queries.announcement(announcement_id)
        known = queries.announced_board(scene.set_id)
        assert known is not None
        paper = papers.standings_paper(
            found,
            known,
            criteria.criteria_set(scene.set_id),
            issuer=queries.issuer(found),
        )
    assert paper.issuer_lines == ("Ủy ban nhân dân", "tỉnh Lạng Sơn")
    assert (paper.number, paper.symbol) == ("15", "TB-UBND")
    [annex] = paper.annexes
    assert annex.landscape
    assert len(annex.blocks[0].rows) == 3  # type: ignore[union-attr]


def test_the_number_of_statements_does_not_grow(world: World) -> None:
    scene = make_scene(world, (3, 12))
    confirmed(scene, [{"done": str(50 - index)} for index in range(15)])
    few_of, many_of = scene.cluster_ids
    client = world.client(scene.leader)
    for path in ("/standings", "/council"):
        address = f"{path}?set={scene.set_id}&cluster="
        client.get(address)
        with counted(world.app) as few:
            client.get(f"{address}{few_of}")
        with counted(world.app) as many:
            client.get(f"{address}{many_of}")
        with counted(world.app) as whole:
            client.get(address)
        assert len(few) == len(many) >= len(whole)


def test_a_detail_shows_every_stage(world: World) -> None:
    scene = make_scene(world, (2,))
    confirmed(scene, [{}, {"done": "40"}])
    announce(scene)
    person = member(scene, 0)
    with world.acting(person):
        mine = statuses.of_member()[0]
        assert mine.state is SheetState.ANNOUNCED
        detail = sheet_queries.detail(mine.sheet_id or 0)
        assert detail.standing is not None
        assert detail.standing.province_rank == 1
    page = world.client(person).get(f"/score-sheets/{mine.sheet_id}").get_data(as_text=True)
    assert "hạng 1 trong cụm" in page
