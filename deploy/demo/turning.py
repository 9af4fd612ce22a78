"""The turn of the year: guidance for the review, days remembered, the old year's books closed."""

from collections.abc import Callable, Iterator
from datetime import date

from app.calendar import actions as calendar
from app.plans import actions as plans
from app.plans import jobs as plan_jobs
from app.plans.actions import PlanContent, Signature
from app.plans.terms import PlanKind, SigningCapacity
from app.progress.queries import books
from deploy.demo import diem_he
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.province_plan import YEAR
from deploy.demo.stage import Scene, moment

GUIDED_ON = date(2026, 10, 20)
GUIDANCE = PlanContent(
    kind=PlanKind.GUIDANCE,
    year=YEAR,
    title=f"Tổng kết công tác thi đua, khen thưởng năm {YEAR}",
    legal_bases=[
        {"text": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"},
        {"text": "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"},
    ],
    sections={
        "purpose": "Đánh giá đúng kết quả phong trào thi đua, công tác khen thưởng trong năm; "
        "chỉ rõ hạn chế, nguyên nhân và bài học kinh nghiệm.",
        "content": "1. Các xã, phường, các sở, ban, ngành tổng kết công tác thi đua, khen thưởng "
        "của đơn vị trước ngày 15/12/2026; báo cáo theo đề cương trên hệ thống.\n"
        "2. Cụm, khối thi đua chấm điểm, bình xét, suy tôn xong trước ngày 20/12/2026.\n"
        "3. Hồ sơ đề nghị khen thưởng gửi về Sở Nội vụ chậm nhất ngày 31/12/2026; ưu tiên người "
        "trực tiếp lao động, sản xuất, công tác.",
        "implementation": "Sở Nội vụ theo dõi, đôn đốc; vướng mắc trao đổi ngay trên hệ thống.",
    },
    recipients=[{"name": "Như trên", "purpose": None}, {"name": "Lưu: VT, SNV", "purpose": None}],
)
OWN_DAYS = (
    (diem_he.NAME, "Ngày thành lập xã Điềm He", 1, 7, 2025),
    ("Bình Gia", "Ngày giải phóng huyện Bình Gia", 19, 4, 1945),
)
"""The latter is named in the district's plan of 2025, the eightieth year."""


def scenes(cast: Cast) -> Iterator[Scene]:
    """Closing 2025 in February, guidance in October, the commune's own days."""
    home = cast.communes[diem_he.NAME]
    yield Scene(moment(date(2026, 2, 10), 15), cast.leader, _close_books)
    yield Scene(moment(GUIDED_ON, 9), cast.leader, _guide)
    for commune, name, day, month, since in OWN_DAYS:
        officer = cast.communes[commune].officer
        at = moment(date(2026, 1, 8), 10, day)
        yield Scene(at, officer, _remember(name, day, month, since))
    yield Scene(
        moment(date(2026, 1, 8), 11),
        home.officer,
        lambda by: calendar.open_feed(only_mine=False, by=by),
    )


def _remember(name: str, day: int, month: int, since: int) -> Callable[[Person], None]:
    def add(by: Person) -> None:
        calendar.add(name=name, day=day, month=month, since_year=since, by=by)

    return add


def _close_books(by: Person) -> None:
    left = books.plan_year(YEAR - 1).open_tasks
    plans.close_year(year=YEAR - 1, open_tasks=left, by=by)


def _guide(by: Person) -> None:
    draft = plans.draft(content=GUIDANCE, by=by)
    plan_jobs.issue_and_tell(
        plan_id=draft.id,
        signature=Signature(
            issued_on=GUIDED_ON, capacity=SigningCapacity.COMMITTEE_DEPUTY, name=by.full_name
        ),
        recipient_ids=None,
        by=by,
    )
