"""Criteria sets: drafted, checked, tried out, issued, and then frozen."""

from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.clusters.terms import ClusterKind
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.scoring import jobs
from app.scoring.actions import criteria, criteria_sets
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.terms import FormulaKind
from tenants.db import db
from tests.scoring.scenes import YEAR, draft_set, make_clusters, node
from tests.sql import counted
from tests.world import Person, World


@pytest.fixture
def leader(world: World) -> Person:
    """A leader of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER)


def problems(set_id: int) -> list[str]:
    """What is wrong with a draft."""
    found = policies.problems(queries.criteria_set(set_id), queries.criteria(set_id))
    return [problem.message for problem in found]


def test_the_sample_is_sound_and_says_that_it_is_a_sample(world: World, leader: Person) -> None:
    with world.acting(leader):
        found = criteria_sets.draft_sample(year=YEAR, cluster_kind=ClusterKind.CLUSTER, by=leader)
        assert "mẫu, không phải quy định" in found.title
        assert problems(found.id) == []
        scale = queries.scale(found.id)
        assert sum(row.criterion.max_points for row in scale.rows if row.depth == 0) == 116
        assert len(scale.leaves) == 17


def test_a_draft_is_the_provinces_alone_and_an_issued_set_is_read_below(
    world: World, leader: Person
) -> None:
    make_clusters(world, leader, [3])
    set_id, ids = draft_set(world, leader)
    member = world.person(world.communes[0], Role.OFFICER)
    with world.acting(member):
        with pytest.raises(NotFound):
            queries.criteria_set(set_id)
        with pytest.raises(NotFound):
            queries.criterion(ids["I.1"])
        assert queries.sets() == []
    client = world.client(member)
    assert client.get(f"/criteria-sets/{set_id}").status_code == 404
    assert client.get(f"/api/v1/criteria-sets/{set_id}").status_code == 404
    assert client.get(f"/api/v1/criteria-sets/{set_id}/criteria").status_code == 404
    with world.acting(leader):
        jobs.issue_set(set_id=set_id, by=leader)
        jobs.issue_set(set_id=set_id, by=leader)
    world.work()
    shown = client.get(f"/criteria-sets/{set_id}").get_data(as_text=True)
    assert "Nội dung I.1" in shown
    assert client.get(f"/api/v1/criteria-sets/{set_id}/criteria").json[1]["code"] == "I.1"
    with world.acting(leader):
        told = db.session.scalars(
            select(Notification).where(Notification.kind == "criteria_set.issued")
        ).all()
        assert {one.addressee_id for one in told} == {one.id for one in world.communes[:3]}
        assert len(told) == 3
        assert "30/11/2026" in told[0].text


def test_an_issued_set_does_not_change_not_even_in_the_database(
    world: World, leader: Person
) -> None:
    set_id, ids = draft_set(world, leader)
    with world.acting(leader):
        criteria_sets.issue(set_id=set_id, by=leader)
        with pytest.raises(Conflict):
            criteria.remove(criterion_id=ids["I.1"], version=2, by=leader)
        with pytest.raises(Conflict):
            criteria_sets.discard(set_id=set_id, version=1, by=leader)
    with pytest.raises(IntegrityError, match="frozen"), world.acting(leader):
        db.session.execute(update(Criterion).values(max_points=1))
    with pytest.raises(IntegrityError, match="frozen"), world.acting(leader):
        db.session.execute(update(CriteriaSet).values(title="Khác"))


def test_one_set_binds_a_kind_of_cluster_in_a_year(world: World, leader: Person) -> None:
    first, _ = draft_set(world, leader)
    second, _ = draft_set(world, leader)
    with world.acting(leader):
        criteria_sets.issue(set_id=first, by=leader)
        with pytest.raises(Conflict, match="đã có bộ tiêu chí"):
            criteria_sets.issue(set_id=second, by=leader)


def test_what_is_wrong_is_named_at_its_code_and_keeps_the_set_from_being_issued(
    world: World, leader: Person
) -> None:
    set_id, ids = draft_set(world, leader)
    with world.acting(leader):
        one = queries.criterion(ids["I.2"])
        criteria.edit(
            criterion_id=one.id,
            version=one.version,
            content=node("I.2", "10", formula=FormulaKind.FIXED),
            by=leader,
        )
        with pytest.raises(Invalid) as raised:
            criteria_sets.issue(set_id=set_id, by=leader)
    assert "criteria.I" in raised.value.fields
    page = world.client(leader).get(f"/criteria-sets/{set_id}").get_data(as_text=True)
    assert "Tổng điểm tối đa các mục con của nhóm “I” là 50" in page


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (node("I.9", "10", formula=FormulaKind.COUNT), "params.points_each"),
        (node("I.9", "10", formula=FormulaKind.BANDS, params={"steps": []}), "params.steps"),
        (node("I.9", "0", formula=FormulaKind.FIXED), "max_points"),
        (node("I.9", "1.2345", formula=FormulaKind.FIXED), "max_points"),
        (node("I.1", "10", formula=FormulaKind.FIXED), "code"),
        (node("mã có dấu cách", "10", formula=FormulaKind.FIXED), "code"),
        (node("I.9", "10", formula=FormulaKind.FIXED, upstream_task_id=99), "upstream_task_id"),
        (node("I.9", "10", formula=FormulaKind.FIXED, params={"lạ": 1}), "params.lạ"),
    ],
)
def test_a_wrong_criterion_is_refused_at_its_field(
    world: World, leader: Person, content: object, field: str
) -> None:
    set_id, ids = draft_set(world, leader)
    with world.acting(leader), pytest.raises(Invalid) as raised:
        criteria.add(set_id=set_id, parent_id=ids["I"], content=content, by=leader)  # type: ignore[arg-type]
    assert list(raised.value.fields) == [field]


def test_a_copy_has_the_same_tree_and_neither_deadline_nor_issue(
    world: World, leader: Person
) -> None:
    set_id, _ = draft_set(world, leader)
    with world.acting(leader):
        criteria_sets.issue(set_id=set_id, by=leader)
        copy = criteria_sets.draft_copy(from_id=set_id, year=YEAR + 1, by=leader)
        old, new = queries.scale(set_id), queries.scale(copy.id)
        assert [(row.criterion.code, row.depth) for row in old.rows] == [
            (row.criterion.code, row.depth) for row in new.rows
        ]
        assert copy.title == f"Bộ tiêu chí năm {YEAR + 1}"
        assert (copy.submit_by, copy.issued_at) == (None, None)
        assert problems(copy.id) == []


def test_a_renamed_code_stays_in_the_tie_chain_and_a_removed_one_leaves_it(
    world: World, leader: Person
) -> None:
    set_id, ids = draft_set(world, leader)
    with world.acting(leader):
        group = queries.criterion(ids["II"])
        criteria.edit(
            criterion_id=group.id, version=group.version, content=node("B", "40"), by=leader
        )
        assert queries.criteria_set(set_id).tie_chain == ["B"]
        criteria.remove(criterion_id=group.id, version=group.version, by=leader)
        assert queries.criteria_set(set_id).tie_chain == []
    with world.acting(leader):
        assert {one.code for one in queries.criteria(set_id)} & {"B", "II.1"} == set()


def test_nodes_move_among_their_siblings(world: World, leader: Person) -> None:
    set_id, ids = draft_set(world, leader)
    with world.acting(leader):
        criteria.move(criterion_id=ids["II"], step=-1, by=leader)
        criteria.move(criterion_id=ids["II"], step=-1, by=leader)
        codes = [row.criterion.code for row in queries.scale(set_id).rows]
    assert codes == ["II", "II.1", "I", "I.1", "I.2", "III", "III.1", "IV", "IV.1"]


def test_the_second_of_two_editors_is_told(world: World, leader: Person) -> None:
    set_id, ids = draft_set(world, leader)
    client = world.client(leader)
    form = {"code": "I.1", "text": "Bản của tôi", "max_points": "40", "formula": "ratio"}
    path = f"/criteria/{ids['I.1']}"
    assert client.send(path, {**form, "version": 1}).status_code == 303
    late = client.send(path, {**form, "text": "Bản của bạn", "version": 1})
    assert late.status_code == 412
    page = late.get_data(as_text=True)
    assert "Bản của tôi" in page
    assert "Bản của bạn" in page
    with world.acting(leader), pytest.raises(Stale):
        criteria_sets.discard(set_id=set_id, version=99, by=leader)


def test_only_a_province_has_criteria_sets(world: World, leader: Person) -> None:
    commune = world.person(world.communes[0], Role.OFFICER, Role.LEADER)
    with world.acting(commune), pytest.raises(NotAllowed):
        criteria_sets.draft_sample(year=YEAR, cluster_kind=ClusterKind.CLUSTER, by=commune)


def test_the_pages_make_a_set_from_nothing(world: World, leader: Person) -> None:
    client = world.client(leader)
    made = client.send(
        "/criteria-sets", {"year": YEAR, "cluster_kind": "bloc", "source": ""}
    ).headers["Location"]
    head = {
        "title": "Bộ tiêu chí khối",
        "year": YEAR,
        "cluster_kind": "bloc",
        "base_total": "10,5",
        "bands-0-name": "Tốt",
        "bands-0-from": "8,5",
        "bands-0-no_zero": "1",
        "bands-1-name": "Đạt",
        "bands-1-from": "0",
        "ties-0-code": "I",
        "tie_rule": "authority",
        "submit_by": "2026-11-30",
    }
    wrong = client.send(f"{made}/head", {**head, "version": 1, "base_total": "mười"})
    assert wrong.status_code == 422
    assert "Không phải là số" in wrong.get_data(as_text=True)
    assert client.send(f"{made}/head", {**head, "version": 1}).status_code == 303
    group = {"code": "I", "text": "Nhóm một", "max_points": "10,5", "part": "base"}
    assert client.send(f"{made}/criteria", group).status_code == 303
    with world.acting(leader):
        group_id = db.session.scalar(select(Criterion.id))
    new = client.get(f"{made}/criteria/new?parent_id={group_id}&formula=bands")
    assert "Các bậc, từ thấp đến cao" in new.get_data(as_text=True)
    bands = {
        "parent_id": group_id,
        "formula": "bands",
        "code": "I.1",
        "text": "Theo bậc",
        "max_points": "10,5",
        "steps-0-lower": "0",
        "steps-0-upper": "50",
        "steps-0-points": "0",
        "steps-0-ends": "from_below",
        "steps-1-lower": "40",
        "steps-1-points": "10,5",
        "steps-1-ends": "from_below",
    }
    overlap = client.send(f"{made}/criteria", bands)
    assert overlap.status_code == 422
    assert "Các bậc chưa đúng" in overlap.get_data(as_text=True)
    assert client.send(f"{made}/criteria", {**bands, "steps-1-lower": "50"}).status_code == 303
    with world.acting(leader):
        leaf = db.session.scalars(select(Criterion).where(Criterion.code == "I.1")).one()
    assert "steps-1-lower" in client.get(f"/criteria/{leaf.id}").get_data(as_text=True)
    tried = client.send(f"{made}/trial", {f"members.0.lines.{leaf.id}.value": "50"})
    assert "10,5" in tried.get_data(as_text=True)
    assert "Tốt" in tried.get_data(as_text=True)
    bad = client.send(f"{made}/trial", {f"members.0.lines.{leaf.id}.value": "-1"})
    assert bad.status_code == 422
    other = {"members": "2", f"members.1.lines.{leaf.id}.value": "nhiều"}
    at_second = client.send(f"{made}/trial", other).get_data(as_text=True)
    assert f'<a href="#f-members.1.lines.{leaf.id}.value">I.1, Đơn vị B: ' in at_second
    assert client.send(f"{made}/issuance").status_code == 303
    assert client.send(f"{made}/issuance").status_code == 303
    assert client.get(f"/criteria/{leaf.id}").status_code == 409


def test_the_api_makes_a_set_from_nothing(world: World, leader: Person) -> None:
    client = world.client(leader)
    api = "/api/v1"
    head = {
        "year": YEAR,
        "cluster_kind": "cluster",
        "title": "Bộ tiêu chí",
        "base_total": "10",
        "bands": [{"name": "Đạt", "from": "0"}],
    }
    made = client.call("POST", f"{api}/criteria-sets", json=head)
    assert (made.status_code, made.json["base_total"]) == (201, "10")
    path = made.headers["Location"]
    floats = client.call("PUT", path, json={**head, "base_total": 10.5}, headers={"If-Match": "*"})
    assert floats.status_code == 422
    assert client.call("PUT", path, json=head).status_code == 428
    group = client.call(
        "POST", f"{path}/criteria", json={"code": "I", "text": "Nhóm", "max_points": "10"}
    )
    leaf_in = {
        "code": "I.1",
        "text": "Tỷ lệ",
        "max_points": "10",
        "parent_id": group.json["id"],
        "formula": "ratio",
    }
    leaf = client.call("POST", f"{path}/criteria", json=leaf_in)
    assert leaf.status_code == 201
    del leaf_in["parent_id"]
    tag = {"If-Match": leaf.headers["ETag"]}
    edited = client.call("PUT", leaf.headers["Location"], json=leaf_in, headers=tag)
    assert edited.status_code == 200
    again = {**leaf_in, "text": "Tỷ lệ nữa"}
    moved = client.call("PUT", leaf.headers["Location"], json=again, headers=tag)
    assert moved.status_code == 200
    stale = client.call("PUT", leaf.headers["Location"], json=leaf_in, headers=tag)
    assert stale.status_code == 412
    values = {"values": {leaf.json["id"]: {"done": "45", "assigned": "50"}}}
    trial = client.call("POST", f"{path}/trial", json=values)
    assert trial.json["points"] == {str(leaf.json["id"]): "9"}
    assert trial.json["explained"][str(leaf.json["id"])] == "10 × 45/50 = 9"
    assert Decimal(trial.json["total"]) == 9
    assert client.get(f"{path}/problems").json == []
    assert client.call("POST", f"{path}/issuance").json["issued_at"] is not None
    sample = client.call(
        "POST", f"{api}/criteria-sets/samples", json={"year": 2027, "cluster_kind": "bloc"}
    )
    assert sample.status_code == 201
    copied = client.call("POST", f"{path}/copies", json={"year": 2027})
    assert copied.json["year"] == 2027


def test_the_list_takes_the_same_number_of_statements(world: World, leader: Person) -> None:
    draft_set(world, leader)
    client = world.client(leader)
    client.get("/criteria-sets")
    with counted(world.app) as few:
        client.get("/criteria-sets")
    for _ in range(3):
        draft_set(world, leader)
    with counted(world.app) as many:
        client.get("/criteria-sets")
    assert len(few) == len(many)
