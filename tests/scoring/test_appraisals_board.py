"""A cluster side by side: what the lead sees and writes, who never writes its own, who is harsh."""

from decimal import Decimal

import pytest

from app.access.permissions import Role
from app.lib.errors import Invalid, NotFound
from app.scoring.actions import appraisals
from app.scoring.actions.appraisals import Verdict
from app.scoring.queries import appraisals as queries
from app.scoring.queries import severity, side_by_side
from tests.scoring.compared import compared_scene, submit_compared
from tests.scoring.scenes import Scene, appraise, make_scene, member, settle, submit
from tests.sql import counted
from tests.world import Client, World


def _board_path(scene: Scene, criterion: str | None = None) -> str:
    path = f"/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}/appraisals"
    return path if criterion is None else f"{path}/{scene.ids[criterion]}"


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_differences_are_exact_and_signed(world: World) -> None:
    scene = make_scene(world)
    sheets = [submit(scene, member(scene, 1), done="50"), submit(scene, member(scene, 2))]
    sheets.append(submit(scene, member(scene, 3), done="45"))
    appraise(scene, sheets[0], I_1="36.5")
    lead, one = member(scene, 0), scene.ids["I.1"]
    with world.acting(lead):
        board = side_by_side.board(set_id=scene.set_id, cluster_id=scene.cluster_ids[0])
        assert [board.cell(sheet, one).points for sheet in sheets] == [  # type: ignore[union-attr]
            Decimal("36.5"),
            Decimal(40),
            Decimal(36),
        ]
        assert board.medians[one] == Decimal("36.5")
        assert board.cell(sheets[0], one).from_self == Decimal("-3.5")  # type: ignore[union-attr]
        assert board.from_median(sheets[2], one) == Decimal("-0.5")
        assert board.totals[sheets[0]] == Decimal("96.5")
        assert board.total_median == Decimal("96.5")
        assert board.differing(one) == 1
        assert board.unseen(one) == 2
    page = _text(world.client(lead), _board_path(scene))
    assert "−3,5" in page
    assert "+3,5" in page
    only = _text(world.client(lead), f"{_board_path(scene)}?show=differing")
    assert "Nội dung I.1" in only
    assert "Nội dung I.2" not in only


def test_fewer_points_taken_off_are_better_and_no_bonus_is_no_fault(world: World) -> None:
    scene = make_scene(world)
    clean, late = submit(scene, member(scene, 1)), submit(scene, member(scene, 2), late="8")
    appraise(scene, clean, IV_1="1")
    lead, bonus, penalty = member(scene, 0), scene.ids["III.1"], scene.ids["IV.1"]
    with world.acting(lead):
        board = side_by_side.board(set_id=scene.set_id, cluster_id=scene.cluster_ids[0])
        heats = [board.cell(one, penalty).heat for one in (clean, late)]  # type: ignore[union-attr]
        assert heats == [3, 0]
        assert board.cell(late, bonus).heat is None  # type: ignore[union-attr]
    page = _text(world.client(lead), _board_path(scene))
    assert '<span class="off worse" title="so với tự chấm">+1</span>' in page
    assert "heat-None" not in page


def test_values_that_are_hardly_true_are_told_to_who_appraises(world: World) -> None:
    scene = make_scene(world)
    sheet = submit(scene, member(scene, 1), done="200", value="120")
    client, doubt = world.client(member(scene, 0)), "lớn hơn số phải thực hiện; xin kiểm tra"
    assert doubt in _text(client, _board_path(scene))
    assert doubt in _text(client, _board_path(scene, "I.1"))
    assert doubt in _text(client, f"/score-sheets/{sheet}")
    appraisal_id = settle(scene, sheet)
    assert doubt in _text(client, f"/appraisals/{appraisal_id}")
    council = world.client(scene.leader)
    assert doubt in _text(council, f"/score-sheets/{sheet}/confirmation")
    one = scene.ids["I.1"]
    wrong = {"version": "0", f"lines.{one}.points": "nhiều"}
    said = council.send(f"/score-sheets/{sheet}/confirmation", wrong)
    assert said.status_code == 422
    assert f'<a href="#f-lines.{one}.points">I.1: ' in said.get_data(as_text=True)


def test_one_criterion_is_written_for_all_members_at_once(world: World) -> None:
    scene = make_scene(world)
    first, second = (submit(scene, member(scene, index)) for index in (1, 2))
    lead = member(scene, 0)
    client, path = world.client(lead), _board_path(scene, "I.1")
    page = _text(client, path)
    form: dict[str, object] = {"next": str(scene.ids["I.2"])}
    for sheet in (first, second):
        name = f"lines.{sheet}.seen"
        form[name] = page.partition(f'name="{name}" value="')[2].partition('"')[0]
        form[f"lines.{sheet}.points"] = "40"
        form |= {f"lines.{sheet}.in.done": "50", f"lines.{sheet}.in.assigned": "50"}
    form |= {f"lines.{second}.in.done": "45", f"lines.{second}.comment": "Trùng 5 việc"}
    answer = client.send(path, form)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(str(scene.ids["I.2"]))
    with world.acting(lead):
        board = side_by_side.board(set_id=scene.set_id, cluster_id=scene.cluster_ids[0])
        cells = [board.cell(sheet, scene.ids["I.1"]) for sheet in (first, second)]
        assert [cell and cell.points for cell in cells] == [Decimal(40), Decimal(36)]
        assert [cell and cell.is_looked_at for cell in cells] == [True, True]
        assert board.unseen(scene.ids["I.1"]) == 0
        assert board.unseen(scene.ids["I.2"]) == 2
    wrong = form | {f"lines.{first}.points": "41", f"lines.{second}.in.done": "x"}
    refused = client.send(path, wrong)
    assert refused.status_code == 422
    shown = refused.get_data(as_text=True)
    assert f'id="f-lines.{second}.in.done-error"' in shown
    stale = client.send(path, form | {f"lines.{second}.in.done": "40"})
    assert stale.status_code == 412
    assert lead.full_name in stale.get_data(as_text=True)


def test_points_outside_the_limits_are_named_at_the_member(world: World) -> None:
    scene = make_scene(world)
    sheet = submit(scene, member(scene, 1))
    lead = member(scene, 0)
    with world.acting(lead), pytest.raises(Invalid) as raised:
        appraisals.save_criterion(
            set_id=scene.set_id,
            cluster_id=scene.cluster_ids[0],
            criterion_id=scene.ids["I.1"],
            verdicts={sheet: Verdict(points=Decimal(41))},
            by=lead,
        )
    assert list(raised.value.fields) == [f"lines.{sheet}.points"]


def test_the_lead_appraises_its_own_sheet_through_no_door(world: World) -> None:
    scene = make_scene(world)
    lead, deputy = member(scene, 0), member(scene, 1)
    own = submit(scene, lead)
    client = world.client(lead)
    assert client.send("/appraisals", {"sheet_id": own}).status_code == 403
    started = client.call("POST", "/api/v1/appraisals", json={"sheet_id": own})
    assert started.status_code == 403
    with world.acting(deputy):
        made = appraisals.start(sheet_id=own, by=deputy).id
    forged = {f"lines.{own}.points": "40", f"lines.{own}.seen": "1-x"}
    assert client.send(_board_path(scene, "I.1"), forged).status_code == 404
    path = f"/api/v1/appraisals/{made}"
    cell = f"{path}/lines/{scene.ids['I.1']}"
    any_tag = {"If-Match": "*"}
    for method, address, body in (
        ("GET", path, None),
        ("PATCH", cell, {"points": "40"}),
        ("PUT", f"{path}/lines", {"lines": []}),
        ("POST", f"{path}/dispatch", None),
        ("POST", f"{path}/settlement", {}),
    ):
        answer = client.call(method, address, json=body, headers=any_tag)
        assert answer.status_code == 404, address
    crossed = f"/api/v1/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}"
    pair = {"pairs": [{"member_id": lead.tenant.id, "scorer_id": lead.tenant.id}]}
    asked = client.call("POST", f"{crossed}/cross-assignments", json=pair)
    assert asked.status_code == 422
    page = _text(client, _board_path(scene))
    assert "đơn vị khác thẩm định" in page
    listed = _text(world.client(deputy), "/appraisals")
    assert "cụm trưởng" in listed
    with world.acting(lead), pytest.raises(NotFound):
        queries.appraisal(made)


def test_an_ordinary_member_and_a_stranger_see_no_neighbour(world: World) -> None:
    scene = make_scene(world, (4, 3))
    submit(scene, member(scene, 1))
    path = _board_path(scene)
    for stranger in (member(scene, 2), member(scene, 4)):
        client = world.client(stranger)
        for address in (path, _board_path(scene, "I.1"), f"/api/v1{path}"):
            assert client.get(address).status_code == 404, address
    foreign = f"/criteria-sets/{scene.set_id}/what-if"
    other_lead = world.client(member(scene, 4))
    asked = f"{foreign}?cluster={scene.cluster_ids[0]}"
    assert other_lead.get(asked).status_code == 404
    assert "Cụm 1" not in _text(other_lead, foreign)
    assert "Cụm 1" in _text(world.client(member(scene, 0)), asked)
    viewer = world.person(world.communes[0], Role.VIEWER)
    assert world.client(viewer).get(path).status_code == 403
    council = world.person(world.province, Role.COUNCIL_MEMBER)
    assert member(scene, 1).tenant.name in _text(world.client(council), path)


def test_the_board_by_api(world: World) -> None:
    scene = compared_scene(world)
    first = submit_compared(scene, member(scene, 1), actual="150")
    submit_compared(scene, member(scene, 2), actual="200", count=None)
    found = world.client(member(scene, 0)).get(f"/api/v1{_board_path(scene)}").json
    cells = {(one["sheet_id"], one["criterion_id"]): one for one in found["cells"]}
    one = cells[first, scene.ids["I.1"]]
    assert (one["points"], one["from_self"], one["from_median"]) == ("30", "10", "-5")
    left_out = [each for each in found["cells"] if each["unassigned"]]
    assert [each["points"] for each in left_out] == [None]


def test_one_criterion_by_api(world: World) -> None:
    scene = make_scene(world)
    first, second = (submit(scene, member(scene, index)) for index in (1, 2))
    client = world.client(member(scene, 0))
    path = f"/api/v1{_board_path(scene)}"
    assert client.call("POST", path).json == {"count": 2}
    assert client.call("POST", path).json == {"count": 0}
    one = f"{path}/{scene.ids['I.1']}"
    lines = [
        {"sheet_id": first, "points": "30", "comment": "Chậm", "version": 1},
        {"sheet_id": second, "inputs": {"done": "45", "assigned": "50"}, "version": 1},
    ]
    assert client.call("PUT", one, json={"lines": lines}).json == {"count": 2}
    again = [{"sheet_id": first, "points": "35", "version": 1}]
    assert client.call("PUT", one, json={"lines": again}).status_code == 412
    cells = {
        each["sheet_id"]: each["points"]
        for each in client.get(path).json["cells"]
        if each["criterion_id"] == scene.ids["I.1"]
    }
    assert cells == {first: "30", second: "36"}
    assert client.call("POST", f"{one}/cross-scores").status_code == 409
    stranger = world.client(member(scene, 3))
    assert stranger.call("PUT", one, json={"lines": again}).status_code == 404


def test_the_number_of_statements_does_not_grow_with_members(world: World) -> None:
    scene = make_scene(world, (4, 14))
    for index in (1, 2, *range(5, 17)):
        submit(scene, member(scene, index))
    clients = [world.client(member(scene, 0)), world.client(member(scene, 4))]
    for tail in ("", f"/{scene.ids['I.1']}"):
        counts = []
        for client, cluster_id in zip(clients, scene.cluster_ids, strict=True):
            path = f"/criteria-sets/{scene.set_id}/clusters/{cluster_id}/appraisals{tail}"
            client.get(path)
            with counted(world.app) as statements:
                _text(client, path)
            counts.append(len(statements))
        assert counts[0] == counts[1]


def test_who_is_harsh_is_said_of_three_sheets_at_least(world: World) -> None:
    scene = make_scene(world, (5, 4))
    for index, given in ((1, "30"), (2, "32"), (3, "37")):
        settle(scene, submit(scene, member(scene, index)), I_1=given)
    settle(scene, submit(scene, member(scene, 6)))
    with world.acting(scene.leader):
        table = severity.of_appraisers(scene.set_id)
    harsh, few = table.hands
    assert (harsh.name, harsh.count) == (world.communes[0].name, 3)
    assert harsh.mean == Decimal(-7)
    assert harsh.spread == Decimal("2.944")
    assert (few.count, few.mean, few.spread) == (1, None, None)
    page = _text(world.client(scene.leader), f"/appraisal-statistics?set={scene.set_id}")
    assert "chưa đủ số liệu" in page
    assert "−7" in page
    path = f"/api/v1/criteria-sets/{scene.set_id}/appraisal-statistics"
    assert [one["mean"] for one in world.client(scene.leader).get(path).json] == ["-7", None]


def test_the_record_of_a_cluster_is_printed(world: World) -> None:
    scene = make_scene(world)
    settle(scene, submit(scene, member(scene, 1)), I_1="30")
    client = world.client(member(scene, 0))
    path = f"/criteria-sets/{scene.set_id}/clusters/{scene.cluster_ids[0]}/appraisal-record"
    paper = client.send(path, {}).headers["Location"]
    world.work()
    page = _text(client, paper)
    assert "Mở bản in (PDF)" in page


def test_the_time_for_each_review_is_set_on_a_page(world: World) -> None:
    scene = make_scene(world)
    client = world.client(scene.leader)
    path = f"/criteria-sets/{scene.set_id}/appraisal-terms"
    form = {"appraise_by": "05/12/2026", "explain_days": "5", "settle_by": "15/12/2026"}
    assert client.send(path, form | {"version": 0}).status_code == 303
    assert "05/12/2026" in _text(client, path)
    assert client.send(path, form | {"version": 0}).status_code == 412
    wrong = form | {"version": 1, "explain_days": "61", "settle_by": "1/12/2026"}
    refused = client.send(path, wrong)
    assert refused.status_code == 422
    assert "từ 1 đến 60" in refused.get_data(as_text=True)
    world.work()
    submit(scene, member(scene, 1))
    assert "thẩm định lần một đến hết 05/12/2026" in _text(
        world.client(member(scene, 0)), "/appraisals"
    )
