"""The province amends its plan in August; communes merge it, and one amends its own plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.plans import actions, jobs
from app.plans.actions import LineContent, Settlement, TaskContent
from app.plans.models import Task
from app.plans.queries import amendments, merges, plans
from app.plans.terms import ChangeKind, FieldChoice, MergeState
from deploy.demo import diem_he, province_plan, year_plans
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

REASON = "Thực hiện ý kiến của Thường trực Hội đồng Thi đua - Khen thưởng tỉnh"
KEPT_FOR = "Xã ban hành kế hoạch của mình theo kế hoạch năm 2027 của tỉnh"
OTHER = "Văn Quan"
AMENDED_ON = date(2026, 8, 10)
ANSWERED_ON = date(2026, 8, 12)
OWN_ON = date(2026, 9, 3)
OPEN_ON = date(2026, 11, 18)


def scenes(cast: Cast) -> Iterator[Scene]:
    """The amendment goes down; Điềm He answers it, amends its own plan, and begins once more."""
    home = cast.communes[diem_he.NAME]
    yield Scene(moment(AMENDED_ON, 8, 30), cast.officer, lambda by: _draft(cast, by))
    yield Scene(moment(AMENDED_ON, 10), cast.leader, lambda by: _issue(cast, by))
    other = cast.communes[OTHER]
    yield Scene(moment(ANSWERED_ON, 9), home.leader, lambda by: _answer(home, FieldChoice.MINE, by))
    yield Scene(
        moment(ANSWERED_ON, 10), other.leader, lambda by: _answer(other, FieldChoice.THEIRS, by)
    )
    yield Scene(moment(OWN_ON, 9), home.leader, lambda by: _amend_own(home, by))
    yield Scene(moment(OPEN_ON, 15), home.officer, lambda by: _begin(home, by))


def _reworded(task: Task, text: str) -> LineContent:
    return LineContent(
        change=ChangeKind.CHANGE,
        task_id=task.id,
        content=replace(TaskContent.of(task), text=text),
    )


def _write(plan_id: int, line: LineContent, reason: str, by: Person) -> int:
    amendment = actions.amend(plan_id=plan_id, reason=reason, by=by)
    actions.put_line(amendment_id=amendment.id, version=amendment.version, line=line, by=by)
    return amendment.id


def _draft(cast: Cast, by: Person) -> None:
    plan_id = cast.plan_ids[province_plan.YEAR]
    task = plans.own_task(cast.task_ids[province_plan.NEXT_PLAN])
    text = f"{task.text.rstrip(' .')}; gửi dự thảo lấy ý kiến trước khi ban hành"
    _write(plan_id, _reworded(task, text), REASON, by)


def _issue(cast: Cast, by: Person) -> None:
    held = amendments.open_draft(cast.plan_ids[province_plan.YEAR])
    assert held is not None
    signature = replace(province_plan.SIGNATURE, issued_on=AMENDED_ON, number=None)
    jobs.issue_amendment_and_spread(amendment_id=held.id, signature=signature, by=by)


def _answer(unit: Unit, choice: FieldChoice, by: Person) -> None:
    """What waits is decided in one way."""
    for one in merges.of_plan(unit.plan):
        if one.merge.state is MergeState.CONFLICT:
            choices = dict.fromkeys((field.name for field in one.conflicts), choice)
            jobs.settle_and_spread(
                merge_id=one.merge.id,
                version=one.merge.version,
                settlement=Settlement(choices=choices, reason=KEPT_FOR),
                by=by,
            )


def _amend_own(unit: Unit, by: Person) -> None:
    task = next(one for one in plans.tasks(unit.plan) if one.id in unit.own_task_ids)
    text = f"{task.text.rstrip(' .')} (phối hợp với Đoàn xã)"
    amendment_id = _write(unit.plan, _reworded(task, text), "Thêm đơn vị phối hợp", by)
    jobs.issue_amendment_and_spread(
        amendment_id=amendment_id,
        signature=replace(year_plans.signature(unit, OWN_ON), number=None),
        by=by,
    )


def _begin(unit: Unit, by: Person) -> None:
    task = next(one for one in plans.tasks(unit.plan) if one.stands and one.quarter == 4)
    text = f"{task.text.rstrip(' .')}, hoàn thành trong tháng 12"
    _write(unit.plan, _reworded(task, text), "Chốt tiến độ cuối năm", by)
