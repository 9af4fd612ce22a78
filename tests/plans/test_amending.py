"""Amending the province's plan: what each commune's plan becomes by it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.plans import actions, jobs
from app.plans.actions import Settlement
from app.plans.models import Merge, PlanRevision, Task
from app.plans.queries import merges, plans, revisions
from app.plans.terms import Disposition, FieldChoice, MergeState, PlanState, RevisionCause
from tenants.db import db
from tests.plans import amending, cascade
from tests.plans.cascade import Given
from tests.world import Person, World


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with Điềm He and Đình Lập."""
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He."""
    return world.person(world.commune("Điềm He"))


@pytest.fixture
def draft(world: World, given: Given, officer: Person) -> int:
    """Its draft."""
    return cascade.derived(world, given, officer)


@pytest.fixture
def sent(world: World, draft: int, officer: Person) -> int:
    """Its plan, issued and sent up."""
    cascade.sent_up(world, draft, officer)
    return draft


def test_what_nobody_touched_is_applied_to_an_issued_plan_by_a_new_revision(
    world: World, given: Given, officer: Person, sent: int
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động thi đua cả năm"),
    )
    with world.acting(officer):
        plan = plans.own(sent)
        assert (plan.revision, plan.upstream_revision) == (2, 2)
        task = plans.tasks(sent)[1]
        assert task.text == "Phát động thi đua cả năm"
        assert (task.revision, task.upstream_revision) == (2, 2)
        assert task.disposition is Disposition.KEPT
        first, last = revisions.of(plan, 1), revisions.of(plan, 2)
        assert last.cause is RevisionCause.MERGED
        assert first.content["tasks"][1]["text"] == above[1].text
        assert [one["text"] for one in last.content["tasks"]] == [
            one.text for one in plans.tasks(sent)
        ]
    (merge,) = amending.merges(world, officer)
    assert (merge.state, merge.fields["text"]["outcome"]) == (MergeState.APPLIED, "applied")
    (receipt,) = amending.receipts(world, given.leader)
    assert (receipt.state, receipt.fields) == (MergeState.APPLIED, {"text": "applied"})
    assert receipt.tenant_id == officer.tenant.id


def _adapted(world: World, own: int, index: int, by: Person, **changes: Any) -> Task:
    """The draft's task at this place, changed by the commune."""
    with world.acting(by):
        task = plans.tasks(own)[index]
        return actions.edit_task(task_id=task.id, version=task.version, changes=changes, by=by)


def _own(world: World, own: int, by: Person) -> list[Task]:
    return amending.tasks_of(world, own, by)


def test_a_draft_is_brought_up_to_date_at_once_and_keeps_what_was_written(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    _adapted(world, draft, 1, officer, text="Phát động ở các thôn")
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], deadline_on=date(2026, 3, 20), lead_office="Sở Nội vụ"),
        amending.change(above[3], quarter=4),
    )
    tasks = {task.upstream_task_id: task for task in _own(world, draft, officer)}
    adapted, moved = tasks[above[1].id], tasks[above[3].id]
    assert (adapted.text, adapted.deadline_on) == ("Phát động ở các thôn", date(2026, 3, 20))
    assert (adapted.lead_office, adapted.disposition) == ("Sở Nội vụ", Disposition.ADAPTED)
    assert (moved.quarter, moved.disposition) == (4, Disposition.KEPT)
    with world.acting(officer):
        plan = plans.own(draft)
        assert (plan.state, plan.revision, plan.upstream_revision) == (PlanState.DRAFT, 0, 2)
        assert (
            db.session.scalars(select(PlanRevision).where(PlanRevision.plan_id == draft)).all()
            == []
        )
    assert {one.state for one in amending.merges(world, officer)} == {MergeState.APPLIED}
    assert amending.merges(world, officer)[0].fields["text"]["outcome"] == "kept"
    receipts = amending.receipts(world, given.leader)
    assert receipts[0].fields == {"deadline": "applied", "lead_office": "applied"}


def test_what_both_changed_waits_and_nothing_local_is_lost(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    _adapted(world, draft, 1, officer, text="Phát động ở các thôn")
    cascade.sent_up(world, draft, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    (merge,) = amending.merges(world, officer)
    assert merge.state is MergeState.CONFLICT
    field = merge.fields["text"]
    assert [field[side] for side in ("base", "theirs", "mine")] == [
        above[1].text,
        "Phát động toàn tỉnh",
        "Phát động ở các thôn",
    ]
    assert _own(world, draft, officer)[1].text == "Phát động ở các thôn"
    with world.acting(officer):
        assert plans.own(draft).revision == 1
    (receipt,) = amending.receipts(world, given.leader)
    assert (receipt.state, receipt.fields) == (MergeState.CONFLICT, {"text": "conflict"})
    assert "các thôn" not in str(receipt.fields)


@pytest.mark.parametrize(
    ("choice", "state", "text", "revision"),
    [
        (FieldChoice.THEIRS, MergeState.TAKEN, "Phát động toàn tỉnh", 2),
        (FieldChoice.MINE, MergeState.KEPT, "Phát động ở các thôn", 1),
        (FieldChoice.OTHER, MergeState.REWRITTEN, "Phát động ở xã và các thôn", 2),
    ],
)
def test_a_conflict_is_answered_in_one_of_three_ways(
    world: World,
    given: Given,
    officer: Person,
    draft: int,
    choice: FieldChoice,
    state: MergeState,
    text: str,
    revision: int,
) -> None:
    merge = _conflict(world, given, officer, draft)
    with clock.fixed(date(2026, 5, 6)), world.acting(officer):
        jobs.settle_and_spread(
            merge_id=merge.id,
            version=merge.version,
            settlement=Settlement(
                choices={"text": choice},
                others={"text": "Phát động ở xã và các thôn"},
                reason="Xã làm theo thôn",
            ),
            by=officer,
        )
    assert _own(world, draft, officer)[1].text == text
    with world.acting(officer):
        plan = plans.own(draft)
        assert plan.revision == revision
        assert revisions.of(plan, revision).content["tasks"][1]["text"] == text
    (receipt,) = amending.receipts(world, given.leader)
    assert (receipt.state, receipt.reason) == (state, "Xã làm theo thôn")
    assert receipt.fields == {"text": choice.value}
    assert receipt.answered_at is not None
    assert clock.local(receipt.answered_at).date() == date(2026, 5, 6)


def _conflict(world: World, given: Given, officer: Person, draft: int) -> Merge:
    _adapted(world, draft, 1, officer, text="Phát động ở các thôn")
    cascade.sent_up(world, draft, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world, given.plan_id, given.leader, amending.change(above[1], text="Phát động toàn tỉnh")
    )
    return amending.merges(world, officer)[-1]


def _settle(world: World, merge: Merge, by: Person, **said: Any) -> None:
    with world.acting(by):
        jobs.settle_and_spread(
            merge_id=merge.id, version=merge.version, settlement=Settlement(**said), by=by
        )


def test_keeping_ones_own_needs_a_reason_and_a_choice_for_each_field(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    merge = _conflict(world, given, officer, draft)
    with pytest.raises(Invalid, match="lý do"):
        _settle(world, merge, officer, choices={"text": FieldChoice.MINE})
    with pytest.raises(Invalid, match="ba cách"):
        _settle(world, merge, officer)
    with pytest.raises(Invalid, match="bản mới"):
        _settle(world, merge, officer, choices={"text": FieldChoice.OTHER})
    assert amending.merges(world, officer)[-1].state is MergeState.CONFLICT


def test_of_two_people_who_answer_the_second_is_told(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    merge = _conflict(world, given, officer, draft)
    people = [officer, world.person(officer.tenant), world.person(officer.tenant)]

    def decide(person: Person) -> str:
        try:
            _settle(world, merge, person, choices={"text": FieldChoice.THEIRS})
        except Conflict as error:
            return error.message
        return "done"

    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(decide, people))
    assert told.count("done") == 1
    assert sum("đã trả lời lúc" in one for one in told) == 2
    with world.acting(officer):
        assert plans.own(draft).revision == 2


def test_a_job_done_again_changes_nothing(
    world: World, given: Given, officer: Person, sent: int
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động thi đua cả năm"),
        amending.addition("Tổ chức hội thi"),
    )
    before = _state(world, officer, sent)
    for _ in range(2):
        with world.acting(officer):
            assert actions.merge_above(plan_id=given.plan_id) is None
    assert _state(world, officer, sent) == before


def _state(world: World, by: Person, plan_id: int) -> tuple[list[int], list[tuple[int, int]]]:
    tasks = _own(world, plan_id, by)
    return (
        [one.id for one in amending.merges(world, by)],
        [(task.id, task.version) for task in tasks],
    )


def test_an_open_conflict_keeps_its_base_and_the_older_is_superseded(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    first = _conflict(world, given, officer, draft)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], lead_office="Sở Nội vụ"),
        on=date(2026, 6, 1),
    )
    old, new = amending.merges(world, officer)
    assert (old.id, old.state, new.state) == (first.id, MergeState.SUPERSEDED, MergeState.CONFLICT)
    assert new.fields["text"]["base"] == "Phát động phong trào thi đua năm 2026"
    assert new.fields["text"]["theirs"] == "Phát động toàn tỉnh"
    assert new.fields["lead_office"]["outcome"] == "applied"
    with pytest.raises(Conflict, match="điều chỉnh tiếp"):
        _settle(world, old, officer, choices={"text": FieldChoice.THEIRS})
    states = [one.state for one in amending.receipts(world, given.leader)]
    assert states == [MergeState.SUPERSEDED, MergeState.CONFLICT]
    _settle(world, new, officer, choices={"text": FieldChoice.MINE}, reason="Đã phổ biến")
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], lead_office="Văn phòng", text="Phát động toàn tỉnh"),
        on=date(2026, 6, 2),
    )
    last = amending.merges(world, officer)[-1]
    assert last.state is MergeState.APPLIED
    assert last.fields["text"]["outcome"] == "kept"


def test_a_locked_field_follows_the_superior_whatever_was_written(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    _adapted(world, draft, 1, officer, text="Phát động ở các thôn", lead_office="Văn phòng xã")
    cascade.sent_up(world, draft, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động toàn tỉnh", locked=("text",)),
    )
    task = _own(world, draft, officer)[1]
    assert (task.text, task.lead_office) == ("Phát động toàn tỉnh", "Văn phòng xã")
    assert (task.locked, task.disposition) == (["text"], Disposition.KEPT)
    (merge,) = amending.merges(world, officer)
    assert merge.state is MergeState.FORCED
    assert merge.fields["text"]["mine"] == "Phát động ở các thôn"


def test_the_lock_of_a_whole_task_leaves_the_offices_and_tells_what_it_took(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    own = {"text": "Phát động ở các thôn", "lead_office": "Văn phòng xã"}
    _adapted(world, draft, 1, officer, **own, support_offices=("Các thôn",))
    cascade.sent_up(world, draft, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(world, given.plan_id, given.leader, amending.change(above[1], locked=("task",)))
    task = _own(world, draft, officer)[1]
    assert (task.text, task.disposition) == (above[1].text, Disposition.KEPT)
    assert (task.lead_office, list(task.support_offices)) == ("Văn phòng xã", ["Các thôn"])
    with world.acting(officer, read_only=True):
        (shown,) = merges.of_plan(draft)
        told = {one.name: one for one in shown.fields}
        assert {one.outcome for one in shown.fields} == {"forced", "kept"}
        lost = told["text"].brought
        assert (lost.before, lost.after) == ("Phát động ở các thôn", above[1].text)


def test_an_office_that_is_locked_singly_follows_the_superior(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    _adapted(world, draft, 1, officer, lead_office="Văn phòng xã", support_offices=("Các thôn",))
    cascade.sent_up(world, draft, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], locked=("task", "lead_office")),
    )
    task = _own(world, draft, officer)[1]
    assert (task.lead_office, list(task.support_offices)) == (above[1].lead_office, ["Các thôn"])
    page = world.client(officer).get(f"/plans/{draft}/merges").get_data(as_text=True)
    assert '<span class="vh">trước: </span>Văn phòng xã</del>' in page


def test_a_declined_task_stays_declined_unless_the_whole_task_is_locked(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    with world.acting(officer):
        for index in (1, 3):
            task = plans.tasks(draft)[index]
            actions.decline_task(
                task_id=task.id, version=task.version, reason="Không có", by=officer
            )
    cascade.sent_up(world, draft, officer)
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], text="Phát động toàn tỉnh"),
        amending.change(above[3], text="Kiểm tra chéo", locked=("task",)),
    )
    tasks = _own(world, draft, officer)
    assert (tasks[1].disposition, tasks[1].decline_reason) == (Disposition.DECLINED, "Không có")
    assert (tasks[3].disposition, tasks[3].decline_reason) == (Disposition.KEPT, None)
    assert tasks[3].text == "Kiểm tra chéo"
    states = [one.state for one in amending.merges(world, officer)]
    assert states == [MergeState.INFORMED, MergeState.FORCED]


def test_a_reason_and_a_text_have_their_length(world: World, given: Given, officer: Person) -> None:
    (above, *_) = amending.tasks_of(world, given.plan_id, given.leader)
    with world.acting(given.leader), pytest.raises(Invalid) as caught:
        actions.amend(plan_id=given.plan_id, reason="a" * 2_001, by=given.leader)
    assert list(caught.value.fields) == ["reason"]
    for line in (amending.change(above, text="a" * 5_001), amending.addition("a" * 30_000)):
        with pytest.raises(Invalid) as caught:
            amending.drafted(world, given.plan_id, given.leader, line)
        assert list(caught.value.fields) == ["lines.0.text"]


def test_what_is_added_above_is_offered_and_taken_or_left(
    world: World, given: Given, officer: Person, sent: int
) -> None:
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.addition("Tổ chức hội thi"),
        amending.addition("Tổ chức hội diễn"),
        amending.addition("Báo cáo đột xuất", mandatory=True),
    )
    offers = amending.merges(world, officer)
    assert [one.state for one in offers] == [
        MergeState.OFFERED,
        MergeState.OFFERED,
        MergeState.INSERTED,
    ]
    tasks = _own(world, sent, officer)
    assert [task.text for task in tasks if task.quarter == 3][1:] == ["Báo cáo đột xuất"]
    inserted = next(task for task in tasks if task.text == "Báo cáo đột xuất")
    assert offers[2].task_id == inserted.id
    assert (inserted.mandatory, inserted.sent_at is not None) == (True, True)
    _settle(world, offers[0], officer, follows=True)
    with pytest.raises(Invalid, match="lý do"):
        _settle(world, offers[1], officer, follows=False)
    _settle(world, offers[1], officer, follows=False, reason="Không có đội văn nghệ")
    tasks = _own(world, sent, officer)
    taken = next(task for task in tasks if task.text == "Tổ chức hội thi")
    left = next(task for task in tasks if task.text == "Tổ chức hội diễn")
    assert (taken.disposition, taken.stands) == (Disposition.KEPT, True)
    assert (left.disposition, left.decline_reason) == (
        Disposition.DECLINED,
        "Không có đội văn nghệ",
    )
    receipts = amending.receipts(world, given.leader)
    assert [one.state for one in receipts] == [
        MergeState.ACCEPTED,
        MergeState.REFUSED,
        MergeState.INSERTED,
    ]
    with world.acting(officer):
        assert plans.own(sent).revision == 4


def test_what_is_withdrawn_above_is_confirmed_or_kept_as_ones_own(
    world: World, given: Given, officer: Person, sent: int
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.withdrawal(above[1]),
        amending.withdrawal(above[3]),
    )
    first, second = amending.merges(world, officer)
    assert {first.state, second.state} == {MergeState.WITHDRAWAL}
    assert all(task.stands for task in _own(world, sent, officer))
    _settle(world, first, officer, follows=True)
    _settle(world, second, officer, follows=False, reason="Xã vẫn làm")
    tasks = _own(world, sent, officer)
    assert (tasks[1].stands, tasks[1].withdrawn_revision) == (False, 2)
    assert (tasks[3].stands, tasks[3].disposition) == (True, Disposition.ADDED)
    assert tasks[3].upstream_task_id is None
    with world.acting(given.leader):
        assert [task.stands for task in plans.tasks(given.plan_id)] == [
            True,
            False,
            True,
            False,
            True,
        ]


def test_a_draft_task_whose_superior_s_is_withdrawn_is_not_carried_out(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(world, given.plan_id, given.leader, amending.withdrawal(above[1]))
    (merge,) = amending.merges(world, officer)
    _settle(world, merge, officer, follows=True)
    task = _own(world, draft, officer)[1]
    assert (task.disposition, task.stands) == (Disposition.DECLINED, False)
    cascade.sent_up(world, draft, officer, on=date(2026, 6, 1))


def test_the_parts_of_a_split_task_are_merged_each_and_merged_tasks_are_left_in_peace(
    world: World, given: Given, officer: Person, draft: int
) -> None:
    with world.acting(officer):
        task = plans.tasks(draft)[1]
        actions.split_task(
            task_id=task.id,
            version=task.version,
            texts=["Phát động ở trường", "Phát động ở thôn"],
            by=officer,
        )
    with world.acting(officer):
        tasks = plans.tasks(draft)
        target, absorbed = tasks[0], next(one for one in tasks if one.quarter == 3)
        actions.merge_tasks(
            task_id=target.id, version=target.version, merged_ids=[absorbed.id], by=officer
        )
    above = amending.tasks_of(world, given.plan_id, given.leader)
    amending.spread(
        world,
        given.plan_id,
        given.leader,
        amending.change(above[1], deadline_on=date(2026, 3, 1), text="Phát động toàn tỉnh"),
        amending.change(above[3], text="Kiểm tra chéo"),
    )
    parts = [one for one in _own(world, draft, officer) if one.upstream_task_id == above[1].id]
    assert len(parts) == 2
    assert {one.deadline_on for one in parts} == {date(2026, 3, 1)}
    states = [one.state for one in amending.merges(world, officer)]
    assert states == [MergeState.CONFLICT, MergeState.CONFLICT, MergeState.INFORMED]
