"""Work on the plans of 2026 in all units but Điềm He: recorded six times over the year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.lib import clock
from app.lib.years import WorkYear
from app.plans.models import Task
from app.plans.queries import plans
from app.progress import actions, queries
from app.progress.actions import Entry, Upload
from app.progress.models import Progress
from app.progress.terms import TaskStatus
from deploy.demo import diem_he, evidence
from deploy.demo.cast import Unit
from deploy.demo.courses import Course
from deploy.demo.evidence import Office
from deploy.demo.notes import NOTES, OBSTRUCTED, OWN
from deploy.demo.people import Person
from deploy.demo.province_plan import (
    CLUSTER_H1,
    CONFERENCE,
    PLEDGE,
    PROVINCE_CONFERENCE,
    REPORT_2025,
    REPORT_H1,
    REPORT_YEAR,
    TRAINING,
    YEAR,
)
from deploy.demo.stage import Scene, moment, workday
from tenants.models import TenantKind

ROUNDS = (
    date(2026, 2, 4),
    date(2026, 3, 26),
    date(2026, 6, 8),
    date(2026, 7, 14),
    date(2026, 9, 24),
    date(2026, 11, 11),
)
SHOWING = ROUNDS[1]
"""In this round the units show what they did in January."""
LEAD_TIME = timedelta(days=55)
"""How long before its last day a task is begun."""
SHARE_OBSTRUCTED = 0.03
PACES = ((0.45, -14, -1), (0.8, -8, 6), (1.0, -2, 75))
"""Shares of units, each with how many days before or after the last day they finish."""
SHARE_STUCK = 0.02
"""Of the tasks, some are begun and never finished."""
EVENTS = {
    PROVINCE_CONFERENCE: date(2026, 2, 10),
    PLEDGE: date(2026, 3, 12),
    TRAINING: date(2026, 5, 21),
    CLUSTER_H1: date(2026, 6, 26),
}
"""What others hold has its day, whatever the pace of the unit."""
SENT_UP = frozenset({REPORT_H1, REPORT_YEAR})
"""Tasks that are done when the report goes up: see `reports`."""


def scenes(courses: Sequence[Course]) -> Iterator[Scene]:
    """Every unit with an issued plan records in each round, on a day of its own."""
    for course in courses:
        if course.issued_on is None or course.unit.name == diem_he.NAME:
            continue
        unit = course.unit
        recorder = Recorder(unit)
        for on in ROUNDS:
            day = workday(on + timedelta(days=unit.dice.randint(0, 5)))
            if day <= course.issued_on:
                continue
            at = moment(day, unit.dice.randint(8, 16), unit.dice.randint(0, 59))
            yield Scene(at, unit.officer, recorder.record)
            if on == SHOWING and unit.tenant.kind is TenantKind.COMMUNE:
                yield Scene(at, unit.officer, recorder.show)


@dataclass
class Recorder:
    """An officer who records, with the days on which the unit finishes its tasks."""

    unit: Unit
    ends: dict[int, date] = field(default_factory=dict)
    pace: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        fate = self.unit.dice.random()
        self.pace = next((low, high) for share, low, high in PACES if fate <= share)

    def record(self, by: Person) -> None:
        """Write down every task that has moved since the last time."""
        tasks = [task for task in plans.tasks(self.unit.plan) if task.stands]
        present = queries.present([task.id for task in tasks])
        found = [self._entry(task, present.get(task.id)) for task in tasks]
        entries = [entry for entry in found if entry is not None]
        if entries:
            actions.record_all(entries=entries, by=by)

    def show(self, by: Person) -> None:
        """The report on 2025, and a picture of the conference."""
        unit, office = self.unit, Office.of(self.unit)
        number = f"{unit.dice.randint(5, 40):02d}"
        self._show(REPORT_2025, f"bao-cao-{number}-bc-ubnd.pdf", _report(office, number), by)
        self._show(CONFERENCE, "anh-hoi-nghi-tong-ket.jpg", _picture(unit, office), by)

    def _show(self, place: int, name: str, content: bytes, by: Person) -> None:
        captions = {REPORT_2025: "Báo cáo tổng kết năm 2025", CONFERENCE: "Ảnh hội nghị tổng kết"}
        uploads = [Upload(name=name, content=content, caption=captions[place])]
        actions.add_evidence(task_id=self.unit.task_ids[place], uploads=uploads, by=by)

    def _entry(self, task: Task, before: Progress | None) -> Entry | None:
        if before is not None and before.status is TaskStatus.DONE:
            return None
        status, percent, on = self._state(task)
        if percent == (0 if before is None else before.percent):
            return None
        return Entry(
            task_id=task.id,
            version=0 if before is None else before.version,
            status=status,
            percent=percent,
            on=on,
            note=self._note(task, status),
            office_name=task.lead_office,
        )

    def _state(self, task: Task) -> tuple[TaskStatus, int, date]:
        today, last = clock.today(), task.last_day(WorkYear(YEAR))
        begin, end = max(last - LEAD_TIME, date(YEAR, 1, 5)), self._end(task, last)
        if self._place(task) in SENT_UP:
            end = max(end, today + timedelta(days=3))
        if end <= today:
            return TaskStatus.DONE, 100, end
        if today < begin:
            return TaskStatus.NOT_STARTED, 0, today
        share = (today - begin) / max(end - begin, timedelta(days=1))
        percent = min(max(round(share * 18) * 5, 10), 90)
        if self.unit.dice.random() < SHARE_OBSTRUCTED:
            return TaskStatus.OBSTRUCTED, percent, today
        return TaskStatus.IN_PROGRESS, percent, today

    def _end(self, task: Task, last: date) -> date:
        if task.id not in self.ends:
            self.ends[task.id] = self._foreseen(task, last)
        return self.ends[task.id]

    def _foreseen(self, task: Task, last: date) -> date:
        event = EVENTS.get(self._place(task) or 0)
        if event is not None:
            return event
        if task.quarter > 1 and self.unit.dice.random() < SHARE_STUCK:
            return date(YEAR, 12, 31)
        day = last + timedelta(days=self.unit.dice.randint(*self.pace))
        return min(workday(max(day, date(YEAR, 1, 8))), date(YEAR, 12, 31))

    def _place(self, task: Task) -> int | None:
        places = {task_id: place for place, task_id in self.unit.task_ids.items()}
        return places.get(task.id)

    def _note(self, task: Task, status: TaskStatus) -> str:
        dice, place = self.unit.dice, self._place(task)
        notes = OWN if place is None else NOTES[place]
        said = notes.done if status is TaskStatus.DONE else notes.going
        said = OBSTRUCTED if status is TaskStatus.OBSTRUCTED else said
        n, few = dice.randint(12, 60), dice.randint(2, 6)
        return dice.choice(said).format(n=n, few=few, base=self.unit.base)


def _report(office: Office, number: str) -> bytes:
    return evidence.report(
        office,
        number=number,
        on=date(2026, 1, 16),
        about="Tổng kết công tác thi đua, khen thưởng năm 2025; phương hướng, nhiệm vụ năm 2026",
        parts=(
            f"Năm 2025, {office.name_in_text} đã kiện toàn Hội đồng Thi đua - Khen thưởng sau sắp "
            "xếp đơn vị hành chính; tổ chức các đợt thi đua chuyên đề, biểu dương điển hình tiên "
            "tiến giai đoạn 2020 - 2025.",
            "Công tác khen thưởng đúng đối tượng, ưu tiên người trực tiếp lao động, sản xuất.",
        ),
    )


def _picture(unit: Unit, office: Office) -> bytes:
    lines = (
        "TỔNG KẾT PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG",
        "NĂM 2025, TRIỂN KHAI NHIỆM VỤ NĂM 2026",
    )
    return evidence.picture(office, on=date(2026, 1, 28), lines=lines, seed=unit.dice.randint(0, 9))
