"""The province's plan for the school year 2026 - 2027: two calendar years, open dates, a pilot."""

from collections.abc import Iterator
from datetime import date

from app.lib.dates import Deadline, DeadlinePrecision
from app.plans import actions, jobs
from app.plans.actions import PlanContent, Signature, TaskContent
from app.plans.queries import plans
from app.plans.terms import WHOLE_TASK, PlanKind, PlanPeriod, Rhythm, SigningCapacity, locks_of
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.province_plan import COMMUNES, HOME_AFFAIRS, YEAR
from deploy.demo.stage import Scene, moment

TITLE = "Công tác thi đua, khen thưởng ngành Giáo dục và Đào tạo năm học 2026 - 2027"
EDUCATION = "Sở Giáo dục và Đào tạo"
RECIPIENTS = ("Kiên Mộc", "Chi Lăng", "Hữu Lũng")
PILOT = "Kiên Mộc"
MONTH = DeadlinePrecision.MONTH
CONTENT = PlanContent(
    kind=PlanKind.OTHER_PLAN,
    year=YEAR,
    period=PlanPeriod.SCHOOL_YEAR,
    title=TITLE,
    legal_bases=[{"text": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"}],
    recipients=[{"name": COMMUNES, "purpose": None}, {"name": "Lưu: VT, SNV", "purpose": None}],
)
OPENING, REVIEW, EXEMPLARS, REGISTRATION, THEME, AWARDS = range(6)
TASKS = (
    TaskContent(
        quarter=3,
        text="Hội nghị triển khai công tác thi đua, khen thưởng năm học mới",
        lead_office=EDUCATION,
        deadline_on=date(2026, 9, 30),
        deadline_precision=MONTH,
        tentative=True,
    ),
    TaskContent(
        quarter=4,
        text="Hội nghị sơ kết học kỳ I, biểu dương nhà giáo, học sinh tiêu biểu",
        lead_office=EDUCATION,
        support_offices=(HOME_AFFAIRS,),
        requested_offices=("Công đoàn ngành Giáo dục",),
        deadline_on=date(2026, 12, 31),
        deadline_precision=MONTH,
        tentative=True,
    ),
    TaskContent(
        quarter=4,
        text="Giới thiệu gương người tốt, việc tốt, mô hình mới trong trường học",
        lead_office=EDUCATION,
        support_offices=(COMMUNES,),
    ),
    TaskContent(
        quarter=4,
        text="Các trường, trung tâm gửi kế hoạch thi đua năm học 2026 - 2027",
        lead_office=COMMUNES,
        deadline_on=date(2026, 10, 15),
        mandatory=True,
        locked=tuple(locks_of(["text", "deadline"])),
    ),
    TaskContent(
        quarter=4,
        text="Phát động, sơ kết phong trào “Dạy tốt, học tốt” quý IV",
        lead_office=COMMUNES,
    ),
    TaskContent(
        quarter=2,
        text="Tổng kết, xét khen thưởng năm học 2026 - 2027",
        lead_office=EDUCATION,
        support_offices=(COMMUNES,),
        deadline_on=date(2027, 5, 31),
        mandatory=True,
        locked=tuple(locks_of([WHOLE_TASK])),
    ),
)


def scenes(cast: Cast) -> Iterator[Scene]:
    """Drafted and issued as school begins; the day of the first conference is confirmed later."""
    task_ids: list[int] = []
    yield Scene(moment(date(2026, 9, 3), 9), cast.officer, lambda by: _draft(cast, task_ids, by))
    yield Scene(moment(date(2026, 9, 3), 15), cast.leader, lambda by: _issue(cast, task_ids, by))
    yield Scene(moment(date(2026, 9, 10), 9), cast.leader, lambda by: _confirm(task_ids, by))


def _draft(cast: Cast, task_ids: list[int], by: Person) -> None:
    plan = actions.draft(content=CONTENT, tasks=TASKS, by=by)
    by_text = {task.text: task for task in plans.tasks(plan.id)}
    rows = [by_text[content.text] for content in TASKS]
    task_ids.extend(task.id for task in rows)
    held = rows[EXEMPLARS]
    actions.edit_task(
        task_id=held.id,
        version=held.version,
        changes={"combined_with_id": rows[REVIEW].id},
        by=by,
    )
    theme = rows[THEME]
    actions.repeat_task(task_id=theme.id, version=theme.version, rhythm=Rhythm.QUARTER, by=by)
    actions.name_pilot(
        task_id=rows[REVIEW].id,
        recipient_id=cast.communes[PILOT].tenant.id,
        deadline=Deadline(date(2026, 11, 30), True, MONTH),
        by=by,
    )


def _issue(cast: Cast, task_ids: list[int], by: Person) -> None:
    jobs.issue_and_tell(
        plan_id=plans.own_task(task_ids[0]).plan_id,
        signature=Signature(
            issued_on=date(2026, 9, 3),
            capacity=SigningCapacity.COMMITTEE_DEPUTY,
            name="Nông Quốc Khải",
        ),
        recipient_ids=[cast.communes[name].tenant.id for name in RECIPIENTS],
        by=by,
    )


def _confirm(task_ids: list[int], by: Person) -> None:
    task = plans.own_task(task_ids[OPENING])
    jobs.confirm_and_spread(
        task_id=task.id,
        version=task.version,
        deadline=Deadline(date(2026, 9, 18)),
        details="08 giờ 00, tại Hội trường Sở Giáo dục và Đào tạo",
        by=by,
    )
