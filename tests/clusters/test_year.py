"""The year of a cluster: plan, pledge, meetings, whoever leads and follows."""

from dataclasses import replace
from datetime import date

import pytest

from app.access.permissions import Role
from app.clusters import actions, jobs, queries
from app.clusters.actions import meetings, plans, pledges
from app.clusters.actions.meetings import MeetingContent, MinutesContent
from app.clusters.actions.notices import Signing
from app.clusters.actions.pledges import PledgeContent
from app.clusters.models import PledgeSignature
from app.clusters.queries import leading
from app.clusters.queries import year as years
from app.clusters.terms import Choosing, ClusterKind, MemberRole, Occasion
from app.documents.models import DrawnPaper, File
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.plans.terms import SigningCapacity
from tenants.db import db
from tests.world import Person, World

YEAR = 2026
TARGETS = [{"text": "Thu ngân sách", "value": "105", "unit": "% dự toán"}]


class Scene:
    """An issued cluster of four communes: lead, deputy, two members; and an outsider."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.manager = world.person(world.province, Role.OFFICER, Role.LEADER)
        self.units = world.communes[:4]
        self.people = [world.person(unit, Role.OFFICER, Role.LEADER) for unit in self.units]
        self.lead, self.deputy, self.member, self.other = self.people
        self.stranger = world.person(world.communes[10], Role.OFFICER, Role.LEADER)
        with world.acting(self.manager):
            made = actions.create(
                year=YEAR, kind=ClusterKind.CLUSTER, name="Cụm 4", by=self.manager
            )
            db.session.flush()
            ids = [unit.id for unit in self.units]
            actions.edit(
                cluster_id=made.id,
                version=made.version,
                name="Cụm 4",
                member_ids=ids,
                lead_id=ids[0],
                deputy_id=ids[1],
                choosing=Choosing.ELECTED,
                basis="Biên bản hội nghị tổng kết năm 2025",
                by=self.manager,
            )
            actions.issue(cluster_ids=[made.id], by=self.manager)
            self.cluster_id = made.id

    def send_pledge(self) -> None:
        """The pledge, sent to the members."""
        with self.world.acting(self.lead):
            row = pledges.write(
                cluster_id=self.cluster_id,
                version=None,
                content=PledgeContent(
                    contents=["Thi đua phát triển kinh tế"], register_by=date(YEAR, 3, 31)
                ),
                by=self.lead,
            )
            jobs.send_pledge(cluster_id=self.cluster_id, version=row.version, by=self.lead)

    def register(self, person: Person) -> None:
        """A member's targets, sent."""
        with self.world.acting(person):
            row = pledges.register(
                cluster_id=self.cluster_id, version=None, targets=TARGETS, by=person
            )
            jobs.send_registration(cluster_id=self.cluster_id, version=row.version, by=person)

    def hold(self, occasion: Occasion, **given: int | None) -> None:
        """A meeting with its minutes, sent."""
        with self.world.acting(self.lead):
            found = meetings.plan(
                cluster_id=self.cluster_id,
                occasion=occasion,
                version=None,
                content=meeting_on(date(YEAR, 7, 8)),
                by=self.lead,
            )
            jobs.call_meeting(
                cluster_id=self.cluster_id, occasion=occasion, version=found.version, by=self.lead
            )
        with self.world.acting(self.lead), clock.fixed(date(YEAR, 7, 9)):
            content = MinutesContent(
                secretary_name="Hoàng Thị Thư",
                discussion="Các đơn vị báo cáo kết quả.",
                conclusions=["Tiếp tục thực hiện các chỉ tiêu."],
                present=[unit.id for unit in self.units[:3]],
                people={self.units[0].id: "ông Lê Văn A, Chủ tịch"},
                **given,
            )
            row = meetings.write_minutes(
                cluster_id=self.cluster_id,
                occasion=occasion,
                version=None,
                content=content,
                by=self.lead,
            )
            jobs.send_minutes(
                cluster_id=self.cluster_id, occasion=occasion, version=row.version, by=self.lead
            )


def meeting_on(day: date) -> MeetingContent:
    """A meeting on a day."""
    return MeetingContent(
        held_on=day,
        starts_at="8 giờ 00",
        place="Hội trường UBND xã Văn Quan",
        chair_name="Lê Văn A",
        chair_position="Chủ tịch UBND xã",
        agenda=["Sơ kết công tác thi đua"],
    )


@pytest.fixture
def scene(world: World) -> Scene:
    """An issued cluster."""
    return Scene(world)


def test_the_lead_drafts_the_plan_and_members_read_it_once_it_is_sent(scene: Scene) -> None:
    usual = plans.usual("Cụm 4", YEAR)
    with scene.world.acting(scene.member), pytest.raises(NotAllowed, match="cụm trưởng"):
        plans.draft(cluster_id=scene.cluster_id, content=usual, by=scene.member)
    with scene.world.acting(scene.lead):
        row = plans.draft(cluster_id=scene.cluster_id, content=usual, by=scene.lead)
        with pytest.raises(Conflict, match="đã có dự thảo"):
            plans.draft(cluster_id=scene.cluster_id, content=usual, by=scene.lead)
        version = row.version
    with scene.world.acting(scene.member):
        assert years.plan(scene.cluster_id) is None
    with scene.world.acting(scene.lead), pytest.raises(Stale):
        plans.edit(cluster_id=scene.cluster_id, version=version + 1, content=usual, by=scene.lead)
    with scene.world.acting(scene.lead):
        jobs.send_plan(
            cluster_id=scene.cluster_id,
            version=version,
            number="01",
            signer_name="Lê Văn A",
            signer_position="Chủ tịch UBND xã",
            by=scene.lead,
        )
    for reader in (scene.member, scene.manager):
        with scene.world.acting(reader):
            plan = years.plan(scene.cluster_id)
            assert plan is not None
            assert (plan.number, len(plan.tasks)) == ("01", 5)
    with scene.world.acting(scene.stranger):
        assert years.plan(scene.cluster_id) is None
    scene.world.work()
    with scene.world.acting(scene.lead):
        told = db.session.query(Notification).filter_by(kind="cluster.year").all()
        assert {one.addressee_id for one in told} == {
            scene.world.province.id,
            *(unit.id for unit in scene.units[1:]),
        }
        second = plans.draft(cluster_id=scene.cluster_id, content=usual, by=scene.lead)
        assert second.revision == 2
        plan = years.plan(scene.cluster_id)
        assert plan is not None
        assert plan.revision == 1, "the draft does not hold yet"


def test_members_register_targets_and_their_leaders_sign(scene: Scene) -> None:
    with scene.world.acting(scene.member), pytest.raises(NotFound, match="chưa gửi giao ước"):
        pledges.register(
            cluster_id=scene.cluster_id, version=None, targets=TARGETS, by=scene.member
        )
    scene.send_pledge()
    with scene.world.acting(scene.member), pytest.raises(Conflict, match="chưa gửi đăng ký"):
        pledges.sign(cluster_id=scene.cluster_id, position="Chủ tịch", by=scene.member)
    scene.register(scene.member)
    with scene.world.acting(scene.member):
        signed = pledges.sign(
            cluster_id=scene.cluster_id, position="Chủ tịch UBND xã", by=scene.member
        )
        again = pledges.sign(cluster_id=scene.cluster_id, position="Khác", by=scene.member)
        assert again.id == signed.id
        with pytest.raises(Conflict, match="đã ký"):
            pledges.register(
                cluster_id=scene.cluster_id, version=None, targets=TARGETS, by=scene.member
            )
    for reader in (scene.other, scene.manager):
        with scene.world.acting(reader):
            found = years.pledge_there(scene.cluster_id)
            state = years.pledge_state(queries.group(scene.cluster_id), found)
            assert (state.registered, state.signed, len(state.parties)) == (1, 1, 4)
            party = state.party(scene.member.tenant.id)
            assert party is not None
            assert party.registration is not None
            assert party.registration.targets == TARGETS
            assert party.signature is not None
            assert party.signature.signer_name == scene.member.full_name
            assert party.signature.digest == pledges.digest(found, party.registration)
            assert years.registered_targets(scene.cluster_id, scene.member.tenant.id) == TARGETS
    with scene.world.acting(scene.stranger):
        assert db.session.query(PledgeSignature).count() == 0
        with pytest.raises(NotAllowed):
            pledges.register(
                cluster_id=scene.cluster_id, version=None, targets=TARGETS, by=scene.stranger
            )


def test_a_registration_is_the_members_own_until_sent_and_may_be_replaced_before_signing(
    scene: Scene,
) -> None:
    scene.send_pledge()
    with scene.world.acting(scene.other):
        pledges.register(cluster_id=scene.cluster_id, version=None, targets=TARGETS, by=scene.other)
        with pytest.raises(Conflict, match="đã có dự thảo"):
            pledges.register(
                cluster_id=scene.cluster_id, version=None, targets=TARGETS, by=scene.other
            )
    with scene.world.acting(scene.lead):
        found = years.pledge_there(scene.cluster_id)
        state = years.pledge_state(queries.group(scene.cluster_id), found)
        assert state.registered == 0
    with scene.world.acting(scene.other):
        pledges.send_registration(cluster_id=scene.cluster_id, version=1, by=scene.other)
        better = [{"text": "Thu ngân sách", "value": "110", "unit": "%"}]
        row = pledges.register(
            cluster_id=scene.cluster_id, version=None, targets=better, by=scene.other
        )
        assert row.revision == 2
        pledges.send_registration(cluster_id=scene.cluster_id, version=row.version, by=scene.other)
        assert years.registered_targets(scene.cluster_id, scene.other.tenant.id) == better
        with pytest.raises(Invalid) as raised:
            pledges.register(
                cluster_id=scene.cluster_id,
                version=None,
                targets=[{"text": " ", "value": "", "unit": ""}],
                by=scene.other,
            )
        assert set(raised.value.fields) == {"targets.0.text", "targets.0.value"}


def test_a_meeting_is_called_and_closed_by_its_minutes(scene: Scene) -> None:
    with scene.world.acting(scene.lead):
        row = meetings.plan(
            cluster_id=scene.cluster_id,
            occasion=Occasion.HALF_YEAR,
            version=None,
            content=meeting_on(date(YEAR, 7, 8)),
            by=scene.lead,
        )
        minutes = MinutesContent(
            secretary_name="A", discussion="B", conclusions=["C"], present=[scene.units[0].id]
        )
        write = {
            "cluster_id": scene.cluster_id,
            "occasion": Occasion.HALF_YEAR,
            "version": None,
            "content": minutes,
            "by": scene.lead,
        }
        with pytest.raises(Conflict, match="chưa gửi giấy mời"):
            meetings.write_minutes(**write)
        meetings.call(
            cluster_id=scene.cluster_id,
            occasion=Occasion.HALF_YEAR,
            version=row.version,
            by=scene.lead,
        )
        with clock.fixed(date(YEAR, 7, 7)), pytest.raises(Conflict, match="08/07/2026"):
            meetings.write_minutes(**write)
        with clock.fixed(date(YEAR, 7, 8)):
            draft = meetings.write_minutes(**write)
        version = draft.version
    with scene.world.acting(scene.member):
        found = years.meeting(scene.cluster_id, Occasion.HALF_YEAR)
        assert found.minutes is None, "the minutes are a draft of the lead"
    with scene.world.acting(scene.lead):
        meetings.send_minutes(
            cluster_id=scene.cluster_id,
            occasion=Occasion.HALF_YEAR,
            version=version,
            by=scene.lead,
        )
        with pytest.raises(Conflict, match="đã có biên bản"):
            meetings.plan(
                cluster_id=scene.cluster_id,
                occasion=Occasion.HALF_YEAR,
                version=1,
                content=meeting_on(date(YEAR, 7, 9)),
                by=scene.lead,
            )
    with scene.world.acting(scene.member):
        found = years.meeting(scene.cluster_id, Occasion.HALF_YEAR)
        assert found.minutes is not None
        assert [one["present"] for one in found.minutes.attendees].count(True) == 1


def test_terms_begin_with_the_issue_and_end_with_a_change(scene: Scene) -> None:
    first, second, third = (unit.id for unit in scene.units[:3])
    with scene.world.acting(scene.manager):
        actions.change_roles(
            cluster_id=scene.cluster_id,
            version=queries.cluster(scene.cluster_id).version,
            lead_id=third,
            deputy_id=second,
            reason="Thông báo số 12/TB-UBND",
            choosing=Choosing.APPOINTED,
            from_on=date(YEAR, 6, 1),
            by=scene.manager,
        )
    with scene.world.acting(scene.member):
        told = {
            (one.tenant.id, one.term.role): (one.term.from_on, one.term.to_on, one.term.choosing)
            for one in leading.terms(scene.cluster_id)
        }
    new_year, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    assert told == {
        (first, MemberRole.LEAD): (new_year, date(YEAR, 5, 31), Choosing.ELECTED),
        (second, MemberRole.DEPUTY): (new_year, last, Choosing.ELECTED),
        (third, MemberRole.LEAD): (date(YEAR, 6, 1), last, Choosing.APPOINTED),
    }


def test_who_was_elected_leads_the_copied_cluster(scene: Scene) -> None:
    lead, deputy = scene.units[3].id, scene.units[2].id
    scene.hold(Occasion.YEAR, next_lead_id=lead, next_deputy_id=deputy)
    with scene.world.acting(scene.manager):
        actions.copy(from_year=YEAR, to_year=YEAR + 1, by=scene.manager)
        [group] = queries.groups(year=YEAR + 1)
        assert group.lead is not None
        assert group.deputy is not None
        assert (group.lead.id, group.deputy.id) == (lead, deputy)
        assert group.cluster.choosing is Choosing.ELECTED
        assert group.cluster.previous_id == scene.cluster_id


def test_without_an_election_the_lead_goes_round(scene: Scene) -> None:
    with scene.world.acting(scene.manager):
        actions.copy(from_year=YEAR, to_year=YEAR + 1, by=scene.manager)
        [group] = queries.groups(year=YEAR + 1)
        assert group.lead is not None
        assert group.deputy is not None
        assert group.lead.id == scene.units[1].id, "the deputy moves up"
        assert group.deputy.id in {unit.id for unit in scene.units[2:]}
        assert group.cluster.choosing is Choosing.ROTATED
        actions.issue(cluster_ids=[group.cluster.id], by=scene.manager)
        history = leading.terms(group.cluster.id)
        assert [one.year for one in history] == [YEAR + 1, YEAR + 1, YEAR, YEAR]


def test_a_notice_announces_leads_and_deputies_under_the_next_number(scene: Scene) -> None:
    signing = Signing(
        symbol="TB-UBND",
        place="Lạng Sơn",
        issued_on=clock.today(),
        capacity=SigningCapacity.COMMITTEE_CHAIR,
        signer_name="Hồ Tiến Thiệu",
    )
    with scene.world.acting(scene.manager):
        notice = jobs.issue_notice(year=YEAR, signing=signing, by=scene.manager)
        notice_id = notice.id
        assert notice.full_number == "01/TB-UBND"
        [row] = notice.rows
        assert (row["lead"], row["lead_choosing"]) == (scene.units[0].name, "Bầu")
        again = jobs.issue_notice(year=YEAR, signing=signing, by=scene.manager)
        assert again.number == "02"
    taken = replace(signing, number="1")
    with scene.world.acting(scene.manager), pytest.raises(Invalid, match="đã dùng"):
        jobs.issue_notice(year=YEAR, signing=taken, by=scene.manager)
    scene.world.work()
    page = scene.world.client(scene.member).get(f"/cluster-notices/{notice_id}")
    assert page.status_code == 200
    assert scene.units[1].name in page.text


def test_papers_are_drawn_with_all_parties(scene: Scene) -> None:
    scene.send_pledge()
    scene.register(scene.member)
    scene.hold(Occasion.HALF_YEAR)
    with scene.world.acting(scene.member):
        jobs.sign_pledge(cluster_id=scene.cluster_id, position="Chủ tịch UBND xã", by=scene.member)
    client = scene.world.client(scene.other)
    base = f"/clusters/{scene.cluster_id}"
    asked = [
        client.send(f"{base}/pledge/paper"),
        client.send(f"{base}/meetings/half_year/papers", {"kind": "cluster_minutes"}),
        client.send(f"{base}/meetings/half_year/papers", {"kind": "cluster_invitations"}),
    ]
    assert [one.status_code for one in asked] == [303, 303, 303]
    scene.world.work()
    with scene.world.acting(scene.other):
        rows = db.session.query(File).join(DrawnPaper, DrawnPaper.file_id == File.id).all()
        assert len(rows) == 6
        assert sum(row.content.startswith(b"%PDF") for row in rows) == 3
        assert sum(row.name.endswith(".docx") for row in rows) == 3
    titles = [client.get(one.headers["Location"]).text for one in asked]
    assert "1/4 đơn vị đã ký" in titles[0]
