"""A mistake in an issued set is mended by its next edition; sets of their own for some clusters."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.clusters.terms import ClusterKind
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.notifications.models import Notification
from app.scoring import jobs
from app.scoring.actions import criteria, criteria_sets, sheets
from app.scoring.content import head_of, node_of
from app.scoring.models import CriteriaSet
from app.scoring.queries import criteria as queries
from app.scoring.queries import editions, statuses
from app.scoring.queries import sheets as sheet_queries
from app.scoring.terms import FormulaKind
from tenants.db import db
from tests.scoring import scenes
from tests.scoring.scenes import YEAR, Scene, draft_set, make_clusters, node
from tests.sql import counted
from tests.world import Person, World


@pytest.fixture
def leader(world: World) -> Person:
    """A leader of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER)


def for_clusters(world: World, leader: Person, set_id: int, cluster_ids: list[int]) -> None:
    """Name the clusters for which a draft is."""
    with world.acting(leader):
        found = queries.criteria_set(set_id)
        head = vars(head_of(found)) | {"applies_to": cluster_ids}
        criteria_sets.edit(
            set_id=set_id,
            version=found.version,
            content=criteria_sets.SetContent(**head),
            by=leader,
        )


def mend(world: World, leader: Person, set_id: int) -> int:
    """The next edition, in which I.1 has 45 points, I.2 has 15 and III.1 is gone; its id."""
    with world.acting(leader):
        found = criteria_sets.draft_edition(set_id=set_id, by=leader)
        nodes = {one.code: one for one in queries.criteria(found.id)}
        for code, most in (("I.1", "45"), ("I.2", "15")):
            content = vars(node_of(nodes[code])) | {"max_points": Decimal(most)}
            criteria.edit(
                criterion_id=nodes[code].id,
                version=nodes[code].version,
                content=criteria.NodeContent(**content),
                by=leader,
            )
        return found.id


class TestSetsOfTheirOwn:
    def test_a_cluster_is_scored_by_its_own_set_and_the_others_by_the_common_one(
        self, world: World, leader: Person
    ) -> None:
        first, second = make_clusters(world, leader, (2, 2))
        common, _ = draft_set(world, leader)
        own, _ = draft_set(world, leader)
        for_clusters(world, leader, own, [second])
        with world.acting(leader):
            criteria_sets.issue(set_id=common, by=leader)
            criteria_sets.issue(set_id=own, by=leader)
        with world.acting(leader):
            assert {one.cluster_id for one in statuses.of_set(common)} == {first}
            assert {one.cluster_id for one in statuses.of_set(own)} == {second}
            assert len(statuses.of_set(None)) == 4
            assert [one.id for one in queries.bound_clusters(own)] == [second]
        member = world.person(world.communes[2], Role.OFFICER)
        with world.acting(member):
            assert [one.criteria_set_id for one in statuses.of_member()] == [own]
            with pytest.raises(Conflict, match="không chấm theo bộ tiêu chí này"):
                sheets.open_sheet(set_id=common, by=member)
            assert sheets.open_sheet(set_id=own, by=member).criteria_set_id == own

    def test_a_cluster_has_one_set(self, world: World, leader: Person) -> None:
        first, second = make_clusters(world, leader, (2, 2))
        one, _ = draft_set(world, leader)
        for_clusters(world, leader, one, [first, second])
        other, _ = draft_set(world, leader)
        for_clusters(world, leader, other, [second])
        with world.acting(leader):
            criteria_sets.issue(set_id=one, by=leader)
            with pytest.raises(Conflict, match="đã có bộ tiêu chí"):
                criteria_sets.issue(set_id=other, by=leader)

    def test_a_cluster_that_was_scored_gets_no_set_of_its_own(self, world: World) -> None:
        scene = scenes.make_scene(world, (2, 2))
        own, _ = draft_set(world, scene.leader)
        for_clusters(world, scene.leader, own, scene.cluster_ids[:1])
        scenes.submit(scene, scenes.member(scene, 1))
        refused = pytest.raises(Conflict, match="1 đơn vị trong các cụm")
        with world.acting(scene.leader), refused:
            criteria_sets.issue(set_id=own, by=scene.leader)
        for_clusters(world, scene.leader, own, scene.cluster_ids[1:])
        with world.acting(scene.leader):
            assert criteria_sets.issue(set_id=own, by=scene.leader).is_issued

    def test_only_clusters_of_the_year_and_kind(self, world: World, leader: Person) -> None:
        (first,) = make_clusters(world, leader, (2,))
        set_id, _ = draft_set(world, leader)
        with world.acting(leader):
            found = queries.criteria_set(set_id)
            for changed in ({"year": YEAR + 1}, {"cluster_kind": ClusterKind.BLOC}):
                head = vars(head_of(found)) | {"applies_to": [first]} | changed
                with pytest.raises(Invalid) as raised:
                    criteria_sets.edit(
                        set_id=set_id,
                        version=found.version,
                        content=criteria_sets.SetContent(**head),
                        by=leader,
                    )
                assert list(raised.value.fields) == ["applies_to"]

    def test_members_of_other_clusters_are_not_told(self, world: World, leader: Person) -> None:
        _, second = make_clusters(world, leader, (2, 3))
        own, _ = draft_set(world, leader)
        for_clusters(world, leader, own, [second])
        with world.acting(leader):
            jobs.issue_set(set_id=own, by=leader)
        world.work()
        with world.acting(leader):
            told = db.session.scalars(select(Notification.addressee_id)).all()
        assert sorted(told) == sorted(one.id for one in world.communes[2:5])


class TestEditions:
    @pytest.fixture
    def scene(self, world: World) -> Scene:
        """Three communes in a cluster with an issued set."""
        return scenes.make_scene(world, (3,))

    def test_the_next_edition_ends_the_one_before(self, world: World, scene: Scene) -> None:
        new_id = mend(world, scene.leader, scene.set_id)
        with world.acting(scene.leader):
            assert queries.criteria_set(scene.set_id).replaced_at is None
            again = criteria_sets.draft_edition(set_id=scene.set_id, by=scene.leader)
            assert again.id == new_id
            jobs.issue_set(set_id=new_id, by=scene.leader)
        with world.acting(scene.leader):
            old, new = queries.criteria_set(scene.set_id), queries.criteria_set(new_id)
            assert (old.replaced_at is not None, new.edition) == (True, 2)
            assert (new.submit_by, new.title) == (old.submit_by, old.title)
            assert [one.id for one in editions.history(old)] == [old.id, new.id]
            assert {one.criteria_set_id for one in statuses.of_set(None)} == {new_id}
            with pytest.raises(Conflict):
                criteria_sets.draft_edition(set_id=scene.set_id, by=scene.leader)
        world.work()
        with world.acting(scene.leader):
            texts = db.session.scalars(
                select(Notification.text).where(Notification.kind == "criteria_set.issued")
            ).all()
        assert sum("sửa đổi" in text for text in texts) == 3

    def test_an_opened_sheet_moves_over_with_what_was_entered(
        self, world: World, scene: Scene
    ) -> None:
        member = scenes.member(scene, 1)
        old_sheet = scenes.fill(scene, member, done="48")
        new_id = mend(world, scene.leader, scene.set_id)
        with world.acting(scene.leader):
            criteria_sets.issue(set_id=new_id, by=scene.leader)
        with world.acting(member):
            with pytest.raises(Conflict, match="lần sửa đổi mới"):
                sheets.submit(sheet_id=old_sheet, by=member)
            with pytest.raises(Conflict, match="lần sửa đổi mới"):
                sheets.open_sheet(set_id=scene.set_id, by=member)
        shown = world.client(member).get(f"/score-sheets/{old_sheet}").get_data(as_text=True)
        assert "đã được thay bằng lần sửa đổi mới" in shown
        with world.acting(member):
            sheet = sheets.open_sheet(set_id=new_id, by=member)
            codes = {one.id: one.code for one in queries.criteria(new_id)}
            lines = {codes[one]: line for one, line in sheet_queries.lines(sheet.id).items()}
            assert lines["I.1"].inputs == {"done": "48", "assigned": "50"}
            assert lines["I.1"].points == Decimal("43.2")  # 45 × 48 / 50
            assert lines["I.2"].points == 15
            proofs = {codes[one]: held for one, held in sheet_queries.proofs(sheet.id).items()}
            assert [proof.name for proof in proofs["I.2"]] == ["quyet-dinh.pdf"]
            assert sheet.self_total == Decimal("98.2")
            sheets.submit(sheet_id=sheet.id, by=member)
        with world.acting(scene.leader):
            sent = [one for one in statuses.of_set(new_id) if one.sent_at is not None]
            assert [one.member_id for one in sent] == [member.tenant.id]

    def test_a_changed_formula_takes_only_what_it_understands(
        self, world: World, scene: Scene
    ) -> None:
        member = scenes.member(scene, 1)
        scenes.fill(scene, member)
        with world.acting(scene.leader):
            new = criteria_sets.draft_edition(set_id=scene.set_id, by=scene.leader)
            nodes = {one.code: one for one in queries.criteria(new.id)}
            criteria.edit(
                criterion_id=nodes["II.1"].id,
                version=nodes["II.1"].version,
                content=node("II.1", "40", formula=FormulaKind.MANUAL),
                by=scene.leader,
            )
            criteria_sets.issue(set_id=new.id, by=scene.leader)
            new_id = new.id
        with world.acting(member):
            sheet = sheets.open_sheet(set_id=new_id, by=member)
            lines = sheet_queries.lines(sheet.id)
            here = {one.code: one.id for one in queries.criteria(new_id)}
            assert (lines[here["II.1"]].inputs, lines[here["II.1"]].points) == ({}, None)
            assert lines[here["I.1"]].points == 40

    def test_a_submitted_sheet_keeps_the_set(self, world: World, scene: Scene) -> None:
        new_id = mend(world, scene.leader, scene.set_id)
        scenes.submit(scene, scenes.member(scene, 1))
        refused = pytest.raises(Conflict, match="1 đơn vị nộp bảng điểm")
        with world.acting(scene.leader), refused:
            criteria_sets.issue(set_id=new_id, by=scene.leader)
        with world.acting(scene.leader):
            found = queries.criteria_set(new_id)
            criteria_sets.discard(set_id=new_id, version=found.version, by=scene.leader)
            with pytest.raises(Conflict):
                criteria_sets.draft_edition(set_id=scene.set_id, by=scene.leader)

    def test_an_edition_is_for_the_same_clusters(self, world: World, scene: Scene) -> None:
        new_id = mend(world, scene.leader, scene.set_id)
        with pytest.raises(Invalid, match="giữ nguyên năm"):
            for_clusters(world, scene.leader, new_id, scene.cluster_ids)

    def test_only_the_owner_mends(self, world: World, scene: Scene) -> None:
        member = scenes.member(scene, 0)
        with world.acting(member), pytest.raises(NotAllowed):
            criteria_sets.draft_edition(set_id=scene.set_id, by=member)

    def test_the_pages_and_the_api_show_the_history(self, world: World, scene: Scene) -> None:
        client = world.client(scene.leader)
        path = f"/criteria-sets/{scene.set_id}"
        assert client.get(f"{path}/changes").status_code == 404
        made = client.send(f"{path}/editions")
        assert made.status_code == 303
        new = made.headers["Location"]
        assert "Lần sửa đổi này chưa khác lần trước" in client.get(f"{new}/changes").get_data(
            as_text=True
        )
        mend(world, scene.leader, scene.set_id)
        shown = client.get(f"{new}/changes").get_data(as_text=True)
        assert "Điểm tối đa" in shown
        assert client.send(f"{new}/issuance").status_code == 303
        page = client.get(path).get_data(as_text=True)
        assert "Đã được thay" in page
        assert "Xem lần 2" in page
        api = f"/api/v1/criteria-sets/{scene.set_id}"
        listed = client.call("GET", f"{api}/editions").json
        assert [one["edition"] for one in listed] == [1, 2]
        changes = client.call("GET", f"/api/v1{new}/changes").json
        assert {one["code"] for one in changes} == {"I.1", "I.2"}
        assert client.call("POST", f"{api}/editions").status_code == 409
        third = client.call("POST", f"/api/v1{new}/editions")
        assert (third.status_code, third.json["edition"]) == (201, 3)


def test_the_page_of_a_set_takes_the_same_number_of_statements(
    world: World, leader: Person
) -> None:
    clusters = make_clusters(world, leader, (2, 2, 2))
    small, _ = draft_set(world, leader)
    with world.acting(leader):
        big = criteria_sets.draft_sample(
            year=YEAR, cluster_kind=ClusterKind.CLUSTER, sample="every-kind", by=leader
        ).id
    for_clusters(world, leader, small, clusters[:1])
    for_clusters(world, leader, big, clusters)
    client = world.client(leader)
    for page in ("", "/head", "/trial", "/workbook"):
        client.get(f"/criteria-sets/{small}{page}")
        with counted(world.app) as few:
            client.get(f"/criteria-sets/{small}{page}")
        with counted(world.app) as many:
            client.get(f"/criteria-sets/{big}{page}")
        assert len(few) == len(many), page


def test_two_editions_of_one_set_are_not_issued_both(world: World, leader: Person) -> None:
    make_clusters(world, leader, (2,))
    set_id, _ = draft_set(world, leader)
    with world.acting(leader):
        criteria_sets.issue(set_id=set_id, by=leader)
        new = criteria_sets.draft_edition(set_id=set_id, by=leader)
        criteria_sets.issue(set_id=new.id, by=leader)
        stale = CriteriaSet(
            tenant_id=world.province.id,
            edition=2,
            replaces_id=set_id,
            **{key: value for key, value in vars(head_of(new)).items()},
        )
        db.session.add(stale)
        db.session.flush()
        with pytest.raises((Conflict, Invalid)):
            criteria_sets.issue(set_id=stale.id, by=leader)
