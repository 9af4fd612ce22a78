"""The council's word and the cluster: final points by hand-computed numbers, and who follows."""

from decimal import Decimal

import pytest
from sqlalchemy import select, update

from app.lib.errors import Invalid
from app.scoring.actions import confirmations
from app.scoring.actions.confirmations import Change
from app.scoring.deciding.terms import LineOrigin
from app.scoring.models import Confirmation, ConfirmationLine
from app.scoring.queries import confirmations as queries
from tenants.db import db
from tests.scoring.compared import compared_scene, submit_compared
from tests.scoring.scenes import Scene, make_scene, member, settle
from tests.scoring.test_standings import board, settled
from tests.sql import counted
from tests.world import World

VALUES = [("120", "100"), ("150", "100"), ("100", "100")]


def cluster(world: World) -> tuple[Scene, list[int]]:
    """Three settled sheets: A/T of 1.2, 1.5 (the leader) and 1.

    Each was settled before the next was handed in, so that the first is measured by itself alone.
    """
    scene = compared_scene(world, 3)
    ids = []
    for index, (actual, target) in enumerate(VALUES):
        ids.append(submit_compared(scene, member(scene, index), actual=actual, target=target))
        settle(scene, ids[-1])
    return scene, ids


def points(scene: Scene, sheet_ids: list[int]) -> list[Decimal]:
    """The total of each sheet, less the 46 points that do not depend on the cluster."""
    with scene.world.acting(scene.leader, read_only=True):
        there = queries.current(scene.set_id)
        return [there[one].total - 46 for one in sheet_ids]


def noted(scene: Scene, sheet_id: int) -> list[tuple[LineOrigin, Decimal, str]]:
    """Where a sheet differs from what was settled, and why."""
    with scene.world.acting(scene.leader, read_only=True):
        there = queries.current(scene.set_id)[sheet_id]
        lines = db.session.scalars(
            select(ConfirmationLine).where(ConfirmationLine.confirmation_id == there.id)
        ).all()
        return [(one.origin, one.points, one.reason) for one in lines]


def test_relative_points_are_final_over_the_whole_cluster(world: World) -> None:
    scene, ids = cluster(world)
    with world.acting(scene.leader):
        assert confirmations.confirm_all(set_id=scene.set_id, by=scene.leader) == 3
    assert points(scene, ids) == [28, 40, 20]
    origin, given, reason = noted(scene, ids[0])[0]
    assert (origin, given) == (LineOrigin.CLUSTER, 28)
    assert reason.startswith("Tính lại trên cả cụm: ")
    assert "cụm chốt 40" in reason


def test_a_changed_value_moves_everybody_who_depends_on_it(world: World) -> None:
    scene, ids = cluster(world)
    one = scene.ids["I.1"]
    inputs = {"actual": "200", "target": "100"}
    with world.acting(scene.leader):
        confirmations.confirm_all(set_id=scene.set_id, by=scene.leader)
        silent = {one: Change(inputs=inputs)}
        with pytest.raises(Invalid) as raised:
            confirmations.confirm(sheet_id=ids[2], version=1, changes=silent, by=scene.leader)
        assert list(raised.value.fields) == [f"lines.{one}.reason"]
        both = {one: Change(inputs=inputs, points=Decimal(3), reason="Số mới")}
        with pytest.raises(Invalid, match="không sửa cả hai"):
            confirmations.confirm(sheet_id=ids[2], version=1, changes=both, by=scene.leader)
        changed = {one: Change(inputs=inputs, reason="Số liệu kiểm tra lại")}
        confirmations.confirm(sheet_id=ids[2], version=1, changes=changed, by=scene.leader)
    assert points(scene, ids) == [24, 30, 40]
    assert noted(scene, ids[2]) == [(LineOrigin.VALUES, 40, "Số liệu kiểm tra lại")]
    with world.acting(scene.leader):
        version = queries.current(scene.set_id)[ids[2]].version
        confirmations.confirm(sheet_id=ids[2], version=version, changes={}, by=scene.leader)
    assert points(scene, ids) == [28, 40, 20]


def test_points_set_by_hand_win_and_leave_the_others_alone(world: World) -> None:
    scene, ids = cluster(world)
    fixed = {scene.ids["I.1"]: Change(points=Decimal(10), reason="Số liệu chưa tin cậy")}
    with world.acting(scene.leader):
        confirmations.confirm_all(set_id=scene.set_id, by=scene.leader)
        confirmations.confirm(sheet_id=ids[1], version=1, changes=fixed, by=scene.leader)
    assert points(scene, ids) == [28, 10, 20]
    assert noted(scene, ids[1]) == [(LineOrigin.POINTS, 10, "Số liệu chưa tin cậy")]


def test_the_order_in_which_sheets_are_confirmed_is_of_no_matter(world: World) -> None:
    scene, ids = cluster(world)
    with world.acting(scene.leader):
        for sheet_id in reversed(ids):
            confirmations.confirm(sheet_id=sheet_id, version=0, changes={}, by=scene.leader)
    assert points(scene, ids) == [28, 40, 20]


def test_what_was_announced_is_not_rewritten_but_revised(world: World) -> None:
    scene, ids = cluster(world)
    with world.acting(scene.leader):
        confirmations.confirm_all(set_id=scene.set_id, by=scene.leader)
        known = queries.current(scene.set_id)
        for one in ids[:2]:
            db.session.execute(
                update(Confirmation)
                .where(Confirmation.id == known[one].id)
                .values(sent_at=known[one].created_at)
            )
        db.session.expire_all()
        inputs = {"actual": "200", "target": "100"}
        changed = {scene.ids["I.1"]: Change(inputs=inputs, reason="Theo kiến nghị")}
        confirmations.confirm(sheet_id=ids[2], version=1, changes=changed, by=scene.leader)
        there = queries.current(scene.set_id)
        assert [there[one].revision for one in ids] == [2, 2, 1]
        assert [there[one].sent_at is None for one in ids] == [True, True, True]
        first = db.session.get_one(Confirmation, known[ids[0]].id)
        assert (first.total, first.revision) == (Decimal(74), 1)
    assert points(scene, ids) == [24, 30, 40]


def test_the_council_s_pages_and_their_cost(world: World) -> None:
    scene, ids = cluster(world)
    client = world.client(scene.leader)
    path = f"/council/clusters/{scene.cluster_ids[0]}?set={scene.set_id}"
    shown = client.get(path).get_data(as_text=True)
    assert "cụm, chốt 40" in shown
    assert world.communes[2].name in shown
    page = f"/score-sheets/{ids[2]}/confirmation"
    one = scene.ids["I.1"]
    assert "Tính lại trên cả cụm" in client.get(f"/score-sheets/{ids[0]}/confirmation").get_data(
        as_text=True
    )
    form = {
        "version": 0,
        f"lines.{one}.points": "20",
        f"lines.{one}.in-actual": "hai trăm",
        f"lines.{one}.in-target": "100",
    }
    wrong = client.send(page, form)
    assert wrong.status_code == 422
    assert f'id="f-lines.{one}.in-actual-error"' in wrong.get_data(as_text=True)
    form |= {f"lines.{one}.in-actual": "200", f"lines.{one}.reason": "Kiểm tra lại"}
    assert client.send(page, form).status_code == 303
    result = {row.sheet_id: row.total - 46 for row in board(scene).rows}
    assert result == {ids[2]: 40}
    assert client.get(f"/standings?set={scene.set_id}").status_code == 200
    answer = client.get(f"/api/v1/score-sheets/{ids[2]}/confirmation")
    assert (answer.json["total"], answer.json["revision"]) == ("86", 1)


def test_side_by_side_costs_the_same_for_many(world: World) -> None:
    scene = make_scene(world, (2, 5))
    settled(scene, [{}, {"done": "40"}, {}, {}, {}, {}, {}])
    client = world.client(scene.leader)
    costs = []
    for cluster_id in scene.cluster_ids:
        with counted(world.app) as statements:
            path = f"/council/clusters/{cluster_id}?set={scene.set_id}"
            assert client.get(path).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]
