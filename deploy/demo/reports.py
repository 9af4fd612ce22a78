"""Half-year reviews of 2026 from forty-one communes and four departments, three year reviews."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.registers import queries as registers
from app.reports import actions, jobs, queries
from app.reports.terms import ReportKind, Verdict
from deploy.demo import clusters, diem_he, diem_he_report, marking, report_texts
from deploy.demo.cast import Cast, Unit
from deploy.demo.courses import Course
from deploy.demo.people import Person
from deploy.demo.province_plan import REPORT_H1, REPORT_YEAR
from deploy.demo.stage import Scene, moment, workday
from deploy.demo.year_plans import signature

HALF, YEAR = ReportKind.HALF_YEAR_REVIEW, ReportKind.YEAR_REVIEW
NOT_SENT = (
    *("Đoàn Kết", "Hoa Thám", "Thiện Tân", "Khuất Xá", "Nhất Hòa", "Cai Kinh", "Mẫu Sơn"),
    *("Kháng Chiến", "Văn Lãng", "Hồng Phong", "Ba Sơn"),
    "Sở Nông nghiệp và Môi trường",
)
RETURNED = {
    "Đình Lập": "Báo cáo chưa tách số liệu khen thưởng theo đối tượng (người trực tiếp lao động, "
    "lãnh "
    "đạo); phần phong trào “Cả nước chung sức xây dựng nông thôn mới” chưa có số liệu. Đề nghị bổ "
    "sung, đồng thời gửi kế hoạch năm 2026 đã ban hành về UBND tỉnh.",
    "Vũ Lễ": "Số giấy khen trong báo cáo (58) không khớp với danh sách quyết định đã gửi (61). Đề "
    "nghị "
    "rà soát, gửi lại.",
    "Quốc Việt": "Phần phương hướng chưa nêu nhiệm vụ của 6 tháng cuối năm; đề nghị bổ sung.",
}
"""What the province said when it returned these reports; they have not come again."""
AGAIN = {
    "Nhân Lý": "Chưa nêu kết quả đợt thi đua phục vụ bầu cử; đề nghị bổ sung.",
    "Yên Bình": "Thiếu phần đánh giá tồn tại, hạn chế theo đề cương.",
    "Chiến Thắng": "Tỷ lệ người trực tiếp lao động được khen chưa đúng; đề nghị tính lại.",
    "Na Sầm": "Chưa có số liệu hoạt động cụm thi đua; đề nghị bổ sung.",
}
"""Returned, corrected and sent again; the last two wait for the answer."""
WAITING = ("Chiến Thắng", "Na Sầm")
EARLY = {
    "Tam Thanh": date(2026, 11, 17),
    "Tràng Định": date(2026, 11, 18),
    "Bắc Sơn": date(2026, 11, 19),
}
"""Year reviews that came before everybody's."""
CORRECTED = "Đã bổ sung, rà soát theo ý kiến của Sở Nội vụ."


@dataclass
class Writer:
    """A unit's report of one kind on its way up."""

    cast: Cast
    unit: Unit
    kind: ReportKind
    texts: Mapping[str, str] | None = None
    report_id: int = 0
    submission_id: int = 0

    def write(self, by: Person) -> None:
        """The officer marks the task as done and writes the report."""
        place = REPORT_H1 if self.kind is HALF else REPORT_YEAR
        marking.done(self.unit, place, "Gửi báo cáo trên hệ thống.", by)
        report = actions.draft(plan_id=self.unit.plan, kind=self.kind, by=by)
        self.report_id = report.id
        texts = self.texts or report_texts.narrative(self.unit, cluster=clusters.name_of(self.unit))
        actions.edit(
            report_id=report.id, version=report.version, changes={"narrative": texts}, by=by
        )

    def correct(self, by: Person) -> None:
        """The officer corrects what the province returned."""
        report = actions.draft(plan_id=self.unit.plan, kind=self.kind, by=by)
        direction = f"{report.narrative['direction']}\n{CORRECTED}"
        actions.edit(
            report_id=report.id,
            version=report.version,
            changes={"narrative": {"direction": direction}},
            by=by,
        )

    def send(self, on: date) -> Callable[[Person], None]:
        """The leader signs and sends it."""

        def deed(by: Person) -> None:
            number = self._number(on)
            sent = jobs.send_and_tell(
                report_id=self.report_id, signature=signature(self.unit, on, number), by=by
            )
            self.submission_id = sent.id

        return deed

    def _number(self, on: date) -> str | None:
        """Some reports of the office went out before the register was kept here; again, its own."""
        apart = self.unit.dice.randint(0, 3)
        if self.submission_id:
            return None
        symbol = queries.own.standing(self.report_id).report.symbol
        return f"{registers.next_number(symbol, on.year) + apart}"

    def answer(self, reason: str | None = None) -> Callable[[Person], None]:
        """The province accepts it, or with a reason returns it."""
        verdict = Verdict.ACCEPTED if reason is None else Verdict.RETURNED

        def deed(by: Person) -> None:
            jobs.review_and_tell(
                submission_id=self.submission_id, verdict=verdict, reason=reason, by=by
            )

        return deed


def scenes(cast: Cast, courses: Sequence[Course]) -> Iterator[Scene]:
    """Reports go up, and the province answers."""
    for course in courses:
        if not course.is_at_work or course.unit.name in NOT_SENT:
            continue
        yield from _half_year(cast, course.unit)
    for name, on in EARLY.items():
        writer = Writer(cast, cast.communes[name], YEAR)
        yield Scene(moment(on, 10), writer.unit.officer, writer.write)
        yield Scene(moment(on, 15), writer.unit.leader, writer.send(on))


def _half_year(cast: Cast, unit: Unit) -> Iterator[Scene]:
    texts = diem_he_report.HALF_YEAR if unit.name == diem_he.NAME else None
    writer = Writer(cast, unit, HALF, texts)
    slow = unit.dice.random() < 0.15
    on = workday(date(2026, 6, 15) + timedelta(days=unit.dice.randint(6, 26) if slow else 0))
    on = workday(on + timedelta(days=unit.dice.randint(0, 4)))
    on = date(2026, 6, 18) if unit.name == diem_he.NAME else on
    minute = unit.dice.randint(0, 59)
    yield Scene(moment(on, 10, minute), unit.officer, writer.write)
    yield Scene(moment(on, 15, minute), unit.leader, writer.send(on))
    answered = workday(on + timedelta(days=unit.dice.randint(1, 6)))
    reason = RETURNED.get(unit.name) or AGAIN.get(unit.name)
    yield Scene(moment(answered, 9, minute), cast.officer, writer.answer(reason))
    if unit.name in AGAIN:
        yield from _again(cast, unit, writer, answered)


def _again(cast: Cast, unit: Unit, writer: Writer, returned: date) -> Iterator[Scene]:
    waits = unit.name in WAITING
    on = date(2026, 11, 13) if waits else workday(returned + timedelta(days=3))
    yield Scene(moment(on, 9), unit.officer, writer.correct)
    yield Scene(moment(on, 16), unit.leader, writer.send(on))
    if not waits:
        day = workday(on + timedelta(days=2))
        yield Scene(moment(day, 10), cast.officer, writer.answer())
