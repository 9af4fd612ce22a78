"""A plan that was written in Word is joined to the province's plan that it carries out."""

from dataclasses import replace
from datetime import date

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.plans import actions
from app.plans.actions import PlanContent, TaskContent
from app.plans.models import Plan, Task
from app.plans.queries import incoming, linking, plans
from app.plans.terms import Answer, DeliveryState, Disposition, Ground, PlanKind
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.plans.samples import YEAR_PLAN_TEXT, a_plan, signature
from tests.sql import counted
from tests.world import Person, World

TODAY = date(2026, 1, 10)
OWN = (
    TaskContent(quarter=1, text="Xây dựng báo cáo tổng kết công tác TĐKT năm 2025"),
    TaskContent(quarter=1, text="Phát động phong trào thi đua năm 2026"),
    TaskContent(quarter=2, text="Báo cáo sơ kết 6 tháng đầu năm"),
    TaskContent(quarter=3, text="Chăm sóc các hộ gia đình chính sách"),
)


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


@pytest.fixture(name="given")
def _given(world: World) -> Given:
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


def written(world: World, by: Person, tasks: tuple[TaskContent, ...] = OWN) -> Plan:
    with world.acting(by):
        bases = [{"text": "Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh"}]
        content = PlanContent(year=2026, title="Công tác thi đua năm 2026", legal_bases=bases)
        return actions.draft(content=content, tasks=tasks, by=by)


def linked(world: World, by: Person, plan: Plan, given: Given, **options: bool) -> Plan:
    with world.acting(by), clock.fixed(TODAY):
        above = incoming.delivery_of(given.plan_id)
        proposal = linking.propose(plans.own(plan.id), above)
        return actions.link(
            plan_id=plan.id,
            upstream_plan_id=given.plan_id,
            choices={
                line.task.id: line.match.upstream_id if line.match and line.is_sure else None
                for line in proposal.lines
            },
            edition=proposal.edition,
            by=by,
            **options,
        )


def rows(world: World, by: Person, plan: Plan) -> list[Task]:
    with world.acting(by):
        return list(plans.tasks(plan.id))


def test_the_cited_plan_is_found(world: World, officer: Person, given: Given) -> None:
    plan = written(world, officer)
    with world.acting(officer):
        (found,) = linking.candidates(plans.own(plan.id))
        assert (found.plan.id, found.ground, found.other) == (given.plan_id, Ground.CITED, None)
        assert linking.cited_elsewhere(plans.own(plan.id), [found]) == []


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Căn cứ Kế hoạch số 1/KH-UBND ngày 04/01/2026 của Ủy ban nhân dân tỉnh", Ground.CITED),
        ("Thực hiện Kế hoạch số 01/KH-UBND ngày 05/01/2026 của UBND tỉnh", Ground.NUMBER),
        ("Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2024 của UBND tỉnh", Ground.SAME_YEAR),
        ("Căn cứ Luật Thi đua, khen thưởng", Ground.SAME_YEAR),
    ],
)
def test_why_a_plan_is_proposed(
    world: World, officer: Person, given: Given, text: str, ground: Ground
) -> None:
    with world.acting(officer):
        content = PlanContent(year=2026, title="Công tác", legal_bases=[{"text": text}])
        plan = actions.draft(content=content, tasks=OWN, by=officer)
        found = linking.candidates(plan)
        assert [one.ground for one in found] == [ground]
        is_elsewhere = ground is Ground.SAME_YEAR and "Kế hoạch" in text
        assert bool(linking.cited_elsewhere(plan, found)) is is_elsewhere


def test_a_plan_of_another_year_that_is_not_cited_is_no_candidate(
    world: World, officer: Person, given: Given
) -> None:
    with world.acting(officer):
        content = PlanContent(year=2027, title="Công tác năm 2027")
        plan = actions.draft(content=content, tasks=OWN, by=officer)
        assert linking.candidates(plan) == []


def test_the_plan_is_in_the_cascade(world: World, officer: Person, given: Given) -> None:
    plan = linked(world, officer, written(world, officer), given)
    assert plan.upstream_plan_id == given.plan_id
    assert (plan.upstream_tenant_id, plan.upstream_revision) == (world.province.id, 1)
    first, launch, half, own = rows(world, officer, plan)
    assert first.disposition is Disposition.ADAPTED
    assert first.text == OWN[0].text
    assert first.mandatory
    assert (launch.disposition, launch.upstream_revision) == (Disposition.KEPT, 1)
    assert half.disposition is Disposition.KEPT
    assert (own.disposition, own.upstream_task_id) == (Disposition.ADDED, None)
    with world.acting(officer):
        arrived = incoming.delivery_of(given.plan_id)
        assert arrived.state is DeliveryState.DERIVED
        assert arrived.own_plan_id == plan.id
        assert len(linking.missing(plans.own(plan.id))) == 2


def test_it_is_issued_and_sent_up_like_any_other(
    world: World, officer: Person, given: Given
) -> None:
    plan = linked(world, officer, written(world, officer), given)
    leader = world.person(world.commune("Điềm He"))
    with clock.fixed(TODAY):
        with world.acting(leader):
            sign = replace(signature(), issued_on=TODAY)
            actions.issue(plan_id=plan.id, signature=sign, by=leader)
        with world.acting(leader):
            actions.send(plan_id=plan.id, by=leader)
    above = given.leader
    with world.acting(above):
        assert plans.readable(plan.id).upstream_plan_id == given.plan_id


def _issue(world: World, by: Person, plan: Plan) -> Plan:
    with clock.fixed(TODAY), world.acting(by):
        sign = replace(signature(), issued_on=TODAY)
        return actions.issue(plan_id=plan.id, signature=sign, by=by)


def test_it_is_not_issued_while_a_must_is_unanswered(
    world: World, officer: Person, given: Given
) -> None:
    plan = linked(world, officer, written(world, officer, OWN[1:2]), given)
    leader = world.person(world.commune("Điềm He"))
    with pytest.raises(Invalid, match="Nối với kế hoạch cấp trên") as refused:
        _issue(world, leader, plan)
    assert list(refused.value.fields) == ["tasks"]
    assert "2 nhiệm vụ bắt buộc" in refused.value.message
    assert f"1. {cascade.TASKS[0].text}; 3. {cascade.TASKS[2].text}." in refused.value.message
    with world.acting(officer):
        musts = [task for _, task in linking.missing(plans.own(plan.id)) if task.mandatory]
        for task in musts:
            actions.answer_upstream(
                plan_id=plan.id, task_id=task.id, answer=Answer.ADDED, by=officer
            )
    with world.acting(officer):
        assert len(linking.unanswered(plans.own(plan.id))) == 2
    assert _issue(world, leader, plan).number == "01"


def test_a_derived_plan_is_issued_whatever_the_superior_adds_later(
    world: World, officer: Person, given: Given
) -> None:
    derived = cascade.derived(world, given, officer)
    with world.acting(given.leader):
        added = Task(
            tenant_id=world.province.id,
            plan_id=given.plan_id,
            position=9,
            issued_at=clock.now(),
            revision=2,
            quarter=2,
            text="Việc thêm sau",
            mandatory=True,
        )
        db.session.add(added)
    with world.acting(officer):
        plan = plans.own(derived)
        assert [task.text for _, task in linking.missing(plan)] == ["Việc thêm sau"]
        assert linking.unanswered(plan) == []
    assert _issue(world, world.person(world.commune("Điềm He")), plan).number == "01"


@pytest.mark.parametrize("many", [1, 60])
def test_what_is_unanswered_is_found_in_four_statements(
    world: World, officer: Person, many: int
) -> None:
    extra = [TaskContent(quarter=4, text=f"Việc riêng số {n}", mandatory=True) for n in range(many)]
    given = cascade.issued(world, [world.commune("Điềm He")], tasks=[cascade.TASKS[1], *extra])
    plan = linked(world, officer, written(world, officer, OWN[1:2]), given)
    with world.acting(officer):
        own = plans.own(plan.id)
        with counted(world.app) as statements:
            assert len(linking.unanswered(own)) == many
    assert len(statements) == 4


def test_guidance_is_no_candidate(world: World, officer: Person, given: Given) -> None:
    with clock.fixed(cascade.ISSUED_ON):
        with world.acting(given.leader):
            content = a_plan(kind=PlanKind.GUIDANCE, sections={"content": "Tổng kết năm."})
            guidance = actions.draft(content=content, by=given.leader)
        with world.acting(given.leader):
            actions.issue(
                plan_id=guidance.id, signature=signature(), recipient_ids=None, by=given.leader
            )
    plan = written(world, officer)
    with world.acting(officer):
        found = linking.candidates(plans.own(plan.id))
        assert [one.plan.id for one in found] == [given.plan_id]
    with pytest.raises(Conflict, match="Hướng dẫn"), world.acting(officer):
        actions.link(plan_id=plan.id, upstream_plan_id=guidance.id, choices={}, by=officer)


def test_a_plan_that_did_not_come_here_is_not_joined(world: World, given: Given) -> None:
    stranger = world.person(world.commune("Vạn Linh"), Role.OFFICER)
    plan = written(world, stranger)
    with pytest.raises(NotFound), world.acting(stranger):
        actions.link(plan_id=plan.id, upstream_plan_id=given.plan_id, choices={}, by=stranger)


def test_choices_must_belong_to_both_plans(world: World, officer: Person, given: Given) -> None:
    plan = written(world, officer)
    first = rows(world, officer, plan)[0]
    for choices in ({0: 1}, {first.id: first.id}, {first.id: None}, {}):
        with pytest.raises(Invalid) as refused, world.acting(officer):
            actions.link(
                plan_id=plan.id, upstream_plan_id=given.plan_id, choices=choices, by=officer
            )
        assert refused.value.field == "choices"


def test_who_chose_on_an_older_draft_is_told(world: World, officer: Person, given: Given) -> None:
    plan = written(world, officer)
    task = rows(world, officer, plan)[0]
    with world.acting(officer):
        edition = plans.edition(plans.own(plan.id), plans.tasks(plan.id))
        actions.edit_task(task_id=task.id, version=1, changes={"text": "Đã đổi"}, by=officer)
    with pytest.raises(Stale), world.acting(officer):
        actions.link(
            plan_id=plan.id, upstream_plan_id=given.plan_id, choices={}, edition=edition, by=officer
        )


def test_an_untouched_draft_in_the_way_is_replaced_when_asked(
    world: World, officer: Person, given: Given
) -> None:
    with world.acting(officer):
        derived = actions.derive(plan_id=given.plan_id, by=officer).plan
    plan = written(world, officer)
    with world.acting(officer):
        (found,) = linking.candidates(plans.own(plan.id))
        assert (found.other and found.other.id, found.is_replaceable) == (derived.id, True)
    with pytest.raises(Conflict, match="Thay dự thảo đó"):
        linked(world, officer, plan, given)
    linked(world, officer, plan, given, replace=True)
    with world.acting(officer):
        assert [one.plan.id for one in plans.listed()] == [plan.id]
        assert incoming.delivery_of(given.plan_id).own_plan_id == plan.id


def test_a_draft_that_somebody_worked_on_stays(world: World, officer: Person, given: Given) -> None:
    with world.acting(officer):
        derived = actions.derive(plan_id=given.plan_id, by=officer).plan
        task = plans.tasks(derived.id)[1]
        actions.edit_task(task_id=task.id, version=1, changes={"text": "Đã sửa"}, by=officer)
    plan = written(world, officer)
    with pytest.raises(Conflict, match="đã sửa"):
        linked(world, officer, plan, given, replace=True)


def test_joined_and_undone_nothing_of_the_office_is_lost(
    world: World, officer: Person, given: Given
) -> None:
    plan = written(world, officer)
    before = [(task.quarter, task.text) for task in rows(world, officer, plan)]
    linked(world, officer, plan, given)
    with world.acting(officer):
        (_, source), *_ = linking.missing(plans.own(plan.id))
        actions.answer_upstream(
            plan_id=plan.id,
            task_id=source.id,
            answer=Answer.DECLINED,
            reason="Không có",
            by=officer,
        )
    with world.acting(officer):
        version = plans.own(plan.id).version
        with pytest.raises(Stale):
            actions.unlink(plan_id=plan.id, version=version + 1, by=officer)
        actions.unlink(plan_id=plan.id, version=version, by=officer)
    with world.acting(officer):
        arrived = incoming.delivery_of(given.plan_id)
        assert (arrived.state, arrived.own_plan) == (DeliveryState.ACKNOWLEDGED, None)
    after = rows(world, officer, plan)
    assert [(task.quarter, task.text) for task in after] == before
    assert {task.disposition for task in after} == {Disposition.ADDED}
    assert linked(world, officer, plan, given).upstream_plan_id == given.plan_id


def test_what_the_plan_lacks_is_answered_one_by_one(
    world: World, officer: Person, given: Given
) -> None:
    plan = linked(world, officer, written(world, officer), given)
    target = rows(world, officer, plan)[3]
    with world.acting(officer):
        (_, check), (_, report) = linking.missing(plans.own(plan.id))
        with pytest.raises(Invalid) as refused:
            actions.answer_upstream(
                plan_id=plan.id, task_id=check.id, answer=Answer.DECLINED, by=officer
            )
        assert refused.value.field == "decline_reason"
        with pytest.raises(Invalid) as refused:
            actions.answer_upstream(
                plan_id=plan.id, task_id=check.id, answer=Answer.MERGED, by=officer
            )
        assert refused.value.field == "into_task_id"
    with world.acting(officer):
        merged = actions.answer_upstream(
            plan_id=plan.id,
            task_id=check.id,
            answer=Answer.MERGED,
            into_task_id=target.id,
            by=officer,
        )
        assert (merged.disposition, merged.merged_into_id) == (Disposition.MERGED, target.id)
    with world.acting(officer):
        added = actions.answer_upstream(
            plan_id=plan.id, task_id=report.id, answer=Answer.ADDED, by=officer
        )
        assert (added.disposition, added.quarter) == (Disposition.KEPT, 4)
        assert linking.missing(plans.own(plan.id)) == []
        with pytest.raises(Conflict):
            actions.answer_upstream(
                plan_id=plan.id, task_id=report.id, answer=Answer.ADDED, by=officer
            )


def test_a_must_is_not_declined(world: World, officer: Person, given: Given) -> None:
    plan = linked(world, officer, written(world, officer, OWN[1:2]), given)
    with world.acting(officer):
        must = next(task for _, task in linking.missing(plans.own(plan.id)) if task.mandatory)
        with pytest.raises(Invalid, match="bắt buộc"):
            actions.answer_upstream(
                plan_id=plan.id, task_id=must.id, answer=Answer.DECLINED, reason="Bận", by=officer
            )


def test_what_the_superior_locked_takes_its_value(world: World, officer: Person) -> None:
    tasks = (replace(cascade.TASKS[1], locked=("quarter",)), *cascade.TASKS[2:])
    given = cascade.issued(world, [world.commune("Điềm He")], tasks=tasks)
    own = (replace(OWN[1], quarter=2), OWN[2])
    plan = linked(world, officer, written(world, officer, own), given)
    launch = next(task for task in rows(world, officer, plan) if task.text == OWN[1].text)
    assert (launch.quarter, launch.locked) == (1, ["quarter"])


def test_a_paper_that_was_read_is_joined_too(world: World, officer: Person, given: Given) -> None:
    with world.acting(officer):
        plan = actions.draft_from_file(name="kh.txt", content=YEAR_PLAN_TEXT.encode(), by=officer)
        (found,) = linking.candidates(plan)
        assert found.ground is Ground.CITED
    linked(world, officer, plan, given)
    half = rows(world, officer, plan)[1]
    assert half.upstream_task_id is not None
