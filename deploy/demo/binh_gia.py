"""The year 2025 for history: the plan of the district Bình Gia, and half a year of work on it.

The district closed on 30 June 2025; what it and its communes wrote stays readable.
"""

from collections.abc import Iterator
from datetime import date

from app.lib import clock
from app.notifications import actions as notifications
from app.plans import actions, jobs
from app.plans.actions import PlanContent, Signature, TaskContent, with_usual_prose
from app.plans.queries import plans
from app.plans.terms import SigningCapacity
from app.progress import actions as progress
from app.progress import queries as states
from app.progress.actions import Entry
from app.progress.terms import TaskStatus
from app.reports import actions as reports
from app.reports import jobs as report_jobs
from app.reports.terms import ReportKind, Verdict
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

YEAR = 2025
DRAFTED_ON, ISSUED_ON, DUE_ON = date(2025, 1, 10), date(2025, 1, 13), date(2025, 1, 24)
COMMITTEE, HOME = "UBND huyện", "Phòng Nội vụ"
COUNCIL = "Hội đồng Thi đua - Khen thưởng huyện"
UNITS = "Các cơ quan, đơn vị liên quan"
EDUCATION = "Phòng Giáo dục và Đào tạo"


def _task(quarter: int, text: str, *support: str, on: date | None = None) -> TaskContent:
    return TaskContent(
        quarter=quarter, text=text, lead_office=HOME, support_offices=support, deadline_on=on
    )


TASKS = (
    _task(
        1,
        "Tổ chức hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2024 và triển khai "
        "nhiệm vụ năm 2025",
        COMMITTEE,
        UNITS,
    ),
    _task(
        1,
        "Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, "
        "quốc phòng, an ninh năm 2025",
        COMMITTEE,
        UNITS,
    ),
    _task(1, "Thông báo cụm trưởng, cụm phó các cụm thi đua của huyện năm 2025", COMMITTEE),
    _task(
        1,
        "Đôn đốc các cơ quan và các cụm thi đua tổng kết công tác thi đua, khen thưởng năm 2024",
        COUNCIL,
    ),
    _task(
        1,
        "Dự hội nghị tổng kết năm 2024, triển khai nhiệm vụ năm 2025 của cụm các huyện, thành phố "
        "nội địa (tổ chức tại thành phố Lạng Sơn)",
        COMMITTEE,
        COUNCIL,
    ),
    _task(
        1,
        "Hướng dẫn xét khen thưởng nhân kỷ niệm 80 năm giải phóng huyện Bình Gia (19/4/1945 - "
        "19/4/2025)",
        COMMITTEE,
        UNITS,
    ),
    _task(
        1,
        "Chỉ đạo điểm hội nghị biểu dương điển hình tiên tiến, Đại hội thi đua yêu nước tại thị "
        "trấn Bình Gia",
        COUNCIL,
        "UBND thị trấn Bình Gia",
        on=date(2025, 2, 28),
    ),
    _task(
        1,
        "Đôn đốc các cơ quan, đơn vị, các xã, thị trấn tổ chức hội nghị biểu dương điển hình tiên "
        "tiến",
        COUNCIL,
        UNITS,
    ),
    _task(
        1,
        "Ban hành kế hoạch tổ chức Hội nghị biểu dương điển hình tiên tiến của huyện; quyết định "
        "thành lập Ban Tổ chức, Tổ giúp việc",
        COMMITTEE,
        UNITS,
    ),
    _task(
        1,
        "Tiếp nhận, thẩm định hồ sơ, trình khen thưởng tại Hội nghị biểu dương điển hình tiên tiến "
        "của huyện",
        COMMITTEE,
        COUNCIL,
    ),
    _task(2, "Ban hành kế hoạch kiểm tra công tác thi đua, khen thưởng năm 2025", COMMITTEE),
    _task(
        2,
        "Đôn đốc các khối thi đua, đơn vị sự nghiệp ngành giáo dục tổng kết phong trào thi đua năm "
        "học 2024 - 2025",
        COMMITTEE,
        EDUCATION,
    ),
    _task(2, "Đôn đốc các cụm thi đua, đơn vị sơ kết 6 tháng đầu năm 2025", COMMITTEE, UNITS),
    _task(
        2,
        "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025",
        COMMITTEE,
        on=date(2025, 6, 20),
    ),
    _task(
        2,
        "Thẩm định hồ sơ khen thưởng năm học 2024 - 2025 của ngành giáo dục; trình cấp trên khen "
        "thưởng bậc cao",
        EDUCATION,
        COUNCIL,
    ),
    _task(2, "Tổ chức Hội nghị biểu dương điển hình tiên tiến huyện Bình Gia", COMMITTEE, UNITS),
    _task(
        3,
        "Dự hội nghị sơ kết 6 tháng đầu năm của cụm thi đua các huyện, thành phố nội địa",
        COMMITTEE,
    ),
    _task(
        3,
        "Kiểm tra công tác thi đua, khen thưởng theo kế hoạch và thông báo kết quả kiểm tra năm "
        "2025",
        COMMITTEE,
        UNITS,
    ),
    _task(3, "Dự Đại hội thi đua yêu nước tỉnh Lạng Sơn lần thứ VI", COMMITTEE, UNITS),
    _task(3, "Mở các lớp bồi dưỡng nghiệp vụ công tác thi đua, khen thưởng năm 2025", COMMITTEE),
    _task(4, "Hướng dẫn tổng kết công tác thi đua, khen thưởng năm 2025", COMMITTEE, UNITS),
    _task(
        4,
        "Báo cáo tổng kết năm 2025, phương hướng năm 2026; chấm điểm thi đua của huyện gửi cụm các "
        "huyện, thành phố nội địa",
        COMMITTEE,
    ),
    _task(4, "Đôn đốc các cụm thi đua, đơn vị tổng kết năm 2025", COMMITTEE, UNITS),
    _task(4, "Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2026", COMMITTEE),
)
CONTENT = PlanContent(
    year=YEAR, title="Công tác thi đua, khen thưởng năm 2025 trên địa bàn huyện Bình Gia"
)
BASES = (
    {
        "text": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "kind": "luật",
        "number": "06",
        "symbol": "2022/QH15",
        "on": "2022-06-15",
        "issuer": "Quốc hội",
    },
)
REPORTING = ("Thị trấn Bình Gia", "Xã Tân Văn", "Xã Hồng Thái")
"""The communes that recorded their work and reported on it before they were merged."""
LATE = ("Xã Yên Lỗ", "Xã Vĩnh Yên")
"""Communes far away, whose plans came after the last day."""
DONE_BY_JUNE = 14
"""How many of the first tasks were done when the district closed."""

TEXTS = {
    "direction": "Đã ban hành kế hoạch, hướng dẫn và kịp thời đôn đốc các cơ quan, đơn vị thực "
    "hiện.",
    "movements_own": "Phát động, sơ kết các đợt thi đua chào mừng kỷ niệm 80 năm giải phóng huyện "
    "Bình Gia; tổ chức hội nghị biểu dương điển hình tiên tiến.",
    "awards": "Khen thưởng kịp thời các tập thể, cá nhân có thành tích; ưu tiên người trực tiếp "
    "lao "
    "động, sản xuất.",
    "strengths": "Các nhiệm vụ 6 tháng đầu năm hoàn thành đúng tiến độ trước khi sắp xếp đơn vị "
    "hành "
    "chính.",
    "shortcomings": "Một số đơn vị gửi hồ sơ chậm; cán bộ phụ trách thay đổi.",
    "priorities": "Bàn giao đầy đủ hồ sơ, tài liệu thi đua, khen thưởng cho các xã mới từ ngày "
    "01/7/2025.",
}


def scenes(cast: Cast) -> Iterator[Scene]:
    """From January to June 2025."""
    district = cast.district
    yield Scene(moment(DRAFTED_ON, 9), district.officer, lambda by: _draft(district, by))
    yield Scene(moment(ISSUED_ON, 15), district.leader, lambda by: _issue(district, by))
    yield Scene(moment(date(2025, 1, 14), 9), district.leader, lambda by: _send(district, by))
    for number, unit in enumerate(cast.old_communes.values()):
        yield from _commune(district, unit, number)
        if unit.tenant.name in REPORTING:
            yield from _work(cast, district, unit)
        else:
            yield _last_record(unit, number)
    yield Scene(moment(date(2025, 4, 2)), district.officer, lambda by: _record(district, 8, by))
    yield Scene(
        moment(date(2025, 6, 17)), district.officer, lambda by: _record(district, DONE_BY_JUNE, by)
    )
    yield from _reports(cast, district, district, date(2025, 6, 19))
    for person in (district.officer, district.leader):
        at = moment(date(2025, 6, 27), 16)
        yield Scene(at, person, lambda by: notifications.mark_read(by=by))


def _commune(district: Unit, unit: Unit, number: int) -> Iterator[Scene]:
    """Each commune makes its plan out of the district's and sends it up."""
    late = unit.tenant.name in LATE
    derived = date(2025, 2, 5) if late else date(2025, 1, 14 + number % 4)
    issued = date(2025, 2, 7) if late else date(2025, 1, 20 + number % 3)
    at = moment(derived, 9, number)
    yield Scene(at, unit.officer, lambda by: _derive(district, unit, by))
    yield Scene(moment(issued, 14, number), unit.leader, lambda by: _issue_own(unit, by))
    yield Scene(moment(issued, 15, number), unit.leader, lambda by: _send(unit, by))


def _work(cast: Cast, district: Unit, unit: Unit) -> Iterator[Scene]:
    yield Scene(moment(date(2025, 4, 3)), unit.officer, lambda by: _record(unit, 7, by))
    yield Scene(moment(date(2025, 6, 10)), unit.officer, lambda by: _record(unit, 13, by))
    yield from _reports(cast, district, unit, date(2025, 6, 12))


def _last_record(unit: Unit, number: int) -> Scene:
    at = moment(date(2025, 6, 11), 9, number)
    return Scene(at, unit.officer, lambda by: _record(unit, 13, by))


def _send(unit: Unit, by: Person) -> None:
    jobs.send_and_tell(plan_id=unit.plan, by=by)


def _draft(district: Unit, by: Person) -> None:
    plan = actions.draft(content=with_usual_prose(CONTENT), tasks=TASKS, by=by)
    actions.edit(plan_id=plan.id, version=plan.version, changes={"legal_bases": BASES}, by=by)
    district.plan_id = plan.id


def _issue(district: Unit, by: Person) -> None:
    signature = Signature(
        number="07",
        issued_on=ISSUED_ON,
        capacity=SigningCapacity.COMMITTEE_DEPUTY,
        name=by.full_name,
    )
    jobs.issue_and_tell(
        plan_id=district.plan, signature=signature, recipient_ids=None, due_on=DUE_ON, by=by
    )


def _derive(district: Unit, unit: Unit, by: Person) -> None:
    unit.plan_id = actions.derive(plan_id=district.plan, by=by).plan.id


def _issue_own(unit: Unit, by: Person) -> None:
    jobs.issue_and_tell(
        plan_id=unit.plan,
        signature=Signature(
            issued_on=clock.today(), capacity=SigningCapacity.COMMITTEE_CHAIR, name=by.full_name
        ),
        by=by,
    )


def _record(unit: Unit, count: int, by: Person) -> None:
    """The first `count` tasks are done, the next two under way."""
    tasks = plans.tasks(unit.plan)[: count + 2]
    present = states.present([task.id for task in tasks])
    entries = []
    for place, task in enumerate(tasks):
        before, done = present.get(task.id), place < count
        if before is not None and before.status is TaskStatus.DONE:
            continue
        entries.append(
            Entry(
                task_id=task.id,
                version=0 if before is None else before.version,
                status=TaskStatus.DONE if done else TaskStatus.IN_PROGRESS,
                percent=100 if done else 40,
                on=clock.today(),
                note=None,
                office_name=task.lead_office,
            )
        )
    progress.record_all(entries=entries, by=by)


def _reports(cast: Cast, district: Unit, unit: Unit, on: date) -> Iterator[Scene]:
    """Written and sent on one day; the superior accepts it on the next."""
    sent: list[int] = []

    def send(by: Person) -> None:
        report = reports.draft(plan_id=unit.plan, kind=ReportKind.HALF_YEAR_REVIEW, by=by)
        reports.edit(
            report_id=report.id, version=report.version, changes={"narrative": TEXTS}, by=by
        )
        signature = Signature(
            issued_on=on, capacity=SigningCapacity.COMMITTEE_CHAIR, name=by.full_name
        )
        sent.append(report_jobs.send_and_tell(report_id=report.id, signature=signature, by=by).id)

    def accept(by: Person) -> None:
        report_jobs.review_and_tell(submission_id=sent[0], verdict=Verdict.ACCEPTED, by=by)

    superior = cast.officer if unit is district else district.officer
    yield Scene(moment(on, 15), unit.leader, send)
    yield Scene(moment(date(2025, 6, on.day + 1), 9), superior, accept)
