"""Urging: by notice and by letter, frozen once out, opened by those urged and nobody else."""

from datetime import date

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from app.access.permissions import Role
from app.documents.paper import Annex, DataTable, Row
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.notifications.models import Notification
from app.plans.terms import SigningCapacity
from app.reminders import actions, jobs, papers
from app.reminders.actions import Signing, UrgingContent
from app.reminders.models import Urging, UrgingReceipt
from app.reminders.queries import below, urgings
from app.reminders.terms import IssuedAs, UrgingForm
from tenants.db import db
from tests.mail import server
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Person, World
from worker import post

ON = date(2026, 2, 9)
SIGNING = Signing(issued_on=ON, capacity=SigningCapacity.DIRECTOR, name="Nông Đức Tiến")


@pytest.fixture
def province(world: World) -> Given:
    return cascade.issued(world, world.communes[:4])


@pytest.fixture
def officer(world: World) -> Person:
    return world.person(world.communes[0], Role.OFFICER)


def content(
    world: World, province: Given, units: int = 3, form: UrgingForm = UrgingForm.LETTER
) -> UrgingContent:
    return UrgingContent(
        form=form,
        subject="đôn đốc thực hiện Kế hoạch công tác thi đua, khen thưởng năm 2026",
        body="Đến nay vẫn còn đơn vị chậm.\nSở Nội vụ đề nghị các đơn vị khẩn trương thực hiện.",
        unit_ids=[one.id for one in world.communes[:units]],
        plan_id=province.plan_id,
        reply_on=date(2026, 2, 23),
        issued_as=IssuedAs.HOME_AFFAIRS,
        symbol="SNV-TĐKT",
        place="Lạng Sơn",
        recipients=[
            {"name": "Như trên", "purpose": None},
            {"name": "Chủ tịch UBND tỉnh", "purpose": "b/c"},
            {"name": "Lưu: VT, TĐKT", "purpose": None},
        ],
    )


def drafted(world: World, by: Person, what: UrgingContent) -> int:
    with clock.fixed(ON), world.acting(by):
        return actions.draft_urging(content=what, by=by).id


def issued(world: World, by: Person, urging_id: int, signing: Signing | None = SIGNING) -> None:
    with clock.fixed(ON):
        with world.acting(by):
            jobs.issue_and_tell(urging_id=urging_id, signing=signing, by=by)
        world.work()


def test_a_letter_reaches_those_urged_and_nobody_else(
    world: World, province: Given, officer: Person
) -> None:
    neighbour = world.person(world.communes[3], Role.OFFICER)
    urging_id = drafted(world, province.leader, content(world, province))
    with world.acting(officer, read_only=True), pytest.raises(NotFound):
        urgings.readable(urging_id)
    issued(world, province.leader, urging_id)
    with world.acting(officer, read_only=True):
        came = urgings.incoming()
        assert [one.urging.reference for one in came.items] == [
            "Công văn số 01/SNV-TĐKT ngày 09/02/2026"
        ]
        told = db.session.scalars(
            select(Notification).where(Notification.kind == "urging.issued")
        ).one()
        assert told.text == (
            "Tỉnh Lạng Sơn đôn đốc tại công văn số 01/SNV-TĐKT ngày 09/02/2026: đôn đốc thực hiện "
            "Kế hoạch công tác thi đua, khen thưởng năm 2026. Báo cáo chậm nhất ngày 23/02/2026."
        )
        assert told.roles == ["clerk", "leader", "officer"]
    with world.acting(neighbour, read_only=True):
        assert urgings.incoming().items == []
        with pytest.raises(NotFound):
            urgings.readable(urging_id)


def test_the_annex_says_what_was_late_that_day(world: World, province: Given) -> None:
    urging_id = drafted(world, province.leader, content(world, province))
    issued(world, province.leader, urging_id)
    with world.acting(province.leader, read_only=True):
        units = urgings.own(urging_id).units
    assert [one["name"] for one in units] == sorted(
        (one.name for one in world.communes[:3]),
        key=[one.name for one in _by_name(world)].index,
    )
    assert [item["text"] for item in units[0]["items"]] == [
        "Chưa gửi kế hoạch thực hiện",
        "Nhiệm vụ 1: Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025",
    ]
    assert [item["last_day"] for item in units[0]["items"]] == ["2026-01-31", "2026-01-19"]


def _by_name(world: World) -> list[object]:
    return sorted(world.communes, key=lambda one: one.sort_key)


def test_sent_twice_it_urges_once_and_is_frozen(
    world: World, province: Given, officer: Person
) -> None:
    urging_id = drafted(world, province.leader, content(world, province))
    for _ in range(2):
        issued(world, province.leader, urging_id)
    with world.acting(officer, read_only=True):
        query = select(func.count()).where(Notification.kind == "urging.issued")
        assert db.session.scalar(query) == 1
    with clock.fixed(ON), pytest.raises(Conflict), world.acting(province.leader):
        actions.edit_urging(
            urging_id=urging_id, version=2, content=content(world, province), by=province.leader
        )
    with pytest.raises(DBAPIError, match="frozen"), world.acting(province.leader):
        db.session.execute(update(Urging).values(subject="khác"))


def test_numbers_follow_each_other_and_none_is_given_twice(world: World, province: Given) -> None:
    first = drafted(world, province.leader, content(world, province))
    second = drafted(world, province.leader, content(world, province))
    issued(world, province.leader, first)
    taken = Signing(issued_on=ON, capacity=SigningCapacity.DIRECTOR, name="A", number="1")
    with clock.fixed(ON), pytest.raises(Invalid) as refusal, world.acting(province.leader):
        actions.issue_urging(urging_id=second, signing=taken, by=province.leader)
    assert "số tiếp theo là 02" in refusal.value.fields["number"][0]
    issued(world, province.leader, second)
    with world.acting(province.leader, read_only=True):
        assert urgings.own(second).full_number == "02/SNV-TĐKT"


def test_only_units_directly_below_are_urged(
    world: World, province: Given, officer: Person
) -> None:
    with clock.fixed(ON), pytest.raises(Invalid) as refusal, world.acting(officer):
        actions.draft_urging(content=content(world, province), by=officer)
    assert "plan_id" in refusal.value.fields
    closed = cascade.district(world)
    wrong = content(world, province)
    with clock.fixed(ON), pytest.raises(Invalid) as refusal, world.acting(province.leader):
        actions.draft_urging(
            content=UrgingContent(**{**vars(wrong), "unit_ids": [closed.id]}), by=province.leader
        )
    assert "unit_ids" in refusal.value.fields


def test_the_second_editor_is_told(world: World, province: Given) -> None:
    urging_id = drafted(world, province.leader, content(world, province))
    with clock.fixed(ON), world.acting(province.leader):
        actions.edit_urging(
            urging_id=urging_id,
            version=1,
            content=content(world, province, units=2),
            by=province.leader,
        )
    with clock.fixed(ON), pytest.raises(Stale), world.acting(province.leader):
        actions.edit_urging(
            urging_id=urging_id, version=1, content=content(world, province), by=province.leader
        )
    with world.acting(province.leader, read_only=True):
        assert len(urgings.recipients(urging_id)) == 2


def test_a_receipt_is_given_once_and_the_issuer_reads_it(
    world: World, province: Given, officer: Person
) -> None:
    urging_id = drafted(world, province.leader, content(world, province))
    issued(world, province.leader, urging_id)
    for _ in range(2):
        with world.acting(officer):
            actions.see_urging(urging_id=urging_id, by=officer)
    with world.acting(province.leader, read_only=True):
        assert db.session.scalar(select(func.count()).select_from(UrgingReceipt)) == 1
        seen = [one for one in urgings.recipients(urging_id) if one.seen_at is not None]
        assert [(one.tenant_id, one.seen_by_name) for one in seen] == [
            (officer.tenant.id, officer.full_name)
        ]
        plan = below.plan_followed(province.plan_id, ON)
        assert plan is not None
        with clock.fixed(ON):
            history = {one.tenant_id: one.urgings for one in below.units(plan, ON)}
        assert history[officer.tenant.id] == 1
        assert urgings.listed(plan_id=province.plan_id, unit_id=officer.tenant.id).total == 1
        assert urgings.listed(unit_id=world.communes[3].id).total == 0


def test_each_unit_writes_to_its_own_people(world: World, province: Given, officer: Person) -> None:
    world.person(world.communes[3], Role.OFFICER)
    chair = world.person(world.communes[1], Role.LEADER)
    with server.listening() as box, server.used_by(world.app, box):
        urging_id = drafted(
            world, province.leader, content(world, province, form=UrgingForm.NOTICE)
        )
        issued(world, province.leader, urging_id, signing=None)
        with world.app.app_context():
            post.deliver_due()
    assert sorted(box.addresses) == sorted([officer.email, chair.email])
    assert "Tỉnh Lạng Sơn đôn đốc" in str(box.received[0]["Subject"])


def test_the_letter_as_a_paper(world: World, province: Given) -> None:
    urging_id = drafted(world, province.leader, content(world, province))
    issued(world, province.leader, urging_id)
    with world.acting(province.leader, read_only=True):
        urging = urgings.own(urging_id)
        paper = papers.urging_paper(
            urging, issuer=world.province, province=None, units=urging.units
        )
    assert paper.issuer_lines == ("Sở Nội vụ",)
    assert paper.superior == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert paper.title_lines == ()
    assert paper.number == "01"
    assert len(paper.addressees) == 3
    assert paper.addressees[0].startswith("Ủy ban nhân dân ")
    assert (paper.signature.position, paper.signature.name) == ("GIÁM ĐỐC", "Nông Đức Tiến")
    assert paper.recipients == ("Như trên", "Chủ tịch UBND tỉnh (b/c)")
    assert paper.archive == "VT, TĐKT"
    assert isinstance(paper.annexes[0], Annex)
    (table,) = paper.annexes[0].blocks
    assert isinstance(table, DataTable)
    rows = [row.cells[:2] for row in table.rows if isinstance(row, Row)]
    first = urging.units[0]["name"]
    assert rows[:2] == [("1", first), ("", first)]
    assert all(name for _, name in rows)


def test_statements_do_not_grow_with_the_units(world: World, province: Given) -> None:
    everywhere = cascade.issued(world, world.communes)
    counts = []
    for given, units in ((province, 3), (everywhere, 65)):
        urging_id = drafted(world, given.leader, content(world, given, units))
        with clock.fixed(ON), world.acting(given.leader), counted(world.app) as statements:
            jobs.issue_and_tell(urging_id=urging_id, signing=SIGNING, by=given.leader)
        counts.append(len(statements))
    assert counts[0] == counts[1]
