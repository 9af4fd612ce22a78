"""Xã Điềm He: its plan of eighteen tasks, and its work on them over the year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.plans.actions import TaskContent
from app.plans.models import Task
from app.progress import actions, queries
from app.progress.actions import Entry, Upload
from app.progress.terms import TaskStatus
from deploy.demo import evidence
from deploy.demo.cast import BUREAU, Unit
from deploy.demo.people import Person
from deploy.demo.province_plan import (
    AWARDS,
    CLUSTER_H1,
    CONFERENCE,
    EXEMPLARS,
    INSPECTION,
    LAUNCH,
    NEXT_PLAN,
    PLEDGE,
    PROVINCE_CONFERENCE,
    REPORT_2025,
    REPORT_H1,
    REPORT_YEAR,
    SCHOOLS,
    SELF_SCORING,
    STATE_AWARDS,
    THEME_1,
    THEME_2,
    THEME_3,
    THEME_4,
    TRAINING,
)
from deploy.demo.stage import Scene, moment

NAME = "Điềm He"
COMMITTEE = "UBND xã"
COUNCIL = "Hội đồng Thi đua - Khen thưởng xã"
UNITS = "Các cơ quan, đơn vị liên quan"
VILLAGES = "Các thôn"
FRONT = "Ủy ban MTTQ Việt Nam xã"
PARTY = "Ban Xây dựng Đảng"
CLUSTER = "Thành viên Cụm 4 các xã nội địa"


@dataclass(frozen=True)
class Own:
    """One task of the commune: the province's task behind it, the own words where they differ."""

    number: int
    quarter: int
    place: int | None
    lead: str
    support: tuple[str, ...]
    text: str | None = None
    requested: tuple[str, ...] = ()


EVERYBODY = (COUNCIL, COMMITTEE, UNITS, VILLAGES)
OFFICE = (COUNCIL, COMMITTEE)

PLAN = (
    Own(1, 1, REPORT_2025, BUREAU, OFFICE),
    Own(
        2,
        1,
        CONFERENCE,
        BUREAU,
        ("Văn phòng HĐND và UBND", *EVERYBODY),
        "Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025 và triển khai nhiệm vụ "
        "năm 2026 của xã (lồng ghép với hội nghị tổng kết công tác của UBND xã)",
        requested=(FRONT, PARTY),
    ),
    Own(3, 1, LAUNCH, BUREAU, EVERYBODY),
    Own(
        4,
        1,
        PROVINCE_CONFERENCE,
        COMMITTEE,
        (BUREAU,),
        "Dự Hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2025, triển khai nhiệm "
        "vụ năm 2026 do tỉnh tổ chức",
    ),
    Own(
        5,
        1,
        PLEDGE,
        COUNCIL,
        (CLUSTER,),
        "Tổng kết công tác thi đua, khen thưởng năm 2025 của Cụm 4 các xã nội địa; đăng ký thi đua "
        "và ký giao ước thi đua năm 2026",
    ),
    Own(6, 1, THEME_1, BUREAU, EVERYBODY),
    Own(
        7,
        2,
        TRAINING,
        BUREAU,
        (COMMITTEE,),
        "Tham gia lớp bồi dưỡng nghiệp vụ công tác thi đua, khen thưởng năm 2026 do tỉnh tổ chức",
    ),
    Own(8, 2, REPORT_H1, BUREAU, OFFICE),
    Own(9, 2, THEME_2, BUREAU, EVERYBODY),
    Own(
        10,
        2,
        None,
        BUREAU,
        EVERYBODY,
        "Tổ chức sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng "
        "cuối năm 2026 của xã",
        requested=("Các đoàn thể",),
    ),
    Own(
        11,
        2,
        SCHOOLS,
        BUREAU,
        (COUNCIL, "Các trường học trên địa bàn"),
        "Xét khen thưởng và trình khen thưởng thành tích năm học 2025 - 2026 của các trường mầm "
        "non, tiểu học, trung học cơ sở trên địa bàn xã",
    ),
    Own(
        12,
        2,
        CLUSTER_H1,
        COMMITTEE,
        (BUREAU,),
        "Tham dự Hội nghị sơ kết phong trào thi đua, công tác khen thưởng 6 tháng đầu năm 2026 của "
        "Cụm 4 các xã nội địa",
    ),
    Own(13, 3, THEME_3, BUREAU, EVERYBODY),
    Own(14, 4, THEME_4, BUREAU, EVERYBODY),
    Own(
        15,
        4,
        SELF_SCORING,
        BUREAU,
        OFFICE,
        "Hướng dẫn các thôn, cơ quan, đơn vị tổng kết công tác thi đua, khen thưởng năm 2026; tự "
        "chấm điểm thi đua của xã, gửi Cụm 4 các xã nội địa",
    ),
    Own(16, 4, REPORT_YEAR, BUREAU, OFFICE),
    Own(
        17,
        4,
        AWARDS,
        COUNCIL,
        (BUREAU, UNITS, VILLAGES),
        "Tổng hợp, thẩm định hồ sơ, khen thưởng thành tích năm 2026; xét tặng và đề nghị tặng danh "
        "hiệu thi đua, hình thức khen thưởng",
    ),
    Own(
        18,
        4,
        NEXT_PLAN,
        BUREAU,
        OFFICE,
        "Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027 của xã",
    ),
)

DECLINED = {
    INSPECTION: "Xã không thuộc danh sách kiểm tra năm 2026; việc tự kiểm tra lồng ghép khi sơ kết "
    "6 tháng và tổng kết năm.",
    EXEMPLARS: "Thực hiện lồng ghép trong các phong trào thi đua chuyên đề hằng quý, không tách "
    "thành nhiệm vụ riêng.",
    STATE_AWARDS: "Qua rà soát, năm 2026 xã không có tập thể, cá nhân đủ điều kiện, tiêu chuẩn đề "
    "nghị khen thưởng cấp Nhà nước.",
}


def tasks(given: Sequence[Task]) -> list[TaskContent]:
    """The eighteen tasks in their order, and the three that the commune does not carry out."""
    listed = [_own(one, given) for one in PLAN]
    for place, reason in DECLINED.items():
        content = TaskContent.of(given[place], id=given[place].id)
        listed.append(replace(content, lead_office=BUREAU, decline_reason=reason))
    return listed


def _own(one: Own, given: Sequence[Task]) -> TaskContent:
    base = (
        TaskContent(quarter=one.quarter, text=one.text or "")
        if one.place is None
        else TaskContent.of(given[one.place], id=given[one.place].id)
    )
    return replace(
        base,
        text=one.text or base.text,
        lead_office=one.lead,
        support_offices=one.support,
        requested_offices=one.requested,
    )


@dataclass(frozen=True)
class Work:
    """What was recorded on a task, and what showed it. The note stays inside the commune."""

    number: int
    on: date
    percent: int
    note: str
    office: str = BUREAU
    shown: tuple[evidence.Shown, ...] = ()
    obstructed: bool = False

    @property
    def status(self) -> TaskStatus:
        """What the percentage means."""
        if self.obstructed:
            return TaskStatus.OBSTRUCTED
        return TaskStatus.DONE if self.percent == 100 else TaskStatus.IN_PROGRESS


def scenes(unit: Unit, works: Sequence[Work]) -> Iterator[Scene]:
    """The commune's officer records what was done, the day it was done."""
    for order, work in enumerate(works):
        at = moment(work.on, 16, order % 60)
        yield Scene(at, unit.officer, _recording(unit, work))


def _recording(unit: Unit, work: Work) -> Callable[[Person], None]:
    def record(by: Person) -> None:
        number = task_id(unit, work.number)
        before = queries.present([number]).get(number)
        actions.record(
            entry=Entry(
                task_id=number,
                version=0 if before is None else before.version,
                status=work.status,
                percent=work.percent,
                on=work.on,
                note=work.note,
                office_name=work.office,
            ),
            by=by,
        )
        if work.shown:
            office = evidence.Office.of(unit)
            uploads = [
                Upload(name=one.name, content=one.content(office), caption=one.caption)
                for one in work.shown
            ]
            actions.add_evidence(task_id=number, uploads=uploads, by=by)

    return record


def task_id(unit: Unit, number: int) -> int:
    """The commune's task with this number."""
    own = PLAN[number - 1]
    return unit.own_task_ids[0] if own.place is None else unit.task_ids[own.place]
