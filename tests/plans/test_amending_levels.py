"""Amendments over three levels, by several hands at once, seen by the right eyes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from app.documents.models import DrawnPaper
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.notifications.models import Notification
from app.plans import actions, jobs, papers
from app.plans.actions import Settlement
from app.plans.models import Amendment, Merge, MergeReceipt, Plan
from app.plans.queries import amendments, merges, plans
from app.plans.terms import Disposition, FieldChoice, MergeState, SigningCapacity
from tenants.db import db
from tests.plans import amending, cascade, samples
from tests.plans.cascade import Given
from tests.world import Person, World

IN_2025 = date(2025, 3, 3)


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with Điềm He and Đình Lập."""
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He."""
    return world.person(world.commune("Điềm He"))


def _issued_down(world: World, plan_id: int, by: Person, on: date) -> None:
    with clock.fixed(on), world.acting(by):
        actions.issue(
            plan_id=plan_id,
            signature=samples.signature(issued_on=on, capacity=SigningCapacity.COMMITTEE_CHAIR),
            recipient_ids=None,
            by=by,
        )


def test_a_chain_of_three_levels_merges_level_by_level(world: World) -> None:
    old_district = cascade.district(world)
    given = cascade.issued_in_2025(world, old_district)
    district = world.person(old_district)
    commune = world.person(cascade.communes_of(world, old_district)[0])
    with clock.fixed(date(2025, 1, 8)), world.acting(district):
        middle = actions.derive(plan_id=given.plan_id, by=district).plan.id
    with clock.fixed(date(2025, 1, 8)), world.acting(district):
        task = plans.tasks(middle)[3]
        actions.edit_task(
            task_id=task.id, version=task.version, changes={"text": "Kiểm tra ở xã"}, by=district
        )
    _issued_down(world, middle, district, date(2025, 1, 10))
    with clock.fixed(date(2025, 1, 12)), world.acting(commune):
        low = actions.derive(plan_id=middle, by=commune).plan.id
    _issued_down(world, low, commune, date(2025, 1, 15))

    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động toàn tỉnh"),
        amending.change(above[3], text="Kiểm tra chéo"),
        on=IN_2025,
    )
    assert [one.state for one in amending.merges(world, district)] == [
        MergeState.APPLIED,
        MergeState.CONFLICT,
    ]
    assert amending.tasks_of(world, low, commune)[1].text == "Phát động toàn tỉnh"
    assert amending.tasks_of(world, low, commune)[3].text == "Kiểm tra ở xã"
    (below,) = amending.merges(world, commune)
    assert (below.state, below.upstream_plan_id) == (MergeState.APPLIED, middle)

    open_one = amending.merges(world, district)[1]
    with clock.fixed(IN_2025), world.acting(district):
        jobs.settle_and_spread(
            merge_id=open_one.id,
            version=open_one.version,
            settlement=Settlement(choices={"text": FieldChoice.THEIRS}),
            by=district,
        )
    with clock.fixed(IN_2025):
        world.work()
    assert amending.tasks_of(world, low, commune)[3].text == "Kiểm tra chéo"
    with world.acting(commune):
        own = plans.own(low)
        assert (own.revision, own.upstream_revision) == (3, 3)


def test_receipts_are_read_by_the_issuer_and_merges_by_nobody_else(
    world: World, given: Given, officer: Person
) -> None:
    cascade.derived(world, given, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amendment_id = amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    neighbour = world.person(world.commune("Đình Lập"))
    stranger = world.person(world.commune("Kiên Mộc"))
    for person in (neighbour, stranger, given.leader):
        assert amending.merges(world, person) == []
    assert amending.receipts(world, neighbour) == []
    assert len(amending.receipts(world, given.leader)) == 1
    with world.acting(neighbour):
        assert amendments.readable(amendment_id).reason == amending.REASON
        assert len(amendments.lines(amendment_id)) == 1
        with pytest.raises(NotFound):
            amendments.own(amendment_id)
    with world.acting(stranger), pytest.raises(NotFound):
        amendments.readable(amendment_id)
    (merge,) = amending.merges(world, officer)
    with world.acting(neighbour), pytest.raises(NotFound):
        merges.own(merge.id)


def test_a_draft_of_an_amendment_is_its_owners_alone_and_there_is_one(
    world: World, given: Given, officer: Person
) -> None:
    amendment_id = amending.drafted(world, given.plan_id, given.leader)
    assert amending.drafted(world, given.plan_id, given.leader) == amendment_id
    with world.acting(officer), pytest.raises(NotFound):
        amendments.readable(amendment_id)
    with world.acting(given.leader):
        held = amendments.own(amendment_id)
    with world.acting(given.leader), pytest.raises(Invalid, match="chưa có thay đổi"):
        actions.issue_amendment(
            amendment_id=amendment_id, signature=samples.signature(), by=given.leader
        )
    with world.acting(given.leader), pytest.raises(Stale):
        actions.reword_amendment(
            amendment_id=amendment_id, version=held.version - 1, reason="Khác", by=given.leader
        )
    with world.acting(given.leader):
        actions.discard_amendment(amendment_id=amendment_id, version=held.version, by=given.leader)
    with world.acting(given.leader):
        assert amendments.open_draft(given.plan_id) is None


def test_a_plan_that_was_not_derived_has_nothing_to_merge_but_its_people_are_told(
    world: World, given: Given, officer: Person
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    with world.acting(officer):
        kinds = db.session.scalars(select(Notification.kind)).all()
        assert kinds.count("plan.amended") == 1
        assert "plan.merged" not in kinds
    own = cascade.derived(world, given, officer)
    task = amending.tasks_of(world, own, officer)[1]
    assert (task.text, task.upstream_revision) == ("Phát động toàn tỉnh", 2)
    with world.acting(officer):
        assert actions.merge_above(plan_id=given.plan_id) is None


def test_a_commune_amends_its_own_plan_and_its_superior_is_told(
    world: World, given: Given, officer: Person
) -> None:
    own = cascade.derived(world, given, officer)
    cascade.sent_up(world, own, officer)
    tasks = amending.tasks_of(world, own, officer)
    amendment_id = amending.spread(
        world,
        own,
        officer,
        amending.change(tasks[1], text="Phát động ở các thôn"),
        amending.withdrawal(tasks[3]),
        amending.addition("Hội thi của xã"),
    )
    changed = amending.tasks_of(world, own, officer)
    assert changed[1].disposition is Disposition.ADAPTED
    declined = next(one for one in changed if one.id == tasks[3].id)
    assert (declined.disposition, declined.decline_reason) == (
        Disposition.DECLINED,
        amending.REASON,
    )
    assert any(one.text == "Hội thi của xã" and one.stands for one in changed)
    with world.acting(given.leader):
        notice = db.session.scalars(
            select(Notification).where(Notification.kind == "plan.amended_below")
        ).one()
        assert notice.path == f"/amendments/{amendment_id}"
        assert len(amendments.lines(amendment_id)) == 3
    with pytest.raises(Invalid, match="bắt buộc"):
        amending.drafted(world, own, officer, amending.withdrawal(tasks[0]))


def test_a_merge_that_comes_between_does_not_undo_an_open_draft(
    world: World, given: Given, officer: Person
) -> None:
    own = cascade.derived(world, given, officer)
    cascade.sent_up(world, own, officer)
    mine = amending.tasks_of(world, own, officer)
    draft = amending.drafted(
        world, own, officer, amending.change(mine[1], lead_office="Văn phòng xã")
    )
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    on = date(2026, 5, 10)
    with clock.fixed(on), world.acting(officer):
        actions.issue_amendment(
            amendment_id=draft, signature=samples.signature(issued_on=on), by=officer
        )
    task = amending.tasks_of(world, own, officer)[1]
    assert (task.text, task.lead_office) == ("Phát động toàn tỉnh", "Văn phòng xã")
    second = amending.drafted(world, own, officer, amending.change(task, text="Phát động ở xã"))
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động cả năm"),
        on=date(2026, 5, 11),
    )
    with clock.fixed(date(2026, 5, 12)), world.acting(officer), pytest.raises(Stale, match="đổi"):
        actions.issue_amendment(
            amendment_id=second, signature=samples.signature(issued_on=on), by=officer
        )


def test_papers_signed_at_once_never_share_a_number(world: World, given: Given) -> None:
    leader = given.leader
    above = amending.tasks_of(world, given.plan_id, leader)
    draft = amending.drafted(world, given.plan_id, leader, amending.change(above[1], text="Khác"))
    drafts = [samples.drafted(world, leader).id for _ in range(3)]
    on = date(2026, 5, 4)

    def issue(number: int) -> None:
        with clock.fixed(on), world.acting(leader):
            signature = samples.signature(issued_on=on)
            if number == 3:
                actions.issue_amendment(amendment_id=draft, signature=signature, by=leader)
            else:
                actions.issue(plan_id=drafts[number], signature=signature, by=leader)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(issue, range(4)))
    with world.acting(leader):
        numbers = [
            *db.session.scalars(select(Plan.number).where(Plan.number.is_not(None))),
            *db.session.scalars(select(Amendment.number)),
        ]
    assert sorted(numbers) == ["01", "02", "03", "04", "05"]


def test_deriving_and_merging_at_once_leaves_nothing_behind(
    world: World, given: Given, officer: Person
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    draft = amending.drafted(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )

    def issue() -> None:
        with clock.fixed(amending.AMENDED_ON), world.acting(given.leader):
            jobs.issue_amendment_and_spread(
                amendment_id=draft,
                signature=samples.signature(issued_on=amending.AMENDED_ON),
                by=given.leader,
            )
        world.work()

    with ThreadPoolExecutor(2) as pool:
        own = pool.submit(cascade.derived, world, given, officer)
        pool.submit(issue).result()
        plan_id = own.result()
    world.work()
    task = amending.tasks_of(world, plan_id, officer)[1]
    assert (task.text, task.upstream_revision) == ("Phát động toàn tỉnh", 2)


def test_the_amendment_is_a_paper_and_the_plan_is_printed_as_amended(
    world: World, given: Given
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amendment_id = amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động toàn tỉnh", locked=("task",)),
        amending.withdrawal(above[3]),
        amending.addition("Tổ chức hội thi", lead_office="Sở Nội vụ"),
    )
    with world.acting(given.leader):
        amendment = amendments.readable(amendment_id)
        changes = amendments.numbered(amendment, amendments.lines(amendment.id))
        paper = papers.amendment_paper(amendment, changes, issuer=amendment.plan.issuer)
        assert paper.abstract.startswith("Sửa đổi, bổ sung Kế hoạch số 01/KH-UBND")
        told = str(paper.blocks)
        for words in ("Phát động toàn tỉnh", "Tổ chức hội thi", above[3].text, amending.REASON):
            assert words in told
        assert f"Nhiệm vụ số 2, Quý I: {above[1].text}" in told
        assert f"Nhiệm vụ số 4, Quý {'I' * above[3].quarter}: {above[3].text}" in told
        assert papers.BINDING in told
        assert "Khóa đối với cấp dưới" not in told
        paper_id = jobs.ask_amendment_paper(amendment_id=amendment.id, by=given.leader)
        plan_paper_id = jobs.ask_paper(plan_id=given.plan_id, by=given.leader)
    world.work()
    with world.acting(given.leader):
        drawn = db.session.scalars(select(DrawnPaper).order_by(DrawnPaper.id)).all()
        assert {paper_id, plan_paper_id} < {one.id for one in drawn}
        assert all(one.file_id is not None for one in drawn)
        plan = plans.own(given.plan_id)
        printed = papers.plan_paper(
            plan,
            plans.numbered(plans.tasks(plan.id)),
            issuer=plan.issuer,
            amended_by=amendments.issued(plan.id),
        )
        assert f"sửa đổi, bổ sung bởi {amendment.reference}" in str(printed.blocks)
        assert "Phát động toàn tỉnh" in str(printed.blocks)
        assert above[3].text not in str(printed.blocks)


def test_an_issued_amendment_is_given_back_and_never_changed(world: World, given: Given) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amendment_id = amending.issued(
        world, given.plan_id, given.leader, amending.change(above[1], text="Khác")
    )
    with world.acting(given.leader):
        again = jobs.issue_amendment_and_spread(
            amendment_id=amendment_id, signature=samples.signature(), by=given.leader
        )
        assert (again.revision, plans.own(given.plan_id).revision) == (2, 2)
        version = again.version
    with world.acting(given.leader), pytest.raises(Conflict, match="đã ban hành"):
        actions.set_lines(amendment_id=amendment_id, version=version, lines=[], by=given.leader)
    with world.acting(given.leader):
        assert db.session.scalars(select(Merge)).all() == []
        assert db.session.scalars(select(MergeReceipt)).all() == []
