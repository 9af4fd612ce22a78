"""The plan and the minutes of a cluster: numbers from the lead's register, files beside them."""

from datetime import date, timedelta

import pytest

from app.clusters import jobs
from app.clusters.actions import meetings, plans
from app.clusters.actions.meetings import MinutesContent
from app.clusters.queries import year as years
from app.clusters.terms import Occasion
from app.correspondence.actions import changes
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Invalid
from app.registers import actions as registers
from app.registers import queries
from app.registers.actions import Reservation
from app.registers.terms import ChangeKind, FileRole, PaperState
from tests.clusters.test_year import YEAR, Scene, meeting_on
from tests.registers.samples import entered
from tests.sql import counted
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    """An issued cluster."""
    return Scene(world)


def send(scene: Scene, **given: object) -> int:
    """The plan, drafted and sent by the lead; its id."""
    with scene.world.acting(scene.lead):
        content = plans.usual("Cụm 4", YEAR)
        draft = plans.draft(cluster_id=scene.cluster_id, content=content, by=scene.lead)
        sent = jobs.send_plan(
            cluster_id=scene.cluster_id,
            version=draft.version,
            signer_name="Lê Văn A",
            signer_position="Chủ tịch UBND xã",
            by=scene.lead,
            **given,
        )
        return sent.id


def test_the_plan_stands_in_the_register_of_the_lead_with_its_drawn_file(scene: Scene) -> None:
    plan_id = send(scene)
    scene.world.work()
    with scene.world.acting(scene.lead, read_only=True):
        entry = queries.of_subject("cluster_plans", plan_id)
        assert entry is not None
        assert (entry.full_number, entry.issued_on) == ("01/KH-CTĐ", clock.today())
        assert entry.tenant_id == scene.lead.tenant.id
        assert entry.signing_lines == "TM. CỤM THI ĐUA\nCỤM TRƯỞNG"
        assert (entry.signer_position, entry.signer_name) == ("CHỦ TỊCH UBND XÃ", "Lê Văn A")
        assert entry.abstract.endswith("của Cụm 4")
        assert "Các đơn vị thành viên" in entry.recipients
        roles = [link.role for link, _ in queries.files(entry.id)]
        assert roles == [FileRole.DRAWN, FileRole.EDITABLE]
        plan = years.plan_by_id(plan_id)
        assert (plan.number, plan.signed_on) == ("01", clock.today())
    for reader, shown in ((scene.lead, True), (scene.member, True), (scene.stranger, False)):
        page = scene.world.client(reader).get(f"/clusters/{scene.cluster_id}/plan").text
        assert (f"/correspondence/outgoing/{entry.id}" in page) is shown


def test_a_plan_sent_anew_takes_the_next_number_and_replaces_the_one_before(scene: Scene) -> None:
    first = send(scene, number="4")
    second = send(scene)
    with scene.world.acting(scene.lead, read_only=True):
        old = queries.of_subject("cluster_plans", first)
        new = queries.of_subject("cluster_plans", second)
        assert old is not None
        assert new is not None
        assert (old.full_number, old.state) == ("04/KH-CTĐ", PaperState.REPLACED)
        assert (new.full_number, new.state) == ("05/KH-CTĐ", PaperState.ISSUED)
        assert old.replaced_by_id == new.id


def test_the_day_follows_the_number(scene: Scene) -> None:
    send(scene)
    with pytest.raises(Invalid) as raised:
        send(scene, issued_on=clock.today() - timedelta(days=1))
    assert "issued_on" in {raised.value.field, *raised.value.fields}
    with pytest.raises(Invalid) as raised:
        send(scene, number="1")
    assert "number" in {raised.value.field, *raised.value.fields}
    with scene.world.acting(scene.member):
        assert len(years.plans_sent(scene.cluster_id)) == 1


def held(scene: Scene, number: str | None = None) -> int:
    """The half-year meeting with its minutes, sent; the meeting's id."""
    on, occasion = date(YEAR, 7, 8), Occasion.HALF_YEAR
    with scene.world.acting(scene.lead):
        row = meetings.plan(
            cluster_id=scene.cluster_id,
            occasion=occasion,
            version=None,
            content=meeting_on(on),
            by=scene.lead,
        )
        jobs.call_meeting(
            cluster_id=scene.cluster_id, occasion=occasion, version=row.version, by=scene.lead
        )
    with clock.fixed(on + timedelta(days=2)), scene.world.acting(scene.lead):
        minutes = meetings.write_minutes(
            cluster_id=scene.cluster_id,
            occasion=occasion,
            version=None,
            content=MinutesContent(
                secretary_name="Trần B",
                discussion="Thảo luận",
                conclusions=["Thống nhất"],
                present=[scene.units[0].id],
                number=number,
            ),
            by=scene.lead,
        )
        jobs.send_minutes(
            cluster_id=scene.cluster_id, occasion=occasion, version=minutes.version, by=scene.lead
        )
    return row.id


@pytest.mark.parametrize(("typed", "given"), [(None, "01"), ("3", "03")])
def test_minutes_take_their_number_when_they_are_sent(
    scene: Scene, typed: str | None, given: str
) -> None:
    meeting_id = held(scene, typed)
    scene.world.work()
    with scene.world.acting(scene.lead, read_only=True):
        entry = queries.of_subject("cluster_minutes", meeting_id)
        assert entry is not None
        assert (entry.full_number, entry.issued_on) == (f"{given}/BB-CTĐ", date(YEAR, 7, 8))
        assert (entry.signing_lines, entry.signer_name) == ("CHỦ TỌA", "Lê Văn A")
        roles = [link.role for link, _ in queries.files(entry.id)]
        assert roles == [FileRole.DRAWN, FileRole.EDITABLE]
        minutes = years.meeting(scene.cluster_id, Occasion.HALF_YEAR).minutes
        assert minutes is not None
        assert minutes.number == given
    page = f"/clusters/{scene.cluster_id}/meetings/half_year"
    assert f"Xem bản gốc số {given}/BB-CTĐ" in scene.world.client(scene.member).get(page).text


def test_a_kept_number_waits_for_the_plan(scene: Scene) -> None:
    with scene.world.acting(scene.lead):
        registers.reserve(
            reservation=Reservation(
                kind=PaperKind.PLAN,
                symbol="KH-CTĐ",
                year=clock.today().year,
                count=2,
                reason="Chờ ký",
            ),
            by=scene.lead,
        )
    plan_id = send(scene, number="1")
    with scene.world.acting(scene.lead, read_only=True):
        entry = queries.of_subject("cluster_plans", plan_id)
        assert entry is not None
        assert entry.number == 1


def test_members_and_manager_are_told_that_the_plan_was_revoked(scene: Scene) -> None:
    world, lead = scene.world, scene.lead
    plan_id = send(scene)
    page = f"/clusters/{scene.cluster_id}/plan"
    client = world.client(scene.member)
    client.get(page)
    with counted(world.app) as statements:
        assert "không còn là căn cứ thực hiện" not in client.get(page).text
    with world.acting(lead):
        paper = queries.of_subject("cluster_plans", plan_id)
        assert paper is not None
        other = entered(
            lead, kind=PaperKind.DECISION, symbol="QĐ-UBND", issued_on=clock.today(), wanted=None
        )
        changes.change(
            paper_id=paper.id,
            kind=ChangeKind.REVOKED,
            reason="Sai thẩm quyền",
            by_paper_id=other.id,
            by=lead,
        )
    for reader in (scene.member, scene.manager):
        shown = world.client(reader).get(page).text
        assert "Kế hoạch số 01/KH-CTĐ đã bị thu hồi bằng Quyết định số" in shown
    with counted(world.app) as after:
        client.get(page)
    assert len(after) == len(statements)
