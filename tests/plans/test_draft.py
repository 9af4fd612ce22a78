"""Drafting a plan by hand: the head, the prose, the tasks; two editors; who sees it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.lib import clock
from app.lib.errors import Conflict, DomainError, Invalid, NotFound, Stale
from app.plans import actions
from app.plans.actions import TaskContent
from app.plans.models import Plan, Task
from app.plans.queries import plans
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.plans.samples import a_plan, a_task, drafted, issued
from tests.world import Person, World


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


def texts(world: World, by: Person, plan: Plan) -> list[str]:
    with world.acting(by, read_only=True):
        return [task.text for task in plans.tasks(plan.id)]


def test_a_draft_takes_symbol_and_place_of_its_tenant(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    assert (plan.symbol, plan.place, plan.number, plan.issued_at) == (
        "KH-UBND",
        "Điềm He",
        None,
        None,
    )
    with world.acting(officer, read_only=True):
        entry = db.session.scalars(
            select(AuditEntry).where(AuditEntry.verb == "plan.drafted")
        ).one()
        assert (entry.subject_id, entry.user_id) == (plan.id, officer.id)


def test_nobody_else_sees_a_draft(world: World) -> None:
    province = world.person(world.province)
    commune = world.person(world.commune("Điềm He"))
    sibling = world.person(world.commune("Đình Lập"))
    for author, strangers in ((commune, (sibling, province)), (province, (commune, sibling))):
        plan = drafted(world, author)
        for stranger in strangers:
            with world.acting(stranger, read_only=True):
                with pytest.raises(NotFound):
                    plans.readable(plan.id)
                with pytest.raises(NotFound):
                    plans.own(plan.id)
                assert plans.tasks(plan.id) == []
                assert plan.id not in [row.plan.id for row in plans.listed()]
            with world.acting(stranger), pytest.raises(NotFound):
                actions.edit(plan_id=plan.id, version=1, changes={"title": "x"}, by=stranger)


def test_a_closed_unit_drafts_nothing_new(world: World) -> None:
    with world.on_platform():
        closed = db.session.scalars(
            select(Tenant).where(Tenant.kind == TenantKind.DISTRICT, Tenant.valid_to.is_not(None))
        ).first()
    assert closed is not None
    officer = world.person(closed)
    with clock.fixed(date(2025, 6, 30)):
        assert drafted(world, officer, year=2025).id
    with (
        clock.fixed(date(2025, 7, 1)),
        world.acting(officer),
        pytest.raises(Conflict, match="kết thúc hoạt động"),
    ):
        actions.draft(content=a_plan(year=2025), by=officer)


@pytest.mark.parametrize(
    ("tasks", "at"),
    [
        ((a_task(deadline_on=date(2027, 1, 1)),), "tasks.0.deadline_on"),
        ((a_task(), a_task("   ")), "tasks.1.text"),
        ((a_task(quarter=5),), "tasks.0.quarter"),
        ((a_task("x" * 5_001),), "tasks.0.text"),
    ],
)
def test_faults_of_tasks_are_named_where_they_are(
    world: World, officer: Person, tasks: tuple[TaskContent, ...], at: str
) -> None:
    with world.acting(officer), pytest.raises(Invalid) as refused:
        actions.draft(content=a_plan(), tasks=tasks, by=officer)
    assert list(refused.value.fields) == [at]


def test_edit_changes_only_what_is_named(world: World, officer: Person) -> None:
    plan = drafted(world, officer, sections={"purpose": "Mục đích", "budget": "Kinh phí"})
    changes = {
        "title": "Công tác thi đua năm 2026",
        "sections": {"purpose": "Mục đích mới", "budget": " "},
        "recipients": [{"name": "Các thôn", "purpose": "t/h"}],
    }
    with world.acting(officer):
        actions.edit(plan_id=plan.id, version=plan.version, changes=changes, by=officer)
    with world.acting(officer, read_only=True):
        saved = plans.own(plan.id)
        assert saved.title == "Công tác thi đua năm 2026"
        assert saved.sections == {"purpose": "Mục đích mới"}
        assert saved.recipients == [{"name": "Các thôn", "purpose": "t/h"}]
        assert (saved.year, saved.version) == (2026, plan.version + 1)


def test_a_basis_that_is_not_reworded_keeps_its_facts(world: World, officer: Person) -> None:
    known = {"text": "Kế hoạch số 01/KH-UBND", "number": "01", "symbol": "KH-UBND"}
    plan = drafted(world, officer, legal_bases=[known])
    typed = [{"text": "Luật Thi đua, khen thưởng"}, {"text": known["text"]}]
    with world.acting(officer):
        actions.edit(plan_id=plan.id, version=1, changes={"legal_bases": typed}, by=officer)
    with world.acting(officer, read_only=True):
        assert plans.own(plan.id).legal_bases == [typed[0], known]


def test_the_second_editor_is_told_what_differs(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    with world.acting(officer):
        actions.edit(plan_id=plan.id, version=1, changes={"title": "Bản thứ nhất"}, by=officer)
    late = {"title": "Bản thứ hai", "year": 2026}
    with world.acting(officer), pytest.raises(Stale) as refused:
        actions.edit(plan_id=plan.id, version=1, changes=late, by=officer)
    assert refused.value.changed == {"Trích yếu": ("Bản thứ hai", "Bản thứ nhất")}


def test_the_year_moves_only_with_its_deadlines(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task(deadline_on=date(2026, 3, 20)))
    with world.acting(officer), pytest.raises(Invalid) as refused:
        actions.edit(plan_id=plan.id, version=1, changes={"year": 2027}, by=officer)
    assert list(refused.value.fields) == ["year"]


def test_a_draft_is_deleted_with_its_tasks(world: World, officer: Person) -> None:
    plan = drafted(world, officer)
    with world.acting(officer), pytest.raises(Stale):
        actions.discard(plan_id=plan.id, version=plan.version + 1, by=officer)
    with world.acting(officer):
        actions.discard(plan_id=plan.id, version=plan.version, by=officer)
    with world.acting(officer, read_only=True):
        assert db.session.scalar(select(func.count()).select_from(Task)) == 0
        with pytest.raises(NotFound):
            plans.own(plan.id)


def test_tasks_one_at_a_time(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"), a_task("B"), a_task("C", quarter=2))
    with world.acting(officer):
        added = actions.add_task(plan_id=plan.id, content=a_task("D"), position=2, by=officer)
    assert texts(world, officer, plan) == ["A", "D", "B", "C"]
    with world.acting(officer):
        actions.edit_task(
            task_id=added.id, version=added.version, changes={"quarter": 2}, position=1, by=officer
        )
    assert texts(world, officer, plan) == ["A", "B", "D", "C"]
    with world.acting(officer):
        task = plans.own_task(added.id)
        actions.remove_task(task_id=task.id, version=task.version, by=officer)
    assert texts(world, officer, plan) == ["A", "B", "C"]


def test_two_editors_of_one_task(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"))
    with world.acting(officer):
        (task,) = plans.tasks(plan.id)
        actions.edit_task(task_id=task.id, version=1, changes={"text": "A1"}, by=officer)
    with world.acting(officer), pytest.raises(Stale) as refused:
        actions.edit_task(task_id=task.id, version=1, changes={"text": "A2"}, by=officer)
    assert refused.value.changed == {"Nội dung": ("A2", "A1")}
    with world.acting(officer), pytest.raises(Stale):
        actions.remove_task(task_id=task.id, version=1, by=officer)


def test_the_whole_list_at_once(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"), a_task("B"), a_task("C"), a_task("D", quarter=4))
    with world.acting(officer):
        a, b, c, d = plans.tasks(plan.id)
        wanted = [
            replace(TaskContent.of(d), id=d.id),
            replace(TaskContent.of(c), id=c.id),
            a_task("mới"),
            replace(TaskContent.of(a, text="A sửa"), id=a.id),
        ]
        version = plans.tasks_version([a, b, c, d])
        actions.set_tasks(plan_id=plan.id, version=version, contents=wanted, by=officer)
    assert texts(world, officer, plan) == ["C", "mới", "A sửa", "D"]
    with world.acting(officer, read_only=True):
        saved = {task.text: task for task in plans.tasks(plan.id)}
        assert (saved["C"].id, saved["A sửa"].id, saved["D"].id) == (c.id, a.id, d.id)
        assert saved["D"].version == d.version


def test_a_list_that_changed_meanwhile_is_not_overwritten(world: World, officer: Person) -> None:
    plan = drafted(world, officer, a_task("A"))
    with world.acting(officer):
        version = plans.tasks_version(plans.tasks(plan.id))
        actions.add_task(plan_id=plan.id, content=a_task("B"), by=officer)
    with world.acting(officer), pytest.raises(Stale):
        actions.set_tasks(plan_id=plan.id, version=version, contents=[a_task("C")], by=officer)
    assert texts(world, officer, plan) == ["A", "B"]


def test_a_list_names_only_tasks_of_its_plan(world: World, officer: Person) -> None:
    plan, other = drafted(world, officer, a_task("A")), drafted(world, officer, a_task("B"))
    with world.acting(officer):
        (own,), (foreign,) = plans.tasks(plan.id), plans.tasks(other.id)
        version = plans.tasks_version([own])
    for contents in (
        [replace(a_task(), id=foreign.id)],
        [replace(a_task(), id=own.id), replace(a_task(), id=own.id)],
    ):
        with world.acting(officer), pytest.raises(Invalid) as refused:
            actions.set_tasks(plan_id=plan.id, version=version, contents=contents, by=officer)
        assert list(refused.value.fields) == [f"tasks.{len(contents) - 1}.id"]


def test_nothing_of_an_issued_plan_changes(world: World) -> None:
    leader = world.person(world.province)
    plan = issued(world, leader)
    with world.acting(leader, read_only=True):
        listed = plans.tasks(plan.id)
        (task, *_) = listed
    attempts = [
        lambda: actions.edit(plan_id=plan.id, version=2, changes={"title": "x"}, by=leader),
        lambda: actions.discard(plan_id=plan.id, version=2, by=leader),
        lambda: actions.add_task(plan_id=plan.id, content=a_task(), by=leader),
        lambda: actions.edit_task(task_id=task.id, version=1, changes={"text": "x"}, by=leader),
        lambda: actions.remove_task(task_id=task.id, version=1, by=leader),
        lambda: actions.set_tasks(
            plan_id=plan.id, version=plans.tasks_version(listed), contents=[], by=leader
        ),
    ]
    for attempt in attempts:
        with world.acting(leader), pytest.raises(DomainError) as refused:
            attempt()
        assert isinstance(refused.value, Conflict), refused.value


def test_before_a_day_means_that_the_day_before_is_in_the_plans_year(world: World) -> None:
    officer = world.person(world.province)
    late = a_task(deadline_on=date(2026, 1, 1), deadline_inclusive=False)
    just = a_task(quarter=4, deadline_on=date(2027, 1, 1), deadline_inclusive=False)
    with world.acting(officer), pytest.raises(Invalid) as found:
        actions.draft(content=a_plan(), tasks=[late], by=officer)
    assert list(found.value.fields) == ["tasks.0.deadline_on"]
    with world.acting(officer):
        actions.draft(content=a_plan(), tasks=[just], by=officer)
