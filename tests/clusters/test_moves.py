"""Members that come and go in mid-year, merged members, and a commune with clusters of its own."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import psycopg
import pytest

from app.access.permissions import Role
from app.clusters import actions, queries
from app.clusters.actions import moves as acts
from app.clusters.actions.moves import Cause
from app.clusters.queries import leading
from app.clusters.terms import ClusterKind, MemberRole, MoveKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.notifications.models import Notification
from app.scoring import jobs
from app.scoring.actions import sheets
from app.scoring.queries import sheets as sheet_queries
from deploy.embedded import Addresses
from tenants import provision
from tenants.db import db
from tenants.models import Succession, Tenant, TenantKind
from tests.scoring import scenes
from tests.scoring.scenes import YEAR
from tests.sql import counted
from tests.world import Person, World


def cause(**given: object) -> Cause:
    """A reason on a day of the year."""
    return Cause(
        **{
            "moved_on": date(YEAR, 9, 1),
            "reason": "Điều chỉnh địa bàn",
            "basis": "Quyết định số 30/QĐ-UBND",
            **given,
        }
    )


@pytest.fixture
def leader(world: World) -> Person:
    """A leader of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER)


def test_a_member_moves_with_its_place_in_the_history(world: World, leader: Person) -> None:
    first, second = scenes.make_clusters(world, leader, [4, 3])
    mover = world.communes[3]
    with world.acting(leader):
        jobs.move_member(
            member_id=mover.id, year=YEAR, to_cluster_id=second, cause=cause(), by=leader
        )
        assert mover.id not in queries.roles(first)
        assert queries.roles(second)[mover.id] is MemberRole.MEMBER
        [one] = leading.moves(year=YEAR)
        assert one.move.kind is MoveKind.MOVED
        assert one.said == f"{mover.name} chuyển từ Cụm 1 sang Cụm 2"
    world.work()
    member = world.person(mover)
    with world.acting(member):
        assert [one.move.reason for one in leading.moves(year=YEAR)] == ["Điều chỉnh địa bàn"]
        seat = queries.seat(year=YEAR, member_id=mover.id)
        assert seat is not None
        assert seat.cluster_id == second
        assert db.session.query(Notification).filter_by(kind="cluster.members").count() == 1


def test_a_unit_joins_and_leaves(world: World, leader: Person) -> None:
    [cluster_id] = scenes.make_clusters(world, leader, [3])
    newcomer = world.communes[9]
    with world.acting(leader):
        acts.move(
            member_id=newcomer.id, year=YEAR, to_cluster_id=cluster_id, cause=cause(), by=leader
        )
        acts.move(member_id=newcomer.id, year=YEAR, to_cluster_id=None, cause=cause(), by=leader)
        assert newcomer.id not in queries.roles(cluster_id)
        assert {one.move.kind for one in leading.moves(year=YEAR)} == {
            MoveKind.JOINED,
            MoveKind.LEFT,
        }
        with pytest.raises(Invalid, match="năm 2026"):
            acts.move(
                member_id=newcomer.id,
                year=YEAR,
                to_cluster_id=cluster_id,
                cause=cause(moved_on=date(YEAR + 1, 1, 1)),
                by=leader,
            )


def test_a_lead_leaves_only_where_another_is_named(world: World, leader: Person) -> None:
    first, second = scenes.make_clusters(world, leader, [4, 3])
    lead, deputy, third = world.communes[:3]
    with world.acting(leader):
        with pytest.raises(Invalid) as raised:
            acts.move(member_id=lead.id, year=YEAR, to_cluster_id=second, cause=cause(), by=leader)
        assert raised.value.fields == {
            "lead_id": ["Cụm trưởng ra khỏi cụm: cần chọn cụm trưởng mới."]
        }
        with pytest.raises(Invalid, match="Cụm phó phải là đơn vị khác"):
            acts.move(
                member_id=lead.id,
                year=YEAR,
                to_cluster_id=second,
                cause=cause(lead_id=deputy.id),
                by=leader,
            )
    with world.acting(leader):
        acts.move(
            member_id=lead.id,
            year=YEAR,
            to_cluster_id=second,
            cause=cause(lead_id=deputy.id, deputy_id=third.id),
            by=leader,
        )
        roles = queries.roles(first)
        assert (roles[deputy.id], roles[third.id]) == (MemberRole.LEAD, MemberRole.DEPUTY)
        ended = next(one for one in leading.terms(first) if one.tenant.id == lead.id)
        assert ended.term.to_on == date(YEAR, 8, 31)


def test_an_open_sheet_goes_along_and_a_submitted_one_stays(world: World) -> None:
    scene = scenes.make_scene(world, [4, 3])
    mover, stayer = scenes.member(scene, 3), scenes.member(scene, 2)
    sheet_id = scenes.fill(scene, mover)
    scenes.submit(scene, stayer)
    with world.acting(scene.leader):
        with pytest.raises(Conflict, match="đã nộp bảng điểm trong Cụm 1"):
            jobs.move_member(
                member_id=stayer.tenant.id,
                year=YEAR,
                to_cluster_id=scene.cluster_ids[1],
                cause=cause(),
                by=scene.leader,
            )
        jobs.move_member(
            member_id=mover.tenant.id,
            year=YEAR,
            to_cluster_id=scene.cluster_ids[1],
            cause=cause(),
            by=scene.leader,
        )
    with world.acting(mover):
        sheets.submit(sheet_id=sheet_id, by=mover)
        sheet = sheet_queries.sheet(sheet_id)
        assert sheet.cluster_id == scene.cluster_ids[1]
        assert sheet.appraiser_id == world.communes[4].id


Merge = Callable[[Tenant, Tenant], None]


@pytest.fixture
def merge(world: World, addresses: Addresses) -> Iterator[Merge]:
    """Closes a commune for the length of a test; another succeeds it."""
    pairs: list[tuple[int, int]] = []

    def close(old: Tenant, new: Tenant) -> None:
        pairs.append((old.id, new.id))
        with world.on_platform():
            row = db.session.get_one(Tenant, old.id)
            row.valid_to = clock.today() - timedelta(days=1)
            db.session.add(Succession(predecessor_id=old.id, successor_id=new.id, on=clock.today()))

    yield close
    with psycopg.connect(addresses.owner_url, autocommit=True) as connection:
        connection.execute("SELECT set_config('app.platform', 'on', false)")
        for old_id, new_id in pairs:
            connection.execute(
                "DELETE FROM successions WHERE predecessor_id = %s AND successor_id = %s",
                (old_id, new_id),
            )
            connection.execute("UPDATE tenants SET valid_to = NULL WHERE id = %s", (old_id,))


def test_a_successor_takes_the_place_of_a_merged_member(
    world: World, leader: Person, merge: Merge
) -> None:
    [cluster_id] = scenes.make_clusters(world, leader, [4])
    old, new = world.communes[0], world.communes[20]
    merge(old, new)
    page = world.client(leader).get(f"/clusters?year={YEAR}").text
    assert f"{old.name} không còn hoạt động" in page
    with world.acting(leader):
        [found] = leading.ceased(year=YEAR)
        assert [one.id for one in found.successors] == [new.id]
        with pytest.raises(Invalid, match="kế tục"):
            jobs.succeed_member(
                member_id=old.id,
                year=YEAR,
                successor_id=world.communes[30].id,
                cause=cause(),
                by=leader,
            )
        jobs.succeed_member(
            member_id=old.id, year=YEAR, successor_id=new.id, cause=cause(), by=leader
        )
        assert queries.roles(cluster_id)[new.id] is MemberRole.LEAD
        assert leading.ceased(year=YEAR) == []
        [one] = leading.moves(year=YEAR)
        assert one.said == f"{new.name} kế tục {old.name} trong Cụm 1"


def test_a_merged_member_is_dropped_where_its_successor_has_a_place(
    world: World, leader: Person, merge: Merge
) -> None:
    [cluster_id] = scenes.make_clusters(world, leader, [5])
    old, new = world.communes[3], world.communes[2]
    merge(old, new)
    client = world.client(leader)
    page = client.get(f"/clusters/moves?year={YEAR}").text
    assert f"Đơn vị kế tục đã có cụm: {new.name}" in page
    given = {
        "year": YEAR,
        "member_id": old.id,
        "successor_id": "",
        "moved_on": f"{YEAR}-09-01",
        "reason": "Sắp xếp đơn vị hành chính",
    }
    assert client.send("/clusters/successions", given).status_code == 303
    with world.acting(leader):
        assert old.id not in queries.roles(cluster_id)
    assert client.send("/clusters/successions", given).status_code == 409


def test_moves_through_page_and_api(world: World, leader: Person) -> None:
    _, second = scenes.make_clusters(world, leader, [4, 3])
    client = world.client(leader)
    wrong = client.send("/clusters/moves", {"year": YEAR, "member_id": world.communes[3].id})
    assert wrong.status_code == 422
    assert "Cần ghi ngày thay đổi." in wrong.text
    given = {
        "year": YEAR,
        "member_id": world.communes[3].id,
        "to_cluster_id": second,
        "moved_on": f"{YEAR}-09-01",
        "reason": "Điều chỉnh",
    }
    assert client.send("/clusters/moves", given).status_code == 303
    listed = client.get(f"/api/v1/cluster-moves?year={YEAR}").json
    assert [one["kind"] for one in listed] == ["moved"]
    back = {**given, "to_cluster_id": None}
    made = client.call("POST", "/api/v1/cluster-moves", json=back)
    assert (made.status_code, made.json["kind"]) == (201, "left")
    refused = client.call("POST", "/api/v1/cluster-moves", json={**back, "reason": ""})
    assert refused.status_code == 422


def schools_of(world: World, commune: Tenant, count: int) -> list[Tenant]:
    """Schools below a commune."""
    with world.on_platform():
        superior = db.session.get_one(Tenant, commune.id)
        return [
            provision.body(
                kind=TenantKind.SCHOOL,
                name=f"Trường Tiểu học số {number}",
                code=f"TH.{number}",
                superior=superior,
            )
            for number in range(1, count + 1)
        ]


def test_a_commune_runs_a_cluster_of_its_schools_while_it_is_a_member_above(
    world: World, leader: Person
) -> None:
    [above] = scenes.make_clusters(world, leader, [4])
    commune = world.communes[2]
    manager = world.person(commune, Role.OFFICER, Role.LEADER)
    with world.acting(manager), pytest.raises(NotAllowed, match="cấp trên trực tiếp"):
        actions.create(year=YEAR, kind=ClusterKind.BLOC, name="Khối trường", by=manager)
    schools = schools_of(world, commune, 3)
    with world.acting(manager):
        made = actions.create(year=YEAR, kind=ClusterKind.BLOC, name="Khối trường", by=manager)
        db.session.flush()
        ids = [school.id for school in schools]
        with pytest.raises(Invalid, match="không trực thuộc"):
            actions.edit(
                cluster_id=made.id,
                version=made.version,
                name="Khối trường",
                member_ids=[*ids, world.communes[5].id],
                lead_id=ids[0],
                deputy_id=ids[1],
                by=manager,
            )
        actions.edit(
            cluster_id=made.id,
            version=made.version,
            name="Khối trường",
            member_ids=ids,
            lead_id=ids[0],
            deputy_id=ids[1],
            by=manager,
        )
        actions.issue(cluster_ids=[made.id], by=manager)
        below = made.id
        assert [group.cluster.id for group in queries.groups(year=YEAR)] == [below]
        assert [group.cluster.id for group in queries.own_groups(year=YEAR)] == [above]
    page = world.client(manager).get(f"/clusters?year={YEAR}").text
    assert "Khối trường" in page
    assert "cụm mà đơn vị bạn là thành viên" in page
    head = world.person(schools[2], Role.OFFICER, Role.LEADER)
    page = world.client(head).get(f"/clusters?year={YEAR}").text
    assert "Khối trường" in page
    assert "Cụm 1" not in page
    with world.acting(leader):
        assert below not in {group.cluster.id for group in queries.groups(year=YEAR)}
    hub = world.client(head).get(f"/clusters/{below}/year").text
    assert f"do {commune.name} tổ chức" in hub


def test_a_commune_issues_criteria_for_its_schools_and_they_score_themselves(
    world: World, leader: Person
) -> None:
    commune = world.communes[2]
    schools = schools_of(world, commune, 3)
    manager = world.person(commune, Role.OFFICER, Role.LEADER, Role.COUNCIL_MEMBER)
    with world.acting(manager):
        made = actions.create(year=YEAR, kind=ClusterKind.CLUSTER, name="Cụm trường", by=manager)
        db.session.flush()
        ids = [school.id for school in schools]
        actions.edit(
            cluster_id=made.id,
            version=made.version,
            name="Cụm trường",
            member_ids=ids,
            lead_id=ids[0],
            deputy_id=ids[1],
            by=manager,
        )
        actions.issue(cluster_ids=[made.id], by=manager)
        cluster_id = made.id
    set_id, criteria = scenes.draft_set(world, manager)
    with world.acting(manager):
        scenes.criteria_sets.issue(set_id=set_id, by=manager)
    scene = scenes.Scene(world, manager, set_id, criteria, [cluster_id])
    head = world.person(schools[2], Role.OFFICER, Role.LEADER)
    sheet_id = scenes.submit(scene, head)
    with world.acting(manager):
        sheet = sheet_queries.sheet(sheet_id)
        assert (sheet.province_id, sheet.cluster_id) == (commune.id, cluster_id)
        assert sheet.appraiser_id == schools[0].id


@pytest.mark.parametrize("path", ["/clusters/moves?year=2026", "/clusters/{id}/year"])
def test_pages_ask_the_same_number_of_questions(world: World, leader: Person, path: str) -> None:
    small, large = scenes.make_clusters(world, leader, [3, 60])
    client = world.client(leader)
    client.get(path.format(id=small))
    with counted(world.app) as few:
        client.get(path.format(id=small))
    with counted(world.app) as many:
        assert client.get(path.format(id=large)).status_code == 200
    assert len(few) == len(many)
    assert len(many) < 30
