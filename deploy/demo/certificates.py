"""Printed for the end of the year: the province's blank, giấy khen and a backdrop of Điềm He."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.stationery.actions import blanks, certificates, corrections, posters
from app.stationery.jobs import certificates as jobs
from app.stationery.papers.certificates import usual_facts
from app.stationery.queries.blanks import issued
from app.stationery.terms.awards import AwardForm, Honorific, PrintMode, SheetSize
from app.stationery.terms.posters import LineRole, Palette, PosterKind
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

SCHOOL_YEAR = "Đã có thành tích xuất sắc trong năm học 2025 - 2026"
FLOOD = "Đã có thành tích xuất sắc trong phòng, chống bão lũ, cứu hộ Nhân dân tháng 9 năm 2026"
PEOPLE = (
    (Honorific.COLLECTIVE, "Thôn Bản Hẻo", "Xã Điềm He", FLOOD),
    (Honorific.MR, "Hoàng Văn Thắng", "Thôn đội trưởng thôn Bản Hẻo", FLOOD),
    (Honorific.MRS, "Lương Thị Bích Vân", "Giáo viên Trường Tiểu học xã Điềm He", SCHOOL_YEAR),
    (Honorific.HOUSEHOLD, "ông Nông Văn Páo", "Thôn Nà Lùng, xã Điềm He", FLOOD),
    (Honorific.PUPIL, "Vi Thị Thảo Nguyên", "Học sinh lớp 9A", SCHOOL_YEAR),
)


FIGHTERS = (
    (Honorific.MRS, "Lương Thị Bích Vân", "Giáo viên Trường Tiểu học xã Điềm He"),
    (Honorific.MR, "Hà Văn Tuấn", "Tổ trưởng chuyên môn Trường Trung học cơ sở xã Điềm He"),
)


def scenes(cast: Cast) -> Iterator[Scene]:
    """The province gives its blank in September; in October Điềm He rewards and prints."""
    home = cast.communes["Điềm He"]
    yield Scene(moment(date(2026, 9, 10), 9), cast.officer, _province)
    yield Scene(moment(date(2026, 10, 6), 14), home.officer, lambda by: _batch(home, by))
    yield Scene(moment(date(2026, 10, 6), 15), home.officer, lambda by: _titles(home, by))
    yield Scene(moment(date(2026, 10, 7), 9), home.officer, lambda by: _hall(home, by))


def _province(by: Person) -> None:
    blank = blanks.draft_usual(usual="letter_a4", by=by)
    blanks.issue(blank_id=blank.id, by=by)


def _facts(home: Unit, **given: Any) -> dict[str, Any]:
    usual = usual_facts(home.tenant)
    return {
        **usual,
        "form": AwardForm(usual["form"]),
        "sheet": SheetSize(usual["sheet"]),
        "decided_on": date(2026, 10, 6),
        "signer": home.leader.full_name,
        "confirm_outside": True,
        **given,
    }


def _batch(home: Unit, by: Person) -> None:
    (model,) = issued()
    blank = blanks.copy(blank_id=model.blank.id, by=by)
    facts = _facts(
        home,
        title="Khen thưởng đột xuất và năm học 2025 - 2026",
        decision_number="318/QĐ-UBND",
        blank_id=blank.id,
    )
    batch = certificates.draft(facts=facts, by=by)
    rows = [
        {"honorific": word, "name": name, "details": details, "achievement": achievement}
        for word, name, details, achievement in PEOPLE
    ]
    certificates.add(batch_id=batch.id, rows=rows, by=by)
    certificates.enter_gold_book(batch_id=batch.id, by=by)
    jobs.ask_print(batch_id=batch.id, mode=PrintMode.BLANK, first=1, last=None, by=by)


def _titles(home: Unit, by: Person) -> None:
    facts = _facts(
        home,
        form=AwardForm.FIGHTER,
        title="Chiến sĩ thi đua cơ sở năm học 2025 - 2026",
        decision_number="319/QĐ-UBND",
    )
    batch = certificates.draft(facts=facts, by=by)
    rows = [
        {"honorific": word, "name": name, "details": details, "achievement": SCHOOL_YEAR}
        for word, name, details in FIGHTERS
    ]
    first, *_ = certificates.add(batch_id=batch.id, rows=rows, by=by)
    certificates.enter_gold_book(batch_id=batch.id, by=by)
    corrections.correct_row(
        certificate_id=first.id,
        version=first.version,
        facts={**rows[0], "details": f"{first.details}, tỉnh Lạng Sơn"},
        reason="Ghi thiếu nơi công tác",
        by=by,
    )


def _hall(home: Unit, by: Person) -> None:
    posters.add_usual(by=by)
    lines = (
        (LineRole.ORGAN, f"Ủy ban nhân dân {home.tenant.name_in_text}"),
        (LineRole.EVENT, "Hội nghị"),
        (LineRole.TITLE, "Biểu dương điển hình tiên tiến"),
        (LineRole.SUBTITLE, "Năm 2026"),
        (LineRole.PLACE_DATE, f"{home.name}, ngày 20 tháng 10 năm 2026"),
    )
    posters.draft(
        facts={
            "title": "Ma két hội nghị biểu dương điển hình tiên tiến",
            "kind": PosterKind.BACKDROP,
            "width": 6000,
            "height": 3000,
            "scale": 10,
            "palette": Palette.RED_YELLOW,
            "lines": [{"role": role.value, "text": text} for role, text in lines],
        },
        by=by,
    )
