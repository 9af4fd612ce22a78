"""Issuing a plan: numbered, frozen, delivered; once; and seen by those it is for."""

import threading
from datetime import date

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.lib import clock
from app.lib.errors import Invalid, NotFound, Stale
from app.notifications.models import Notification
from app.plans import actions, jobs
from app.plans.actions.issue import sha256_of
from app.plans.models import Delivery, Plan, PlanRevision, Task
from app.plans.queries import plans
from app.plans.terms import PlanKind, PlanState, SigningCapacity
from tenants import jobs as outbox
from tenants import provision
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.plans.samples import a_task, drafted, issued, signature
from tests.sql import counted
from tests.world import Person, World


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER)


def issue(world: World, by: Person, plan: Plan, **given: object) -> Plan:
    """Issue with the usual signature."""
    with world.acting(by):
        return actions.issue(
            plan_id=plan.id,
            **{"signature": signature(), "recipient_ids": None, **given},  # type: ignore[arg-type]
            by=by,
        )


def count(model: type[db.Model]) -> int:  # type: ignore[name-defined]
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_issue_numbers_freezes_and_delivers(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    issue(world, leader, plan, due_on=date(2026, 1, 31))
    with world.acting(leader, read_only=True):
        saved = plans.own(plan.id)
        assert saved.state is PlanState.ISSUED
        assert (saved.full_number, saved.issued_on) == ("01/KH-UBND", date(2026, 1, 4))
        assert saved.signing_capacity == "TM. ỦY BAN NHÂN DÂN"
        assert (saved.signer_position, saved.signer_name) == ("CHỦ TỊCH", "Đoàn Thanh Sơn")
        assert {task.issued_at for task in plans.tasks(plan.id)} == {saved.issued_at}
        delivered = db.session.scalars(select(Delivery)).all()
        assert {one.recipient_id for one in delivered} == {one.id for one in world.communes}
        assert {one.due_on for one in delivered} == {date(2026, 1, 31)}
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "plan.issued")).one()
        assert (entry.details["deliveries"], entry.details["tasks"]) == (65, 2)


def test_the_revision_keeps_the_whole_plan_with_its_hash(world: World, leader: Person) -> None:
    plan = drafted(
        world, leader, a_task("Một", lead_office="Sở Nội vụ", deadline_on=date(2026, 3, 1))
    )
    issue(world, leader, plan)
    with world.acting(leader, read_only=True):
        kept = plans.revision(plan.id, 1)
        assert kept is not None
        assert kept.content["number"] == "01"
        (task,) = kept.content["tasks"]
        assert (task["text"], task["deadline_on"]) == ("Một", "2026-03-01")
        assert kept.sha256 == sha256_of(kept.content)


def test_recipients_see_it_at_once_and_others_do_not(world: World, leader: Person) -> None:
    inside, outside = world.commune("Điềm He"), world.commune("Đình Lập")
    reader, stranger = world.person(inside), world.person(outside)
    plan = drafted(world, leader)
    issue(world, leader, plan, recipient_ids=[inside.id])
    with world.acting(reader, read_only=True):
        assert plans.readable(plan.id).title == plan.title
        assert len(plans.tasks(plan.id)) == 2
        assert plans.revision(plan.id, 1) is not None
        assert plans.delivered_count(plan.id) == 1
    with world.acting(stranger, read_only=True):
        with pytest.raises(NotFound):
            plans.readable(plan.id)
        assert plans.tasks(plan.id) == []
        assert plans.revision(plan.id, 1) is None


def test_numbers_run_through_the_year(world: World, leader: Person) -> None:
    first = issued(world, leader)
    assert first.number == "01"
    with world.acting(leader, read_only=True):
        plan = plans.own(first.id)
        assert plans.next_number(plan, 2026) == "02"
        assert plans.next_number(plan, 2027) == "01"
    assert issued(world, leader, signature=signature(number="9")).number == "09"
    assert issued(world, leader).number == "10"


def test_a_number_is_given_once_a_year(world: World, leader: Person) -> None:
    issued(world, leader, signature=signature(number="7"))
    for taken in ("7", "07", "007"):
        with pytest.raises(Invalid, match="đã dùng") as refused:
            issued(world, leader, signature=signature(number=taken))
        assert list(refused.value.fields) == ["number"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"signature": signature(issued_on=date(2026, 1, 6))}, "issued_on"),
        ({"signature": signature(issued_on=date(2024, 12, 31))}, "issued_on"),
        ({"signature": signature(number="mười")}, "number"),
        ({"signature": signature(number="0")}, "number"),
        ({"signature": signature(name=" ")}, "signer_name"),
        ({"due_on": date(2026, 1, 3)}, "due_on"),
        ({"due_on": date(2027, 1, 1)}, "due_on"),
        ({"recipient_ids": [999_999]}, "recipient_ids"),
    ],
)
def test_bad_entries_are_refused_at_their_field(
    world: World, leader: Person, given: dict[str, object], field: str
) -> None:
    plan = drafted(world, leader)
    with clock.fixed(date(2026, 1, 5)), pytest.raises(Invalid) as refused:
        issue(world, leader, plan, **given)
    assert list(refused.value.fields) == [field]
    with world.acting(leader, read_only=True):
        assert plans.own(plan.id).state is PlanState.DRAFT
        assert count(Delivery) == count(PlanRevision) == 0


def test_a_neighbour_is_no_recipient(world: World) -> None:
    commune, neighbour = world.commune("Điềm He"), world.commune("Đình Lập")
    leader = world.person(commune)
    with pytest.raises(Invalid) as refused:
        issue(world, leader, drafted(world, leader), recipient_ids=[neighbour.id])
    assert list(refused.value.fields) == ["recipient_ids"]


def test_a_year_plan_without_work_is_not_issued(world: World, leader: Person) -> None:
    with world.acting(leader):
        plan = actions.draft(
            content=actions.PlanContent(year=2026, title="Công tác năm 2026"), by=leader
        )
    with pytest.raises(Invalid, match="chưa có nhiệm vụ"):
        issue(world, leader, plan)


def test_a_conference_plan_is_issued_on_its_prose(world: World, leader: Person) -> None:
    content = actions.PlanContent(
        kind=PlanKind.CONFERENCE_PLAN,
        year=2026,
        title="Tổ chức Hội nghị tổng kết",
        sections={"content": "Chương trình:\n- Khai mạc"},
    )
    with world.acting(leader):
        plan = actions.draft(content=content, by=leader)
    assert issue(world, leader, plan, recipient_ids=()).number == "01"


def test_a_commune_issues_with_nobody_below_it(world: World) -> None:
    leader = world.person(world.commune("Điềm He"))
    plan = drafted(world, leader)
    issue(world, leader, plan, signature=signature(capacity=SigningCapacity.COMMITTEE_DEPUTY))
    with world.acting(leader, read_only=True):
        saved = plans.own(plan.id)
        assert saved.signing_capacity == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
        assert saved.signer_position == "PHÓ CHỦ TỊCH"
        assert count(Delivery) == 0


def test_departments_receive_as_communes_do(world: World, leader: Person) -> None:
    with world.on_platform():
        department = provision.body(
            kind=TenantKind.DEPARTMENT,
            name="Sở Tài chính",
            code="STC",
            superior=db.session.get_one(Tenant, world.province.id),
        )
    plan = issue(world, leader, drafted(world, leader))
    reader = world.person(department)
    with world.acting(reader, read_only=True):
        assert plans.readable(plan.id).number == "01"
    with world.acting(leader, read_only=True):
        assert count(Delivery) == 66


def test_before_july_2025_a_district_delivers_to_its_communes(world: World) -> None:
    with world.on_platform():
        district = db.session.scalars(select(Tenant).where(Tenant.name == "Huyện Bình Gia")).one()
        below = set(
            db.session.scalars(select(Tenant.id).where(Tenant.parent_id == district.id)).all()
        )
    leader = world.person(district)
    with clock.fixed(date(2025, 1, 10)):
        plan = drafted(world, leader, year=2025, title="Công tác thi đua, khen thưởng năm 2025")
        issue(world, leader, plan, signature=signature(issued_on=date(2025, 1, 9)))
    with world.acting(leader, read_only=True):
        assert set(db.session.scalars(select(Delivery.recipient_id))) == below
        assert below


def test_a_leader_issues_what_was_read(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    with world.acting(leader):
        listed = plans.tasks(plan.id)
        read = plans.edition(plan, listed)
        actions.edit_task(task_id=listed[0].id, version=1, changes={"text": "Khác"}, by=leader)
    with pytest.raises(Stale):
        issue(world, leader, plan, edition=read)
    with world.acting(leader, read_only=True):
        now = plans.edition(plans.own(plan.id), plans.tasks(plan.id))
    assert issue(world, leader, plan, edition=now).number == "01"


def test_issued_twice_is_issued_once(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    issue(world, leader, plan)
    again = issue(world, leader, plan, signature=signature(number="55"))
    assert again.number == "01"


def test_two_leaders_at_the_same_moment(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    numbers: list[str | None] = []
    start = threading.Barrier(2)

    def press() -> None:
        start.wait()
        numbers.append(issue(world, leader, plan).number)

    pressed = [threading.Thread(target=press) for _ in range(2)]
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join()
    assert numbers == ["01", "01"]
    with world.acting(leader, read_only=True):
        assert (count(PlanRevision), count(Delivery)) == (1, 65)


def test_the_database_itself_refuses_a_change(world: World, leader: Person) -> None:
    plan = issued(world, leader)
    for statement in (
        update(Plan).where(Plan.id == plan.id).values(title="Khác"),
        update(Task).where(Task.plan_id == plan.id).values(text="Khác"),
        update(PlanRevision).where(PlanRevision.plan_id == plan.id).values(sha256="0"),
        text(f"DELETE FROM plans WHERE id = {plan.id}"),
    ):
        with pytest.raises(IntegrityError, match=r"frozen|violates"), world.acting(leader):
            db.session.execute(statement.execution_options(synchronize_session=False))


def test_recipients_are_told_once(world: World, leader: Person) -> None:
    plan = drafted(world, leader)
    with world.acting(leader):
        jobs.issue_and_tell(
            plan_id=plan.id,
            signature=signature(),
            recipient_ids=None,
            due_on=date(2026, 1, 31),
            by=leader,
        )
    assert world.work() == 2, "told and drawn"
    with world.acting(leader):
        outbox.enqueue(jobs.notify_issue, plan_id=plan.id)
    world.work()
    reader = world.person(world.commune("Điềm He"))
    with world.acting(reader, read_only=True):
        (notice,) = db.session.scalars(select(Notification)).all()
        assert notice.path == f"/plans/{plan.id}"
        assert "01/KH-UBND ngày 04/01/2026" in notice.text
        assert "31/01/2026" in notice.text


def statements_of(world: World, by: Person, tasks: int, recipients: int) -> int:
    plan = drafted(world, by, *[a_task(f"Nhiệm vụ {n}") for n in range(tasks)])
    chosen = [commune.id for commune in world.communes[:recipients]]
    with counted(world.app) as statements:
        issue(world, by, plan, recipient_ids=chosen)
    return len(statements)


def test_issuing_costs_the_same_for_3_and_65_communes(world: World, leader: Person) -> None:
    assert statements_of(world, leader, 2, 3) == statements_of(world, leader, 60, 65) < 20
