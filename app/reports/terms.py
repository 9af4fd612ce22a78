"""Kinds of reports, where one stands, and the outline that officials write by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportKind(StrEnum):
    """The period that a report covers."""

    HALF_YEAR_REVIEW = "half_year_review"
    YEAR_REVIEW = "year_review"

    @property
    def label(self) -> str:
        """The Vietnamese name of the report."""
        return {
            "half_year_review": "Báo cáo sơ kết 6 tháng",
            "year_review": "Báo cáo tổng kết năm",
        }[self.value]

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters whose tasks the report states."""
        return (1, 2) if self is ReportKind.HALF_YEAR_REVIEW else (1, 2, 3, 4)

    def period(self, year: int) -> str:
        """The period inside a sentence: "6 tháng đầu năm 2026", "năm 2026"."""
        half = "6 tháng đầu " if self is ReportKind.HALF_YEAR_REVIEW else ""
        return f"{half}năm {year}"

    def next_period(self, year: int) -> str:
        """The period for which the report names the tasks ahead."""
        if self is ReportKind.HALF_YEAR_REVIEW:
            return f"6 tháng cuối năm {year}"
        return f"năm {year + 1}"

    def usual_title(self, year: int) -> str:
        """The abstract (trích yếu) with which a draft starts."""
        word = "Sơ kết" if self is ReportKind.HALF_YEAR_REVIEW else "Tổng kết"
        return (
            f"{word} công tác thi đua, khen thưởng {self.period(year)}; "
            f"phương hướng, nhiệm vụ {self.next_period(year)}"
        )

    def due_on(self, year: int) -> date:
        """The last day in time where the superior names none: the end of the period's quarter."""
        return date(year, 6, 30) if self is ReportKind.HALF_YEAR_REVIEW else date(year, 12, 31)


class ReportState(StrEnum):
    """Where a report stands between sender and addressee."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "draft": "Dự thảo",
            "sent": "Đã gửi, chờ tiếp nhận",
            "accepted": "Đã tiếp nhận",
            "returned": "Trả lại để bổ sung",
        }[self.value]


class Verdict(StrEnum):
    """What the addressee says of a report."""

    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese name of the verdict."""
        return {"accepted": "Tiếp nhận", "returned": "Trả lại"}[self.value]


@dataclass(frozen=True)
class Section:
    """One piece of narrative: its key, its heading, and what belongs there.

    A section without a heading of its own is the whole text of its chapter.
    """

    key: str
    heading: str
    guidance: str
    is_required: bool = False


@dataclass(frozen=True)
class Chapter:
    """A heading of the first level with its sections; `has_figures` where the tables stand."""

    heading: str
    sections: tuple[Section, ...]
    has_figures: bool = False


@dataclass(frozen=True)
class Part:
    """Phần thứ nhất looks back, Phần thứ hai ahead; `{}` in the heading is the period."""

    heading: str
    looks_ahead: bool
    chapters: tuple[Chapter, ...]


RESULTS = Part(
    "Kết quả công tác thi đua, khen thưởng {}",
    False,
    (
        Chapter(
            "Đặc điểm tình hình",
            (
                Section(
                    "situation",
                    "Đặc điểm tình hình",
                    "Thuận lợi, khó khăn; việc sắp xếp tổ chức, đơn vị; những yếu tố tác động đến "
                    "công tác thi đua, khen thưởng trong kỳ.",
                ),
            ),
        ),
        Chapter(
            "Công tác lãnh đạo, chỉ đạo, triển khai",
            (
                Section(
                    "direction",
                    "Lãnh đạo, chỉ đạo, triển khai",
                    "Văn bản đã ban hành; tuyên truyền; hội nghị; kiểm tra, giám sát; tập huấn; "
                    "kiện toàn Hội đồng Thi đua - Khen thưởng.",
                    is_required=True,
                ),
            ),
            has_figures=True,
        ),
        Chapter(
            "Kết quả phong trào thi đua",
            (
                Section(
                    "movements_central",
                    "Phong trào thi đua do Trung ương phát động",
                    "Tên phong trào, nội dung triển khai, kết quả và tác động.",
                ),
                Section(
                    "movements_province",
                    "Phong trào thi đua do tỉnh phát động",
                    "Tên phong trào, nội dung triển khai, kết quả và tác động.",
                ),
                Section(
                    "movements_own",
                    "Phong trào thi đua do đơn vị phát động",
                    "Phong trào thường xuyên của đơn vị; số cơ quan, thôn, cá nhân đăng ký; kết "
                    "quả cụ thể.",
                    is_required=True,
                ),
                Section(
                    "movements_thematic",
                    "Phong trào thi đua theo chuyên đề, đột xuất",
                    "Đợt thi đua ngắn ngày, chào mừng ngày lễ, sự kiện; thời gian, kết quả.",
                ),
                Section(
                    "exemplars",
                    "Xây dựng, nhân rộng điển hình tiên tiến",
                    "Số điển hình được phát hiện, biểu dương, nhân rộng; cách làm hay.",
                ),
                Section(
                    "clusters",
                    "Hoạt động cụm, khối thi đua",
                    "Ký kết giao ước, kiểm tra chéo, chấm điểm, sinh hoạt của cụm, khối.",
                ),
            ),
        ),
        Chapter(
            "Kết quả khen thưởng",
            (
                Section(
                    "awards",
                    "Kết quả khen thưởng",
                    "Theo cấp, hình thức, loại hình, đối tượng; ghi riêng số đề nghị và số được "
                    "tặng; tỷ lệ người trực tiếp lao động, sản xuất, công tác; chất lượng hồ sơ; "
                    "việc chấp hành pháp luật.",
                    is_required=True,
                ),
            ),
        ),
        Chapter(
            "Hội đồng, bộ máy và quỹ thi đua, khen thưởng",
            (
                Section(
                    "council",
                    "Hội đồng, bộ máy và quỹ thi đua, khen thưởng",
                    "Hoạt động của Hội đồng; bố trí cán bộ; thu, chi Quỹ thi đua, khen thưởng; ứng "
                    "dụng công nghệ thông tin.",
                ),
            ),
        ),
        Chapter(
            "Đánh giá chung",
            (
                Section("strengths", "Ưu điểm", "Những mặt làm được, có số liệu.", True),
                Section(
                    "shortcomings", "Tồn tại, hạn chế", "Những việc chưa làm được, chậm hạn.", True
                ),
                Section("causes", "Nguyên nhân", "Nguyên nhân khách quan, chủ quan."),
                Section(
                    "lessons", "Bài học kinh nghiệm", "Bài học rút ra trong chỉ đạo, điều hành."
                ),
            ),
        ),
    ),
)

AHEAD = Part(
    "Phương hướng, nhiệm vụ công tác thi đua, khen thưởng {}",
    True,
    (
        Chapter("Mục tiêu", (Section("goals", "Mục tiêu", "Mục tiêu chung của kỳ tới."),)),
        Chapter(
            "Nhiệm vụ trọng tâm",
            (
                Section(
                    "priorities",
                    "Nhiệm vụ trọng tâm",
                    "Mỗi nhiệm vụ một dòng; nêu rõ việc chuyển từ kỳ này sang.",
                    is_required=True,
                ),
            ),
        ),
        Chapter("Giải pháp", (Section("solutions", "Giải pháp", "Cách tổ chức thực hiện."),)),
        Chapter(
            "Chỉ tiêu",
            (Section("targets", "Chỉ tiêu", "Chỉ tiêu đo được: số lượng, tỷ lệ, thời hạn."),),
        ),
        Chapter(
            "Kiến nghị, đề xuất",
            (Section("proposals", "Kiến nghị, đề xuất", "Với cấp trên, với cơ quan chuyên môn."),),
        ),
    ),
)

OUTLINE: tuple[Part, ...] = (RESULTS, AHEAD)
"""The outline of half-year and year reviews, in the order in which it is printed."""

SECTIONS: dict[str, Section] = {
    section.key: section
    for part in OUTLINE
    for chapter in part.chapters
    for section in chapter.sections
}
"""Every section by its key."""

REPORT_FIELDS: dict[str, str] = {
    "title": "Trích yếu",
    **{f"narrative.{key}": section.heading for key, section in SECTIONS.items()},
}
"""What a person edits of a report, with the name shown for it."""
