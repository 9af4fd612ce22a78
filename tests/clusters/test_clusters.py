"""Clusters: made by the province, seen by members once issued, led by two."""

import pytest

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.clusters import actions, jobs, queries
from app.clusters.models import Cluster
from app.clusters.terms import ClusterKind, MemberRole
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from tenants.db import db
from tests.sql import counted
from tests.world import Person, World

YEAR = 2026


@pytest.fixture
def leader(world: World) -> Person:
    """A leader of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER)


def draft(world: World, leader: Person, name: str, members: int = 4, start: int = 0) -> int:
    """A cluster ready to be issued; its id."""
    ids = [commune.id for commune in world.communes[start : start + members]]
    with world.acting(leader):
        cluster = actions.create(year=YEAR, kind=ClusterKind.CLUSTER, name=name, by=leader)
        db.session.flush()
        actions.edit(
            cluster_id=cluster.id,
            version=cluster.version,
            name=name,
            member_ids=ids,
            lead_id=ids[0],
            deputy_id=ids[1],
            by=leader,
        )
        return cluster.id


def test_a_cluster_is_seen_by_its_members_only_after_it_is_issued(
    world: World, leader: Person
) -> None:
    cluster_id = draft(world, leader, "Cụm 4 các xã nội địa")
    member = world.person(world.communes[2], Role.OFFICER)
    with world.acting(member), pytest.raises(NotFound):
        queries.cluster(cluster_id)
    assert world.client(member).get(f"/clusters/{cluster_id}").status_code == 404
    with world.acting(leader):
        jobs.issue(cluster_ids=[cluster_id], by=leader)
    with world.acting(member):
        [group] = queries.own_groups(year=YEAR)
        assert group.roles[member.tenant.id] is MemberRole.MEMBER
        assert group.lead is not None
        assert group.lead.id == world.communes[0].id
    page = world.client(member).get(f"/clusters?year={YEAR}").get_data(as_text=True)
    assert "Cụm 4 các xã nội địa" in page
    assert world.communes[0].name in page


def test_members_are_told_once(world: World, leader: Person) -> None:
    cluster_id = draft(world, leader, "Cụm 1")
    for _ in range(2):
        with world.acting(leader):
            jobs.issue(cluster_ids=[cluster_id], by=leader)
        world.work()
    with world.acting(leader):
        told = db.session.query(Notification).filter_by(kind="cluster.issued").all()
        assert sorted(one.addressee_id for one in told) == sorted(
            commune.id for commune in world.communes[:4]
        )
        assert "cụm trưởng" in told[0].text


def test_a_unit_is_in_one_cluster_a_year(world: World, leader: Person) -> None:
    draft(world, leader, "Cụm 1")
    with pytest.raises(Invalid, match="đã ở “Cụm 1”"):
        draft(world, leader, "Cụm 2", start=3)


def test_a_cluster_without_lead_and_deputy_is_not_issued(world: World, leader: Person) -> None:
    with world.acting(leader):
        cluster = actions.create(year=YEAR, kind=ClusterKind.BLOC, name="Khối sở", by=leader)
        db.session.flush()
        with pytest.raises(Invalid) as raised:
            actions.issue(cluster_ids=[cluster.id], by=leader)
    assert "chưa có cụm trưởng" in raised.value.message


def test_an_issued_cluster_changes_only_its_roles_and_says_why(
    world: World, leader: Person
) -> None:
    cluster_id = draft(world, leader, "Cụm 1")
    first, second, third = (commune.id for commune in world.communes[:3])
    with world.acting(leader):
        actions.issue(cluster_ids=[cluster_id], by=leader)
    with world.acting(leader):
        version = queries.cluster(cluster_id).version
        with pytest.raises(Conflict):
            actions.edit(
                cluster_id=cluster_id,
                version=version,
                name="Tên khác",
                member_ids=[first, second],
                lead_id=first,
                deputy_id=second,
                by=leader,
            )
        with pytest.raises(Conflict):
            actions.assign(year=YEAR, places={first: None}, by=leader)
    roles = {"cluster_id": cluster_id, "lead_id": second, "deputy_id": third, "by": leader}
    with world.acting(leader), pytest.raises(Invalid):
        actions.change_roles(**roles, version=version, reason=" ")
    with world.acting(leader):
        actions.change_roles(**roles, version=version, reason="Thông báo số 12/TB-HĐTĐKT")
    with world.acting(leader), pytest.raises(Stale):
        actions.change_roles(**roles, version=version, reason="Lần hai")
    with world.acting(leader):
        group = queries.group(cluster_id)
        assert group.lead is not None
        assert group.deputy is not None
        assert (group.lead.id, group.deputy.id) == (second, third)
        entry = db.session.query(AuditEntry).filter_by(verb="cluster.roles_changed").one()
        assert entry.details["before"] == {"lead": first, "deputy": second}
        assert entry.details["reason"] == "Thông báo số 12/TB-HĐTĐKT"


def test_who_appraises_whom(world: World, leader: Person) -> None:
    cluster_id = draft(world, leader, "Cụm 1")
    lead, deputy, member = (commune.id for commune in world.communes[:3])
    with world.acting(leader):
        assert queries.seat(year=YEAR, member_id=lead) is None
        actions.issue(cluster_ids=[cluster_id], by=leader)
        seat = queries.seat(year=YEAR, member_id=lead)
        assert seat is not None
        assert [seat.appraiser_of(one) for one in (lead, deputy, member)] == [deputy, lead, lead]


def test_last_years_clusters_come_again_without_closed_units(world: World, leader: Person) -> None:
    draft(world, leader, "Cụm 1")
    draft(world, leader, "Cụm 2", start=4)
    with world.acting(leader):
        assert actions.copy(from_year=YEAR, to_year=YEAR + 1, by=leader) == 2
        groups = queries.groups(year=YEAR + 1)
        assert [len(group.members) for group in groups] == [4, 4]
        assert [group.lacking for group in groups] == [[], []]
        assert all(group.cluster.issued_at is None for group in groups)
        with pytest.raises(Conflict):
            actions.copy(from_year=YEAR, to_year=YEAR + 1, by=leader)


def test_only_the_province_makes_clusters(world: World, leader: Person) -> None:
    commune = world.person(world.communes[0], Role.OFFICER, Role.LEADER)
    with world.acting(commune), pytest.raises(NotAllowed):
        actions.create(year=YEAR, kind=ClusterKind.CLUSTER, name="Cụm lạ", by=commune)
    answer = world.client(commune).send(
        "/clusters", {"year": YEAR, "kind": "cluster", "name": "Cụm lạ"}
    )
    assert answer.status_code == 403


def test_sixty_five_communes_are_placed_on_one_page(world: World, leader: Person) -> None:
    with world.acting(leader):
        made = [
            actions.create(year=YEAR, kind=ClusterKind.CLUSTER, name=f"Cụm {n}", by=leader)
            for n in range(1, 11)
        ]
        db.session.flush()
        ids = [cluster.id for cluster in made]
    client = world.client(leader)
    places = {f"places.{one.id}": ids[n % 10] for n, one in enumerate(world.communes)}
    answer = client.send("/clusters/assignment", {"year": YEAR, **places})
    assert answer.status_code == 303
    with world.acting(leader):
        assert queries.assignment(year=YEAR).unassigned == []
    page = client.get(f"/clusters?year={YEAR}").get_data(as_text=True)
    assert "65/65" in page


@pytest.mark.parametrize("path", ["/clusters?year=2026", "/clusters/assignment?year=2026"])
def test_the_number_of_statements_does_not_grow(world: World, leader: Person, path: str) -> None:
    draft(world, leader, "Cụm 1", members=3)
    client = world.client(leader)
    client.get(path)
    with counted(world.app) as few:
        client.get(path)
    draft(world, leader, "Cụm 2", members=30, start=3)
    draft(world, leader, "Cụm 3", members=32, start=33)
    with counted(world.app) as many:
        client.get(path)
    assert len(few) == len(many)


def test_through_the_pages_and_the_api(world: World, leader: Person) -> None:
    client = world.client(leader)
    made = client.send("/clusters", {"year": YEAR, "kind": "cluster", "name": "Cụm 1"})
    path = made.headers["Location"]
    ids = [commune.id for commune in world.communes[:3]]
    form = {"name": "Cụm 1", "member_ids": ids, "lead_id": ids[0], "deputy_id": ids[0]}
    refused = client.send(path, {**form, "version": 1})
    assert refused.status_code == 422
    assert "khác cụm trưởng" in refused.get_data(as_text=True)
    saved = client.send(path, {**form, "deputy_id": ids[1], "version": 1})
    assert saved.status_code == 303
    late = client.send(path, {**form, "deputy_id": ids[2], "version": 1})
    assert late.status_code == 412
    assert "người khác sửa" in late.get_data(as_text=True)

    address = f"/api/v1{path}"
    shown = client.get(address)
    assert [one["role"] for one in shown.json["members"]] == ["lead", "deputy", "member"]
    members = client.get(f"{address}/members").json
    assert [one["tenant_id"] for one in members] == ids
    body = {"name": "Cụm A", "member_ids": ids, "lead_id": ids[0], "deputy_id": ids[1]}
    assert client.call("PUT", address, json=body).status_code == 428
    tag = {"If-Match": shown.headers["ETag"]}
    edited = client.call("PUT", address, json=body, headers=tag)
    assert (edited.status_code, edited.json["name"]) == (200, "Cụm A")
    assert client.call("PUT", address, json=body, headers=tag).status_code == 412
    assert client.send(f"{path}/issuance").status_code == 303
    with world.acting(leader):
        assert db.session.get_one(Cluster, shown.json["id"]).issued_at is not None
    assert client.call("POST", f"{address}/issuance").status_code == 200
    roles = {"lead_id": ids[1], "deputy_id": ids[2], "reason": "Thông báo 12"}
    tag = {"If-Match": client.get(address).headers["ETag"]}
    changed = client.call("PUT", f"{address}/roles", json=roles, headers=tag)
    assert changed.json["members"][0]["tenant_id"] == ids[1]
    unknown = client.call("POST", "/api/v1/clusters", json={"year": YEAR, "lạ": 1})
    assert unknown.status_code == 422
