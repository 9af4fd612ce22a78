"""What the province, and the old district before it, say to the plans that came up; what their
subordinates ask."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from app.plans import jobs
from app.plans.actions import Attachment
from app.plans.queries import exchange
from app.plans.terms import MessageKind, PlanVerdict, ThreadSide, ThreadView
from deploy.demo import evidence, province_plan
from deploy.demo.cast import Cast, Unit
from deploy.demo.courses import Course
from deploy.demo.evidence import Office
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment, workday

RETURNED = {
    "Bằng Mạc": "Nhiệm vụ kiểm tra công tác thi đua, khen thưởng chưa nêu đơn vị chủ trì và thời "
    "gian; đề nghị bổ sung rồi gửi lại.",
    "Vũ Lễ": "Lý do không thực hiện nhiệm vụ chưa rõ; đề nghị nêu cụ thể hoặc đưa lại nhiệm vụ vào "
    "kế hoạch.",
}
"""What the province said when it returned these plans; they have not come again."""
WAITING = ("Yên Phúc", "Kháng Chiến", "Sở Y tế")
"""Their plans wait for the province's answer."""
NOTED = {
    "Tam Thanh": "Kế hoạch cụ thể, đúng thời hạn. Đề nghị gửi kèm dự toán kinh phí khi tổ chức hội "
    "nghị điển hình tiên tiến.",
}
CHECKING = 11
"""The place, from 0, of the task of checking."""
QUESTIONS = (
    (
        "Điềm He",
        province_plan.REPORT_H1,
        date(2026, 3, 3),
        "Biểu mẫu kèm theo là biểu xã tự lập. Đề nghị tỉnh cho biết khi báo cáo có dùng biểu này "
        "được không, hay chờ biểu chung của tỉnh?",
    ),
    (
        "Đồng Đăng",
        CHECKING,
        date(2026, 3, 9),
        "Xã có thể ghép nội dung này với cuộc kiểm tra cải cách hành chính quý II không?",
    ),
    (
        "Hữu Lũng",
        CHECKING,
        date(2026, 3, 10),
        "Đề nghị cho phép kiểm tra lồng ghép với kiểm tra cải cách hành chính để giảm số đoàn.",
    ),
)
ONE_ANSWER = (
    "Đồng ý lồng ghép. Đơn vị ghi rõ nội dung thi đua, khen thưởng trong kế hoạch và biên bản kiểm "
    "tra; minh chứng nộp riêng cho từng nhiệm vụ trên hệ thống."
)
GENERAL = "Có được lồng ghép kiểm tra công tác thi đua, khen thưởng với kiểm tra khác không?"
FORM = (
    "Dùng biểu chung của tỉnh ban hành kèm theo hướng dẫn báo cáo; biểu của xã gửi kèm làm phụ lục."
)
DIFFICULTIES = (
    (
        "Kiên Mộc",
        date(2026, 11, 16),
        "Xã khuyết công chức phụ trách thi đua, khen thưởng từ tháng 9, chưa xây dựng được kế "
        "hoạch. Đề nghị tỉnh cho lùi hạn và cử người hướng dẫn.",
    ),
    (
        "Thiện Tân",
        date(2026, 11, 18),
        "Kế hoạch đã ban hành nhưng chưa gửi được do lãnh đạo đi công tác; xin gửi trước ngày "
        "25/11/2026.",
    ),
)


def scenes(cast: Cast, courses: Sequence[Course]) -> Iterator[Scene]:
    """Answers two working days after a plan came, questions in March and November."""
    for course in courses:
        if course.sent_on and course.unit.name not in WAITING:
            at = moment(_days_after(course.sent_on, 2), 9, course.unit.dice.randint(0, 59))
            yield Scene(at, cast.officer, _answer_to(course.unit))
    yield from _district(cast)
    for name, place, on, text in QUESTIONS:
        yield Scene(moment(on, 10), cast.communes[name].officer, _ask(cast, name, place, text))
    yield Scene(moment(date(2026, 3, 5), 15), cast.officer, _answer_form)
    yield Scene(moment(date(2026, 3, 11), 9), cast.officer, _answer_all)
    for name, on, text in DIFFICULTIES:
        yield Scene(moment(on, 9), cast.communes[name].officer, _report(cast, text))


def _days_after(on: date, days: int) -> date:
    for _ in range(days):
        on = workday(on + timedelta(days=1))
    return on


def _answer_to(unit: Unit) -> Callable[[Person], object]:
    remarks = RETURNED.get(unit.name) or NOTED.get(unit.name)
    verdict = PlanVerdict.RETURNED if unit.name in RETURNED else PlanVerdict.ACCEPTED

    def deed(by: Person) -> None:
        jobs.review_and_tell(plan_id=unit.plan, revision=1, verdict=verdict, remarks=remarks, by=by)

    return deed


def _district(cast: Cast) -> Iterator[Scene]:
    """In 2025 the district accepts its communes' plans, and the province the district's."""
    district = cast.district
    yield Scene(moment(date(2025, 1, 16), 9), cast.officer, _answer_to(district))
    units = list(cast.old_communes.values())

    def accept(by: Person) -> None:
        for unit in units:
            _answer_to(unit)(by)

    yield Scene(moment(date(2025, 2, 12), 9), district.officer, accept)


def _ask(cast: Cast, name: str, place: int, text: str) -> Callable[[Person], object]:
    def deed(by: Person) -> None:
        jobs.ask_and_tell(
            plan_id=cast.plan_ids[province_plan.YEAR],
            task_id=cast.task_ids[place],
            kind=MessageKind.QUESTION,
            text=text,
            attachment=_form(cast.communes[name]) if name == "Điềm He" else None,
            by=by,
        )

    return deed


def _form(unit: Unit) -> Attachment:
    office = Office.of(unit)
    content = evidence.report(
        office,
        number="24",
        on=date(2026, 3, 2),
        about="Biểu tổng hợp kết quả phong trào thi đua của xã",
        parts=("Biểu gồm: tên phong trào; số tập thể, cá nhân đăng ký; kết quả; khen thưởng.",),
    )
    return Attachment("bieu-tong-hop-thi-dua.pdf", content)


def _report(cast: Cast, text: str) -> Callable[[Person], object]:
    def deed(by: Person) -> None:
        jobs.ask_and_tell(
            plan_id=cast.plan_ids[province_plan.YEAR],
            kind=MessageKind.DIFFICULTY,
            text=text,
            by=by,
        )

    return deed


def _open() -> list[int]:
    page = exchange.threads(side=ThreadSide.BELOW, view=ThreadView.OPEN)
    return [thread.id for thread in page.items]


def _answer_form(by: Person) -> None:
    jobs.answer_and_tell(thread_ids=_open(), text=FORM, by=by)


def _answer_all(by: Person) -> None:
    jobs.answer_and_tell(thread_ids=_open(), text=ONE_ANSWER, question=GENERAL, by=by)
