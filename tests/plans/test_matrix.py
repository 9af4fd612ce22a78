"""The issuer's matrix and coverage: exact counts, and statements that do not grow."""

from datetime import date

from app.lib import clock
from app.plans import actions
from app.plans.models import Task
from app.plans.queries import additions, coverage, matrix, plans
from app.plans.terms import DeliveryState, Disposition, MatrixView
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Person, World

AFTER = date(2026, 2, 2)


def test_a_whole_province(world: World) -> None:
    given = cascade.issued(world)
    people = [world.person(commune) for commune in world.communes]
    for person in people:
        with clock.fixed(date(2026, 1, 5)), world.acting(person):
            actions.acknowledge(plan_id=given.plan_id, by=person)
    for number, person in enumerate(people[:60]):
        own = cascade.derived(world, given, person)
        _decide(world, own, person, number)
        cascade.sent_up(world, own, person)
    with clock.fixed(AFTER), world.acting(given.leader), counted(world.app) as statements:
        found = matrix.matrix(given.plan_id)
    assert sum("deliveries" in statement for statement in statements) == 1
    assert found.reached == {
        DeliveryState.DELIVERED: 65,
        DeliveryState.SEEN: 65,
        DeliveryState.ACKNOWLEDGED: 65,
        DeliveryState.DERIVED: 60,
        DeliveryState.ISSUED: 60,
        DeliveryState.SENT: 60,
        DeliveryState.ACCEPTED: 0,
    }
    assert found.standing[DeliveryState.ACKNOWLEDGED] == 5
    assert found.standing[DeliveryState.SENT] == 60
    assert sum(found.standing.values()) == 65
    assert found.late == 5
    assert [row.name for row in found.shown(MatrixView.LATE)] == sorted(
        (person.tenant.name for person in people[60:]),
        key=[row.name for row in found.rows].index,
    )
    _check_coverage(world, given)


def _decide(world: World, own: int, person: Person, number: int) -> None:
    """Every third commune adapts the second task, every fifth declines the fourth, one adds."""
    if number % 3 == 0:
        task = _task(world, person, own, 1)
        with world.acting(person):
            actions.edit_task(
                task_id=task.id,
                version=task.version,
                changes={"text": f"{task.text} tại {person.tenant.name}"},
                by=person,
            )
    if number % 5 == 0:
        task = _task(world, person, own, 3)
        with world.acting(person):
            actions.decline_task(
                task_id=task.id, version=task.version, reason="Không có đối tượng", by=person
            )
    if number == 7:
        with world.acting(person):
            actions.add_task(
                plan_id=own, content=actions.TaskContent(quarter=3, text="Hội thi"), by=person
            )


def _check_coverage(world: World, given: Given) -> None:
    with world.acting(given.leader):
        found = coverage.coverage(given.plan_id)
        assert {one.merged for one in found.tasks} == {0}
        assert [(one.kept, one.adapted, one.declined, one.waiting) for one in found.tasks] == [
            (60, 0, 0, 5),
            (40, 20, 0, 5),
            (60, 0, 0, 5),
            (48, 0, 12, 5),
            (60, 0, 0, 5),
        ]
        assert (found.recipients, found.answered, found.added, found.added_by) == (65, 60, 1, 1)
        _, answers = coverage.task_answers(found.tasks[3].task.id)
        assert len(answers) == 65
        declined = [one for one in answers if one.disposition is Disposition.DECLINED]
        assert len(declined) == 12
        assert {one.task.decline_reason for one in declined if one.task} == {"Không có đối tượng"}
        assert sum(one.disposition is None for one in answers) == 5
        (group,) = additions.additions(given.plan_id).groups
        assert (group.units, group.text, len(group.items)) == (1, "Hội thi", 1)
        assert len(coverage.reasons(given.plan_id)) == 12


def test_the_statements_do_not_grow_with_the_communes(world: World) -> None:
    counts = []
    for recipients in (world.communes[:3], world.communes):
        given = cascade.issued(world, recipients)
        with world.acting(given.leader), counted(world.app) as statements:
            matrix.matrix(given.plan_id)
            coverage.coverage(given.plan_id)
            coverage.reasons(given.plan_id)
            additions.additions(given.plan_id)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_before_the_last_day_nobody_is_late(world: World) -> None:
    given = cascade.issued(world, world.communes[:3])
    for today, late in ((cascade.DUE_ON, 0), (AFTER, 3)):
        with clock.fixed(today), world.acting(given.leader):
            assert matrix.matrix(given.plan_id).late == late


def test_without_a_last_day_nobody_is_late(world: World) -> None:
    given = cascade.issued(world, world.communes[:3], due_on=None)
    with clock.fixed(date(2026, 12, 31)), world.acting(given.leader):
        assert matrix.matrix(given.plan_id).late == 0


def test_a_plan_that_came_after_the_last_day_says_so(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    cascade.sent_up(world, cascade.derived(world, given, officer), officer, on=date(2026, 2, 1))
    with clock.fixed(AFTER), world.acting(given.leader):
        (row,) = matrix.matrix(given.plan_id).rows
        assert (row.came_late, row.is_late(AFTER)) == (True, False)
        assert (row.plan_number, row.state) == ("01", DeliveryState.SENT)


def test_the_order_is_the_vietnamese_alphabet_and_the_filter_needs_no_diacritics(
    world: World,
) -> None:
    names = ("Đình Lập", "Điềm He", "Bình Gia", "Ba Sơn")
    given = cascade.issued(world, [world.commune(name) for name in names])
    with world.acting(given.leader):
        found = matrix.matrix(given.plan_id)
    assert [row.name for row in found.rows] == [
        "Xã Ba Sơn",
        "Xã Bình Gia",
        "Xã Điềm He",
        "Xã Đình Lập",
    ]
    assert [row.name for row in found.shown(MatrixView.ALL, "diem")] == ["Xã Điềm He"]
    assert found.shown(MatrixView.SENT) == []
    assert found.count(MatrixView.DELIVERED) == 4


def test_a_draft_is_not_in_the_issuers_matrix(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    cascade.derived(world, given, officer)
    with world.acting(given.leader):
        (row,) = matrix.matrix(given.plan_id).rows
        assert (row.state, row.plan_id) == (DeliveryState.DERIVED, None)
        assert [one.waiting for one in coverage.coverage(given.plan_id).tasks] == [1] * 5


def test_a_recipient_sees_only_its_own_line(world: World) -> None:
    first, second = world.commune("Điềm He"), world.commune("Đình Lập")
    given = cascade.issued(world, [first, second])
    officer = world.person(second)
    cascade.sent_up(world, cascade.derived(world, given, officer), officer)
    with world.acting(world.person(first)):
        assert [row.recipient_id for row in matrix.matrix(given.plan_id).rows] == [first.id]
        assert coverage.coverage(given.plan_id).answered == 0


def _task(world: World, person: Person, plan_id: int, index: int) -> Task:
    with world.acting(person):
        return plans.tasks(plan_id)[index]
