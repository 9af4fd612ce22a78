"""How a superior's plan is carried out below it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.lib import clock
from app.lib.errors import NotFound
from app.plans import actions as plans
from app.plans.actions import TaskContent
from app.progress import actions, queries
from app.progress.queries import cascade as below
from app.progress.terms import CascadeState, TaskStatus
from tenants.db import db
from tenants.models import Tenant
from tests.plans import cascade
from tests.plans.samples import a_plan, signature
from tests.progress.given import Site, entry, recorded, site, sites
from tests.progress.test_pages import text
from tests.sql import counted
from tests.world import Person, World

S = CascadeState
AFTER_JUNE = date(2026, 7, 1)


@pytest.fixture
def four(world: World) -> tuple[cascade.Given, list[Site]]:
    """Four communes: one finished its first tasks, one is at it, one declined, one is silent."""
    names = ("Điềm He", "Đình Lập", "Kiên Mộc", "Bình Gia")
    communes = [world.commune(name) for name in names]
    given = cascade.issued(world, communes)
    done, begun = sites(world, given, communes[:2])
    declining = site(world, given, communes[2], send=False)
    with world.acting(declining.officer):
        plans.decline_task(
            task_id=declining.task_ids[1],
            version=1,
            reason="Lồng ghép với tỉnh",
            by=declining.officer,
        )
    cascade.sent_up(world, declining.plan_id, declining.officer)
    recorded(
        world,
        done.officer,
        entry(done.task_ids[0], TaskStatus.DONE, note="Bí mật nội bộ"),
        entry(done.task_ids[1], TaskStatus.DONE),
        entry(done.task_ids[2], TaskStatus.OBSTRUCTED, 10),
    )
    recorded(
        world,
        begun.officer,
        entry(begun.task_ids[0], TaskStatus.IN_PROGRESS, 60),
        entry(begun.task_ids[3], TaskStatus.CANCELLED, 0),
    )
    return given, [done, begun, declining]


def test_tasks_are_counted_by_state_over_all_recipients(
    world: World, four: tuple[cascade.Given, list[Site]]
) -> None:
    given, _ = four
    with world.acting(given.leader, read_only=True), clock.fixed(AFTER_JUNE):
        lines = below.by_task(given.plan_id)
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]
    assert {line.tally.total for line in lines} == {4}
    first, second, third, fourth, fifth = (line.tally for line in lines)
    assert (first.count(S.DONE), first.count(S.IN_PROGRESS), first.count(S.NOT_STARTED)) == (
        1,
        1,
        2,
    )
    assert first.late == 3
    assert (second.count(S.DONE), second.count(S.DECLINED), second.late) == (1, 1, 2)
    assert (third.count(S.OBSTRUCTED), third.late) == (1, 4)
    assert (fourth.count(S.CANCELLED), fourth.late, fourth.owed) == (1, 0, 3)
    assert (fifth.count(S.NOT_STARTED), fifth.late) == (4, 0)


def test_communes_are_counted_over_all_tasks(
    world: World, four: tuple[cascade.Given, list[Site]]
) -> None:
    given, _ = four
    with world.acting(given.leader, read_only=True), clock.fixed(AFTER_JUNE):
        lines = below.by_tenant(given.plan_id)
        by_task = below.by_task(given.plan_id)
    assert [line.name for line in lines] == [
        "Xã Bình Gia",
        "Xã Điềm He",
        "Xã Đình Lập",
        "Xã Kiên Mộc",
    ]
    tallies = {line.name: line.tally for line in lines}
    assert {tally.total for tally in tallies.values()} == {5}
    assert tallies["Xã Điềm He"].count(S.DONE) == 2
    assert tallies["Xã Điềm He"].late == 1
    assert tallies["Xã Bình Gia"].count(S.NOT_STARTED) == 5
    assert tallies["Xã Bình Gia"].late == 3
    assert tallies["Xã Kiên Mộc"].count(S.DECLINED) == 1
    assert below.totals(lines) == below.totals(by_task)


def test_one_task_and_one_commune_are_listed(
    world: World, four: tuple[cascade.Given, list[Site]]
) -> None:
    given, (done, begun, _) = four
    first = done.upstream_ids[0]
    assert first is not None
    with world.acting(given.leader, read_only=True), clock.fixed(AFTER_JUNE):
        cells = {cell.tenant_name: cell for cell in below.of_task(given.plan_id, first)}
        row = below.of_tenant(given.plan_id, begun.tenant.id)
        with pytest.raises(NotFound):
            below.of_tenant(given.plan_id, world.commune("Lộc Bình").id)
        with pytest.raises(NotFound):
            below.of_task(given.plan_id, done.task_ids[0])
    assert (cells["Xã Đình Lập"].state, cells["Xã Đình Lập"].percent) == (S.IN_PROGRESS, 60)
    assert (cells["Xã Bình Gia"].state, cells["Xã Bình Gia"].on) == (S.NOT_STARTED, None)
    assert cells["Xã Bình Gia"].is_late
    assert [cell.state for cell in row] == [
        S.IN_PROGRESS,
        S.NOT_STARTED,
        S.NOT_STARTED,
        S.CANCELLED,
        S.NOT_STARTED,
    ]


def test_the_pages_show_counts_and_lead_from_one_to_the_other(
    world: World, four: tuple[cascade.Given, list[Site]]
) -> None:
    given, (done, begun, _) = four
    with clock.fixed(AFTER_JUNE):
        client = world.client(given.leader)
        rollup = f"/plans/{given.plan_id}/rollup"
        page = text(client, rollup)
        assert "<svg" in page
        assert "Hoàn thành 1" in page
        assert f"{rollup}/tasks/{done.upstream_ids[0]}" in page
        units = text(client, f"{rollup}?view=tenants")
        assert f"{rollup}/tenants/{begun.tenant.id}" in units
        task = text(client, f"{rollup}/tasks/{done.upstream_ids[0]}")
        assert "Xã Bình Gia" in task
        unit = text(client, f"{rollup}/tenants/{done.tenant.id}")
        assert "Gặp vướng mắc" in unit
        assert "Bí mật" not in page + units + task + unit


def test_only_the_owner_of_a_plan_opens_its_rollup(
    world: World, four: tuple[cascade.Given, list[Site]]
) -> None:
    given, (done, begun, _) = four
    rollup = f"/plans/{given.plan_id}/rollup"
    paths = (
        rollup,
        f"{rollup}/tasks/{done.upstream_ids[0]}",
        f"{rollup}/tenants/{begun.tenant.id}",
    )
    client = world.client(begun.officer)
    for path in (*paths, f"/api/v1{rollup}"):
        assert client.get(path).status_code == 404, path
    province = world.client(given.leader)
    assert province.get(f"/plans/{done.plan_id}/rollup").status_code == 404


def test_a_plan_delivered_to_nobody_says_so(world: World) -> None:
    given = cascade.issued(world, [])
    page = text(world.client(given.leader), f"/plans/{given.plan_id}/rollup")
    assert "chưa giao cho đơn vị nào" in page


def _tenant(world: World, name: str, parent: Tenant) -> Tenant:
    """A unit under `parent`, closed ones among them."""
    with world.on_platform():
        return db.session.scalars(
            select(Tenant).where(Tenant.name == name, Tenant.parent_id == parent.id)
        ).one()


def _issued(person: Person, world: World, plan_id: int, recipients: list[int]) -> None:
    with world.acting(person):
        plans.issue(
            plan_id=plan_id,
            signature=signature(issued_on=date(2025, 1, 15)),
            recipient_ids=recipients,
            by=person,
        )


def test_with_a_district_between_each_superior_sees_its_own_subordinates(world: World) -> None:
    district = _tenant(world, "Huyện Bình Gia", world.province)
    commune = _tenant(world, "Xã Hồng Thái", district)
    above, middle, below_ = (world.person(one) for one in (world.province, district, commune))
    with clock.fixed(date(2025, 1, 20)):
        with world.acting(above):
            content = a_plan(year=2025, title="Công tác thi đua, khen thưởng năm 2025")
            top = plans.draft(
                content=content, tasks=[TaskContent(quarter=1, text="Sơ kết")], by=above
            )
        _issued(above, world, top.id, [district.id])
        plan_ids = [top.id]
        for person, recipients in ((middle, [commune.id]), (below_, [])):
            with world.acting(person):
                own = plans.derive(plan_id=plan_ids[-1], by=person).plan
            _issued(person, world, own.id, recipients)
            plan_ids.append(own.id)
        with world.acting(below_):
            task = queries.tasks_of_plan(plan_ids[2])[0]
        on = date(2025, 1, 20)
        with world.acting(below_):
            given = entry(task.task_id, TaskStatus.DONE, on=on)
            row = actions.record(entry=given, by=below_)
            assert row.addressee_id == district.id
        with world.acting(middle, read_only=True):
            assert below.by_task(plan_ids[1])[0].tally.count(S.DONE) == 1
        with world.acting(above, read_only=True):
            assert below.by_task(top.id)[0].tally.count(S.NOT_STARTED) == 1
            with pytest.raises(NotFound):
                queries.state(task.task_id)


@pytest.mark.parametrize("view", ["", "?view=tenants"])
def test_the_count_of_statements_is_the_same_for_3_and_65_communes(world: World, view: str) -> None:
    few = cascade.issued(world, world.communes[:3])
    all_of_them = cascade.issued(world, tasks=[*cascade.TASKS, TaskContent(quarter=4, text="Khác")])
    counts = []
    for given in (few, all_of_them):
        client = world.client(given.leader)
        path = f"/plans/{given.plan_id}/rollup{view}"
        text(client, path)
        with counted(world.app) as statements:
            page = text(client, path)
        counts.append(len(statements))
        assert len(page) < 150_000
    assert counts[0] == counts[1]
