"""What Sở Nội vụ did itself on the province's twenty tasks, and its own offices."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.directory.actions import offices
from app.directory.terms import OfficeKind
from app.progress import actions, queries
from app.progress.actions import Entry
from app.progress.terms import TaskStatus
from deploy.demo import province_plan as plan
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

DIVISION = "Phòng Thi đua, Khen thưởng và Người có công"
OFFICES = (
    (OfficeKind.BUREAU, DIVISION),
    (OfficeKind.BUREAU, "Văn phòng Sở Nội vụ"),
    (OfficeKind.BUREAU, "Thanh tra tỉnh"),
    (OfficeKind.BUREAU, "Văn phòng UBND tỉnh"),
    (OfficeKind.COUNCIL, "Hội đồng Thi đua - Khen thưởng tỉnh"),
    (OfficeKind.PARTY_BODY, "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    (OfficeKind.MASS_BODY, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
    (OfficeKind.MASS_BODY, "Liên đoàn Lao động tỉnh"),
    (OfficeKind.OTHER, "Báo và phát thanh, truyền hình Lạng Sơn"),
)


@dataclass(frozen=True)
class Work:
    """What was written down on a task, on its day."""

    place: int
    on: date
    percent: int
    note: str
    obstructed: bool = False

    @property
    def status(self) -> TaskStatus:
        """What the percentage means."""
        if self.obstructed:
            return TaskStatus.OBSTRUCTED
        return TaskStatus.DONE if self.percent == 100 else TaskStatus.IN_PROGRESS


WORKS = (
    Work(plan.REPORT_2025, date(2026, 1, 20), 100, "Đã trình UBND tỉnh, gửi Bộ Nội vụ."),
    Work(plan.CONFERENCE, date(2026, 2, 13), 100, "63 xã, phường và 6 sở, ngành đã tổ chức."),
    Work(plan.LAUNCH, date(2026, 2, 10), 100, "Phát động tại Hội nghị tổng kết của tỉnh."),
    Work(
        plan.PROVINCE_CONFERENCE, date(2026, 2, 10), 100, "Trực tiếp và trực tuyến, 420 đại biểu."
    ),
    Work(plan.PLEDGE, date(2026, 3, 13), 100, "9 cụm, 1 khối đã ký giao ước thi đua."),
    Work(plan.THEME_1, date(2026, 3, 27), 100, "Khen 24 tập thể, 41 cá nhân phục vụ bầu cử."),
    Work(plan.TRAINING, date(2026, 5, 21), 100, "02 lớp, 168 học viên."),
    Work(plan.REPORT_H1, date(2026, 6, 29), 100, "Báo cáo UBND tỉnh; còn đơn vị gửi chậm."),
    Work(plan.THEME_2, date(2026, 6, 12), 100, "Sơ kết ngày 11/6; khen 18 tập thể, 30 cá nhân."),
    Work(plan.SCHOOLS, date(2026, 7, 8), 100, "Trình tặng 96 Bằng khen; chậm do chờ hồ sơ cơ sở."),
    Work(plan.CLUSTER_H1, date(2026, 6, 30), 100, "10/10 cụm, khối đã sơ kết."),
    Work(plan.INSPECTION, date(2026, 7, 31), 45, "Đã kiểm tra 5/12 đơn vị."),
    Work(plan.INSPECTION, date(2026, 9, 30), 100, "Kiểm tra 12 đơn vị; đã thông báo kết quả."),
    Work(plan.EXEMPLARS, date(2026, 8, 28), 100, "Tuyên truyền 57 mô hình, điển hình mới."),
    Work(plan.THEME_3, date(2026, 9, 29), 100, "Khen 21 tập thể, 34 cá nhân, 09 hộ gia đình."),
    Work(
        plan.STATE_AWARDS, date(2026, 9, 11), 100, "Trình 01 Cờ Chính phủ, 06 Bằng khen Thủ tướng."
    ),
    Work(plan.THEME_4, date(2026, 11, 10), 55, "Đợt thi đua nước rút đang triển khai."),
    Work(
        plan.SELF_SCORING,
        date(2026, 10, 9),
        40,
        "Đã hướng dẫn; chọn Cụm 1 các xã biên giới làm điểm.",
    ),
    Work(plan.SELF_SCORING, date(2026, 11, 16), 60, "Đã công bố kết quả cụm điểm."),
    Work(plan.AWARDS, date(2026, 11, 17), 20, "Đang nhận hồ sơ; các đơn vị lưu ý thời hạn 10/12."),
    Work(plan.REPORT_YEAR, date(2026, 11, 17), 10, "Đã nhận báo cáo của 02 xã, phường."),
    Work(plan.NEXT_PLAN, date(2026, 11, 17), 15, "Đã có dự thảo lần 1."),
)
ENTERED_ON = date(2026, 1, 2)


def scenes(cast: Cast) -> Iterator[Scene]:
    """The officer of the division enters the offices, and writes down the work."""
    yield Scene(moment(ENTERED_ON, 9), cast.officer, _enter)
    for number, work in enumerate(WORKS):
        yield Scene(moment(work.on, 16, number), cast.officer, _recording(cast, work))


def _enter(by: Person) -> None:
    for kind, name in OFFICES:
        offices.add(name=name, kind=kind, by=by)


def _recording(cast: Cast, work: Work) -> Callable[[Person], None]:
    def record(by: Person) -> None:
        task_id = cast.task_ids[work.place]
        before = queries.present([task_id]).get(task_id)
        actions.record(
            entry=Entry(
                task_id=task_id,
                version=0 if before is None else before.version,
                status=work.status,
                percent=work.percent,
                on=work.on,
                note=work.note,
                office_name=DIVISION,
            ),
            by=by,
        )

    return record
