"""One task of the superior as several, several as one; both undone; what stands in the way."""

import pytest

from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.plans import actions, policies
from app.plans.models import Task
from app.plans.queries import coverage, derivation, plans
from app.plans.terms import Disposition
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.world import Person, World

D = Disposition


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody in Điềm He."""
    return world.person(world.commune("Điềm He"))


@pytest.fixture
def given(world: World, officer: Person) -> Given:
    """The province's plan, given to Điềm He and Đình Lập."""
    return cascade.issued(world, [officer.tenant, world.commune("Đình Lập")])


@pytest.fixture
def own(world: World, given: Given, officer: Person) -> int:
    """Điềm He's draft."""
    return cascade.derived(world, given, officer)


def _tasks(world: World, by: Person, plan_id: int) -> list[Task]:
    with world.acting(by):
        return list(plans.tasks(plan_id))


def _split(world: World, by: Person, task: Task, *texts: str) -> list[int]:
    with world.acting(by):
        parts = actions.split_task(task_id=task.id, version=task.version, texts=texts, by=by)
        return [part.id for part in parts]


def _merge(world: World, by: Person, target: Task, *merged: Task, text: str | None = None) -> None:
    with world.acting(by):
        version = plans.own_task(target.id).version
        ids = [task.id for task in merged]
        actions.merge_tasks(task_id=target.id, version=version, merged_ids=ids, text=text, by=by)


def test_a_task_is_split_and_each_part_is_its_own(world: World, officer: Person, own: int) -> None:
    task = _tasks(world, officer, own)[0]
    ids = _split(world, officer, task, "Tổng hợp số liệu", "Viết báo cáo", "Trình ký, gửi tỉnh")
    listed = _tasks(world, officer, own)
    parts = [one for one in listed if one.id in ids]
    assert [one.id for one in listed[:3]] == ids
    assert [one.position for one in parts] == [1, 2, 3]
    assert {one.upstream_task_id for one in parts} == {task.upstream_task_id}
    assert {one.deadline_on for one in parts} == {task.deadline_on}
    assert {one.disposition for one in parts} == {D.ADAPTED}
    assert all(one.mandatory for one in parts)
    with world.acting(officer):
        actions.edit_task(
            task_id=ids[1],
            version=parts[1].version,
            changes={"text": "Viết báo cáo xã", "quarter": 2},
            by=officer,
        )
    again = {one.id: one for one in _tasks(world, officer, own)}
    assert (again[ids[1]].quarter, again[ids[0]].quarter) == (2, 1)
    assert again[ids[0]].text == "Tổng hợp số liệu"


def test_parts_go_until_one_is_left(world: World, officer: Person, own: int) -> None:
    task = _tasks(world, officer, own)[0]
    first, second = _split(world, officer, task, "Phần một", "Phần hai")
    now = {one.id: one.version for one in _tasks(world, officer, own)}
    with world.acting(officer):
        actions.remove_task(task_id=first, version=now[first], by=officer)
    with world.acting(officer), pytest.raises(Conflict, match="không xóa được"):
        actions.remove_task(task_id=second, version=now[second], by=officer)
    with world.acting(officer):
        actions.keep_task(task_id=second, version=now[second], by=officer)
    (left,) = [one for one in _tasks(world, officer, own) if one.id == second]
    assert (left.text, left.disposition) == (task.text, D.KEPT)


@pytest.mark.parametrize(
    "texts", [(), ("Chỉ một",), ("Một", "  "), tuple(str(n) for n in range(13))]
)
def test_what_is_no_split_is_refused(
    world: World, officer: Person, own: int, texts: tuple[str, ...]
) -> None:
    task = _tasks(world, officer, own)[0]
    with pytest.raises(Invalid) as refused:
        _split(world, officer, task, *texts)
    assert set(refused.value.fields) == {"texts"}
    assert len(_tasks(world, officer, own)) == 5


def test_merged_tasks_stay_as_rows_and_are_not_printed(
    world: World, officer: Person, own: int
) -> None:
    a, b, c, *_ = _tasks(world, officer, own)
    _merge(world, officer, a, b, c, text="Báo cáo tổng kết, phát động và sơ kết")
    with world.acting(officer):
        listed = plans.tasks(own)
        numbered = plans.numbered(listed)
        by_id = {task.id: task for task in listed}
        found = derivation.compare(plans.own(own))
        assert found is not None
    assert by_id[a.id].text == "Báo cáo tổng kết, phát động và sơ kết"
    assert [by_id[one.id].disposition for one in (b, c)] == [D.MERGED, D.MERGED]
    assert [by_id[one.id].upstream_task_id for one in (b, c)] == [
        b.upstream_task_id,
        c.upstream_task_id,
    ]
    assert [number for number, task in numbered] == [1, None, None, 2, 3]
    assert (found.counts[D.MERGED], found.counts[D.ADAPTED], found.counts[D.KEPT]) == (2, 1, 2)
    pairs = {pair.task.id: pair for pair in found.pairs}
    assert [one.id for one in pairs[a.id].absorbed] == [b.id, c.id]
    assert pairs[b.id].into is not None
    assert pairs[b.id].into_number == 1


def test_what_is_not_named_any_more_is_taken_out(world: World, officer: Person, own: int) -> None:
    a, b, c, *_ = _tasks(world, officer, own)
    _merge(world, officer, a, b, c)
    _merge(world, officer, a, c)
    by_id = {task.id: task for task in _tasks(world, officer, own)}
    assert (by_id[b.id].disposition, by_id[b.id].merged_into_id) == (D.KEPT, None)
    assert by_id[c.id].merged_into_id == a.id
    with world.acting(officer):
        actions.resume_task(task_id=c.id, version=by_id[c.id].version, by=officer)
    assert {task.disposition for task in _tasks(world, officer, own)} == {D.KEPT}


def test_the_target_of_a_merger_is_not_declined_removed_or_merged(
    world: World, officer: Person, own: int
) -> None:
    _, b, c, d, _ = _tasks(world, officer, own)
    with world.acting(officer):
        mine = actions.add_task(
            plan_id=own, content=actions.TaskContent(quarter=1, text="Hội nghị"), by=officer
        )
    _merge(world, officer, mine, c)
    _merge(world, officer, b, d)
    now = {task.id: task.version for task in _tasks(world, officer, own)}
    with world.acting(officer), pytest.raises(Conflict, match="bỏ gộp"):
        actions.remove_task(task_id=mine.id, version=now[mine.id], by=officer)
    with world.acting(officer), pytest.raises(Conflict, match="bỏ gộp"):
        actions.decline_task(task_id=b.id, version=now[b.id], reason="Không có", by=officer)
    with pytest.raises(Conflict, match="bỏ gộp"):
        _merge(world, officer, mine, c, b)
    with world.acting(officer):
        kept = [task for task in plans.tasks(own) if task.id != mine.id]
        version = plans.tasks_version(plans.tasks(own))
        contents = [actions.TaskContent.of(task, id=task.id) for task in kept]
        with pytest.raises(Conflict, match="bỏ gộp"):
            actions.set_tasks(plan_id=own, version=version, contents=contents, by=officer)


def test_a_merged_task_is_declined_only_after_it_was_taken_out(
    world: World, officer: Person, own: int
) -> None:
    a, b, *_ = _tasks(world, officer, own)
    _merge(world, officer, a, b)
    version = b.version + 1
    with world.acting(officer), pytest.raises(Invalid, match="bỏ gộp") as refused:
        actions.decline_task(task_id=b.id, version=version, reason="Thôi", by=officer)
    assert set(refused.value.fields) == {"decline_reason"}


def test_saving_the_whole_list_leaves_mergers_alone(
    world: World, officer: Person, own: int
) -> None:
    a, b, *_ = _tasks(world, officer, own)
    _merge(world, officer, a, b)
    with world.acting(officer):
        listed = plans.tasks(own)
        contents = [
            actions.TaskContent.of(task, id=task.id, merged_into_id=None) for task in listed
        ]
        version = plans.tasks_version(listed)
        actions.set_tasks(plan_id=own, version=version, contents=contents, by=officer)
    by_id = {task.id: task for task in _tasks(world, officer, own)}
    assert (by_id[b.id].disposition, by_id[b.id].merged_into_id) == (D.MERGED, a.id)


def test_what_may_not_be_merged(world: World, officer: Person, own: int) -> None:
    a, b, c, d, _ = _tasks(world, officer, own)
    with world.acting(officer):
        mine = actions.add_task(
            plan_id=own, content=actions.TaskContent(quarter=1, text="Hội nghị"), by=officer
        )
    with world.acting(officer):
        actions.decline_task(task_id=d.id, version=1, reason="Không có đối tượng", by=officer)
    for target, merged in ((a, a), (a, mine), (a, d), (d, b)):
        with pytest.raises(Conflict):
            _merge(world, officer, target, merged)
    _merge(world, officer, a, b)
    for target, merged in ((b, c), (c, b)):
        with pytest.raises(Conflict):
            _merge(world, officer, target, merged)


def test_the_second_editor_learns_what_changed(world: World, officer: Person, own: int) -> None:
    a, b, *_ = _tasks(world, officer, own)
    with world.acting(officer):
        actions.edit_task(task_id=a.id, version=1, changes={"text": "Đã sửa"}, by=officer)
    with pytest.raises(Stale):
        _split(world, officer, a, "Một", "Hai")
    with world.acting(officer), pytest.raises(Stale):
        actions.merge_tasks(task_id=a.id, version=1, merged_ids=[b.id], by=officer)


def test_only_in_a_derived_draft_of_ones_own(
    world: World, given: Given, officer: Person, own: int
) -> None:
    task = _tasks(world, officer, own)[1]
    stranger = world.person(world.commune("Đình Lập"))
    with pytest.raises(NotFound):
        _split(world, stranger, task, "Một", "Hai")
    cascade.sent_up(world, own, officer)
    with pytest.raises(Conflict, match="ban hành"):
        _split(world, officer, task, "Một", "Hai")
    above = _tasks(world, given.leader, given.plan_id)
    with pytest.raises(Conflict):
        _merge(world, given.leader, above[0], above[1])


def test_the_superior_counts_a_split_task_once_and_sees_mergers(
    world: World, given: Given, officer: Person, own: int
) -> None:
    a, b, c, *_ = _tasks(world, officer, own)
    _split(world, officer, a, a.text, "Gửi bản ký số", "Công bố")
    _merge(world, officer, b, c, text="Phát động và sơ kết")
    cascade.sent_up(world, own, officer)
    with world.acting(given.leader):
        found = coverage.coverage(given.plan_id)
        _, answers = coverage.task_answers(found.tasks[0].task.id)
        _, merged = coverage.task_answers(found.tasks[2].task.id)
        rows = [
            (one.kept, one.adapted, one.merged, one.declined, one.waiting) for one in found.tasks
        ]
        mine = next(one for one in answers if one.recipient_id == officer.tenant.id)
        into = next(one for one in merged if one.recipient_id == officer.tenant.id)
        assert rows == [
            (0, 1, 0, 0, 1),
            (0, 1, 0, 0, 1),
            (0, 0, 1, 0, 1),
            (1, 0, 0, 0, 1),
            (1, 0, 0, 0, 1),
        ]
        assert (len(answers), len(mine.parts), mine.disposition) == (2, 3, D.ADAPTED)
        assert (into.disposition, into.text) == (D.MERGED, "Phát động và sơ kết")


def test_the_answer_of_several_rows() -> None:
    def row(disposition: Disposition, withdrawn: int | None = None) -> Task:
        return Task(disposition=disposition, withdrawn_revision=withdrawn)

    def answer(*rows: Task) -> Disposition | None:
        return policies.answer_of(rows)

    assert answer() is None
    assert answer(row(D.KEPT)) is D.KEPT
    assert answer(row(D.KEPT), row(D.KEPT)) is D.ADAPTED
    assert answer(row(D.KEPT), row(D.MERGED)) is D.ADAPTED
    assert answer(row(D.DECLINED), row(D.MERGED)) is D.MERGED
    assert answer(row(D.DECLINED)) is D.DECLINED
    assert answer(row(D.KEPT, withdrawn=2)) is D.DECLINED
    assert answer(row(D.MERGED, withdrawn=2), row(D.ADAPTED)) is D.ADAPTED


def test_a_discarded_draft_takes_its_mergers_along(world: World, officer: Person, own: int) -> None:
    a, b, *_ = _tasks(world, officer, own)
    _merge(world, officer, a, b)
    with world.acting(officer):
        plan = plans.own(own)
        actions.discard(plan_id=own, version=plan.version, by=officer)
    with world.acting(officer):
        assert db.session.get(Task, b.id) is None
