"""Cells of an appraisal: corrected values, what depends on the cluster, two people at one cell."""

from datetime import date
from decimal import Decimal

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.scoring import review_jobs
from app.scoring.actions import appraisals, explanations
from app.scoring.actions.appraisals import Verdict
from app.scoring.queries import appraisals as queries
from app.scoring.queries import sheets, side_by_side, stages
from tests.scoring.compared import compared_scene, submit_compared
from tests.scoring.scenes import Scene, appraise, lead_of, make_scene, member, submit
from tests.world import Person, World


def _begun(scene: Scene, sheet_id: int) -> tuple[Person, int]:
    lead = lead_of(scene, sheet_id)
    with scene.world.acting(lead):
        return lead, appraisals.start(sheet_id=sheet_id, by=lead).id


def _save(person: Person, appraisal_id: int, criterion_id: int, verdict: Verdict) -> None:
    appraisals.save(
        appraisal_id=appraisal_id,
        version=queries.appraisal(appraisal_id).version,
        verdicts={criterion_id: verdict},
        by=person,
    )


def test_points_follow_corrected_values_and_a_hand_overrules_them(world: World) -> None:
    scene = make_scene(world)
    lead, made = _begun(scene, submit(scene, member(scene, 2), done="50"))
    one = scene.ids["I.1"]
    with world.acting(lead):
        given = {"done": "45", "assigned": "50"}
        _save(lead, made, one, Verdict(inputs=given, comment="Trùng 5 việc"))
        line = queries.line(made, one)
        assert (line.points, line.inputs) == (Decimal(36), given)
        assert queries.appraisal(made).total == Decimal(96)
        _save(lead, made, one, Verdict(points=Decimal(30), comment="Chậm"))
        assert queries.line(made, one).points == Decimal(30)
        own = {"done": "50", "assigned": "50"}
        _save(lead, made, one, Verdict(inputs=own, points=Decimal(30)))
        line = queries.line(made, one)
        assert (line.points, line.inputs) == (Decimal(40), None)


def test_bad_values_are_named_at_their_field(world: World) -> None:
    scene = make_scene(world)
    lead, made = _begun(scene, submit(scene, member(scene, 2)))
    one = scene.ids["I.1"]
    with world.acting(lead):
        with pytest.raises(Invalid) as raised:
            _save(lead, made, one, Verdict(inputs={"done": "-1", "assigned": "50"}))
        assert list(raised.value.fields) == [f"lines.{one}.done"]
        with pytest.raises(Invalid) as raised:
            _save(lead, made, one, Verdict(unassigned=True))
        assert list(raised.value.fields) == [f"lines.{one}.unassigned"]


def test_corrected_values_need_a_remark_before_they_are_sent(world: World) -> None:
    scene = compared_scene(world)
    lead, made = _begun(scene, submit_compared(scene, member(scene, 2)))
    one = scene.ids["I.1"]
    with world.acting(lead):
        _save(lead, made, one, Verdict(inputs={"actual": "90", "target": "100"}))
        with pytest.raises(Invalid) as raised:
            appraisals.send(appraisal_id=made, by=lead)
        assert list(raised.value.fields) == [f"lines.{one}.comment"]
        _save(
            lead,
            made,
            one,
            Verdict(inputs={"actual": "90", "target": "100"}, comment="Theo thống kê"),
        )
        assert appraisals.send(appraisal_id=made, by=lead).sent_at is not None


def test_relative_points_are_reckoned_over_the_sheets_that_the_lead_reads(world: World) -> None:
    scene = compared_scene(world)
    first = submit_compared(scene, member(scene, 1), actual="150")
    second = submit_compared(scene, member(scene, 2), actual="200")
    one = scene.ids["I.1"]
    lead, made = _begun(scene, first)
    with world.acting(lead):
        board = side_by_side.board(set_id=scene.set_id, cluster_id=scene.cluster_ids[0])
        shown = {sheet: board.cell(sheet, one) for sheet in (first, second)}
        assert [cell and cell.points for cell in shown.values()] == [Decimal(30), Decimal(40)]
        assert board.medians[one] == Decimal(35)
        assert board.from_median(first, one) == Decimal(-5)
        given = {"actual": "125", "target": "100"}
        _save(lead, made, one, Verdict(inputs=given, comment="Trùng 25"))
        assert queries.line(made, one).points == Decimal(25)
        with pytest.raises(Invalid, match="sửa số liệu"):
            _save(lead, made, one, Verdict(points=Decimal(39), comment="Theo ý cụm"))
        board = side_by_side.board(set_id=scene.set_id, cluster_id=scene.cluster_ids[0])
        assert board.medians[one] == Decimal("32.5")


def test_without_the_evidence_that_a_gate_asks_for_no_points_are_given(world: World) -> None:
    scene = compared_scene(world)
    lead, made = _begun(scene, submit_compared(scene, member(scene, 2), proved=False))
    one = scene.ids["I.2"]
    with world.acting(lead):
        assert queries.line(made, one).points == 0
        with pytest.raises(Invalid, match="Quyết định"):
            _save(lead, made, one, Verdict(points=Decimal(20), comment="Có mà"))


def test_what_was_not_assigned_may_be_contested_and_given_back(world: World) -> None:
    scene = compared_scene(world)
    owner = member(scene, 2)
    sheet_id = submit_compared(scene, owner, count=None)
    lead, made = _begun(scene, sheet_id)
    one = scene.ids["II.2"]
    with world.acting(lead):
        assert queries.line(made, one).unassigned
        verdict = Verdict(unassigned=False, points=Decimal(0), comment="Xã được giao 2 việc")
        _save(lead, made, one, verdict)
        line = queries.line(made, one)
        assert (line.unassigned, line.points) == (False, Decimal(0))
        appraisals.send(appraisal_id=made, by=lead)
    with world.acting(owner):
        explanations.save(sheet_id=sheet_id, texts={one: "Việc giao cho xã khác"}, by=owner)
        explanations.send(sheet_id=sheet_id, by=owner)
    with world.acting(lead):
        version = queries.appraisal(made).version
        back = {one: Verdict(unassigned=True)}
        appraisals.settle(appraisal_id=made, version=version, verdicts=back, by=lead)
        line = queries.line(made, one)
        assert (line.unassigned, line.sent_unassigned) == (True, False)
        said = stages.of_sheet(sheets.detail(sheet_id)).of(one)
        assert [(each.stage, each.unassigned) for each in said] == [
            ("self", True),
            ("review_1", False),
            ("explanation", False),
            ("review_2", True),
        ]
        assert said[1].by == lead.full_name
        assert said[2].text == "Việc giao cho xã khác"


def test_values_may_change_in_the_second_review(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2), done="50")
    made = appraise(scene, sheet_id, I_1="36")
    lead, one = lead_of(scene, sheet_id), scene.ids["I.1"]
    with world.acting(lead):
        version = queries.appraisal(made).version
        given = {"done": "48", "assigned": "50"}
        silent = {one: Verdict(inputs=given)}
        with pytest.raises(Invalid) as raised:
            appraisals.settle(appraisal_id=made, version=version, verdicts=silent, by=lead)
        assert list(raised.value.fields) == [f"lines.{one}.comment"]
        said = {one: Verdict(inputs=given, comment="Nhận thêm 3 việc")}
        appraisals.settle(appraisal_id=made, version=version, verdicts=said, by=lead)
        line = queries.line(made, one)
        assert (line.points, line.settled_points) == (Decimal(36), Decimal("38.4"))
        assert (line.inputs, line.settled_inputs) == (None, given)


def test_the_second_at_a_cell_is_told_whose_value_stands_there(world: World) -> None:
    scene = make_scene(world)
    lead, made = _begun(scene, submit(scene, member(scene, 2)))
    other = world.person(lead.tenant, Role.OFFICER)
    one, two = scene.ids["I.1"], scene.ids["II.1"]
    with world.acting(other), clock.fixed(date(2026, 11, 9)):
        _save(other, made, one, Verdict(points=Decimal(30), comment="Chậm", version=1))
    with world.acting(lead), pytest.raises(Stale) as raised:
        appraisals.save(
            appraisal_id=made,
            version=1,
            verdicts={one: Verdict(points=Decimal(35), comment="Thiếu", version=1)},
            by=lead,
        )
    (label, both), *rest = raised.value.changed.items()
    assert label.startswith(f"I.1. Điểm ({other.full_name} ghi lúc 09/11/2026")
    assert both == ("35", "30")
    assert [both for _, both in rest] == [("Thiếu", "Chậm")]
    with world.acting(lead):
        appraisals.save(
            appraisal_id=made,
            version=1,
            verdicts={two: Verdict(points=Decimal(20), comment="Thiếu số", version=1)},
            by=lead,
        )
        assert queries.line(made, one).points == Decimal(30)
        assert queries.line(made, two).points == Decimal(20)


def _fields(page: str, key: int) -> dict[str, str]:
    """The hidden sign of a cell of a form."""
    name = f"lines.{key}.seen"
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0]}


def test_two_forms_merge_cell_by_cell(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2))
    lead, made = _begun(scene, sheet_id)
    client, path = world.client(lead), f"/appraisals/{made}"
    page = client.get(path).get_data(as_text=True)
    one, two = scene.ids["I.1"], scene.ids["II.1"]
    seen = _fields(page, one) | _fields(page, two)
    assert all(seen.values())
    opened = {"version": 1, **seen, f"lines.{one}.points": "40", f"lines.{two}.points": "40"}
    for key, inputs in ((one, {"done": "50", "assigned": "50"}), (two, {"value": "100"})):
        opened |= {f"lines.{key}.in.{name}": text for name, text in inputs.items()}
    mine = opened | {f"lines.{one}.points": "30", f"lines.{one}.comment": "Chậm"}
    assert client.send(path, mine).status_code == 303
    theirs = opened | {f"lines.{two}.points": "20", f"lines.{two}.comment": "Thiếu số"}
    assert client.send(path, theirs).status_code == 303
    with world.acting(lead):
        lines = sheets.appraised_lines(made)
        assert (lines[one].points, lines[two].points) == (Decimal(30), Decimal(20))
        assert (lines[one].version, lines[two].version) == (2, 2)
    clash = opened | {f"lines.{one}.points": "35", f"lines.{one}.comment": "Khác"}
    refused = client.send(path, clash)
    assert refused.status_code == 412
    shown = refused.get_data(as_text=True)
    assert "Bản hiện tại" in shown
    assert f'name="lines.{one}.points" value="35"' in shown
    assert f'name="lines.{two}.points" value="20"' in shown
    again = clash | _fields(shown, one) | _fields(shown, two) | {f"lines.{two}.points": "20"}
    again |= {f"lines.{two}.comment": "Thiếu số"}
    assert client.send(path, again).status_code == 303
    with world.acting(lead):
        assert queries.line(made, one).points == Decimal(35)
        assert queries.line(made, two).points == Decimal(20)


def test_a_cell_has_its_own_address_and_version(world: World) -> None:
    scene = make_scene(world)
    sheet_id = submit(scene, member(scene, 2), done="50")
    lead, made = _begun(scene, sheet_id)
    client, one = world.client(lead), scene.ids["I.1"]
    path = f"/api/v1/appraisals/{made}/lines/{one}"
    tag = {"If-Match": client.get(path).headers["ETag"]}
    given = {"inputs": {"done": "45", "assigned": "50"}, "comment": "Trùng 5 việc"}
    saved = client.call("PATCH", path, json=given, headers=tag)
    assert (saved.status_code, saved.json["points"], saved.json["version"]) == (200, "36", 2)
    assert client.call("PATCH", path, json=given, headers=tag).status_code == 412
    assert client.call("PATCH", path, json=given).status_code == 428
    wrong = {"points": "41"}
    tag = {"If-Match": saved.headers["ETag"]}
    assert client.call("PATCH", path, json=wrong, headers=tag).status_code == 422
    assert [each["stage"] for each in client.get(f"{path}/stages").json] == ["self", "review_1"]
    stranger = world.client(member(scene, 3))
    assert stranger.get(path).status_code == 404
    assert stranger.call("PATCH", path, json=given, headers=tag).status_code == 404


def test_members_are_given_time_to_explain_themselves(world: World) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    with world.acting(scene.leader):
        with pytest.raises(Invalid) as raised:
            review_jobs.set_terms(
                set_id=scene.set_id,
                version=0,
                appraise_by=date(2026, 12, 5),
                explain_days=0,
                settle_by=date(2026, 12, 1),
                by=scene.leader,
            )
        assert set(raised.value.fields) == {"explain_days", "settle_by"}
        review_jobs.set_terms(
            set_id=scene.set_id,
            version=0,
            appraise_by=date(2026, 12, 5),
            explain_days=5,
            settle_by=date(2026, 12, 15),
            by=scene.leader,
        )
        with pytest.raises(Stale):
            review_jobs.set_terms(
                set_id=scene.set_id,
                version=0,
                appraise_by=None,
                explain_days=1,
                settle_by=None,
                by=scene.leader,
            )
    with clock.fixed(date(2026, 12, 1)):
        made = appraise(scene, sheet_id)
    lead = lead_of(scene, sheet_id)
    with world.acting(lead):
        version = queries.appraisal(made).version
        with clock.fixed(date(2026, 12, 6)), pytest.raises(Conflict, match="06/12/2026"):
            appraisals.settle(appraisal_id=made, version=version, verdicts={}, by=lead)
        with clock.fixed(date(2026, 12, 7)):
            appraisals.settle(appraisal_id=made, version=version, verdicts={}, by=lead)


def test_who_has_spoken_is_not_waited_for(world: World) -> None:
    scene = make_scene(world)
    owner = member(scene, 2)
    sheet_id = submit(scene, owner)
    path = f"/api/v1/criteria-sets/{scene.set_id}/appraisal-terms"
    province = world.client(scene.leader)
    tag = {"If-Match": province.get(path).headers["ETag"]}
    given = {"explain_days": 5, "appraise_by": "2026-12-05"}
    assert province.call("PUT", path, json=given, headers=tag).json["explain_days"] == 5
    assert province.call("PUT", path, json=given, headers=tag).status_code == 412
    assert world.client(owner).get(path).json["appraise_by"] == "2026-12-05"
    assert world.client(owner).call("PUT", path, json=given, headers=tag).status_code == 403
    made = appraise(scene, sheet_id)
    with world.acting(owner):
        explanations.agree(sheet_id=sheet_id, by=owner)
    lead = lead_of(scene, sheet_id)
    with world.acting(lead):
        version = queries.appraisal(made).version
        appraisals.settle(appraisal_id=made, version=version, verdicts={}, by=lead)
        assert queries.appraisal(made).settled_at is not None


def test_a_criterion_of_another_set_is_no_cell(world: World) -> None:
    scene = make_scene(world)
    lead, made = _begun(scene, submit(scene, member(scene, 2)))
    with world.acting(lead), pytest.raises(NotFound):
        queries.line(made, 10**9)
