"""The linter on days and weekdays, and on letters that name no drafting unit."""

from dataclasses import replace

import pytest

from app.correspondence.queries.linting import Severity
from app.documents.paper import Paragraph
from app.documents.terms import PaperKind
from tests.correspondence.test_linting import LETTER, ON, PLAN, found_in

INVITATION = replace(PLAN, kind=PaperKind.INVITATION, symbol="GM-UBND", bases=())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Họp ngày 31 tháng 02 năm 2026.", "impossible_date"),
        ("Nộp trước ngày 30/02/2026.", "impossible_date"),
        ("Nộp chậm nhất ngày 31-4-2026.", "impossible_date"),
        ("Họp thứ Hai, ngày 20/11/2026.", "other_weekday"),
        ("Họp Chủ nhật, ngày 21 tháng 11 năm 2026.", "other_weekday"),
        ("Họp thứ 2 (ngày 20/11/2026).", "other_weekday"),
    ],
)
def test_days_that_do_not_exist_are_found_in_any_words(words: str, code: str) -> None:
    assert code in found_in(replace(PLAN, blocks=(*PLAN.blocks, Paragraph(words))))


@pytest.mark.parametrize(
    "words",
    [
        "Họp thứ Sáu, ngày 20/11/2026.",
        "Họp Chủ nhật, ngày 22 tháng 11 năm 2026.",
        "Họp thứ 6, ngày 20 tháng 11 năm 2026.",
        "Nộp trước ngày 29/02/2028.",
        "Thứ tư, ngày 25/11/2026 kiểm tra; ngày 20 hằng tháng báo cáo.",
    ],
)
def test_days_that_exist_are_left_alone(words: str) -> None:
    assert found_in(replace(PLAN, blocks=(*PLAN.blocks, Paragraph(words)))) == {}


def test_a_day_that_does_not_exist_keeps_a_paper_from_going_on() -> None:
    wrong = replace(PLAN, blocks=(*PLAN.blocks, Paragraph("Họp ngày 31/9/2026.")))
    assert found_in(wrong)["impossible_date"] is Severity.ERROR


def test_nobody_is_invited_to_a_day_gone_by() -> None:
    assert ON.year == 2026
    assert ON.month == 3
    for day, expected in (("01/3/2026", True), ("02/3/2026", False), ("15/3/2026", False)):
        blocks = (
            Paragraph("Theo Kế hoạch ban hành ngày 05/01/2026."),
            Paragraph(f"08 giờ 00, ngày {day}.", lead="Thời gian:"),
        )
        found = found_in(replace(INVITATION, blocks=blocks))
        assert ("invited_to_the_past" in found) is expected


def test_a_letter_names_the_unit_that_drafts_it() -> None:
    assert "missing_unit" in found_in(replace(LETTER, symbol="UBND"))
    assert "missing_unit" not in found_in(LETTER)
